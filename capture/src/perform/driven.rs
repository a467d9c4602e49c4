//! What performing needs of a surface, whatever its kind: how it is looked at, how its pointer
//! moves, and what of a step only this kind can do. How a person acts stands beside it, once for
//! all kinds.

use std::path::PathBuf;

use demoreel_eyes::{Miss, Sight};
use demoreel_primitives::event::Button;
use demoreel_primitives::plan::{Chord, StepId};
use demoreel_primitives::space::{SurfacePoint, SurfaceRect};
use demoreel_primitives::time::Nanos;

use super::Performer;
use super::failure::StepFailure;
use crate::error::StageError;
use crate::hands::Hands;
use crate::surface::SurfaceError;

/// A surface on which steps are performed.
pub trait Driven: Sized {
    /// What one look at it saw.
    type View;

    /// Its name in the script.
    fn name(&self) -> &str;

    /// An error once something has gone without which a pause makes no sense.
    fn stands(&self) -> Result<(), StageError>;

    /// Looks at what it shows now.
    fn look(&self) -> Result<Self::View, SurfaceError>;

    /// What the eyes are given of a look. Of a terminal only the line that is being written may be
    /// meant.
    fn sight<'v>(&'v self, view: &'v Self::View, last_line: bool) -> Sight<'v>;

    /// Waits until it is worth looking again.
    fn await_change(&self, view: &Self::View) -> Result<(), SurfaceError>;

    /// Whether it goes on with the stage's time alone, as a recording does.
    fn plays(&self) -> bool {
        false
    }

    /// For how long an area, or everything, has looked as it does now.
    fn still_for(&self, area: Option<SurfaceRect>) -> Result<Nanos, SurfaceError>;

    /// Where the pointer is.
    fn pointer(&self) -> SurfacePoint;

    /// Puts the pointer there at once, while a button may be held.
    fn point(&mut self, at: SurfacePoint, held: Option<Button>) -> Result<(), StageError>;

    /// Presses a button or lets it go, where the pointer is.
    fn button(&mut self, button: Button, down: bool) -> Result<(), StageError>;

    /// A step begins.
    fn begin(&mut self, _step: &StepId) {}

    /// Does what a step says that only surfaces of this kind can do.
    fn act(by: &mut Performer<'_, Self>) -> Result<(), StepFailure>;

    /// Types words at a human pace.
    fn type_words(by: &mut Performer<'_, Self>, typing: Typing<'_>) -> Result<(), StepFailure>;

    /// Puts words in at once.
    fn paste_words(by: &mut Performer<'_, Self>, words: &str) -> Result<(), StepFailure>;

    /// Presses keys together and lets them go.
    fn press_chord(by: &mut Performer<'_, Self>, chord: &Chord) -> Result<(), StepFailure>;

    /// Lets time pass in which something may happen that the log should have.
    fn linger(by: &mut Performer<'_, Self>, length: Nanos) -> Result<(), StepFailure> {
        by.pass(length)
    }

    /// Notes what a look saw, where the log keeps such things and the last note is long enough
    /// ago.
    fn note_view(_by: &mut Performer<'_, Self>, _view: &Self::View, _apart: Nanos) {}

    /// Returns when the surface has taken in all that hands did, as far as it can be known.
    fn take_in(&self) -> Result<(), StageError> {
        Ok(())
    }

    /// Notes what a step has led to.
    fn look_around(_by: &mut Performer<'_, Self>) -> Result<(), StepFailure> {
        Ok(())
    }

    /// What helps to understand that a target was not in a view.
    fn explain(by: &Performer<'_, Self>, view: &Self::View, miss: &mut Miss) -> Explanation;
}

/// A surface that real hands act on.
pub trait Handed: Driven {
    /// The hands on it.
    fn hands(&mut self) -> &mut dyn Hands;
}

/// Words to be typed.
pub struct Typing<'t> {
    /// The words.
    pub words: &'t str,
    /// The mean time between two keys.
    pub pace: Nanos,
    /// Whether nobody may read them.
    pub secret: bool,
}

/// What a failure shows besides its words.
#[derive(Default)]
pub struct Explanation {
    /// Texts that could be read instead.
    pub texts: Vec<String>,
    /// A picture, if one could be written.
    pub picture: Option<PathBuf>,
}
