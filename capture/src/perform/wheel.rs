//! Scrolling. A wheel's notches would move a page in jumps whose smoothing is the browser's own
//! and differs between versions; so a browser's page is scrolled along our own curve, by the
//! exact distance of each moment, through the same events that a fine wheel sends.

use demoreel_eyes::{Sight, look};
use demoreel_primitives::event::Happening;
use demoreel_primitives::motion::minimum_jerk;
use demoreel_primitives::plan::ScrollWay;
use demoreel_primitives::space::{SurfacePoint, SurfaceRect};
use demoreel_primitives::target::{Finder, Target};
use demoreel_primitives::time::Nanos;

use super::Performer;
use super::failure::StepFailure;
use super::seek::Look;
use crate::browser::{Extent, Pending};
use crate::clock::{self, MachineTime};
use crate::surface::BrowserSurface;

/// Between two turns of the wheel: a frame at 60 a second.
const TICK: Nanos = Nanos(16_666_667);
/// Logical pixels of one notch, for the log.
const NOTCH: f64 = 100.0;
/// A target whose middle is in this part of the surface need not be scrolled to.
const MIDDLE: (f64, f64) = (0.2, 0.8);
/// How much of a surface's height is scrolled at once while something is looked for.
const LEAF: f64 = 0.7;
/// How long a page may take over the last turn.
const LAST_TURN: Nanos = Nanos::from_secs(2);
/// Screens that are turned over before a picture counts as nowhere.
const MOST_LEAVES: u32 = 60;

/// The last turn has been painted.
const PAINTED: &str = "new Promise((done) => \
    requestAnimationFrame(() => requestAnimationFrame(() => done(true))))";

/// How far whatever is under a point can still be scrolled: left, right, up, down.
const ROOM: &str = r"((x, y) => {
  const room = [0, 0, 0, 0];
  let at = document.elementFromPoint(x, y);
  while (at && at.shadowRoot && at.shadowRoot.elementFromPoint(x, y) !== at) {
    const inner = at.shadowRoot.elementFromPoint(x, y);
    if (!inner) break;
    at = inner;
  }
  const top = document.scrollingElement;
  const add = (element, isTop) => {
    const style = getComputedStyle(element);
    const free = (overflow) => isTop ? overflow !== 'hidden' : /auto|scroll/.test(overflow);
    const wide = element.scrollWidth - element.clientWidth;
    const high = element.scrollHeight - element.clientHeight;
    if (free(style.overflowX) && !room[0] && !room[1] && wide > 0) {
      room[0] = element.scrollLeft;
      room[1] = wide - element.scrollLeft;
    }
    if (free(style.overflowY) && !room[2] && !room[3] && high > 0) {
      room[2] = element.scrollTop;
      room[3] = high - element.scrollTop;
    }
  };
  for (; at && at !== top && at !== document.body; at = at.parentElement || at.getRootNode().host) {
    add(at, false);
  }
  if (top) add(top, true);
  return room;
})";

