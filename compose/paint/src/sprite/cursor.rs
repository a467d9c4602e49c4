//! Our own cursors: vector drawings, rasterised large once and brought to their exact size and
//! sub-pixel place from there.

use std::sync::Arc;

use demoreel_primitives::space::CanvasPoint;
use demoreel_primitives::timeline::CursorShape;
use resvg::{tiny_skia, usvg};

use super::Sprite;
use super::raster::Raster;
use crate::error::PaintError;

/// Height of the arrow in its drawing's units, rim included.
const ARROW_HEIGHT: f64 = 20.6;
/// Steps of a place within a pixel.
const STEPS: f64 = 64.0;

/// A drawing as text, and the place of its hot spot in its own pixels.
struct Drawing {
    svg: &'static str,
    hot: (f64, f64),
}

fn drawing(shape: CursorShape) -> Drawing {
    match shape {
        CursorShape::Arrow => Drawing {
            svg: include_str!("../../../../assets/cursors/arrow.svg"),
            hot: (4.2, 3.2),
        },
        CursorShape::Hand => Drawing {
            svg: include_str!("../../../../assets/cursors/hand.svg"),
            hot: (12.0, 4.4),
        },
        CursorShape::Text => Drawing {
            svg: include_str!("../../../../assets/cursors/text.svg"),
            hot: (7.0, 13.0),
        },
    }
}

/// The large rasters, kept.
#[derive(Default)]
pub struct Cursors {
    large: Vec<((CursorShape, u32), Arc<Raster>)>,
}

impl Cursors {
    /// A cursor whose hot spot is at a place, the arrow being `height` pixels high.
    pub fn sprite(
        &mut self,
        shape: CursorShape,
        at: CanvasPoint,
        height: f64,
    ) -> Result<Sprite, PaintError> {
        let scale = height / ARROW_HEIGHT;
        let fineness = (libm::ceil(scale * 2.0).clamp(1.0, 64.0) as u32).next_power_of_two();
        let large = self.large(shape, fineness)?;
        let hot = drawing(shape).hot;
        let place = |at: f64, hot: f64| {
            let corner = libm::rint((at - hot * scale) * STEPS) / STEPS;
            (libm::floor(corner), corner - libm::floor(corner))
        };
        let ((left, right_by), (top, down_by)) = (place(at.x, hot.0), place(at.y, hot.1));
        let ratio = scale / fineness as f64;
        let side = |side: usize| libm::ceil(side as f64 * ratio) as usize + 2;
        let size = (side(large.width), side(large.height));
        let small = large.reduced(ratio, (right_by, down_by), size);
        Ok(Sprite::new(&small, left as i32, top as i32))
    }

    /// A drawing at a whole number of pixels for each of its units.
    fn large(&mut self, shape: CursorShape, fineness: u32) -> Result<Arc<Raster>, PaintError> {
        let key = (shape, fineness);
        if let Some((_, raster)) = self.large.iter().find(|(known, _)| *known == key) {
            return Ok(Arc::clone(raster));
        }
        let raster = Arc::new(rasterise(drawing(shape).svg, fineness)?);
        self.large.push((key, Arc::clone(&raster)));
        Ok(raster)
    }
}

fn rasterise(svg: &str, fineness: u32) -> Result<Raster, PaintError> {
    let broken = |what: String| PaintError::Asset { what };
    let tree = usvg::Tree::from_str(svg, &usvg::Options::default())
        .map_err(|error| broken(format!("a cursor's drawing: {error}")))?;
    let size = tree.size();
    let side = |length: f32| libm::ceilf(length) as u32 * fineness;
    let (width, height) = (side(size.width()), side(size.height()));
    let mut pixmap = tiny_skia::Pixmap::new(width, height)
        .ok_or_else(|| broken("a cursor's drawing has no size".to_owned()))?;
    let scale = tiny_skia::Transform::from_scale(fineness as f32, fineness as f32);
    resvg::render(&tree, scale, &mut pixmap.as_mut());
    Ok(Raster::from_rgba(
        width as usize,
        height as usize,
        pixmap.data(),
    ))
}
