//! Frames as RGB, in whole numbers: colour is spread between its samples as good players do.

use std::ops::Range;

use demoreel_primitives::picture::{Picture, Plane};

/// Writes a part of a row of a picture as packed RGB into a buffer of the whole picture. The part
/// begins at an even column.
pub fn convert(picture: &Picture, row: usize, columns: Range<usize>, rgb: &mut [u8]) {
    let width = picture.width();
    let half = width / 2;
    let [near, far] = colour_rows(picture, row);
    let mixed = |samples: &[u8], column: usize| {
        let at = |y: usize| i32::from(samples[y * half + column.min(half - 1)]);
        3 * at(near) + at(far)
    };
    let (blue, red) = (picture.plane(Plane::U), picture.plane(Plane::V));
    let part = row * width + columns.start..row * width + columns.end;
    let luma = &picture.plane(Plane::Y)[part.clone()];
    let out = &mut rgb[3 * part.start..3 * part.end];
    // Eighths of a sample, so that a column between two of them is their mean.
    let first = columns.start / 2;
    let (mut blue_here, mut red_here) = (mixed(blue, first), mixed(red, first));
    for (pair, (luma, pixels)) in luma.chunks(2).zip(out.chunks_mut(6)).enumerate() {
        let next = first + pair + 1;
        let (blue_next, red_next) = (mixed(blue, next), mixed(red, next));
        let between = (blue_here + blue_next, red_here + red_next);
        let at = [(2 * blue_here, 2 * red_here), between];
        for ((luma, pixel), (blue, red)) in luma.iter().zip(pixels.chunks_exact_mut(3)).zip(at) {
            pixel.copy_from_slice(&rgb_of(i32::from(*luma), blue, red));
        }
        (blue_here, red_here) = (blue_next, red_next);
    }
}

/// The two rows of colour samples that a row of pixels lies between, the nearer one first.
fn colour_rows(picture: &Picture, row: usize) -> [usize; 2] {
    let near = row / 2;
    let far = match row % 2 {
        0 => near.saturating_sub(1),
        _ => (near + 1).min(picture.height() / 2 - 1),
    };
    [near, far]
}

/// Whether a part of a row has the same colours in two pictures of one size. It begins at an even
/// column.
pub fn same(one: &Picture, other: &Picture, row: usize, columns: Range<usize>) -> bool {
    let width = one.width();
    let luma = row * width + columns.start..row * width + columns.end;
    let half = width / 2;
    // Colour is spread over the part's right edge.
    let samples = columns.start / 2..(columns.end / 2 + 1).min(half);
    let equal = |plane: Plane, part: Range<usize>| {
        one.plane(plane)[part.clone()] == other.plane(plane)[part]
    };
    equal(Plane::Y, luma)
        && colour_rows(one, row).into_iter().all(|at| {
            let part = at * half + samples.start..at * half + samples.end;
            equal(Plane::U, part.clone()) && equal(Plane::V, part)
        })
}

/// BT.709 from luma and eighths of the colour differences, with 16 fraction bits.
fn rgb_of(luma: i32, blue: i32, red: i32) -> [u8; 3] {
    let luma = (luma - 16) * 76_309;
    let (blue, red) = (blue - 1024, red - 1024);
    let byte = |value: i32| ((value + 32_768) >> 16).clamp(0, 255) as u8;
    [
        byte(luma + red * 14_686),
        byte(luma - blue * 1_747 - red * 4_366),
        byte(luma + blue * 17_305),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;
    use demoreel_primitives::colour::Colour;

    #[test]
    fn flat_colours_come_back() {
        for (red, green, blue) in [(255, 255, 255), (0, 0, 0), (220, 30, 60), (10, 200, 90)] {
            let yuv = Colour::rgb(red, green, blue).to_yuv();
            let mut picture = Picture::black(6, 4);
            for (plane, value) in Plane::ALL.into_iter().zip([yuv.y, yuv.u, yuv.v]) {
                picture.plane_mut(plane).fill(libm::rint(value) as u8);
            }
            let mut rgb = vec![0; 6 * 4 * 3];
            (0..4).for_each(|row| convert(&picture, row, 0..6, &mut rgb));
            for pixel in rgb.chunks_exact(3) {
                for (got, wanted) in pixel.iter().zip([red, green, blue]) {
                    assert!(got.abs_diff(wanted) <= 2, "{got} for {wanted}");
                }
            }
        }
    }
}
