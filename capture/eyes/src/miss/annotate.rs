//! The picture of a miss: the surface a little dimmed, the places that were considered lit and
//! boxed, the template in a corner, and the words below.

use std::path::Path;

use image::{RgbImage, RgbaImage};
use tiny_skia::{
    Color, FillRule, Paint, PathBuilder, Pixmap, PixmapMut, PixmapPaint, Rect, Stroke, Transform,
};

use super::letters::Letters;
use super::{Miss, Spot};
use crate::found::Sight;

const DIM: [u8; 4] = [10, 14, 24, 110];
const STRIP: [u8; 4] = [15, 20, 32, 255];
const WHITE: [u8; 4] = [255, 255, 255, 255];
const QUIET: [u8; 4] = [176, 186, 205, 255];
const DARK: [u8; 4] = [24, 17, 0, 255];
const BEST: [u8; 4] = [255, 176, 32, 255];
const OTHER: [u8; 4] = [122, 162, 255, 255];
/// More boxes than this hide what they are around.
const MOST_BOXES: usize = 12;

/// The whole picture. Where there is no memory for it, an empty one.
pub(super) fn draw(miss: &Miss, sight: &Sight) -> RgbImage {
    let sheet = Sheet::new(miss, sight);
    sheet
        .and_then(|sheet| sheet.finish(miss))
        .unwrap_or_default()
}

/// Writes a PNG file that is complete or absent.
pub fn write_png(image: &RgbImage, path: &Path) -> std::io::Result<()> {
    let folder = path
        .parent()
        .filter(|parent| !parent.as_os_str().is_empty());
    let mut file = tempfile::NamedTempFile::new_in(folder.unwrap_or(Path::new(".")))?;
    image
        .write_to(
            &mut std::io::BufWriter::new(&mut file),
            image::ImageFormat::Png,
        )
        .map_err(std::io::Error::other)?;
    file.as_file().sync_all()?;
    file.persist(path).map_err(|failed| failed.error)?;
    Ok(())
}

/// What is drawn on, and how large things are on it.
struct Sheet {
    canvas: Pixmap,
    /// Height of the surface's part.
    height: f32,
    /// Film pixels for one logical pixel.
    density: f32,
    /// Pixels for one pixel of a 1280 wide picture.
    unit: f32,
    words: Letters,
    small: Letters,
}

impl Sheet {
    fn new(miss: &Miss, sight: &Sight) -> Option<Sheet> {
        let (width, height) = (sight.picture.width() as u32, sight.picture.height() as u32);
        let unit = (width as f32 / 1280.0).clamp(0.5, 4.0);
        let words = Letters::of_size(17.0 * unit)?;
        let small = Letters::of_size(14.0 * unit)?;
        let room = width as f32 - 32.0 * unit;
        let lines = 1 + small_lines(miss, &small, room).len();
        let strip = (lines as f32 * small.line() + 40.0 * unit).ceil() as u32;
        let mut canvas = Pixmap::new(width, height + strip)?;
        canvas.fill(colour(STRIP));
        let pixels = sight.picture.to_rgb();
        for (to, from) in canvas
            .data_mut()
            .chunks_exact_mut(4)
            .zip(pixels.chunks_exact(3))
        {
            to[..3].copy_from_slice(from);
            to[3] = 255;
        }
        let (height, density) = (height as f32, sight.density as f32);
        Some(Sheet {
            canvas,
            height,
            density,
            unit,
            words,
            small,
        })
    }

    fn finish(mut self, miss: &Miss) -> Option<RgbImage> {
        let spots: Vec<&Spot> = miss
            .best
            .iter()
            .chain(&miss.others)
            .take(MOST_BOXES)
            .collect();
        self.dim(&spots);
        let several = miss.why.is_ambiguous();
        for (index, spot) in spots.iter().enumerate().rev() {
            let tone = if index == 0 || several { BEST } else { OTHER };
            self.frame(spot, tone);
        }
        for (index, spot) in spots.iter().enumerate().rev() {
            let (tone, tag) = match (index, several) {
                (_, true) => (BEST, format!("nth: {}", index + 1)),
                (0, false) => (BEST, format!("best  {:.3}", spot.score)),
                (_, false) => (OTHER, format!("next  {:.3}", spot.score)),
            };
            self.tag(spot, &tag, tone);
        }
        if let Some(template) = &miss.template {
            self.template(&template.pixels, &spots);
        }
        self.tell(miss);
        let (width, height) = (self.canvas.width(), self.canvas.height());
        let pixels = self
            .canvas
            .data()
            .chunks_exact(4)
            .flat_map(|pixel| [pixel[0], pixel[1], pixel[2]]);
        RgbImage::from_raw(width, height, pixels.collect())
    }

    /// Dims all but the places.
    fn dim(&mut self, spots: &[&Spot]) {
        let mut path = PathBuilder::new();
        if let Some(all) = Rect::from_xywh(0.0, 0.0, self.canvas.width() as f32, self.height) {
            path.push_rect(all);
        }
        for spot in spots {
            if let Some(rect) = self.around(spot, 3.0) {
                path.push_rect(rect);
            }
        }
        if let Some(path) = path.finish() {
            self.canvas.fill_path(
                &path,
                &paint(DIM),
                FillRule::EvenOdd,
                Transform::identity(),
                None,
            );
        }
    }

