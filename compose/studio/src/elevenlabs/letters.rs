//! Words from the times of letters.

use demoreel_primitives::speech::{Word, words_of};
use demoreel_primitives::time::SAMPLE_RATE;
use serde::Deserialize;

/// When each letter of a text sounds, in seconds.
#[derive(Clone, Debug, Deserialize)]
pub struct Alignment {
    /// The letters, those between words too.
    pub characters: Vec<String>,
    /// The beginning of each.
    pub character_start_times_seconds: Vec<f64>,
    /// The end of each.
    pub character_end_times_seconds: Vec<f64>,
}

/// The words of a text; none where the letters are not those of the text.
pub fn words(text: &str, told: &Alignment) -> Option<Vec<Word>> {
    let (starts, ends) = (
        &told.character_start_times_seconds,
        &told.character_end_times_seconds,
    );
    let count = told.characters.len();
    if starts.len() != count || ends.len() != count || told.characters.concat() != text {
        return None;
    }
    // Where each letter stands in the text.
    let mut places = Vec::with_capacity(count);
    let mut at = 0;
    for letter in &told.characters {
        places.push(at);
        at += letter.len();
    }
    let begin = text.as_ptr() as usize;
    let mut words = Vec::new();
    let mut now = 0;
    for word in words_of(text) {
        let from = word.as_ptr() as usize - begin;
        if is_tag(text, from) {
            continue;
        }
        let first = places.partition_point(|place| *place < from);
        let last = places.partition_point(|place| *place < from + word.len());
        let times = (first..last).filter(|at| sounds(&told.characters[*at]));
        let times: Vec<usize> = times.collect();
        let start = times
            .first()
            .map_or(now, |at| samples(starts[*at]))
            .max(now);
        let end = times
            .last()
            .map_or(start, |at| samples(ends[*at]))
            .max(start);
        now = end;
        words.push(Word {
            text: word.to_owned(),
            from: start,
            to: end,
        });
    }
    Some(words)
}

/// The text as it is read by people: without tags such as `[whispers]`.
pub fn shown(text: &str) -> String {
    let begin = text.as_ptr() as usize;
    let words = text.split_whitespace();
    let shown = words.filter(|word| !is_tag(text, word.as_ptr() as usize - begin));
    shown.collect::<Vec<_>>().join(" ")
}

/// Whether the word at this place is inside brackets that hold one to four words.
fn is_tag(text: &str, at: usize) -> bool {
    let open = match text[at..].starts_with('[') {
        true => Some(at),
        false => text[..at].rfind('['),
    };
    let Some(open) = open.filter(|open| !text[*open..at].contains(']')) else {
        return false;
    };
    let close = text[open..].find(']');
    close.is_some_and(|close| {
        let inside = &text[open + 1..open + close];
        let words = inside.split_whitespace().count();
        let plain = inside
            .chars()
            .all(|it| it.is_alphabetic() || it == ' ' || it == '-');
        (1..=4).contains(&words) && plain
    })
}

/// Punctuation takes time, which is a pause.
fn sounds(letter: &str) -> bool {
    letter.chars().any(char::is_alphanumeric)
}

fn samples(seconds: f64) -> u64 {
    let seconds = if seconds.is_finite() {
        seconds.max(0.0)
    } else {
        0.0
    };
    libm::round(seconds * f64::from(SAMPLE_RATE)) as u64
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(text: &str) -> Alignment {
        let letters: Vec<String> = text.chars().map(String::from).collect();
        let times = |offset: f64| (0..letters.len()).map(move |at| (at as f64 + offset) / 10.0);
        Alignment {
            character_start_times_seconds: times(0.0).collect(),
            character_end_times_seconds: times(1.0).collect(),
            characters: letters,
        }
    }

    #[test]
    fn a_word_sounds_from_its_first_letter_to_its_last_and_not_in_its_comma() {
        let words = words("Hi, you.", &told("Hi, you.")).expect("the letters are the text's");
        let times: Vec<_> = words.iter().map(|it| (&*it.text, it.from, it.to)).collect();
        assert_eq!(times, [("Hi,", 0, 9600), ("you.", 19_200, 33_600)]);
    }

    #[test]
    fn letters_of_another_text_and_lists_of_other_lengths_are_not_believed() {
        assert!(words("Hi.", &told("Ho.")).is_none());
        let mut short = told("Hi.");
        short.character_end_times_seconds.pop();
        assert!(words("Hi.", &short).is_none());
    }

    #[test]
    fn directions_for_the_speaker_are_no_words() {
        let text = "[whispers softly] Look here [1].";
        let words = words(text, &told(text)).expect("the letters are the text's");
        let words: Vec<_> = words.iter().map(|it| it.text.as_str()).collect();
        assert_eq!(words, ["Look", "here", "[1]."]);
        assert_eq!(shown(text), "Look here [1].");
    }
}
