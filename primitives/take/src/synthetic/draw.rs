//! Patches of one colour, painted over one another.

use demoreel_primitives::colour::Colour;
use demoreel_primitives::picture::{Picture, Plane};
use demoreel_primitives::space::{FilmSize, SurfaceRect};

/// A rectangle of one colour.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Patch {
    pub area: SurfaceRect,
    pub colour: Colour,
}

impl Patch {
    /// Equal for equal patches, and fit for a set.
    pub(super) fn key(&self) -> ([u64; 4], Colour) {
        let (min, max) = (self.area.min(), self.area.max());
        ([min.x, min.y, max.x, max.y].map(f64::to_bits), self.colour)
    }
}

/// Paints patches in their order.
pub(super) fn picture(size: FilmSize, density: f64, patches: &[Patch]) -> Picture {
    let mut picture = Picture::black(size.width as usize, size.height as usize);
    for patch in patches {
        paint(&mut picture, density, patch);
    }
    picture
}

fn paint(picture: &mut Picture, density: f64, patch: &Patch) {
    let yuv = patch.colour.to_yuv();
    let samples = [yuv.y, yuv.u, yuv.v].map(|sample| libm::round(sample) as u8);
    for plane in Plane::ALL {
        let scale = if plane == Plane::Y {
            density
        } else {
            density / 2.0
        };
        let (width, height) = picture.plane_size(plane);
        let side =
            |value: f64, most: usize| (libm::round(value * scale).max(0.0) as usize).min(most);
        let columns = side(patch.area.min_x(), width)..side(patch.area.max_x(), width);
        let rows = side(patch.area.min_y(), height)..side(patch.area.max_y(), height);
        let samples_of_plane = picture.plane_mut(plane);
        for row in rows {
            samples_of_plane[row * width..][columns.clone()].fill(samples[plane as usize]);
        }
    }
}
