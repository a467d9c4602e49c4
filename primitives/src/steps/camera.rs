//! Steps that say what is shown large.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::pointer::look_timeout;
use super::pointing::TargetWords;
use super::value::{Duration, Magnification, Steps};

/// Brings a target close: for a time, for some steps, or until `zoom_out`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[schemars(extend(
    "x-family" = "camera",
    "x-main" = "text",
    "x-one-of" = ["text", "matches", "image", "css", "role", "point", "region", "found", "any"],
    "x-related" = ["zoom_out", "caption"],
    "x-example" = "- zoom_to:\n    text: Active\n    for: 2s\n- zoom_to:\n    css: form\n    steps:\n      - click: Save\n"
))]
pub struct ZoomTo {
    /// What.
    #[serde(flatten)]
    pub target: TargetWords,
    /// How close: 1 is as at rest; `auto` goes by the target's size and its text.
    #[serde(default = "by_the_target")]
    pub scale: Magnification,
    /// Holds everything that long.
    #[serde(rename = "for", default, skip_serializing_if = "Option::is_none")]
    pub hold: Option<Duration>,
    /// Stays close during these steps.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub steps: Option<Steps>,
    /// How far into the take to look for the target.
    #[serde(default = "look_timeout")]
    pub timeout: Duration,
}

/// Ends the zoom that is open.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[schemars(extend(
    "x-family" = "camera",
    "x-related" = ["zoom_to"],
    "x-example" = "- zoom_out\n"
))]
pub struct ZoomOut {}

fn by_the_target() -> Magnification {
    Magnification::Auto
}
