//! What happens while a scene is played, noted on the scene's clock from several threads.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use demoreel_primitives::event::{Event, Happening};

use crate::clock::{MachineTime, SceneClock};

/// The events of the scene that is being filmed; nothing is kept while none is.
#[derive(Clone, Debug, Default)]
pub struct EventLog(Arc<Mutex<Option<Noted>>>);

#[derive(Debug)]
struct Noted {
    clock: SceneClock,
    events: Vec<Event>,
}

impl EventLog {
    /// Begins to keep what happens, on this clock.
    pub fn begin(&self, clock: SceneClock) {
        *self.lock() = Some(Noted {
            clock,
            events: Vec::new(),
        });
    }

    /// Notes what happens now.
    pub fn note(&self, what: Happening) {
        self.note_at(MachineTime::now(), what);
    }

    /// Notes what happened then.
    pub fn note_at(&self, when: MachineTime, what: Happening) {
        if let Some(noted) = self.lock().as_mut() {
            let at = noted.clock.at(when);
            noted.events.push(Event { at, what });
        }
    }

    /// Stops, and gives what was kept.
    pub fn end(&self) -> Vec<Event> {
        self.lock().take().map_or(Vec::new(), |noted| noted.events)
    }

    fn lock(&self) -> MutexGuard<'_, Option<Noted>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
