//! How the part of a move that is done grows: a spring's answer whose acceleration begins at 0,
//! and which has arrived, exactly, after a time that is known.

use demoreel_primitives::motion::{Spring, minimum_jerk};

use crate::pace;

/// A spring softer than this part of critical damping would swing past its target.
const LEAST_RATIO: f64 = 0.94;
/// Seconds over which acceleration comes on. It costs half of them.
const RAMP: f64 = 0.08;
/// From setting out to arriving, in settling times. A spring alone would need about three.
const ARRIVES: f64 = 1.4;

/// The course of every move of one camera.
#[derive(Clone, Copy, Debug)]
pub struct Stride {
    spring: Spring,
    settles: f64,
}

impl Stride {
    pub fn new(spring: Spring) -> Stride {
        let spring = without_swing(spring);
        Stride {
            spring,
            settles: settles(spring),
        }
    }

    /// Seconds until the camera has settled: hardly anything of the way is left.
    pub fn settles(&self) -> f64 {
        self.settles
    }

    /// Seconds until nothing is left.
    pub fn arrives(&self) -> f64 {
        self.settles * ARRIVES
    }

    /// The part of the way that is done, from 0 to exactly 1; it never goes back. Once the spring
    /// has settled, what it leaves is taken away smoothly: dropping it would be seen as a jolt.
    pub fn part(&self, seconds: f64) -> f64 {
        if seconds >= self.arrives() {
            return 1.0;
        }
        let done = self.spring.eased_progress(RAMP, seconds);
        let last = (seconds - self.settles) / (self.arrives() - self.settles);
        done + (1.0 - done) * minimum_jerk(last)
    }
}

/// The same spring, damped so that it does not swing past its target. Stopping such a swing
/// dead would be seen as a jolt.
fn without_swing(spring: Spring) -> Spring {
    let critical = 2.0 * libm::sqrt(spring.stiffness * spring.mass);
    let damping = spring.damping.max(LEAST_RATIO * critical);
    Spring { damping, ..spring }
}

fn settles(spring: Spring) -> f64 {
    let step = 1.0 / 480.0;
    let first_inside = (1..4800)
        .find(|tick| 1.0 - spring.eased_progress(RAMP, *tick as f64 * step) < pace::SETTLED);
    first_inside.map_or(10.0, |tick| tick as f64 * step)
}

#[cfg(test)]
mod tests {
    use super::*;

    const SPRINGS: [Spring; 3] = [Spring::CALM, Spring::BALANCED, Spring::SNAPPY];

    /// The part done in each frame at 60 a second, from three frames before setting out.
    fn parts(stride: &Stride) -> Vec<f64> {
        (-3..180).map(|n| stride.part(n as f64 / 60.0)).collect()
    }

    fn differences(values: &[f64]) -> Vec<f64> {
        values.windows(2).map(|pair| pair[1] - pair[0]).collect()
    }

    fn greatest(values: &[f64]) -> f64 {
        values.iter().map(|value| value.abs()).fold(0.0, f64::max)
    }

    #[test]
    fn settling_takes_little_longer_than_the_spring_alone() {
        let times = SPRINGS.map(|spring| Stride::new(spring).settles());
        for (seconds, most) in times.into_iter().zip([0.98, 0.60, 0.54]) {
            assert!(seconds < most && seconds > most - 0.03, "{seconds}");
        }
    }

    #[test]
    fn it_never_goes_back_and_arrives_exactly() {
        for spring in SPRINGS {
            let stride = Stride::new(spring);
            let fine: Vec<f64> = (0..20_000).map(|n| stride.part(n as f64 / 1e4)).collect();
            assert!(fine.windows(2).all(|pair| pair[0] <= pair[1]), "{spring:?}");
            assert!(stride.part(stride.arrives() - 1e-4) < 1.0);
            assert_eq!(stride.part(stride.arrives()), 1.0);
        }
    }

    #[test]
    fn acceleration_begins_at_nothing_and_never_jumps() {
        for spring in SPRINGS {
            let parts = parts(&Stride::new(spring));
            let speeds = differences(&parts);
            let turns = differences(&speeds);
            let jolts = differences(&turns);
            // The spring alone jolts with its whole acceleration, in its first frame.
            let alone: Vec<f64> = (-3..180)
                .map(|n| without_swing(spring).progress(n as f64 / 60.0))
                .collect();
            let alone = greatest(&differences(&differences(&differences(&alone))));
            assert!(greatest(&jolts) < 0.4 * alone, "{spring:?}");
            assert!(turns[1] < 0.25 * greatest(&turns), "{spring:?}");
        }
    }
}
