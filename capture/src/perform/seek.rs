//! Looking for a target until it is there.

use std::path::PathBuf;

use demoreel_eyes::{Found, Miss, glimpse, look};
use demoreel_primitives::event::Happening;
use demoreel_primitives::target::{Part, Target};
use demoreel_primitives::time::Nanos;

use super::failure::{Missed, StepFailure};
use super::{Driven, Performer};
use crate::clock::MachineTime;

/// While it is waited for something, it is not noted more often than this what is there instead.
const NOTE_APART: Nanos = Nanos::from_millis(250);
/// Something that is there several times rarely becomes one: it is not waited for so long.
const AMBIGUOUS_LIMIT: Nanos = Nanos::from_secs(3);

/// Between two looks at a recording.
const FRAME: Nanos = Nanos::from_millis(15);

/// What kind of look it is: at the one place to act on, or at whether it is there at all.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Look {
    /// There must be one.
    AtOne,
    /// One or more.
    AtAny,
}

/// One look, and what it was at.
pub struct Glance<V> {
    /// What came of it.
    pub outcome: Result<Found, Miss>,
    /// What was seen.
    pub view: V,
}

impl<S: Driven> Performer<'_, S> {
    /// Looks until the target is there. Notes where it was found.
    pub(super) fn seek(
        &mut self,
        target: &Target,
        kind: Look,
        timeout: Nanos,
    ) -> Result<Found, StepFailure> {
        let (Glance { outcome, view }, waited) = self.look_out(target, kind, timeout)?;
        outcome.map_err(|miss| self.missed(miss, &view, waited))
    }

    /// Looks whether the target is there, or comes in time.
    pub(super) fn decide(&mut self, target: &Target, timeout: Nanos) -> Result<(), StepFailure> {
        let (Glance { outcome, view }, waited) = self.look_out(target, Look::AtAny, timeout)?;
        let visible = match outcome {
            Err(miss) if miss.why.is_final() => return Err(self.missed(miss, &view, waited)),
            outcome => outcome.is_ok(),
        };
        let step = self.step.id.clone();
        self.trail.course.decide(&step, visible);
        self.note(Happening::Decided { step, visible });
        Ok(())
    }

    /// Looks until the target is there or there is no more hope. Notes where it was found.
    fn look_out(
        &mut self,
        target: &Target,
        kind: Look,
        timeout: Nanos,
    ) -> Result<(Glance<S::View>, Nanos), StepFailure> {
        let begun = MachineTime::now();
        loop {
            let glance = self.glance(target, kind)?;
            let waited = self.waited(begun);
            let over = match &glance.outcome {
                Ok(found) => {
                    self.note_found(found);
                    true
                }
                Err(miss) => is_over(miss, waited, timeout),
            };
            let apart = if over { Nanos::ZERO } else { NOTE_APART };
            S::note_view(self, &glance.view, apart);
            if over {
                return Ok((glance, waited));
            }
            self.await_change(&glance.view)?;
        }
    }

    /// Looks once, at what is there now.
    pub(super) fn glance(
        &mut self,
        target: &Target,
        kind: Look,
    ) -> Result<Glance<S::View>, StepFailure> {
        self.check()?;
        let view = self.surface.look()?;
        // A wait for a line means the one that is being written.
        let last_line = kind == Look::AtAny && target.part == Part::Line;
        let sight = self.surface.sight(&view, last_line);
        let outcome = match kind {
            Look::AtOne => look(&sight, target, self.templates),
            Look::AtAny => glimpse(&sight, target, self.templates),
        };
        Ok(Glance { outcome, view })
    }

    /// Waits until it is worth looking again.
    pub(super) fn await_change(&mut self, view: &S::View) -> Result<(), StepFailure> {
        if self.surface.plays() {
            return self.pass(FRAME);
        }
        self.surface.await_change(view)?;
        self.check()
    }

    fn note_found(&mut self, found: &Found) {
        self.trail.course.find(&self.step.id, found.area);
        self.note(Happening::Found {
            step: self.step.id.clone(),
            surface: self.surface_name(),
            area: found.area,
            score: found.score,
            text_height: found.text_height,
        });
    }

    /// A failure that explains itself.
    pub(super) fn missed(&self, mut miss: Miss, view: &S::View, waited: Nanos) -> StepFailure {
        let explanation = S::explain(self, view, &mut miss);
        StepFailure::Miss(Box::new(Missed {
            miss,
            waited,
            texts: explanation.texts,
            picture: explanation.picture,
        }))
    }

    /// The picture of a view in which a target was not, and where it was written. The words of a
    /// failure stand for themselves where none can be written.
    pub(super) fn drawn(&self, view: &S::View, miss: &Miss) -> Option<PathBuf> {
        let name = format!("{}.png", self.step.id.0.replace('/', "-"));
        let path = self.means.job.explain.join(name);
        std::fs::create_dir_all(&self.means.job.explain).ok()?;
        let sight = self.surface.sight(view, false);
        miss.write_png(&sight, &path).ok()?;
        Some(path)
    }
}

fn is_over(miss: &Miss, waited: Nanos, timeout: Nanos) -> bool {
    let limit = match miss.why.is_ambiguous() {
        true => timeout.min(AMBIGUOUS_LIMIT),
        false => timeout,
    };
    miss.why.is_final() || waited >= limit
}
