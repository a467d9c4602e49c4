//! Letters for annotated pictures: outlines of the bundled font, filled. One line, left to right,
//! no shaping: these are labels.

use tiny_skia::{Color, FillRule, Paint, Path, PathBuilder, PixmapMut, Transform};
use ttf_parser::{Face, GlyphId, OutlineBuilder};

const FONT: &[u8] = include_bytes!("../../../../assets/fonts/Inter-Medium.otf");

/// A font at one size.
pub(super) struct Letters {
    face: Face<'static>,
    size: f32,
}

impl Letters {
    /// The bundled font, so many pixels high.
    pub fn of_size(size: f32) -> Option<Letters> {
        Face::parse(FONT, 0).ok().map(|face| Letters { face, size })
    }

    /// How far a text reaches to the right.
    pub fn width(&self, text: &str) -> f32 {
        text.chars()
            .map(|letter| self.advance(self.glyph(letter)))
            .sum()
    }

    /// From one line to the next.
    pub fn line(&self) -> f32 {
        self.size * 1.4
    }

    /// Writes a line whose upper edge is at `top`.
    pub fn write(
        &self,
        canvas: &mut PixmapMut,
        text: &str,
        (left, top): (f32, f32),
        colour: Color,
    ) {
        let baseline = top + self.size * 1.05;
        let mut paint = Paint {
            anti_alias: true,
            ..Paint::default()
        };
        paint.set_color(colour);
        let mut x = left;
        for letter in text.chars() {
            let glyph = self.glyph(letter);
            if let Some(path) = self.outline(glyph) {
                let place = Transform::from_row(self.scale(), 0.0, 0.0, -self.scale(), x, baseline);
                canvas.fill_path(&path, &paint, FillRule::Winding, place, None);
            }
            x += self.advance(glyph);
        }
    }

    /// The words on lines that are not wider than `width`; a word that is wider stands alone.
    pub fn wrapped(&self, text: &str, width: f32) -> Vec<String> {
        let mut lines: Vec<String> = Vec::new();
        for word in text.split_whitespace() {
            match lines.last_mut() {
                Some(line) if self.width(line) + self.width(word) + self.size * 0.3 <= width => {
                    line.push(' ');
                    line.push_str(word);
                }
                _ => lines.push(word.to_owned()),
            }
        }
        lines
    }

    fn scale(&self) -> f32 {
        self.size / self.face.units_per_em() as f32
    }

    /// A letter that the font lacks is shown as a question mark.
    fn glyph(&self, letter: char) -> GlyphId {
        let known = self
            .face
            .glyph_index(letter)
            .or_else(|| self.face.glyph_index('?'));
        known.unwrap_or(GlyphId(0))
    }

    fn advance(&self, glyph: GlyphId) -> f32 {
        self.face.glyph_hor_advance(glyph).unwrap_or_default() as f32 * self.scale()
    }

    fn outline(&self, glyph: GlyphId) -> Option<Path> {
        let mut outline = Outline(PathBuilder::new());
        self.face.outline_glyph(glyph, &mut outline)?;
        outline.0.finish()
    }
}

/// Takes a glyph's outline from the font's reader.
struct Outline(PathBuilder);

impl OutlineBuilder for Outline {
    fn move_to(&mut self, x: f32, y: f32) {
        self.0.move_to(x, y);
    }

    fn line_to(&mut self, x: f32, y: f32) {
        self.0.line_to(x, y);
    }

    fn quad_to(&mut self, x1: f32, y1: f32, x: f32, y: f32) {
        self.0.quad_to(x1, y1, x, y);
    }

    fn curve_to(&mut self, x1: f32, y1: f32, x2: f32, y2: f32, x: f32, y: f32) {
        self.0.cubic_to(x1, y1, x2, y2, x, y);
    }

    fn close(&mut self) {
        self.0.close();
    }
}
