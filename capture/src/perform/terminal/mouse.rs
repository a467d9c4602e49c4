//! The mouse on a terminal: programs that ask for it are told what it does, in cells.

use demoreel_eyes::Found;
use demoreel_primitives::event::{Button, Happening};
use demoreel_primitives::space::SurfacePoint;
use demoreel_primitives::target::{Finder, Target};
use demoreel_primitives::time::Nanos;

use super::TerminalPerformer;
use crate::clock::{self, MachineTime};
use crate::hands::{Glide, landing};
use crate::perform::failure::StepFailure;
use crate::perform::seek::Look;
use crate::terminal::{self, MouseAct};

/// Between two places of the pointer: 125 a second, more than any film has frames.
const TICK: Nanos = Nanos::from_millis(8);
/// Rows that one notch of the wheel moves.
const NOTCH_ROWS: f64 = 3.0;

impl TerminalPerformer<'_> {
    pub(super) fn move_to(&mut self, target: &Target, timeout: Nanos) -> Result<(), StepFailure> {
        let found = self.seek(target, Look::AtOne, timeout)?;
        self.glide_onto(target, &found, None)
    }

    pub(super) fn click(
        &mut self,
        target: &Target,
        button: Button,
        count: u8,
        timeout: Nanos,
    ) -> Result<(), StepFailure> {
        self.move_to(target, timeout)?;
        for _ in 0..count.max(1) {
            self.button(button, true)?;
            self.hold(70.0, 92.0);
            self.button(button, false)?;
            self.hold(70.0, 110.0);
        }
        Ok(())
    }

    pub(super) fn drag(
        &mut self,
        from: &Target,
        to: &Target,
        timeout: Nanos,
    ) -> Result<(), StepFailure> {
        self.move_to(from, timeout)?;
        let goal = self.seek(to, Look::AtOne, timeout)?;
        self.button(Button::Left, true)?;
        self.hold(120.0, 180.0);
        let moved = self.glide_onto(to, &goal, Some(Button::Left));
        self.hold(110.0, 170.0);
        // A button is never left pressed, whatever happened on the way.
        self.button(Button::Left, false)?;
        moved
    }

    /// Turns the wheel; a full-screen program that takes no mouse gets arrow keys, as from most
    /// terminals.
    pub(super) fn scroll(
        &mut self,
        down: f64,
        over: Option<&Target>,
        length: Nanos,
        timeout: Nanos,
    ) -> Result<(), StepFailure> {
        if let Some(target) = over {
            self.move_to(target, timeout)?;
        }
        let row = f64::from(self.surface.grid().cell.height);
        let notches = libm::round(down.abs() / (row * NOTCH_ROWS)).max(1.0) as i64;
        let pause = Nanos(length.0 / notches);
        for _ in 0..notches {
            self.notch(down < 0.0)?;
            if self.is_filmed() {
                self.pass(pause)?;
            }
        }
        Ok(())
    }

    fn notch(&mut self, up: bool) -> Result<(), StepFailure> {
        let (screen, _) = self.surface.look();
        let arrow = match (up, screen.modes.application_cursor) {
            (true, false) => b"\x1b[A",
            (true, true) => b"\x1bOA",
            (false, false) => b"\x1b[B",
            (false, true) => b"\x1bOB",
        };
        let told = terminal::mouse(MouseAct::Wheel { up }, self.cell(), screen.modes);
        match told {
            Some(bytes) => self.surface.send(&bytes)?,
            None if screen.modes.alternate => {
                self.surface.send(&arrow.repeat(NOTCH_ROWS as usize))?
            }
            None => {}
        }
        self.note(Happening::Wheel {
            surface: self.surface.name().to_owned(),
            notches: (0.0, if up { -1.0 } else { 1.0 }),
        });
        Ok(())
    }

    fn glide_onto(
        &mut self,
        target: &Target,
        found: &Found,
        held: Option<Button>,
    ) -> Result<(), StepFailure> {
        let exact = matches!(target.finder, Finder::Point { .. }) || target.offset != (0.0, 0.0);
        let to = match exact {
            true => found.point,
            false => landing(found.point, found.area, &mut self.random),
        };
        let width = found.area.size.width.min(found.area.size.height);
        let glide = Glide::new(self.surface.pointer().0, to, width, &mut self.random);
        let begun = MachineTime::now();
        let length = if self.is_filmed() {
            glide.length()
        } else {
            Nanos::ZERO
        };
        let mut due = Nanos::ZERO;
        while due < length {
            self.point(glide.at(due), held)?;
            due += TICK;
            clock::sleep(begun.plus(due).since(MachineTime::now()));
            self.check_cancel()?;
            due = due.max(MachineTime::now().since(begun));
        }
        self.point(to, held)
    }

    fn point(&mut self, at: SurfacePoint, held: Option<Button>) -> Result<(), StepFailure> {
        let before = self.cell();
        self.surface.point(at);
        if self.cell() != before {
            self.tell(MouseAct::Move(held))?;
        }
        self.note(Happening::Pointer {
            surface: self.surface.name().to_owned(),
            at,
        });
        Ok(())
    }

    fn button(&mut self, button: Button, down: bool) -> Result<(), StepFailure> {
        self.tell(match down {
            true => MouseAct::Press(button),
            false => MouseAct::Release(button),
        })?;
        self.note(Happening::Button {
            surface: self.surface.name().to_owned(),
            button,
            down,
        });
        Ok(())
    }

    fn tell(&mut self, act: MouseAct) -> Result<(), StepFailure> {
        let (screen, _) = self.surface.look();
        match terminal::mouse(act, self.cell(), screen.modes) {
            Some(bytes) => Ok(self.surface.send(&bytes)?),
            None => Ok(()),
        }
    }

    fn cell(&self) -> (u16, u16) {
        self.surface.grid().cell_at(self.surface.pointer().0)
    }

    /// A hand's own time, in milliseconds between these.
    fn hold(&mut self, shortest: f64, longest: f64) {
        let millis = self.random.between(shortest, longest);
        clock::sleep(Nanos::from_secs_f64(millis / 1e3));
    }
}
