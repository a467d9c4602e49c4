//! Steps that say how the script goes on: branches, loops, the end of a scene.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::pointing::NestedTarget;
use super::value::{Duration, Steps};
use crate::time::Nanos;

/// Takes one of two branches: by what can be seen while filming, by a parameter, or, for steps
/// that show, by the output.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[schemars(extend(
    "x-family" = "flow",
    "x-one-of" = ["visible", "param", "output"],
    "x-related" = ["for_each", "end_scene", "wait_for"],
    "x-example" = "- when:\n    visible: Accept cookies\n    steps:\n      - click: Accept cookies\n    else:\n      - wait: 500ms\n"
))]
pub struct When {
    /// What to look for, once, when the step is come to.
    #[serde(flatten)]
    pub condition: ConditionWords,
    /// What happens then.
    pub steps: Steps,
    /// What happens otherwise.
    #[serde(rename = "else", default, skip_serializing_if = "Option::is_none")]
    pub otherwise: Option<Steps>,
}

/// What a branch or a scene depends on.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[schemars(extend("x-one-of" = ["visible", "param", "output"]))]
pub struct ConditionWords {
    /// A target that is looked for while filming; later renders follow what was seen then.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub visible: Option<NestedTarget>,
    /// A parameter's name, without `${}`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(extend("x-kind" = "param"))]
    pub param: Option<String>,
    /// An output's name; only steps that show can depend on it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(extend("x-kind" = "identifier"))]
    pub output: Option<String>,
    /// What it must be: true if not given. A parameter that is not true or false needs its value.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(extend("x-kind" = "anything"))]
    pub is: Option<Value>,
    /// How long a visible target has to appear.
    #[serde(default = "glance")]
    pub timeout: Duration,
}

/// Does its steps once for each item of a list. `${NAME}` is the item, `${NAME.field}` a field.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[schemars(extend(
    "x-family" = "flow",
    "x-related" = ["when"],
    "x-example" = "- for_each:\n    in:\n      - Billing\n      - Members\n    as: tab\n    steps:\n      - click: ${tab}\n      - wait: 1s\n"
))]
pub struct ForEach {
    /// The list: items, or `${NAME}` of a list parameter.
    pub r#in: Vec<Value>,
    /// What each item is called.
    #[schemars(extend("x-kind" = "identifier"))]
    pub r#as: String,
    /// What happens for each.
    pub steps: Steps,
}

/// Ends the scene here, or drops all of it from the video.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[schemars(extend(
    "x-family" = "flow",
    "x-main" = "how",
    "x-related" = ["when"],
    "x-example" = "- when:\n    visible: Sold out\n    steps:\n      - end_scene: drop\n"
))]
pub struct EndScene {
    /// `stop` keeps what was filmed, `drop` leaves the whole scene out.
    #[serde(default)]
    pub how: SceneEnd,
}

/// What becomes of a scene that ends early.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum SceneEnd {
    /// What was filmed stays.
    #[default]
    Stop,
    /// The scene is in no video.
    Drop,
}

fn glance() -> Duration {
    Duration(Nanos::from_secs(1))
}
