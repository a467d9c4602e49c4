//! Captions: lines of words in one of four dresses. What lives here: a caption's box and its
//! layers, from the shadow to the letters. What never does: where it stands, and when.

mod faces;
mod ink;
mod script;
mod setting;

use cosmic_text::Weight;
use demoreel_primitives::colour::Colour;
use demoreel_primitives::plan::{Anchor, CaptionCut, CaptionDress};
use demoreel_primitives::space::{CanvasPoint, CanvasRect, CanvasSize};
use demoreel_primitives::timeline::{CaptionLayer, CaptionLook};

use super::Sprite;
use super::raster::Raster;
use faces::Faces;
use ink::{Coverage, Ink};
use setting::{Line, Placed};

/// A caption is never wider than this part of the canvas: larger words are made smaller.
const WIDEST: f64 = 0.94;
/// From a line's middle to its baseline, in ems: half the height of capitals.
const BASELINE: f64 = 0.364;
/// Radius of a plate's corners, in ems.
const ROUND: f64 = 0.5;
/// The field behind a marked word: beyond its letters, half its height, its corners, in ems.
const FIELD: (f64, f64, f64) = (0.19, 0.62, 0.28);
/// How solid words are that are still to be heard.
const TO_COME: f32 = 0.62;
/// The darkest that a marked word may be between black edges.
const LEGIBLE: f64 = 0.5;

/// A caption at one moment.
#[derive(Clone, Debug, PartialEq)]
pub struct Caption {
    pub lines: Vec<Vec<String>>,
    pub look: CaptionLook,
    pub anchor: Anchor,
    pub at: CanvasPoint,
    /// The word that is heard.
    pub word: Option<u32>,
    /// Around its middle.
    pub scale: f64,
}

/// The fonts and the hand that draws their letters.
pub struct Letters {
    faces: Faces,
    ink: Ink,
}

/// What a dress is made of.
struct Manner {
    weight: Weight,
    plate: bool,
    /// Width of the letters' edge in ems, and how solid it is.
    edge: (f64, f32),
    /// The shadow's deviation and drop in ems, and how solid it is.
    shadow: (f64, f64, f32),
}

/// A caption's lines with their places in its raster.
struct Setting {
    lines: Vec<Line>,
    /// The left end of each line's baseline.
    pens: Vec<(f64, f64)>,
    size: f64,
    /// On the canvas, in whole pixels.
    area: CanvasRect,
}

impl Letters {
    /// Opens the bundled fonts; others are looked for when something lacks in them.
    pub fn new() -> Letters {
        Letters {
            faces: Faces::new(),
            ink: Ink::default(),
        }
    }

    /// A caption at its place on a canvas.
    pub fn caption(&mut self, caption: &Caption, canvas: CanvasSize) -> Sprite {
        let manner = manner(caption.look.dress);
        let set = self.set(caption, &manner, canvas);
        let area = set.area;
        let mut raster = Raster::clear(area.width() as usize + 2, area.height() as usize + 2);
        if manner.plate {
            let whole = CanvasRect::new(euclid::point2(1.0, 1.0), area.size);
            fill(&mut raster, whole, set.size * ROUND, caption.look.plate);
        }
        self.mark(&set, caption, &mut raster);
        self.edge(&set, &manner, &mut raster);
        self.letters(&set, caption, &mut raster);
        Sprite::new(&raster, area.min_x() as i32 - 1, area.min_y() as i32 - 1)
    }

    fn set(&mut self, caption: &Caption, manner: &Manner, canvas: CanvasSize) -> Setting {
        let look = &caption.look;
        let cut = look.dress.cut();
        let mut size = look.size * caption.scale;
        let mut lines = self.lines(caption, manner, size);
        let most = WIDEST * f64::from(canvas.width) * caption.scale;
        let wide = widest(&lines) + 2.0 * cut.across * size;
        if wide > most {
            size *= most / wide;
            lines = self.lines(caption, manner, size);
        }
        let area = area(&lines, (size, &cut), caption);
        let first = (area.height() - cut.leading * size * lines.len() as f64) / 2.0;
        let pens = lines.iter().enumerate().map(|(index, line)| {
            let middle = first + cut.leading * size * (index as f64 + 0.5);
            let left = 1.0 + (area.width() - line.width) / 2.0;
            (left, libm::rint(1.0 + middle + BASELINE * size))
        });
        Setting {
            pens: pens.collect(),
            lines,
            size,
            area,
        }
    }

