//! What colours a cell is drawn in: the program's own, the theme's, and what styles make of both.

use demoreel_primitives::colour::Colour;
use demoreel_primitives::theme::TerminalTheme;
use demoreel_terminal::{Cell, Ink, Screen};

use super::strip::Paint;

/// How much of the text's colour is left where it is dim.
const DIM: f64 = 0.6;

/// The colours of one cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Colours {
    /// Of the text.
    pub text: Paint,
    /// Behind it.
    pub behind: Paint,
    /// Of the line under it.
    pub line: Paint,
}

/// A screen's theme: the script's, and what the program replaced of it.
#[derive(Clone, Copy)]
pub struct Scheme<'a> {
    theme: &'a TerminalTheme,
    background: Colour,
    cursor: Colour,
}

impl<'a> Scheme<'a> {
    /// The colours of a screen.
    pub fn of(theme: &'a TerminalTheme, screen: &Screen) -> Scheme<'a> {
        Scheme {
            theme,
            background: screen.background.unwrap_or(theme.background),
            cursor: screen.cursor.colour.unwrap_or(theme.cursor),
        }
    }

    /// Behind everything.
    pub fn background(&self) -> Paint {
        paint(self.background)
    }

    /// Of the cursor.
    pub fn cursor(&self) -> Paint {
        paint(self.cursor)
    }

    /// The colours of a cell.
    pub fn cell(&self, cell: &Cell) -> Colours {
        let style = &cell.style;
        let mut text = self.ink(cell.foreground, self.theme.foreground);
        let mut behind = self.ink(cell.background, self.background);
        if style.inverse {
            std::mem::swap(&mut text, &mut behind);
        }
        if style.dim {
            text = between(behind, text, DIM);
        }
        let line = style.underline_ink.map_or(text, |ink| self.ink(ink, text));
        Colours {
            text: paint(text),
            behind: paint(behind),
            line: paint(line),
        }
    }

    fn ink(&self, ink: Ink, default: Colour) -> Colour {
        match ink {
            Ink::Default => default,
            Ink::Indexed(index) => self.theme.indexed(index),
            Ink::Exact(colour) => colour,
        }
    }
}

fn between(from: Colour, to: Colour, part: f64) -> Colour {
    let mix = |from: u8, to: u8| {
        libm::rint(f64::from(from) + (f64::from(to) - f64::from(from)) * part) as u8
    };
    Colour::rgb(
        mix(from.red, to.red),
        mix(from.green, to.green),
        mix(from.blue, to.blue),
    )
}

fn paint(colour: Colour) -> Paint {
    let yuv = colour.to_yuv();
    [yuv.y, yuv.u, yuv.v].map(|value| libm::rint(value) as u8)
}
