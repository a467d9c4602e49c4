//! The one file of this package that reads a clock: the machine's monotonic clock, in
//! nanoseconds. The X server stamps its events with the milliseconds of the same clock.

use demoreel_primitives::time::{Nanos, TakeTime};
use rustix::time::{ClockId, clock_gettime};

/// An instant of the machine's monotonic clock: nanoseconds since some moment before it started.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct MachineTime(pub i64);

/// A scene's own clock. It runs from the moment at which it was started.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SceneClock {
    zero: MachineTime,
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

impl SceneClock {
    /// The scene begins now.
    pub fn start() -> SceneClock {
        SceneClock {
            zero: MachineTime::now(),
        }
    }

    /// The instant at which the scene begins.
    pub fn beginning(self) -> MachineTime {
        self.zero
    }

    /// The scene's own time now.
    pub fn now(self) -> TakeTime {
        self.at(MachineTime::now())
    }

    /// The scene's own time of an instant; negative before its beginning.
    pub fn at(self, instant: MachineTime) -> TakeTime {
        TakeTime(instant.0 - self.zero.0)
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
    fn a_stamp_that_is_a_moment_ahead_stays_ahead() {
        let now = MachineTime(7_000_000);
        assert_eq!(MachineTime::of_server(8, now), MachineTime(8_000_000));
    }
}
