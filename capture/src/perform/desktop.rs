//! What performing is on a desktop: programs are started, windows are told, the wheel is turned.

use demoreel_eyes::{Miss, Sight};
use demoreel_primitives::event::{Button, Happening};
use demoreel_primitives::plan::{Action, Chord, ScrollWay};
use demoreel_primitives::space::{SurfacePoint, SurfaceRect, SurfaceSize, film_from_surface};
use demoreel_primitives::target::Target;
use demoreel_primitives::time::Nanos;

use super::Performer;
use super::driven::{Driven, Explanation, Handed, Typing};
use super::failure::StepFailure;
use super::seek::Look;
use crate::clock::{self, MachineTime};
use crate::desktop::{DesktopSurface, Place};
use crate::error::StageError;
use crate::hands::Hands;
use crate::recorder::Seen;
use crate::surface::SurfaceError;

/// The least time between two looks, so that looking does not take the time that filming needs.
const LOOK_AGAIN: Nanos = Nanos::from_millis(60);
/// How long a change of the picture is waited for before the next look.
const LOOK_ANYWAY: Nanos = Nanos::from_millis(500);
/// Between two looks at a window's state.
const WINDOW_AGAIN: Nanos = Nanos::from_millis(30);
/// Logical pixels that a notch of the wheel moves in most programs.
const NOTCH: f64 = 50.0;
/// Notches between two looks for something that is scrolled to, and how many of those looks.
const LEAF: u32 = 4;
const MOST_LEAVES: u32 = 100;

impl Driven for DesktopSurface {
    type View = Seen;

    fn name(&self) -> &str {
        DesktopSurface::name(self)
    }

    fn stands(&self) -> Result<(), StageError> {
        self.check()
    }

    fn look(&self) -> Result<Seen, SurfaceError> {
        Ok(self.recorder().look()?)
    }

    fn sight<'v>(&'v self, view: &'v Seen, _: bool) -> Sight<'v> {
        Sight {
            picture: &view.picture,
            density: self.density(),
            size: self.size(),
            page: None,
            screen: None,
            ocr: Some(self.ocr()),
        }
    }

    fn await_change(&self, view: &Seen) -> Result<(), SurfaceError> {
        clock::sleep(LOOK_AGAIN);
        self.check()?;
        let changed = self.recorder().wait_change(view.change, LOOK_ANYWAY);
        Ok(changed.map(drop)?)
    }

    fn still_for(&self, area: Option<SurfaceRect>) -> Result<Nanos, SurfaceError> {
        let area = area.map(|area| film_from_surface(area, self.density()));
        let since = self.recorder().still_since(area)?;
        Ok(MachineTime::now().since(since))
    }

    fn pointer(&self) -> SurfacePoint {
        DesktopSurface::pointer(self)
    }

    fn point(&mut self, at: SurfacePoint, _: Option<Button>) -> Result<(), StageError> {
        DesktopSurface::point(self, at)
    }

    fn button(&mut self, button: Button, down: bool) -> Result<(), StageError> {
        self.hands().button(button, down)
    }

    fn act(by: &mut Performer<'_, Self>) -> Result<(), StepFailure> {
        let step = by.step;
        match &step.action {
            Action::Launch { command, timeout } => by.launch(command, *timeout),
            Action::FocusWindow { title, timeout } => by.focus_window(title, *timeout),
            Action::ResizeWindow {
                title,
                size,
                timeout,
            } => by.resize_window(title.as_deref(), *size, *timeout),
            Action::CloseWindow { title, timeout } => by.close_window(title.as_deref(), *timeout),
            Action::Scroll {
                way,
                over,
                length,
                timeout,
            } => by.turn_wheel(way, over.as_ref(), *length, *timeout),
            _ => Err(by.wrong_surface()),
        }
    }

    fn type_words(by: &mut Performer<'_, Self>, typing: Typing<'_>) -> Result<(), StepFailure> {
        by.strike_words(typing)
    }

    fn paste_words(by: &mut Performer<'_, Self>, _: &str) -> Result<(), StepFailure> {
        Err(by.wrong_surface())
    }

    fn press_chord(by: &mut Performer<'_, Self>, chord: &Chord) -> Result<(), StepFailure> {
        by.strike_chord(chord)
    }

    fn take_in(&self) -> Result<(), StageError> {
        self.await_input()
    }

    fn explain(by: &Performer<'_, Self>, view: &Seen, miss: &mut Miss) -> Explanation {
        Explanation {
            texts: Vec::new(),
            picture: by.drawn(view, miss),
        }
    }
}

impl Handed for DesktopSurface {
    fn hands(&mut self) -> &mut dyn Hands {
        DesktopSurface::hands(self)
    }
}

