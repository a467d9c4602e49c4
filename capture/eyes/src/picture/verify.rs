//! The second look at a match. Correlation knows neither brightness nor colour, and one wrong
//! letter hardly lowers it; so contrast, brightness, colour and the worst small block are compared
//! as well, so that `Send` is not found in `Sent`, nor an enabled button in a disabled one.

use demoreel_primitives::picture::{Picture, Plane};

use super::grey::{Grey, View};
use super::search::Match;
use super::template::{Shrunk, Sized};

/// How far a match may differ at the default confidence of 0.9, and no further. A pointer that
/// hovers over a button changes its shade less than this, disabling it changes more.
const MOST_LIFT: f64 = 26.0;
const MOST_GAIN: f64 = 1.4;
const MOST_TINT: f64 = 12.0;
const MOST_SQUARE_TINT: f64 = 30.0;
/// Colour is compared by squares of so many samples of chroma.
const TINT_SQUARE: usize = 4;
const MOST_BLOCK: f64 = 0.5;
/// Letters that stand a part of a pixel elsewhere make all blocks differ alike, one wrong letter
/// only its own: the worst block may be as bad as three times the usual ones, and a little more.
const MOST_ODD: f64 = 0.1;
const USUAL_TIMES: f64 = 3.0;
/// The usual difference is that which a tenth of the blocks that hold something exceed.
const USUAL_PART: f64 = 0.9;
/// Blocks are squares of so many samples: about a letter.
const SMALLEST_BLOCK: usize = 6;
const LARGEST_BLOCK: usize = 12;
/// Differences of less than four steps of luma are noise, and so is a tenth of the variance.
const NOISE: f64 = 16.0;
const NOISE_PART: f64 = 0.1;

/// What is wrong with a match.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Fault {
    /// Its contrast or brightness is another: disabled, or another theme.
    Shade,
    /// Its colour is another.
    Tint,
    /// A part of it is different: other words, or something stands in front.
    Part,
}

/// The first thing that is wrong with a match, if any. `slack` is 1 at the default confidence
/// and grows as that is lowered.
pub(crate) fn fault(
    picture: &Picture,
    template: &Sized,
    found: &Match,
    slack: f64,
) -> Option<Fault> {
    let gain = found.likeness.gain.max(f64::MIN_POSITIVE);
    let shade = gain.max(1.0 / gain) > 1.0 + (MOST_GAIN - 1.0) * slack
        || found.likeness.lift.abs() > MOST_LIFT * slack;
    if shade {
        return Some(Fault::Shade);
    }
    let (tint, worst_tint) = tint(picture, template, found);
    if tint > MOST_TINT * slack || worst_tint > MOST_SQUARE_TINT * slack {
        return Some(Fault::Tint);
    }
    let (worst, usual) = blocks(picture, template, found);
    let is_odd = worst - USUAL_TIMES * usual > MOST_ODD * slack;
    (is_odd || worst > MOST_BLOCK * slack).then_some(Fault::Part)
}

/// How much the colour differs, in steps: on the whole, and in the worst small square. Only those
/// samples of chroma are compared that show nothing but the match.
fn tint(picture: &Picture, template: &Sized, found: &Match) -> (f64, f64) {
    let (mut sum, mut count, mut worst) = (0.0, 0.0_f64, 0.0_f64);
    for (plane, wanted) in [Plane::U, Plane::V].into_iter().zip(&template.chroma) {
        let columns = found.x.div_ceil(2)..(found.x + wanted.width) / 2;
        let rows = found.y.div_ceil(2)..(found.y + wanted.height) / 2;
        let there = plane_view(picture, plane);
        for row in rows.step_by(TINT_SQUARE) {
            for column in columns.clone().step_by(TINT_SQUARE) {
                let difference = square(there, template, wanted, found, (column, row)).abs();
                (sum, count) = (sum + difference, count + 1.0);
                worst = worst.max(difference);
            }
        }
    }
    (sum / count.max(1.0), worst)
}

