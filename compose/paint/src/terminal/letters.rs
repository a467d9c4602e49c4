//! Letters as shapes: rasterised once for each place within a pixel, and kept. Characters that
//! are geometry have their own file; emoji come in colours.

use std::collections::BTreeMap;
use std::sync::Arc;

use demoreel_primitives::colour::yuv_from_rgb;
use swash::scale::image::Image;
use swash::scale::{Render, ScaleContext, Source, StrikeWith};
use swash::shape::ShapeContext;
use swash::shape::cluster::Glyph;
use swash::zeno::{Angle, Transform, Vector};

use super::fonts::{Cut, Face, Fonts};
use super::mask::{Art, Mask};
use crate::sprite::raster::Raster;

/// Places within a pixel that a letter can begin at.
const PLACES: i32 = 4;
/// So many shapes are kept; a screen has a few hundred.
const KEPT: usize = 6000;
/// A letter's own width may be so much of its cell's: cells have whole pixels, letters have not.
const WIDEST: f64 = 1.05;

/// A character with all that combines with it, as it is set in a cell.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Letter {
    /// The text of the cell.
    pub text: String,
    /// Bold and italic.
    pub cut: Cut,
    /// Cells that it takes.
    pub cells: u8,
    /// Where the cell begins within its pixel, in quarters.
    pub place: i32,
}

/// Something to lay into a cell, with its place from the cell's upper left pixel.
pub enum Shape {
    /// In the colour of the text.
    Mask(Mask, (i32, i32)),
    /// In its own colours.
    Art(Art, (i32, i32)),
}

/// Rasterises letters of one size.
pub struct Letters {
    fonts: Arc<Fonts>,
    /// Of the letters' em, pixels.
    size: f64,
    /// From the upper edge of a cell, pixels.
    baseline: f64,
    cell: (f64, f64),
    scaling: ScaleContext,
    shaping: ShapeContext,
    kept: BTreeMap<Letter, Arc<Vec<Shape>>>,
}

/// The lines of the main face, pixels from the upper edge of a cell.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Metrics {
    /// Where letters stand.
    pub baseline: f64,
    /// The height of a small letter.
    pub x_height: f64,
    /// How thick an underline is.
    pub stroke: f64,
}

impl Letters {
    /// Letters of a size for cells of a size. A face that is wider than ours is made smaller, so
    /// that it fits into the cells that ours was measured for.
    pub fn new(fonts: Arc<Fonts>, cell: (f64, f64), letters: f64) -> Letters {
        let (size, baseline) = match fonts.main() {
            Some(face) => fit(face, cell, letters),
            None => (letters, cell.1 * 0.75),
        };
        Letters {
            fonts,
            size,
            baseline,
            cell,
            scaling: ScaleContext::new(),
            shaping: ShapeContext::new(),
            kept: BTreeMap::new(),
        }
    }

    /// The place within a pixel of something that begins here, and the pixel.
    pub fn place(&self, x: f64) -> (i32, i32) {
        let quarters = libm::floor(x * f64::from(PLACES) + 0.5) as i32;
        (quarters.rem_euclid(PLACES), quarters.div_euclid(PLACES))
    }

    /// Where the lines of text are.
    pub fn metrics(&self) -> Metrics {
        let scaled = |read: fn(swash::Metrics) -> f32| {
            let face = self.fonts.main();
            face.map_or(0.0, |face| {
                f64::from(read(face.font().metrics(&[]).scale(self.size as f32)))
            })
        };
        Metrics {
            baseline: self.baseline,
            x_height: scaled(|metrics| metrics.x_height),
            stroke: scaled(|metrics| metrics.stroke_size).max(1.0),
        }
    }

    /// The shapes of a letter.
    pub fn shapes(&mut self, letter: Letter) -> Arc<Vec<Shape>> {
        if let Some(known) = self.kept.get(&letter) {
            return Arc::clone(known);
        }
        if self.kept.len() >= KEPT {
            self.kept.clear();
        }
        let shapes = Arc::new(self.draw(&letter));
        self.kept.insert(letter, Arc::clone(&shapes));
        shapes
    }

