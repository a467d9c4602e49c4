//! A shell on its pseudo-terminal while it runs: a thread reads what it writes, at the pace at
//! which it comes, into the model and onto the tape. Memory is bounded by the screen, however
//! much is written.

use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread::JoinHandle;

use demoreel_primitives::event::Happening;
use demoreel_primitives::plan::CellGrid;
use demoreel_primitives::space::{SurfaceRect, SurfaceSize};
use demoreel_primitives::time::Nanos;
use demoreel_terminal::cast::CastError;
use demoreel_terminal::{Screen, ShellEvent, Size, Terminal};

use super::pty::{Pty, Read};
use super::still::Stillness;
use super::tape::Tape;
use super::veil::Veil;
use crate::clock::{MachineTime, SceneClock};
use crate::log::EventLog;
use crate::process;
use crate::tempo::Idle;

/// What one read brings at most.
const READ: usize = 64 * 1024;
/// How long a read waits while something else is due soon, and while nothing is.
const SOON: Nanos = Nanos::from_millis(6);
const LATER: Nanos = Nanos::from_millis(80);
/// After an escape alone, a line editor waits for what may belong to it, and goes by the clock.
const ESCAPED: Nanos = Nanos::from_secs(1);

/// A running terminal.
pub struct Line {
    shared: Arc<Shared>,
    reader: Option<JoinHandle<()>>,
}

struct Shared {
    pty: Pty,
    inside: Mutex<Inside>,
    /// Something was read.
    news: Condvar,
    stop: AtomicBool,
    /// The shell's process.
    pid: u32,
}

struct Inside {
    surface: String,
    log: EventLog,
    model: Terminal,
    veil: Veil,
    tape: Option<Tape>,
    still: Stillness,
    shell: ShellState,
    /// Nobody is at the other end any more.
    ended: bool,
    /// Counts what was read.
    change: u64,
    /// When an escape was sent with nothing after it so far.
    escaped: Option<MachineTime>,
}

/// What the shell has said of itself so far.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ShellState {
    /// Whether a command runs.
    pub running: bool,
    /// Whether a prompt stands and nothing has been sent off after it.
    pub waiting: bool,
    /// Prompts that came with the end of a command, or at the beginning.
    pub prompts: u64,
    /// The exit status of every command since somebody asked, the last at the end.
    pub statuses: Vec<Option<i32>>,
    /// A command has ended and its prompt has not come yet.
    between: bool,
}

impl Line {
    /// Begins to read what the shell of this process writes.
    pub fn start(
        surface: &str,
        size: Size,
        (pty, pid): (Pty, u32),
        veil: Veil,
        log: EventLog,
    ) -> std::io::Result<Line> {
        let inside = Inside {
            surface: surface.to_owned(),
            log,
            model: Terminal::new(size),
            veil,
            tape: None,
            still: Stillness::new(MachineTime::now()),
            shell: ShellState::default(),
            ended: false,
            change: 0,
            escaped: None,
        };
        let shared = Arc::new(Shared {
            pty,
            inside: Mutex::new(inside),
            news: Condvar::new(),
            stop: AtomicBool::new(false),
            pid,
        });
        let for_reader = Arc::clone(&shared);
        let reader = std::thread::Builder::new()
            .name(format!("terminal {surface}"))
            .spawn(move || for_reader.read_all())?;
        Ok(Line {
            shared,
            reader: Some(reader),
        })
    }

    /// What is to be seen now, secrets hidden.
    pub fn screen(&self) -> Screen {
        self.shared.lock().shown()
    }

    /// The same, and a number that changes with everything that is read.
    pub fn look(&self) -> (Screen, u64) {
        let mut inside = self.shared.lock();
        (inside.shown(), inside.change)
    }

    /// What the shell has said.
    pub fn shell(&self) -> ShellState {
        self.shared.lock().shell.clone()
    }

    /// Begins to count exit statuses anew; says how many prompts there have been.
    pub fn count_statuses(&self) -> u64 {
        let mut inside = self.shared.lock();
        inside.shell.statuses.clear();
        inside.shell.prompts
    }

    /// Whether the shell has gone.
    pub fn has_ended(&self) -> bool {
        self.shared.lock().ended
    }

    /// Since when the cells of an area have not changed.
    pub fn still_since(&self, grid: &CellGrid, area: Option<SurfaceRect>) -> MachineTime {
        let mut inside = self.shared.lock();
        inside.see(MachineTime::now());
        inside.still.since(grid, area)
    }

    /// Waits until something was read since `change`, or the time is up.
    pub fn wait_news(&self, change: u64, limit: Nanos) {
        let inside = self.shared.lock();
        let waits = |inside: &mut Inside| inside.change == change && !inside.ended;
        drop(
            self.shared
                .news
                .wait_timeout_while(inside, limit.to_std(), waits),
        );
    }

    /// Sends what a hand does.
    pub fn send(&self, bytes: &[u8]) -> std::io::Result<()> {
        self.shared.lock().escaped = (bytes == b"\x1b").then(MachineTime::now);
        self.shared.pty.write(bytes)
    }

    /// Gives the program a window of so many cells.
    pub fn resize(&self, size: Size, cell: SurfaceSize) -> std::io::Result<()> {
        let inside = &mut *self.shared.lock();
        inside.model.resize(size);
        inside.change += 1;
        let now = MachineTime::now();
        inside.still.note(now);
        if let Some(tape) = &mut inside.tape {
            tape.resize(now, size, &mut inside.model, &inside.veil);
        }
        // The program is told last: what it answers is for the new size.
        self.shared.pty.resize(size, cell)
    }

