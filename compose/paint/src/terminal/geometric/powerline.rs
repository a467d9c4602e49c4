//! The arrows, half circles and slopes of status lines. Solid ones fill their cell to its edge.

use super::{Room, soft};
use crate::terminal::mask::Mask;

/// The shape of U+E0B0 and so many more.
pub(super) fn shape(index: u32, room: Room) -> Mask {
    let Room {
        width,
        height,
        thin,
    } = room;
    let (w, h) = (width as f64, height as f64);
    let half = f64::from(thin) / 2.0;
    match index {
        // Arrows to the right and to the left, each solid and as a line.
        0x0 => Mask::of(width, height, |x, y| soft(beyond(x, y, w, h))),
        0x1 => Mask::of(width, height, |x, y| {
            soft(libm::fabs(beyond(x, y, w - half, h)) - half)
        }),
        0x2 => Mask::of(width, height, |x, y| soft(beyond(w - x, y, w, h))),
        0x3 => Mask::of(width, height, |x, y| {
            soft(libm::fabs(beyond(w - x, y, w - half, h)) - half)
        }),
        // Half circles, in the same order.
        0x4 => Mask::of(width, height, |x, y| soft(outside(x, y, w, h))),
        0x5 => Mask::of(width, height, |x, y| {
            soft(libm::fabs(outside(x, y, w - half, h)) - half)
        }),
        0x6 => Mask::of(width, height, |x, y| soft(outside(w - x, y, w, h))),
        0x7 => Mask::of(width, height, |x, y| {
            soft(libm::fabs(outside(w - x, y, w - half, h)) - half)
        }),
        // Slopes: lower left, lower right, upper left, upper right, each solid and as a line.
        _ => slope(index - 0x8, room),
    }
}

/// How far a point is beyond an arrow head that points to the right.
fn beyond(x: f64, y: f64, w: f64, h: f64) -> f64 {
    let from_middle = libm::fabs(y - h / 2.0);
    (x * h / 2.0 + from_middle * w - w * h / 2.0) / libm::hypot(h / 2.0, w)
}

/// How far a point is outside of half an ellipse at the left edge, nearly.
fn outside(x: f64, y: f64, w: f64, h: f64) -> f64 {
    let (dx, dy) = (x / w, (y - h / 2.0) / (h / 2.0));
    let inside = dx * dx + dy * dy - 1.0;
    let steep = 2.0 * libm::hypot(dx / w, dy / (h / 2.0));
    inside / steep.max(1e-6)
}

fn slope(kind: u32, room: Room) -> Mask {
    let Room {
        width,
        height,
        thin,
    } = room;
    let (w, h) = (width as f64, height as f64);
    let half = f64::from(thin) / 2.0;
    let length = libm::hypot(w, h);
    Mask::of(width, height, |x, y| {
        let falling = (x * h - y * w) / length;
        let rising = (w * h - x * h - y * w) / length;
        let distance = match kind / 2 {
            0 => falling,
            1 => rising,
            2 => -rising,
            _ => -falling,
        };
        match kind % 2 {
            0 => soft(distance),
            _ => soft(libm::fabs(distance) - half),
        }
    })
}
