//! Characters that are geometry rather than letters: boxes, blocks, braille, sextants and the
//! arrows of status lines. They are drawn from the pixels of their own cell, so that they meet
//! their neighbours without a seam at every size, which no font can do.

mod blocks;
mod boxes;
mod powerline;

use super::mask::Mask;

/// Where a shape is drawn. Cells have whole pixels, so neighbours may differ by one; the lines
/// that go through them must not.
#[derive(Clone, Copy)]
pub struct Room {
    /// In pixels.
    pub width: usize,
    /// In pixels.
    pub height: usize,
    /// The thickness of a light line, the same in all cells.
    pub thin: i32,
}

impl Room {
    /// A cell of so many pixels among cells that are so wide on average.
    pub fn new(width: usize, height: usize, average: f64) -> Room {
        let thin = (libm::rint(average * 0.11) as i32).max(1);
        Room {
            width,
            height,
            thin,
        }
    }
}

/// The shape of a character in a cell, if it is one of these.
pub fn shape(character: char, room: Room) -> Option<Mask> {
    let Room { width, height, .. } = room;
    if width == 0 || height == 0 {
        return None;
    }
    let code = u32::from(character);
    match code {
        0x2500..=0x257f => Some(boxes::shape(code - 0x2500, room)),
        0x2580..=0x259f => Some(blocks::block(code - 0x2580, width, height)),
        0x2800..=0x28ff => Some(blocks::braille(code - 0x2800, width, height)),
        0x1fb00..=0x1fb3b => Some(blocks::sextant(code - 0x1fb00, width, height)),
        0xe0b0..=0xe0bf => Some(powerline::shape(code - 0xe0b0, room)),
        _ => None,
    }
}

/// Whether a character has a shape of its own here.
pub fn is_geometric(character: char) -> bool {
    matches!(u32::from(character),
        0x2500..=0x259f | 0x2800..=0x28ff | 0x1fb00..=0x1fb3b | 0xe0b0..=0xe0bf)
}

/// How much of a pixel is inside a shape whose edge is this far from its middle.
fn soft(distance: f64) -> f64 {
    (0.5 - distance).clamp(0.0, 1.0)
}

#[cfg(test)]
mod tests;
