//! What is heard besides words: music, keys and clicks, and how loud each is.

use demoreel_primitives::plan::Hurried;
use demoreel_primitives::steps::{Duration, Gain};
use schemars::JsonSchema;
use serde::Deserialize;

use super::{PathWord, layered};

/// Music under everything.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[schemars(extend("x-main" = "file", "x-switch" = "play"))]
pub(crate) struct MusicWords {
    /// A file beside the script; it begins anew where it ends.
    #[schemars(with = "Option<PathWord>")]
    pub file: Option<String>,
    /// Whether it plays.
    pub play: Option<bool>,
    /// Louder or softer than a quiet bed.
    pub gain: Option<Gain>,
    /// How much softer it is while somebody speaks; 12dB if not given.
    pub duck: Option<Gain>,
    /// How long it takes to come; 1s if not given.
    pub fade_in: Option<Duration>,
    /// How long it takes to go; 2s if not given.
    pub fade_out: Option<Duration>,
}

/// The sounds of keys and clicks.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[schemars(extend("x-main" = "play"))]
pub(crate) struct NoisesWords {
    /// Whether they are heard; false if not given.
    pub play: Option<bool>,
    /// Whether typing is heard.
    pub keys: Option<bool>,
    /// Whether clicks are heard.
    pub clicks: Option<bool>,
    /// Louder or softer.
    pub gain: Option<Gain>,
    /// Where film is played faster: `mute`, or `keep_pitch`.
    pub speedup: Option<Hurried>,
}

/// What is spoken, as the mix takes it.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[schemars(extend("x-main" = "gain"))]
pub(crate) struct SpeechWords {
    /// Louder or softer.
    pub gain: Option<Gain>,
}

layered! {
    MusicWords { file, play, gain, duck, fade_in, fade_out }
    NoisesWords { play, keys, clicks, gain, speedup }
    SpeechWords { gain }
}
