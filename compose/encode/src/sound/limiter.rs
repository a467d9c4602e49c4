//! A limiter that looks ahead: it measures peaks between the samples too, and turns the gain of
//! both sides down smoothly before a peak comes. What stays below the ceiling is not touched at
//! all. Samples come out as late as it looks ahead.

mod peaks;

use std::collections::VecDeque;

use demoreel_primitives::time::SAMPLE_RATE;

use super::Pair;
use peaks::Peaks;

/// Samples before a peak at which the gain begins to fall, and the length of its smoothing.
const AHEAD: usize = SAMPLE_RATE as usize * 4 / 1000;
/// Samples on either side of one over which gains are smoothed.
const HALF: usize = AHEAD / 2;
/// Seconds in which the gain comes back by two thirds.
const RELEASE: f64 = 0.08;
/// How many samples later than they are given they come back.
const DELAY: usize = peaks::DELAY + AHEAD + HALF;

/// Limits a track as it comes.
pub struct Limiter {
    ceiling: f64,
    peaks: Peaks,
    least: Least,
    released: f64,
    smooth: Smooth,
    /// Given and not yet given back.
    held: VecDeque<Pair>,
}

impl Limiter {
    /// A limiter that lets no true peak above `ceiling` pass.
    pub fn new(ceiling: f64) -> Limiter {
        Limiter {
            ceiling,
            peaks: Peaks::new(ceiling as f32),
            least: Least::default(),
            released: 1.0,
            smooth: Smooth::new(),
            held: VecDeque::with_capacity(DELAY + 1),
        }
    }

    /// Takes what comes next, and adds to `out` what is ready.
    pub fn limit(&mut self, track: impl Iterator<Item = Pair>, out: &mut Vec<Pair>) {
        let part = 1.0 - libm::exp(-1.0 / (RELEASE * SAMPLE_RATE as f64));
        for pair in track {
            self.held.push_back(pair);
            let Some(peak) = self.peaks.after(pair) else {
                continue;
            };
            let wanted = self.ceiling / f64::max(f64::from(peak), self.ceiling);
            let Some(least) = self.least.after(wanted as f32) else {
                continue;
            };
            // The gain falls at once and comes back slowly.
            let back = self.released + (1.0 - self.released) * part;
            self.released = f64::min(f64::from(least), back);
            if let Some(gain) = self.smooth.after(self.released as f32)
                && let Some(pair) = self.held.pop_front()
            {
                out.push(pair.map(|side| side * gain));
            }
        }
    }

    /// Adds the rest to `out`.
    pub fn finish(&mut self, out: &mut Vec<Pair>) {
        let rest = out.len() + self.held.len();
        self.limit(std::iter::repeat_n([0.0; 2], DELAY), out);
        out.truncate(rest);
    }
}

/// The smallest gain within reach on either side of a sample.
#[derive(Default)]
struct Least {
    /// Places whose gain may still be the smallest, in order of place and of gain.
    open: VecDeque<(usize, f32)>,
    next: usize,
}

impl Least {
    /// Takes the next gain; answers for the sample that lies [`AHEAD`] before it.
    fn after(&mut self, gain: f32) -> Option<f32> {
        while self.open.back().is_some_and(|last| last.1 >= gain) {
            self.open.pop_back();
        }
        self.open.push_back((self.next, gain));
        self.next += 1;
        let at = self.next.checked_sub(AHEAD + 1)?;
        while self.open.front().is_some_and(|first| first.0 + AHEAD < at) {
            self.open.pop_front();
        }
        self.open.front().map(|first| first.1)
    }
}

/// Means over the look-ahead. Every value within it is small enough for the sample, so their
/// mean is too.
struct Smooth {
    window: VecDeque<f32>,
    sum: f64,
    /// How many are still missing before the first sample's mean is known.
    missing: usize,
}

impl Smooth {
    fn new() -> Smooth {
        let length = 2 * HALF + 1;
        Smooth {
            window: std::iter::repeat_n(1.0, length).collect(),
            sum: length as f64,
            missing: HALF,
        }
    }

    /// Takes the next gain; answers for the sample that lies [`HALF`] before it.
    fn after(&mut self, gain: f32) -> Option<f32> {
        let oldest = self.window.pop_front().unwrap_or(1.0);
        self.window.push_back(gain);
        self.sum += f64::from(gain) - f64::from(oldest);
        if self.missing > 0 {
            self.missing -= 1;
            return None;
        }
        Some((self.sum / self.window.len() as f64) as f32)
    }
}
