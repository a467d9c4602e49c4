//! What a terminal shows at one moment, in words of our own: nothing here knows which model made
//! it. Rows that did not change are shared between screens. What never lives here: pixels, themes.

mod cell;
mod damage;
mod find;
mod repaint;
mod text;

use std::sync::Arc;

use demoreel_primitives::colour::Colour;

pub use cell::{Cell, Cluster, Ink, Style, Underline};
pub use damage::Span;
pub use find::{Found, Pattern};
pub(crate) use repaint::Hidden;

/// A terminal's screen. All rows have `columns` cells.
#[derive(Clone, Debug, PartialEq)]
pub struct Screen {
    /// Cells in a row; 2 or more.
    pub columns: u16,
    /// From the top; 1 or more.
    pub rows: Vec<Arc<Row>>,
    /// Where the next character goes and how that is shown.
    pub cursor: Cursor,
    /// What the program asked of the terminal.
    pub modes: Modes,
    /// The window's title, where the program set one.
    pub title: Option<String>,
    /// The colour behind everything, where the program replaced the theme's (OSC 11).
    pub background: Option<Colour>,
}

/// One row of cells.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// From the left.
    pub cells: Vec<Cell>,
    /// The text goes on in the next row without a line break.
    pub wrapped: bool,
    /// The last cell was left empty because a wide character did not fit into it.
    pub padded: bool,
}

/// The cursor of a screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cursor {
    /// From 0, at the top.
    pub row: u16,
    /// From 0, at the left.
    pub column: u16,
    /// How it is drawn.
    pub shape: CursorShape,
    /// Programs hide it while they draw.
    pub visible: bool,
    /// Whether it blinks. The painter decides the rhythm.
    pub blinking: bool,
    /// Its colour, where the program replaced the theme's (OSC 12).
    pub colour: Option<Colour>,
}

/// The shapes that a program can ask for (DECSCUSR).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum CursorShape {
    /// The whole cell.
    #[default]
    Block,
    /// A line below the character.
    Underline,
    /// A line before the character.
    Bar,
}

/// What a program asked of its terminal. Whoever types for a user must obey.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Modes {
    /// A full-screen program has the screen; what was there comes back after it.
    pub alternate: bool,
    /// Pasted text is to be wrapped in `ESC [200~` and `ESC [201~`.
    pub bracketed_paste: bool,
    /// Arrow keys send `ESC O A` instead of `ESC [A`.
    pub application_cursor: bool,
    /// The number pad sends escapes instead of digits.
    pub application_keypad: bool,
    /// The program wants to know when the window gains and loses focus.
    pub focus_events: bool,
    /// What the program wants to know of the mouse.
    pub mouse: Mouse,
    /// Mouse reports are to be in the SGR form, which has no limit on columns.
    pub sgr_mouse: bool,
}

/// How much of the mouse a program wants to hear of.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Mouse {
    /// Nothing.
    #[default]
    Off,
    /// Buttons going down and up (1000).
    Clicks,
    /// And movements while a button is down (1002).
    Drags,
    /// And all movements (1003).
    Motion,
}
