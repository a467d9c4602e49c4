//! The store of finished chunks: a folder of streams named by what shaped them. What is there is
//! whole. Old ones are removed when they take much more room than the reel at hand.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use crate::error::ComposeError;

/// Unused chunks may take so many times the room of the reel that was rendered last.
const KEEP_REELS: u64 = 8;
/// They may always take this much.
const KEEP_BYTES: u64 = 512 << 20;
/// A folder of chunks.
pub struct Store {
    folder: PathBuf,
    /// The file system's own time when this run began.
    now: SystemTime,
}

impl Store {
    /// Opens the folder, making it if need be.
    pub fn open(folder: &Path) -> Result<Store, ComposeError> {
        let failed = |source| ComposeError::Write {
            path: folder.to_owned(),
            source,
        };
        fs::create_dir_all(folder).map_err(failed)?;
        let probe = tempfile::tempfile_in(folder).map_err(failed)?;
        let now = probe
            .metadata()
            .and_then(|data| data.modified())
            .map_err(failed)?;
        Ok(Store {
            folder: folder.to_owned(),
            now,
        })
    }

    /// The folder.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// Where a chunk of this name is or will be.
    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.join(format!("{name}.h264"))
    }

    /// Whether a chunk is there. Marks it as used.
    pub fn has(&self, name: &str) -> bool {
        match fs::File::options().append(true).open(self.path(name)) {
            Ok(file) => {
                // A chunk that cannot be marked is still a chunk; it only ages.
                let _ = file.set_modified(self.now);
                true
            }
            Err(_) => false,
        }
    }

    /// Takes a chunk away that turned out to be damaged.
    pub fn remove(&self, path: &Path) {
        let _ = fs::remove_file(path);
    }

    /// Removes the oldest chunks that this reel does not use, if they take too much room. What
    /// cannot be removed stays: it does no harm.
    pub fn prune(&self, used: &[PathBuf]) {
        let mut room = 0;
        let mut others = Vec::new();
        for (path, data) in self.files(|name| name.ends_with(".h264")) {
            if used.contains(&path) {
                room += data.len() * KEEP_REELS;
            } else {
                others.push((
                    data.modified().unwrap_or(SystemTime::UNIX_EPOCH),
                    data.len(),
                    path,
                ));
            }
        }
        others.sort();
        let mut kept = 0;
        for (_, bytes, path) in others.into_iter().rev() {
            kept += bytes;
            if kept > room.max(KEEP_BYTES) {
                self.remove(&path);
            }
        }
    }

    fn files(&self, wanted: impl Fn(&str) -> bool) -> Vec<(PathBuf, fs::Metadata)> {
        let entries = fs::read_dir(&self.folder).into_iter().flatten().flatten();
        entries
            .filter(|entry| entry.file_name().to_str().is_some_and(&wanted))
            .filter_map(|entry| Some((entry.path(), entry.metadata().ok()?)))
            .collect()
    }
}
