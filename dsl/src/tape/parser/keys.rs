//! Keys of a tape: by themselves, and held together.

use demoreel_primitives::codes::tape as codes;
use demoreel_primitives::steps::parse_chord;

use super::{Parser, Read};
use crate::tape::command::{Does, Said};
use crate::tape::lexer::{Token, TokenKind};

/// Keys that are commands, and what our steps call them.
const KEYS: &[(&str, &str)] = &[
    ("Enter", "Enter"),
    ("Space", "Space"),
    ("Backspace", "Backspace"),
    ("Delete", "Delete"),
    ("Insert", "Insert"),
    ("Escape", "Escape"),
    ("Tab", "Tab"),
    ("Up", "ArrowUp"),
    ("Down", "ArrowDown"),
    ("Left", "ArrowLeft"),
    ("Right", "ArrowRight"),
    ("PageUp", "PageUp"),
    ("PageDown", "PageDown"),
    ("Home", "Home"),
    ("End", "End"),
];

/// More presses than any tape needs; each is a step of its own.
const MOST_PRESSES: u32 = 10_000;

/// What our steps call a key that is a command.
pub(super) fn named(word: &str) -> Option<&'static str> {
    let mut all = KEYS.iter();
    all.find(|(name, _)| *name == word).map(|(_, key)| *key)
}

/// The keys that are commands.
pub(super) fn names() -> impl Iterator<Item = &'static str> {
    KEYS.iter().map(|(name, _)| *name)
}

impl Parser<'_> {
    pub(super) fn key(&mut self, key: &'static str) -> Read<Does> {
        let pace = self.pace()?;
        let count = self.count()?;
        Ok(Does::Key { key, count, pace })
    }

    pub(super) fn scroll(&mut self, direction: i64) -> Read<Does> {
        let pace = self.pace()?;
        let count = self.count()?;
        let lines = direction * i64::from(count.value);
        Ok(Does::Scroll { lines, pace })
    }

    /// How many times; once where nothing is said.
    fn count(&mut self) -> Read<Said<u32>> {
        let before = self.tokens[self.at - 1].clone();
        let next = self.peek().filter(|next| next.kind == TokenKind::Number);
        let Some(token) = next.cloned() else {
            let span = self.span(&before, &before);
            return Ok(Said { value: 1, span });
        };
        self.at += 1;
        match token.text.parse::<u32>() {
            Ok(value) if value <= MOST_PRESSES => Ok(Said {
                value,
                span: self.span(&token, &token),
            }),
            _ => {
                let message = format!("'{}' is no number of times", token.text);
                let hint = "a whole number of at most 10000 follows a key";
                Err(self.wrong(&token, codes::ARGUMENT, message, hint))
            }
        }
    }

    /// `Ctrl`, `Alt` or `Shift`, further ones of them, and the keys.
    pub(super) fn chords(&mut self, word: &Token) -> Read<Said<Vec<String>>> {
        let mut held = vec![word.text.clone()];
        let mut chords = Vec::new();
        let mut last = word.clone();
        while self.takes_sign("+") {
            let Some(token) = self.next().filter(|token| !token.first) else {
                break;
            };
            last = token.clone();
            let holds = matches!(token.text.as_str(), "Ctrl" | "Alt" | "Shift");
            match holds && chords.is_empty() {
                true => held.push(token.text.clone()),
                false => chords.push(self.chord(&held, &token)?),
            }
        }
        let span = self.span(word, &last);
        if chords.is_empty() {
            let message = format!("`{}` is held, but no key is pressed", held.join("+"));
            let hint = "a `+` and a key follow, such as `Ctrl+C` or `Shift+Tab`";
            return Err(self.wrong(word, codes::KEYS, message, hint));
        }
        Ok(Said {
            value: chords,
            span,
        })
    }

    fn chord(&mut self, held: &[String], token: &Token) -> Read<String> {
        let key = named(&token.text).unwrap_or(&token.text);
        let mut held = held.to_vec();
        // vhs types the capital, which takes Shift on any keyboard.
        let capital = key.len() == 1 && key.chars().all(|c| c.is_ascii_uppercase());
        if capital && !held.iter().any(|one| one == "Ctrl" || one == "Shift") {
            held.push("Shift".to_owned());
        }
        let chord = format!("{}+{key}", held.join("+"));
        if token.kind != TokenKind::Unclosed && parse_chord(&chord).is_ok() {
            return Ok(chord);
        }
        let message = format!(
            "'{}' is no key that can be held together with others",
            token.text
        );
        let hint = match super::nearest(&token.text, names()) {
            Some(near) => format!("did you mean `{near}`?"),
            None => "it is one character, or a key with a name, such as Enter or Left".to_owned(),
        };
        Err(self.wrong(token, codes::KEYS, message, &hint))
    }
}
