//! Looking for a target until it is there.

use demoreel_eyes::{Found, Miss, Sight, glimpse, look};
use demoreel_primitives::event::Happening;
use demoreel_primitives::page::{Page, PageNodeKind};
use demoreel_primitives::target::Target;
use demoreel_primitives::time::Nanos;

use super::Performer;
use super::failure::{Missed, StepFailure};
use crate::browser::Extent;
use crate::clock::{self, MachineTime};
use crate::recorder::Seen;

/// The least time between two looks, so that looking does not take the time that filming needs.
const LOOK_AGAIN: Nanos = Nanos::from_millis(60);
/// A page can change without its picture: after this long it is looked at anyway.
const LOOK_ANYWAY: Nanos = Nanos::from_millis(250);
/// While it is waited for something, a page is not noted more often than this.
const NOTE_APART: Nanos = Nanos::from_millis(250);
/// Something that is there several times rarely becomes one: it is not waited for so long.
const AMBIGUOUS_LIMIT: Nanos = Nanos::from_secs(3);
/// Texts that an error shows.
const READABLE: usize = 12;

/// What kind of look it is: at the one place to act on, or at whether it is there at all.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Look {
    /// There must be one.
    AtOne,
    /// One or more.
    AtAny,
}

/// One look, and what it was at.
pub struct Glance {
    /// What came of it.
    pub outcome: Result<Found, Miss>,
    /// The page.
    pub page: Page,
    /// The picture.
    pub seen: Seen,
}

impl Performer<'_> {
    /// Looks until the target is there. Notes where it was found.
    pub(super) fn seek(
        &mut self,
        target: &Target,
        kind: Look,
        timeout: Nanos,
    ) -> Result<Found, StepFailure> {
        let (glance, waited) = self.look_out(target, kind, timeout)?;
        match glance.outcome {
            Ok(found) => Ok(found),
            Err(_) => Err(self.missed(glance, waited)),
        }
    }

    /// Looks whether the target is there, or comes in time.
    pub(super) fn decide(&mut self, target: &Target, timeout: Nanos) -> Result<(), StepFailure> {
        let (glance, waited) = self.look_out(target, Look::AtAny, timeout)?;
        let visible = match &glance.outcome {
            Err(miss) if miss.why.is_final() => return Err(self.missed(glance, waited)),
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
    ) -> Result<(Glance, Nanos), StepFailure> {
        let begun = MachineTime::now();
        loop {
            let glance = self.glance(target, kind)?;
            let waited = MachineTime::now().since(begun);
            let over = match &glance.outcome {
                Ok(found) => {
                    self.note_found(found);
                    true
                }
                Err(miss) => is_over(miss, waited, timeout),
            };
            let apart = if over { Nanos::ZERO } else { NOTE_APART };
            self.note_page(&glance.page, apart);
            if over {
                return Ok((glance, waited));
            }
            self.await_change(glance.seen.change)?;
        }
    }

    /// Looks once, at page and picture of now.
    pub(super) fn glance(&mut self, target: &Target, kind: Look) -> Result<Glance, StepFailure> {
        self.check()?;
        let (page, seen) = self.surface.look(Extent::Visible)?;
        let sight = Sight {
            picture: &seen.picture,
            density: self.surface.density(),
            size: self.surface.size(),
            page: Some(&page),
            screen: None,
        };
        let outcome = match kind {
            Look::AtOne => look(&sight, target, self.templates),
            Look::AtAny => glimpse(&sight, target, self.templates),
        };
        Ok(Glance {
            outcome,
            page,
            seen,
        })
    }

    /// Waits until it is worth looking again.
    pub(super) fn await_change(&mut self, after: u64) -> Result<(), StepFailure> {
        clock::sleep(LOOK_AGAIN);
        self.check()?;
        let recorder = self.surface.recorder();
        recorder.wait_change(after, LOOK_ANYWAY - LOOK_AGAIN)?;
        Ok(())
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

    /// A failure that explains itself, in words and as a picture.
    pub(super) fn missed(&self, glance: Glance, waited: Nanos) -> StepFailure {
        let Glance {
            outcome,
            page,
            seen,
        } = glance;
        let miss = match outcome {
            Err(miss) => miss,
            Ok(found) => {
                let target = found.label;
                return StepFailure::NotScrolledTo { target };
            }
        };
        let sight = Sight {
            picture: &seen.picture,
            density: self.surface.density(),
            size: self.surface.size(),
            page: Some(&page),
            screen: None,
        };
        let path = self.explanation();
        let folder = path.parent().map_or(Ok(()), std::fs::create_dir_all);
        // The words stand for themselves where no picture can be written.
        let written = folder.and_then(|()| miss.write_png(&sight, &path));
        StepFailure::Miss(Box::new(Missed {
            miss,
            waited,
            texts: self.readable(&page),
            picture: written.is_ok().then_some(path),
        }))
    }

    /// The first texts of a page, for whoever wonders what is there instead.
    fn readable(&self, page: &Page) -> Vec<String> {
        let texts = page.nodes.iter().filter_map(|node| match &node.kind {
            PageNodeKind::Text { text, .. } if !node.area.is_empty() => Some(text),
            _ => None,
        });
        let mut readable: Vec<String> = Vec::new();
        for text in texts {
            let short: String = text.chars().take(40).collect();
            let quoted = format!("'{}'", self.means.secrets.hide(&short));
            if readable.len() < READABLE && !readable.contains(&quoted) {
                readable.push(quoted);
            }
        }
        readable
    }
}

pub(super) fn is_over(miss: &Miss, waited: Nanos, timeout: Nanos) -> bool {
    let limit = match miss.why.is_ambiguous() {
        true => timeout.min(AMBIGUOUS_LIMIT),
        false => timeout,
    };
    miss.why.is_final() || waited >= limit
}
