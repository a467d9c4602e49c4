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
const MOST_BLOCK: f64 = 0.30;
/// Letters that stand a part of a pixel elsewhere make all blocks differ alike, one wrong letter
/// only its own: the worst block may be as bad as so many times the usual one, and a little more.
const USUAL_BLOCKS: f64 = 2.5;
/// Blocks are squares of so many samples: about a letter.
const SMALLEST_BLOCK: usize = 8;
const LARGEST_BLOCK: usize = 16;
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
    if tint(picture, template, found) > MOST_TINT * slack {
        return Some(Fault::Tint);
    }
    (odd_block(picture, template, found) > MOST_BLOCK * slack).then_some(Fault::Part)
}

/// The largest difference of mean colour between the template and what is there, in steps.
fn tint(picture: &Picture, template: &Sized, found: &Match) -> f64 {
    let difference = |plane| {
        let wanted = plane_view(&template.picture, plane);
        let there = plane_view(picture, plane);
        let (x, y) = (found.x / 2, found.y / 2);
        let width = wanted.width.min(there.width - x);
        let height = wanted.height.min(there.height - y);
        let mask = template.whole().mask.as_ref();
        let mut sums = (0_i64, 0_i64);
        for row in 0..height {
            for column in 0..width {
                if is_solid(mask, 2 * column, 2 * row) {
                    sums.0 +=
                        there.row(y + row)[x + column] as i64 - wanted.row(row)[column] as i64;
                    sums.1 += 1;
                }
            }
        }
        (sums.0 as f64 / sums.1.max(1) as f64).abs()
    };
    difference(Plane::U).max(difference(Plane::V))
}

/// How much worse the worst block is than the others: 0 for equal pictures, 1 for a block that is
/// another picture.
fn odd_block(picture: &Picture, template: &Sized, found: &Match) -> f64 {
    let Shrunk { luma, mask } = template.whole();
    let there = plane_view(picture, Plane::Y).part(found.x, found.y, luma.width, luma.height);
    let noise = NOISE + NOISE_PART * template.whole().needle().variance();
    let side = (luma.width.min(luma.height) / 3).clamp(SMALLEST_BLOCK, LARGEST_BLOCK);
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
    worst - USUAL_BLOCKS * median(usual)
}

/// Where overlapping blocks begin, the last one at the very end.
fn steps(length: usize, side: usize) -> impl Iterator<Item = usize> {
    let last = length.saturating_sub(side);
    (0..last).step_by((side / 2).max(1)).chain([last])
}

fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values.get(values.len() / 2).copied().unwrap_or_default()
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
        for column in x..(x + side).min(luma.width) {
            if is_solid(mask, column, row) {
                block.add(wanted[column] as f64, there.row(row)[column] as f64);
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
