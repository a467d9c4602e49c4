//! The names of keys and letters as X11 numbers them.

use demoreel_primitives::plan::{Chord, Modifier};

use crate::error::StageError;

/// What a key gives: a letter, or a key without one. The number is an X11 keysym.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Symbol(pub u32);

/// Keys that have a name instead of a letter, with other names that people know them by.
const NAMED: &[(&str, u32)] = &[
    ("Enter", 0xff0d),
    ("Return", 0xff0d),
    ("Tab", 0xff09),
    ("Escape", 0xff1b),
    ("Esc", 0xff1b),
    ("Backspace", 0xff08),
    ("Delete", 0xffff),
    ("Insert", 0xff63),
    ("Space", 0x20),
    ("Home", 0xff50),
    ("End", 0xff57),
    ("PageUp", 0xff55),
    ("PageDown", 0xff56),
    ("ArrowLeft", 0xff51),
    ("ArrowUp", 0xff52),
    ("ArrowRight", 0xff53),
    ("ArrowDown", 0xff54),
    ("Left", 0xff51),
    ("Up", 0xff52),
    ("Right", 0xff53),
    ("Down", 0xff54),
    ("Menu", 0xff67),
];

impl Symbol {
    /// Of a letter. A line break is the Enter key, a tab the Tab key.
    pub fn of_char(letter: char) -> Symbol {
        match letter {
            '\n' => Symbol(0xff0d),
            '\t' => Symbol(0xff09),
            ' '..='~' | '\u{a0}'..='\u{ff}' => Symbol(letter as u32),
            _ => Symbol(0x0100_0000 | letter as u32),
        }
    }

    /// Of a modifier's left key.
    pub fn of_modifier(modifier: Modifier) -> Symbol {
        match modifier {
            Modifier::Ctrl => Symbol(0xffe3),
            Modifier::Alt => Symbol(0xffe9),
            Modifier::Shift => Symbol(0xffe1),
            Modifier::Meta => Symbol(0xffeb),
        }
    }

    /// Of a key's name as a script writes it, or of a single letter.
    pub fn of_key(name: &str) -> Result<Symbol, StageError> {
        let mut letters = name.chars();
        if let (Some(letter), None) = (letters.next(), letters.next()) {
            return Ok(Symbol::of_char(letter));
        }
        let named = NAMED
            .iter()
            .find(|(known, _)| known.eq_ignore_ascii_case(name));
        let symbol = named
            .map(|(_, symbol)| *symbol)
            .or_else(|| function_key(name));
        symbol
            .map(Symbol)
            .ok_or_else(|| StageError::NoKey(name.to_owned()))
    }

    /// The keys of a chord in the order in which they are pressed. A letter pressed together
    /// with others is the key, not the capital: `Ctrl+K` is the same as `Ctrl+k`.
    pub fn of_chord(chord: &Chord) -> Result<Vec<Symbol>, StageError> {
        let mut keys: Vec<Symbol> = chord
            .modifiers
            .iter()
            .copied()
            .map(Symbol::of_modifier)
            .collect();
        let is_letter = chord.key.len() == 1 && !chord.modifiers.is_empty();
        let key = match is_letter {
            true => chord.key.to_ascii_lowercase(),
            false => chord.key.clone(),
        };
        keys.push(Symbol::of_key(&key)?);
        Ok(keys)
    }
}

/// `F1` to `F24`.
fn function_key(name: &str) -> Option<u32> {
    let number: u32 = name.strip_prefix(['F', 'f'])?.parse().ok()?;
    (1..=24).contains(&number).then(|| 0xffbe + number - 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_letters_and_function_keys_are_known() {
        assert_eq!(Symbol::of_key("Enter").unwrap(), Symbol(0xff0d));
        assert_eq!(Symbol::of_key("é").unwrap(), Symbol(0xe9));
        assert_eq!(Symbol::of_key("漢").unwrap(), Symbol(0x0100_6f22));
        assert_eq!(Symbol::of_key("F12").unwrap(), Symbol(0xffc9));
        assert!(matches!(Symbol::of_key("F25"), Err(StageError::NoKey(_))));
        assert!(matches!(Symbol::of_key("Entr"), Err(StageError::NoKey(_))));
    }

    #[test]
    fn a_chords_letter_is_its_key() {
        let chord = Chord {
            modifiers: vec![Modifier::Ctrl],
            key: "K".to_owned(),
        };
        assert_eq!(
            Symbol::of_chord(&chord).unwrap(),
            [Symbol(0xffe3), Symbol(0x6b)]
        );
    }
}
