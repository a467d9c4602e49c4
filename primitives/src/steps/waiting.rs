//! Steps that let time pass, or wait for what it brings.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::pointing::{Seeking, TargetWords};
use super::value::{Area, Duration};
use crate::time::Nanos;

/// Lets time pass.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[schemars(extend(
    "x-family" = "waiting",
    "x-main" = "for",
    "x-related" = ["wait_for", "wait_until_still"],
    "x-example" = "- wait: 2s\n"
))]
pub struct Wait {
    /// How much.
    #[serde(rename = "for")]
    pub length: Duration,
}

/// Waits until a target can be seen.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[schemars(extend(
    "x-family" = "waiting",
    "x-main" = "text",
    "x-one-of" = ["text", "matches", "image", "css", "role", "point", "region", "found", "any"],
    "x-related" = ["wait_until_gone", "wait_until_still", "mark_speedup"],
    "x-example" = "- wait_for:\n    text: Active\n    timeout: 60s\n"
))]
pub struct WaitFor {
    /// What.
    #[serde(flatten)]
    pub target: TargetWords,
    /// How long at most.
    #[serde(default = "patience")]
    pub timeout: Duration,
    /// Its name for later steps, and whether it must be there.
    #[serde(flatten)]
    pub seeking: Seeking,
}

/// Waits until a target can no longer be seen.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[schemars(extend(
    "x-family" = "waiting",
    "x-main" = "text",
    "x-one-of" = ["text", "matches", "image", "css", "role", "point", "region", "found", "any"],
    "x-related" = ["wait_for"],
    "x-example" = "- wait_until_gone: Loading\n"
))]
pub struct WaitUntilGone {
    /// What.
    #[serde(flatten)]
    pub target: TargetWords,
    /// How long at most.
    #[serde(default = "patience")]
    pub timeout: Duration,
    /// Goes on where it stays; `timeout` is 2s then if not given.
    #[serde(default)]
    pub optional: bool,
}

/// Waits until the picture has not changed for a while.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[schemars(extend(
    "x-family" = "waiting",
    "x-main" = "for",
    "x-related" = ["wait_for", "wait"],
    "x-example" = "- wait_until_still\n- wait_until_still:\n    for: 1s\n    region: 0, 0, 400x300\n"
))]
pub struct WaitUntilStill {
    /// For how long it must be still.
    #[serde(rename = "for", default = "still_for")]
    pub still: Duration,
    /// Where: x, y, WIDTHxHEIGHT in logical pixels; everywhere if not given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub region: Option<Area>,
    /// How long this may take.
    #[serde(default = "patience")]
    pub timeout: Duration,
}

/// Fails unless a target can be seen now.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[schemars(extend(
    "x-family" = "waiting",
    "x-main" = "text",
    "x-one-of" = ["text", "matches", "image", "css", "role", "point", "region", "found", "any"],
    "x-related" = ["wait_for"],
    "x-example" = "- assert_visible: Active\n"
))]
pub struct AssertVisible {
    /// What.
    #[serde(flatten)]
    pub target: TargetWords,
    /// Names the place and the moment for `found` and `still` later in the scene.
    #[serde(rename = "as", default, skip_serializing_if = "Option::is_none")]
    #[schemars(extend("x-kind" = "identifier"))]
    pub name: Option<String>,
}

fn patience() -> Duration {
    Duration(Nanos::from_secs(30))
}

fn still_for() -> Duration {
    Duration(Nanos::from_millis(500))
}
