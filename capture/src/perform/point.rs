//! Moving the pointer, clicking, dragging.

use demoreel_eyes::Found;
use demoreel_primitives::event::{Button, Happening};
use demoreel_primitives::space::SurfacePoint;
use demoreel_primitives::target::{Finder, Target};
use demoreel_primitives::time::Nanos;

use super::Performer;
use super::failure::StepFailure;
use super::seek::Look;
use crate::clock::{self, MachineTime};
use crate::hands::{Glide, landing};

/// Between two places of the pointer: 125 a second, more than any film has frames.
const TICK: Nanos = Nanos::from_millis(8);
/// A target that has moved further than this, in logical pixels, is followed.
const FOLLOWED: f64 = 3.0;
/// How often a target that runs away is followed.
const PATIENCE: u32 = 4;

impl Performer<'_> {
    pub(super) fn move_to(&mut self, target: &Target, timeout: Nanos) -> Result<(), StepFailure> {
        self.approach(target, timeout).map(drop)
    }

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
        let place = self.place_on(to, &goal);
        let moved = self.glide(place, goal.area.size.width.min(goal.area.size.height));
        self.hold(110.0, 170.0);
        // A button is never left pressed, whatever happened on the way.
        self.button(Button::Left, false)?;
        moved
    }

    /// Finds a target and brings the pointer onto it. A target that moves meanwhile is followed.
    pub(super) fn approach(
        &mut self,
        target: &Target,
        timeout: Nanos,
    ) -> Result<Found, StepFailure> {
        let mut found = self.seek(target, Look::AtOne, timeout)?;
        for _ in 0..PATIENCE {
            let place = self.place_on(target, &found);
            self.glide(place, found.area.size.width.min(found.area.size.height))?;
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
        Ok(found)
    }

    /// Where on what was found the hand arrives. A point or an offset is meant exactly.
    fn place_on(&mut self, target: &Target, found: &Found) -> SurfacePoint {
        let exact = matches!(target.finder, Finder::Point { .. }) || target.offset != (0.0, 0.0);
        match exact {
            true => found.point,
            false => landing(found.point, found.area, &mut self.random),
        }
    }

    /// Moves the pointer as a hand does, and notes every place exactly as it was made.
    pub(super) fn glide(&mut self, to: SurfacePoint, width: f64) -> Result<(), StepFailure> {
        let glide = Glide::new(self.surface.pointer(), to, width, &mut self.random);
        let begun = MachineTime::now();
        let length = if self.is_filmed() {
            glide.length()
        } else {
            Nanos::ZERO
        };
        let mut due = Nanos::ZERO;
        while due < length {
            self.point(glide.at(due))?;
            due += TICK;
            clock::sleep(begun.plus(due).since(MachineTime::now()));
            if self.means.run.cancel.is_cancelled() {
                break;
            }
            // A machine that was busy for a while goes on where the hand would be by now.
            due = due.max(MachineTime::now().since(begun));
        }
        self.point(to)?;
        self.check()
    }

    fn point(&mut self, at: SurfacePoint) -> Result<(), StepFailure> {
        self.surface.point(at)?;
        self.note(Happening::Pointer {
            surface: self.surface.name().to_owned(),
            at,
        });
        Ok(())
    }

    fn button(&mut self, button: Button, down: bool) -> Result<(), StepFailure> {
        self.surface.hands().button(button, down)?;
        self.note(Happening::Button {
            surface: self.surface.name().to_owned(),
            button,
            down,
        });
        Ok(())
    }

    /// A hand's own time, in milliseconds between these; it passes also where nobody watches,
    /// because pages tell a click from a long press by it.
    fn hold(&mut self, shortest: f64, longest: f64) {
        let millis = self.random.between(shortest, longest);
        let part = if self.is_filmed() { 1.0 } else { 0.3 };
        clock::sleep(Nanos::from_secs_f64(millis * part / 1e3));
    }
}