    /// What says whether the shell waits for us.
    pub fn idle(&self) -> Arc<dyn Idle> {
        Arc::clone(&self.shared) as Arc<dyn Idle>
    }

    /// Says whether a secret is being typed from now on.
    pub fn set_typing_secret(&self, typing: bool) {
        self.shared.lock().veil.set_typing(typing);
    }

    /// Begins to record.
    pub fn roll(&self, path: &Path, clock: SceneClock) -> Result<(), CastError> {
        let mut inside = self.shared.lock();
        let Inside { model, veil, .. } = &mut *inside;
        inside.tape = Some(Tape::begin(path, clock, model, veil)?);
        Ok(())
    }

    /// A moment with a name on the recording.
    pub fn mark(&self, name: &str) {
        let inside = &mut *self.shared.lock();
        if let Some(tape) = &mut inside.tape {
            tape.mark(MachineTime::now(), name, &mut inside.model, &inside.veil);
        }
    }

    /// Ends the recording.
    pub fn cut(&self) -> Result<(), CastError> {
        let inside = &mut *self.shared.lock();
        match inside.tape.take() {
            Some(tape) => tape.finish(&mut inside.model, &inside.veil),
            None => Ok(()),
        }
    }
}

impl Drop for Line {
    fn drop(&mut self) {
        self.shared.stop.store(true, Ordering::Relaxed);
        if let Some(reader) = self.reader.take() {
            // A reader that failed has nothing left to say.
            let _ = reader.join();
        }
    }
}

impl Shared {
    /// Nothing that runs under the lock can leave it half changed, so a poisoned one is as good.
    fn lock(&self) -> MutexGuard<'_, Inside> {
        self.inside.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn read_all(&self) {
        let mut buffer = vec![0; READ];
        while !self.stop.load(Ordering::Relaxed) {
            let limit = if self.lock().is_due() { SOON } else { LATER };
            let ready = self.pty.wait(limit);
            // Read under the lock: whoever holds it knows that nothing is read and not yet taken.
            let mut inside = self.lock();
            let now = MachineTime::now();
            inside.pass(now);
            let read = match ready {
                true => self.pty.read(&mut buffer),
                false => Read::Nothing,
            };
            match read {
                Read::Bytes(count) => {
                    let replies = inside.take(now, &buffer[..count]);
                    self.pty.offer(&replies);
                    drop(inside);
                }
                Read::Nothing => continue,
                Read::End => {
                    inside.ended = true;
                    inside.change += 1;
                    drop(inside);
                    self.news.notify_all();
                    return;
                }
            }
            self.news.notify_all();
        }
    }
}

impl Idle for Shared {
    /// The order counts: who has read everything and then sleeps has written all that it will.
    fn is_idle(&self) -> bool {
        let inside = self.lock();
        if inside.ended {
            return true;
        }
        inside.waits() && self.pty.is_quiet() && process::sleeps(self.pid) && self.pty.is_quiet()
    }
}

impl Inside {
    /// Whether the shell stands at its prompt and no clock is running.
    fn waits(&self) -> bool {
        let recent = |then: MachineTime| MachineTime::now().since(then) < ESCAPED;
        let held = self.model.held_until().is_some();
        self.shell.waiting && !held && !self.escaped.is_some_and(recent)
    }

    fn shown(&mut self) -> Screen {
        let screen = self.model.screen();
        self.veil.hide(screen)
    }

    /// Whether something waits that time alone brings.
    fn is_due(&self) -> bool {
        let waits = self.tape.as_ref().is_some_and(Tape::is_waiting);
        waits || self.still.is_behind() || self.model.held_until().is_some()
    }

    /// Lets time pass.
    fn pass(&mut self, now: MachineTime) {
        self.model.settle(Nanos(now.0));
        if let Some(tape) = &mut self.tape {
            tape.pass(now, &mut self.model, &self.veil);
        }
        if self.still.is_due(now) {
            self.see(now);
        }
    }

    fn see(&mut self, now: MachineTime) {
        if self.still.is_behind() {
            let screen = self.model.screen();
            self.still.see(now, screen);
        }
    }

    /// Takes what the program wrote; gives what it is to be answered.
    fn take(&mut self, now: MachineTime, bytes: &[u8]) -> Vec<u8> {
        let heard = self.model.feed(Nanos(now.0), bytes);
        self.change += 1;
        self.still.note(now);
        for mark in heard.marks {
            self.hear(now, mark.event);
        }
        let secret = !self.veil.is_empty() && {
            let in_stream = self.veil.is_in_stream(bytes);
            let screen = self.model.screen();
            in_stream || self.veil.is_on(&screen)
        };
        if let Some(tape) = &mut self.tape {
            tape.take(now, bytes, secret);
        }
        heard.replies
    }

    fn hear(&mut self, now: MachineTime, event: ShellEvent) {
        let shell = &mut self.shell;
        match event {
            ShellEvent::PromptStart => shell.waiting = false,
            ShellEvent::OutputStart => {
                shell.running = true;
                shell.waiting = false;
            }
            ShellEvent::CommandEnd { status } => {
                if shell.running {
                    shell.statuses.push(status);
                    let surface = self.surface.clone();
                    self.log
                        .note_at(now, Happening::CommandEnd { surface, status });
                }
                shell.running = false;
                shell.waiting = false;
                shell.between = true;
            }
            ShellEvent::CommandStart => {
                shell.waiting = true;
                shell.prompts += u64::from(std::mem::take(&mut shell.between));
            }
            _ => {}
        }
    }
}
