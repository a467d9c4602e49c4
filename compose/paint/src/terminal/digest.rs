//! The names of a terminal's pictures: equal names, equal pixels, without drawing any. A name
//! covers what is on the screen, how it is drawn, and the machine's fonts as far as they matter.

use std::sync::Arc;

use demoreel_terminal::{Cell, CursorShape, Ink, Row, Screen, Underline};

use super::brush::TerminalLook;
use super::fonts::Cut;
use super::geometric::is_geometric;
use super::grid::Grid;
use super::letters::is_emoji;

/// Changed whenever the same screen would give other pixels.
const VERSION: u32 = 1;

/// Names the pictures of one terminal, whose rows are mostly those of the one before.
pub struct ScreenDigester {
    look: TerminalLook,
    base: blake3::Hasher,
    rows: Vec<(Arc<Row>, [u8; 32])>,
}

impl ScreenDigester {
    /// For pictures of a grid that are drawn in a look.
    pub fn new(look: TerminalLook, grid: &Grid) -> ScreenDigester {
        let mut base = blake3::Hasher::new();
        let own = look.fonts.main().map(|face| face.name.clone());
        let shaped_by = (VERSION, &look.theme, look.cursor, own, grid);
        base.update(format!("{shaped_by:?}").as_bytes());
        ScreenDigester {
            look,
            base,
            rows: Vec::new(),
        }
    }

    /// The digest of a screen's picture: 32 hex digits.
    pub fn digest(&mut self, screen: &Screen) -> String {
        let mut all = self.base.clone();
        self.rows.truncate(screen.rows.len());
        for (index, row) in screen.rows.iter().enumerate() {
            let known = self.rows.get(index);
            let hash = match known.filter(|(known, _)| Arc::ptr_eq(known, row)) {
                Some((_, hash)) => *hash,
                None => self.row(row),
            };
            let entry = (Arc::clone(row), hash);
            match self.rows.get_mut(index) {
                Some(place) => *place = entry,
                None => self.rows.push(entry),
            }
            all.update(&hash);
        }
        let cursor = &screen.cursor;
        let shown = cursor.visible.then_some((
            (cursor.row, cursor.column),
            cursor_number(cursor.shape),
            cursor.colour,
        ));
        all.update(format!("{shown:?} {:?}", screen.background).as_bytes());
        all.finalize().to_hex()[..32].to_owned()
    }

    fn row(&self, row: &Row) -> [u8; 32] {
        let mut bytes = Vec::with_capacity(row.cells.len() * 16);
        for cell in &row.cells {
            self.cell(cell, &mut bytes);
        }
        *blake3::hash(&bytes).as_bytes()
    }

    fn cell(&self, cell: &Cell, bytes: &mut Vec<u8>) {
        let style = &cell.style;
        let flags = [
            style.bold,
            style.dim,
            style.italic,
            style.inverse,
            style.hidden,
            style.strikeout,
            cell.link.is_some(),
        ];
        let flags = flags
            .iter()
            .fold(0, |bits, flag| bits * 2 + u8::from(*flag));
        bytes.extend([cell.width, flags, underline_number(style.underline)]);
        ink(cell.foreground, bytes);
        ink(cell.background, bytes);
        ink(style.underline_ink.unwrap_or_default(), bytes);
        bytes.push(u8::from(style.underline_ink.is_some()));
        let text = cell.text.to_string();
        bytes.push(text.len().min(255) as u8);
        bytes.extend_from_slice(text.as_bytes());
        self.foreign(&text, cell, bytes);
    }

    /// Names the face of what the terminal's own font lacks: another machine may have another.
    fn foreign(&self, text: &str, cell: &Cell, bytes: &mut Vec<u8>) {
        let Some(first) = text.chars().next().filter(|first| !first.is_ascii()) else {
            return;
        };
        if is_geometric(first) {
            return;
        }
        let emoji = is_emoji(text, cell.width);
        if let Some((face, _)) = self.look.fonts.face(first, emoji, Cut::default()) {
            bytes.extend_from_slice(face.name.as_bytes());
        }
    }
}

fn ink(ink: Ink, bytes: &mut Vec<u8>) {
    match ink {
        Ink::Default => bytes.push(0),
        Ink::Indexed(index) => bytes.extend([1, index]),
        Ink::Exact(colour) => bytes.extend([2, colour.red, colour.green, colour.blue]),
    }
}

fn underline_number(underline: Underline) -> u8 {
    match underline {
        Underline::None => 0,
        Underline::Single => 1,
        Underline::Double => 2,
        Underline::Curly => 3,
        Underline::Dotted => 4,
        Underline::Dashed => 5,
    }
}

fn cursor_number(shape: CursorShape) -> u8 {
    match shape {
        CursorShape::Block => 0,
        CursorShape::Underline => 1,
        CursorShape::Bar => 2,
    }
}
