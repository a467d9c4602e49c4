//! Sprites from 8-bit pixels, in whole numbers: for pictures that are large and new in every
//! frame.

use super::{Layer, Sprite};
use crate::area::Area;

/// Fraction bits of the factors.
const BITS: u32 = 16;

/// Weights of red, green and blue for one plane, and what black has, for colours of 0 to 255 and
/// results with 8 fraction bits.
struct Plane {
    weights: [i64; 3],
    black: i64,
}

impl Plane {
    /// From the plane's share of each colour, for results of 0 to 255.
    fn new(share: [f64; 3], black: i64) -> Plane {
        let fixed = |share: f64| libm::rint(share * f64::from(1u32 << BITS) * 256.0) as i64;
        Plane {
            weights: share.map(fixed),
            black,
        }
    }

    /// One sample: `sum` holds `count` pixels with colours multiplied by alpha.
    fn sample(&self, sum: [i64; 4], count: i64) -> (u16, u16) {
        let alpha = (sum[3] * 256 + 255 * count / 2) / (255 * count);
        let [red, green, blue] = self.weights;
        let colour = sum[0] * red + sum[1] * green + sum[2] * blue;
        let colour = (colour / count + (1 << (BITS - 1))) >> BITS;
        (alpha as u16, (colour + self.black * alpha).max(0) as u16)
    }
}

const LUMA: [f64; 3] = [0.2126, 0.7152, 0.0722];

/// Luma, blue difference and red difference, BT.709 in limited range.
fn planes() -> [Plane; 3] {
    let (y, c) = (219.0 / 255.0, 224.0 / 255.0);
    let less = |own: usize, span: f64| {
        let mut share = LUMA.map(|share| -share * c / span);
        share[own] += c / span;
        share
    };
    [
        Plane::new(LUMA.map(|share| share * y), 16),
        Plane::new(less(2, 1.8556), 128),
        Plane::new(less(0, 1.5748), 128),
    ]
}

impl Sprite {
    /// From RGBA whose colours are multiplied by alpha; its upper left pixel lies at `corner` of
    /// the frame.
    pub fn of_bytes(pixels: &[u8], width: usize, corner: (i32, i32)) -> Sprite {
        let height = pixels.len() / (4 * width.max(1));
        let even = |value: i32| value.div_euclid(2) * 2;
        let (left, top) = (even(corner.0), even(corner.1));
        let right = even(corner.0 + width as i32 + 2);
        let bottom = even(corner.1 + height as i32 + 1);
        let area = Area::new(left, top, right, bottom);
        // A margin of clear pixels on the grid of the frame's pairs, so that no edge is a case.
        let (columns, rows) = (area.width() as usize + 2, area.height() as usize);
        let mut padded = vec![[0u8; 4]; columns * rows];
        let shift = ((corner.0 - left) as usize + 1, (corner.1 - top) as usize);
        for (row, line) in pixels.chunks_exact(4 * width.max(1)).enumerate() {
            let begin = (row + shift.1) * columns + shift.0;
            let target = &mut padded[begin..begin + width];
            for (target, pixel) in target.iter_mut().zip(line.chunks_exact(4)) {
                target.copy_from_slice(pixel);
            }
        }
        let [luma, blue, red] = planes();
        Sprite {
            area,
            luma: fine(&padded, columns, &luma),
            blue: coarse(&padded, columns, &blue),
            red: coarse(&padded, columns, &red),
        }
    }
}

fn fine(padded: &[[u8; 4]], columns: usize, plane: &Plane) -> Layer {
    let lines = padded.chunks_exact(columns);
    let pixels = lines.flat_map(|line| &line[1..columns - 1]);
    collect(pixels.map(|pixel| plane.sample(pixel.map(i64::from), 1)))
}

/// Each sample weighs the luma columns at its left, at itself and at its right, of two rows.
fn coarse(padded: &[[u8; 4]], columns: usize, plane: &Plane) -> Layer {
    let pairs = padded.chunks_exact(2 * columns);
    let samples = pairs.flat_map(|pair| {
        let (upper, lower) = pair.split_at(columns);
        (1..columns - 1).step_by(2).map(move |column| {
            let mut sum = [0i64; 4];
            for line in [upper, lower] {
                for (offset, weight) in [(0, 1), (1, 2), (2, 1)] {
                    let pixel = line[column - 1 + offset];
                    for (sum, value) in sum.iter_mut().zip(pixel) {
                        *sum += weight * i64::from(value);
                    }
                }
            }
            plane.sample(sum, 8)
        })
    });
    collect(samples)
}

fn collect(samples: impl Iterator<Item = (u16, u16)>) -> Layer {
    let (alpha, colour) = samples.unzip();
    Layer { alpha, colour }
}

#[cfg(test)]
mod tests {
    use super::super::raster::Raster;
    use super::*;

    #[test]
    fn the_quick_way_gives_what_the_exact_one_gives() {
        let (width, height) = (13, 9);
        let mut pixels = Vec::new();
        for at in 0..width * height {
            let alpha = (at * 37 % 256) as u32;
            let part = |value: u32| (value % 256 * alpha / 255) as u8;
            let at = at as u32;
            pixels.extend([part(at * 91), part(at * 53), part(at * 17), alpha as u8]);
        }
        for corner in [(0, 0), (-3, 5), (7, -4)] {
            let quick = Sprite::of_bytes(&pixels, width, corner);
            let raster = Raster::from_rgba(width, height, &pixels);
            let exact = Sprite::new(&raster, corner.0, corner.1);
            assert_eq!(quick.area(), exact.area());
            for (quick, exact) in [
                (&quick.luma, &exact.luma),
                (&quick.blue, &exact.blue),
                (&quick.red, &exact.red),
            ] {
                assert_eq!(quick.alpha.len(), exact.alpha.len());
                let off = |one: &u16, other: &u16| one.abs_diff(*other);
                let alphas = quick.alpha.iter().zip(&exact.alpha);
                assert!(alphas.map(|(a, b)| off(a, b)).max() <= Some(1));
                // Half of a level, of 256 each.
                let colours = quick.colour.iter().zip(&exact.colour);
                assert!(colours.map(|(a, b)| off(a, b)).max() <= Some(130));
            }
        }
    }
}
