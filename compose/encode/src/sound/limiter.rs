//! A limiter that looks ahead: it measures peaks between the samples too, and turns the gain down
//! smoothly before a peak comes. What stays below the ceiling is not touched at all.

use demoreel_primitives::time::SAMPLE_RATE;
use std::collections::VecDeque;
use std::f64::consts::PI;

/// Samples before a peak at which the gain begins to fall, and the length of its smoothing.
const AHEAD: usize = SAMPLE_RATE as usize * 4 / 1000;
/// Seconds in which the gain comes back by two thirds.
const RELEASE: f64 = 0.08;
/// Points between two samples at which peaks are looked for, and samples that each is made of.
const BETWEEN: usize = 4;
const TAPS: usize = 16;

/// The track with no true peak above `ceiling`.
pub fn limit(track: Vec<f32>, ceiling: f64) -> Vec<f32> {
    let wanted: Vec<f32> = peaks(&track, ceiling as f32)
        .map(|peak| (ceiling / f64::max(peak as f64, ceiling)) as f32)
        .collect();
    if wanted.iter().all(|gain| *gain >= 1.0) {
        return track;
    }
    let gains = smooth(&release(&least_around(&wanted)));
    track
        .iter()
        .zip(&gains)
        .map(|(sample, gain)| sample * gain)
        .collect()
}

/// The largest value at and just after each sample. Beside samples that are less than half as
/// high as the ceiling no peak of sound reaches it, and none is looked for.
fn peaks(track: &[f32], ceiling: f32) -> impl Iterator<Item = f32> {
    let filters = filters();
    (0..track.len()).map(move |at| {
        let next = track.get(at + 1).copied().unwrap_or(0.0);
        let own = track[at].abs();
        if f32::max(own, next.abs()) < 0.5 * ceiling {
            return own;
        }
        let between = filters.iter().map(|taps| between(track, at, taps));
        between.fold(own, f32::max)
    })
}

/// The height of a point after a sample.
fn between(track: &[f32], at: usize, taps: &[f32]) -> f32 {
    let first = at as isize + 1 - (TAPS / 2) as isize;
    let sample = |tap: usize| {
        let place = usize::try_from(first + tap as isize).ok()?;
        track.get(place).copied()
    };
    let parts = taps.iter().enumerate();
    let sum: f32 = parts
        .map(|(tap, weight)| weight * sample(tap).unwrap_or(0.0))
        .sum();
    sum.abs()
}

/// Windowed sincs for the points between two samples.
fn filters() -> Vec<Vec<f32>> {
    let point = |part: usize| {
        let place = (TAPS / 2 - 1) as f64 + part as f64 / BETWEEN as f64;
        let tap = move |tap: usize| {
            let x = tap as f64 - place;
            let window = 0.5 + 0.5 * libm::cos(PI * x / (TAPS / 2) as f64);
            (libm::sin(PI * x) / (PI * x) * window) as f32
        };
        (0..TAPS).map(tap).collect()
    };
    (1..BETWEEN).map(point).collect()
}

/// The smallest gain within reach on either side of each sample.
fn least_around(gains: &[f32]) -> Vec<f32> {
    let mut least = Vec::with_capacity(gains.len());
    // Places whose gain may still be the smallest, in order of place and of gain.
    let mut open: VecDeque<usize> = VecDeque::new();
    let mut next = 0;
    for at in 0..gains.len() {
        while next < gains.len() && next <= at + AHEAD {
            while open.back().is_some_and(|last| gains[*last] >= gains[next]) {
                open.pop_back();
            }
            open.push_back(next);
            next += 1;
        }
        while open.front().is_some_and(|first| first + AHEAD < at) {
            open.pop_front();
        }
        least.push(open.front().map_or(1.0, |first| gains[*first]));
    }
    least
}

/// Lets the gain come back slowly.
fn release(gains: &[f32]) -> Vec<f32> {
    let part = 1.0 - libm::exp(-1.0 / (RELEASE * SAMPLE_RATE as f64));
    let mut now = 1.0;
    let follow = |gain: &f32| {
        now = f64::min(*gain as f64, now + (1.0 - now) * part);
        now as f32
    };
    gains.iter().map(follow).collect()
}

/// Means over the look-ahead. Every value within it is small enough for the sample, so their
/// mean is too.
fn smooth(gains: &[f32]) -> Vec<f32> {
    let at = |place: usize| gains[place.min(gains.len() - 1)] as f64;
    let half = AHEAD / 2;
    let before = |place: usize| if place < half { 1.0 } else { at(place - half) };
    let mut sum: f64 = (0..2 * half + 1).map(before).sum();
    let mut means = Vec::with_capacity(gains.len());
    for place in 0..gains.len() {
        means.push((sum / (2 * half + 1) as f64) as f32);
        sum += at(place + half + 1) - before(place);
    }
    means
}
