//! What /proc says about processes. Pids are used again; a pid with its start time is not.

use std::collections::BTreeSet;
use std::fs;

use rustix::process::{Pid, Signal, kill_process};

/// A process that cannot be mistaken for a later one with the same pid.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ProcessId {
    /// Its number.
    pub pid: u32,
    /// Clock ticks from the machine's start to the process's.
    pub started: u64,
}

/// What is known of a process that is no zombie.
struct Stat {
    parent: u32,
    session: u32,
    started: u64,
}

impl Stat {
    fn of(pid: u32) -> Option<Stat> {
        let stat = fs::read_to_string(format!("/proc/{pid}/stat")).ok()?;
        // The second field is the program's name in brackets and may hold anything.
        let after_name = &stat[stat.rfind(')')? + 1..];
        let fields: Vec<&str> = after_name.split_ascii_whitespace().collect();
        if fields.first() == Some(&"Z") {
            return None;
        }
        Some(Stat {
            parent: fields.get(1)?.parse().ok()?,
            session: fields.get(3)?.parse().ok()?,
            started: fields.get(19)?.parse().ok()?,
        })
    }
}

impl ProcessId {
    /// The process that has this pid now; none if there is none or it is only a zombie.
    pub fn of(pid: u32) -> Option<ProcessId> {
        let started = Stat::of(pid)?.started;
        Some(ProcessId { pid, started })
    }

    /// Whether that very process still runs.
    pub fn is_alive(self) -> bool {
        ProcessId::of(self.pid) == Some(self)
    }
}

/// The pids of all processes that can be seen.
fn all_pids() -> Vec<u32> {
    let Ok(entries) = fs::read_dir("/proc") else {
        return Vec::new();
    };
    let names = entries.flatten().map(|entry| entry.file_name());
    names
        .filter_map(|name| name.to_str()?.parse().ok())
        .collect()
}

/// Ends at once every process whose environment holds `NAME=VALUE`; says how many there were.
pub fn kill_marked(name: &str, value: &str) -> usize {
    let wanted = format!("{name}={value}");
    let mut killed = 0;
    for pid in all_pids() {
        let environment = environment(pid).unwrap_or_default();
        if pid != std::process::id() && has(&environment, &wanted) {
            killed += usize::from(kill_one(pid));
        }
    }
    killed
}

/// Every other process that was started at these ticks or later and whose environment holds
/// `NAME=VALUE`, or that is in one of the sessions. A process that is just becoming another
/// program has no environment; it is one of these too, since nobody can tell.
pub fn related<'a>(
    (name, value): (&str, &str),
    since: u64,
    sessions: &'a BTreeSet<u32>,
) -> impl Iterator<Item = u32> + 'a {
    let wanted = format!("{name}={value}");
    all_pids().into_iter().filter(move |pid| {
        let Some(stat) = Stat::of(*pid).filter(|stat| stat.started >= since) else {
            return false;
        };
        if *pid == std::process::id() || stat.parent == KERNEL {
            return false;
        }
        let environment = environment(*pid);
        sessions.contains(&stat.session)
            || environment.is_ok_and(|all| all.is_empty() || has(&all, &wanted))
    })
}

/// The parent of the kernel's own threads.
const KERNEL: u32 = 2;

fn environment(pid: u32) -> std::io::Result<Vec<u8>> {
    fs::read(format!("/proc/{pid}/environ"))
}

fn has(environment: &[u8], wanted: &str) -> bool {
    let mut variables = environment.split(|byte| *byte == 0);
    variables.any(|variable| variable == wanted.as_bytes())
}

/// Whether every thread of a process sleeps until something wakes it.
pub fn sleeps(pid: u32) -> bool {
    let Ok(threads) = fs::read_dir(format!("/proc/{pid}/task")) else {
        return false;
    };
    let mut threads = threads.flatten();
    threads.all(|thread| {
        let stat = fs::read_to_string(thread.path().join("stat")).unwrap_or_default();
        let after_name = stat.rfind(')').map_or("", |end| &stat[end + 1..]);
        after_name.trim_start().starts_with('S')
    })
}

fn kill_one(pid: u32) -> bool {
    let pid = i32::try_from(pid).ok().and_then(Pid::from_raw);
    pid.is_some_and(|pid| kill_process(pid, Signal::KILL).is_ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_process_is_itself_and_not_another_start_of_the_same_pid() {
        let own = ProcessId::of(std::process::id()).unwrap();
        assert!(own.is_alive());
        let reused = ProcessId {
            started: own.started + 1,
            ..own
        };
        assert!(!reused.is_alive());
    }
}
