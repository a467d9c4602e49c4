//! One browser surface while it is on stage: its display, its browser, the hands on it, the
//! recorder before it. What is done with them is decided elsewhere.

use demoreel_primitives::page::Page;
use demoreel_primitives::plan;
use demoreel_primitives::space::{SurfacePoint, SurfaceSize, film_size};
use demoreel_primitives::time::Nanos;
use demoreel_take::SurfaceFacts;

use crate::browser::{Browser, BrowserLaunch, Extent};
use crate::clock;
use crate::cursor::CursorWatch;
use crate::display::Display;
use crate::error::StageError;
use crate::hands::{Hands, XHands};
use crate::log::EventLog;
use crate::process::Household;
use crate::recorder::{Recorder, Seen};

/// Where a pointer rests before anybody has moved it, as a part of the surface.
const REST: (f64, f64) = (0.62, 0.58);
/// How often, every 50 ms, a new browser is asked whether it fills its display.
const FILL_LOOKS: u32 = 200;

/// A browser surface. Fields are dropped in order: whoever listens to the display goes first.
pub struct BrowserSurface {
    cursor: CursorWatch,
    recorder: Recorder,
    hands: Box<dyn Hands>,
    browser: Browser,
    display: Display,
    plan: plan::Surface,
    pointer: SurfacePoint,
    home: String,
}

impl BrowserSurface {
    /// Starts display and browser, and waits until the one fills the other. `home` is the
    /// address that relative ones start from; it is not opened yet.
    pub fn start(
        plan: &plan::Surface,
        home: String,
        household: &Household,
        launch: BrowserLaunch<'_>,
        log: &EventLog,
    ) -> Result<BrowserSurface, SurfaceError> {
        let size = film_size(plan.size, plan.density);
        let display = Display::start(household, launch.path, &plan.name, size)?;
        let browser = Browser::start(household, &display, launch)?;
        display.fill()?;
        wait_until_filled(&browser, &display, plan)?;
        let mut hands = XHands::new(display.name(), size, plan.density)?;
        let side = |length: u32, part: f64| libm::round(f64::from(length) * part);
        let pointer = euclid::point2(
            side(plan.size.width, REST.0),
            side(plan.size.height, REST.1),
        );
        hands.point(pointer)?;
        let recorder = Recorder::start(display.name())?;
        let cursor = CursorWatch::start(display.name(), &plan.name, log.clone())?;
        Ok(BrowserSurface {
            cursor,
            recorder,
            hands: Box::new(hands),
            browser,
            display,
            plan: plan.clone(),
            pointer,
            home,
        })
    }

    /// Its name in the script.
    pub fn name(&self) -> &str {
        &self.plan.name
    }

    /// In logical pixels.
    pub fn size(&self) -> SurfaceSize {
        self.plan.size
    }

    /// Film pixels for one logical pixel.
    pub fn density(&self) -> f64 {
        self.plan.density
    }

    /// What the take says about it.
    pub fn facts(&self) -> SurfaceFacts {
        SurfaceFacts {
            name: self.plan.name.clone(),
            logical: self.plan.size,
            size: self.display.size(),
            density: self.plan.density,
        }
    }

    /// The address that relative ones start from.
    pub fn home(&self) -> &str {
        &self.home
    }

    /// Its browser.
    pub fn browser(&self) -> &Browser {
        &self.browser
    }

    /// Its recorder.
    pub fn recorder(&self) -> &Recorder {
        &self.recorder
    }

    /// The cursor's shape.
    pub fn cursor(&self) -> &CursorWatch {
        &self.cursor
    }

    /// The hands on it.
    pub fn hands(&mut self) -> &mut dyn Hands {
        self.hands.as_mut()
    }

    /// Such as `:7`.
    pub fn display(&self) -> &str {
        self.display.name()
    }

    /// Where the pointer is.
    pub fn pointer(&self) -> SurfacePoint {
        self.pointer
    }

    /// Puts the pointer there at once.
    pub fn point(&mut self, at: SurfacePoint) -> Result<(), StageError> {
        self.hands.point(at)?;
        self.pointer = at;
        Ok(())
    }

    /// Returns when the page has taken in all that hands did before.
    pub fn await_input(&self) -> Result<(), StageError> {
        self.hands.arrive()?;
        self.browser.await_input(self.pointer)
    }

    /// The page, and a picture that is not older than it.
    pub fn look_at(&self, extent: Extent) -> Result<(Page, Seen), SurfaceError> {
        let page = self.browser.snapshot(extent)?;
        Ok((page, self.recorder.look()?))
    }

    /// An error once something that it stands on has gone.
    pub fn check(&self) -> Result<(), StageError> {
        self.browser.check()?;
        self.display.check()
    }
}

/// A surface fails as the stage does, or as its recorder does.
#[derive(Debug, thiserror::Error)]
pub enum SurfaceError {
    /// The stage.
    #[error(transparent)]
    Stage(#[from] StageError),
    /// The recorder.
    #[error(transparent)]
    Recorder(#[from] crate::recorder::RecorderError),
}

fn wait_until_filled(
    browser: &Browser,
    display: &Display,
    plan: &plan::Surface,
) -> Result<(), StageError> {
    // A surface of an odd number of pixels has a display that is one larger.
    let whole = display.size().cast::<f64>() / plan.density;
    let mut last = (SurfaceSize::zero(), 0.0);
    for _ in 0..FILL_LOOKS {
        browser.check()?;
        last = browser.geometry()?;
        let (size, density) = last;
        let fills = |side: u32, whole: f64| (f64::from(side) - whole).abs() < 0.999;
        let is_full = fills(size.width, whole.width) && fills(size.height, whole.height);
        if is_full && (density - plan.density).abs() < 1e-6 {
            return Ok(());
        }
        display.fill()?;
        clock::sleep(Nanos::from_millis(50));
    }
    let (size, density) = last;
    Err(StageError::BrowserStart {
        what: format!(
            "does not fill its display: {}x{} at density {density} instead of {}x{} at {}",
            size.width, size.height, plan.size.width, plan.size.height, plan.density
        ),
        output: String::new(),
    })
}
