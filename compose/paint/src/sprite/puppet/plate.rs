//! The plate behind a puppet: a light tint of its accent with round corners and a thin rim, on
//! which the figure's picture is cut.

use demoreel_primitives::colour::Colour;
use demoreel_primitives::space::CanvasRect;
use resvg::tiny_skia::Pixmap;

use crate::card::Outline;

/// Width of the rim as a part of the shorter side.
const RIM: f64 = 0.022;
/// How much of white is in the plate's upper and lower colour.
const TINTS: (f64, f64) = (0.80, 0.52);

/// A colour on its way to another.
pub fn mixed(from: Colour, to: Colour, part: f64) -> Colour {
    let mix = |from: u8, to: u8| {
        libm::rint(f64::from(from) + (f64::from(to) - f64::from(from)) * part) as u8
    };
    Colour {
        red: mix(from.red, to.red),
        green: mix(from.green, to.green),
        blue: mix(from.blue, to.blue),
        alpha: from.alpha,
    }
}

/// Lays what is drawn over a plate at `place`, and takes away what is beyond its edges.
pub fn put_under(pixmap: &mut Pixmap, place: CanvasRect, corner: f64, accent: Colour) {
    let side = place.width().min(place.height());
    let rim = (side * RIM).max(1.5);
    let outer = Outline::new(place, side * corner.clamp(0.0, 0.5));
    let within = place.inflate(-rim, -rim);
    let inner = Outline::new(within, (side * corner.clamp(0.0, 0.5) - rim).max(0.0));
    let white = Colour::rgb(255, 255, 255);
    let accent = Colour {
        alpha: 255,
        ..accent
    };
    let (width, height) = (pixmap.width() as usize, pixmap.height() as usize);
    for row in 0..height {
        let down = row as f64 / height.max(1) as f64;
        let tint = mixed(accent, white, TINTS.0 + (TINTS.1 - TINTS.0) * down);
        let line = &mut pixmap.data_mut()[row * width * 4..(row + 1) * width * 4];
        for (column, pixel) in line.chunks_exact_mut(4).enumerate() {
            let (column, row) = (column as i32, row as i32);
            lay(
                pixel,
                tint,
                inner.covers(column, row),
                outer.covers(column, row),
            );
        }
    }
}

/// One pixel: the figure over the tint, both inside the rim, which is white.
fn lay(pixel: &mut [u8], tint: Colour, inner: f64, outer: f64) {
    let clear = 1.0 - f64::from(pixel[3]) / 255.0;
    for (value, tint) in pixel.iter_mut().zip([tint.red, tint.green, tint.blue]) {
        let inside = f64::from(*value) + f64::from(tint) * clear;
        *value = libm::rint((inside * inner + 255.0 * (1.0 - inner)) * outer).min(255.0) as u8;
    }
    pixel[3] = libm::rint(255.0 * outer) as u8;
}
