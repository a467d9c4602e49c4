//! Characters that are geometry rather than letters: boxes, blocks, braille, sextants and the
//! arrows of status lines. They are drawn from the pixels of their own cell, so that they meet
//! their neighbours without a seam at every size, which no font can do.

mod blocks;
mod boxes;
mod powerline;

use super::mask::Mask;

/// The shape of a character in a cell of so many pixels, if it is one of these.
pub fn shape(character: char, width: usize, height: usize) -> Option<Mask> {
    if width == 0 || height == 0 {
        return None;
    }
    let code = u32::from(character);
    match code {
        0x2500..=0x257f => Some(boxes::shape(code - 0x2500, width, height)),
        0x2580..=0x259f => Some(blocks::block(code - 0x2580, width, height)),
        0x2800..=0x28ff => Some(blocks::braille(code - 0x2800, width, height)),
        0x1fb00..=0x1fb3b => Some(blocks::sextant(code - 0x1fb00, width, height)),
        0xe0b0..=0xe0bf => Some(powerline::shape(code - 0xe0b0, width, height)),
        _ => None,
    }
}

/// Whether a character has a shape of its own here.
pub fn is_geometric(character: char) -> bool {
    matches!(u32::from(character),
        0x2500..=0x259f | 0x2800..=0x28ff | 0x1fb00..=0x1fb3b | 0xe0b0..=0xe0bf)
}

/// The thickness of a light line in a cell of this width.
fn light(width: usize) -> i32 {
    (libm::rint(width as f64 * 0.11) as i32).max(1)
}

/// How much of a pixel is inside a shape whose edge is this far from its middle.
fn soft(distance: f64) -> f64 {
    (0.5 - distance).clamp(0.0, 1.0)
}

#[cfg(test)]
mod tests;
