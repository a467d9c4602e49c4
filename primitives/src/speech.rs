//! Spoken sentences: audio with the times of its words and phonemes.

use serde::{Deserialize, Serialize};

use crate::plan::EffectId;

/// One `say` step as sound.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Speech {
    /// Which step says it.
    pub effect: EffectId,
    /// What is heard; nothing where the voice is silent and the times are estimates.
    pub audio: Option<Audio>,
    /// Its length in samples at 48 kHz.
    pub samples: u64,
    /// The words in order, with the punctuation that follows them.
    pub words: Vec<Word>,
    /// The phonemes in order, where the voice tells them.
    pub phonemes: Vec<Phoneme>,
}

/// A sound file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Audio {
    /// A WAV file: 48 kHz, one channel, 32-bit float, without silence at its ends.
    pub path: String,
    /// BLAKE3 of that file.
    pub digest: String,
}

/// A word and when it sounds, in samples from the speech's beginning; half open.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Word {
    /// As written in the script.
    pub text: String,
    /// First sample.
    pub from: u64,
    /// Just past the last.
    pub to: u64,
}

/// A sound and when it sounds, in samples; half open.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Phoneme {
    /// ARPABET in lower case without stress, such as `ae`; `pau` is a pause.
    pub sound: String,
    /// First sample.
    pub from: u64,
    /// Just past the last.
    pub to: u64,
}
