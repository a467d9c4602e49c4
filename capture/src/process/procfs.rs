//! What /proc says about processes. Pids are used again; a pid with its start time is not.

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

impl ProcessId {
    /// The process that has this pid now; none if there is none or it is only a zombie.
    pub fn of(pid: u32) -> Option<ProcessId> {
        let stat = fs::read_to_string(format!("/proc/{pid}/stat")).ok()?;
        // The second field is the program's name in brackets and may hold anything.
        let after_name = &stat[stat.rfind(')')? + 1..];
        let fields: Vec<&str> = after_name.split_ascii_whitespace().collect();
        if fields.first() == Some(&"Z") {
            return None;
        }
        let started = fields.get(19)?.parse().ok()?;
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
        let environment = fs::read(format!("/proc/{pid}/environ")).unwrap_or_default();
        let mut variables = environment.split(|byte| *byte == 0);
        if pid != std::process::id() && variables.any(|variable| variable == wanted.as_bytes()) {
            killed += usize::from(kill_one(pid));
        }
    }
    killed
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
