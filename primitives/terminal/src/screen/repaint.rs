//! A screen as what a terminal must be sent to show it. What lives here: text, styles, where the
//! cursor is. What never does: how it came about.

use std::fmt::Write;
use std::sync::Arc;

use demoreel_primitives::colour::Colour;

use super::{Cell, CursorShape, Ink, Modes, Mouse, Row, Screen, Style, Underline};

/// Ends whatever sequence was begun, and puts everything back to how a new terminal has it.
const ANEW: &str = "\x18\x1bc";

/// What a program set up that no screen shows.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Hidden {
    /// The rows that scroll, from 1; all of them where nothing is said.
    pub region: Option<(usize, usize)>,
    /// How the next character is set.
    pub pen: Option<Cell>,
    /// What comes back when the full-screen program ends.
    pub primary: Option<Box<Screen>>,
}

impl Screen {
    /// What shows this screen on a terminal of its size, whatever that showed before.
    pub fn repaint(&self) -> String {
        self.repaint_with(&Hidden::default())
    }

    pub(crate) fn repaint_with(&self, hidden: &Hidden) -> String {
        let mut out = ANEW.to_owned();
        if let Some(colour) = self.background {
            put(&mut out, format_args!("\x1b]11;{}\x07", colour.to_hex()));
        }
        if self.modes.alternate {
            if let Some(primary) = &hidden.primary {
                primary.put_rows(&mut out);
                primary.put_cursor_place(&mut out);
            }
            out.push_str("\x1b[?1049h\x1b[H");
        }
        self.put_rows(&mut out);
        if let Some(title) = &self.title {
            let plain: String = title
                .chars()
                .filter(|letter| !letter.is_control())
                .collect();
            put(&mut out, format_args!("\x1b]2;{plain}\x07"));
        }
        put_modes(&mut out, self.modes);
        if let Some((top, bottom)) = hidden.region {
            put(&mut out, format_args!("\x1b[{top};{bottom}r"));
        }
        self.put_cursor(&mut out);
        if let Some(pen) = &hidden.pen {
            put_style(&mut out, pen);
        }
        out
    }

    /// All rows on an empty screen.
    fn put_rows(&self, out: &mut String) {
        let mut pen = Pen::default();
        let mut flows = false;
        for (number, row) in self.rows.iter().enumerate() {
            // Text that wraps is written on, so that it wraps here too.
            if !flows {
                if is_blank(row) {
                    continue;
                }
                put(out, format_args!("\x1b[{};1H", number + 1));
            }
            flows = row.wrapped && number + 1 < self.rows.len();
            put_row(out, row, flows, &mut pen);
        }
        pen.end(out);
    }

    fn put_cursor_place(&self, out: &mut String) {
        let (row, column) = (self.cursor.row + 1, self.cursor.column + 1);
        put(out, format_args!("\x1b[{row};{column}H"));
    }

    fn put_cursor(&self, out: &mut String) {
        let cursor = &self.cursor;
        let shape = match cursor.shape {
            CursorShape::Block => 2,
            CursorShape::Underline => 4,
            CursorShape::Bar => 6,
        };
        let shape = shape - u8::from(cursor.blinking);
        put(out, format_args!("\x1b[{shape} q"));
        if let Some(colour) = cursor.colour {
            put(out, format_args!("\x1b]12;{}\x07", colour.to_hex()));
        }
        out.push_str(if cursor.visible {
            "\x1b[?25h"
        } else {
            "\x1b[?25l"
        });
        self.put_cursor_place(out);
    }
}

fn is_blank(row: &Row) -> bool {
    !row.wrapped && row.cells.iter().all(is_untouched)
}

fn is_untouched(cell: &Cell) -> bool {
    cell.text.is_blank()
        && cell.width == 1
        && cell.background == Ink::Default
        && cell.style == Style::default()
        && cell.link.is_none()
}

fn put_row(out: &mut String, row: &Row, flows: bool, pen: &mut Pen) {
    let end = match flows {
        true => row.cells.len() - usize::from(row.padded),
        false => {
            let last = row.cells.iter().rposition(|cell| !is_untouched(cell));
            last.map_or(0, |last| last + 1)
        }
    };
    for cell in row.cells[..end].iter().filter(|cell| cell.width > 0) {
        pen.take(out, cell);
        cell.text.push_to(out);
    }
}

/// How the terminal that is written to sets its next character.
#[derive(Default)]
struct Pen {
    last: Option<(Ink, Ink, Style)>,
    link: Option<Arc<str>>,
}

impl Pen {
    fn take(&mut self, out: &mut String, cell: &Cell) {
        let wanted = (cell.foreground, cell.background, cell.style);
        if self.last != Some(wanted) {
            put_style(out, cell);
            self.last = Some(wanted);
        }
        if self.link != cell.link {
            let address = cell.link.as_deref().unwrap_or_default();
            put(out, format_args!("\x1b]8;;{address}\x1b\\"));
            self.link.clone_from(&cell.link);
        }
    }

    fn end(self, out: &mut String) {
        if self.link.is_some() {
            out.push_str("\x1b]8;;\x1b\\");
        }
        if self.last.is_some() {
            out.push_str("\x1b[0m");
        }
    }
}

fn put_style(out: &mut String, cell: &Cell) {
    let style = cell.style;
    out.push_str("\x1b[0");
    let switches = [
        (style.bold, ";1"),
        (style.dim, ";2"),
        (style.italic, ";3"),
        (style.blink, ";5"),
        (style.inverse, ";7"),
        (style.hidden, ";8"),
        (style.strikeout, ";9"),
    ];
    for (_, code) in switches.iter().filter(|(is_on, _)| *is_on) {
        out.push_str(code);
    }
    out.push_str(match style.underline {
        Underline::None => "",
        Underline::Single => ";4",
        Underline::Double => ";4:2",
        Underline::Curly => ";4:3",
        Underline::Dotted => ";4:4",
        Underline::Dashed => ";4:5",
    });
    put_ink(out, cell.foreground, 38);
    put_ink(out, cell.background, 48);
    if let Some(ink) = style.underline_ink {
        put_ink(out, ink, 58);
    }
    out.push('m');
}

fn put_ink(out: &mut String, ink: Ink, kind: u8) {
    match ink {
        Ink::Default => {}
        Ink::Indexed(index) => put(out, format_args!(";{kind};5;{index}")),
        Ink::Exact(Colour {
            red, green, blue, ..
        }) => put(out, format_args!(";{kind};2;{red};{green};{blue}")),
    }
}

fn put_modes(out: &mut String, modes: Modes) {
    let wanted = [
        (modes.bracketed_paste, "\x1b[?2004h"),
        (modes.application_cursor, "\x1b[?1h"),
        (modes.application_keypad, "\x1b="),
        (modes.focus_events, "\x1b[?1004h"),
        (modes.mouse == Mouse::Clicks, "\x1b[?1000h"),
        (modes.mouse == Mouse::Drags, "\x1b[?1002h"),
        (modes.mouse == Mouse::Motion, "\x1b[?1003h"),
        (modes.sgr_mouse, "\x1b[?1006h"),
    ];
    for (_, code) in wanted.iter().filter(|(is_on, _)| *is_on) {
        out.push_str(code);
    }
}

/// Writing to a text cannot fail.
fn put(out: &mut String, words: std::fmt::Arguments<'_>) {
    let _ = out.write_fmt(words);
}
