//! How things move: springs in closed form, the minimum-jerk curve, Fitts' durations. All of it
//! uses `libm`, so that every machine moves the same way.

use serde::{Deserialize, Serialize};

/// A damped spring. Parameters: facts of well-loved recorders, see ARCHITECTURE.md.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Spring {
    /// Newtons per metre; positive.
    pub stiffness: f64,
    /// Kilograms; positive.
    pub mass: f64,
    /// Newton seconds per metre; positive.
    pub damping: f64,
}

/// How far a spring is from its rest, and how fast it moves.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct SpringState {
    /// Rest is 0.
    pub displacement: f64,
    /// Per second.
    pub velocity: f64,
}

impl Spring {
    /// The camera's own: settles within 2 % in 549 ms without overshoot.
    pub const BALANCED: Spring = Spring {
        stiffness: 200.0,
        mass: 2.25,
        damping: 40.0,
    };
    /// Settles in 929 ms.
    pub const CALM: Spring = Spring {
        stiffness: 170.0,
        mass: 3.0,
        damping: 50.0,
    };
    /// Settles in 391 ms.
    pub const SNAPPY: Spring = Spring {
        stiffness: 250.0,
        mass: 2.25,
        damping: 40.0,
    };

    /// Where the spring is `seconds` after it was let go at `start`.
    pub fn after(self, start: SpringState, seconds: f64) -> SpringState {
        let natural = libm::sqrt(self.stiffness / self.mass);
        let ratio = self.damping / (2.0 * libm::sqrt(self.stiffness * self.mass));
        if ratio < 1.0 - 1e-9 {
            underdamped(natural, ratio, start, seconds)
        } else if ratio > 1.0 + 1e-9 {
            overdamped(natural, ratio, start, seconds)
        } else {
            critically_damped(natural, start, seconds)
        }
    }

    /// The part of a way that is done `seconds` after setting out from rest: from 0 towards 1.
    pub fn progress(self, seconds: f64) -> f64 {
        if seconds <= 0.0 {
            return 0.0;
        }
        1.0 - self
            .after(
                SpringState {
                    displacement: 1.0,
                    velocity: 0.0,
                },
                seconds,
            )
            .displacement
    }

    /// As [`Spring::progress`], where the target sets out with the spring and takes `ramp` seconds
    /// (above 0) to its place at an even pace: acceleration begins at 0 instead of at its most,
    /// and the whole is later by half the ramp.
    pub fn eased_progress(self, ramp: f64, seconds: f64) -> f64 {
        (self.sum_of_progress(seconds) - self.sum_of_progress(seconds - ramp)) / ramp
    }

    /// The integral of progress since setting out. The equation of motion gives it without a
    /// series: stiffness times the integral of displacement is what mass and damper took up.
    fn sum_of_progress(self, seconds: f64) -> f64 {
        if seconds <= 0.0 {
            return 0.0;
        }
        let start = SpringState {
            displacement: 1.0,
            velocity: 0.0,
        };
        let now = self.after(start, seconds);
        let taken_up = self.damping * (1.0 - now.displacement) - self.mass * now.velocity;
        seconds - taken_up / self.stiffness
    }

    /// Seconds until less than `rest` of the way remains for good.
    pub fn settles_in(self, rest: f64) -> f64 {
        let step = 1.0 / 480.0;
        let last_outside = (1..4800)
            .rev()
            .find(|tick| libm::fabs(1.0 - self.progress(*tick as f64 * step)) >= rest);
        last_outside.map_or(0.0, |tick| (tick + 1) as f64 * step)
    }
}

fn underdamped(natural: f64, ratio: f64, start: SpringState, t: f64) -> SpringState {
    let SpringState {
        displacement: x0,
        velocity: v0,
    } = start;
    let decay = ratio * natural;
    let turn = natural * libm::sqrt(1.0 - ratio * ratio);
    let fade = libm::exp(-decay * t);
    let (sine, cosine) = (libm::sin(turn * t), libm::cos(turn * t));
    let sine_part = (v0 + decay * x0) / turn;
    SpringState {
        displacement: fade * (x0 * cosine + sine_part * sine),
        velocity: fade
            * ((sine_part * turn - decay * x0) * cosine - (x0 * turn + decay * sine_part) * sine),
    }
}

