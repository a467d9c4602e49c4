//! Ends what runs that were killed have left behind, and only that.

use std::fs;
use std::path::Path;

use rustix::process::{Pid, Signal, kill_process_group};

use super::MARK;
use super::procfs::{ProcessId, kill_marked};
use super::runtime::{Owner, remove_folder, written_down};

/// Goes through the runtime folders in `base`: where the owner is gone, its processes are ended
/// and the folder is removed. Says how many folders there were. A pid that has meanwhile been
/// given to another process is left alone.
pub fn sweep(base: &Path) -> usize {
    let Ok(entries) = fs::read_dir(base) else {
        return 0;
    };
    let mut swept = 0;
    for entry in entries.flatten() {
        let owner = entry.file_name().to_str().and_then(Owner::of_folder);
        if owner.is_some_and(|owner| owner.is_gone()) {
            end_all(&entry.path());
            remove_folder(&entry.path());
            swept += 1;
        }
    }
    swept
}

/// Ends every process of the stage with this runtime folder, at once.
pub(super) fn end_all(folder: &Path) {
    for process in written_down(folder) {
        end_group_of(process);
    }
    // A program that has left its group still carries the mark.
    if let Some(value) = folder.to_str() {
        kill_marked(MARK, value);
    }
}

/// A group can only be named by its leader, so it is touched only while that very leader lives.
fn end_group_of(leader: ProcessId) {
    let pid = i32::try_from(leader.pid).ok().and_then(Pid::from_raw);
    if let (Some(pid), true) = (pid, leader.is_alive()) {
        // It may have ended in between, which is what was wanted.
        let _ = kill_process_group(pid, Signal::KILL);
    }
}
