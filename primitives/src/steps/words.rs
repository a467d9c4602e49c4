//! Steps that say and write words.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::phrase::Phrase;
use super::value::{Duration, Steps};

/// Speaks. It lasts as long as its words; a later `say` waits for the one before.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[schemars(extend(
    "x-family" = "words",
    "x-main" = "text",
    "x-related" = ["caption", "chapter"],
    "x-example" = "- say: One command connects it.\n- say:\n    text: Watch the log.\n    steps:\n      - click: Deploy\n"
))]
pub struct Say {
    /// The words.
    pub text: Phrase,
    /// Holds everything that long.
    #[serde(rename = "for", default, skip_serializing_if = "Option::is_none")]
    pub hold: Option<Duration>,
    /// The words and these steps last equally long.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub steps: Option<Steps>,
}

/// Shows words that nobody speaks: for a time, for some steps, or until the next caption.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[schemars(extend(
    "x-family" = "words",
    "x-main" = "text",
    "x-related" = ["say", "chapter"],
    "x-example" = "- caption:\n    text: No account needed\n    for: 2s\n"
))]
pub struct Caption {
    /// The words.
    pub text: Phrase,
    /// Holds everything that long.
    #[serde(rename = "for", default, skip_serializing_if = "Option::is_none")]
    pub hold: Option<Duration>,
    /// Shown during these steps.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub steps: Option<Steps>,
}

/// Begins a chapter of the video.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[schemars(extend(
    "x-family" = "words",
    "x-main" = "title",
    "x-related" = ["caption", "say"],
    "x-example" = "- chapter: Deploy\n"
))]
pub struct Chapter {
    /// The chapter's title.
    pub title: Phrase,
}
