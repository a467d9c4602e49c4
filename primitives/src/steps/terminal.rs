//! Steps that only a terminal can do.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::keyboard::{at_speed, own_speed, pace};
use super::value::Duration;
use crate::time::Nanos;

/// Types a command at a shell's prompt, presses Enter, and waits until the command has ended. The
/// shell itself says when that is, so that no prompt is guessed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[schemars(extend(
    "x-family" = "terminal",
    "x-main" = "command",
    "x-needs" = "terminal",
    "x-related" = ["type_text", "press", "wait_for", "clear"],
    "x-example" = "- run_command: git status\n- run_command:\n    command: make test\n    expect_status: 2\n    timeout: 2m\n"
))]
pub struct RunCommand {
    /// One line for the shell. Parameters in it are quoted for the shell.
    #[schemars(extend("x-kind" = "shell"))]
    pub command: String,
    /// The exit status that is no failure.
    #[serde(default)]
    #[schemars(range(min = 0, max = 255))]
    pub expect_status: u8,
    /// Mean time between two keys.
    #[serde(default = "pace")]
    pub pace: Duration,
    /// So many times as fast as the pace says.
    #[serde(default = "own_speed")]
    #[schemars(range(min = 0.1, max = 20.0))]
    pub speed: f64,
    /// How long it may take once it is sent.
    #[serde(default = "command_timeout")]
    pub timeout: Duration,
}

/// Empties the screen of a terminal. What stands at the prompt stays.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[schemars(extend(
    "x-family" = "terminal",
    "x-needs" = "terminal",
    "x-related" = ["run_command"],
    "x-example" = "- clear\n"
))]
pub struct Clear {}

/// Changes the size of a terminal's window, in cells; the program in it is told and draws itself
/// anew. It cannot become larger than the surface.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[schemars(extend(
    "x-family" = "terminal",
    "x-needs" = "terminal",
    "x-related" = ["run_command"],
    "x-example" = "- resize:\n    columns: 40\n    rows: 12\n"
))]
pub struct Resize {
    /// Cells in a row.
    #[schemars(range(min = 2, max = 1000))]
    pub columns: u16,
    /// Rows.
    #[schemars(range(min = 1, max = 500))]
    pub rows: u16,
}

impl RunCommand {
    /// Mean time between two keys at this speed.
    pub fn key_time(&self) -> Nanos {
        at_speed(self.pace, self.speed)
    }
}

fn command_timeout() -> Duration {
    Duration(Nanos::from_secs(30))
}
