//! Whether a stage has processes that it did not start itself: jobs in the background, servers
//! that a command left behind. Looked up in /proc, and only when a process has been started
//! anywhere since the last look.

use std::collections::BTreeSet;
use std::fs;
use std::sync::Mutex;

use super::MARK;
use super::procfs::{self, ProcessId};

/// The processes of one stage, those that it knows and others.
#[derive(Debug, Default)]
pub struct Company {
    /// The mark of the stage's processes; none where it can have none.
    mark: Option<String>,
    known: BTreeSet<u32>,
    /// When the first of them was started, in the ticks of /proc: who is older is not of them.
    since: u64,
    /// The machine's newest process when there were last no others.
    alone_at: Mutex<Option<String>>,
}

impl Company {
    /// That of a stage which these processes are known on.
    pub(super) fn of(mark: String, known: BTreeSet<u32>) -> Company {
        let starts = known.iter().filter_map(|pid| ProcessId::of(*pid));
        let since = starts.map(|process| process.started).min();
        Company {
            mark: Some(mark),
            since: since.unwrap_or(0),
            known,
            alone_at: Mutex::new(None),
        }
    }

    /// That of a stage without any process.
    #[cfg(test)]
    pub fn nobody() -> Company {
        Company::default()
    }

    /// Whether no other process of the stage lives.
    pub fn is_alone(&self) -> bool {
        let Some(mark) = &self.mark else {
            return true;
        };
        let mut alone_at = self
            .alone_at
            .lock()
            .unwrap_or_else(|held| held.into_inner());
        let newest = newest_process();
        if newest.is_some() && *alone_at == newest {
            return true;
        }
        let mut all = procfs::related((MARK, mark), self.since, &self.known);
        let alone = all.all(|pid| self.known.contains(&pid));
        *alone_at = newest.filter(|_| alone);
        alone
    }
}

/// The number that was given out last. Nothing was started while it stays the same.
fn newest_process() -> Option<String> {
    let load = fs::read_to_string("/proc/loadavg").ok()?;
    load.split_ascii_whitespace().last().map(str::to_owned)
}