    fn lines(&mut self, caption: &Caption, manner: &Manner, size: f64) -> Vec<Line> {
        let language = &caption.look.language;
        let look = (size, manner.weight);
        let lines = caption.lines.iter();
        lines
            .map(|words| setting::line(&mut self.faces, words, language, look))
            .collect()
    }

    /// The field behind the word that is heard.
    fn mark(&mut self, set: &Setting, caption: &Caption, raster: &mut Raster) {
        let Some(word) = caption
            .word
            .filter(|_| caption.look.dress == CaptionDress::Karaoke)
        else {
            return;
        };
        let (beyond, half, round) = FIELD;
        let places = places(&caption.lines);
        let place = places.into_iter().nth(word as usize);
        let span = place.and_then(|(line, word)| Some((line, set.lines.get(line)?.span(word)?)));
        let Some((line, (from, to))) = span else {
            return;
        };
        let (left, baseline) = set.pens[line];
        let middle = baseline - BASELINE * set.size;
        let (before, after) = set.lines[line].room(from, to);
        // It never reaches the words beside it, not even where no space parts them.
        let reach = |room: f64| f64::min(beyond * set.size, 0.6 * room);
        let (begin, end) = (from - reach(before), to + reach(after));
        let corner = euclid::point2(left + begin, middle - half * set.size);
        let width = end - begin;
        let field = CanvasRect::new(corner, euclid::size2(width, 2.0 * half * set.size));
        fill(raster, field, round * set.size, caption.look.highlight);
    }

    /// The shadow and the edge of all letters.
    fn edge(&mut self, set: &Setting, manner: &Manner, raster: &mut Raster) {
        let (edge, solid) = manner.edge;
        if edge <= 0.0 {
            return;
        }
        let mut coverage = Coverage::clear(raster.width, raster.height);
        for (glyph, (x, y)) in glyphs(set) {
            let place = (x, y, edge * set.size);
            match self.ink.coloured(&mut self.faces, glyph, (x, y)) {
                Some(own) => own.cover(&mut coverage),
                None => self.ink.cover(&mut self.faces, glyph, place, &mut coverage),
            }
        }
        let (deviation, drop, dark) = manner.shadow;
        let soft = coverage.blurred(deviation * set.size);
        let lower = libm::rint(drop * set.size) as i32;
        soft.paint([0.0, 0.0, 0.0, dark], lower, raster);
        coverage.paint([0.0, 0.0, 0.0, solid], 0, raster);
    }

    fn letters(&mut self, set: &Setting, caption: &Caption, raster: &mut Raster) {
        let mut first = 0;
        for ((line, pen), words) in set.lines.iter().zip(&set.pens).zip(&caption.lines) {
            for word in 0..words.len() {
                let mut coverage = Coverage::clear(raster.width, raster.height);
                let own = line.glyphs.iter().filter(|glyph| glyph.word == Some(word));
                for glyph in own {
                    match self.ink.coloured(&mut self.faces, glyph, *pen) {
                        Some(own) => own.paint(raster),
                        None => {
                            let place = (pen.0, pen.1, 0.0);
                            self.ink.cover(&mut self.faces, glyph, place, &mut coverage);
                        }
                    }
                }
                coverage.paint(tint(caption, first + word as u32), 0, raster);
            }
            first += words.len() as u32;
        }
    }
}

impl ink::Coloured {
    fn cover(&self, onto: &mut Coverage) {
        for (index, pixel) in self.raster.pixels.iter().enumerate() {
            let (x, y) = (index % self.raster.width, index / self.raster.width);
            onto.cover(self.left + x as i32, self.top + y as i32, pixel[3]);
        }
    }

    fn paint(&self, onto: &mut Raster) {
        for (index, pixel) in self.raster.pixels.iter().enumerate() {
            let (x, y) = (index % self.raster.width, index / self.raster.width);
            onto.over(self.left + x as i32, self.top + y as i32, *pixel);
        }
    }
}

/// The characters of captions that no font of this machine has.
pub fn without_glyph<'a>(captions: impl IntoIterator<Item = &'a CaptionLayer>) -> Vec<char> {
    let mut faces = Faces::new();
    for layer in captions {
        let lines = layer.texts.iter().flat_map(|text| &text.lines);
        for word in lines.flatten() {
            faces.runs(word, &layer.look.language, Weight::SEMIBOLD);
        }
    }
    faces.missing()
}

