//! Moving the pointer, clicking, dragging.

use demoreel_eyes::Found;
use demoreel_primitives::event::{Button, Happening};
use demoreel_primitives::space::SurfacePoint;
use demoreel_primitives::target::{Finder, Target};
use demoreel_primitives::time::Nanos;

use super::failure::StepFailure;
use super::seek::Look;
use super::{Driven, Performer};
use crate::clock::{self, MachineTime};
use crate::hands::{Glide, landing};

/// Between two places of the pointer: 125 a second, more than any film has frames.
const TICK: Nanos = Nanos::from_millis(8);
/// A target that has moved further than this, in logical pixels, is followed.
const FOLLOWED: f64 = 3.0;
/// How often a target that runs away is followed.
const PATIENCE: u32 = 4;

impl<S: Driven> Performer<'_, S> {
    pub(super) fn click(
        &mut self,
        target: &Target,
        button: Button,
        count: u8,
        timeout: Nanos,
    ) -> Result<(), StepFailure> {
        self.approach(target, timeout)?;
        for turn in 0..count.max(1) {
            if turn > 0 {
                self.hold(70.0, 110.0);
            }
            self.button(button, true)?;
            self.hold(70.0, 92.0);
            self.button(button, false)?;
        }
        Ok(())
    }

    pub(super) fn drag(
        &mut self,
        from: &Target,
        to: &Target,
        timeout: Nanos,
    ) -> Result<(), StepFailure> {
        self.approach(from, timeout)?;
        // Where it is let go is found before it is pressed: a page may look quite different while
        // something is being dragged.
        let goal = self.seek(to, Look::AtOne, timeout)?;
        self.button(Button::Left, true)?;
        self.hold(120.0, 180.0);
        let moved = self.glide_onto(to, &goal, Some(Button::Left));
        self.hold(110.0, 170.0);
        // A button is never left pressed, whatever happened on the way.
        self.button(Button::Left, false)?;
        moved
    }

    /// Finds a target and brings the pointer onto it. A target that moves meanwhile is followed.
    pub(super) fn approach(&mut self, target: &Target, timeout: Nanos) -> Result<(), StepFailure> {
        let mut found = self.seek(target, Look::AtOne, timeout)?;
        for _ in 0..PATIENCE {
            self.glide_onto(target, &found, None)?;
            self.rest(50.0, 110.0)?;
            // The pointer may have changed what it is over; then the place of before holds.
            let Ok(now) = self.glance(target, Look::AtOne)?.outcome else {
                break;
            };
            let moved = (now.point - found.point).length() > FOLLOWED;
            found = now;
            if !moved {
                break;
            }
        }
        Ok(())
    }

    /// Moves the pointer as a hand does onto what was found. A point or an offset is meant
    /// exactly.
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
        let glide = Glide::new(self.surface.pointer(), to, width, &mut self.random);
        self.follow(&glide, to, held)
    }

    /// Brings the pointer along a way. Each place is noted at the moment for which it was made, so
    /// that the way in the log is the smooth one, however busy the machine is.
    fn follow(
        &mut self,
        glide: &Glide,
        to: SurfacePoint,
        held: Option<Button>,
    ) -> Result<(), StepFailure> {
        let begun = MachineTime::now();
        let length = if self.is_filmed() {
            glide.length()
        } else {
            Nanos::ZERO
        };
        let mut due = Nanos::ZERO;
        while due < length {
            self.point(begun.plus(due), glide.at(due), held)?;
            due += TICK;
            clock::sleep(begun.plus(due).since(MachineTime::now()));
            if self.means.run.cancel.is_cancelled() {
                break;
            }
            // A machine that was busy for a while goes on where the hand would be by now.
            due = due.max(MachineTime::now().since(begun));
        }
        self.point(begun.plus(length), to, held)?;
        self.check()
    }

    fn point(
        &mut self,
        when: MachineTime,
        at: SurfacePoint,
        held: Option<Button>,
    ) -> Result<(), StepFailure> {
        self.touched = true;
        self.surface.point(at, held)?;
        let surface = self.surface_name();
        self.means
            .log
            .note_at(when, Happening::Pointer { surface, at });
        Ok(())
    }

    fn button(&mut self, button: Button, down: bool) -> Result<(), StepFailure> {
        self.touched = true;
        self.surface.button(button, down)?;
        self.note(Happening::Button {
            surface: self.surface_name(),
            button,
            down,
        });
        Ok(())
    }
}
