//! Typing, pasting and pressing keys, as far as it is the same on every kind of surface.

use demoreel_primitives::event::{Button, Happening};
use demoreel_primitives::plan::{Chord, TypedText};
use demoreel_primitives::target::Target;
use demoreel_primitives::time::Nanos;

use super::driven::Typing;
use super::failure::StepFailure;
use super::{Driven, Means, Performer};
use crate::error::StageError;

impl<S: Driven> Performer<'_, S> {
    pub(super) fn type_text(
        &mut self,
        text: &TypedText,
        into: Option<&Target>,
        pace: Nanos,
        timeout: Nanos,
    ) -> Result<(), StepFailure> {
        let words = self.begin_writing(text, into, timeout)?;
        let typing = Typing {
            words: &words,
            pace,
            secret: matches!(text, TypedText::SecretFromEnv(_)),
        };
        S::type_words(self, typing)
    }

    pub(super) fn paste(
        &mut self,
        text: &TypedText,
        into: Option<&Target>,
        timeout: Nanos,
    ) -> Result<(), StepFailure> {
        let words = self.begin_writing(text, into, timeout)?;
        S::paste_words(self, &words)
    }

    /// Goes where words are to be written, and gives them.
    fn begin_writing(
        &mut self,
        text: &TypedText,
        into: Option<&Target>,
        timeout: Nanos,
    ) -> Result<String, StepFailure> {
        if let Some(target) = into {
            self.click(target, Button::Left, 1, timeout)?;
            self.rest(180.0, 300.0)?;
        }
        let (words, shown) = words(self.means, text)?;
        self.note_typing(shown);
        self.touched = true;
        Ok(words)
    }

    pub(super) fn note_typing(&self, text: Option<String>) {
        self.note(Happening::Typing {
            surface: self.surface_name(),
            text,
        });
    }

    /// A key goes down; how many a secret takes is nobody's business.
    pub(super) fn note_letter(&self, secret: bool) {
        if !secret {
            let surface = self.surface_name();
            self.note(Happening::Letter { surface });
        }
    }

    pub(super) fn press(
        &mut self,
        chords: &[Chord],
        pace: Option<Nanos>,
    ) -> Result<(), StepFailure> {
        self.touched = true;
        for (index, chord) in chords.iter().enumerate() {
            if index > 0 && pace.is_none() {
                self.rest(160.0, 240.0)?;
            }
            S::press_chord(self, chord)?;
            if let Some(pace) = pace {
                self.pass(pace)?;
            }
        }
        Ok(())
    }

    pub(super) fn note_chord(&self, chord: &Chord) {
        self.note(Happening::Key {
            surface: self.surface_name(),
            keys: chord.to_string(),
        });
    }
}

/// What is typed, and what of it may be told.
fn words(means: &Means<'_>, text: &TypedText) -> Result<(String, Option<String>), StageError> {
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
