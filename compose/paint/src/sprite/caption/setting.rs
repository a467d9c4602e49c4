//! Words to glyphs at their places: shaping, and the order in which writings from right to left
//! are read. What is drawn of them is the ink's business.

use std::ops::Range;

use cosmic_text::{
    Attrs, Buffer, CacheKeyFlags, Family as Named, LayoutGlyph, Metrics, Shaping, Weight, Wrap,
    fontdb,
};
use demoreel_primitives::speech::joins;

use super::faces::Faces;

/// One glyph at its place in a line.
#[derive(Clone, Copy, Debug)]
pub struct Placed {
    pub font: fontdb::ID,
    pub weight: Weight,
    pub id: u16,
    pub size: f32,
    /// Where its pen stands, pixels from the line's left edge.
    pub x: f64,
    /// Pixels below the line's baseline.
    pub y: f64,
    /// How far the pen moves.
    pub advance: f64,
    /// The number of its word in the line; none for the spaces between them.
    pub word: Option<usize>,
}

/// One line.
#[derive(Clone, Debug, Default)]
pub struct Line {
    pub glyphs: Vec<Placed>,
    pub width: f64,
}

impl Line {
    /// From where to where a word stands; nothing where it has no glyphs.
    pub fn span(&self, word: usize) -> Option<(f64, f64)> {
        let glyphs = self.glyphs.iter().filter(|glyph| glyph.word == Some(word));
        glyphs.fold(None, |span, glyph| {
            let (from, to) = (glyph.x, glyph.x + glyph.advance);
            let (left, right) = span.unwrap_or((from, to));
            Some((f64::min(left, from), f64::max(right, to)))
        })
    }
}

impl Line {
    /// How far it is from a stretch to the nearest letters on its left and on its right.
    pub fn room(&self, from: f64, to: f64) -> (f64, f64) {
        let words = self.glyphs.iter().filter(|glyph| glyph.word.is_some());
        words.fold((f64::INFINITY, f64::INFINITY), |room, glyph| {
            let (begin, end) = (glyph.x, glyph.x + glyph.advance);
            match () {
                () if end <= from + 0.01 => (f64::min(room.0, from - end), room.1),
                () if begin >= to - 0.01 => (room.0, f64::min(room.1, begin - to)),
                () => room,
            }
        })
    }
}

/// Sets the words of a line.
pub fn line(faces: &mut Faces, words: &[String], language: &str, look: (f64, Weight)) -> Line {
    let (size, weight) = look;
    let (text, places) = joined(words);
    let runs = faces.runs(&text, language, weight);
    let metrics = Metrics::new(size as f32, size as f32 * 2.0);
    let mut buffer = Buffer::new(&mut faces.system, metrics);
    buffer.set_wrap(Wrap::None);
    buffer.set_size(None, None);
    let plain = Attrs::new().cache_key_flags(CacheKeyFlags::DISABLE_HINTING);
    let spans = runs.iter().map(|(range, family)| {
        let named = Named::Name(&family.name);
        let attributes = plain.clone().family(named).weight(family.weight);
        (&text[range.clone()], attributes)
    });
    buffer.set_rich_text(spans, &plain, Shaping::Advanced, None);
    buffer.shape_until_scroll(&mut faces.system, false);
    let placed = buffer.layout_runs().flat_map(|run| run.glyphs.iter());
    gathered(placed, &places)
}

/// The words as one text, and where each is in it.
fn joined(words: &[String]) -> (String, Vec<Range<usize>>) {
    let mut text = String::new();
    let mut places = Vec::new();
    for word in words {
        if !text.is_empty() && !joins(&text, word) {
            text.push(' ');
        }
        let from = text.len();
        text.push_str(word);
        places.push(from..text.len());
    }
    (text, places)
}

/// Glyphs with their words, counted from the leftmost.
fn gathered<'a>(glyphs: impl Iterator<Item = &'a LayoutGlyph>, places: &[Range<usize>]) -> Line {
    let mut line = Line::default();
    for glyph in glyphs {
        let size = f64::from(glyph.font_size);
        line.glyphs.push(Placed {
            font: glyph.font_id,
            weight: glyph.font_weight,
            id: glyph.glyph_id,
            size: glyph.font_size,
            x: f64::from(glyph.x) + size * f64::from(glyph.x_offset),
            y: f64::from(glyph.y) - size * f64::from(glyph.y_offset),
            advance: f64::from(glyph.w),
            word: places.iter().position(|place| place.contains(&glyph.start)),
        });
    }
    let left = line.glyphs.iter().map(|glyph| glyph.x);
    let left = left.fold(f64::INFINITY, f64::min);
    let right = line.glyphs.iter().map(|glyph| glyph.x + glyph.advance);
    line.width = right.fold(left, f64::max) - left;
    if line.glyphs.is_empty() {
        line.width = 0.0;
    }
    for glyph in &mut line.glyphs {
        glyph.x -= left;
    }
    line
}

#[cfg(test)]
mod tests {
    use super::*;

    fn set(words: &[&str], language: &str) -> Line {
        let words: Vec<String> = words.iter().map(|word| (*word).to_owned()).collect();
        line(
            &mut Faces::new(),
            &words,
            language,
            (40.0, Weight::SEMIBOLD),
        )
    }

    #[test]
    fn words_stand_one_after_the_other_and_fill_the_line() {
        let line = set(&["One", "more", "word."], "en");
        let spans: Vec<_> = (0..3).map(|word| line.span(word).unwrap()).collect();
        assert_eq!(spans[0].0, 0.0);
        assert!(spans[0].1 < spans[1].0 && spans[1].1 < spans[2].0);
        assert!((spans[2].1 - line.width).abs() < 0.01);
    }

    #[test]
    fn arabic_is_read_from_right_to_left_and_its_letters_join() {
        let line = set(&["مرحبا", "بالعالم"], "ar");
        let (first, second) = (line.span(0).unwrap(), line.span(1).unwrap());
        assert!(second.1 <= first.0, "{first:?} is left of {second:?}");
        // A letter in the middle of a word is narrower than by itself.
        let apart: f64 = "مرحبا"
            .chars()
            .map(|c| set(&[&c.to_string()], "ar").width)
            .sum();
        assert!(first.1 - first.0 < 0.9 * apart);
        assert!(line.glyphs.iter().all(|glyph| glyph.id != 0));
    }

    #[test]
    fn an_emoji_of_several_characters_is_one_glyph() {
        for emoji in ["👩‍💻", "🇩🇪", "👍🏽", "1️⃣"] {
            let line = set(&[emoji], "en");
            let drawn = line.glyphs.iter().filter(|glyph| glyph.advance > 1.0);
            assert_eq!(drawn.count(), 1, "{emoji}");
        }
    }

    #[test]
    fn chinese_needs_no_spaces_and_every_letter_has_its_place() {
        let line = set(&["部", "署", "服", "务，", "OK", "吗？"], "zh");
        let spans: Vec<_> = (0..6).map(|word| line.span(word).unwrap()).collect();
        assert!(spans.windows(2).all(|pair| pair[0].0 < pair[1].0));
        assert!((spans[0].1 - spans[1].0).abs() < 0.01, "no gap");
    }
}
