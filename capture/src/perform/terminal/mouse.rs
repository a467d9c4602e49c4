//! The mouse on a terminal: programs that ask for it are told what it does, in cells.

use demoreel_primitives::event::{Button, Happening};
use demoreel_primitives::space::SurfacePoint;
use demoreel_primitives::target::Target;
use demoreel_primitives::time::Nanos;

use crate::error::StageError;
use crate::perform::Performer;
use crate::perform::failure::StepFailure;
use crate::terminal::{self, MouseAct, TerminalSurface};

/// Rows that one notch of the wheel moves.
const NOTCH_ROWS: f64 = 3.0;

impl Performer<'_, TerminalSurface> {
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
            self.approach(target, timeout)?;
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
        let told = terminal::mouse(MouseAct::Wheel { up }, self.surface.cell(), screen.modes);
        match told {
            Some(bytes) => self.surface.send(&bytes)?,
            None if screen.modes.alternate => {
                self.surface.send(&arrow.repeat(NOTCH_ROWS as usize))?
            }
            None => {}
        }
        self.note(Happening::Wheel {
            surface: self.surface_name(),
            notches: (0.0, if up { -1.0 } else { 1.0 }),
        });
        Ok(())
    }
}

impl TerminalSurface {
    /// Moves the pointer; a program learns of it when it comes into another cell.
    pub(super) fn point_and_tell(
        &mut self,
        at: SurfacePoint,
        held: Option<Button>,
    ) -> Result<(), StageError> {
        let before = self.cell();
        self.point(at);
        match self.cell() == before {
            true => Ok(()),
            false => self.tell(MouseAct::Move(held)),
        }
    }

    pub(super) fn tell_button(&self, button: Button, down: bool) -> Result<(), StageError> {
        self.tell(match down {
            true => MouseAct::Press(button),
            false => MouseAct::Release(button),
        })
    }

    fn tell(&self, act: MouseAct) -> Result<(), StageError> {
        let (screen, _) = self.look();
        match terminal::mouse(act, self.cell(), screen.modes) {
            Some(bytes) => self.send(&bytes),
            None => Ok(()),
        }
    }

    fn cell(&self) -> (u16, u16) {
        self.grid().cell_at(self.pointer().0)
    }
}
