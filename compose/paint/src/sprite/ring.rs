//! The ring that a click leaves, as a formula.

use demoreel_primitives::colour::Colour;
use demoreel_primitives::timeline::Ring;

use super::Sprite;
use super::raster::Raster;

/// A ring, solid; its opacity is given when it is painted. Inside it a fainter disc.
pub fn sprite(colour: Colour, ring: &Ring) -> Sprite {
    let outer = ring.radius + ring.stroke / 2.0;
    let left = libm::floor(ring.at.x - outer) as i32 - 1;
    let top = libm::floor(ring.at.y - outer) as i32 - 1;
    let side = libm::ceil(2.0 * outer) as usize + 3;
    let mut raster = Raster::clear(side, side);
    let tint = [colour.red, colour.green, colour.blue].map(|value| value as f32 / 255.0);
    for row in 0..side {
        for column in 0..side {
            let x = left as f64 + column as f64 + 0.5 - ring.at.x;
            let y = top as f64 + row as f64 + 0.5 - ring.at.y;
            let alpha = coverage(ring, libm::sqrt(x * x + y * y)) * colour.alpha as f64 / 255.0;
            let alpha = alpha as f32;
            let pixel = [tint[0] * alpha, tint[1] * alpha, tint[2] * alpha, alpha];
            raster.over(column as i32, row as i32, pixel);
        }
    }
    Sprite::new(&raster, left, top)
}

/// How solid the disc inside a ring is, compared to the ring.
const DISC: f64 = 0.22;

fn coverage(ring: &Ring, distance: f64) -> f64 {
    let edge = libm::fabs(distance - ring.radius) - ring.stroke / 2.0;
    let line = (0.5 - edge).clamp(0.0, 1.0);
    let disc = (0.5 - (distance - ring.radius)).clamp(0.0, 1.0) * DISC;
    line.max(disc)
}