impl Performer<'_, DesktopSurface> {
    fn launch(&mut self, command: &str, timeout: Nanos) -> Result<(), StepFailure> {
        let cancel = self.means.run.cancel;
        Ok(self.surface.launch(command, timeout, cancel)?)
    }

    fn focus_window(&mut self, title: &str, timeout: Nanos) -> Result<(), StepFailure> {
        let window = self.window(Some(title), timeout)?;
        self.surface.windows().activate(window)?;
        self.until(timeout, |by| {
            Ok(by.surface.windows().in_front()? == Some(window))
        })
        .map(drop)
    }

    fn resize_window(
        &mut self,
        title: Option<&str>,
        size: Option<SurfaceSize>,
        timeout: Nanos,
    ) -> Result<(), StepFailure> {
        let window = self.window(title, timeout)?;
        self.surface.windows().fill(window, size.is_none())?;
        let wanted = self.in_the_middle(size);
        if size.is_some() {
            self.surface.windows().place(window, wanted)?;
        }
        // A program may have a least size, or grow in steps: what it makes of it is what it is.
        let settled = |by: &Self| Ok(by.surface.windows().place_of(window)? == Some(wanted));
        self.until(timeout.min(Nanos::from_secs(1)), settled)
            .map(drop)
    }

    fn close_window(&mut self, title: Option<&str>, timeout: Nanos) -> Result<(), StepFailure> {
        let window = self.window(title, timeout)?;
        let title = self.surface.windows().title(window)?;
        self.surface.windows().close(window)?;
        let gone = |by: &Self| Ok(!by.surface.windows().all()?.contains(&window));
        match self.until(timeout, gone)? {
            true => Ok(()),
            false => Err(StepFailure::WindowStays {
                title,
                waited: timeout,
            }),
        }
    }

    /// A place of this size in the middle of the display, in its own pixels.
    fn in_the_middle(&self, size: Option<SurfaceSize>) -> Place {
        let density = self.surface.density();
        let whole = self.surface.facts().size;
        let side = |length: u32| libm::round(f64::from(length) * density) as u32;
        let (width, height) = size.map_or((whole.width, whole.height), |size| {
            (side(size.width), side(size.height))
        });
        let middle = |whole: u32, own: u32| (i64::from(whole) - i64::from(own)) as i32 / 2;
        Place {
            x: middle(whole.width, width),
            y: middle(whole.height, height),
            width,
            height,
        }
    }

    /// The newest window with this in its title, or the one in front.
    fn window(&mut self, title: Option<&str>, timeout: Nanos) -> Result<u32, StepFailure> {
        let mut found = None;
        self.until(timeout, |by| {
            found = by.window_now(title)?;
            Ok(found.is_some())
        })?;
        match found {
            Some(window) => Ok(window),
            None => Err(StepFailure::NoWindow {
                title: title.map(str::to_owned),
                titles: self.titles()?,
                waited: timeout,
            }),
        }
    }

    fn window_now(&self, title: Option<&str>) -> Result<Option<u32>, StepFailure> {
        let windows = self.surface.windows();
        let Some(title) = title else {
            return Ok(windows.in_front()?);
        };
        let wanted = title.to_lowercase();
        for window in windows.all()?.into_iter().rev() {
            if windows.title(window)?.to_lowercase().contains(&wanted) {
                return Ok(Some(window));
            }
        }
        Ok(None)
    }

    fn titles(&self) -> Result<Vec<String>, StageError> {
        let windows = self.surface.windows();
        let all = windows.all()?.into_iter();
        all.map(|window| windows.title(window)).collect()
    }

    /// Waits until something is so; says whether it came to be.
    fn until(
        &mut self,
        limit: Nanos,
        mut is_so: impl FnMut(&Self) -> Result<bool, StepFailure>,
    ) -> Result<bool, StepFailure> {
        let begun = MachineTime::now();
        loop {
            if is_so(self)? {
                return Ok(true);
            }
            if MachineTime::now().since(begun) >= limit {
                return Ok(false);
            }
            self.pass(WINDOW_AGAIN)?;
        }
    }

    fn turn_wheel(
        &mut self,
        way: &ScrollWay,
        over: Option<&Target>,
        length: Nanos,
        timeout: Nanos,
    ) -> Result<(), StepFailure> {
        if let Some(target) = over {
            self.approach(target, timeout)?;
        }
        match way {
            ScrollWay::By { right, down } => self.roll(*right, *down, length),
            ScrollWay::To { target } => self.roll_to(target, length, timeout),
        }
    }

    fn roll(&mut self, right: f64, down: f64, length: Nanos) -> Result<(), StepFailure> {
        let count = |way: f64| libm::round(way.abs() / NOTCH) as i64;
        let most = count(right).max(count(down)).max(1);
        let sign = |way: f64| if way < 0.0 { -1 } else { 1 };
        for turn in 0..most {
            let part = |way: f64| if turn < count(way) { sign(way) } else { 0 };
            self.notch(part(right), part(down))?;
            if self.is_filmed() {
                self.pass(Nanos(length.0 / most))?;
            }
        }
        Ok(())
    }

    /// Turns the wheel down until something is seen, or nothing moves any more.
    fn roll_to(
        &mut self,
        target: &Target,
        length: Nanos,
        timeout: Nanos,
    ) -> Result<(), StepFailure> {
        for _ in 0..MOST_LEAVES {
            let glance = self.glance(target, Look::AtAny)?;
            match glance.outcome {
                Ok(_) => return self.wait_for(target, timeout),
                Err(miss) if miss.why.is_final() => {
                    return Err(self.missed(miss, &glance.view, Nanos::ZERO));
                }
                Err(_) => {}
            }
            self.roll(0.0, f64::from(LEAF) * NOTCH, Nanos(length.0 / 4))?;
            self.surface.take_in()?;
            let moved = self
                .surface
                .recorder()
                .wait_change(glance.view.change, LOOK_ANYWAY)?;
            if moved.is_none() {
                break;
            }
        }
        Err(StepFailure::NotScrolledTo {
            target: target.describe(),
        })
    }

    fn notch(&mut self, right: i32, down: i32) -> Result<(), StepFailure> {
        self.touched = true;
        self.surface.hands().wheel(right, down)?;
        self.note(Happening::Wheel {
            surface: self.surface_name(),
            notches: (f64::from(right), f64::from(down)),
        });
        Ok(())
    }
}
