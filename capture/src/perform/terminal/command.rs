//! Commands for a shell: typed when it is ready, and over when it says so.

use demoreel_primitives::event::Happening;
use demoreel_primitives::time::Nanos;

use crate::clock::MachineTime;
use crate::perform::Performer;
use crate::perform::driven::Typing;
use crate::perform::failure::StepFailure;
use crate::terminal::TerminalSurface;

/// A line after which no command has begun for so long is one that goes on in the next.
const GOES_ON: Nanos = Nanos::from_millis(400);
/// Between two looks at the shell where nothing was written.
const LOOK_AGAIN: Nanos = Nanos::from_millis(20);

impl Performer<'_, TerminalSurface> {
    pub(super) fn run_command(
        &mut self,
        command: &str,
        expected: u8,
        pace: Nanos,
        timeout: Nanos,
    ) -> Result<(), StepFailure> {
        let begun = MachineTime::now();
        // What was typed before may still run.
        while self.surface.shell()?.running {
            self.wait_a_little(command, begun, timeout)?;
        }
        let shown = self.means.secrets.hide(command);
        self.note_typing(Some(shown.clone()));
        let mut prompts = self.surface.count_statuses()?;
        let lines: Vec<&str> = command.lines().collect();
        for (index, line) in lines.iter().enumerate() {
            self.send_words(&Typing {
                words: line,
                pace,
                secret: false,
            })?;
            self.rest(120.0, 220.0)?;
            self.note(Happening::Key {
                surface: self.surface_name(),
                keys: "Enter".to_owned(),
            });
            self.surface.send(b"\r")?;
            let is_last = index + 1 == lines.len();
            prompts = self.wait_for_end(&shown, prompts, is_last, timeout)?;
        }
        self.judge(&shown, expected)
    }

    /// Waits until there is a new prompt; the shell's own words say that the command has ended.
    fn wait_for_end(
        &mut self,
        command: &str,
        prompts: u64,
        is_last: bool,
        timeout: Nanos,
    ) -> Result<u64, StepFailure> {
        let begun = MachineTime::now();
        loop {
            let shell = self.surface.shell()?;
            if shell.prompts > prompts {
                return Ok(shell.prompts);
            }
            let goes_on =
                || MachineTime::now().since(begun) > GOES_ON || self.means.tempo.is_idle();
            if !is_last && !shell.running && goes_on() {
                return Ok(prompts);
            }
            self.wait_a_little(command, begun, timeout)?;
        }
    }

    fn wait_a_little(
        &mut self,
        command: &str,
        begun: MachineTime,
        timeout: Nanos,
    ) -> Result<(), StepFailure> {
        self.check()?;
        self.surface.check()?;
        if MachineTime::now().since(begun) >= timeout {
            return Err(StepFailure::CommandTimeout {
                command: self.means.secrets.hide(command),
                waited: timeout,
                screen: self.screen_text(),
            });
        }
        let (_, change) = self.surface.look();
        self.surface.wait_news(change, LOOK_AGAIN);
        Ok(())
    }

    fn judge(&self, command: &str, expected: u8) -> Result<(), StepFailure> {
        let statuses = self.surface.shell()?.statuses;
        let wrong = statuses
            .iter()
            .flatten()
            .find(|status| **status != i32::from(expected));
        match wrong {
            None => Ok(()),
            Some(status) => Err(StepFailure::CommandFailed {
                command: command.to_owned(),
                status: *status,
                expected,
                screen: self.screen_text(),
            }),
        }
    }
}
