//! The one file of this package that reads a clock: the machine's monotonic clock, in
//! nanoseconds. The X server stamps its events with the milliseconds of the same clock.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use demoreel_primitives::time::{Nanos, TakeTime};
use rustix::time::{ClockId, clock_gettime};

/// An instant of the machine's monotonic clock: nanoseconds since some moment before it started.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct MachineTime(pub i64);

/// The time of a stage: the machine's, and what has been skipped of it. Time that nobody on the
/// stage would have used is not waited for; in the take it has passed all the same.
#[derive(Clone, Debug, Default)]
pub struct StageClock {
    /// Each skip's instant, and how much has been skipped with it and before it.
    skips: Arc<Mutex<Vec<(MachineTime, Nanos)>>>,
}

/// A scene's own clock. It runs from the moment at which it was started.
#[derive(Clone, Debug)]
pub struct SceneClock {
    zero: MachineTime,
    stage: StageClock,
}

impl MachineTime {
    /// This instant.
    pub fn now() -> MachineTime {
        let time = clock_gettime(ClockId::Monotonic);
        MachineTime(time.tv_sec * 1_000_000_000 + time.tv_nsec)
    }

    /// The instant that an X server's time stamp names, given one at most some days later. The
    /// stamp counts whole milliseconds and starts anew every 49.7 days.
    pub fn of_server(stamp: u32, later: MachineTime) -> MachineTime {
        let millis = later.0 / 1_000_000;
        let ago = i64::from((millis as u32).wrapping_sub(stamp) as i32);
        MachineTime((millis - ago) * 1_000_000)
    }

    /// So much later; earlier where the length is negative.
    pub fn plus(self, length: Nanos) -> MachineTime {
        MachineTime(self.0 + length.0)
    }

    /// The time that has passed since an earlier instant.
    pub fn since(self, earlier: MachineTime) -> Nanos {
        Nanos(self.0 - earlier.0)
    }
}

impl StageClock {
    /// A scene of this stage begins now.
    pub fn start_scene(&self) -> SceneClock {
        SceneClock {
            zero: MachineTime::now(),
            stage: self.clone(),
        }
    }

    /// The stage's time between two instants; negative where the second one is the earlier.
    pub fn between(&self, from: MachineTime, to: MachineTime) -> Nanos {
        let skips = self.lock();
        to.since(from) + (skipped(&skips, to) - skipped(&skips, from))
    }

    /// From now on it is so much later.
    pub fn skip(&self, length: Nanos) {
        let mut skips = self.lock();
        let now = MachineTime::now();
        let all = skipped(&skips, now) + length;
        skips.push((now, all));
    }

    /// Nothing that runs under the lock can leave the list half changed.
    fn lock(&self) -> MutexGuard<'_, Vec<(MachineTime, Nanos)>> {
        self.skips.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// What has been skipped before an instant.
fn skipped(skips: &[(MachineTime, Nanos)], instant: MachineTime) -> Nanos {
    let before = skips.partition_point(|(at, _)| *at <= instant);
    before
        .checked_sub(1)
        .map_or(Nanos::ZERO, |last| skips[last].1)
}

impl SceneClock {
    /// The scene begins now, on a stage where nothing is skipped.
    pub fn start() -> SceneClock {
        StageClock::default().start_scene()
    }

    /// The instant at which the scene begins.
    pub fn beginning(&self) -> MachineTime {
        self.zero
    }

    /// The scene's own time now.
    pub fn now(&self) -> TakeTime {
        self.at(MachineTime::now())
    }

    /// The scene's own time of an instant; negative before its beginning.
    pub fn at(&self, instant: MachineTime) -> TakeTime {
        TakeTime(self.stage.between(self.zero, instant).0)
    }
}

/// Lets time pass.
pub fn sleep(length: Nanos) {
    std::thread::sleep(length.to_std());
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_servers_stamp_is_found_again_across_its_wrap() {
        let wrap = i64::from(u32::MAX) + 1;
        for millis in [5, wrap - 2, wrap, wrap + 3, 3 * wrap + 77] {
            let event = MachineTime(millis * 1_000_000);
            for delay in [0, 1, 900] {
                let later = event.plus(Nanos::from_millis(delay));
                assert_eq!(MachineTime::of_server(millis as u32, later), event);
            }
        }
    }

    #[test]
    fn what_is_skipped_has_passed_for_all_that_comes_after_it() {
        let stage = StageClock::default();
        let scene = stage.start_scene();
        let before = scene.beginning();
        stage.skip(Nanos::from_secs(5));
        stage.skip(Nanos::from_secs(2));
        let after = MachineTime::now();
        assert_eq!(scene.at(before), TakeTime::ZERO);
        assert_eq!(
            stage.between(before, after),
            after.since(before) + Nanos::from_secs(7)
        );
        let later = after.plus(Nanos::from_secs(1));
        assert_eq!(stage.between(after, later), Nanos::from_secs(1));
        assert_eq!(stage.between(later, after), Nanos::from_secs(-1));
    }

    #[test]
    fn a_stamp_that_is_a_moment_ahead_stays_ahead() {
        let now = MachineTime(7_000_000);
        assert_eq!(MachineTime::of_server(8, now), MachineTime(8_000_000));
    }
}