fn critically_damped(natural: f64, start: SpringState, t: f64) -> SpringState {
    let SpringState {
        displacement: x0,
        velocity: v0,
    } = start;
    let fade = libm::exp(-natural * t);
    let slope = v0 + natural * x0;
    SpringState {
        displacement: fade * (x0 + slope * t),
        velocity: fade * (v0 - natural * slope * t),
    }
}

fn overdamped(natural: f64, ratio: f64, start: SpringState, t: f64) -> SpringState {
    let SpringState {
        displacement: x0,
        velocity: v0,
    } = start;
    let root = natural * libm::sqrt(ratio * ratio - 1.0);
    let (fast, slow) = (-ratio * natural - root, -ratio * natural + root);
    let slow_part = (v0 - fast * x0) / (slow - fast);
    let fast_part = x0 - slow_part;
    let (slow_fade, fast_fade) = (libm::exp(slow * t), libm::exp(fast * t));
    SpringState {
        displacement: slow_part * slow_fade + fast_part * fast_fade,
        velocity: slow_part * slow * slow_fade + fast_part * fast * fast_fade,
    }
}

/// The minimum-jerk curve (Flash and Hogan 1985): 0..=1 to 0..=1, at rest at both ends.
pub fn minimum_jerk(part: f64) -> f64 {
    let t = part.clamp(0.0, 1.0);
    t * t * t * (10.0 + t * (-15.0 + 6.0 * t))
}

/// Seconds that a hand takes over a distance to a target of this width, both in logical pixels
/// (Fitts 1954, with a hand that is neither hasty nor slow).
pub fn fitts_seconds(distance: f64, width: f64) -> f64 {
    if distance < 1.0 {
        return 0.0;
    }
    (0.18 + 0.13 * libm::log2(distance / width.max(8.0) + 1.0)).clamp(0.2, 1.1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_three_camera_springs_settle_when_the_literature_says() {
        for (spring, seconds) in [
            (Spring::BALANCED, 0.549),
            (Spring::CALM, 0.929),
            (Spring::SNAPPY, 0.391),
        ] {
            assert!(
                (spring.settles_in(0.02) - seconds).abs() < 0.006,
                "{spring:?}"
            );
        }
    }

    #[test]
    fn velocity_is_the_slope_of_displacement_in_all_three_regimes() {
        let start = SpringState {
            displacement: 1.0,
            velocity: -2.0,
        };
        for damping in [12.0, 2.0 * libm::sqrt(200.0 * 2.25), 60.0] {
            let spring = Spring {
                stiffness: 200.0,
                mass: 2.25,
                damping,
            };
            let (before, after) = (spring.after(start, 0.1999), spring.after(start, 0.2001));
            let slope = (after.displacement - before.displacement) / 0.0002;
            assert!(
                (slope - spring.after(start, 0.2).velocity).abs() < 1e-4,
                "{damping}"
            );
        }
    }

    #[test]
    fn eased_progress_is_the_mean_of_progress_over_the_ramp_in_all_three_regimes() {
        for damping in [12.0, 2.0 * libm::sqrt(200.0 * 2.25), 60.0] {
            let spring = Spring {
                damping,
                ..Spring::BALANCED
            };
            for seconds in [0.03, 0.08, 0.2, 0.5, 1.0] {
                let parts = 2000;
                let each = |part: i32| (f64::from(part) + 0.5) / f64::from(parts) * 0.08;
                let sum: f64 = (0..parts)
                    .map(|part| spring.progress(seconds - each(part)))
                    .sum();
                let mean = sum / f64::from(parts);
                let eased = spring.eased_progress(0.08, seconds);
                assert!((eased - mean).abs() < 1e-6, "{damping} {seconds}");
            }
        }
    }

    #[test]
    fn minimum_jerk_is_symmetric_and_starts_at_rest() {
        assert_eq!(
            (minimum_jerk(0.0), minimum_jerk(0.5), minimum_jerk(1.0)),
            (0.0, 0.5, 1.0)
        );
        assert!(minimum_jerk(0.001) < 1e-7);
    }
}
