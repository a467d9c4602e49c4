//! Steps of the hand on the mouse.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::pointing::{NestedTarget, Seeking, TargetWords};
use super::value::{Duration, Pixels};
use crate::time::Nanos;

/// Moves the pointer to a target and clicks it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[schemars(extend(
    "x-family" = "pointer",
    "x-main" = "text",
    "x-one-of" = ["text", "matches", "image", "css", "role", "point", "region", "found", "any"],
    "x-related" = ["double_click", "right_click", "move_to", "wait_for"],
    "x-example" = "- click: Deploy\n- click:\n    css: \"#save\"\n    timeout: 5s\n"
))]
pub struct Click {
    /// What to click.
    #[serde(flatten)]
    pub target: TargetWords,
    /// How long to look for it.
    #[serde(default = "look_timeout")]
    pub timeout: Duration,
    /// Its name for later steps, and whether it must be there.
    #[serde(flatten)]
    pub seeking: Seeking,
}

/// Moves the pointer to a target and clicks it twice.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[schemars(extend(
    "x-family" = "pointer",
    "x-main" = "text",
    "x-one-of" = ["text", "matches", "image", "css", "role", "point", "region", "found", "any"],
    "x-related" = ["click"],
    "x-example" = "- double_click: report.pdf\n"
))]
pub struct DoubleClick {
    /// What to click.
    #[serde(flatten)]
    pub target: TargetWords,
    /// How long to look for it.
    #[serde(default = "look_timeout")]
    pub timeout: Duration,
    /// Its name for later steps, and whether it must be there.
    #[serde(flatten)]
    pub seeking: Seeking,
}

/// Moves the pointer to a target and clicks it with the right button.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[schemars(extend(
    "x-family" = "pointer",
    "x-main" = "text",
    "x-one-of" = ["text", "matches", "image", "css", "role", "point", "region", "found", "any"],
    "x-related" = ["click"],
    "x-example" = "- right_click: guestbook\n"
))]
pub struct RightClick {
    /// What to click.
    #[serde(flatten)]
    pub target: TargetWords,
    /// How long to look for it.
    #[serde(default = "look_timeout")]
    pub timeout: Duration,
    /// Its name for later steps, and whether it must be there.
    #[serde(flatten)]
    pub seeking: Seeking,
}

/// Moves the pointer to a target and leaves it there.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[schemars(extend(
    "x-family" = "pointer",
    "x-main" = "text",
    "x-one-of" = ["text", "matches", "image", "css", "role", "point", "region", "found", "any"],
    "x-related" = ["click", "drag"],
    "x-example" = "- move_to: Pricing\n"
))]
pub struct MoveTo {
    /// Where to.
    #[serde(flatten)]
    pub target: TargetWords,
    /// How long to look for it.
    #[serde(default = "look_timeout")]
    pub timeout: Duration,
    /// Its name for later steps, and whether it must be there.
    #[serde(flatten)]
    pub seeking: Seeking,
}

/// Presses the left button on one target and lets go on another.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[schemars(extend(
    "x-family" = "pointer",
    "x-related" = ["move_to", "scroll"],
    "x-example" = "- drag:\n    from: Draft\n    to: Published\n"
))]
pub struct Drag {
    /// Where the button is pressed.
    pub from: NestedTarget,
    /// Where it is let go.
    pub to: NestedTarget,
    /// How long to look for each.
    #[serde(default = "look_timeout")]
    pub timeout: Duration,
    /// Goes on without it where it is not found; `timeout` is 2s then if not given.
    #[serde(default)]
    pub optional: bool,
}

/// Scrolls smoothly, by a distance or until a target is in the middle of the surface.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[schemars(extend(
    "x-family" = "pointer",
    "x-main" = "down",
    "x-one-of" = ["down", "up", "right", "left", "to"],
    "x-related" = ["move_to", "wait_until_still"],
    "x-example" = "- scroll: 400px\n- scroll:\n    to: Billing\n"
))]
pub struct Scroll {
    /// So many logical pixels down.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub down: Option<Pixels>,
    /// So many logical pixels up.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub up: Option<Pixels>,
    /// So many logical pixels to the right.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub right: Option<Pixels>,
    /// So many logical pixels to the left.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub left: Option<Pixels>,
    /// Until this target is in the middle part of the surface.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<NestedTarget>,
    /// What the pointer stands over; the middle of the surface if not given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub over: Option<NestedTarget>,
    /// How long the scrolling takes.
    #[serde(rename = "for", default = "scroll_length")]
    pub length: Duration,
    /// How long to look for a target.
    #[serde(default = "look_timeout")]
    pub timeout: Duration,
    /// Goes on without it where it is not found; `timeout` is 2s then if not given.
    #[serde(default)]
    pub optional: bool,
}

/// How long a pointing step looks for its target.
pub(super) fn look_timeout() -> Duration {
    Duration(Nanos::from_secs(10))
}

fn scroll_length() -> Duration {
    Duration(Nanos::from_secs(1))
}
