//! Time that passes between the things that a person does.

use demoreel_primitives::time::Nanos;

use super::failure::StepFailure;
use super::{Driven, Pace, Performer};
use crate::clock::{self, MachineTime};
use crate::error::StageError;

/// The longest sleep after which a cancelled run is noticed.
const NOTICE: Nanos = Nanos::from_millis(50);

impl<S: Driven> Performer<'_, S> {
    pub(super) fn is_filmed(&self) -> bool {
        self.means.pace == Pace::Filmed
    }

    /// Lets a natural moment pass, of some milliseconds between these; none where nobody watches.
    pub(super) fn rest(&mut self, shortest: f64, longest: f64) -> Result<(), StepFailure> {
        let millis = self.random.between(shortest, longest);
        match self.is_filmed() {
            true => self.pass(Nanos::from_secs_f64(millis / 1e3)),
            false => Ok(()),
        }
    }

    /// Lets time pass, unless somebody stops the run or the stage breaks.
    pub(super) fn pass(&mut self, length: Nanos) -> Result<(), StepFailure> {
        let means = self.means;
        means.tempo.pass(length, || self.check())
    }

    /// The stage's time since then.
    pub(super) fn waited(&self, begun: MachineTime) -> Nanos {
        let clock = self.means.tempo.clock();
        clock.between(begun, MachineTime::now())
    }

    /// The same up to an instant of the machine's time.
    pub(super) fn pass_until(&mut self, until: MachineTime) -> Result<(), StepFailure> {
        loop {
            let left = until.since(MachineTime::now());
            if left <= Nanos::ZERO {
                return Ok(());
            }
            clock::sleep(left.min(NOTICE));
            self.check()?;
        }
    }

    /// A hand's own time, in milliseconds between these; it passes also where nobody watches,
    /// because programs tell a click from a long press by it.
    pub(super) fn hold(&mut self, shortest: f64, longest: f64) {
        let millis = self.random.between(shortest, longest);
        let part = if self.is_filmed() { 1.0 } else { 0.3 };
        clock::sleep(Nanos::from_secs_f64(millis * part / 1e3));
    }

    /// An error once somebody has stopped the run or the stage has broken.
    pub(super) fn check(&self) -> Result<(), StepFailure> {
        if self.means.run.cancel.is_cancelled() {
            return Err(StageError::Cancelled.into());
        }
        Ok(self.surface.stands()?)
    }
}