    fn draw(&mut self, letter: &Letter) -> Vec<Shape> {
        let Some(first) = letter.text.chars().next() else {
            return Vec::new();
        };
        let emoji = is_emoji(&letter.text, letter.cells);
        match self.fonts.face(first, emoji, letter.cut) {
            Some((face, has)) => self.set(letter, &face, has),
            None => vec![stand_in(self.cell, letter.cells)],
        }
    }

    /// Sets the glyphs of a letter in a face; what the face lacks of the cut is made up.
    fn set(&mut self, letter: &Letter, face: &Face, has: Cut) -> Vec<Shape> {
        let own =
            self.fonts.main().is_some_and(|main| main.name == face.name) || has != Cut::default();
        let glyphs = self.glyphs(&letter.text, face);
        let advance: f32 = glyphs.iter().map(|glyph| glyph.advance).sum();
        let room = self.cell.0 * f64::from(letter.cells);
        let advance = f64::from(advance);
        // A foreign face keeps its own proportions, but never leaves its cells.
        let shrunk = if own || advance <= room {
            1.0
        } else {
            room / advance
        };
        let start = if own {
            0.0
        } else {
            (room - advance * shrunk) / 2.0
        };
        let size = (self.size * shrunk) as f32;
        if let Some(shape) = self.coloured(&glyphs, face, room) {
            return vec![shape];
        }
        let mut scaler = self
            .scaling
            .builder(face.font())
            .size(size)
            .hint(false)
            .build();
        let mut pen = start + f64::from(letter.place) / f64::from(PLACES);
        let baseline = self.baseline;
        let mut shapes = Vec::new();
        for glyph in glyphs {
            let x = pen + f64::from(glyph.x) * shrunk;
            let y = baseline - f64::from(glyph.y) * shrunk;
            pen += f64::from(glyph.advance) * shrunk;
            let offset = Vector::new(fraction(x), -fraction(y));
            let mut render = Render::new(&[Source::Outline]);
            render.offset(offset);
            if letter.cut.bold && !has.bold {
                render.embolden(size * 0.03);
            }
            if letter.cut.italic && !has.italic {
                let slant = Transform::skew(Angle::from_degrees(12.0), Angle::from_degrees(0.0));
                render.transform(Some(slant));
            }
            let Some(image) = render.render(&mut scaler, glyph.id) else {
                continue;
            };
            let placement = image.placement;
            let corner = (
                libm::floor(x) as i32 + placement.left,
                libm::floor(y) as i32 - placement.top,
            );
            let mask = Mask {
                width: placement.width as usize,
                height: placement.height as usize,
                alpha: image.data,
            };
            shapes.push(Shape::Mask(mask, corner));
        }
        shapes
    }

    /// The first glyph that has colours of its own, made to fit into its cells.
    fn coloured(&mut self, glyphs: &[Glyph], face: &Face, room: f64) -> Option<Shape> {
        let cell = (room, self.cell.1);
        let mut scaler = self.scaling.builder(face.font()).size(0.0).build();
        if scaler.has_color_bitmaps() {
            let pictures = glyphs
                .iter()
                .find_map(|glyph| scaler.scale_color_bitmap(glyph.id, StrikeWith::LargestSize));
            return pictures.and_then(|image| emoji(&image, cell));
        }
        let size = self.size as f32;
        let mut scaler = self.scaling.builder(face.font()).size(size).build();
        if !scaler.has_color_outlines() {
            return None;
        }
        let render = Render::new(&[Source::ColorOutline(0)]);
        let image = glyphs
            .iter()
            .find_map(|glyph| render.render(&mut scaler, glyph.id))?;
        emoji(&image, cell)
    }

