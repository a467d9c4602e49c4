//! One step, performed: found with the eyes, done with the hands, noted in the log. Each family of
//! actions has its own file; what they share is here. Which step comes next is not known here.

mod address;
mod course;
mod failure;
mod point;
mod seek;
mod terminal;
mod wait;
mod wheel;
mod write;

use std::path::Path;

use demoreel_eyes::Templates;
use demoreel_primitives::event::Happening;
use demoreel_primitives::page::Page;
use demoreel_primitives::plan::{ActStep, Action};
use demoreel_primitives::progress::Run;
use demoreel_primitives::time::Nanos;

use crate::browser::Extent;
use crate::clock::{self, MachineTime};
use crate::error::StageError;
use crate::hands::Random;
use crate::job::RecordJob;
use crate::log::EventLog;
use crate::secrets::Secrets;
use crate::surface::BrowserSurface;

pub use address::resolve;
pub use course::Course;
pub use failure::StepFailure;
pub use terminal::TerminalPerformer;

/// The longest sleep after which a cancelled run is noticed.
const NOTICE: Nanos = Nanos::from_millis(50);

/// Whether anybody watches.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pace {
    /// As a person would do it.
    Filmed,
    /// As fast as the page allows; what is only rhythm is left out.
    Fast,
}

/// What all steps of a performance share.
pub struct Means<'a> {
    /// What was asked for.
    pub job: &'a RecordJob<'a>,
    /// Values to keep out of the log.
    pub secrets: &'a Secrets,
    /// Where everything is noted.
    pub log: &'a EventLog,
    /// Who watches, and how it is stopped.
    pub run: &'a Run<'a>,
    /// Whether it is filmed.
    pub pace: Pace,
}

impl Means<'_> {
    /// An optional step is left out; the log says so.
    fn skip(&self, step: &ActStep, failure: &StepFailure) {
        if let StepFailure::Miss(missed) = failure
            && let Some(picture) = &missed.picture
        {
            // It explains a failure, and this is none; where it stays it does no harm.
            let _ = std::fs::remove_file(picture);
        }
        let targets = step.action.targets();
        let target = targets.first().map(|target| target.describe());
        self.log.note(Happening::Skipped {
            step: step.id.clone(),
            target: self.secrets.hide(&target.unwrap_or_default()),
        });
    }
}

/// One step being performed on its surface.
pub struct Performer<'a> {
    means: &'a Means<'a>,
    surface: &'a mut BrowserSurface,
    templates: &'a mut Templates,
    trail: &'a mut Trail,
    step: &'a ActStep,
    random: Random,
}

/// What the steps of a scene leave to those after them.
#[derive(Debug, Default)]
pub struct Trail {
    /// Pages that are in the log.
    pub pages: PageNotes,
    /// The way so far.
    pub course: Course,
}

/// The page as it stands in the log, so that only changes are noted.
#[derive(Debug, Default)]
pub struct PageNotes {
    last: Option<Page>,
    at: Option<MachineTime>,
}

