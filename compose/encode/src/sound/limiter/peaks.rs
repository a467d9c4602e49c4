//! True peaks: the largest value at and just after each sample, on either side.

use std::f64::consts::PI;

use crate::sound::Pair;

/// Points between two samples at which peaks are looked for, and samples that each is made of.
const BETWEEN: usize = 4;
const TAPS: usize = 16;
/// How many samples must follow one before its peak is known.
pub const DELAY: usize = TAPS / 2;

/// Finds the peaks of a track as it comes.
pub struct Peaks {
    ceiling: f32,
    filters: Vec<[f32; TAPS]>,
    /// The last samples, each twice, so that they can be read in one stretch from `next` on.
    window: [[f32; 2 * TAPS]; 2],
    next: usize,
    missing: usize,
}

impl Peaks {
    /// Peaks matter where they may reach `ceiling`.
    pub fn new(ceiling: f32) -> Peaks {
        Peaks {
            ceiling,
            filters: filters(),
            window: [[0.0; 2 * TAPS]; 2],
            next: 0,
            missing: DELAY,
        }
    }

    /// Takes the next sample; answers for the one that lies [`DELAY`] before it.
    pub fn after(&mut self, pair: Pair) -> Option<f32> {
        for (window, side) in self.window.iter_mut().zip(pair) {
            window[self.next] = side;
            window[self.next + TAPS] = side;
        }
        self.next = (self.next + 1) % TAPS;
        if self.missing > 0 {
            self.missing -= 1;
            return None;
        }
        let sides = self.window.each_ref();
        let peaks = sides.map(|window| self.peak(&window[self.next..self.next + TAPS]));
        Some(f32::max(peaks[0], peaks[1]))
    }

    /// The peak at and after the middle of a window. Beside samples that are less than half as
    /// high as the ceiling no peak of sound reaches it, and none is looked for.
    fn peak(&self, window: &[f32]) -> f32 {
        let (own, next) = (window[TAPS - 1 - DELAY].abs(), window[TAPS - DELAY].abs());
        if f32::max(own, next) < 0.5 * self.ceiling {
            return own;
        }
        let between = |taps: &[f32; TAPS]| {
            let parts = taps.iter().zip(window);
            parts.map(|(tap, sample)| tap * sample).sum::<f32>().abs()
        };
        self.filters.iter().map(between).fold(own, f32::max)
    }
}

/// Windowed sincs for the points between two samples.
fn filters() -> Vec<[f32; TAPS]> {
    let point = |part: usize| {
        let place = (TAPS / 2 - 1) as f64 + part as f64 / BETWEEN as f64;
        std::array::from_fn(|tap| {
            let x = tap as f64 - place;
            let window = 0.5 + 0.5 * libm::cos(PI * x / (TAPS / 2) as f64);
            (libm::sin(PI * x) / (PI * x) * window) as f32
        })
    };
    (1..BETWEEN).map(point).collect()
}
