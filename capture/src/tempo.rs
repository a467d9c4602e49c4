//! How time passes on a stage. Where every surface is a terminal whose shell waits for us and
//! nothing else runs, nobody can tell a pause from none: it is skipped, and has passed in the take
//! all the same. Everywhere else a second takes a second. Which pauses there are is not known here.

use std::sync::Arc;

use demoreel_primitives::time::Nanos;

use crate::clock::{self, MachineTime, StageClock};
use crate::process::Company;

/// The longest sleep after which whoever is asked to notice something does.
const NOTICE: Nanos = Nanos::from_millis(50);
/// The first look at whether a shell waits again; each later one comes after twice the time.
const FIRST_LOOK: Nanos = Nanos(200_000);

/// Something that can say whether time matters to it.
pub trait Idle: Send + Sync {
    /// Whether it waits for us and for nothing else, so that it would be the same later on.
    fn is_idle(&self) -> bool;
}

/// The time of one stage.
pub struct Tempo {
    clock: StageClock,
    /// All that must wait for us before anything is skipped; nothing ever is where this is none.
    watched: Option<Vec<Arc<dyn Idle>>>,
    company: Company,
}

impl Tempo {
    /// A stage on which nothing is skipped.
    pub fn real(clock: StageClock, company: Company) -> Tempo {
        Tempo {
            clock,
            watched: None,
            company,
        }
    }

    /// A stage that consists of these and of nothing else.
    pub fn ahead(clock: StageClock, company: Company, watched: Vec<Arc<dyn Idle>>) -> Tempo {
        Tempo {
            clock,
            watched: Some(watched),
            company,
        }
    }

    /// The stage's clock.
    pub fn clock(&self) -> &StageClock {
        &self.clock
    }

    /// Whether nothing would happen if nobody did anything, however long.
    pub fn is_idle(&self) -> bool {
        let Some(watched) = &self.watched else {
            return false;
        };
        watched.iter().all(|one| one.is_idle()) && self.company.is_alone()
    }

    /// Lets time pass on the stage, unless `notice` says that something is wrong.
    pub fn pass<E>(
        &self,
        length: Nanos,
        mut notice: impl FnMut() -> Result<(), E>,
    ) -> Result<(), E> {
        let begun = MachineTime::now();
        let mut look = FIRST_LOOK;
        loop {
            let left = length - self.clock.between(begun, MachineTime::now());
            if left <= Nanos::ZERO {
                return Ok(());
            }
            if self.is_idle() {
                self.clock.skip(left);
                return notice();
            }
            clock::sleep(left.min(NOTICE).min(match self.watched {
                Some(_) => look,
                None => NOTICE,
            }));
            look = Nanos(look.0 * 2);
            notice()?;
        }
    }
}

#[cfg(test)]
mod tests {
    use std::convert::Infallible;
    use std::sync::atomic::{AtomicBool, Ordering};

    use super::*;

    struct Switch(AtomicBool);

    impl Idle for Switch {
        fn is_idle(&self) -> bool {
            self.0.load(Ordering::SeqCst)
        }
    }

    fn passed(tempo: &Tempo, length: Nanos, mut notice: impl FnMut()) -> (Nanos, Nanos) {
        let begun = MachineTime::now();
        let done: Result<(), Infallible> = tempo.pass(length, || {
            notice();
            Ok(())
        });
        done.unwrap();
        let now = MachineTime::now();
        (now.since(begun), tempo.clock().between(begun, now))
    }

    #[test]
    fn an_hour_passes_at_once_where_everything_waits() {
        let switch = Arc::new(Switch(AtomicBool::new(true)));
        let tempo = Tempo::ahead(StageClock::default(), Company::nobody(), vec![switch]);
        let hour = Nanos::from_secs(3600);
        let (real, staged) = passed(&tempo, hour, || {});
        assert!(staged >= hour && real < hour, "{real}");
    }

    #[test]
    fn what_is_busy_is_waited_for_and_the_rest_of_the_pause_is_skipped() {
        let switch = Arc::new(Switch(AtomicBool::new(false)));
        let watched: Arc<dyn Idle> = switch.clone();
        let tempo = Tempo::ahead(StageClock::default(), Company::nobody(), vec![watched]);
        let hour = Nanos::from_secs(3600);
        let mut looks = 0;
        let (_, staged) = passed(&tempo, hour, || {
            looks += 1;
            switch.0.store(looks > 3, Ordering::SeqCst);
        });
        assert!(staged >= hour && looks > 3);
    }

    #[test]
    fn nothing_is_skipped_on_a_stage_that_is_real() {
        let tempo = Tempo::real(StageClock::default(), Company::nobody());
        let (real, staged) = passed(&tempo, Nanos::from_millis(3), || {});
        assert_eq!(real, staged);
        assert!(real >= Nanos::from_millis(3));
    }
}
