//! The terminal model: bytes in, screens out. A pure function of what it is fed and when; it reads
//! no clock and writes to nobody.
//!
//! The grid is `alacritty_terminal`'s. `avt` was weighed: it is smaller, but a cell of it holds one
//! character, so combining characters and emoji sequences are lost, and it knows neither hyperlinks
//! nor underline styles and colours, mouse modes or bracketed paste, and answers no queries, which
//! full-screen programs wait for. What `alacritty_terminal` leaves open is closed here: blinking
//! text, bounds on every string a program can grow, and the wall clock in synchronised updates.

mod boundary;
mod guard;
mod outbox;
mod snapshot;

use alacritty_terminal::grid::Dimensions;
use alacritty_terminal::term::{Config, Term};
use alacritty_terminal::vte::ansi::Processor;
use demoreel_primitives::colour::Colour;
use demoreel_primitives::time::Nanos;

use crate::screen::{Hidden, Screen};
use crate::shell::{Scanner, ShellEvent, ShellMark};
use boundary::Boundary;
use guard::{Guard, Hold};
use outbox::Outbox;

/// Rows kept above the screen: enough for a window that becomes smaller and larger again, and no
/// more, since nobody scrolls back in a reel.
const HISTORY: usize = 200;

/// A program that asks for its changes to be shown at once, and then forgets to finish, waits no
/// longer than this.
const LONGEST_HOLD: Nanos = Nanos::from_millis(150);

/// A terminal's size in cells, always within what the model can do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Size {
    columns: u16,
    rows: u16,
}

/// The colours that a program hears when it asks for them (OSC 4, 10, 11, 12): many choose between
/// their own light and dark theme by them.
#[derive(Clone, Debug, PartialEq)]
pub struct Palette {
    /// Of plain text.
    pub foreground: Colour,
    /// Behind everything.
    pub background: Colour,
    /// Of the cursor.
    pub cursor: Colour,
    /// The first sixteen indexed colours.
    pub indexed: [Colour; 16],
}

/// What feeding brought besides a changed screen.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Heard {
    /// What the shell said of itself, in order.
    pub marks: Vec<ShellMark>,
    /// Answers to the program's questions, to be written to it. Empty them when playing a cast.
    pub replies: Vec<u8>,
    /// How often the bell rang.
    pub bells: u32,
}

/// A terminal that a program writes to.
pub struct Terminal {
    guard: Guard,
    processor: Processor<Hold>,
    scanner: Scanner,
    boundary: Boundary,
    outbox: Outbox,
    /// Bytes fed so far.
    position: u64,
    /// When the current synchronised update began.
    held_since: Nanos,
    /// How many there have been.
    holds: u64,
    /// The last screen that was asked for, whose rows the next one shares.
    last: Option<Screen>,
}

impl Size {
    /// The nearest size that the model can do: 2 to 1000 columns and 1 to 500 rows.
    pub fn new(columns: u16, rows: u16) -> Size {
        Size {
            columns: columns.clamp(2, 1000),
            rows: rows.clamp(1, 500),
        }
    }

    /// Cells in a row.
    pub fn columns(self) -> u16 {
        self.columns
    }

    /// Rows.
    pub fn rows(self) -> u16 {
        self.rows
    }
}

impl Dimensions for Size {
    fn total_lines(&self) -> usize {
        self.rows.into()
    }

    fn screen_lines(&self) -> usize {
        self.rows.into()
    }

    fn columns(&self) -> usize {
        self.columns.into()
    }
}

impl Terminal {
    /// An empty screen that answers questions about colours with the default palette.
    pub fn new(size: Size) -> Terminal {
        Terminal::with_palette(size, Palette::default())
    }

    /// An empty screen that answers questions about colours with the theme's.
    pub fn with_palette(size: Size, palette: Palette) -> Terminal {
        let outbox = Outbox::new(size, palette);
        let config = Config {
            scrolling_history: HISTORY,
            ..Config::default()
        };
        let term = Term::new(config, &size, outbox.clone());
        Terminal {
            guard: Guard::new(term),
            processor: Processor::new(),
            scanner: Scanner::default(),
            boundary: Boundary::default(),
            outbox,
            position: 0,
            held_since: Nanos::ZERO,
            holds: 0,
            last: None,
        }
    }

