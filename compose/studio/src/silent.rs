//! The voice that nobody hears: it only paces the reel and times its captions.

use demoreel_primitives::cancel::Cancel;
use demoreel_primitives::speech::{Word, words_of};
use demoreel_primitives::time::SAMPLE_RATE;

use crate::error::VoiceError;
use crate::voice::{Capabilities, Line, Utterance, Voice, WordTimes};

/// Estimates how long a text would be spoken: about 165 words a minute.
pub struct Silent;

/// Milliseconds: of a word, of each letter of it, and of the pauses that punctuation makes. A
/// word of 4.7 letters, the mean of English text, then takes 60000 / 165 milliseconds with its share of pauses.
const WORD: u64 = 105;
const LETTER: u64 = 51;
const COMMA: u64 = 180;
const STOP: u64 = 380;

impl Voice for Silent {
    fn capabilities(&self) -> Capabilities {
        Capabilities {
            audible: false,
            words: WordTimes::Estimated,
            phonemes: false,
            paid: false,
            at_once: 1,
        }
    }

    fn fingerprint(&self, _: &Line) -> Result<String, VoiceError> {
        Ok("silent 2".to_owned())
    }

    fn speak(&self, line: &Line, _: &Cancel) -> Result<Utterance, VoiceError> {
        Ok(paced(&line.text))
    }
}

/// How a text would be paced if it were spoken.
pub fn paced(text: &str) -> Utterance {
    let mut words = Vec::new();
    let mut at = 0;
    let mut samples = 0;
    for word in words_of(text) {
        samples = at + weight(word);
        words.push(Word {
            text: word.to_owned(),
            from: at,
            to: samples,
        });
        at = samples + millis(pause_after(word));
    }
    Utterance {
        samples,
        words,
        ..Utterance::default()
    }
}

/// About how long a word is spoken, in samples.
pub fn weight(word: &str) -> u64 {
    let letters = word.chars().filter(|letter| letter.is_alphanumeric());
    millis(WORD + LETTER * letters.count() as u64)
}

fn millis(millis: u64) -> u64 {
    millis * SAMPLE_RATE as u64 / 1000
}

fn pause_after(word: &str) -> u64 {
    let bare = word.trim_end_matches(['"', '\'', ')', '”', '’']);
    match bare.chars().last() {
        Some('.' | '!' | '?' | '…') => STOP,
        Some(',' | ';' | ':' | '—' | '–') => COMMA,
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_paragraph_is_spoken_at_about_165_words_a_minute() {
        let text = "One command connects the assistant to your account. Then ask for what you \
                    want, and watch it go live. Every service gets its own address, its own \
                    logs, and its own metrics, and you never leave the editor.";
        let utterance = paced(text);
        let minutes = utterance.samples as f64 / (60.0 * SAMPLE_RATE as f64);
        let rate = utterance.words.len() as f64 / minutes;
        assert!((150.0..180.0).contains(&rate), "{rate}");
        assert!(utterance.sound.is_empty());
    }
}
