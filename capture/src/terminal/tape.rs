//! What is recorded of a terminal in one scene. As a rule that is what the program wrote, byte by
//! byte; where it writes more than anybody could see, or something that nobody may see, it is the
//! screen as it stands, once a frame. Either way what is played shows what was there.

use std::fs::File;
use std::io::BufWriter;
use std::path::Path;

use demoreel_primitives::time::{Nanos, TakeTime};
use demoreel_terminal::cast::{CastError, CastEvent, CastWriter, EventKind, Header};
use demoreel_terminal::{Screen, Size, Terminal};

use super::veil::Veil;
use crate::clock::{MachineTime, SceneClock};

/// Frames in which nobody could see more than one screen.
const FRAME: Nanos = Nanos(16_666_667);
/// More than so many bytes in a frame are kept as the screen that they made.
const PLENTY: usize = 24 * 1024;

/// A recording in the making.
pub struct Tape {
    writer: CastWriter<BufWriter<File>>,
    clock: SceneClock,
    /// When the current frame began, and the bytes in it.
    frame: MachineTime,
    bytes: usize,
    /// Whether screens are written and not bytes.
    redrawn: bool,
    /// When something last happened that is not on the tape yet.
    pending: Option<MachineTime>,
    last: Option<Screen>,
    failed: Option<CastError>,
}

impl Tape {
    /// Begins with what stands on the screen now.
    pub fn begin(
        path: &Path,
        clock: SceneClock,
        model: &mut Terminal,
        veil: &Veil,
    ) -> Result<Tape, CastError> {
        let header = Header {
            term: Some("xterm-256color".to_owned()),
            ..Header::new(model.size())
        };
        let writer = CastWriter::new(BufWriter::new(File::create(path)?), &header)?;
        let now = MachineTime::now();
        let beginning = clock.beginning();
        let mut tape = Tape {
            writer,
            clock,
            frame: now,
            bytes: 0,
            redrawn: true,
            pending: None,
            last: None,
            failed: None,
        };
        tape.redraw(beginning, model, veil);
        Ok(tape)
    }

    /// Takes what the program wrote, which the model has seen. `secret` where it may not be kept.
    pub fn take(&mut self, now: MachineTime, bytes: &[u8], secret: bool) {
        if now.since(self.frame) >= FRAME {
            self.frame = now;
            self.bytes = 0;
        }
        self.bytes += bytes.len();
        if !self.redrawn && !secret && self.bytes <= PLENTY {
            let at = self.at(now);
            let written = self.writer.output(at, bytes);
            self.note(written);
            return;
        }
        self.redrawn = true;
        self.pending = Some(now);
    }

    /// A moment with a name.
    pub fn mark(&mut self, now: MachineTime, name: &str, model: &mut Terminal, veil: &Veil) {
        self.flush(model, veil);
        self.event(now, EventKind::Marker(name.to_owned()));
    }

    /// The window has another size, and so has the model.
    pub fn resize(&mut self, now: MachineTime, size: Size, model: &mut Terminal, veil: &Veil) {
        self.event(now, EventKind::Resize(size));
        self.pending = Some(now);
        self.flush(model, veil);
    }

    /// Lets time pass: what waits for the end of its frame is written.
    pub fn pass(&mut self, now: MachineTime, model: &mut Terminal, veil: &Veil) {
        if self.is_waiting() && now.since(self.frame) >= FRAME {
            self.flush(model, veil);
        }
    }

    /// Whether something waits for the end of its frame.
    pub fn is_waiting(&self) -> bool {
        self.pending.is_some()
    }

    /// The file is whole.
    pub fn finish(mut self, model: &mut Terminal, veil: &Veil) -> Result<(), CastError> {
        self.flush(model, veil);
        match self.failed {
            Some(error) => Err(error),
            None => self.writer.finish().map(drop),
        }
    }

    fn flush(&mut self, model: &mut Terminal, veil: &Veil) {
        if let Some(then) = self.pending.take() {
            self.redraw(then, model, veil);
        }
    }

    /// Writes the screen, and goes back to bytes where nothing speaks against it.
    fn redraw(&mut self, then: MachineTime, model: &mut Terminal, veil: &Veil) {
        let truth = model.screen();
        let secret = veil.is_on(&truth);
        let shown = veil.hide(truth);
        let plain = !secret && model.is_whole() && self.bytes <= PLENTY;
        if plain || self.last.as_ref() != Some(&shown) {
            let text = model.restore(&shown, |primary| veil.hide(primary));
            self.writer.forget_unfinished();
            self.event(then, EventKind::Output(text));
            self.last = Some(shown);
        }
        self.redrawn = !plain;
        self.bytes = 0;
        self.frame = MachineTime::now();
    }

    fn event(&mut self, now: MachineTime, kind: EventKind) {
        let at = self.at(now);
        let written = self.writer.event(&CastEvent { at, kind });
        self.note(written);
    }

    fn at(&self, now: MachineTime) -> Nanos {
        (self.clock.at(now) - TakeTime::ZERO).max(Nanos::ZERO)
    }

    /// Whoever reads the terminal cannot be stopped by a full disk; the scene is, at its end.
    fn note(&mut self, written: Result<(), CastError>) {
        if let Err(error) = written {
            self.failed.get_or_insert(error);
        }
    }
}
