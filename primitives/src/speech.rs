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

/// The words of a text as they are shown and highlighted, each with the punctuation that follows
/// it: divided at spaces, and in scripts without spaces letter by letter.
pub fn words_of(text: &str) -> Vec<&str> {
    text.split_whitespace().flat_map(letters_or_word).collect()
}

fn letters_or_word(word: &str) -> Vec<&str> {
    let mut parts = Vec::new();
    let mut from = 0;
    let mut before = None;
    for (at, letter) in word.char_indices() {
        let stands_alone = needs_no_space(letter);
        let begins = letter.is_alphanumeric()
            && before.is_some_and(|before: (bool, bool)| before.0 || stands_alone && before.1);
        if begins {
            parts.push(&word[from..at]);
            from = at;
        }
        // Punctuation goes with the letter before it.
        if letter.is_alphanumeric() {
            before = Some((stands_alone, true));
        }
    }
    parts.push(&word[from..]);
    parts
}

/// Words joined as they are written: without a space between letters that need none.
pub fn join_words(words: &[&str]) -> String {
    let mut text = String::new();
    for word in words {
        let tight = joins(&text, word);
        if !text.is_empty() && !tight {
            text.push(' ');
        }
        text.push_str(word);
    }
    text
}

/// Whether no space stands between what is there and the next word.
pub fn joins(text: &str, next: &str) -> bool {
    let before = text.chars().next_back().is_some_and(is_east_asian);
    before && next.chars().next().is_some_and(is_east_asian)
}

/// A letter of Chinese or Japanese writing.
fn needs_no_space(letter: char) -> bool {
    matches!(letter, '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}'
        | '\u{20000}'..='\u{3ffff}')
}

fn is_east_asian(letter: char) -> bool {
    needs_no_space(letter) || matches!(letter, '\u{3000}'..='\u{303f}' | '\u{ff00}'..='\u{ff65}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_divided_at_spaces_and_chinese_letter_by_letter() {
        assert_eq!(
            words_of(" One  command, \"two\". "),
            ["One", "command,", "\"two\"."]
        );
        assert_eq!(
            words_of("部署服务，现在。"),
            ["部", "署", "服", "务，", "现", "在。"]
        );
        assert_eq!(
            words_of("点击Deploy按钮"),
            ["点", "击", "Deploy", "按", "钮"]
        );
        assert_eq!(words_of("don't 4.5"), ["don't", "4.5"]);
        assert!(words_of("  ").is_empty());
    }

    #[test]
    fn words_that_were_divided_are_joined_as_they_were() {
        for text in ["One command, two.", "部署服务，现在。", "部署服务。"] {
            assert_eq!(join_words(&words_of(text)), text);
        }
    }
}
