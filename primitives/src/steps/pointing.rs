//! The words of a target: one finder and its refiners, as a script writes them.

use std::borrow::Cow;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Serialize};

use super::value::{Area, Pair};
use crate::target::Part;

/// The keys of which a target has exactly one; `role` may have `text` beside it.
pub const FINDERS: &[&str] = &[
    "text", "matches", "image", "css", "role", "point", "region", "found", "any",
];

/// What is pointed at. A scalar is visible text.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[schemars(extend(
    "x-main" = "text",
    "x-one-of" = ["text", "matches", "image", "css", "role", "point", "region", "found", "any"]
))]
pub struct TargetWords {
    /// Visible text; an exact match beats a longer one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
    /// A regular expression for visible text.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(extend("x-kind" = "pattern"))]
    pub matches: Option<String>,
    /// A PNG or JPEG picture of it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(extend("x-kind" = "image"))]
    pub image: Option<String>,
    /// A CSS selector.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub css: Option<String>,
    /// An accessible role such as `button`; may have `text` beside it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(extend("x-kind" = "identifier"))]
    pub role: Option<String>,
    /// A place: x, y in logical pixels.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub point: Option<Pair>,
    /// An area: x, y, WIDTHxHEIGHT in logical pixels.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub region: Option<Area>,
    /// The place that an earlier step of the scene found and named with `as`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(extend("x-kind" = "identifier"))]
    pub found: Option<String>,
    /// Several targets; the first to appear is taken.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub any: Option<Vec<NestedTarget>>,
    /// Which of several, from 1; -1 is the last.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = -1000, max = 1000))]
    pub nth: Option<i32>,
    /// Only inside what this target covers.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub inside: Option<NestedTarget>,
    /// The one nearest to this target.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub near: Option<NestedTarget>,
    /// Above this target: the nearest one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub above: Option<NestedTarget>,
    /// Below this target: the nearest one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub below: Option<NestedTarget>,
    /// To the left of this target: the nearest one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub left_of: Option<NestedTarget>,
    /// To the right of this target: the nearest one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub right_of: Option<NestedTarget>,
    /// Moves the place that is acted on from the middle: x, y in logical pixels.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub offset: Option<Pair>,
    /// How much of a text is meant.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub part: Option<Part>,
    /// The least score of an image that counts as found, above 0 up to 1.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 0.1, max = 1.0))]
    pub confidence: Option<f64>,
}

/// What a step that looks for one target takes besides it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Seeking {
    /// Names the place and the moment for `found` and `still` later in the scene.
    #[serde(rename = "as", default, skip_serializing_if = "Option::is_none")]
    #[schemars(extend("x-kind" = "identifier"))]
    pub name: Option<String>,
    /// Goes on without it where it is not found; `timeout` is 2s then if not given.
    #[serde(default)]
    pub optional: bool,
}

/// A target inside a target or behind a key of its own.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct NestedTarget(pub Box<TargetWords>);

impl JsonSchema for NestedTarget {
    fn schema_name() -> Cow<'static, str> {
        "target".into()
    }
    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "x-kind": "target" })
    }
}
