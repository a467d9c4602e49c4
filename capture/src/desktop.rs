//! One desktop surface while it is on stage: its display, its window manager, the programs on it,
//! the hands, the recorder. What is done with them is decided elsewhere.

mod manager;
mod settings;
mod windows;

use std::path::PathBuf;
use std::sync::Arc;

use demoreel_eyes::Ocr;
use demoreel_primitives::cancel::Cancel;
use demoreel_primitives::plan;
use demoreel_primitives::space::{SurfacePoint, SurfaceSize, film_size};
use demoreel_primitives::time::Nanos;
use demoreel_take::SurfaceFacts;

use crate::clock::{self, MachineTime};
use crate::cursor::CursorWatch;
use crate::display::Display;
use crate::error::StageError;
use crate::hands::{Hands, XHands};
use crate::process::{Household, Launch, Member, Parting, last_lines};
use crate::recorder::Recorder;
use crate::surface::SurfaceError;
use crate::terminal::Backstage;

pub use windows::{Place, Windows};

/// Where a pointer rests before anybody has moved it, as a part of the surface.
const REST: (f64, f64) = (0.62, 0.58);
/// How a program ends that had no trouble.
const ENDED_WELL: &str = "ended with status 0";
/// Between two looks at whether a window has come.
const LOOK_AGAIN: Nanos = Nanos::from_millis(30);
/// A new window that has looked the same for so long has drawn itself; it gets so long for that.
const DRAWN: Nanos = Nanos::from_millis(250);
const DRAWING_LIMIT: Nanos = Nanos::from_secs(5);

/// The language of the words on a desktop, as tesseract calls it.
const READS: &str = "eng";

/// A desktop surface. Fields are dropped in order: whoever listens to the display goes first.
pub struct DesktopSurface {
    cursor: CursorWatch,
    recorder: Recorder,
    hands: XHands,
    windows: Windows,
    manager: Member,
    display: Display,
    household: Arc<Household>,
    plan: plan::Surface,
    launch: Option<String>,
    /// What its programs see of the environment.
    environment: Vec<(String, String)>,
    /// Where its programs start.
    folder: PathBuf,
    /// Where what they print is kept.
    logs: PathBuf,
    launched: usize,
    pointer: SurfacePoint,
    /// Reads what its programs write.
    ocr: Ocr,
}

impl DesktopSurface {
    /// Starts a display with a window manager; no program yet.
    pub fn start(
        plan: &plan::Surface,
        desktop: &plan::Desktop,
        stage: &Backstage<'_>,
    ) -> Result<DesktopSurface, SurfaceError> {
        let given = &stage.job.environment;
        let path = given.get("PATH").map(String::as_str).unwrap_or_default();
        let size = film_size(plan.size, plan.density);
        let display = Display::start(stage.household, path, &plan.name, size)?;
        let logs = stage
            .household
            .runtime()
            .subfolder(&format!("{}.logs", plan.name));
        let logs = logs.map_err(StageError::files(
            "the folder",
            stage.household.runtime().folder(),
        ))?;
        let environment = settings::prepare(plan, desktop, &display, stage)?;
        let windows = Windows::open(display.name())?;
        let manager = manager::start(path, &environment, &logs, stage.household, &windows)?;
        let mut hands = XHands::new(display.name(), size, plan.density)?;
        let side = |length: u32, part: f64| libm::round(f64::from(length) * part);
        let pointer = euclid::point2(
            side(plan.size.width, REST.0),
            side(plan.size.height, REST.1),
        );
        hands.point(pointer)?;
        let recorder = Recorder::start(display.name())?;
        let cursor = CursorWatch::start(display.name(), &plan.name, stage.log.clone())?;
        Ok(DesktopSurface {
            cursor,
            recorder,
            hands,
            windows,
            manager,
            display,
            household: Arc::clone(stage.household),
            plan: plan.clone(),
            launch: desktop.launch.clone(),
            environment,
            folder: stage.job.home.clone(),
            logs,
            launched: 0,
            pointer,
            ocr: Ocr::new(path, READS),
        })
    }

    /// Its name in the script.
    pub fn name(&self) -> &str {
        &self.plan.name
    }

    /// What reads the words in its pictures.
    pub fn ocr(&self) -> &Ocr {
        &self.ocr
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

    /// Starts the program that is open when a scene first uses it.
    pub fn open_home(&mut self, limit: Nanos, cancel: &Cancel) -> Result<(), SurfaceError> {
        match self.launch.clone() {
            Some(command) => self.launch(&command, limit, cancel),
            None => Ok(()),
        }
    }

    /// Such as `:7`.
    pub fn display(&self) -> &str {
        self.display.name()
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
        &mut self.hands
    }

    /// Its windows.
    pub fn windows(&self) -> &Windows {
        &self.windows
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

    /// Returns when the program in front has read all input that came before, as far as it can
    /// say so.
    pub fn await_input(&self) -> Result<(), StageError> {
        self.hands.arrive()?;
        self.windows.await_answer()
    }

    /// Starts a program and waits until it shows a window that has drawn itself.
    pub fn launch(
        &mut self,
        command: &str,
        limit: Nanos,
        cancel: &Cancel,
    ) -> Result<(), SurfaceError> {
        let before = self.windows.all()?;
        let begun = MachineTime::now();
        let (member, log) = self.begin(command)?;
        let failed = |what: String| StageError::NoWindow {
            command: command.to_owned(),
            what,
            output: last_lines(&log, 8),
        };
        let is_new = |window: &u32| !before.contains(window);
        while !self.windows.all()?.iter().any(is_new) {
            // One that ends well may have asked a program that runs already for the window.
            if let Some(how) = member.ended().filter(|how| how != ENDED_WELL) {
                return Err(failed(how).into());
            }
            if MachineTime::now().since(begun) > limit {
                return Err(failed(format!("showed no window within {limit}")).into());
            }
            self.pause(cancel)?;
        }
        self.await_drawn(cancel)
    }

    /// Waits until nothing has changed for a moment; whatever moves all the time counts as drawn.
    fn await_drawn(&self, cancel: &Cancel) -> Result<(), SurfaceError> {
        let begun = MachineTime::now();
        loop {
            let since = self.recorder.still_since(None)?;
            let now = MachineTime::now();
            let still = now.since(since.max(begun)) >= DRAWN;
            if still || now.since(begun) > DRAWING_LIMIT {
                return Ok(());
            }
            self.pause(cancel)?;
        }
    }

    fn pause(&self, cancel: &Cancel) -> Result<(), StageError> {
        clock::sleep(LOOK_AGAIN);
        match cancel.is_cancelled() {
            true => Err(StageError::Cancelled),
            false => self.check(),
        }
    }

    fn begin(&mut self, command: &str) -> Result<(Member, PathBuf), StageError> {
        self.launched += 1;
        let log = self.logs.join(format!("program-{}.log", self.launched));
        let launch = Launch {
            name: format!("program of {}", self.plan.name),
            program: "/bin/sh".into(),
            arguments: vec!["-c".to_owned(), command.to_owned()],
            environment: self.environment.clone(),
            folder: self.folder.clone(),
            log: log.clone(),
            pipes: false,
            parting: Parting::Terminate,
        };
        let started = self.household.start(launch);
        let member = started.map_err(StageError::files("the folder", &self.folder))?;
        Ok((member, log))
    }

    /// An error once something that it stands on has gone.
    pub fn check(&self) -> Result<(), StageError> {
        self.display.check()?;
        match self.manager.ended() {
            None => Ok(()),
            Some(what) => Err(manager::gone(&what, &self.logs)),
        }
    }
}