/// The mean difference of a square's solid samples, the square given in samples of chroma.
fn square(
    there: View,
    template: &Sized,
    wanted: &Grey,
    found: &Match,
    (left, top): (usize, usize),
) -> f64 {
    let mask = template.whole().mask.as_ref();
    let right = (left + TINT_SQUARE).min((found.x + wanted.width) / 2);
    let bottom = (top + TINT_SQUARE).min((found.y + wanted.height) / 2);
    let (mut sum, mut count) = (0.0, 0.0_f64);
    for row in top..bottom {
        for column in left..right {
            let (x, y) = (2 * column - found.x, 2 * row - found.y);
            let four = [(x, y), (x + 1, y), (x, y + 1), (x + 1, y + 1)];
            if four.iter().all(|(x, y)| is_solid(mask, *x, *y)) {
                let sample = |(x, y)| wanted.samples[y * wanted.width + x] as f64;
                let mean = four.into_iter().map(sample).sum::<f64>() / 4.0;
                sum += there.row(row)[column] as f64 - mean;
                count += 1.0;
            }
        }
    }
    sum / count.max(1.0)
}

/// How much the worst block differs, and the usual ones: 0 for equal pictures, 1 for another
/// picture.
fn blocks(picture: &Picture, template: &Sized, found: &Match) -> (f64, f64) {
    let Shrunk { luma, mask } = template.whole();
    let there = plane_view(picture, Plane::Y).part(found.x, found.y, luma.width, luma.height);
    let noise = NOISE + NOISE_PART * template.whole().needle().variance();
    let side = (luma.width.min(luma.height) / 4).clamp(SMALLEST_BLOCK, LARGEST_BLOCK);
    let (mut worst, mut usual) = (0.0_f64, Vec::new());
    for y in steps(luma.height, side) {
        for x in steps(luma.width, side) {
            let block = block(there, luma, mask.as_ref(), (x, y, side));
            let difference = block.difference(noise);
            worst = worst.max(difference);
            if block.energy() > 2.0 * noise {
                usual.push(difference);
            }
        }
    }
    (worst, usual_of(usual))
}

/// Where overlapping blocks begin, the last one at the very end.
fn steps(length: usize, side: usize) -> impl Iterator<Item = usize> {
    let last = length.saturating_sub(side);
    (0..last).step_by((side / 2).max(1)).chain([last])
}

fn usual_of(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    let index = (values.len() as f64 * USUAL_PART) as usize;
    values.get(index).copied().unwrap_or_default()
}

fn block(
    there: View,
    luma: &Grey,
    mask: Option<&Grey>,
    (x, y, side): (usize, usize, usize),
) -> Block {
    let mut block = Block::default();
    for row in y..(y + side).min(luma.height) {
        let wanted = &luma.samples[row * luma.width..][..luma.width];
        let pairs = wanted.iter().zip(there.row(row)).enumerate();
        for (column, (wanted, there)) in pairs.skip(x).take(side) {
            if is_solid(mask, column, row) {
                block.add(*wanted as f64, *there as f64);
            }
        }
    }
    block
}

/// What a block's difference is reckoned from.
#[derive(Default)]
struct Block {
    count: f64,
    wanted: [f64; 2],
    there: [f64; 2],
    product: f64,
}

impl Block {
    fn add(&mut self, wanted: f64, there: f64) {
        self.count += 1.0;
        self.wanted = [self.wanted[0] + wanted, self.wanted[1] + wanted * wanted];
        self.there = [self.there[0] + there, self.there[1] + there * there];
        self.product += wanted * there;
    }

    /// How much there is in both, means set aside.
    fn energy(&self) -> f64 {
        let count = self.count.max(1.0);
        let variance = |[sum, squares]: [f64; 2]| squares / count - (sum / count) * (sum / count);
        variance(self.wanted) + variance(self.there)
    }

    /// Energy of the difference in the energy of both.
    fn difference(&self, noise: f64) -> f64 {
        if self.count < 9.0 {
            return 0.0;
        }
        let means = self.wanted[0] * self.there[0] / (self.count * self.count);
        let common = self.product / self.count - means;
        (self.energy() - 2.0 * common) / (self.energy() + 2.0 * noise)
    }
}

fn is_solid(mask: Option<&Grey>, column: usize, row: usize) -> bool {
    mask.is_none_or(|mask| {
        let (column, row) = (column.min(mask.width - 1), row.min(mask.height - 1));
        mask.samples[row * mask.width + column] != 0
    })
}

/// A plane of a picture.
pub(crate) fn plane_view(picture: &Picture, plane: Plane) -> View<'_> {
    let (width, height) = picture.plane_size(plane);
    View {
        width,
        height,
        stride: width,
        samples: picture.plane(plane),
    }
}
