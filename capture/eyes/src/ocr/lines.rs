//! Lines of letters in a picture. A letter is what differs from what is around it, in whichever
//! direction: so that dark text, light text and text on a button are alike. Sizes are in samples.

use demoreel_primitives::space::FilmBox;
use opencv::core::{Mat, MatTraitConstManual};
use opencv::imgproc::{connected_components_with_stats, median_blur};

/// What is around a sample: squares with so many logical pixels a side. The smaller one sees small
/// buttons, the larger one large letters.
const AROUND: [f64; 2] = [15.0, 31.0];
/// In a small square large letters are what is around them: it sees lines of so many times its side.
const HIGHEST_AROUND: f64 = 1.3;
/// A sample that differs less from what is around it is no letter, in steps of luma.
const LEAST_CONTRAST: u8 = 24;
/// The highest letter and the lowest line, in logical pixels.
const HIGHEST: f64 = 70.0;
const LOWEST: f64 = 5.0;
/// Letters of one line are so near to each other, in the height of the larger.
const NEAR: f64 = 1.1;
/// More shapes than any screen full of text has: what is left is no text.
const MOST_SHAPES: usize = 20_000;

/// A line of letters, cut out: as dark as its letters are strong, on white.
#[derive(Clone, Debug)]
pub(super) struct Strip {
    /// Where its letters are in the picture.
    pub area: FilmBox,
    /// Samples a row.
    pub width: usize,
    /// Row by row; with a rim of [`Strip::RIM`] around the area, as far as the picture goes.
    pub samples: Vec<u8>,
    /// What the rim is cut to on the left and above.
    pub corner: (usize, usize),
}

impl Strip {
    /// Samples of rim around the letters.
    const RIM: i32 = 2;
}

/// Every line, from the top. One that is seen in two ways is there twice.
pub(super) fn strips(
    luma: &[u8],
    (width, height): (usize, usize),
    density: f64,
) -> Result<Vec<Strip>, opencv::Error> {
    let mut all: Vec<Strip> = Vec::new();
    for around in AROUND {
        let contrast = contrast(luma, (width, height), around * density)?;
        let shapes = shapes(&contrast, (width, height), density)?;
        let highest = HIGHEST_AROUND * around * density;
        for area in lines(&without_frames(shapes, density), density) {
            let is_seen = around == AROUND[1] || area.height() as f64 <= highest;
            if is_seen && !all.iter().any(|strip| is_same(strip.area, area)) {
                all.push(cut(&contrast, (width, height), area));
            }
        }
    }
    all.sort_by_key(|strip| (strip.area.min.y, strip.area.min.x));
    Ok(all)
}

/// How much each sample differs from the middle of those around it.
fn contrast(
    luma: &[u8],
    (width, height): (usize, usize),
    around: f64,
) -> Result<Vec<u8>, opencv::Error> {
    let image = Mat::new_rows_cols_with_bytes::<u8>(height as i32, width as i32, luma)?;
    let mut ground = Mat::default();
    median_blur(&image, &mut ground, libm::round(around) as i32 | 1)?;
    let ground = ground.data_typed::<u8>()?;
    let pairs = luma.iter().zip(ground);
    Ok(pairs
        .map(|(there, ground)| there.abs_diff(*ground))
        .collect())
}

/// What hangs together and may be a letter or a part of one.
fn shapes(
    contrast: &[u8],
    (width, height): (usize, usize),
    density: f64,
) -> Result<Vec<FilmBox>, opencv::Error> {
    let solid: Vec<u8> = contrast
        .iter()
        .map(|it| u8::from(*it > LEAST_CONTRAST))
        .collect();
    let image = Mat::new_rows_cols_with_bytes::<u8>(height as i32, width as i32, &solid)?;
    let (mut labels, mut stats, mut middles) = (Mat::default(), Mat::default(), Mat::default());
    let (eight, kind) = (8, opencv::core::CV_32S);
    connected_components_with_stats(&image, &mut labels, &mut stats, &mut middles, eight, kind)?;
    let rows = stats.data_typed::<i32>()?.chunks_exact(5).skip(1);
    let shapes = rows.filter_map(|row| {
        let [x, y, width, height, count] = <[i32; 5]>::try_from(row).ok()?;
        may_be_letter((width, height), count, density).then(|| {
            FilmBox::from_origin_and_size(euclid::point2(x, y), euclid::size2(width, height))
        })
    });
    let mut shapes: Vec<FilmBox> = shapes.collect();
    shapes.sort_by_key(|shape| (shape.min.x, shape.min.y));
    shapes.truncate(MOST_SHAPES);
    Ok(shapes)
}

/// Rules, outlines and areas are not.
fn may_be_letter((width, height): (i32, i32), count: i32, density: f64) -> bool {
    let is_rule = width as f64 > 14.0 * (height as f64).max(8.0 * density);
    let is_large = width.max(height) as f64 > 24.0 * density;
    let is_outline = is_large && (count as f64) < 0.12 * (width * height) as f64;
    height as f64 <= HIGHEST * density && !is_rule && !is_outline
}

