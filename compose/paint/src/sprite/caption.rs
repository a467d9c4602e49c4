//! Captions: lines of words on a plate with round corners, set in the bundled Inter.

use cosmic_text::{
    Attrs, Buffer, CacheKeyFlags, Color, Family, FontSystem, Metrics, Shaping, SwashCache, Weight,
    Wrap, fontdb,
};
use demoreel_primitives::colour::Colour;
use demoreel_primitives::space::{CanvasRect, CanvasSize};

use super::Sprite;
use super::raster::Raster;

/// Height of a line, in ems.
const LEADING: f64 = 1.32;
/// The plate's edge beyond the words at their sides, in ems.
const PAD_ACROSS: f64 = 0.72;
/// The same above and below the lines.
const PAD_DOWN: f64 = 0.34;
/// Radius of the plate's corners, in ems.
const ROUND: f64 = 0.5;

/// The bundled fonts and the glyphs that were rasterised.
pub struct Letters {
    fonts: FontSystem,
    glyphs: SwashCache,
}

/// How a caption is set.
#[derive(Clone, Copy, Debug, PartialEq, serde::Serialize)]
pub struct CaptionLook {
    /// Height of the letters' em, canvas pixels.
    pub size: f64,
    /// Of the letters.
    pub colour: Colour,
    /// Of the plate.
    pub plate: Colour,
    /// Distance of the plate from the canvas' lower edge.
    pub margin: f64,
}

impl Letters {
    /// Loads the bundled fonts; no others are ever seen.
    pub fn new() -> Letters {
        let mut fonts = fontdb::Database::new();
        fonts.load_font_data(include_bytes!("../../../../assets/fonts/Inter-Medium.otf").to_vec());
        fonts
            .load_font_data(include_bytes!("../../../../assets/fonts/Inter-SemiBold.otf").to_vec());
        Letters {
            fonts: FontSystem::new_with_locale_and_db("en".to_owned(), fonts),
            glyphs: SwashCache::new(),
        }
    }

    /// A caption at its place on a canvas.
    pub fn caption(&mut self, lines: &[String], look: &CaptionLook, canvas: CanvasSize) -> Sprite {
        let set: Vec<Buffer> = lines.iter().map(|line| self.set(line, look.size)).collect();
        let widths: Vec<f64> = set.iter().map(width).collect();
        let widest = widths.iter().copied().fold(0.0, f64::max);
        let leading = libm::rint(look.size * LEADING);
        let plate = plate(widest, leading * lines.len() as f64, look, canvas);
        let (left, top) = (plate.min_x() as i32 - 1, plate.min_y() as i32 - 1);
        let mut raster = Raster::clear(plate.width() as usize + 2, plate.height() as usize + 2);
        fill_plate(&mut raster, look);
        let first = (raster.height as f64 - leading * lines.len() as f64) / 2.0;
        for (index, (buffer, width)) in set.iter().zip(&widths).enumerate() {
            let corner = (
                (raster.width as f64 - width) / 2.0,
                libm::rint(first + index as f64 * leading),
            );
            self.draw(buffer, corner, look.colour, &mut raster);
        }
        Sprite::new(&raster, left, top)
    }

    /// Sets one line.
    fn set(&mut self, line: &str, size: f64) -> Buffer {
        let metrics = Metrics::new(size as f32, libm::rint(size * LEADING) as f32);
        let mut buffer = Buffer::new(&mut self.fonts, metrics);
        let attributes = Attrs::new()
            .family(Family::Name("Inter"))
            .weight(Weight::SEMIBOLD)
            .cache_key_flags(CacheKeyFlags::DISABLE_HINTING);
        buffer.set_wrap(Wrap::None);
        buffer.set_size(None, None);
        buffer.set_text(line, &attributes, Shaping::Advanced, None);
        buffer.shape_until_scroll(&mut self.fonts, false);
        buffer
    }

    fn draw(&mut self, buffer: &Buffer, corner: (f64, f64), colour: Colour, raster: &mut Raster) {
        let tint = [colour.red, colour.green, colour.blue].map(|value| value as f32 / 255.0);
        let solid = colour.alpha as f32 / 255.0;
        for run in buffer.layout_runs() {
            for glyph in run.glyphs {
                let offset = (corner.0 as f32, corner.1 as f32 + run.line_y);
                let glyph = glyph.physical(offset, 1.0);
                let ink = Color::rgb(0, 0, 0);
                self.glyphs
                    .with_pixels(&mut self.fonts, glyph.cache_key, ink, |x, y, pixel| {
                        let alpha = pixel.a() as f32 / 255.0 * solid;
                        let value = [tint[0] * alpha, tint[1] * alpha, tint[2] * alpha, alpha];
                        raster.over(glyph.x + x, glyph.y + y, value);
                    });
            }
        }
    }
}

fn width(buffer: &Buffer) -> f64 {
    buffer
        .layout_runs()
        .map(|run| run.line_w as f64)
        .fold(0.0, f64::max)
}

/// The plate under words of this width and height, in whole pixels.
fn plate(width: f64, height: f64, look: &CaptionLook, canvas: CanvasSize) -> CanvasRect {
    let width = libm::rint(width + 2.0 * PAD_ACROSS * look.size);
    let height = libm::rint(height + 2.0 * PAD_DOWN * look.size);
    let left = libm::rint((canvas.width as f64 - width) / 2.0);
    let top = libm::rint(canvas.height as f64 - look.margin - height);
    CanvasRect::new(euclid::point2(left, top), euclid::size2(width, height))
}

fn fill_plate(raster: &mut Raster, look: &CaptionLook) {
    let rect = CanvasRect::new(
        euclid::point2(1.0, 1.0),
        euclid::size2(raster.width as f64 - 2.0, raster.height as f64 - 2.0),
    );
    let outline = crate::card::Outline::new(rect, look.size * ROUND);
    let plate = look.plate;
    let tint = [plate.red, plate.green, plate.blue].map(|value| value as f32 / 255.0);
    for row in 0..raster.height as i32 {
        for column in 0..raster.width as i32 {
            let alpha = (outline.covers(column, row) * plate.alpha as f64 / 255.0) as f32;
            raster.over(
                column,
                row,
                [tint[0] * alpha, tint[1] * alpha, tint[2] * alpha, alpha],
            );
        }
    }
}
