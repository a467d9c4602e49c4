//! Looking for a target on a terminal's screen until it is there, or gone, or nothing moves.

use demoreel_eyes::{Found, Miss, ScreenSight, Sight, glimpse, look};
use demoreel_primitives::event::Happening;
use demoreel_primitives::picture::Picture;
use demoreel_primitives::space::SurfaceRect;
use demoreel_primitives::target::{Part, Target};
use demoreel_primitives::time::Nanos;

use super::TerminalPerformer;
use crate::clock::MachineTime;
use crate::perform::failure::{Missed, StepFailure};
use crate::perform::seek::{Look, is_over};

/// Between two looks where nothing was written.
const LOOK_AGAIN: Nanos = Nanos::from_millis(100);
/// Between two looks at whether the screen is still.
const STILL_AGAIN: Nanos = Nanos::from_millis(20);

impl TerminalPerformer<'_> {
    /// Looks until the target is there. Notes where it was found.
    pub(super) fn seek(
        &mut self,
        target: &Target,
        kind: Look,
        timeout: Nanos,
    ) -> Result<Found, StepFailure> {
        let begun = MachineTime::now();
        loop {
            self.check_cancel()?;
            let (outcome, change) = self.glance(target, kind);
            let waited = MachineTime::now().since(begun);
            match outcome {
                Ok(found) => {
                    self.note_found(&found);
                    return Ok(found);
                }
                Err(miss) if is_over(&miss, waited, timeout) => {
                    return Err(self.missed(miss, waited));
                }
                Err(_) => {}
            }
            self.surface.check()?;
            self.surface.wait_news(change, LOOK_AGAIN);
        }
    }

    /// Looks once; the number tells when another look may see more.
    fn glance(&mut self, target: &Target, kind: Look) -> (Result<Found, Miss>, u64) {
        let (screen, change) = self.surface.look();
        let nothing = Picture::black(2, 2);
        let sight = Sight {
            picture: &nothing,
            density: 1.0,
            size: self.surface.size(),
            page: None,
            screen: Some(ScreenSight {
                screen: &screen,
                grid: self.surface.grid(),
                // A wait for a line means the one that is being written.
                at_cursor: kind == Look::AtAny && target.part == Part::Line,
            }),
        };
        let outcome = match kind {
            Look::AtOne => look(&sight, target, self.templates),
            Look::AtAny => glimpse(&sight, target, self.templates),
        };
        (outcome, change)
    }

    pub(super) fn wait_for(&mut self, target: &Target, timeout: Nanos) -> Result<(), StepFailure> {
        self.seek(target, Look::AtAny, timeout).map(drop)
    }

    /// Looks whether the target is there, or comes in time.
    pub(super) fn decide(&mut self, target: &Target, timeout: Nanos) -> Result<(), StepFailure> {
        let visible = match self.seek(target, Look::AtAny, timeout) {
            Ok(_) => true,
            Err(failure) if failure.is_absence() => false,
            Err(failure) => return Err(failure),
        };
        let step = self.step.id.clone();
        self.trail.course.decide(&step, visible);
        self.note(Happening::Decided { step, visible });
        Ok(())
    }

    pub(super) fn wait_until_gone(
        &mut self,
        target: &Target,
        timeout: Nanos,
    ) -> Result<(), StepFailure> {
        let begun = MachineTime::now();
        loop {
            self.check_cancel()?;
            let (outcome, change) = self.glance(target, Look::AtAny);
            let waited = MachineTime::now().since(begun);
            let label = match outcome {
                Err(miss) if miss.why.is_final() => return Err(self.missed(miss, waited)),
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
            self.surface.wait_news(change, LOOK_AGAIN);
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
            let since = self.surface.still_since(region);
            let now = MachineTime::now();
            if now.since(since) >= still {
                return Ok(());
            }
            if now.since(begun) >= timeout {
                return Err(StepFailure::NotStill {
                    still,
                    waited: timeout,
                });
            }
            self.pass(STILL_AGAIN)?;
        }
    }

    fn note_found(&mut self, found: &Found) {
        self.trail.course.find(&self.step.id, found.area);
        self.note(Happening::Found {
            step: self.step.id.clone(),
            surface: self.surface.name().to_owned(),
            area: found.area,
            score: found.score,
            text_height: found.text_height,
        });
    }

    /// A failure that shows what was on the screen instead.
    fn missed(&self, mut miss: Miss, waited: Nanos) -> StepFailure {
        let shown = format!("The screen shows:\n{}", self.screen_text());
        let hint = miss.hint.take();
        miss.hint = Some(match hint {
            Some(hint) => format!("{hint}\n{shown}"),
            None => shown,
        });
        StepFailure::Miss(Box::new(Missed {
            miss,
            waited,
            texts: Vec::new(),
            picture: None,
        }))
    }
}