/// Without shapes that hold others: no letter does.
fn without_frames(shapes: Vec<FilmBox>, density: f64) -> Vec<FilmBox> {
    let least = 3.0 * density;
    let holds = |frame: &FilmBox| {
        let inside = |other: &&FilmBox| {
            frame.min.x < other.min.x
                && frame.min.y < other.min.y
                && frame.max.x > other.max.x
                && frame.max.y > other.max.y
                && other.height() as f64 > least
        };
        frame.width().max(frame.height()) as f64 > 16.0 * density
            && shapes.iter().filter(inside).count() >= 2
    };
    shapes
        .iter()
        .filter(|shape| !holds(shape))
        .copied()
        .collect()
}

/// Shapes that stand beside each other, joined. `shapes` go from left to right.
fn lines(shapes: &[FilmBox], density: f64) -> Vec<FilmBox> {
    let mut groups = Groups::of(shapes.len());
    let widest = (NEAR * HIGHEST * density) as i32;
    for (index, left) in shapes.iter().enumerate() {
        for (other, right) in shapes.iter().enumerate().skip(index + 1) {
            let gap = right.min.x - left.max.x;
            if right.min.x - left.min.x > widest + left.width() {
                break;
            }
            if belongs(left, right, gap as f64, density) {
                groups.join(index, other);
            }
        }
    }
    let mut areas: Vec<Option<FilmBox>> = vec![None; shapes.len()];
    for (index, shape) in shapes.iter().enumerate() {
        let area = &mut areas[groups.root(index)];
        *area = Some(area.map_or(*shape, |area| area.union(shape)));
    }
    let lowest = LOWEST * density;
    let high_enough = |area: &FilmBox| area.height() as f64 >= lowest;
    areas.into_iter().flatten().filter(high_enough).collect()
}

/// Whether two shapes are letters of one line, or a letter and its dot or comma.
fn belongs(left: &FilmBox, right: &FilmBox, gap: f64, density: f64) -> bool {
    let (low, high) = {
        let (a, b) = (left.height() as f64, right.height() as f64);
        (a.min(b), a.max(b))
    };
    let common = (left.max.y.min(right.max.y) - left.min.y.max(right.min.y)) as f64;
    let letters = common > 0.5 * low && high < 3.2 * low && gap <= NEAR * high.max(8.0 * density);
    let mark = common > -0.3 * high && low < 0.45 * high && gap < 0.5 * high;
    letters || mark
}

/// Whether two areas are one line, seen twice.
fn is_same(one: FilmBox, other: FilmBox) -> bool {
    let near = |a: i32, b: i32| (a - b).abs() <= 1;
    near(one.min.x, other.min.x)
        && near(one.min.y, other.min.y)
        && near(one.max.x, other.max.x)
        && near(one.max.y, other.max.y)
}

/// A line as black on white, whatever it was.
fn cut(contrast: &[u8], (width, height): (usize, usize), area: FilmBox) -> Strip {
    let whole = FilmBox::from_size(euclid::size2(width as i32, height as i32));
    let grown = area.inflate(Strip::RIM, Strip::RIM);
    let rimmed = grown.intersection(&whole).unwrap_or(area);
    let columns = rimmed.min.x as usize..rimmed.max.x as usize;
    let rows = rimmed.min.y as usize..rimmed.max.y as usize;
    let row = |row: usize| &contrast[row * width..][columns.clone()];
    let samples: Vec<u8> = rows.flat_map(row).copied().collect();
    let strongest = strongest(&samples).max(30) as u32;
    let dark = |sample: u8| 255 - (sample as u32 * 255 / strongest).min(255) as u8;
    Strip {
        area,
        width: columns.len(),
        samples: samples.into_iter().map(dark).collect(),
        corner: (
            (area.min.x - rimmed.min.x) as usize,
            (area.min.y - rimmed.min.y) as usize,
        ),
    }
}

/// The contrast that one sample in a hundred exceeds.
fn strongest(samples: &[u8]) -> u8 {
    let mut sorted = samples.to_vec();
    sorted.sort_unstable();
    let index = sorted.len() * 99 / 100;
    sorted.get(index).copied().unwrap_or_default()
}

/// Which of some things belong together.
struct Groups(Vec<usize>);

impl Groups {
    fn of(count: usize) -> Groups {
        Groups((0..count).collect())
    }

    fn root(&mut self, mut index: usize) -> usize {
        while self.0[index] != index {
            self.0[index] = self.0[self.0[index]];
            index = self.0[index];
        }
        index
    }

    fn join(&mut self, one: usize, other: usize) {
        let (one, other) = (self.root(one), self.root(other));
        self.0[one] = other;
    }
}
