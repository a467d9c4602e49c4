//! What every voice can do.

use demoreel_primitives::cancel::Cancel;
use demoreel_primitives::plan::{self, EffectId};
use demoreel_primitives::speech::{Phoneme, Word};

use crate::error::VoiceError;

/// Turns text into speech.
pub trait Voice: Sync {
    /// What its speech comes with and what it takes.
    fn capabilities(&self) -> Capabilities;

    /// All that shapes a line's speech besides its text: provider, version, voice, settings. Never
    /// a key or any other secret.
    fn fingerprint(&self, line: &Line) -> Result<String, VoiceError>;

    /// Speaks a line of any length. Stops soon after `cancel` is pulled.
    fn speak(&self, line: &Line, cancel: &Cancel) -> Result<Utterance, VoiceError>;
}

/// What a voice's speech comes with and what it takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Capabilities {
    /// Whether it can be heard.
    pub audible: bool,
    /// Where the times of its words are from.
    pub words: WordTimes,
    /// Whether it tells its phonemes.
    pub phonemes: bool,
    /// Whether its speech costs credits.
    pub paid: bool,
    /// How many lines it speaks at once at most.
    pub at_once: usize,
}

/// Where the times of words are from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WordTimes {
    /// The voice says them.
    Told,
    /// They are spread over what is heard by the length of each word.
    Estimated,
}

/// One `say` and what stands around it.
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    /// Which step.
    pub effect: EffectId,
    /// In which scene.
    pub scene: String,
    /// What is said.
    pub text: String,
    /// What is said before it in the same scene.
    pub before: String,
    /// What is said after it in the same scene.
    pub after: String,
    /// In which language, such as `en` or `pt-BR`.
    pub language: String,
    /// Who says it.
    pub voice: plan::Voice,
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
    /// What it cost; 0 where it was free.
    pub credits: f64,
    /// Names of the answers that it was made of, which are not needed once it is kept.
    pub bought: Vec<String>,
}

impl Utterance {
    /// Puts another one behind it, after so many samples of silence if anything was said before.
    pub fn append(&mut self, other: Utterance, pause: u64) {
        if !self.sound.is_empty() {
            let from = self.samples;
            self.samples += pause;
            self.sound.resize(self.samples as usize, 0.0);
            self.phonemes.push(Phoneme {
                sound: "pau".to_owned(),
                from,
                to: self.samples,
            });
        }
        let at = self.samples;
        self.phonemes
            .extend(other.phonemes.into_iter().map(|phoneme| Phoneme {
                from: phoneme.from + at,
                to: phoneme.to + at,
                ..phoneme
            }));
        self.words.extend(other.words.into_iter().map(|word| Word {
            from: word.from + at,
            to: word.to + at,
            ..word
        }));
        self.sound.extend(other.sound);
        self.samples += other.samples;
        self.credits += other.credits;
        self.bought.extend(other.bought);
    }
}
