//! Steps for the programs of a desktop and their windows.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::value::{Duration, PixelSize};
use crate::time::Nanos;

/// Starts a program and waits for its window. The window fills the surface, if it can be of any
/// size.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[schemars(extend(
    "x-family" = "window",
    "x-main" = "command",
    "x-needs" = "desktop",
    "x-related" = ["focus_window", "resize_window", "close_window"],
    "x-example" = "- launch: gedit notes.txt\n"
))]
pub struct Launch {
    /// One line for the shell, run in the script's folder.
    #[schemars(extend("x-kind" = "shell"))]
    pub command: String,
    /// How long its window may take.
    #[serde(default = "launch_timeout")]
    pub timeout: Duration,
}

/// Brings a window to the front. It gets the keys.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[schemars(extend(
    "x-family" = "window",
    "x-main" = "title",
    "x-needs" = "desktop",
    "x-related" = ["launch", "close_window"],
    "x-example" = "- focus_window: notes.txt\n"
))]
pub struct FocusWindow {
    /// A part of its title, in any case.
    pub title: String,
    /// How long to wait for it.
    #[serde(default = "window_timeout")]
    pub timeout: Duration,
}

/// Gives a window a size. It stands in the middle of the surface.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[schemars(extend(
    "x-family" = "window",
    "x-main" = "size",
    "x-needs" = "desktop",
    "x-related" = ["focus_window"],
    "x-example" = "- resize_window: 800x600\n- resize_window:\n    title: Preferences\n    size: 480x360\n"
))]
pub struct ResizeWindow {
    /// In logical pixels; as large as the surface if not given.
    pub size: Option<PixelSize>,
    /// A part of its title, in any case; the window in front if not given.
    pub title: Option<String>,
    /// How long to wait for it.
    #[serde(default = "window_timeout")]
    pub timeout: Duration,
}

/// Closes a window as its own button would. The next step begins when it has gone.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[schemars(extend(
    "x-family" = "window",
    "x-main" = "title",
    "x-needs" = "desktop",
    "x-related" = ["launch", "focus_window"],
    "x-example" = "- close_window\n- close_window: Preferences\n"
))]
pub struct CloseWindow {
    /// A part of its title, in any case; the window in front if not given.
    pub title: Option<String>,
    /// How long it may take.
    #[serde(default = "window_timeout")]
    pub timeout: Duration,
}

fn launch_timeout() -> Duration {
    Duration(Nanos::from_secs(30))
}

fn window_timeout() -> Duration {
    Duration(Nanos::from_secs(10))
}
