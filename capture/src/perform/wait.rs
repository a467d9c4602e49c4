//! Waiting for something, and insisting on it.

use demoreel_primitives::space::SurfaceRect;
use demoreel_primitives::target::Target;
use demoreel_primitives::time::Nanos;

use super::failure::StepFailure;
use super::seek::Look;
use super::{Driven, Performer};
use crate::clock::MachineTime;

/// Between two looks at whether the picture is still.
const LOOK_AGAIN: Nanos = Nanos::from_millis(20);

impl<S: Driven> Performer<'_, S> {
    pub(super) fn wait_for(&mut self, target: &Target, timeout: Nanos) -> Result<(), StepFailure> {
        self.seek(target, Look::AtAny, timeout).map(drop)
    }

    pub(super) fn wait_until_gone(
        &mut self,
        target: &Target,
        timeout: Nanos,
    ) -> Result<(), StepFailure> {
        let begun = MachineTime::now();
        loop {
            let glance = self.glance(target, Look::AtAny)?;
            let waited = self.waited(begun);
            let label = match glance.outcome {
                Err(miss) if miss.why.is_final() => {
                    return Err(self.missed(miss, &glance.view, waited));
                }
                Err(_) => return Ok(()),
                Ok(found) => found.label,
            };
            if waited >= timeout {
                return Err(StepFailure::StillVisible {
                    target: target.describe(),
                    label,
                    waited: timeout,
                });
            }
            self.await_change(&glance.view)?;
        }
    }

    pub(super) fn wait_until_still(
        &mut self,
        region: Option<SurfaceRect>,
        still: Nanos,
        timeout: Nanos,
    ) -> Result<(), StepFailure> {
        let begun = MachineTime::now();
        loop {
            if self.surface.still_for(region)? >= still {
                return Ok(());
            }
            if self.waited(begun) >= timeout {
                return Err(StepFailure::NotStill {
                    still,
                    waited: timeout,
                });
            }
            self.pass(LOOK_AGAIN)?;
        }
    }

    pub(super) fn assert_visible(&mut self, target: &Target) -> Result<(), StepFailure> {
        self.seek(target, Look::AtAny, Nanos::ZERO).map(drop)
    }
}
