//! Plays a cast through the model: screens at times. Going back starts anew, so times that only
//! grow are cheap.

use demoreel_primitives::time::Nanos;

use crate::cast::{Cast, EventKind};
use crate::model::{Size, Terminal};
use crate::screen::Screen;

/// A cast and how far it has been played.
pub struct Playback<'c> {
    cast: &'c Cast,
    terminal: Terminal,
    /// The first event that has not been played.
    next: usize,
    /// The moment that has been reached.
    now: Nanos,
}

/// The screens of a cast, each with the moment from which it is to be seen. Those equal to the one
/// before are left out; the first is the empty screen at the beginning, unless something was
/// written at that very moment.
pub struct Changes<'c> {
    playback: Playback<'c>,
    last: Option<Screen>,
}

impl<'c> Playback<'c> {
    /// At the beginning, with nothing played.
    pub fn new(cast: &'c Cast) -> Playback<'c> {
        Playback {
            cast,
            terminal: Terminal::new(cast.header.size),
            next: 0,
            now: Nanos::ZERO,
        }
    }

    /// What is to be seen at a moment, with everything that happened at it.
    pub fn screen_at(&mut self, at: Nanos) -> Screen {
        if at < self.now {
            *self = Playback::new(self.cast);
        }
        while let Some(event) = self
            .cast
            .events
            .get(self.next)
            .filter(|event| event.at <= at)
        {
            self.next += 1;
            self.terminal.settle(event.at);
            match &event.kind {
                EventKind::Output(text) => drop(self.terminal.feed(event.at, text.as_bytes())),
                EventKind::Resize(size) => self.terminal.resize(*size),
                _ => {}
            }
        }
        self.terminal.settle(at);
        self.now = at;
        self.terminal.screen()
    }

    /// All screens of the cast in order.
    pub fn changes(cast: &'c Cast) -> Changes<'c> {
        Changes {
            playback: Playback::new(cast),
            last: None,
        }
    }

    /// The next moment at which the screen may change.
    fn next_moment(&self) -> Option<Nanos> {
        let event = self.cast.events.get(self.next).map(|event| event.at);
        let held = self.terminal.held_until();
        [event, held].into_iter().flatten().min()
    }
}

impl Iterator for Changes<'_> {
    type Item = (Nanos, Screen);

    fn next(&mut self) -> Option<(Nanos, Screen)> {
        loop {
            let at = match &self.last {
                None => Nanos::ZERO,
                Some(_) => self.playback.next_moment()?,
            };
            let screen = self.playback.screen_at(at);
            if self.last.as_ref() != Some(&screen) {
                self.last = Some(screen.clone());
                return Some((at, screen));
            }
        }
    }
}

impl Cast {
    /// When its last event happens.
    pub fn length(&self) -> Nanos {
        self.events.last().map_or(Nanos::ZERO, |event| event.at)
    }

    /// The least size that holds every size which it ever has.
    pub fn largest_size(&self) -> Size {
        let sizes = self.events.iter().filter_map(|event| match &event.kind {
            EventKind::Resize(size) => Some(*size),
            _ => None,
        });
        sizes.fold(self.header.size, |largest, size| {
            Size::new(
                largest.columns().max(size.columns()),
                largest.rows().max(size.rows()),
            )
        })
    }

    /// What was written, with its moments.
    pub fn output(&self) -> impl Iterator<Item = (Nanos, &str)> {
        self.events.iter().filter_map(|event| match &event.kind {
            EventKind::Output(text) => Some((event.at, text.as_str())),
            _ => None,
        })
    }
}
