//! From speech to shapes of the mouth: by phonemes where the voice tells them, by letters where it
//! tells only words. The shapes are the nine that animators draw.

use demoreel_primitives::speech::{Speech, Word};

/// A shape of the mouth.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// Lips pressed together: p, b, m.
    A,
    /// Teeth together: s, t, k, ee.
    B,
    /// Open: e as in bed.
    C,
    /// Wide open: a as in father.
    D,
    /// Round: o, er.
    E,
    /// Puckered: oo, w.
    F,
    /// The lip under the teeth: f, v.
    G,
    /// The tongue is up: l.
    H,
}

/// A shape with its time in seconds.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Sound {
    pub shape: Shape,
    pub from: f64,
    pub to: f64,
}

/// The shapes of a speech; pauses have none. `time` turns its samples to seconds.
pub fn of(speech: &Speech, time: impl Fn(u64) -> f64) -> Vec<Sound> {
    if speech.phonemes.is_empty() {
        let words = speech.words.iter();
        return words.flat_map(|word| of_letters(word, &time)).collect();
    }
    let sounds = speech.phonemes.iter().filter_map(|phoneme| {
        Some(Sound {
            shape: of_phoneme(&phoneme.sound)?,
            from: time(phoneme.from),
            to: time(phoneme.to),
        })
    });
    sounds.collect()
}

fn of_phoneme(sound: &str) -> Option<Shape> {
    Some(match sound {
        "pau" | "" => return None,
        "p" | "b" | "m" | "em" => Shape::A,
        "f" | "v" => Shape::G,
        "l" | "el" => Shape::H,
        "w" | "uw" | "uh" | "ow" => Shape::F,
        "ao" | "er" | "r" | "oy" | "axr" | "sh" | "zh" | "ch" | "jh" => Shape::E,
        "aa" | "ay" | "aw" => Shape::D,
        "ae" | "eh" | "ah" | "ax" | "ey" => Shape::C,
        _ => Shape::B,
    })
}

/// A word's letters share its time; those that are not spoken as they are written do no harm at
/// the pace of speech.
fn of_letters(word: &Word, time: &impl Fn(u64) -> f64) -> Vec<Sound> {
    let letters: Vec<char> = word.text.to_lowercase().chars().collect();
    let mut shapes: Vec<Shape> = Vec::new();
    let mut at = 0;
    while at < letters.len() {
        let (shape, taken) = of_letter(letters[at], letters.get(at + 1).copied());
        at += taken;
        shapes.extend(shape.filter(|shape| shapes.last() != Some(shape)));
    }
    let (from, to) = (time(word.from), time(word.to));
    let each = (to - from) / shapes.len().max(1) as f64;
    let sounds = shapes.iter().enumerate().map(|(index, shape)| Sound {
        shape: *shape,
        from: from + index as f64 * each,
        to: from + (index + 1) as f64 * each,
    });
    sounds.collect()
}

/// The shape of a letter, or of a pair that is one sound, and how many letters that took.
fn of_letter(letter: char, next: Option<char>) -> (Option<Shape>, usize) {
    match (letter, next) {
        ('t' | 's' | 'c', Some('h')) => return (Some(Shape::B), 2),
        ('p', Some('h')) => return (Some(Shape::G), 2),
        ('o', Some('o' | 'u' | 'w')) => return (Some(Shape::F), 2),
        ('e', Some('e' | 'a')) => return (Some(Shape::B), 2),
        _ => {}
    }
    let shape = match letter {
        'p' | 'b' | 'm' => Shape::A,
        'f' | 'v' => Shape::G,
        'l' => Shape::H,
        'w' | 'u' | 'q' | 'ü' => Shape::F,
        'o' | 'r' | 'ö' => Shape::E,
        'a' | 'á' | 'à' | 'ã' | 'â' => Shape::D,
        'e' | 'ä' | 'é' | 'è' | 'ê' => Shape::C,
        // A writing whose letters tell no sounds: the mouth opens with each of them.
        letter if letter.is_alphabetic() && !letter.is_ascii() => Shape::C,
        letter if letter.is_alphanumeric() => Shape::B,
        _ => return (None, 1),
    };
    (Some(shape), 1)
}
