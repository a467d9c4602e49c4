//! Shapes as coverage: what glyphs, box drawing and lines are before they have a colour.

use std::ops::Range;

use demoreel_primitives::space::FilmBox;

/// How much of each pixel a shape covers, 0 to 255.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Mask {
    /// Pixels in a row.
    pub width: usize,
    /// Rows.
    pub height: usize,
    /// Row by row without gaps.
    pub alpha: Vec<u8>,
}

/// A coloured shape, such as an emoji: its coverage, and Y, U and V of each pixel.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Art {
    /// How much of each pixel it covers.
    pub mask: Mask,
    /// Colours that are not multiplied by coverage.
    pub planes: [Vec<u8>; 3],
}

impl Mask {
    /// A shape that covers nothing yet.
    pub fn clear(width: usize, height: usize) -> Mask {
        Mask {
            width,
            height,
            alpha: vec![0; width * height],
        }
    }

    /// A shape from a function of a pixel's middle to its coverage, 0 to 1.
    pub fn of(width: usize, height: usize, covers: impl Fn(f64, f64) -> f64) -> Mask {
        let mut mask = Mask::clear(width, height);
        for (index, alpha) in mask.alpha.iter_mut().enumerate() {
            let (x, y) = ((index % width) as f64 + 0.5, (index / width) as f64 + 0.5);
            *alpha = libm::rint(covers(x, y).clamp(0.0, 1.0) * 255.0) as u8;
        }
        mask
    }

    /// Covers the pixels of a rectangle, as far as they are inside.
    pub fn fill(&mut self, columns: Range<i32>, rows: Range<i32>) {
        self.tint(columns, rows, 255);
    }

    /// Covers the pixels of a rectangle by a part of 255; where more is covered it stays.
    pub fn tint(&mut self, columns: Range<i32>, rows: Range<i32>, alpha: u8) {
        let inside = |value: i32, most: usize| value.clamp(0, most as i32) as usize;
        let (left, right) = (
            inside(columns.start, self.width),
            inside(columns.end, self.width),
        );
        for y in inside(rows.start, self.height)..inside(rows.end, self.height) {
            let row = y * self.width;
            for value in self
                .alpha
                .get_mut(row + left..row + right)
                .unwrap_or_default()
            {
                *value = alpha.max(*value);
            }
        }
    }

    /// The rows of it that are inside both areas when its corner is at `corner`.
    pub(super) fn rows_in(&self, corner: (i32, i32), area: FilmBox, clip: FilmBox) -> Rows {
        let own = FilmBox::new(
            corner.into(),
            (corner.0 + self.width as i32, corner.1 + self.height as i32).into(),
        );
        let shown = own
            .intersection(&area)
            .and_then(|shown| shown.intersection(&clip))
            .unwrap_or_default();
        Rows {
            shown,
            next: shown.min.y,
            corner,
            width: self.width,
        }
    }
}

/// The rows of a mask that are shown, one after another.
pub(super) struct Rows {
    shown: FilmBox,
    next: i32,
    corner: (i32, i32),
    width: usize,
}

impl Rows {
    /// The row's place, its columns, and the index of its first pixel in the mask.
    pub(super) fn next_row(&mut self) -> Option<(i32, Range<i32>, usize)> {
        let y = self.next;
        if y >= self.shown.max.y {
            return None;
        }
        self.next += 1;
        let row = (y - self.corner.1) as usize * self.width;
        let from = row + (self.shown.min.x - self.corner.0) as usize;
        Some((y, self.shown.min.x..self.shown.max.x, from))
    }
}
