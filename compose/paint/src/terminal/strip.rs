//! A strip of a terminal's picture while it is drawn: three full planes, so that text is blended
//! before its colour is halved. Reused from one strip to the next.

use demoreel_primitives::picture::{Picture, Plane};
use demoreel_primitives::space::FilmBox;

use super::mask::{Art, Mask};

/// Y, U, V of one colour, 8 bit.
pub type Paint = [u8; 3];

/// Columns beyond the area at both sides: the neighbours that a colour sample sees.
const MARGIN: i32 = 2;

/// Pixels of an area, and a little more at its sides.
#[derive(Default)]
pub struct Strip {
    /// What it holds, in film pixels.
    area: FilmBox,
    width: usize,
    planes: [Vec<u8>; 3],
}

impl Strip {
    /// Begins anew with an area whose edges are even, filled with one colour.
    pub fn begin(&mut self, area: FilmBox, paint: Paint) {
        self.area = FilmBox::new(
            (area.min.x - MARGIN, area.min.y).into(),
            (area.max.x + MARGIN, area.max.y).into(),
        );
        self.width = self.area.width() as usize;
        let pixels = self.width * self.area.height() as usize;
        for (plane, value) in self.planes.iter_mut().zip(paint) {
            plane.clear();
            plane.resize(pixels, value);
        }
    }

    /// All that it holds.
    pub fn area(&self) -> FilmBox {
        self.area
    }

    /// Fills an area.
    pub fn fill(&mut self, area: FilmBox, paint: Paint) {
        let Some(area) = area.intersection(&self.area) else {
            return;
        };
        for y in area.min.y..area.max.y {
            let row = self.row(y, area.min.x, area.max.x);
            for (plane, value) in self.planes.iter_mut().zip(paint) {
                plane[row.clone()].fill(value);
            }
        }
    }

    /// Lays a colour over the pixels that a mask covers. The mask's corner is at `left`, `top`;
    /// nothing outside of `clip` is touched.
    pub fn cover(&mut self, mask: &Mask, (left, top): (i32, i32), clip: FilmBox, paint: Paint) {
        self.each_row(mask, (left, top), clip, |planes, row, values| {
            for (plane, value) in planes.iter_mut().zip(paint) {
                let value = u32::from(value);
                for (under, alpha) in plane[row.clone()].iter_mut().zip(values) {
                    *under = mix(u32::from(*under), value, u32::from(*alpha));
                }
            }
        });
    }

    /// Lays a coloured picture over the strip, as [`Strip::cover`].
    pub fn lay(&mut self, art: &Art, corner: (i32, i32), clip: FilmBox) {
        for (index, colours) in art.planes.iter().enumerate() {
            let mut row_of = art.mask.rows_in(corner, self.area, clip);
            while let Some((y, columns, from)) = row_of.next_row() {
                let row = self.row(y, columns.start, columns.end);
                let span = from..from + row.len();
                let pixels = colours[span.clone()].iter().zip(&art.mask.alpha[span]);
                for (under, (value, alpha)) in self.planes[index][row].iter_mut().zip(pixels) {
                    *under = mix(u32::from(*under), u32::from(*value), u32::from(*alpha));
                }
            }
        }
    }

    /// Writes the area to a picture, colours halved as every picture has them.
    pub fn write(&self, picture: &mut Picture) {
        let (left, right) = (self.area.min.x + MARGIN, self.area.max.x - MARGIN);
        let stride = picture.width();
        let luma = picture.plane_mut(Plane::Y);
        for y in self.area.min.y..self.area.max.y {
            let out = y as usize * stride;
            luma[out + left as usize..out + right as usize]
                .copy_from_slice(&self.planes[0][self.row(y, left, right)]);
        }
        for plane in [Plane::U, Plane::V] {
            let source = &self.planes[plane as usize];
            let samples = picture.plane_mut(plane);
            for y in (self.area.min.y..self.area.max.y).step_by(2) {
                let out = (y as usize / 2) * (stride / 2);
                let out = &mut samples[out + left as usize / 2..out + right as usize / 2];
                let upper = &source[self.row(y, left - 1, right)];
                let lower = &source[self.row(y + 1, left - 1, right)];
                halve(upper, lower, out);
            }
        }
    }

    fn each_row(
        &mut self,
        mask: &Mask,
        corner: (i32, i32),
        clip: FilmBox,
        mut draw: impl FnMut(&mut [Vec<u8>; 3], std::ops::Range<usize>, &[u8]),
    ) {
        let mut rows = mask.rows_in(corner, self.area, clip);
        while let Some((y, columns, from)) = rows.next_row() {
            let row = self.row(y, columns.start, columns.end);
            let values = &mask.alpha[from..from + row.len()];
            draw(&mut self.planes, row, values);
        }
    }

    fn row(&self, y: i32, left: i32, right: i32) -> std::ops::Range<usize> {
        let begin = (y - self.area.min.y) as usize * self.width;
        let at = |x: i32| begin + (x - self.area.min.x) as usize;
        at(left)..at(right)
    }
}

/// `under` with so much of `value` over it, of 255.
fn mix(under: u32, value: u32, alpha: u32) -> u8 {
    let sum = under * (255 - alpha) + value * alpha + 127;
    // Division by 255 for sums that fit.
    ((sum + 1 + (sum >> 8)) >> 8) as u8
}

/// Colour samples sit on the left one of their two columns and between their two rows. The rows
/// begin one column before the first pair.
fn halve(upper: &[u8], lower: &[u8], out: &mut [u8]) {
    for (index, sample) in out.iter_mut().enumerate() {
        let at = 2 * index;
        let sum =
            |row: &[u8]| u32::from(row[at]) + 2 * u32::from(row[at + 1]) + u32::from(row[at + 2]);
        *sample = ((sum(upper) + sum(lower) + 4) >> 3) as u8;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn mixing_with_nothing_changes_nothing_and_with_all_changes_all() {
        for under in 0..=255 {
            for value in [0, 16, 128, 235, 255] {
                assert_eq!(u32::from(mix(under, value, 0)), under);
                assert_eq!(u32::from(mix(under, value, 255)), value);
                let half = (under * 127 + value * 128 + 127) / 255;
                assert_eq!(u32::from(mix(under, value, 128)), half);
            }
        }
    }
}
