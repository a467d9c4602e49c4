//! Blocks, shades, quadrants, braille dots and sextants.

use super::soft;
use crate::terminal::mask::Mask;

/// Where so many of `parts` equal parts end in a length, in whole pixels.
fn cut(length: usize, part: u32, parts: u32) -> i32 {
    libm::rint(length as f64 * f64::from(part) / f64::from(parts)) as i32
}

/// U+2580 and so many more.
pub(super) fn block(index: u32, width: usize, height: usize) -> Mask {
    let mut mask = Mask::clear(width, height);
    let (right, bottom) = (width as i32, height as i32);
    let (middle, waist) = (cut(width, 1, 2), cut(height, 1, 2));
    match index {
        0x00 => mask.fill(0..right, 0..waist),
        // Lower one to eight eighths.
        0x01..=0x08 => mask.fill(0..right, cut(height, 8 - index, 8)..bottom),
        // Left seven to one eighths.
        0x09..=0x0f => mask.fill(0..cut(width, 0x10 - index, 8), 0..bottom),
        0x10 => mask.fill(middle..right, 0..bottom),
        // Shades are even: a pattern of dots would shimmer when the camera moves.
        0x11..=0x13 => mask.tint(0..right, 0..bottom, (64 * (index - 0x10)) as u8),
        0x14 => mask.fill(0..right, 0..cut(height, 1, 8)),
        0x15 => mask.fill(cut(width, 7, 8)..right, 0..bottom),
        _ => {
            // Quadrants: upper left, upper right, lower left, lower right.
            let parts = QUADRANTS[(index - 0x16) as usize];
            for (bit, (columns, rows)) in [
                (0..middle, 0..waist),
                (middle..right, 0..waist),
                (0..middle, waist..bottom),
                (middle..right, waist..bottom),
            ]
            .into_iter()
            .enumerate()
            {
                if parts & (1 << bit) > 0 {
                    mask.fill(columns, rows);
                }
            }
        }
    }
    mask
}

/// U+2596 to U+259F, a bit for each quarter.
const QUADRANTS: [u8; 10] = [
    0b0100, 0b1000, 0b0001, 0b1101, 0b1001, 0b0111, 0b1011, 0b0010, 0b0110, 0b1110,
];

/// Braille: a bit for each dot, the first three of each column first.
pub(super) fn braille(dots: u32, width: usize, height: usize) -> Mask {
    const PLACES: [(f64, f64); 8] = [
        (0.0, 0.0),
        (0.0, 1.0),
        (0.0, 2.0),
        (1.0, 0.0),
        (1.0, 1.0),
        (1.0, 2.0),
        (0.0, 3.0),
        (1.0, 3.0),
    ];
    let (step_x, step_y) = (width as f64 / 2.0, height as f64 / 4.0);
    let radius = step_x.min(step_y) * 0.3;
    let lit = PLACES
        .iter()
        .enumerate()
        .filter(|(bit, _)| dots & (1 << bit) > 0);
    let lit: Vec<(f64, f64)> = lit
        .map(|(_, (x, y))| ((x + 0.5) * step_x, (y + 0.5) * step_y))
        .collect();
    Mask::of(width, height, |x, y| {
        let distances = lit
            .iter()
            .map(|dot| libm::hypot(x - dot.0, y - dot.1) - radius);
        distances.map(soft).fold(0.0, f64::max)
    })
}

/// Sextants: two columns and three rows, a bit for each. The two that are other characters are
/// left out of the count.
pub(super) fn sextant(index: u32, width: usize, height: usize) -> Mask {
    let mut parts = index + 1;
    // The left half and the right half have code points of their own.
    parts += u32::from(parts >= 21);
    parts += u32::from(parts >= 42);
    let mut mask = Mask::clear(width, height);
    for bit in 0..6 {
        if parts & (1 << bit) == 0 {
            continue;
        }
        let (column, row) = (bit % 2, bit / 2);
        mask.fill(
            cut(width, column, 2)..cut(width, column + 1, 2),
            cut(height, row, 3)..cut(height, row + 1, 3),
        );
    }
    mask
}
