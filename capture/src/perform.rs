//! One step, performed: found with the eyes, done with the hands, noted in the log. Each family of
//! actions has its own file, and so has what only one kind of surface can do. Which step comes
//! next is not known here.

mod address;
mod browser;
mod course;
mod desktop;
mod driven;
mod failure;
mod keys;
mod pages;
mod pause;
mod point;
mod seek;
mod terminal;
mod wait;
mod wheel;
mod write;

use std::sync::Arc;

use demoreel_eyes::Templates;
use demoreel_primitives::event::Happening;
use demoreel_primitives::plan::{ActStep, Action};
use demoreel_primitives::progress::Run;

use crate::error::StageError;
use crate::hands::Random;
use crate::job::RecordJob;
use crate::log::EventLog;
use crate::secrets::Secrets;
use crate::tempo::Tempo;

pub use address::resolve;
pub use course::Course;
pub use driven::Driven;
pub use failure::StepFailure;
pub use pages::PageNotes;

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
    /// How time passes.
    pub tempo: Arc<Tempo>,
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
pub struct Performer<'a, S> {
    means: &'a Means<'a>,
    surface: &'a mut S,
    templates: &'a mut Templates,
    trail: &'a mut Trail,
    step: &'a ActStep,
    random: Random,
    /// Whether hands have done anything that the surface may not have taken in yet.
    touched: bool,
}

/// What the steps of a scene leave to those after them.
#[derive(Debug, Default)]
pub struct Trail {
    /// Pages that are in the log.
    pub pages: PageNotes,
    /// The way so far.
    pub course: Course,
}

impl<'a, S: Driven> Performer<'a, S> {
    /// For one step.
    pub fn new(
        means: &'a Means<'a>,
        surface: &'a mut S,
        templates: &'a mut Templates,
        trail: &'a mut Trail,
        step: &'a ActStep,
    ) -> Performer<'a, S> {
        let random = Random::new(means.job.seed, &step.id.0);
        Performer {
            means,
            surface,
            templates,
            trail,
            step,
            random,
            touched: false,
        }
    }

    /// Does what the step says, and lets a moment pass in which it can be seen.
    pub fn perform(&mut self) -> Result<(), StepFailure> {
        let step = self.step.id.clone();
        self.surface.begin(&step);
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
        if self.touched {
            self.surface.take_in()?;
        }
        S::look_around(self)?;
        self.rest(260.0, 400.0)
    }

    fn act(&mut self) -> Result<(), StepFailure> {
        let step = self.step;
        match &step.action {
            Action::Click {
                target,
                button,
                count,
                timeout,
            } => self.click(target, *button, *count, *timeout),
            Action::MoveTo { target, timeout } => self.approach(target, *timeout),
            Action::Drag { from, to, timeout } => self.drag(from, to, *timeout),
            Action::TypeText {
                text,
                into,
                pace,
                timeout,
            } => self.type_text(text, into.as_ref(), *pace, *timeout),
            Action::Paste {
                text,
                into,
                timeout,
            } => self.paste(text, into.as_ref(), *timeout),
            Action::Press { chords, pace } => self.press(chords, *pace),
            Action::Wait { length } => S::linger(self, *length),
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
            Action::Open { .. }
            | Action::Scroll { .. }
            | Action::RunCommand { .. }
            | Action::Clear
            | Action::Resize { .. }
            | Action::Launch { .. }
            | Action::FocusWindow { .. }
            | Action::ResizeWindow { .. }
            | Action::CloseWindow { .. } => S::act(self),
        }
    }

    /// Notes an event of now.
    fn note(&self, what: Happening) {
        self.means.log.note(what);
    }

    /// Its name in the script, for the log.
    fn surface_name(&self) -> String {
        self.surface.name().to_owned()
    }

    fn wrong_surface(&self) -> StepFailure {
        let surface = self.surface_name();
        StageError::WrongSurface { surface }.into()
    }
}
