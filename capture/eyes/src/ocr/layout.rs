//! Lines of letters laid out on paper for reading, all about as large, and the words that were
//! read put back to where they came from.

use demoreel_primitives::space::{FilmBox, FilmSpace, surface_from_film};
use euclid::Point2D;
use opencv::core::{Mat, MatTraitConstManual, Size};
use opencv::imgproc::{INTER_CUBIC, resize};

use super::lines::Strip;
use super::program::{Paper, Word};
use super::{ReadLine, ReadWord};

/// How high a line is on paper, in samples: tesseract reads letters of this size best.
const LINE: f64 = 36.0;
/// By how much a line is made larger at most, and smaller.
const LARGEST: f64 = 4.0;
const SMALLEST: f64 = 0.4;
/// White between lines, and at the sides.
const GAP: usize = 36;
/// A paper is not higher than this: tesseract takes 32,767 rows.
const HIGHEST: usize = 20_000;

/// A paper and where its lines come from.
pub(super) struct Sheet<'a> {
    pub paper: Paper,
    rows: Vec<Row<'a>>,
}

struct Row<'a> {
    strip: &'a Strip,
    scale: f64,
    /// The first row on paper, and how many.
    top: usize,
    height: usize,
}

/// A line with its words, in samples of the part that was read.
pub(super) struct Line {
    pub area: FilmBox,
    pub words: Vec<(String, FilmBox, f64)>,
}

/// All lines on as few papers as hold them.
pub(super) fn sheets(strips: &[Strip]) -> Result<Vec<Sheet<'_>>, opencv::Error> {
    let mut sheets: Vec<(Vec<Row<'_>>, Vec<Scaled>)> = Vec::new();
    let mut top = HIGHEST;
    for strip in strips {
        let scale = (LINE / strip.area.height() as f64).clamp(SMALLEST, LARGEST);
        let scaled = scaled(strip, scale)?;
        if top + scaled.height + GAP > HIGHEST {
            sheets.push(Default::default());
            top = GAP;
        }
        if let Some((rows, pictures)) = sheets.last_mut() {
            rows.push(Row {
                strip,
                scale,
                top,
                height: scaled.height,
            });
            top += scaled.height + GAP;
            pictures.push(scaled);
        }
    }
    let whole = |(rows, pictures): (Vec<_>, Vec<Scaled>)| Sheet {
        paper: paper(&rows, &pictures),
        rows,
    };
    Ok(sheets.into_iter().map(whole).collect())
}

/// A line in its size on paper.
struct Scaled {
    width: usize,
    height: usize,
    samples: Vec<u8>,
}

fn scaled(strip: &Strip, scale: f64) -> Result<Scaled, opencv::Error> {
    let rows = strip.samples.len() / strip.width;
    let image =
        Mat::new_rows_cols_with_bytes::<u8>(rows as i32, strip.width as i32, &strip.samples)?;
    let side = |side: usize| (libm::round(side as f64 * scale) as i32).max(1);
    let size = Size::new(side(strip.width), side(rows));
    let mut result = Mat::default();
    resize(&image, &mut result, size, 0.0, 0.0, INTER_CUBIC)?;
    Ok(Scaled {
        width: size.width as usize,
        height: size.height as usize,
        samples: result.data_typed::<u8>()?.to_vec(),
    })
}

fn paper(rows: &[Row], pictures: &[Scaled]) -> Paper {
    let widest = pictures.iter().map(|picture| picture.width).max();
    let width = widest.unwrap_or_default() + 2 * GAP;
    let height = rows.last().map_or(GAP, |row| row.top + row.height + GAP);
    let mut samples = vec![255; width * height];
    for (row, picture) in rows.iter().zip(pictures) {
        for (index, line) in picture.samples.chunks_exact(picture.width).enumerate() {
            samples[(row.top + index) * width + GAP..][..picture.width].copy_from_slice(line);
        }
    }
    Paper {
        width,
        height,
        samples,
    }
}

