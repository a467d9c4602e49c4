//! Typing, pasting and pressing keys on a terminal.

use demoreel_primitives::plan::{Chord, Rhythm};
use demoreel_primitives::time::Nanos;

use crate::clock::{self, MachineTime};
use crate::hands::Cadence;
use crate::perform::Performer;
use crate::perform::driven::Typing;
use crate::perform::failure::StepFailure;
use crate::terminal::{self, TerminalSurface};

/// The pace where nobody watches.
const FAST_PACE: Nanos = Nanos::from_millis(2);
/// What is echoed of a secret has come by then.
const ECHO: Nanos = Nanos::from_millis(150);
/// How long a screen may take to be emptied.
const CLEARED: Nanos = Nanos::from_secs(2);

impl Performer<'_, TerminalSurface> {
    /// Types words; while they are a secret, even one letter of it is not shown.
    pub(super) fn type_guarded(&mut self, typing: Typing<'_>) -> Result<(), StepFailure> {
        self.surface.set_typing_secret(typing.secret);
        let typed = self.send_words(&typing);
        if typing.secret {
            clock::sleep(ECHO);
            self.surface.set_typing_secret(false);
        }
        typed
    }

    /// Types at a human pace.
    pub(super) fn send_words(&mut self, typing: &Typing<'_>) -> Result<(), StepFailure> {
        let (words, secret) = (typing.words, typing.secret);
        let pace = match self.is_filmed() {
            true => typing.pace,
            false => FAST_PACE.min(typing.pace),
        };
        if self.surface.rhythm() == Rhythm::Even {
            for letter in words.chars() {
                self.type_letter(letter, secret)?;
                self.pass(pace)?;
            }
            return Ok(());
        }
        let mut cadence = Cadence::new(pace, self.random.clone());
        for letter in words.chars() {
            self.pass(cadence.pause_before(letter))?;
            self.type_letter(letter, secret)?;
        }
        Ok(())
    }

    fn type_letter(&mut self, letter: char, secret: bool) -> Result<(), StepFailure> {
        self.note_letter(secret);
        Ok(self.surface.send(&terminal::letter(letter))?)
    }

    /// Pastes words, marked as such where the program asks for it.
    pub(super) fn paste_in_brackets(&mut self, words: &str) -> Result<(), StepFailure> {
        let (screen, _) = self.surface.look();
        self.surface.send(&terminal::paste(words, screen.modes))?;
        self.rest(200.0, 300.0)
    }

    /// Sends what a chord is for the program; each key may change what it wants of the next one.
    pub(super) fn send_chord(&mut self, chord: &Chord) -> Result<(), StepFailure> {
        let (screen, _) = self.surface.look();
        let bytes = terminal::chord(chord, screen.modes)?;
        self.note_chord(chord);
        Ok(self.surface.send(&bytes)?)
    }

    /// Every shell's line editor, and most other programs, draw themselves anew on an empty
    /// screen when they are sent a form feed.
    pub(super) fn clear(&mut self) -> Result<(), StepFailure> {
        let (before, mut change) = self.surface.look();
        self.surface.send(b"\x0c")?;
        let begun = MachineTime::now();
        while MachineTime::now().since(begun) < CLEARED {
            let (screen, seen) = self.surface.look();
            let moved_up = screen.cursor.row < before.cursor.row || before.cursor.row == 0;
            if seen != change && moved_up {
                return Ok(());
            }
            change = change.max(seen);
            self.check()?;
            self.surface.wait_news(change, Nanos::from_millis(50));
            if before.cursor.row == 0 {
                return Ok(());
            }
        }
        Ok(())
    }
}
