//! Backgrounds as formulas.

use demoreel_primitives::colour::{Colour, Yuv};
use demoreel_primitives::picture::Plane;
use demoreel_primitives::plan::Background;

use super::FINE_BITS;

/// One plane of a background; `width` and `height` are the canvas'.
pub fn plane(background: &Background, plane: Plane, width: usize, height: usize) -> Vec<i16> {
    match background {
        Background::Solid(colour) => {
            let whole = libm::rint(component(colour.to_yuv(), plane)) as i16;
            let samples = match plane {
                Plane::Y => width * height,
                _ => width / 2 * (height / 2),
            };
            vec![whole << FINE_BITS; samples]
        }
        Background::Linear { angle, colours } => {
            let stops: Vec<f64> = colours
                .iter()
                .map(|colour: &Colour| component(colour.to_yuv(), plane))
                .collect();
            linear(
                Slope::new(*angle, width as f64, height as f64),
                &stops,
                plane,
            )
        }
    }
}

/// A plane's value of a colour, counted from black.
fn component(yuv: Yuv, plane: Plane) -> f64 {
    match plane {
        Plane::Y => yuv.y - 16.0,
        Plane::U => yuv.u - 128.0,
        Plane::V => yuv.v - 128.0,
    }
}

/// The way along a gradient: 0 in the corner where it begins, 1 where it ends.
struct Slope {
    across: f64,
    down: f64,
    start: f64,
    width: f64,
    height: f64,
}

impl Slope {
    fn new(degrees: f64, width: f64, height: f64) -> Slope {
        let angle = degrees.to_radians();
        let (cosine, sine) = (libm::cos(angle), libm::sin(angle));
        let length = width * libm::fabs(cosine) + height * libm::fabs(sine);
        let (across, down) = (cosine / length, sine / length);
        let start = 0.5 - (across * width + down * height) / 2.0;
        Slope {
            across,
            down,
            start,
            width,
            height,
        }
    }
}

fn linear(slope: Slope, stops: &[f64], plane: Plane) -> Vec<i16> {
    // Luma samples sit in the middle of their pixels; chroma's on the left one of its two
    // columns and between its two rows.
    let (pitch, left, top) = match plane {
        Plane::Y => (1, 0.5, 0.5),
        Plane::U | Plane::V => (2, 0.5, 1.0),
    };
    let mut samples = Vec::with_capacity((slope.width * slope.height) as usize / (pitch * pitch));
    for row in (0..slope.height as usize).step_by(pitch) {
        let start = slope.start + (row as f64 + top) * slope.down;
        for column in (0..slope.width as usize).step_by(pitch) {
            let way = start + (column as f64 + left) * slope.across;
            let value = between(stops, way) * (1 << FINE_BITS) as f64;
            samples.push(libm::rint(value) as i16);
        }
    }
    samples
}

/// The value of evenly spaced stops at a part of the way.
fn between(stops: &[f64], way: f64) -> f64 {
    match stops {
        [] => 0.0,
        [only] => *only,
        _ => {
            let place = way.clamp(0.0, 1.0) * (stops.len() - 1) as f64;
            let index = (place as usize).min(stops.len() - 2);
            let part = place - index as f64;
            stops[index] + (stops[index + 1] - stops[index]) * part
        }
    }
}