impl Performer<'_, BrowserSurface> {
    pub(super) fn scroll(
        &mut self,
        way: &ScrollWay,
        over: Option<&Target>,
        length: Nanos,
        timeout: Nanos,
    ) -> Result<(), StepFailure> {
        let at = match over {
            Some(target) => {
                self.approach(target, timeout)?;
                self.surface.pointer()
            }
            None => {
                let size = self.surface.size().cast::<f64>();
                euclid::point2(size.width / 2.0, size.height / 2.0)
            }
        };
        match way {
            ScrollWay::By { right, down } => self.roll(at, (*right, *down), length),
            ScrollWay::To { target } => self.scroll_to(target, at, length, timeout),
        }
    }

    fn scroll_to(
        &mut self,
        target: &Target,
        at: SurfacePoint,
        length: Nanos,
        timeout: Nanos,
    ) -> Result<(), StepFailure> {
        let begun = MachineTime::now();
        for _ in 0..MOST_LEAVES {
            if let Some(area) = self.whereabouts(target)? {
                self.roll(at, self.way_to(area), length)?;
                let rest = timeout - MachineTime::now().since(begun);
                return self.bring_into_view(target, rest.max(Nanos::from_millis(500)));
            }
            // A picture is only where it can be seen; a page may also still be making its rows.
            let leaf = self.surface.size().height as f64 * LEAF;
            let before = self.room(at)?;
            if before[3] >= 1.0 && is_picture(target) {
                self.roll(at, (0.0, leaf), Nanos(length.0 / 2))?;
            } else if MachineTime::now().since(begun) >= timeout || is_picture(target) {
                break;
            } else {
                self.pass(Nanos::from_millis(200))?;
            }
        }
        let glance = self.glance(target, Look::AtAny)?;
        let waited = MachineTime::now().since(begun);
        Err(match glance.outcome {
            Err(miss) => self.missed(miss, &glance.view, waited),
            Ok(found) => StepFailure::NotScrolledTo {
                target: found.label,
            },
        })
    }

    /// Seen now, or the scrolling was in vain.
    fn bring_into_view(&mut self, target: &Target, limit: Nanos) -> Result<(), StepFailure> {
        match self.seek(target, Look::AtAny, limit) {
            Err(StepFailure::Miss(_)) => Err(StepFailure::NotScrolledTo {
                target: target.describe(),
            }),
            other => other.map(drop),
        }
    }

    /// Where a target is, seen or scrolled out of sight; pictures must be seen.
    fn whereabouts(&mut self, target: &Target) -> Result<Option<SurfaceRect>, StepFailure> {
        if let Ok(found) = self.glance(target, Look::AtAny)?.outcome {
            return Ok(Some(found.area));
        }
        if is_picture(target) {
            return Ok(None);
        }
        let (page, seen) = self.surface.look_at(Extent::Whole)?;
        let sight = Sight {
            picture: &seen.picture,
            density: self.surface.density(),
            size: self.surface.size(),
            page: Some(&page),
            screen: None,
            ocr: None,
        };
        let found = look(&sight, target, self.templates);
        Ok(found.ok().map(|found| found.area))
    }

    /// How far to scroll so that an area comes into the middle; not at all where it is there.
    fn way_to(&self, area: SurfaceRect) -> (f64, f64) {
        let size = self.surface.size().cast::<f64>();
        let way = |middle: f64, side: f64| match middle / side {
            part if (MIDDLE.0..=MIDDLE.1).contains(&part) => 0.0,
            _ => middle - side / 2.0,
        };
        let middle = area.center();
        // Sideways only where it cannot be seen at all: a page that drifts to the side looks odd.
        let aside = match area.min_x() >= 0.0 && area.max_x() <= size.width {
            true => 0.0,
            false => way(middle.x, size.width),
        };
        (aside, way(middle.y, size.height))
    }

    /// Turns the wheel so that the page moves by so many logical pixels, no further than it can,
    /// from rest to rest.
    fn roll(
        &mut self,
        at: SurfacePoint,
        way: (f64, f64),
        length: Nanos,
    ) -> Result<(), StepFailure> {
        let room = self.room(at)?;
        let right = way.0.clamp(-room[0], room[1]);
        let down = way.1.clamp(-room[2], room[3]);
        if right.abs() < 0.5 && down.abs() < 0.5 {
            return Ok(());
        }
        let length = if self.is_filmed() {
            length
        } else {
            Nanos::ZERO
        };
        let begun = MachineTime::now();
        let mut done = 0.0;
        let mut turn: Option<Pending> = None;
        while done < 1.0 {
            let after = MachineTime::now().since(begun);
            let part = match after >= length {
                true => 1.0,
                false => minimum_jerk(after.as_secs_f64() / length.as_secs_f64()),
            };
            // A page that is still busy with the last turn gets the sum of the next ones.
            if turn.as_ref().is_none_or(Pending::is_over) || part >= 1.0 {
                let more = part - done;
                turn = Some(self.turn(at, (right * more, down * more))?);
                done = part;
            }
            self.check()?;
            clock::sleep(TICK);
        }
        if let Some(turn) = turn {
            // A page that answers late has moved all the same.
            drop(turn.wait(LAST_TURN));
            self.surface.browser().evaluate_across_loads(PAINTED)?;
        }
        Ok(())
    }

    fn turn(&mut self, at: SurfacePoint, by: (f64, f64)) -> Result<Pending, StepFailure> {
        let turn = self.surface.browser().wheel(at, by.0, by.1)?;
        self.note(Happening::Wheel {
            surface: self.surface.name().to_owned(),
            notches: (by.0 / NOTCH, by.1 / NOTCH),
        });
        Ok(turn)
    }

    fn room(&self, at: SurfacePoint) -> Result<[f64; 4], StepFailure> {
        let expression = format!("{ROOM}({}, {})", at.x, at.y);
        let value = self.surface.browser().evaluate_across_loads(&expression)?;
        Ok(std::array::from_fn(|side| {
            value[side].as_f64().unwrap_or(0.0).max(0.0)
        }))
    }
}

/// Whether a target can only be found where it can be seen.
fn is_picture(target: &Target) -> bool {
    match &target.finder {
        Finder::Image(_) => true,
        Finder::Any { targets } => targets.iter().any(is_picture),
        _ => target.refiners().any(is_picture),
    }
}
