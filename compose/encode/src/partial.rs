//! Files in the making: hidden, beside the file that they become, and swept when a run that was
//! killed left one behind.

use std::ffi::OsStr;
use std::fs;
use std::path::Path;
use std::time::{Duration, SystemTime};

use tempfile::NamedTempFile;

use crate::error::EncodeError;

/// A file in the making that was not touched for so long belongs to a run that was killed.
const ABANDONED: Duration = Duration::from_secs(3600);

/// Begins a file in `folder`. Its name begins with `prefix`, which no finished file's name does.
pub fn create(folder: &Path, prefix: &str, suffix: &str) -> Result<NamedTempFile, EncodeError> {
    let made = tempfile::Builder::new()
        .prefix(prefix)
        .suffix(suffix)
        .tempfile_in(folder);
    let file = made.map_err(|source| EncodeError::writing(folder, source))?;
    // The new file's own time stamp says what time it is for the file system.
    if let Ok(now) = file.as_file().metadata().and_then(|data| data.modified()) {
        sweep(folder, prefix, now);
    }
    Ok(file)
}

/// The folder that a file is in or will be in.
pub fn folder_of(file: &Path) -> &Path {
    let folder = file.parent();
    let folder = folder.filter(|folder| !folder.as_os_str().is_empty());
    folder.unwrap_or(Path::new("."))
}

/// Brings a finished file to the disk and gives it its name. It was made for its owner alone; what
/// it becomes is a file like any other.
pub fn keep(file: NamedTempFile, path: &Path) -> Result<(), EncodeError> {
    use std::os::unix::fs::PermissionsExt;
    let writing = |source| EncodeError::writing(path, source);
    let open_to_all = fs::Permissions::from_mode(0o644);
    file.as_file()
        .set_permissions(open_to_all)
        .map_err(writing)?;
    file.as_file().sync_all().map_err(writing)?;
    file.persist(path).map_err(|error| writing(error.error))?;
    Ok(())
}

/// Removes what was abandoned. What cannot be removed stays: it does no harm.
fn sweep(folder: &Path, prefix: &str, now: SystemTime) {
    let is_ours = |name: &OsStr| name.to_str().is_some_and(|name| name.starts_with(prefix));
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let touched = entry.metadata().and_then(|data| data.modified());
        let age = touched.ok().and_then(|then| now.duration_since(then).ok());
        if is_ours(&entry.file_name()) && age.is_some_and(|age| age > ABANDONED) {
            let _ = fs::remove_file(entry.path());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_killed_runs_left_is_swept_and_nothing_else() {
        let folder = tempfile::tempdir().unwrap();
        let touch = |name: &str, hours: u64| {
            let file = fs::File::create(folder.path().join(name)).unwrap();
            let now = file.metadata().unwrap().modified().unwrap();
            file.set_modified(now - Duration::from_secs(3600 * hours))
                .unwrap();
        };
        touch(".reel-old.mp4", 2);
        touch(".reel-young.mp4", 0);
        touch("reel.mp4", 2);
        let made = create(folder.path(), ".reel-", ".mp4").unwrap();
        let left = |name: &str| folder.path().join(name).exists();
        assert!(!left(".reel-old.mp4") && left(".reel-young.mp4") && left("reel.mp4"));
        assert!(made.path().exists());
    }
}
