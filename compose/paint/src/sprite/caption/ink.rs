//! Glyphs to coverage: their faces, their edges, and soft copies of both for shadows. Emoji bring
//! colours of their own.

use swash::scale::image::{Content, Image};
use swash::scale::{Render, ScaleContext, Scaler, Source, StrikeWith};
use swash::zeno::{Join, Stroke, Vector};

use super::faces::Faces;
use super::setting::Placed;
use crate::sprite::raster::Raster;

/// Where letters' middles are above the baseline, in ems: half the height of capitals.
const MIDDLE: f64 = 0.36;

/// How much of each pixel is covered, 0 to 1.
#[derive(Clone, Debug)]
pub struct Coverage {
    pub width: usize,
    pub height: usize,
    pub alpha: Vec<f32>,
}

/// Draws glyphs.
#[derive(Default)]
pub struct Ink {
    scaling: ScaleContext,
}

/// A glyph's own picture and its upper left corner.
pub struct Coloured {
    pub raster: Raster,
    pub left: i32,
    pub top: i32,
}

impl Ink {
    /// Adds a glyph whose pen stands at `x` on the baseline `y`, with an edge of this width around
    /// it; no edge where that is 0. Glyphs with colours of their own add their outline's box.
    pub fn cover(
        &mut self,
        faces: &mut Faces,
        glyph: &Placed,
        (x, y, edge): (f64, f64, f64),
        onto: &mut Coverage,
    ) {
        let Some(font) = faces.system.get_font(glyph.font, glyph.weight) else {
            return;
        };
        let builder = self.scaling.builder(font.as_swash());
        let mut scaler = builder.size(glyph.size).hint(false).build();
        let (x, y) = (x + glyph.x, y + glyph.y);
        let (left, top) = (libm::floor(x), libm::floor(y));
        let mut render = Render::new(&[Source::Outline]);
        render.offset(Vector::new((x - left) as f32, (top - y) as f32));
        let mut draw = |render: &Render<'_>, scaler: &mut Scaler<'_>| {
            if let Some(image) = render.render(scaler, glyph.id) {
                onto.add(&image, left as i32, top as i32);
            }
        };
        draw(&render, &mut scaler);
        if edge > 0.0 {
            let mut stroke = Stroke::new(2.0 * edge as f32);
            render.style(stroke.join(Join::Round));
            draw(&render, &mut scaler);
        }
    }

    /// A glyph that has colours of its own; nothing for all others.
    pub fn coloured(
        &mut self,
        faces: &mut Faces,
        glyph: &Placed,
        (x, y): (f64, f64),
    ) -> Option<Coloured> {
        let font = faces.system.get_font(glyph.font, glyph.weight)?;
        let image = picture(&mut self.scaling, font.as_swash(), glyph)?;
        let (width, height) = (
            f64::from(image.placement.width),
            f64::from(image.placement.height),
        );
        if width < 1.0 || height < 1.0 || image.content != Content::Color {
            return None;
        }
        let scale = (glyph.advance / width).min(1.0);
        let left = x + glyph.x + (glyph.advance - width * scale) / 2.0;
        let middle = y + glyph.y - MIDDLE * f64::from(glyph.size);
        let top = middle - height * scale / 2.0;
        let shift = (left - libm::floor(left), top - libm::floor(top));
        let whole = |length: f64| libm::ceil(length) as usize;
        let size = (
            whole(width * scale + shift.0),
            whole(height * scale + shift.1),
        );
        Some(Coloured {
            raster: multiplied(&image).reduced(scale, shift, size),
            left: libm::floor(left) as i32,
            top: libm::floor(top) as i32,
        })
    }
}

/// The largest picture that a font has of a glyph.
fn picture(scaling: &mut ScaleContext, font: swash::FontRef<'_>, glyph: &Placed) -> Option<Image> {
    let mut scaler = scaling.builder(font).size(0.0).build();
    if scaler.has_color_bitmaps() {
        return scaler.scale_color_bitmap(glyph.id, StrikeWith::LargestSize);
    }
    let mut scaler = scaling.builder(font).size(glyph.size).build();
    if !scaler.has_color_outlines() {
        return None;
    }
    Render::new(&[Source::ColorOutline(0)]).render(&mut scaler, glyph.id)
}

/// The picture of a glyph with its colours multiplied by alpha.
fn multiplied(image: &Image) -> Raster {
    let bytes = image.data.chunks_exact(4).flat_map(|pixel| {
        let times = |part: u8| (u16::from(part) * u16::from(pixel[3]) / 255) as u8;
        [times(pixel[0]), times(pixel[1]), times(pixel[2]), pixel[3]]
    });
    let bytes: Vec<u8> = bytes.collect();
    let (width, height) = (image.placement.width, image.placement.height);
    Raster::from_rgba(width as usize, height as usize, &bytes)
}

