//! Typing and pressing keys.

use demoreel_primitives::event::{Button, Happening};
use demoreel_primitives::plan::{Chord, TypedText};
use demoreel_primitives::target::Target;
use demoreel_primitives::time::Nanos;

use super::failure::StepFailure;
use super::{Means, Performer};
use crate::clock;
use crate::error::StageError;
use crate::hands::{Cadence, Symbol};

/// Rare letters are prepared in groups of this many, fewer than a layout has spare keys.
const GROUP: usize = 24;
/// How long a key is held while typing.
const KEY_HELD: Nanos = Nanos::from_millis(22);
/// The pace where nobody watches.
const FAST_PACE: Nanos = Nanos::from_millis(6);

impl Performer<'_> {
    pub(super) fn type_text(
        &mut self,
        text: &TypedText,
        into: Option<&Target>,
        pace: Nanos,
        timeout: Nanos,
    ) -> Result<(), StepFailure> {
        if let Some(target) = into {
            self.click(target, Button::Left, 1, timeout)?;
            self.rest(180.0, 300.0)?;
        }
        let (words, shown) = words(self.means, text)?;
        self.note(Happening::Typing {
            surface: self.surface.name().to_owned(),
            text: shown,
        });
        let pace = if self.is_filmed() {
            pace
        } else {
            FAST_PACE.min(pace)
        };
        let mut cadence = Cadence::new(pace, self.random.clone());
        let letters: Vec<char> = words.chars().collect();
        for group in groups(&letters) {
            let symbols: Vec<Symbol> = group.iter().copied().map(Symbol::of_char).collect();
            self.surface.hands().prepare(&symbols)?;
            for letter in group {
                self.type_letter(*letter, cadence.pause_before(*letter))?;
            }
        }
        Ok(())
    }

    pub(super) fn paste(
        &mut self,
        text: &TypedText,
        into: Option<&Target>,
        timeout: Nanos,
    ) -> Result<(), StepFailure> {
        if let Some(target) = into {
            self.click(target, Button::Left, 1, timeout)?;
            self.rest(180.0, 300.0)?;
        }
        let (words, shown) = words(self.means, text)?;
        self.note(Happening::Typing {
            surface: self.surface.name().to_owned(),
            text: shown,
        });
        Ok(self.surface.browser().insert(&words)?)
    }

    fn type_letter(&mut self, letter: char, pause: Nanos) -> Result<(), StepFailure> {
        let symbol = Symbol::of_char(letter);
        let held = Nanos(KEY_HELD.0.min(pause.0 / 2));
        self.pass(pause - held)?;
        self.surface.hands().strike(symbol, true)?;
        clock::sleep(held);
        Ok(self.surface.hands().strike(symbol, false)?)
    }

    pub(super) fn press(
        &mut self,
        chords: &[Chord],
        pace: Option<Nanos>,
    ) -> Result<(), StepFailure> {
        for (index, chord) in chords.iter().enumerate() {
            if index > 0 && pace.is_none() {
                self.rest(160.0, 240.0)?;
            }
            self.press_chord(chord)?;
            if let Some(pace) = pace {
                self.pass(pace)?;
            }
        }
        Ok(())
    }

    fn press_chord(&mut self, chord: &Chord) -> Result<(), StepFailure> {
        let keys = Symbol::of_chord(chord)?;
        self.surface.hands().prepare(&keys)?;
        self.note(Happening::Key {
            surface: self.surface.name().to_owned(),
            keys: chord.to_string(),
        });
        let mut pressed = Ok(());
        for key in &keys {
            pressed = pressed.and_then(|()| self.surface.hands().strike(*key, true));
            self.rest(25.0, 45.0)?;
        }
        // Everything is let go, also where something in between failed.
        for key in keys.iter().rev() {
            let released = self.surface.hands().strike(*key, false);
            pressed = pressed.and(released);
        }
        Ok(pressed?)
    }
}

/// What is typed, and what of it may be told.
pub(super) fn words(
    means: &Means<'_>,
    text: &TypedText,
) -> Result<(String, Option<String>), StageError> {
    match text {
        TypedText::Plain(words) => {
            let shown = means.secrets.hide(words);
            Ok((words.clone(), Some(shown)))
        }
        TypedText::SecretFromEnv(name) => {
            let value = means.job.environment.get(name);
            let value = value.ok_or_else(|| StageError::NoVariable { name: name.clone() })?;
            Ok((value.clone(), None))
        }
    }
}

/// Stretches of letters with no more different rare ones than can be prepared together.
fn groups(letters: &[char]) -> Vec<&[char]> {
    let mut groups = Vec::new();
    let mut rare: Vec<char> = Vec::new();
    let mut begin = 0;
    for (index, letter) in letters.iter().enumerate() {
        if letter.is_ascii() || rare.contains(letter) {
            continue;
        }
        if rare.len() == GROUP {
            groups.push(&letters[begin..index]);
            rare.clear();
            begin = index;
        }
        rare.push(*letter);
    }
    groups.push(&letters[begin..]);
    groups
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn groups_hold_everything_in_order_and_no_more_rare_letters_than_fit() {
        let text: Vec<char> = ('\u{4e00}'..'\u{4e64}')
            .flat_map(|rare| ['a', rare, rare])
            .collect();
        let groups = groups(&text);
        assert_eq!(groups.concat(), text);
        for group in groups {
            let mut rare: Vec<char> = group.iter().copied().filter(|c| !c.is_ascii()).collect();
            rare.sort();
            rare.dedup();
            assert!(rare.len() <= GROUP);
        }
    }
}
