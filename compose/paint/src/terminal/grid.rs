//! Where the cells of a terminal are in the pictures of its film. Cells have whole pixels: an
//! edge is where rounding puts it, the same for both of its neighbours, so nothing has seams.

use std::ops::Range;

use demoreel_primitives::space::{FilmBox, FilmSize};
use demoreel_terminal::Span;

/// The places of cells, in film pixels.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Grid {
    /// The picture's size.
    pub size: FilmSize,
    /// Width and height of a cell; need not be whole.
    pub cell: (f64, f64),
    /// Where the first cell begins, from the left and the top.
    pub origin: (f64, f64),
    /// Size of the letters' em.
    pub letters: f64,
}

impl Grid {
    /// The left edge of a column, from 0 on.
    pub fn left(&self, column: u16) -> i32 {
        libm::rint(self.origin.0 + f64::from(column) * self.cell.0) as i32
    }

    /// The upper edge of a row, from 0 on.
    pub fn top(&self, row: u16) -> i32 {
        libm::rint(self.origin.1 + f64::from(row) * self.cell.1) as i32
    }

    /// How far a glyph may reach over the edges of its cell, across and down.
    pub fn reach(&self) -> (i32, i32) {
        let part = |length: f64, part: f64| libm::ceil(length * part) as i32;
        (part(self.cell.0, 0.5), part(self.cell.1, 0.25))
    }

    /// Some cells of a row, without what reaches over their edges.
    pub fn cells(&self, row: u16, columns: Range<u16>) -> FilmBox {
        FilmBox::new(
            (self.left(columns.start), self.top(row)).into(),
            (self.left(columns.end), self.top(row + 1)).into(),
        )
    }

    /// All pixels that cells may touch, inside the picture.
    pub fn touched(&self, span: &Span) -> Option<FilmBox> {
        let (across, down) = self.reach();
        let area = self.cells(span.row, span.columns.clone());
        let area = area.inflate(across, down);
        area.intersection(&FilmBox::from_size(self.size.cast()))
    }

    /// The columns whose cells may touch pixels from `left` to `right`, of `columns`.
    pub fn columns_near(&self, left: i32, right: i32, columns: u16) -> Range<u16> {
        let reach = self.reach().0 + 1;
        let at = |x: i32| (f64::from(x) - self.origin.0) / self.cell.0;
        near(at(left - reach), at(right + reach), columns)
    }

    /// The rows whose cells may touch pixels from `top` to `bottom`, of `rows`.
    pub fn rows_near(&self, top: i32, bottom: i32, rows: u16) -> Range<u16> {
        let reach = self.reach().1 + 1;
        let at = |y: i32| (f64::from(y) - self.origin.1) / self.cell.1;
        near(at(top - reach), at(bottom + reach), rows)
    }
}

fn near(from: f64, to: f64, count: u16) -> Range<u16> {
    let clamp = |value: f64| value.clamp(0.0, f64::from(count)) as u16;
    clamp(libm::floor(from))..clamp(libm::ceil(to))
}