impl<'a> Performer<'a> {
    /// For one step.
    pub fn new(
        means: &'a Means<'a>,
        surface: &'a mut BrowserSurface,
        templates: &'a mut Templates,
        trail: &'a mut Trail,
        step: &'a ActStep,
    ) -> Performer<'a> {
        let random = Random::new(means.job.seed, &step.id.0);
        Performer {
            means,
            surface,
            templates,
            trail,
            step,
            random,
        }
    }

    /// Does what the step says, and lets a moment pass in which it can be seen.
    pub fn perform(&mut self) -> Result<(), StepFailure> {
        let step = self.step.id.clone();
        self.note(Happening::StepBegin { step: step.clone() });
        match self.act() {
            Err(failure) if self.step.optional && failure.is_absence() => {
                self.means.skip(self.step, &failure);
            }
            outcome => outcome?,
        }
        self.note(Happening::StepEnd { step });
        if self.step.action.is_of_the_script() {
            return Ok(());
        }
        self.look_around()?;
        self.rest(260.0, 400.0)
    }

    fn act(&mut self) -> Result<(), StepFailure> {
        match &self.step.action {
            Action::Open { url, timeout } => self.open(url, *timeout),
            Action::Click {
                target,
                button,
                count,
                timeout,
            } => self.click(target, *button, *count, *timeout),
            Action::MoveTo { target, timeout } => self.move_to(target, *timeout),
            Action::Drag { from, to, timeout } => self.drag(from, to, *timeout),
            Action::Scroll {
                way,
                over,
                length,
                timeout,
            } => self.scroll(way, over.as_ref(), *length, *timeout),
            Action::TypeText {
                text,
                into,
                pace,
                timeout,
            } => self.type_text(text, into.as_ref(), *pace, *timeout),
            Action::Press { chords, pace } => self.press(chords, *pace),
            Action::Paste {
                text,
                into,
                timeout,
            } => self.paste(text, into.as_ref(), *timeout),
            Action::RunCommand { .. } | Action::Clear => Err(StageError::WrongSurface {
                surface: self.surface.name().to_owned(),
            }
            .into()),
            Action::Wait { length } => self.pass(*length),
            Action::WaitFor { target, timeout } => self.wait_for(target, *timeout),
            Action::WaitUntilGone { target, timeout } => self.wait_until_gone(target, *timeout),
            Action::WaitUntilStill {
                region,
                still,
                timeout,
            } => self.wait_until_still(*region, *still, *timeout),
            Action::AssertVisible { target } => self.assert_visible(target),
            Action::Decide { target, timeout } => self.decide(target, *timeout),
            Action::EndScene { .. } => {
                self.trail.course.end();
                Ok(())
            }
        }
    }

    fn open(&mut self, url: &str, timeout: Nanos) -> Result<(), StepFailure> {
        let address = resolve(self.surface.home(), url);
        let cancel = self.means.run.cancel;
        Ok(self.surface.browser().open(&address, timeout, cancel)?)
    }

    /// Notes an event of now.
    fn note(&self, what: Happening) {
        self.means.log.note(what);
    }

    fn is_filmed(&self) -> bool {
        self.means.pace == Pace::Filmed
    }

    /// Lets a natural moment pass, of some milliseconds between these; none where nobody watches.
    fn rest(&mut self, shortest: f64, longest: f64) -> Result<(), StepFailure> {
        let millis = self.random.between(shortest, longest);
        match self.is_filmed() {
            true => self.pass(Nanos::from_secs_f64(millis / 1e3)),
            false => Ok(()),
        }
    }

    /// Lets time pass, unless somebody stops the run or the stage breaks.
    fn pass(&mut self, length: Nanos) -> Result<(), StepFailure> {
        let until = MachineTime::now().plus(length);
        loop {
            let left = until.since(MachineTime::now());
            if left <= Nanos::ZERO {
                return Ok(());
            }
            clock::sleep(left.min(NOTICE));
            self.check()?;
        }
    }

    fn check(&self) -> Result<(), StepFailure> {
        if self.means.run.cancel.is_cancelled() {
            return Err(StageError::Cancelled.into());
        }
        Ok(self.surface.check()?)
    }

    /// Notes the page if it has changed.
    fn look_around(&mut self) -> Result<(), StepFailure> {
        let page = self.surface.browser().snapshot(Extent::Visible)?;
        self.note_page(&page, Nanos::ZERO);
        Ok(())
    }

    /// Notes a page if it differs from the last one noted and that was long enough ago.
    fn note_page(&mut self, page: &Page, apart: Nanos) {
        let (surface, means) = (self.surface.name(), self.means);
        self.trail
            .pages
            .note(surface, page, apart, means.log, means.secrets);
    }

    /// Where a picture that explains this step's failure is written.
    fn explanation(&self) -> std::path::PathBuf {
        let name = format!("{}.png", self.step.id.0.replace('/', "-"));
        Path::new(&self.means.job.explain).join(name)
    }
}

impl PageNotes {
    /// Notes a page if it differs from the last one and that was long enough ago.
    pub fn note(
        &mut self,
        surface: &str,
        page: &Page,
        apart: Nanos,
        log: &EventLog,
        secrets: &Secrets,
    ) {
        let now = MachineTime::now();
        let too_soon = self.at.is_some_and(|at| now.since(at) < apart);
        let mut page = page.clone();
        secrets.hide_in_page(&mut page);
        if too_soon || self.last.as_ref() == Some(&page) {
            return;
        }
        log.note_at(
            now,
            Happening::Page {
                surface: surface.to_owned(),
                page: page.clone(),
            },
        );
        self.last = Some(page);
        self.at = Some(now);
    }
}
