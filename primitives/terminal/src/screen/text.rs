//! A screen as text: its rows, its lines (which may take several rows), and the line where the
//! user types. What cannot be seen (SGR 8) is read as blanks: nobody can wait for it.

use std::ops::RangeInclusive;

use super::{Row, Screen};

/// One character cell of a text and where it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Place {
    /// Its first byte in the text.
    pub offset: usize,
    pub row: u16,
    pub column: u16,
    pub width: u16,
}

/// The text of some rows with the cell of every part of it. Lines end with `\n`, blanks at their
/// ends are left out.
#[derive(Debug, Default)]
pub(super) struct Reading {
    pub text: String,
    /// Ascending offsets.
    pub places: Vec<Place>,
}

impl Screen {
    /// One row without the blanks at its end; empty where there is no such row.
    pub fn row_text(&self, row: u16) -> String {
        self.read(row..=row).text
    }

    /// All rows down to the last with anything in it. A line that wraps is one line.
    pub fn text(&self) -> String {
        let mut text = self.read_all().text;
        text.truncate(text.trim_end().len());
        text
    }

    /// The line that the cursor is in, however many rows it takes: where a shell's prompt is.
    pub fn prompt_line(&self) -> String {
        self.read(self.line_around(self.cursor.row)).text
    }

    /// The rows of the line that this row belongs to.
    pub fn line_around(&self, row: u16) -> RangeInclusive<u16> {
        let last = (self.rows.len() as u16).saturating_sub(1);
        let wrapped = |row: u16| self.rows.get(row as usize).is_some_and(|row| row.wrapped);
        let (mut start, mut end) = (row.min(last), row.min(last));
        while start > 0 && wrapped(start - 1) {
            start -= 1;
        }
        while end < last && wrapped(end) {
            end += 1;
        }
        start..=end
    }

    pub(super) fn read_all(&self) -> Reading {
        self.read(0..=(self.rows.len() as u16).saturating_sub(1))
    }

    pub(super) fn read(&self, rows: RangeInclusive<u16>) -> Reading {
        let mut reading = Reading::default();
        let mut line_start = 0;
        for number in rows.clone() {
            let Some(row) = self.rows.get(number as usize) else {
                break;
            };
            reading.add_row(number, row);
            if row.wrapped && number != *rows.end() {
                continue;
            }
            reading.trim_line(line_start);
            if number != *rows.end() {
                reading.text.push('\n');
            }
            line_start = reading.text.len();
        }
        reading
    }
}

impl Reading {
    fn add_row(&mut self, number: u16, row: &Row) {
        let kept = row.cells.len() - usize::from(row.padded && !row.cells.is_empty());
        for (column, cell) in row.cells[..kept].iter().enumerate() {
            if cell.width == 0 {
                continue;
            }
            self.places.push(Place {
                offset: self.text.len(),
                row: number,
                column: column as u16,
                width: cell.width.into(),
            });
            match cell.style.hidden {
                true => self.text.push(' '),
                false => cell.text.push_to(&mut self.text),
            }
        }
    }

    /// Takes the blanks at the end of the text away, back to where its last line starts.
    fn trim_line(&mut self, line_start: usize) {
        let kept = line_start + self.text[line_start..].trim_end_matches(' ').len();
        self.text.truncate(kept);
        let places = self.places.partition_point(|place| place.offset < kept);
        self.places.truncate(places);
    }
}
