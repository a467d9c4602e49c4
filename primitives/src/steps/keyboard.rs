//! Steps of the hand on the keys.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::keys::Keys;
use super::pointer::look_timeout;
use super::pointing::NestedTarget;
use super::value::{Duration, Typed};
use crate::time::Nanos;

/// Types text at a human pace, into a field that is clicked first or where the caret is.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[schemars(extend(
    "x-family" = "keyboard",
    "x-main" = "text",
    "x-related" = ["press", "click"],
    "x-example" = "- type_text:\n    text: guestbook\n    into:\n      css: \"#name\"\n"
))]
pub struct TypeText {
    /// The words, or `env` with the name of the variable that holds a secret.
    pub text: Typed,
    /// The field, clicked first.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub into: Option<NestedTarget>,
    /// Mean time between two keys.
    #[serde(default = "pace")]
    pub pace: Duration,
    /// How long to look for the field.
    #[serde(default = "look_timeout")]
    pub timeout: Duration,
}

/// Presses keys together, such as `Enter` or `Ctrl+K`; several chords follow one another.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[schemars(extend(
    "x-family" = "keyboard",
    "x-main" = "keys",
    "x-related" = ["type_text"],
    "x-example" = "- press: Enter\n- press:\n    keys:\n      - Tab\n      - Ctrl+K\n"
))]
pub struct Press {
    /// A chord, or a list of chords.
    pub keys: Keys,
    /// How many times.
    #[serde(default = "once")]
    #[schemars(range(min = 1, max = 100))]
    pub times: u32,
}

fn pace() -> Duration {
    Duration(Nanos::from_millis(65))
}

fn once() -> u32 {
    1
}
