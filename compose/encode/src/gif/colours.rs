//! Frames as RGB, in whole numbers: colour is spread between its samples as good players do.

use std::ops::Range;

use demoreel_primitives::picture::{Picture, Plane};

/// Writes the rows of a picture as packed RGB into a buffer of the whole picture. Colour reaches
/// over one row to both sides, so as many are added.
pub fn convert(picture: &Picture, rows: Range<usize>, rgb: &mut [u8]) {
    let (width, height) = (picture.width(), picture.height());
    let rows = rows.start.saturating_sub(2)..(rows.end + 2).min(height);
    let (blue, red) = (picture.plane(Plane::U), picture.plane(Plane::V));
    let (half, last) = (width / 2, height / 2 - 1);
    for row in rows {
        let near = row / 2;
        let far = match row % 2 {
            0 => near.saturating_sub(1),
            _ => (near + 1).min(last),
        };
        let mixed = |samples: &[u8], column: usize| {
            let at = |y: usize| i32::from(samples[y * half + column.min(half - 1)]);
            3 * at(near) + at(far)
        };
        let luma = &picture.plane(Plane::Y)[row * width..(row + 1) * width];
        let out = &mut rgb[3 * row * width..3 * (row + 1) * width];
        for (column, (luma, pixel)) in luma.iter().zip(out.chunks_exact_mut(3)).enumerate() {
            // Eighths of a sample, so that a column between two of them is their mean.
            let across = |samples: &[u8]| match column % 2 {
                0 => 2 * mixed(samples, column / 2),
                _ => mixed(samples, column / 2) + mixed(samples, column / 2 + 1),
            };
            pixel.copy_from_slice(&rgb_of(i32::from(*luma), across(blue), across(red)));
        }
    }
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
            convert(&picture, 0..4, &mut rgb);
            for pixel in rgb.chunks_exact(3) {
                for (got, wanted) in pixel.iter().zip([red, green, blue]) {
                    assert!(got.abs_diff(wanted) <= 2, "{got} for {wanted}");
                }
            }
        }
    }
}