    /// A spot's box grown by some units.
    fn around(&self, spot: &Spot, units: f32) -> Option<Rect> {
        let area = spot.area.cast::<f32>().scale(self.density, self.density);
        let area = area.inflate(units * self.unit, units * self.unit);
        Rect::from_ltrb(area.min_x(), area.min_y(), area.max_x(), area.max_y())
    }

    fn frame(&mut self, spot: &Spot, tone: [u8; 4]) {
        let Some(rect) = self.around(spot, 4.0) else {
            return;
        };
        let stroke = Stroke {
            width: 2.5 * self.unit,
            ..Stroke::default()
        };
        let path = PathBuilder::from_rect(rect);
        self.canvas
            .stroke_path(&path, &paint(tone), &stroke, Transform::identity(), None);
    }

    /// A label above a spot's box, or below it where there is no room.
    fn tag(&mut self, spot: &Spot, words: &str, tone: [u8; 4]) {
        let Some(rect) = self.around(spot, 5.0) else {
            return;
        };
        let (pad, height) = (6.0 * self.unit, self.small.line());
        let width = self.small.width(words) + 2.0 * pad;
        let right = self.canvas.width() as f32 - width;
        let left = rect.left().clamp(0.0, right.max(0.0));
        let top = if rect.top() >= height {
            rect.top() - height
        } else {
            rect.bottom()
        };
        self.plate((left, top.min(self.height - height), width, height), tone);
        let place = (left + pad, top.min(self.height - height) + 1.5 * self.unit);
        self.small
            .write(&mut self.canvas.as_mut(), words, place, colour(DARK));
    }

    fn plate(&mut self, (left, top, width, height): (f32, f32, f32, f32), tone: [u8; 4]) {
        if let Some(rect) = Rect::from_xywh(left, top, width, height) {
            self.canvas
                .fill_rect(rect, &paint(tone), Transform::identity(), None);
        }
    }

    /// The template on a card in the upper corner that is further from the best place.
    fn template(&mut self, pixels: &RgbaImage, spots: &[&Spot]) {
        let Some(picture) = premultiplied(pixels) else {
            return;
        };
        let (pad, head) = (10.0 * self.unit, self.small.line());
        let room = (self.canvas.width() as f32 * 0.3, self.height * 0.3);
        let (width, height) = (picture.width() as f32, picture.height() as f32);
        let scale = (room.0 / width)
            .min(room.1 / height)
            .min(self.unit.max(1.0));
        let title = "looked for";
        let card = (
            (width * scale).max(self.small.width(title)) + 2.0 * pad,
            height * scale + head + 2.0 * pad,
        );
        let middle = self.canvas.width() as f32 / 2.0;
        let best_is_right = spots
            .first()
            .and_then(|spot| self.around(spot, 0.0))
            .is_some_and(|rect| rect.left() + rect.width() / 2.0 > middle);
        let left = if best_is_right {
            pad
        } else {
            2.0 * middle - card.0 - pad
        };
        self.plate((left, pad, card.0, card.1), STRIP);
        let mut canvas = self.canvas.as_mut();
        self.small
            .write(&mut canvas, title, (left + pad, pad * 1.4), colour(QUIET));
        let place = Transform::from_row(scale, 0.0, 0.0, scale, left + pad, 1.6 * pad + head);
        canvas.draw_pixmap(0, 0, picture.as_ref(), &smooth(), place, None);
    }

    /// The message and its explanation in the strip below.
    fn tell(&mut self, miss: &Miss) {
        let left = 16.0 * self.unit;
        let room = self.canvas.width() as f32 - 2.0 * left;
        let mut top = self.height + 12.0 * self.unit;
        let lines = small_lines(miss, &self.small, room);
        let mut canvas: PixmapMut = self.canvas.as_mut();
        self.words
            .write(&mut canvas, &miss.message, (left, top), colour(WHITE));
        top += self.words.line() + 2.0 * self.unit;
        for line in lines {
            self.small
                .write(&mut canvas, &line, (left, top), colour(QUIET));
            top += self.small.line();
        }
    }
}

/// Cause and hint as lines.
fn small_lines(miss: &Miss, letters: &Letters, room: f32) -> Vec<String> {
    let sentences = miss.cause.iter().chain(&miss.hint);
    sentences
        .flat_map(|sentence| letters.wrapped(sentence, room))
        .collect()
}

fn premultiplied(pixels: &RgbaImage) -> Option<Pixmap> {
    let mut pixmap = Pixmap::new(pixels.width(), pixels.height())?;
    for (to, from) in pixmap.pixels_mut().iter_mut().zip(pixels.pixels()) {
        let [red, green, blue, alpha] = from.0;
        *to = tiny_skia::ColorU8::from_rgba(red, green, blue, alpha).premultiply();
    }
    Some(pixmap)
}

fn smooth() -> PixmapPaint {
    PixmapPaint {
        quality: tiny_skia::FilterQuality::Bicubic,
        ..PixmapPaint::default()
    }
}

fn paint(tone: [u8; 4]) -> Paint<'static> {
    let mut paint = Paint {
        anti_alias: true,
        ..Paint::default()
    };
    paint.set_color(colour(tone));
    paint
}

fn colour([red, green, blue, alpha]: [u8; 4]) -> Color {
    Color::from_rgba8(red, green, blue, alpha)
}
