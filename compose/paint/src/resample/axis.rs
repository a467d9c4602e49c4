//! The taps of one axis: for each sample of the destination, which samples of the source it is
//! made of and how much of each.

use std::ops::Range;

use crate::area::floor;

/// More taps than any axis has: scales down to 1/5 with room to spare.
pub const MOST_TAPS: usize = 64;
/// One whole, in weights.
const ONE: i32 = 1 << 14;

/// How an axis of the destination maps to the source: `source = destination * step + offset`,
/// both counted in samples from the middle of sample 0.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Map {
    /// Source samples for one of the destination; above 0.
    pub step: f64,
    /// The source's place of the destination's sample 0.
    pub offset: f64,
}

/// The taps of a range of the destination's samples.
pub struct Axis {
    first: i32,
    taps: usize,
    starts: Vec<i32>,
    weights: Vec<i16>,
}

impl Axis {
    /// Taps for each sample of `range`.
    pub fn new(map: Map, range: Range<i32>) -> Axis {
        let stretch = map.step.clamp(1.0, (MOST_TAPS / 4 - 1) as f64);
        let taps = (libm::ceil(4.0 * stretch) as usize).next_multiple_of(2);
        let len = range.len();
        let mut axis = Axis {
            first: range.start,
            taps,
            starts: Vec::with_capacity(len),
            weights: vec![0; len * taps],
        };
        for (sample, weights) in range.zip(axis.weights.chunks_exact_mut(taps)) {
            let place = sample as f64 * map.step + map.offset;
            let start = floor(place - 2.0 * stretch) + 1;
            axis.starts.push(start);
            fill(weights, start as f64 - place, 1.0 / stretch);
        }
        axis
    }

    /// The destination's samples that it has taps for.
    pub fn range(&self) -> Range<i32> {
        self.first..self.first + self.starts.len() as i32
    }

    /// How many taps each sample has; even.
    pub fn taps(&self) -> usize {
        self.taps
    }

    /// A sample's first source sample, which may lie outside the source, and its weights with 14
    /// fraction bits, which add up to one whole.
    pub fn at(&self, sample: i32) -> (i32, &[i16]) {
        self.nth((sample - self.first) as usize)
    }

    /// The same by the sample's place in [`Axis::range`].
    pub fn nth(&self, index: usize) -> (i32, &[i16]) {
        let weights = &self.weights[index * self.taps..(index + 1) * self.taps];
        (self.starts[index], weights)
    }
}

/// Weights of taps that lie at `begin`, `begin + 1`, ... from the wanted place.
fn fill(weights: &mut [i16], begin: f64, squeeze: f64) {
    let mut raw = [0.0; MOST_TAPS];
    let mut sum = 0.0;
    for (offset, value) in raw[..weights.len()].iter_mut().enumerate() {
        *value = catmull_rom(((begin + offset as f64) * squeeze).abs());
        sum += *value;
    }
    let unit = ONE as f64 / sum;
    let (mut left, mut largest) = (ONE, 0);
    for (index, weight) in weights.iter_mut().enumerate() {
        *weight = floor(raw[index] * unit + 0.5) as i16;
        left -= *weight as i32;
        if raw[index] > raw[largest] {
            largest = index;
        }
    }
    weights[largest] += left as i16;
}

/// The Catmull-Rom curve at a distance of 0 or more.
fn catmull_rom(x: f64) -> f64 {
    if x < 1.0 {
        1.0 + x * x * (-2.5 + 1.5 * x)
    } else if x < 2.0 {
        2.0 + x * (-4.0 + x * (2.5 - 0.5 * x))
    } else {
        0.0
    }
}
