//! What the terminal promises, seen from outside: one probe a promise, each on a small screen.

#![expect(
    clippy::unwrap_used,
    reason = "a test whose input is not what it says has failed"
)]

mod broken;
mod casts;
mod conformance;
mod finding;
mod flood;
mod playing;
mod repaint;
mod shell;

use demoreel_primitives::time::Nanos;
use demoreel_terminal::{Screen, Size, Terminal};

/// The screen after some bytes.
fn screen(columns: u16, rows: u16, bytes: &str) -> Screen {
    let mut terminal = Terminal::new(Size::new(columns, rows));
    terminal.feed(Nanos::ZERO, bytes.as_bytes());
    terminal.screen()
}
