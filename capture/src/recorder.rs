//! The native recorder: films one private X display. It asks the server for what was damaged,
//! over shared memory; keeps the picture that is seen now for the eyes; and spools every change
//! while it rolls. What never lives here: what is on the display, and who acts on it.
//!
//! One thread speaks to the server and never waits for anything else. A second one compresses
//! and writes; when it cannot keep up, pictures are merged and counted as missed. The pointer is
//! not in the pictures: the server takes it out before it answers.
//!
//! ```no_run
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! # let (writer, surface, run): (demoreel_take::TakeWriter, demoreel_take::SurfaceFacts,
//! #     demoreel_primitives::progress::Run<'_>) = unreachable!("compiled, not run");
//! use demoreel_capture::{Recorder, SceneClock};
//! let recorder = Recorder::start(":7")?;
//! let mut scene = writer.begin_scene("deploy", "act hash")?;
//! let clock = SceneClock::start();
//! recorder.roll(&scene.spool_path("app"), clock)?;
//! // ... the act is performed; eyes use recorder.latest() and recorder.wait_change() ...
//! let rolled = recorder.cut()?;
//! let length = clock.now() - demoreel_primitives::time::TakeTime::ZERO;
//! let (spool, film) = (scene.spool_path("app"), scene.film_path("app"));
//! scene.add_film(demoreel_take::film::develop(&spool, &rolled, &surface, &film, &run)?)?;
//! # let mut writer = writer;
//! writer.keep_scene(scene, length)?;
//! # Ok(()) }
//! ```

mod canvas;
mod convert;
mod error;
mod mapping;
mod merge;
mod pending;
mod screen;
mod spooling;
mod watch;

use std::path::Path;
use std::sync::mpsc::{Sender, channel, sync_channel};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread::JoinHandle;

use demoreel_primitives::picture::Picture;
use demoreel_primitives::space::{FilmBox, FilmSize};
use demoreel_primitives::time::Nanos;
use demoreel_take::film::Spooled;

use crate::clock::{MachineTime, SceneClock};

pub use error::RecorderError;

use canvas::Canvas;
use screen::{Alarm, Screen};
use watch::{Order, Watch};

/// Films one display, from when it is started until it is dropped.
#[derive(Debug)]
pub struct Recorder {
    size: FilmSize,
    shared: Arc<Shared>,
    orders: Sender<Order>,
    alarm: Arc<Alarm>,
    thread: Option<JoinHandle<()>>,
}

/// What a display shows.
#[derive(Clone, Debug)]
pub struct Seen {
    /// Counts the changes since the recorder was started.
    pub change: u64,
    /// When it began to look like this.
    pub at: MachineTime,
    /// The picture at the film's size. The recorder goes on with a copy, so it may be kept.
    pub picture: Arc<Picture>,
}

/// What the recorder's thread tells everybody else.
#[derive(Debug)]
struct Shared {
    state: Mutex<State>,
    changed: Condvar,
}

#[derive(Debug)]
struct State {
    canvas: Canvas,
    failure: Option<RecorderError>,
}

impl Recorder {
    /// Opens a display such as `:7` and looks at it. Both sides of the display are even.
    pub fn start(display: &str) -> Result<Recorder, RecorderError> {
        let mut screen = Screen::open(display)?;
        let size = screen.size();
        let mut canvas = Canvas::new(size);
        let whole = FilmBox::from_size(size.cast());
        screen.grab(&[whole], |area, pixels| {
            canvas.update(area, pixels, MachineTime::now());
        })?;
        canvas.seen(MachineTime::now());
        let shared = Arc::new(Shared {
            state: Mutex::new(State {
                canvas,
                failure: None,
            }),
            changed: Condvar::new(),
        });
        let (orders, inbox) = channel();
        let alarm = screen.alarm();
        let mut watch = Watch::new(screen, shared.clone(), inbox);
        let thread = std::thread::Builder::new()
            .name("recorder".to_owned())
            .spawn(move || watch.run())
            .map_err(|error| RecorderError::display(display, error.to_string()))?;
        Ok(Recorder {
            size,
            shared,
            orders,
            alarm,
            thread: Some(thread),
        })
    }

