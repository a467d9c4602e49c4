//! The cursor's shape, as programs set it. It is drawn again in the reel, so that only its name
//! is wanted here.

mod theme;

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::JoinHandle;

use demoreel_primitives::event::Happening;
use demoreel_primitives::time::Nanos;
use x11rb::connection::Connection;
use x11rb::errors::ReplyOrIdError;
use x11rb::protocol::Event as XEvent;
use x11rb::protocol::xfixes::{ConnectionExt as _, CursorNotifyMask};
use x11rb::rust_connection::RustConnection;

use crate::clock::{self, MachineTime};
use crate::error::StageError;
use crate::log::EventLog;

pub use theme::install as install_theme;

/// How often the connection is looked at. Shapes follow the pointer; a frame's time is enough.
const TICK: Nanos = Nanos::from_millis(8);

/// Watches a display's cursor until it is dropped.
#[derive(Debug)]
pub struct CursorWatch {
    surface: String,
    shape: Arc<Mutex<String>>,
    stop: Arc<AtomicBool>,
    thread: Option<JoinHandle<()>>,
}

impl CursorWatch {
    /// Notes every new shape on a display in the log.
    pub fn start(display: &str, surface: &str, log: EventLog) -> Result<CursorWatch, StageError> {
        let fail = |error: &dyn std::fmt::Display| {
            StageError::Hands(format!("the cursor cannot be watched: {error}"))
        };
        let (connection, screen) = x11rb::connect(Some(display)).map_err(|error| fail(&error))?;
        let first = subscribe(&connection, screen).map_err(|error| fail(&error))?;
        let shape = Arc::new(Mutex::new(first));
        let stop = Arc::new(AtomicBool::new(false));
        let watcher = Watcher {
            connection,
            surface: surface.to_owned(),
            shape: Arc::clone(&shape),
            stop: Arc::clone(&stop),
            log,
        };
        let thread = std::thread::Builder::new()
            .name("cursor".to_owned())
            // A display that goes away is noticed by everybody else.
            .spawn(move || drop(watcher.run()))
            .map_err(|error| fail(&error))?;
        Ok(CursorWatch {
            surface: surface.to_owned(),
            shape,
            stop,
            thread: Some(thread),
        })
    }

    /// The shape now, as the log says it.
    pub fn now(&self) -> Happening {
        let shape = self.shape.lock().unwrap_or_else(PoisonError::into_inner);
        Happening::Cursor {
            surface: self.surface.clone(),
            shape: shape.clone(),
        }
    }
}

impl Drop for CursorWatch {
    fn drop(&mut self) {
        self.stop.store(true, Ordering::Relaxed);
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

struct Watcher {
    connection: RustConnection,
    surface: String,
    shape: Arc<Mutex<String>>,
    stop: Arc<AtomicBool>,
    log: EventLog,
}

impl Watcher {
    fn run(&self) -> Result<(), ReplyOrIdError> {
        while !self.stop.load(Ordering::Relaxed) {
            while let Some(event) = self.connection.poll_for_event()? {
                if let XEvent::XfixesCursorNotify(notice) = event {
                    let when = MachineTime::of_server(notice.timestamp, MachineTime::now());
                    self.take_in(when)?;
                }
            }
            clock::sleep(TICK);
        }
        Ok(())
    }

    fn take_in(&self, when: MachineTime) -> Result<(), ReplyOrIdError> {
        let name = current_name(&self.connection)?;
        let mut shape = self.shape.lock().unwrap_or_else(PoisonError::into_inner);
        if *shape != name {
            *shape = name.clone();
            let surface = self.surface.clone();
            self.log.note_at(
                when,
                Happening::Cursor {
                    surface,
                    shape: name,
                },
            );
        }
        Ok(())
    }
}

/// Asks for notices of new shapes; gives the name of the one that is shown.
fn subscribe(connection: &RustConnection, screen: usize) -> Result<String, ReplyOrIdError> {
    let root = connection.setup().roots[screen].root;
    connection.xfixes_query_version(5, 0)?.reply()?;
    connection
        .xfixes_select_cursor_input(root, CursorNotifyMask::DISPLAY_CURSOR)?
        .check()?;
    current_name(connection)
}

/// The server's own cursors have a name; those of programs are told by their colour. Empty where
/// a program has drawn one of its own.
fn current_name(connection: &RustConnection) -> Result<String, ReplyOrIdError> {
    let reply = connection.xfixes_get_cursor_image_and_name()?.reply()?;
    if !reply.name.is_empty() {
        return Ok(String::from_utf8_lossy(&reply.name).into_owned());
    }
    let middle =
        usize::from(reply.height / 2) * usize::from(reply.width) + usize::from(reply.width / 2);
    let colour = reply.cursor_image.get(middle).copied();
    Ok(colour
        .and_then(theme::shape_of)
        .unwrap_or_default()
        .to_owned())
}