impl Coverage {
    /// Nothing is covered.
    pub fn clear(width: usize, height: usize) -> Coverage {
        Coverage {
            width,
            height,
            alpha: vec![0.0; width * height],
        }
    }

    fn add(&mut self, image: &Image, left: i32, top: i32) {
        let placement = image.placement;
        let (left, top) = (left + placement.left, top - placement.top);
        let width = placement.width as usize;
        for (row, line) in image.data.chunks_exact(width.max(1)).enumerate() {
            for (column, alpha) in line.iter().enumerate() {
                let (x, y) = (left + column as i32, top + row as i32);
                self.cover(x, y, f32::from(*alpha) / 255.0);
            }
        }
    }

    /// Covers a part of a pixel; what was covered before stays.
    pub fn cover(&mut self, x: i32, y: i32, part: f32) {
        if (0..self.width as i32).contains(&x) && (0..self.height as i32).contains(&y) {
            let under = &mut self.alpha[y as usize * self.width + x as usize];
            *under = 1.0 - (1.0 - *under) * (1.0 - part);
        }
    }

    /// A soft copy, as wide as a bell of this deviation: three boxes after one another are one.
    pub fn blurred(&self, deviation: f64) -> Coverage {
        let reach = libm::rint(deviation).max(1.0) as usize;
        let mut soft = self.clone();
        for _ in 0..3 {
            soft = soft.boxed(reach).turned().boxed(reach).turned();
        }
        soft
    }

    /// Each pixel as the mean of its row's neighbours.
    fn boxed(&self, reach: usize) -> Coverage {
        let mut result = Coverage::clear(self.width, self.height);
        let whole = (2 * reach + 1) as f32;
        let rows = self.alpha.chunks_exact(self.width.max(1));
        for (line, out) in rows.zip(result.alpha.chunks_exact_mut(self.width.max(1))) {
            let at = |index: i64| -> f32 {
                let index = usize::try_from(index).ok();
                index
                    .and_then(|index| line.get(index))
                    .copied()
                    .unwrap_or(0.0)
            };
            let reach = reach as i64;
            let mut sum: f32 = (-reach..reach).map(at).sum();
            for (index, out) in out.iter_mut().enumerate() {
                let index = index as i64;
                sum += at(index + reach);
                *out = (sum / whole).max(0.0);
                sum -= at(index - reach);
            }
        }
        result
    }

    fn turned(&self) -> Coverage {
        let mut result = Coverage::clear(self.height, self.width);
        for row in 0..self.height {
            for column in 0..self.width {
                result.alpha[column * self.height + row] = self.alpha[row * self.width + column];
            }
        }
        result
    }

    /// Lays it over a raster in a colour, so many pixels lower.
    pub fn paint(&self, tint: [f32; 4], lower: i32, onto: &mut Raster) {
        for (index, alpha) in self.alpha.iter().enumerate() {
            let alpha = alpha * tint[3];
            if alpha > 0.0 {
                let (column, row) = ((index % self.width) as i32, (index / self.width) as i32);
                let pixel = [tint[0] * alpha, tint[1] * alpha, tint[2] * alpha, alpha];
                onto.over(column, row + lower, pixel);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_soft_copy_covers_as_much_as_the_sharp_one() {
        let mut sharp = Coverage::clear(61, 61);
        for (x, y) in [(30, 30), (31, 30), (30, 31)] {
            sharp.cover(x, y, 1.0);
        }
        let soft = sharp.blurred(4.0);
        let sum: f32 = soft.alpha.iter().sum();
        assert!((sum - 3.0).abs() < 1e-3, "{sum}");
        let highest = soft.alpha.iter().copied().fold(0.0, f32::max);
        assert!(highest < 0.05, "{highest}");
        let mirrored = (soft.alpha[30 * 61 + 24] - soft.alpha[24 * 61 + 30]).abs();
        assert!(mirrored < 1e-6, "{mirrored}");
    }

    #[test]
    fn what_is_covered_twice_is_not_covered_more_than_wholly() {
        let mut coverage = Coverage::clear(1, 1);
        coverage.cover(0, 0, 0.5);
        coverage.cover(0, 0, 0.5);
        coverage.cover(1, 0, 1.0);
        assert_eq!(coverage.alpha, [0.75]);
    }
}
