//! A recording as a surface: it plays while scenes are filmed, and nobody can act on it.

use std::fs::File;
use std::io::{BufReader, BufWriter};
use std::path::Path;
use std::sync::{Mutex, MutexGuard, PoisonError};

use demoreel_primitives::plan::CellGrid;
use demoreel_primitives::space::SurfaceRect;
use demoreel_primitives::time::{Nanos, TakeTime};
use demoreel_terminal::cast::{Cast, CastError, CastEvent, CastWriter, EventKind, Header};
use demoreel_terminal::{Screen, Terminal};

use super::still::Stillness;
use crate::clock::{MachineTime, SceneClock, StageClock};
use crate::tempo::Idle;

/// A recording and how far it has been played.
pub struct Player {
    cast: Cast,
    clock: StageClock,
    inside: Mutex<Inside>,
}

struct Inside {
    model: Terminal,
    /// On the recording's own time.
    still: Stillness,
    /// The first event that has not been played.
    next: usize,
    /// What has been played before it was last started.
    played: Nanos,
    /// Since when it plays.
    since: Option<MachineTime>,
    tape: Option<Tape>,
    change: u64,
}

struct Tape {
    writer: CastWriter<BufWriter<File>>,
    clock: SceneClock,
    failed: Option<CastError>,
}

impl Player {
    /// Reads a recording. Pauses are no longer than its author wanted them.
    pub fn open(path: &Path, clock: StageClock) -> Result<Player, CastError> {
        let mut cast = Cast::read(BufReader::new(File::open(path)?))?;
        shorten_pauses(&mut cast);
        let inside = Inside {
            model: Terminal::new(cast.header.size),
            still: Stillness::new(MachineTime(0)),
            next: 0,
            played: Nanos::ZERO,
            since: None,
            tape: None,
            change: 0,
        };
        Ok(Player {
            cast,
            clock,
            inside: Mutex::new(inside),
        })
    }

    /// What is to be seen now, and a number that changes with it.
    pub fn look(&self) -> (Screen, u64) {
        let mut inside = self.play();
        (inside.model.screen(), inside.change)
    }

    /// For how long the cells of an area have not changed.
    pub fn still_for(&self, grid: &CellGrid, area: Option<SurfaceRect>) -> Nanos {
        let inside = self.play();
        let reached = MachineTime(self.reached(&inside).0);
        reached.since(inside.still.since(grid, area))
    }

    /// Goes on playing.
    pub fn start(&self) {
        let mut inside = self.play();
        inside.since.get_or_insert_with(MachineTime::now);
    }

    /// Goes on playing, and records what is played.
    pub fn roll(&self, path: &Path, clock: SceneClock) -> Result<(), CastError> {
        let mut inside = self.play();
        let header = Header {
            term: self.cast.header.term.clone(),
            ..Header::new(inside.model.size())
        };
        let writer = CastWriter::new(BufWriter::new(File::create(path)?), &header)?;
        let mut tape = Tape {
            writer,
            clock,
            failed: None,
        };
        let screen = inside.model.screen();
        let text = inside.model.restore(&screen, |primary| primary);
        tape.event(TakeTime::ZERO, EventKind::Output(text));
        let beginning = tape.clock.beginning();
        inside.tape = Some(tape);
        inside.since.get_or_insert(beginning);
        Ok(())
    }

    /// A moment with a name on the recording.
    pub fn mark(&self, name: &str) {
        if let Some(tape) = &mut self.play().tape {
            tape.event(tape.clock.now(), EventKind::Marker(name.to_owned()));
        }
    }

    /// Ends the recording, and stands still.
    pub fn cut(&self) -> Result<(), CastError> {
        let mut inside = self.play();
        inside.played = self.reached(&inside);
        inside.since = None;
        match inside.tape.take() {
            Some(Tape {
                failed: Some(error),
                ..
            }) => Err(error),
            Some(tape) => tape.writer.finish().map(drop),
            None => Ok(()),
        }
    }

    /// Plays up to now.
    fn play(&self) -> MutexGuard<'_, Inside> {
        let mut guard = self.inside.lock().unwrap_or_else(PoisonError::into_inner);
        let inside = &mut *guard;
        let reached = self.reached(inside);
        while let Some(event) = self
            .cast
            .events
            .get(inside.next)
            .filter(|event| event.at <= reached)
        {
            inside.next += 1;
            inside.take(event);
        }
        inside.model.settle(reached);
        if inside.still.is_behind() {
            let screen = inside.model.screen();
            inside.still.see(MachineTime(reached.0), screen);
        }
        guard
    }

    /// How much of the recording has been played by now.
    fn reached(&self, inside: &Inside) -> Nanos {
        let now = MachineTime::now();
        let running = inside.since.map(|since| self.clock.between(since, now));
        inside.played + running.unwrap_or(Nanos::ZERO)
    }
}

impl Idle for Player {
    /// A recording goes by the stage's time alone.
    fn is_idle(&self) -> bool {
        true
    }
}

impl Inside {
    fn take(&mut self, event: &CastEvent) {
        match &event.kind {
            EventKind::Output(text) => drop(self.model.feed(event.at, text.as_bytes())),
            EventKind::Resize(size) => self.model.resize(*size),
            _ => return,
        }
        self.change += 1;
        self.still.note(MachineTime(event.at.0));
        if let (Some(tape), Some(since)) = (&mut self.tape, self.since) {
            let at = tape.clock.at(since) + (event.at - self.played);
            tape.event(at, event.kind.clone());
        }
    }
}

impl Tape {
    fn event(&mut self, now: TakeTime, kind: EventKind) {
        let at = (now - TakeTime::ZERO).max(Nanos::ZERO);
        if let Err(error) = self.writer.event(&CastEvent { at, kind }) {
            self.failed.get_or_insert(error);
        }
    }
}

fn shorten_pauses(cast: &mut Cast) {
    let Some(longest) = cast.header.idle_limit else {
        return;
    };
    let (mut before, mut cut) = (Nanos::ZERO, Nanos::ZERO);
    for event in &mut cast.events {
        let pause = event.at - before;
        before = event.at;
        cut += (pause - longest).max(Nanos::ZERO);
        event.at = event.at - cut;
    }
}
