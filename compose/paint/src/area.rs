//! Areas of a frame in whole pixels.

use std::ops::Range;

use demoreel_primitives::picture::Plane;
use demoreel_primitives::space::{CanvasRect, CanvasSpace};

/// The largest whole number that is not above a value, for values that fit.
pub fn floor(value: f64) -> i32 {
    let cut = value as i32;
    cut - i32::from(cut as f64 > value)
}

/// The smallest whole number that is not below a value, for values that fit.
pub fn ceil(value: f64) -> i32 {
    -floor(-value)
}

/// A half-open area of the canvas, or of one of its planes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Area(euclid::Box2D<i32, CanvasSpace>);

impl std::ops::Deref for Area {
    type Target = euclid::Box2D<i32, CanvasSpace>;
    fn deref(&self) -> &Self::Target {
        &self.0
    }
}

impl Area {
    /// From the upper left corner to just past the lower right one.
    pub fn new(left: i32, top: i32, right: i32, bottom: i32) -> Area {
        Area(euclid::Box2D::new(
            euclid::point2(left, top),
            euclid::point2(right, bottom),
        ))
    }

    /// A whole canvas.
    pub fn whole(width: usize, height: usize) -> Area {
        Area::new(0, 0, width as i32, height as i32)
    }

    /// The smallest area with even sides that holds a rectangle.
    pub fn around(rect: CanvasRect) -> Area {
        let low = |value: f64| 2 * floor(value.clamp(-1e6, 1e6) / 2.0);
        let high = |value: f64| 2 * ceil(value.clamp(-1e6, 1e6) / 2.0);
        Area::new(
            low(rect.min_x()),
            low(rect.min_y()),
            high(rect.max_x()),
            high(rect.max_y()),
        )
    }

    /// What two areas share; nothing where they do not meet.
    pub fn meet(self, other: Area) -> Option<Area> {
        self.0.intersection(&other.0).map(Area)
    }

    /// The smallest area that holds both.
    pub fn join(self, other: Area) -> Area {
        Area(self.0.union(&other.0))
    }

    /// The same area of a plane; its edges are even.
    pub fn of_plane(self, plane: Plane) -> Area {
        match plane {
            Plane::Y => self,
            Plane::U | Plane::V => Area(self.0 / 2),
        }
    }

    /// Its rows.
    pub fn rows(self) -> Range<i32> {
        self.min.y..self.max.y
    }

    /// Its columns.
    pub fn columns(self) -> Range<i32> {
        self.min.x..self.max.x
    }

    /// How many pixels it has.
    pub fn pixels(self) -> i64 {
        self.width() as i64 * self.height() as i64
    }
}