    /// The display's size, which is the film's.
    pub fn size(&self) -> FilmSize {
        self.size
    }

    /// What is seen now. Costs nothing; may lag the display by a few milliseconds.
    pub fn latest(&self) -> Result<Seen, RecorderError> {
        self.state().seen()
    }

    /// What is seen now, and certainly nothing older: everything that the display showed before
    /// this call is in it.
    pub fn look(&self) -> Result<Seen, RecorderError> {
        let (answer, answered) = sync_channel(1);
        self.order(Order::Look { answer })?;
        answered.recv().map_err(|_| self.lost())??;
        self.latest()
    }

    /// Waits until the display has changed after the change of this number; `None` when it has
    /// not within `timeout`.
    pub fn wait_change(&self, after: u64, timeout: Nanos) -> Result<Option<Seen>, RecorderError> {
        let unchanged =
            |state: &mut State| state.failure.is_none() && state.canvas.changes() <= after;
        let waited =
            self.shared
                .changed
                .wait_timeout_while(self.state(), timeout.to_std(), unchanged);
        let (state, outcome) = waited.unwrap_or_else(PoisonError::into_inner);
        let seen = state.seen()?;
        Ok((!outcome.timed_out() || seen.change > after).then_some(seen))
    }

    /// Since when an area, or everything, has looked as it does now. An area is judged by the
    /// tiles of 64 x 16 film pixels that it touches.
    pub fn still_since(&self, area: Option<FilmBox>) -> Result<MachineTime, RecorderError> {
        let state = self.state();
        state.check()?;
        Ok(state.canvas.still_since(area))
    }

    /// Begins to spool: what is seen now as the picture of the scene's first moment, and every
    /// change from then on, until [`Recorder::cut`].
    pub fn roll(&self, spool: &Path, clock: SceneClock) -> Result<(), RecorderError> {
        let (answer, answered) = sync_channel(1);
        let spool = spool.to_owned();
        self.order(Order::Roll {
            spool,
            clock,
            answer,
        })?;
        answered.recv().map_err(|_| self.lost())?
    }

    /// Ends the spool: everything that the display showed before this call is in it.
    pub fn cut(&self) -> Result<Spooled, RecorderError> {
        let (answer, answered) = sync_channel(1);
        self.order(Order::Cut { answer })?;
        answered.recv().map_err(|_| self.lost())?
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.shared.lock()
    }

    fn order(&self, order: Order) -> Result<(), RecorderError> {
        self.orders.send(order).map_err(|_| self.lost())?;
        self.alarm.ring();
        Ok(())
    }

    /// Why the thread is gone.
    fn lost(&self) -> RecorderError {
        let failure = self.state().failure.clone();
        failure.unwrap_or_else(|| RecorderError::lost("the recorder has ended"))
    }
}

impl Drop for Recorder {
    fn drop(&mut self) {
        // A thread that has ended by itself takes no orders; either way it is gone after this.
        let _ = self.orders.send(Order::End);
        self.alarm.ring();
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

impl Shared {
    /// A panic of another thread leaves a picture that is whole in parts; the eyes may go on.
    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn fail(&self, failure: RecorderError) {
        self.lock().failure.get_or_insert(failure);
        self.changed.notify_all();
    }
}

impl State {
    fn check(&self) -> Result<(), RecorderError> {
        self.failure.clone().map_or(Ok(()), Err)
    }

    fn seen(&self) -> Result<Seen, RecorderError> {
        self.check()?;
        Ok(Seen {
            change: self.canvas.changes(),
            at: self.canvas.changed_at(),
            picture: self.canvas.picture(),
        })
    }
}
