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
    /// So many times as fast as the pace says.
    #[serde(default = "own_speed")]
    #[schemars(range(min = 0.1, max = 20.0))]
    pub speed: f64,
    /// How long to look for the field.
    #[serde(default = "look_timeout")]
    pub timeout: Duration,
    /// Goes on without it where its field is not found; `timeout` is 2s then if not given.
    #[serde(default)]
    pub optional: bool,
}

/// Types a secret that is read from the environment while it is typed. It stands in no plan, no
/// take and no log, and a terminal that echoes it shows dots.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[schemars(extend(
    "x-family" = "keyboard",
    "x-main" = "env",
    "x-related" = ["type_text"],
    "x-example" = "- type_secret:\n    env: DEMO_PASSWORD\n    into:\n      css: \"#password\"\n"
))]
pub struct TypeSecret {
    /// The name of the environment variable that holds it.
    #[schemars(extend("x-kind" = "env_name"))]
    pub env: String,
    /// The field, clicked first.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub into: Option<NestedTarget>,
    /// Mean time between two keys.
    #[serde(default = "pace")]
    pub pace: Duration,
    /// So many times as fast as the pace says.
    #[serde(default = "own_speed")]
    #[schemars(range(min = 0.1, max = 20.0))]
    pub speed: f64,
    /// How long to look for the field.
    #[serde(default = "look_timeout")]
    pub timeout: Duration,
    /// Goes on without it where its field is not found; `timeout` is 2s then if not given.
    #[serde(default)]
    pub optional: bool,
}

/// Puts text in at once, as from a clipboard: into a field that is clicked first, or where the
/// caret is.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[schemars(extend(
    "x-family" = "keyboard",
    "x-main" = "text",
    "x-related" = ["type_text", "press"],
    "x-example" = "- paste: |\n    first line\n    second line\n"
))]
pub struct Paste {
    /// The words, or `env` with the name of the variable that holds a secret.
    pub text: Typed,
    /// The field, clicked first.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub into: Option<NestedTarget>,
    /// How long to look for the field.
    #[serde(default = "look_timeout")]
    pub timeout: Duration,
    /// Goes on without it where its field is not found; `timeout` is 2s then if not given.
    #[serde(default)]
    pub optional: bool,
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
    /// How long to rest after each; as a hand does if not given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pace: Option<Duration>,
}

impl TypeText {
    /// Mean time between two keys at this speed.
    pub fn key_time(&self) -> Nanos {
        at_speed(self.pace, self.speed)
    }
}

impl TypeSecret {
    /// Mean time between two keys at this speed.
    pub fn key_time(&self) -> Nanos {
        at_speed(self.pace, self.speed)
    }
}

/// A pace made faster.
pub(super) fn at_speed(pace: Duration, speed: f64) -> Nanos {
    Nanos::from_secs_f64(pace.0.as_secs_f64() / speed)
}

pub(super) fn own_speed() -> f64 {
    1.0
}

pub(super) fn pace() -> Duration {
    Duration(Nanos::from_millis(65))
}

fn once() -> u32 {
    1
}
