//! The folder of a stage at work: profiles, sockets, logs, and the list of its processes. Its
//! name says whose it is, so that nobody has to open it to know whether its owner still lives.

use std::fs::{self, DirBuilder, File};
use std::io::{self, Write};
use std::os::unix::fs::DirBuilderExt;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU32, Ordering};

use super::procfs::ProcessId;

const LIST: &str = "processes";

/// A stage's private folder, readable by its user alone; it is removed when this is dropped.
#[derive(Debug)]
pub struct Runtime {
    folder: PathBuf,
}

/// Who made a runtime folder.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Owner {
    /// The pid namespace in which the pid means something.
    pub namespace: String,
    /// The process.
    pub process: ProcessId,
}

impl Runtime {
    /// Makes a new folder in `base`, which is made too where it is missing.
    pub fn open(base: &Path) -> io::Result<Runtime> {
        static COUNT: AtomicU32 = AtomicU32::new(0);
        private_folder(base)?;
        let base = base.canonicalize()?;
        let owner = Owner::me().ok_or_else(|| io::Error::other("/proc cannot be read"))?;
        let count = COUNT.fetch_add(1, Ordering::Relaxed);
        let folder = base.join(format!("{}-{count}", owner.folder_name()));
        private_folder(&folder)?;
        File::create(folder.join(LIST))?;
        Ok(Runtime { folder })
    }

    /// Where it is.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// Makes a folder inside it.
    pub fn subfolder(&self, name: &str) -> io::Result<PathBuf> {
        let folder = self.folder.join(name);
        private_folder(&folder)?;
        Ok(folder)
    }

    /// A folder for programs' temporary files; none where its path would be too long for the
    /// sockets that they make in it, whose addresses have room for 107 letters.
    pub fn scratch(&self) -> io::Result<Option<PathBuf>> {
        const SOCKET: &str = "/org.chromium.Chromium.XXXXXX/SingletonSocket";
        let folder = self.folder.join("t");
        if folder.as_os_str().len() + SOCKET.len() > 107 {
            return Ok(None);
        }
        private_folder(&folder)?;
        Ok(Some(folder))
    }

    pub(super) fn write_down(&self, pid: u32, name: &str) -> io::Result<()> {
        let started = ProcessId::of(pid).map_or(0, |process| process.started);
        let mut list = File::options().append(true).open(self.folder.join(LIST))?;
        list.write_all(format!("{pid} {started} {name}\n").as_bytes())
    }
}

impl Drop for Runtime {
    fn drop(&mut self) {
        remove_folder(&self.folder);
    }
}

impl Owner {
    fn me() -> Option<Owner> {
        Some(Owner {
            namespace: pid_namespace()?,
            process: ProcessId::of(std::process::id())?,
        })
    }

    fn folder_name(&self) -> String {
        let ProcessId { pid, started } = self.process;
        format!("stage-{}-{pid:x}-{started:x}", self.namespace)
    }

    /// From a folder's name; none if it is no stage's.
    pub(super) fn of_folder(name: &str) -> Option<Owner> {
        let mut parts = name.strip_prefix("stage-")?.split('-');
        let namespace = parts.next()?.to_owned();
        let pid = u32::from_str_radix(parts.next()?, 16).ok()?;
        let started = u64::from_str_radix(parts.next()?, 16).ok()?;
        let process = ProcessId { pid, started };
        Some(Owner { namespace, process })
    }

    /// Whether it is certain that this owner is gone.
    pub(super) fn is_gone(&self) -> bool {
        pid_namespace().as_ref() == Some(&self.namespace) && !self.process.is_alive()
    }
}

/// The processes that a stage wrote down.
pub(super) fn written_down(folder: &Path) -> Vec<ProcessId> {
    let list = fs::read_to_string(folder.join(LIST)).unwrap_or_default();
    let process = |line: &str| {
        let mut fields = line.split(' ');
        let pid = fields.next()?.parse().ok()?;
        let started = fields.next()?.parse().ok()?;
        Some(ProcessId { pid, started })
    };
    list.lines().filter_map(process).collect()
}

/// Removes a folder in which a process that is just dying may still write.
pub(super) fn remove_folder(folder: &Path) {
    for _ in 0..20 {
        match fs::remove_dir_all(folder) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => {
                std::thread::sleep(std::time::Duration::from_millis(25));
            }
            _ => return,
        }
    }
}

fn private_folder(folder: &Path) -> io::Result<()> {
    DirBuilder::new().recursive(true).mode(0o700).create(folder)
}

/// Such as `f000003c`: the number of this process's namespace.
fn pid_namespace() -> Option<String> {
    let link = fs::read_link("/proc/self/ns/pid").ok()?;
    let digits: String = link
        .to_str()?
        .chars()
        .filter(char::is_ascii_digit)
        .collect();
    Some(format!("{:x}", digits.parse::<u64>().ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_names_its_owner_and_goes_with_it() {
        let base = tempfile::tempdir().unwrap();
        let runtime = Runtime::open(base.path()).unwrap();
        let folder = runtime.folder().to_owned();
        let name = folder.file_name().unwrap().to_str().unwrap();
        let owner = Owner::of_folder(name).unwrap();
        assert_eq!(owner, Owner::me().unwrap());
        assert!(!owner.is_gone());
        drop(runtime);
        assert!(!folder.exists());
    }

    #[test]
    fn names_that_are_not_ours_have_no_owner() {
        for name in ["cache", "stage-", "stage-1-2", "stage-a-x-1"] {
            assert_eq!(Owner::of_folder(name), None, "{name}");
        }
    }
}