fn manner(dress: CaptionDress) -> Manner {
    let plain = |weight, plate| Manner {
        weight,
        plate,
        edge: (0.0, 0.0),
        shadow: (0.0, 0.0, 0.0),
    };
    match dress {
        CaptionDress::Boxed | CaptionDress::Karaoke => plain(Weight::SEMIBOLD, true),
        CaptionDress::Clean => Manner {
            edge: (0.05, 0.8),
            shadow: (0.11, 0.04, 0.65),
            ..plain(Weight::BOLD, false)
        },
        CaptionDress::Big => Manner {
            edge: (0.1, 1.0),
            shadow: (0.1, 0.07, 0.55),
            ..plain(Weight::EXTRA_BOLD, false)
        },
    }
}

fn widest(lines: &[Line]) -> f64 {
    lines.iter().map(|line| line.width).fold(0.0, f64::max)
}

/// The caption's box on the canvas. It grows around the middle that it has at its own size.
fn area(lines: &[Line], (size, cut): (f64, &CaptionCut), caption: &Caption) -> CanvasRect {
    let width = widest(lines) + 2.0 * cut.across * size;
    let height = lines.len() as f64 * cut.leading * size + 2.0 * cut.down * size;
    let (across, down) = (caption.anchor.across(), caption.anchor.down());
    let own = |length: f64| length / caption.scale;
    let middle = (
        caption.at.x + (0.5 - across) * own(width),
        caption.at.y + (0.5 - down) * own(height),
    );
    let (width, height) = (libm::rint(width), libm::rint(height));
    CanvasRect::new(
        euclid::point2(
            libm::rint(middle.0 - width / 2.0),
            libm::rint(middle.1 - height / 2.0),
        ),
        euclid::size2(width, height),
    )
}

/// Line and number in it of each word.
fn places(lines: &[Vec<String>]) -> Vec<(usize, usize)> {
    let lines = lines.iter().enumerate();
    lines
        .flat_map(|(line, words)| (0..words.len()).map(move |word| (line, word)))
        .collect()
}

/// All glyphs with the pen of their line.
fn glyphs(set: &Setting) -> impl Iterator<Item = (&Placed, (f64, f64))> {
    let lines = set.lines.iter().zip(&set.pens);
    lines.flat_map(|(line, pen)| line.glyphs.iter().map(move |glyph| (glyph, *pen)))
}

/// The colour of a word's letters.
fn tint(caption: &Caption, word: u32) -> [f32; 4] {
    let look = &caption.look;
    let plain = parts(look.colour);
    let Some(heard) = caption.word else {
        return plain;
    };
    match look.dress {
        CaptionDress::Karaoke if word == heard => over_field(look),
        CaptionDress::Karaoke if word > heard => [plain[0], plain[1], plain[2], plain[3] * TO_COME],
        CaptionDress::Big if word == heard => parts(lighter(look.highlight)),
        _ => plain,
    }
}

fn parts(colour: Colour) -> [f32; 4] {
    [colour.red, colour.green, colour.blue, colour.alpha].map(|part| f32::from(part) / 255.0)
}

/// Letters on the field of a marked word: light or dark, whichever can be read better.
fn over_field(look: &CaptionLook) -> [f32; 4] {
    if lightness(look.highlight) > 0.6 {
        [0.05, 0.06, 0.1, 1.0]
    } else {
        [1.0; 4]
    }
}

/// A colour that can be read between black edges.
fn lighter(colour: Colour) -> Colour {
    let is = lightness(colour);
    if is >= LEGIBLE {
        return colour;
    }
    let part = (LEGIBLE - is) / (1.0 - is);
    let mixed = |value: u8| libm::rint(f64::from(value) * (1.0 - part) + 255.0 * part) as u8;
    Colour {
        red: mixed(colour.red),
        green: mixed(colour.green),
        blue: mixed(colour.blue),
        alpha: colour.alpha,
    }
}

/// 0 is black, 1 is white, as luma weighs them.
fn lightness(colour: Colour) -> f64 {
    let [red, green, blue] = [colour.red, colour.green, colour.blue].map(f64::from);
    (0.2126 * red + 0.7152 * green + 0.0722 * blue) / 255.0
}

fn fill(raster: &mut Raster, rect: CanvasRect, radius: f64, colour: Colour) {
    let outline = crate::card::Outline::new(rect, radius);
    let [red, green, blue, solid] = parts(colour);
    let (from, to) = (rect.min(), rect.max());
    for row in libm::floor(from.y) as i32 - 1..libm::ceil(to.y) as i32 + 1 {
        for column in libm::floor(from.x) as i32 - 1..libm::ceil(to.x) as i32 + 1 {
            let alpha = outline.covers(column, row) as f32 * solid;
            if alpha > 0.0 {
                raster.over(
                    column,
                    row,
                    [red * alpha, green * alpha, blue * alpha, alpha],
                );
            }
        }
    }
}
