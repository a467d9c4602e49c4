//! What every voice can do.

use demoreel_primitives::cancel::Cancel;
use demoreel_primitives::speech::{Phoneme, Word};

use crate::error::VoiceError;

/// Turns text into speech.
pub trait Voice: Sync {
    /// What its speech comes with.
    fn capabilities(&self) -> Capabilities;

    /// All that shapes its speech besides the text: provider, version, voice, settings. Never a
    /// key or any other secret.
    fn fingerprint(&self) -> String;

    /// Speaks one text of any length. Stops soon after `cancel` is pulled.
    fn speak(&self, text: &str, cancel: &Cancel) -> Result<Utterance, VoiceError>;
}

/// What a voice's speech comes with. All voices give the times of words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Capabilities {
    /// Whether it can be heard.
    pub audible: bool,
    /// Whether it tells its phonemes.
    pub phonemes: bool,
}

/// A text as speech. Times are samples at 48 kHz from its beginning.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Utterance {
    /// One channel at 48 kHz without silence at its ends; empty where it is not audible.
    pub sound: Vec<f32>,
    /// Its length in samples, audible or not.
    pub samples: u64,
    /// The text's words in order, as written, with the punctuation that follows them.
    pub words: Vec<Word>,
    /// In order; empty where the voice does not tell them.
    pub phonemes: Vec<Phoneme>,
}
