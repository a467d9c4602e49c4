//! Resampling of speech to 48 kHz: a windowed sinc, evaluated where each new sample falls.

use demoreel_primitives::time::SAMPLE_RATE;
use std::f64::consts::PI;

/// Old samples on either side that a new one is made of, at the lower of the two rates.
const REACH: f64 = 24.0;
/// Shape of the Kaiser window: 80 dB down outside.
const SHAPE: f64 = 8.0;

/// The same sound at 48 kHz.
pub fn to_reel_rate(sound: &[f32], rate: u32) -> Vec<f32> {
    if rate == SAMPLE_RATE {
        return sound.to_vec();
    }
    let filters = Filters::new(rate);
    let length = sound.len() as u64 * filters.up / filters.down;
    (0..length).map(|at| filters.sample(sound, at)).collect()
}

/// A sample of a rate at 48 kHz, rounded.
pub fn at_reel_rate(sample: u64, rate: u32) -> u64 {
    (sample * SAMPLE_RATE as u64 + rate as u64 / 2) / rate as u64
}

/// One filter for each place that a new sample can have between two old ones.
struct Filters {
    /// The ratio of the rates in its lowest terms.
    up: u64,
    down: u64,
    /// Old samples before the place that a filter begins with.
    before: i64,
    phases: Vec<Vec<f32>>,
}

impl Filters {
    fn new(rate: u32) -> Filters {
        let common = gcd(SAMPLE_RATE as u64, rate as u64);
        let (up, down) = (SAMPLE_RATE as u64 / common, rate as u64 / common);
        // Going down, all that the new rate cannot hold is filtered out.
        let band = f64::min(1.0, up as f64 / down as f64);
        let reach = REACH / band;
        let before = libm::ceil(reach) as i64;
        let phases = (0..up).map(|phase| {
            let place = phase as f64 / up as f64;
            let taps = (-before..=before).map(|tap| kernel(tap as f64 - place, band, reach));
            let taps: Vec<f64> = taps.collect();
            let sum: f64 = taps.iter().sum();
            taps.iter().map(|tap| (tap / sum) as f32).collect()
        });
        Filters {
            up,
            down,
            before,
            phases: phases.collect(),
        }
    }

    fn sample(&self, sound: &[f32], at: u64) -> f32 {
        let place = at * self.down;
        let first = (place / self.up) as i64 - self.before;
        let taps = self.phases[(place % self.up) as usize].iter().enumerate();
        taps.map(|(tap, weight)| {
            let old = usize::try_from(first + tap as i64).ok();
            weight * old.and_then(|old| sound.get(old)).copied().unwrap_or(0.0)
        })
        .sum()
    }
}

/// A sinc of this band under a Kaiser window.
fn kernel(x: f64, band: f64, reach: f64) -> f64 {
    let inside = x / reach;
    if inside.abs() >= 1.0 {
        return 0.0;
    }
    let angle = PI * x * band;
    let sinc = if angle.abs() < 1e-9 {
        1.0
    } else {
        libm::sin(angle) / angle
    };
    band * sinc * bessel(SHAPE * libm::sqrt(1.0 - inside * inside)) / bessel(SHAPE)
}

/// The modified Bessel function of order zero, by its series.
fn bessel(x: f64) -> f64 {
    let (mut sum, mut term) = (1.0, 1.0);
    for n in 1..40 {
        let half = x / 2.0 / n as f64;
        term *= half * half;
        sum += term;
    }
    sum
}

fn gcd(a: u64, b: u64) -> u64 {
    if b == 0 { a } else { gcd(b, a % b) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tone(rate: u32, hertz: f64, seconds: f64) -> Vec<f32> {
        let step = 2.0 * PI * hertz / rate as f64;
        let samples = 0..(seconds * rate as f64) as usize;
        samples
            .map(|at| libm::sin(step * at as f64) as f32)
            .collect()
    }

    #[test]
    fn a_tone_is_the_same_tone_at_the_new_rate() {
        for rate in [8_000, 11_025, 16_000, 22_050, 44_100, 96_000] {
            let made = to_reel_rate(&tone(rate, 1000.0, 0.5), rate);
            let wanted = tone(SAMPLE_RATE, 1000.0, 0.5);
            assert!(made.len().abs_diff(24_000) <= 5, "{rate}");
            let middle = 6_000..18_000;
            let off = middle
                .map(|at| (made[at] - wanted[at]).abs())
                .fold(0.0, f32::max);
            assert!(off < 1e-3, "{rate}: {off}");
        }
    }

    #[test]
    fn what_the_new_rate_cannot_hold_is_gone() {
        let made = to_reel_rate(&tone(96_000, 30_000.0, 0.2), 96_000);
        let loudest = made[2000..7000]
            .iter()
            .fold(0.0, |most: f32, at| most.max(at.abs()));
        assert!(loudest < 1e-3, "{loudest}");
    }
}
