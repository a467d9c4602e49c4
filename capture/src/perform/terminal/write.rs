//! Typing, pasting and pressing keys on a terminal.

use demoreel_primitives::event::{Button, Happening};
use demoreel_primitives::plan::{Chord, Rhythm, TypedText};
use demoreel_primitives::target::Target;
use demoreel_primitives::time::Nanos;

use super::TerminalPerformer;
use crate::clock::{self, MachineTime};
use crate::hands::Cadence;
use crate::perform::failure::StepFailure;
use crate::perform::write::words;
use crate::terminal;

/// The pace where nobody watches.
const FAST_PACE: Nanos = Nanos::from_millis(2);
/// What is echoed of a secret has come by then.
const ECHO: Nanos = Nanos::from_millis(150);
/// How long a screen may take to be emptied.
const CLEARED: Nanos = Nanos::from_secs(2);

impl TerminalPerformer<'_> {
    pub(super) fn type_text(
        &mut self,
        text: &TypedText,
        into: Option<&Target>,
        pace: Nanos,
        timeout: Nanos,
    ) -> Result<(), StepFailure> {
        self.go_into(into, timeout)?;
        let (words, shown) = words(self.means, text)?;
        self.note_typing(shown);
        let secret = matches!(text, TypedText::SecretFromEnv(_));
        self.surface.set_typing_secret(secret);
        let typed = self.type_words(&words, pace);
        if secret {
            clock::sleep(ECHO);
            self.surface.set_typing_secret(false);
        }
        typed
    }

    /// Types at a human pace.
    pub(super) fn type_words(&mut self, words: &str, pace: Nanos) -> Result<(), StepFailure> {
        let pace = match self.is_filmed() {
            true => pace,
            false => FAST_PACE.min(pace),
        };
        if self.surface.rhythm() == Rhythm::Even {
            for letter in words.chars() {
                self.surface.send(&terminal::letter(letter))?;
                self.pass(pace)?;
            }
            return Ok(());
        }
        let mut cadence = Cadence::new(pace, self.random.clone());
        for letter in words.chars() {
            self.pass(cadence.pause_before(letter))?;
            self.surface.send(&terminal::letter(letter))?;
        }
        Ok(())
    }

    pub(super) fn paste(
        &mut self,
        text: &TypedText,
        into: Option<&Target>,
        timeout: Nanos,
    ) -> Result<(), StepFailure> {
        self.go_into(into, timeout)?;
        let (words, shown) = words(self.means, text)?;
        self.note_typing(shown);
        let (screen, _) = self.surface.look();
        self.surface.send(&terminal::paste(&words, screen.modes))?;
        self.rest(200.0, 300.0)
    }

    fn go_into(&mut self, into: Option<&Target>, timeout: Nanos) -> Result<(), StepFailure> {
        match into {
            Some(target) => {
                self.click(target, Button::Left, 1, timeout)?;
                self.rest(180.0, 300.0)
            }
            None => Ok(()),
        }
    }

    pub(super) fn note_typing(&self, text: Option<String>) {
        self.note(Happening::Typing {
            surface: self.surface.name().to_owned(),
            text,
        });
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
            // Each key may change what the program wants of the next one.
            let (screen, _) = self.surface.look();
            let bytes = terminal::chord(chord, screen.modes)?;
            self.note(Happening::Key {
                surface: self.surface.name().to_owned(),
                keys: chord.to_string(),
            });
            self.surface.send(&bytes)?;
            if let Some(pace) = pace {
                self.pass(pace)?;
            }
        }
        Ok(())
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
            self.check_cancel()?;
            self.surface.wait_news(change, Nanos::from_millis(50));
            if before.cursor.row == 0 {
                return Ok(());
            }
        }
        Ok(())
    }
}