    /// Takes what the program wrote at a moment; times never go back. Bytes may be cut anywhere,
    /// also inside characters and escapes.
    pub fn feed(&mut self, at: Nanos, bytes: &[u8]) -> Heard {
        self.settle(at);
        let mut marks = Vec::new();
        let (mut fed, mut seen) = (0, 0);
        while seen < bytes.len() {
            let piece = self.scanner.next_piece(&bytes[seen..]);
            if !piece.passed {
                self.advance(at, &bytes[fed..seen]);
                fed = seen + piece.taken;
            }
            seen += piece.taken;
            if let Some(event) = piece.event {
                self.advance(at, &bytes[fed..seen]);
                fed = seen;
                marks.push(self.mark(event, seen));
            }
        }
        self.advance(at, &bytes[fed..]);
        self.position += bytes.len() as u64;
        self.boundary.pass(bytes);
        let (replies, bells) = self.outbox.take();
        Heard {
            marks,
            replies,
            bells,
        }
    }

    /// Lets time pass without bytes: a synchronised update that took too long is shown.
    pub fn settle(&mut self, at: Nanos) {
        if self.held_until().is_some_and(|end| at >= end) {
            self.processor.stop_sync(&mut self.guard);
            self.note_hold(at);
        }
    }

    /// When [`Terminal::settle`] would change the screen: the end of a synchronised update that
    /// its program has not finished.
    pub fn held_until(&self) -> Option<Nanos> {
        let held = self.processor.sync_timeout().is_held();
        held.then(|| Nanos(self.held_since.0.saturating_add(LONGEST_HOLD.0)))
    }

    /// The window changes its size; text that wraps wraps anew.
    pub fn resize(&mut self, size: Size) {
        self.guard.region = None;
        self.guard.term.resize(size);
        self.outbox.resize(size);
    }

    /// The size in cells.
    pub fn size(&self) -> Size {
        let term = &self.guard.term;
        Size::new(term.columns() as u16, term.screen_lines() as u16)
    }

    /// What is to be seen now. Rows that are as they were are shared with the screen before.
    pub fn screen(&mut self) -> Screen {
        let screen = snapshot::take(&self.guard.term, self.outbox.title(), self.last.as_ref());
        self.last = Some(screen.clone());
        screen
    }

    /// Whether everything that was fed has come to the screen: no character, escape or
    /// synchronised update is begun and not ended.
    pub fn is_whole(&self) -> bool {
        self.boundary == Boundary::Between && !self.processor.sync_timeout().is_held()
    }

    /// What brings a new terminal of this size to where this one is, as far as what follows can
    /// tell: `shown` stands on its screen, modes and scrolling are as the program set them.
    /// `veil` changes the screen that is behind a full-screen program.
    pub fn restore(&self, shown: &Screen, veil: impl FnOnce(Screen) -> Screen) -> String {
        let primary = self.guard.primary.clone().filter(|_| shown.modes.alternate);
        shown.repaint_with(&Hidden {
            region: self.guard.region,
            pen: Some(snapshot::pen(&self.guard.term)),
            primary: primary.map(veil).map(Box::new),
        })
    }

    fn advance(&mut self, at: Nanos, bytes: &[u8]) {
        self.processor.advance(&mut self.guard, bytes);
        self.note_hold(at);
    }

    /// Remembers when the latest synchronised update began.
    fn note_hold(&mut self, at: Nanos) {
        let holds = self.processor.sync_timeout().begun();
        if holds != self.holds {
            self.holds = holds;
            self.held_since = at;
        }
    }

    fn mark(&self, event: ShellEvent, seen: usize) -> ShellMark {
        let point = self.guard.term.grid().cursor.point;
        ShellMark {
            event,
            position: self.position + seen as u64,
            row: point.line.0.max(0) as u16,
            column: point.column.0 as u16,
        }
    }
}