impl Sheet<'_> {
    /// The words that were read, line by line; lines without any are left out.
    pub fn lines(&self, words: &[Word]) -> Vec<Line> {
        let mut lines: Vec<Vec<&Word>> = self.rows.iter().map(|_| Vec::new()).collect();
        for word in words {
            let [_, top, _, height] = word.place;
            let middle = (top + height / 2).max(0) as usize;
            let below = self.rows.partition_point(|row| row.top <= middle + GAP / 2);
            if let Some(line) = below.checked_sub(1).and_then(|row| lines.get_mut(row)) {
                line.push(word);
            }
        }
        let rows = self
            .rows
            .iter()
            .zip(lines)
            .filter(|(_, words)| !words.is_empty());
        rows.map(|(row, words)| row.line(words)).collect()
    }
}

impl Row<'_> {
    fn line(&self, mut words: Vec<&Word>) -> Line {
        words.sort_by_key(|word| word.place[0]);
        let words = words.into_iter().map(|word| {
            let place = self.place(word.place);
            (word.text.clone(), place, word.confidence)
        });
        Line {
            area: self.strip.area,
            words: words.collect(),
        }
    }

    /// A box on paper as a box in the picture.
    fn place(&self, [left, top, width, height]: [i32; 4]) -> FilmBox {
        let area = self.strip.area;
        let (rim_x, rim_y) = self.strip.corner;
        let x = |at: i32| {
            let at = (at - GAP as i32) as f64 / self.scale - rim_x as f64;
            (area.min.x + libm::round(at) as i32).clamp(area.min.x, area.max.x)
        };
        let y = |at: i32| {
            let at = (at - self.top as i32) as f64 / self.scale - rim_y as f64;
            (area.min.y + libm::round(at) as i32).clamp(area.min.y, area.max.y)
        };
        let mut place = FilmBox::new(
            euclid::point2(x(left), y(top)),
            euclid::point2(x(left + width), y(top + height)),
        );
        place.max.x = place.max.x.max(place.min.x + 1);
        place.max.y = place.max.y.max(place.min.y + 1);
        place
    }
}

impl Line {
    /// How sure its reading is; long words say more than short ones.
    fn confidence(&self) -> f64 {
        let weight = |text: &str| text.chars().count() as f64;
        let sum: f64 = self
            .words
            .iter()
            .map(|(text, _, sure)| weight(text) * sure)
            .sum();
        sum / self
            .words
            .iter()
            .map(|(text, ..)| weight(text))
            .sum::<f64>()
            .max(1.0)
    }

    fn letters(&self) -> usize {
        self.words
            .iter()
            .map(|(text, ..)| text.chars().count())
            .sum()
    }

    /// In logical pixels, for a part of the picture that begins at `corner`.
    pub fn on_surface(self, corner: Point2D<i32, FilmSpace>, density: f64) -> ReadLine {
        let place = |area: FilmBox| surface_from_film(area.translate(corner.to_vector()), density);
        ReadLine {
            area: place(self.area),
            words: self
                .words
                .into_iter()
                .map(|(text, area, confidence)| ReadWord {
                    text,
                    area: place(area),
                    confidence,
                })
                .collect(),
        }
    }
}

/// Of lines that cover each other the one that is read with more certainty.
pub(super) fn best_of(mut lines: Vec<Line>) -> Vec<Line> {
    lines.sort_by(|a, b| {
        let worth = |line: &Line| line.confidence() * line.letters() as f64;
        worth(b).total_cmp(&worth(a))
    });
    let mut kept: Vec<Line> = Vec::new();
    for line in lines {
        let covered = |other: &Line| {
            let common = line.area.intersection(&other.area);
            let size = |area: FilmBox| area.width() as i64 * area.height() as i64;
            common.is_some_and(|common| 2 * size(common) > size(line.area).min(size(other.area)))
        };
        if !kept.iter().any(covered) {
            kept.push(line);
        }
    }
    kept.sort_by_key(|line| (line.area.min.y, line.area.min.x));
    kept
}
