//! The terminal: a model of what a program wrote, and recordings of it. What lives here: the model
//! that capture feeds, the [`Screen`] that `wait_for` reads and the painter draws, shell
//! integration, and the asciicast formats. What never does: pseudo-terminals, fonts, clocks.
//!
//! ```
//! use demoreel_primitives::target::Part;
//! use demoreel_primitives::time::Nanos;
//! use demoreel_terminal::{Pattern, Size, Terminal};
//!
//! let mut terminal = Terminal::new(Size::new(40, 4));
//! terminal.feed(Nanos::ZERO, b"$ \x1b[1mink deploy\x1b[0m\r\nLive at https://shop.ml.ink");
//! let screen = terminal.screen();
//! assert_eq!(screen.row_text(0), "$ ink deploy");
//! let found = screen.find(&Pattern::Text("ml.ink".into()), Part::Word);
//! assert_eq!(found[0].text, "https://shop.ml.ink");
//! ```

pub mod cast;
mod model;
mod playback;
mod screen;
mod shell;

pub use model::{Heard, Palette, Size, Terminal};
pub use playback::{Changes, Playback};
pub use screen::{
    Cell, Cluster, Cursor, CursorShape, Found, Ink, Modes, Mouse, Pattern, Row, Screen, Span,
    Style, Underline,
};
pub use shell::{ShellEvent, ShellMark};
