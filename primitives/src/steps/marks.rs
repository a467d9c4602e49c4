//! Steps that mark a stretch or a moment of the take: speed, cuts, stills.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::value::Steps;

/// Plays faster: during its steps, or until `mark_normal`. What is said keeps its pace.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[schemars(extend(
    "x-family" = "marks",
    "x-main" = "factor",
    "x-related" = ["mark_normal", "mark_cut", "wait_for"],
    "x-example" = "- mark_speedup:\n    factor: 4\n    steps:\n      - wait_for: Active\n"
))]
pub struct MarkSpeedup {
    /// How many times as fast; below 1 is slower.
    #[serde(default = "four_times")]
    #[schemars(range(min = 0.1, max = 100.0))]
    pub factor: f64,
    /// Only during these steps.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub steps: Option<Steps>,
}

/// Ends the speedup or the cut that is open.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[schemars(extend(
    "x-family" = "marks",
    "x-related" = ["mark_speedup", "mark_cut"],
    "x-example" = "- mark_normal\n"
))]
pub struct MarkNormal {}

/// Leaves what it spans out of the video: its steps, or all until `mark_normal`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[schemars(extend(
    "x-family" = "marks",
    "x-related" = ["mark_normal", "mark_speedup"],
    "x-example" = "- mark_cut:\n    steps:\n      - click: Sign in\n      - wait_for: Dashboard\n"
))]
pub struct MarkCut {
    /// Only these steps.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub steps: Option<Steps>,
}

/// Writes a picture of the video at this moment, as NAME.png beside it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[schemars(extend(
    "x-family" = "marks",
    "x-main" = "name",
    "x-related" = ["chapter"],
    "x-example" = "- still: deployed\n"
))]
pub struct Still {
    /// The file's name without its ending.
    #[schemars(extend("x-kind" = "identifier"))]
    pub name: String,
}

fn four_times() -> f64 {
    4.0
}
