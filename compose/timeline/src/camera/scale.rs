//! How close `auto` goes: close enough to read and no closer than the target needs.

use demoreel_primitives::plan::ZoomScale;
use demoreel_primitives::space::{CanvasRect, CanvasSize, CanvasSpace};
use euclid::Size2D;

/// A target fills at most this part of the canvas, on either axis.
const FILL: f64 = 0.45;
/// A zoom of less than this looks like a mistake.
const LEAST: f64 = 1.3;
/// Heights of text lines at 1080 that are easy to read, and that need not be exceeded.
const READABLE: f64 = 26.0;
const LARGE: f64 = 52.0;
/// The whole target stays in the picture, with some air around it.
const AIR: f64 = 0.92;

/// What there is to fill.
pub struct Room {
    /// What the camera looks at things in.
    pub within: Size2D<f64, CanvasSpace>,
    /// The whole frame.
    pub canvas: CanvasSize,
    /// How many times larger the card at rest is than one that is seen whole.
    pub closeness: f64,
}

/// The scale for a target of this size at rest, whose text has this height at rest.
pub fn scale(
    wanted: ZoomScale,
    target: &CanvasRect,
    text: Option<f64>,
    room: &Room,
    most: f64,
) -> f64 {
    match wanted {
        ZoomScale::Auto => auto(target, text, room, (most / room.closeness).max(1.0)),
        ZoomScale::Times(times) => (times / room.closeness).max(1.0),
    }
}

fn auto(target: &CanvasRect, text: Option<f64>, room: &Room, most: f64) -> f64 {
    let fits = f64::min(
        room.within.width / target.size.width.max(1.0),
        room.within.height / target.size.height.max(1.0),
    );
    let unit = room.canvas.width.min(room.canvas.height) as f64 / 1080.0;
    let text = text.filter(|height| *height > 0.0);
    let mut scale = fits * FILL;
    if let Some(height) = text {
        scale = scale.clamp(READABLE * unit / height, LARGE * unit / height);
    }
    // What is close already may come a little closer.
    let least = (LEAST / room.closeness).max(1.0);
    scale
        .clamp(least.min(most), most)
        .min((fits * AIR).max(1.0))
}

#[cfg(test)]
mod tests {
    use super::*;
    use euclid::{Point2D, Rect, Size2D};

    const CANVAS: Room = Room {
        within: Size2D::new(1920.0, 1080.0),
        canvas: CanvasSize::new(1920, 1080),
        closeness: 1.0,
    };

    fn auto_for(width: f64, height: f64, text: Option<f64>) -> f64 {
        let target = Rect::new(Point2D::zero(), Size2D::new(width, height));
        scale(ZoomScale::Auto, &target, text, &CANVAS, 2.2)
    }

    #[test]
    fn a_small_target_is_brought_as_close_as_the_style_allows() {
        assert_eq!(auto_for(90.0, 30.0, None), 2.2);
    }

    #[test]
    fn a_target_fills_less_than_half_of_the_picture() {
        let scale = auto_for(500.0, 100.0, None);
        assert!((scale - 1920.0 * 0.45 / 500.0).abs() < 1e-12);
        let tall = auto_for(100.0, 300.0, None);
        assert!((tall - 1080.0 * 0.45 / 300.0).abs() < 1e-12);
    }

    #[test]
    fn small_text_is_made_readable_and_large_text_is_not_made_huge() {
        // A wide row of small text: filling says 1.3, reading says 2.
        assert_eq!(auto_for(664.0, 40.0, Some(13.0)), 2.0);
        assert_eq!(auto_for(90.0, 40.0, Some(40.0)), 1.3);
    }

    #[test]
    fn the_whole_target_stays_in_the_picture_even_if_its_text_is_tiny() {
        let scale = auto_for(1600.0, 500.0, Some(8.0));
        assert!((scale - 1920.0 * 0.92 / 1600.0).abs() < 1e-12, "{scale}");
        assert_eq!(auto_for(3000.0, 500.0, None), 1.0);
    }

    #[test]
    fn a_scale_that_is_written_is_taken_as_it_is() {
        let target = Rect::new(Point2D::zero(), Size2D::new(1500.0, 900.0));
        assert_eq!(
            scale(ZoomScale::Times(4.0), &target, None, &CANVAS, 2.0),
            4.0
        );
    }
}
