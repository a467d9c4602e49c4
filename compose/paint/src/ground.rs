//! What lies under everything: the background with more than 8 bits, shadows on it, and the
//! dithered way down to 8 bits. Samples are signed, counted from black, with 7 fraction bits.

mod gradient;
mod noise;
mod shade;

use demoreel_primitives::picture::Plane;
use demoreel_primitives::plan::Background;

pub use noise::Noise;
pub use shade::{Bell, ShadowTables};

use crate::area::Area;
use crate::resample::Kernel;

/// Fraction bits of the ground's samples.
const FINE_BITS: i32 = 7;

/// A background, painted once.
pub struct Ground {
    planes: [Vec<i16>; 3],
    widths: [usize; 3],
}

impl Ground {
    /// Paints a background of this size; both sides are even.
    pub fn new(background: &Background, width: usize, height: usize) -> Ground {
        let planes = Plane::ALL.map(|plane| gradient::plane(background, plane, width, height));
        Ground {
            planes,
            widths: [width, width / 2, width / 2],
        }
    }

    /// Writes part of one row of a plane, darkened by a shadow.
    pub fn row(&self, brush: &Brush<'_>, row: i32, columns: std::ops::Range<i32>, out: &mut [u8]) {
        let begin = row as usize * self.widths[brush.plane as usize];
        let fine = &self.planes[brush.plane as usize];
        let fine = &fine[begin + columns.start as usize..begin + columns.end as usize];
        shade::row(brush, row, columns.start, shade::Under::Fine(fine), out);
    }
}

/// How rows of a plane are shaded.
pub struct Brush<'a> {
    /// Which code does the arithmetic.
    pub kernel: Kernel,
    /// Which plane.
    pub plane: Plane,
    /// The shadow, if any.
    pub shadow: Option<&'a ShadowTables>,
    /// The fixed pattern of the dither.
    pub noise: &'a Noise,
}

/// Lays a shadow over what is painted already.
pub fn darken(brush: &Brush<'_>, area: Area, width: usize, samples: &mut [u8]) {
    for row in area.rows() {
        let begin = row as usize * width;
        let span = begin + area.min.x as usize..begin + area.max.x as usize;
        shade::row(
            brush,
            row,
            area.min.x,
            shade::Under::Painted,
            &mut samples[span],
        );
    }
}
