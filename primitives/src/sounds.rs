//! Sounds that are ready to be put into a reel: words, music, and the noises of keys and clicks.

use serde::{Deserialize, Serialize};

use crate::speech::{Audio, Speech};

/// All that a reel can be given to be heard.
#[derive(Clone, Copy, Debug, Default)]
pub struct Sounds<'a> {
    /// One for each `say`.
    pub speech: &'a [Speech],
    /// One for each file of music that the look names.
    pub tunes: &'a [Tune],
    /// Our own small sounds.
    pub noises: &'a [Noise],
}

/// A file of music.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tune {
    /// As the look names it.
    pub file: String,
    /// A WAV file: 48 kHz, one or two channels.
    pub audio: Audio,
    /// Its length.
    pub samples: u64,
}

/// One of our own small sounds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Noise {
    /// What makes it.
    pub kind: NoiseKind,
    /// A WAV file: 48 kHz, one channel.
    pub audio: Audio,
    /// Its length.
    pub samples: u64,
}

/// What makes a noise.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NoiseKind {
    /// A key with a letter; there are several, because no two sound alike.
    Letter,
    /// The long key.
    Space,
    /// The key that ends a line.
    Enter,
    /// A button of the mouse goes down.
    Down,
    /// It comes up again.
    Up,
}
