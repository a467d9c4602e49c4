//! Small pictures with transparency that are laid over a frame: pointers, rings, captions. They
//! are rasterised once, turned to planar Y'CbCr with chroma at its own place, and kept.

mod bytes;
pub mod caption;
pub mod cursor;
pub mod puppet;
pub mod raster;
pub mod ring;

use demoreel_primitives::colour::yuv_from_rgb;
use demoreel_primitives::picture::{Picture, Plane};

use crate::area::Area;
use raster::Raster;

/// A sprite at its place in the frame. Colours are multiplied by alpha; both have 8 fraction
/// bits.
pub struct Sprite {
    area: Area,
    luma: Layer,
    blue: Layer,
    red: Layer,
}

struct Layer {
    alpha: Vec<u16>,
    colour: Vec<u16>,
}

impl Sprite {
    /// Turns a raster whose upper left pixel lies at `left`, `top` of the frame into a sprite.
    pub fn new(raster: &Raster, left: i32, top: i32) -> Sprite {
        let (right, bottom) = (left + raster.width as i32, top + raster.height as i32);
        let even = |value: i32| value.div_euclid(2) * 2;
        let area = Area::new(even(left), even(top), even(right + 2), even(bottom + 1));
        let at = |column: i32, row: i32| raster.at(column - left, row - top);
        let luma = layer(area, Plane::Y, at);
        let coarse = |column: i32, row: i32| chroma_sample(&at, column, row);
        let blue = layer(area.of_plane(Plane::U), Plane::U, coarse);
        let red = layer(area.of_plane(Plane::V), Plane::V, coarse);
        Sprite {
            area,
            luma,
            blue,
            red,
        }
    }

    /// The pixels that it may touch; its edges are even.
    pub fn area(&self) -> Area {
        self.area
    }

    /// Lays the part of it that is inside `clip` over the frame. `opacity` is of 256.
    pub fn paint(&self, clip: Area, opacity: u32, frame: &mut Picture) {
        let Some(clip) = clip.meet(self.area) else {
            return;
        };
        for (plane, layer) in Plane::ALL
            .into_iter()
            .zip([&self.luma, &self.blue, &self.red])
        {
            let stride = frame.plane_size(plane).0;
            let (clip, own) = (clip.of_plane(plane), self.area.of_plane(plane));
            for row in clip.rows() {
                let from = row as usize * stride + clip.min.x as usize;
                let begin = ((row - own.min.y) * own.width() + clip.min.x - own.min.x) as usize;
                let span = begin..begin + clip.width() as usize;
                let out = &mut frame.plane_mut(plane)[from..from + span.len()];
                blend(
                    &layer.colour[span.clone()],
                    &layer.alpha[span],
                    opacity,
                    out,
                );
            }
        }
    }
}

fn blend(colour: &[u16], alpha: &[u16], opacity: u32, out: &mut [u8]) {
    for ((out, colour), alpha) in out.iter_mut().zip(colour).zip(alpha) {
        let alpha = (*alpha as u32 * opacity + 128) >> 8;
        let colour = (*colour as u32 * opacity + 128) >> 8;
        *out = ((colour + *out as u32 * (256 - alpha) + 128) >> 8).min(255) as u8;
    }
}

/// A chroma sample: the luma columns at its left, at itself and at its right, of two rows.
fn chroma_sample(at: &impl Fn(i32, i32) -> [f32; 4], column: i32, row: i32) -> [f32; 4] {
    let mut sum = [0.0; 4];
    for (offset, weight) in [(-1, 0.125), (0, 0.25), (1, 0.125)] {
        for line in 0..2 {
            let pixel = at(2 * column + offset, 2 * row + line);
            for (sum, value) in sum.iter_mut().zip(pixel) {
                *sum += value * weight;
            }
        }
    }
    sum
}

/// One plane of a sprite from a function of the plane's own columns and rows.
fn layer(area: Area, plane: Plane, at: impl Fn(i32, i32) -> [f32; 4]) -> Layer {
    let mut layer = Layer {
        alpha: Vec::new(),
        colour: Vec::new(),
    };
    for row in area.rows() {
        for column in area.columns() {
            let [red, green, blue, alpha] =
                at(column, row).map(|value| value.clamp(0.0, 1.0) as f64);
            let fixed = libm::rint(alpha * 256.0);
            // Colours are multiplied by alpha already: dividing and multiplying by the rounded
            // alpha keeps white white where alpha is rounded.
            let straight = |value: f64| {
                if alpha > 0.0 {
                    value / alpha * 255.0
                } else {
                    0.0
                }
            };
            let yuv = yuv_from_rgb(straight(red), straight(green), straight(blue));
            let value = match plane {
                Plane::Y => yuv.y,
                Plane::U => yuv.u,
                Plane::V => yuv.v,
            };
            layer.alpha.push(fixed as u16);
            layer.colour.push(libm::rint(value * fixed) as u16);
        }
    }
    layer
}
