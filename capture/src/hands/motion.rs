//! The way of a pointer: minimum jerk along a slight arc, as long as Fitts says.

use demoreel_primitives::motion::{fitts_seconds, minimum_jerk};
use demoreel_primitives::space::{SurfacePoint, SurfaceRect};
use demoreel_primitives::time::Nanos;

use super::random::Random;

/// How far an arc leaves the straight line, as a part of its length, and at most in pixels.
const ARC: (f64, f64) = (0.055, 26.0);
/// The part of a target, around its middle, in which a hand arrives.
const SAFE_PART: f64 = 0.36;
/// A hand does not miss the middle by more than this many logical pixels.
const LARGEST_MISS: f64 = 6.0;

/// A movement from one place to another.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Glide {
    from: SurfacePoint,
    to: SurfacePoint,
    /// Of the arc's top from the straight line; positive is to the right of the way.
    bow: f64,
    length: Nanos,
}

impl Glide {
    /// To a place on a target of this width.
    pub fn new(from: SurfacePoint, to: SurfacePoint, width: f64, random: &mut Random) -> Glide {
        let distance = (to - from).length();
        let bow = (distance * ARC.0 * random.bell() / 2.0).clamp(-ARC.1, ARC.1);
        let seconds = fitts_seconds(distance, width) * random.between(0.94, 1.08);
        Glide {
            from,
            to,
            bow,
            length: Nanos::from_secs_f64(seconds),
        }
    }

    /// How long it takes.
    pub fn length(&self) -> Nanos {
        self.length
    }

    /// Where the pointer is so long after the beginning.
    pub fn at(&self, after: Nanos) -> SurfacePoint {
        if after >= self.length {
            return self.to;
        }
        let part = minimum_jerk(after.as_secs_f64() / self.length.as_secs_f64());
        let way = self.to - self.from;
        let aside = euclid::vec2(-way.y, way.x) / way.length().max(1e-9);
        self.from + way * part + aside * (self.bow * libm::sin(std::f64::consts::PI * part))
    }
}

/// Where on a target a hand arrives: near the point that is meant, inside of the safe part.
pub fn landing(meant: SurfacePoint, area: SurfaceRect, random: &mut Random) -> SurfacePoint {
    let mut miss = |side: f64| {
        let room = (side * SAFE_PART / 2.0).min(LARGEST_MISS);
        (random.bell() / 3.0 * room).clamp(-room, room)
    };
    let (right, down) = (miss(area.size.width), miss(area.size.height));
    meant + euclid::vec2(right, down)
}

#[cfg(test)]
mod tests {
    use super::*;
    use euclid::{point2, size2};

    fn glide(seed: u64) -> Glide {
        let mut random = Random::new(seed, "glide");
        Glide::new(
            point2(100.0, 100.0),
            point2(700.0, 400.0),
            80.0,
            &mut random,
        )
    }

    #[test]
    fn it_begins_and_ends_at_rest_and_where_it_should() {
        let glide = glide(1);
        let tick = Nanos::from_millis(8);
        assert_eq!(glide.at(Nanos::ZERO), point2(100.0, 100.0));
        assert_eq!(glide.at(glide.length()), point2(700.0, 400.0));
        let first = (glide.at(tick) - glide.at(Nanos::ZERO)).length();
        let last = (glide.at(glide.length()) - glide.at(glide.length() - tick)).length();
        assert!(first < 0.5 && last < 0.5, "{first} {last}");
    }

    #[test]
    fn no_step_is_faster_than_the_curve_allows() {
        // The greatest speed of a minimum-jerk movement is 1.875 times its mean.
        for seed in 0..50 {
            let glide = glide(seed);
            let steps = 200;
            let at = |step: i64| glide.at(Nanos(glide.length().0 * step / steps));
            let mean = (at(steps) - at(0)).length() / steps as f64;
            for step in 0..steps {
                let speed = (at(step + 1) - at(step)).length();
                assert!(speed < 1.875 * mean * 1.15, "step {step} of seed {seed}");
            }
        }
    }

    #[test]
    fn a_hand_lands_inside_of_small_and_large_targets() {
        let mut random = Random::new(3, "landing");
        for (width, height) in [(4.0, 4.0), (30.0, 18.0), (900.0, 600.0)] {
            let area = SurfaceRect::new(point2(50.0, 60.0), size2(width, height));
            for _ in 0..500 {
                let landed = landing(area.center(), area, &mut random);
                assert!(area.contains(landed), "{landed:?} in {area:?}");
                assert!((landed - area.center()).length() < 9.0);
            }
        }
    }
}
