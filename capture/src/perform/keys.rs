//! Typing and pressing keys with real hands on a display.

use demoreel_primitives::plan::Chord;
use demoreel_primitives::time::Nanos;

use super::Performer;
use super::driven::{Handed, Typing};
use super::failure::StepFailure;
use crate::clock;
use crate::hands::{Cadence, Symbol};

/// Rare letters are prepared in groups of this many, fewer than a layout has spare keys.
const GROUP: usize = 24;
/// Where nobody watches, so many letters are typed before they must have been taken in.
const BURST: usize = 40;
/// How long a key is held while typing.
const KEY_HELD: Nanos = Nanos::from_millis(22);
/// The pace where nobody watches.
const FAST_PACE: Nanos = Nanos::from_millis(6);

impl<S: Handed> Performer<'_, S> {
    /// Strikes a key for every letter.
    pub(super) fn strike_words(&mut self, typing: Typing<'_>) -> Result<(), StepFailure> {
        let pace = match self.is_filmed() {
            true => typing.pace,
            false => FAST_PACE.min(typing.pace),
        };
        let mut cadence = Cadence::new(pace, self.random.clone());
        let letters: Vec<char> = typing.words.chars().collect();
        for group in groups(&letters) {
            let symbols: Vec<Symbol> = group.iter().copied().map(Symbol::of_char).collect();
            // What was struck before is read by the layout of before.
            self.surface.take_in()?;
            self.surface.hands().prepare(&symbols)?;
            for (index, letter) in group.iter().enumerate() {
                // Nobody sees how fast it is, but a program that falls behind looks as if it hung.
                if !self.is_filmed() && index % BURST == BURST - 1 {
                    self.surface.take_in()?;
                }
                let pause = cadence.pause_before(*letter);
                self.strike_letter(*letter, pause, typing.secret)?;
            }
        }
        Ok(())
    }

    fn strike_letter(
        &mut self,
        letter: char,
        pause: Nanos,
        secret: bool,
    ) -> Result<(), StepFailure> {
        let symbol = Symbol::of_char(letter);
        let held = Nanos(KEY_HELD.0.min(pause.0 / 2));
        self.pass(pause - held)?;
        self.note_letter(secret);
        self.surface.hands().strike(symbol, true)?;
        clock::sleep(held);
        Ok(self.surface.hands().strike(symbol, false)?)
    }

    /// Presses keys one after another and lets them go in the opposite order.
    pub(super) fn strike_chord(&mut self, chord: &Chord) -> Result<(), StepFailure> {
        let keys = Symbol::of_chord(chord)?;
        self.surface.hands().prepare(&keys)?;
        self.note_chord(chord);
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
