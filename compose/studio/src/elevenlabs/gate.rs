//! How many calls are made at once: as many as the service says that the account may.

use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use demoreel_primitives::cancel::Cancel;

/// Lets a number of calls through.
pub struct Gate {
    state: Mutex<State>,
    freed: Condvar,
}

struct State {
    most: usize,
    inside: usize,
}

/// One call that was let through; its place is free again when it is dropped.
pub struct Pass<'a>(&'a Gate);

impl Gate {
    /// One at a time, until the service has said how many it takes.
    pub fn new() -> Gate {
        let state = State { most: 1, inside: 0 };
        Gate {
            state: Mutex::new(state),
            freed: Condvar::new(),
        }
    }

    /// Waits for a place. None if the run was stopped meanwhile.
    pub fn enter(&self, cancel: &Cancel) -> Option<Pass<'_>> {
        let mut state = self.state();
        loop {
            if cancel.is_cancelled() {
                return None;
            }
            if state.inside < state.most {
                state.inside += 1;
                return Some(Pass(self));
            }
            let waited = self.freed.wait_timeout(state, Duration::from_millis(20));
            state = waited.unwrap_or_else(PoisonError::into_inner).0;
        }
    }

    /// The service says how many calls the account may make and how many it makes now, by this
    /// run and by others.
    pub fn learn(&self, most: usize, now: usize) {
        let mut state = self.state();
        let others = now.saturating_sub(state.inside);
        state.most = most.saturating_sub(others).max(1);
        self.freed.notify_all();
    }

    /// The service says that these were too many.
    pub fn fewer(&self) {
        let mut state = self.state();
        state.most = state.most.saturating_sub(1).max(1);
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for Pass<'_> {
    fn drop(&mut self) {
        self.0.state().inside -= 1;
        self.0.freed.notify_one();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_opens_as_far_as_the_service_says_and_closes_when_that_was_too_far() {
        let (gate, cancel, stopped) = (Gate::new(), Cancel::new(), Cancel::new());
        stopped.cancel();
        let first = gate.enter(&cancel).expect("there is a place");
        // Two of five places are taken by somebody else.
        gate.learn(5, 3);
        let others = [gate.enter(&cancel), gate.enter(&cancel)];
        assert!(others.iter().all(Option::is_some));
        assert_eq!(gate.state().most, 3);
        gate.fewer();
        drop(first);
        assert_eq!(gate.state().inside, 2);
        assert_eq!(gate.state().most, 2);
        assert!(gate.enter(&stopped).is_none());
        drop(others);
        assert!(gate.enter(&cancel).is_some());
    }
}