    fn glyphs(&mut self, text: &str, face: &Face) -> Vec<Glyph> {
        let font = face.font();
        let mut characters = text.chars();
        let (first, rest) = (characters.next().unwrap_or(' '), characters.next());
        if rest.is_none() {
            // Nearly all cells: one character, which needs no shaping.
            let id = font.charmap().map(first);
            let advance = font
                .glyph_metrics(&[])
                .scale(self.size as f32)
                .advance_width(id);
            return vec![Glyph {
                id,
                info: Default::default(),
                x: 0.0,
                y: 0.0,
                advance,
                data: 0,
            }];
        }
        let mut shaper = self.shaping.builder(font).size(self.size as f32).build();
        shaper.add_str(text);
        let mut glyphs = Vec::new();
        shaper.shape_with(|cluster| glyphs.extend_from_slice(cluster.glyphs));
        glyphs
    }
}

/// The size and the baseline of a face in a cell.
fn fit(face: &Face, cell: (f64, f64), letters: f64) -> (f64, f64) {
    let font = face.font();
    let metrics = font.metrics(&[]).scale(1.0);
    let zero = font.charmap().map('0');
    let advance = f64::from(font.glyph_metrics(&[]).scale(1.0).advance_width(zero));
    let (ascent, descent) = (f64::from(metrics.ascent), f64::from(metrics.descent));
    let size = letters.min(cell.0 / advance.max(0.1) * WIDEST);
    let baseline = (cell.1 - (ascent + descent) * size) / 2.0 + ascent * size;
    (size, libm::rint(baseline))
}

fn fraction(value: f64) -> f32 {
    (value - libm::floor(value)) as f32
}

/// Whether a cell's text is shown as an emoji: it says so itself, or it is a wide symbol.
pub(super) fn is_emoji(text: &str, cells: u8) -> bool {
    let first = text.chars().next().map_or(0, u32::from);
    let symbol = matches!(first, 0x2300..=0x27bf | 0x2b00..=0x2bff | 0x1f000..=0x1faff);
    text.contains('\u{fe0f}') || (symbol && cells == 2)
}

/// A coloured glyph, made to fit into its cells and put in their middle.
fn emoji(image: &Image, cell: (f64, f64)) -> Option<Shape> {
    let (width, height) = (image.placement.width, image.placement.height);
    if width == 0 || height == 0 {
        return None;
    }
    let (width, height) = (f64::from(width), f64::from(height));
    let scale = f64::min(cell.0 / width, cell.1 / height);
    let (w, h) = (width * scale, height * scale);
    let (left, top) = ((cell.0 - w) / 2.0, (cell.1 - h) / 2.0);
    let shift = (left - libm::floor(left), top - libm::floor(top));
    let whole = |length: f64| libm::ceil(length) as usize;
    let size = (whole(w + shift.0), whole(h + shift.1));
    let reduced = multiplied(image).reduced(scale, shift, size);
    let mut art = Art {
        mask: Mask::clear(size.0, size.1),
        planes: Default::default(),
    };
    for (pixel, alpha) in reduced.pixels.iter().zip(&mut art.mask.alpha) {
        let [red, green, blue, solid] = pixel.map(|part| f64::from(part.clamp(0.0, 1.0)));
        let straight = |part: f64| {
            if solid > 0.0 {
                (part / solid).min(1.0) * 255.0
            } else {
                0.0
            }
        };
        let yuv = yuv_from_rgb(straight(red), straight(green), straight(blue));
        *alpha = libm::rint(solid * 255.0) as u8;
        for (plane, value) in art.planes.iter_mut().zip([yuv.y, yuv.u, yuv.v]) {
            plane.push(libm::rint(value) as u8);
        }
    }
    let corner = (libm::floor(left) as i32, libm::floor(top) as i32);
    Some(Shape::Art(art, corner))
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

/// A frame in the place of a character that no font has.
fn stand_in(cell: (f64, f64), cells: u8) -> Shape {
    let (width, height) = ((cell.0 * f64::from(cells)) as i32, cell.1 as i32);
    let (left, top) = (width / 6, height / 5);
    let (right, bottom) = (width - left, height - top);
    let line = (width / 12).max(1);
    let mut mask = Mask::clear(width.max(1) as usize, height.max(1) as usize);
    mask.fill(left..right, top..top + line);
    mask.fill(left..right, bottom - line..bottom);
    mask.fill(left..left + line, top..bottom);
    mask.fill(right - line..right, top..bottom);
    Shape::Mask(mask, (0, 0))
}
