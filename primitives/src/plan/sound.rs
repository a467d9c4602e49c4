//! What is heard besides words: music, keys and clicks, and how loud each is.

use serde::{Deserialize, Serialize};

use crate::time::Nanos;

/// The sound of one scene in one output.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct SoundStyle {
    /// What plays under everything; nothing where it is quiet.
    pub music: Option<Music>,
    /// Which small sounds are heard.
    pub noises: Noises,
    /// How loud speech is, compared to its own loudness: decibels.
    pub speech_gain: f64,
}

/// Music, as long as the reel shows scenes that have it: it begins anew where it ends.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Music {
    /// Absolute.
    pub file: String,
    /// How loud it is, compared to a bed that is well below speech: decibels.
    pub gain: f64,
    /// How much softer it is while somebody speaks: decibels, 0 or more.
    pub duck: f64,
    /// How long it takes to come.
    pub fade_in: Nanos,
    /// How long it takes to go.
    pub fade_out: Nanos,
}

/// The sounds of the hand.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Noises {
    /// Keys are heard.
    pub keys: bool,
    /// Clicks are heard.
    pub clicks: bool,
    /// How loud they are, compared to how loud they were made: decibels.
    pub gain: f64,
    /// What becomes of them where film is played faster.
    pub hurried: Hurried,
}

/// What becomes of sounds where film is played faster.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum Hurried {
    /// They are not heard.
    #[default]
    Mute,
    /// They come faster, each at its own pitch.
    KeepPitch,
}
