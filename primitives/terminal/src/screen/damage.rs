//! What changed between two screens, as the cells to paint again.

use std::ops::Range;
use std::sync::Arc;

use super::{Cursor, Row, Screen};

/// Some cells of one row, next to each other; never empty.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Span {
    /// From 0, at the top.
    pub row: u16,
    /// The first cell and the one after the last.
    pub columns: Range<u16>,
}

impl Screen {
    /// The cells that look different than in an older screen, from the top, each once. Wide
    /// characters are whole in them, and a cursor that moved is at both its places. A screen of
    /// another size, or with another colour behind it, is different everywhere.
    pub fn damage_since(&self, older: &Screen) -> Vec<Span> {
        let resized = self.columns != older.columns || self.rows.len() != older.rows.len();
        if resized || self.background != older.background {
            return self.everything();
        }
        let mut spans = Vec::new();
        for (row, (new, old)) in self.rows.iter().zip(&older.rows).enumerate() {
            let row = row as u16;
            let moved = moved_cursors(row, &self.cursor, &older.cursor);
            if Arc::ptr_eq(new, old) && moved.iter().all(Option::is_none) {
                continue;
            }
            let changed = |at: u16| {
                new.cells.get(at as usize) != old.cells.get(at as usize)
                    || moved.contains(&Some(at))
            };
            let runs = runs(self.columns, changed, |at| splits_wide(new, old, at));
            spans.extend(runs.into_iter().map(|columns| Span { row, columns }));
        }
        spans
    }

    /// Every cell.
    pub fn everything(&self) -> Vec<Span> {
        let columns = 0..self.columns;
        (0..self.rows.len() as u16)
            .map(|row| Span {
                row,
                columns: columns.clone(),
            })
            .collect()
    }
}

/// The columns of this row where a cursor was and is, if it is drawn differently now.
fn moved_cursors(row: u16, new: &Cursor, old: &Cursor) -> [Option<u16>; 2] {
    if new == old {
        return [None; 2];
    }
    [new, old].map(|cursor| (cursor.visible && cursor.row == row).then_some(cursor.column))
}

/// Whether the edge before this column runs through a wide character, now or before.
fn splits_wide(new: &Row, old: &Row, at: u16) -> bool {
    [new, old].iter().any(|row| {
        let cell = row.cells.get(at as usize);
        cell.is_some_and(|cell| cell.width == 0)
    })
}

/// The runs of changed columns, grown until no edge of them splits a character.
fn runs(
    columns: u16,
    changed: impl Fn(u16) -> bool,
    splits: impl Fn(u16) -> bool,
) -> Vec<Range<u16>> {
    let mut runs: Vec<Range<u16>> = Vec::new();
    let mut at = 0;
    while at < columns {
        if !changed(at) {
            at += 1;
            continue;
        }
        let mut start = at;
        while start > 0 && splits(start) {
            start -= 1;
        }
        let mut end = at + 1;
        while end < columns && (changed(end) || splits(end)) {
            end += 1;
        }
        match runs.last_mut() {
            Some(last) if last.end >= start => last.end = end,
            _ => runs.push(start..end),
        }
        at = end;
    }
    runs
}
