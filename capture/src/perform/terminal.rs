//! One step on a terminal, performed: keys go to its pseudo-terminal, and what came of them is
//! read from its screen and from what the shell says of itself.

mod command;
mod look;
mod mouse;
mod write;

use demoreel_eyes::Templates;
use demoreel_primitives::event::Happening;
use demoreel_primitives::plan::{ActStep, Action, ScrollWay};
use demoreel_primitives::time::Nanos;

use super::failure::StepFailure;
use super::{Means, NOTICE, Pace, Trail};
use crate::clock::{self, MachineTime};
use crate::error::StageError;
use crate::hands::Random;
use crate::terminal::TerminalSurface;

/// One step being performed on its terminal.
pub struct TerminalPerformer<'a> {
    means: &'a Means<'a>,
    surface: &'a mut TerminalSurface,
    templates: &'a mut Templates,
    trail: &'a mut Trail,
    step: &'a ActStep,
    random: Random,
}

impl<'a> TerminalPerformer<'a> {
    /// For one step.
    pub fn new(
        means: &'a Means<'a>,
        surface: &'a mut TerminalSurface,
        templates: &'a mut Templates,
        trail: &'a mut Trail,
        step: &'a ActStep,
    ) -> TerminalPerformer<'a> {
        let random = Random::new(means.job.seed, &step.id.0);
        TerminalPerformer {
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
        self.surface.play();
        self.surface.mark(&step.0);
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
            Action::MoveTo { target, timeout } => self.move_to(target, *timeout),
            Action::Drag { from, to, timeout } => self.drag(from, to, *timeout),
            Action::Scroll {
                way: ScrollWay::By { down, .. },
                over,
                length,
                timeout,
            } => self.scroll(*down, over.as_ref(), *length, *timeout),
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
            Action::RunCommand {
                command,
                expect_status,
                pace,
                timeout,
            } => self.run_command(command, *expect_status, *pace, *timeout),
            Action::Clear => self.clear(),
            Action::Wait { length } => self.pass(*length),
            Action::WaitFor { target, timeout } => self.wait_for(target, *timeout),
            Action::WaitUntilGone { target, timeout } => self.wait_until_gone(target, *timeout),
            Action::WaitUntilStill {
                region,
                still,
                timeout,
            } => self.wait_until_still(*region, *still, *timeout),
            Action::AssertVisible { target } => self.wait_for(target, Nanos::ZERO),
            Action::Decide { target, timeout } => self.decide(target, *timeout),
            Action::EndScene { .. } => {
                self.trail.course.end();
                Ok(())
            }
            _ => Err(self.wrong_surface().into()),
        }
    }

    fn wrong_surface(&self) -> StageError {
        StageError::WrongSurface {
            surface: self.surface.name().to_owned(),
        }
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

    /// Lets time pass, unless somebody stops the run. A shell may end meanwhile: nobody needs it.
    fn pass(&mut self, length: Nanos) -> Result<(), StepFailure> {
        let until = MachineTime::now().plus(length);
        loop {
            let left = until.since(MachineTime::now());
            if left <= Nanos::ZERO {
                return Ok(());
            }
            clock::sleep(left.min(NOTICE));
            self.check_cancel()?;
        }
    }

    fn check_cancel(&self) -> Result<(), StepFailure> {
        match self.means.run.cancel.is_cancelled() {
            true => Err(StageError::Cancelled.into()),
            false => Ok(()),
        }
    }

    /// What the screen shows, for messages.
    fn screen_text(&self) -> String {
        self.means.secrets.hide(&self.surface.look().0.text())
    }
}
