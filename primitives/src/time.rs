//! Three clocks that are never mixed: the take's (nanoseconds), the reel's (frame numbers at a
//! rational rate) and the sound's (samples). Nothing here reads a real clock.

use std::fmt;
use std::ops::{Add, AddAssign, Neg, Sub};

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Samples a second of all sound in a reel.
pub const SAMPLE_RATE: u32 = 48_000;

const NANOS_PER_SECOND: i64 = 1_000_000_000;

/// A length of time in nanoseconds. May be negative as the difference of two instants.
#[derive(
    Clone,
    Copy,
    Debug,
    Default,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Serialize,
    Deserialize,
    JsonSchema,
)]
#[serde(transparent)]
pub struct Nanos(pub i64);

/// An instant on a scene's own clock: nanoseconds since its filming began.
#[derive(
    Clone,
    Copy,
    Debug,
    Default,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Serialize,
    Deserialize,
    JsonSchema,
)]
#[serde(transparent)]
pub struct TakeTime(pub i64);

/// Frames a second as a ratio of two positive numbers, such as 60/1 or 30000/1001.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
pub struct FrameRate {
    /// Frames in `den` seconds; 1 or more.
    pub num: u32,
    /// Seconds; 1 or more.
    pub den: u32,
}

impl Nanos {
    /// No time at all.
    pub const ZERO: Nanos = Nanos(0);

    /// A whole number of milliseconds.
    pub const fn from_millis(millis: i64) -> Nanos {
        Nanos(millis * 1_000_000)
    }

    /// A whole number of seconds.
    pub const fn from_secs(seconds: i64) -> Nanos {
        Nanos(seconds * NANOS_PER_SECOND)
    }

    /// Rounded to the nearest nanosecond.
    pub fn from_secs_f64(seconds: f64) -> Nanos {
        Nanos(libm::round(seconds * NANOS_PER_SECOND as f64) as i64)
    }

    /// The same length in seconds.
    pub fn as_secs_f64(self) -> f64 {
        self.0 as f64 / NANOS_PER_SECOND as f64
    }

    /// The same length in milliseconds, cut.
    pub fn as_millis(self) -> i64 {
        self.0 / 1_000_000
    }

    /// For the calls that wait; a negative length is none.
    pub fn to_std(self) -> std::time::Duration {
        std::time::Duration::from_nanos(self.0.max(0) as u64)
    }
}

impl TakeTime {
    /// The scene's first moment.
    pub const ZERO: TakeTime = TakeTime(0);

    /// The same instant in seconds since the scene began.
    pub fn as_secs_f64(self) -> f64 {
        Nanos(self.0).as_secs_f64()
    }
}

impl FrameRate {
    /// A whole number of frames a second.
    pub const fn whole(frames: u32) -> FrameRate {
        FrameRate {
            num: frames,
            den: 1,
        }
    }

    /// When a frame begins, rounded down to a whole nanosecond: whatever has happened by then has
    /// happened by the frame, and [`FrameRate::frames_covering`] gives the frame back.
    pub fn time_of(self, frame: u64) -> Nanos {
        let nanos = frame as i128 * self.den as i128 * NANOS_PER_SECOND as i128;
        Nanos((nanos / self.num as i128) as i64)
    }

    /// The number of frames that a length comes nearest to.
    pub fn frames_in(self, length: Nanos) -> u64 {
        let scaled = length.0.max(0) as i128 * self.num as i128;
        div_round(scaled, self.den as i128 * NANOS_PER_SECOND as i128) as u64
    }

    /// The smallest number of frames that lasts at least this long.
    pub fn frames_covering(self, length: Nanos) -> u64 {
        let scaled = length.0.max(0) as i128 * self.num as i128;
        let unit = self.den as i128 * NANOS_PER_SECOND as i128;
        ((scaled + unit - 1) / unit) as u64
    }

    /// The first sample of a frame.
    pub fn sample_of(self, frame: u64) -> u64 {
        let samples = frame as i128 * self.den as i128 * SAMPLE_RATE as i128;
        div_round(samples, self.num as i128) as u64
    }

    /// Frames a second, for people and for springs.
    pub fn per_second(self) -> f64 {
        self.num as f64 / self.den as f64
    }
}

/// The nearest whole quotient; halves go up. `by` is positive.
fn div_round(value: i128, by: i128) -> i64 {
    (2 * value + by).div_euclid(2 * by) as i64
}

impl Add for Nanos {
    type Output = Nanos;
    fn add(self, other: Nanos) -> Nanos {
        Nanos(self.0 + other.0)
    }
}

impl AddAssign for Nanos {
    fn add_assign(&mut self, other: Nanos) {
        self.0 += other.0;
    }
}

impl Sub for Nanos {
    type Output = Nanos;
    fn sub(self, other: Nanos) -> Nanos {
        Nanos(self.0 - other.0)
    }
}

impl Neg for Nanos {
    type Output = Nanos;
    fn neg(self) -> Nanos {
        Nanos(-self.0)
    }
}

impl Add<Nanos> for TakeTime {
    type Output = TakeTime;
    fn add(self, length: Nanos) -> TakeTime {
        TakeTime(self.0 + length.0)
    }
}

impl Sub<Nanos> for TakeTime {
    type Output = TakeTime;
    fn sub(self, length: Nanos) -> TakeTime {
        TakeTime(self.0 - length.0)
    }
}

impl Sub for TakeTime {
    type Output = Nanos;
    fn sub(self, other: TakeTime) -> Nanos {
        Nanos(self.0 - other.0)
    }
}

impl fmt::Display for Nanos {
    /// As a script would write it: `250ms`, `2s`, `1.5s`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.0.abs() < NANOS_PER_SECOND {
            write!(f, "{}ms", self.0 as f64 / 1e6)
        } else {
            write!(f, "{}s", self.as_secs_f64())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn frames_and_times_agree_at_a_rate_that_is_not_whole() {
        let rate = FrameRate {
            num: 30_000,
            den: 1001,
        };
        for frame in [0, 1, 29, 30, 107_892] {
            assert_eq!(rate.frames_in(rate.time_of(frame)), frame);
            assert_eq!(rate.frames_covering(rate.time_of(frame)), frame);
        }
        assert_eq!(rate.sample_of(30_000), 1001 * SAMPLE_RATE as u64);
    }

    #[test]
    fn covering_never_falls_short() {
        let rate = FrameRate::whole(60);
        assert_eq!(rate.frames_covering(Nanos::from_millis(100)), 6);
        assert_eq!(rate.frames_covering(Nanos(100_000_001)), 7);
    }
}
