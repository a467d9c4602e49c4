//! A view: how the camera has scaled and shifted the canvas on which the card rests.

use demoreel_primitives::space::{CanvasPoint, CanvasRect};
use euclid::{Point2D, Rect};

/// `shown = scale * rest + shift` on each axis. A mix of two views moves every point on a
/// straight line.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct View {
    /// 1 at rest.
    pub scale: f64,
    /// Canvas pixels.
    pub shift: (f64, f64),
}

impl View {
    /// The whole card.
    pub const REST: View = View {
        scale: 1.0,
        shift: (0.0, 0.0),
    };

    /// The view that brings a point of the resting canvas to the middle of `within`, or as near as
    /// the card's edges allow: they are never further in than `padding`, so that an edge of the card looks
    /// the same close up as at rest.
    pub fn centred(
        middle: CanvasPoint,
        scale: f64,
        rest: &CanvasRect,
        within: &CanvasRect,
        padding: f64,
    ) -> View {
        let axis = |middle: f64, from: f64, size: f64, (start, side): (f64, f64)| {
            let edge = side / 2.0 - (middle - from) * scale;
            let free = side - size * scale;
            let edge = if free >= 2.0 * padding {
                free / 2.0
            } else {
                edge.clamp(free - padding, padding)
            };
            // The card comes to rest on whole pixels.
            libm::round(start + edge) - from * scale
        };
        let shift = (
            axis(
                middle.x,
                rest.origin.x,
                rest.size.width,
                (within.origin.x, within.size.width),
            ),
            axis(
                middle.y,
                rest.origin.y,
                rest.size.height,
                (within.origin.y, within.size.height),
            ),
        );
        View { scale, shift }
    }

    /// Where the card stands in this view.
    pub fn card(&self, rest: &CanvasRect) -> CanvasRect {
        if *self == View::REST {
            return *rest;
        }
        let origin = self.shown(rest.origin);
        Rect::new(origin, rest.size * self.scale)
    }

    /// Where a point of the resting canvas is in this view.
    pub fn shown(&self, at: CanvasPoint) -> CanvasPoint {
        Point2D::new(
            at.x * self.scale + self.shift.0,
            at.y * self.scale + self.shift.1,
        )
    }

    /// The way from this view to another, a part of which can be gone.
    pub fn towards(&self, other: &View, part: f64) -> View {
        let mix = |from: f64, to: f64| from + (to - from) * part;
        View {
            scale: mix(self.scale, other.scale),
            shift: (
                mix(self.shift.0, other.shift.0),
                mix(self.shift.1, other.shift.1),
            ),
        }
    }
}
