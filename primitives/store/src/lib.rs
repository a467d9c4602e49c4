//! What was spoken once is kept: sounds with the times of their words, named by the hash of all
//! that shaped them, in a folder that all projects of a user share. Beside them what was paid for:
//! intents written before a call, answers as they came, and the ledger.
//! What never lives here: how anything is spoken, and how a provider is called.

mod entry;
mod error;
mod ledger;
mod purchase;

use std::fs::{self, File, TryLockError};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::thread;
use std::time::Duration;

use demoreel_primitives::cancel::Cancel;

pub use entry::{About, Entry, Kept, Made};
pub use error::StoreError;
pub use ledger::Payment;
pub use purchase::Intent;

/// Changes whenever what is stored, or how speech is finished before it is stored, changes.
const FORMAT: &str = "demoreel speech 2";

/// A folder of spoken words. A file in it is whole or it is not there.
#[derive(Clone, Debug)]
pub struct Store {
    folder: PathBuf,
}

/// The right to make one entry; given back when it is dropped or its process dies.
#[derive(Debug)]
pub struct Lock {
    _file: File,
}

/// The name of what these parts shape: a hash in hexadecimal digits.
pub fn key(parts: &[&str]) -> String {
    let mut hash = blake3::Hasher::new();
    for part in [FORMAT].iter().chain(parts) {
        hash.update(&(part.len() as u64).to_le_bytes());
        hash.update(part.as_bytes());
    }
    hash.finalize().to_hex().to_string()
}

impl Store {
    /// A folder, made if it is not there.
    pub fn open(folder: &Path) -> Result<Store, StoreError> {
        fs::create_dir_all(folder).map_err(|error| StoreError::new("make", folder, error))?;
        Ok(Store::at(folder))
    }

    /// A folder that may not be there: nothing is kept in it then.
    pub fn at(folder: &Path) -> Store {
        let folder = folder.to_owned();
        Store { folder }
    }

    /// The folder.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// Waits for the right to make an entry. None if the run was stopped meanwhile.
    pub fn lock(&self, key: &str, cancel: &Cancel) -> Result<Option<Lock>, StoreError> {
        self.locked(&self.file(&key[..2], "lock"), cancel)
    }

    /// The same for a paid call, which may be made while an entry is.
    pub fn lock_purchase(&self, key: &str, cancel: &Cancel) -> Result<Option<Lock>, StoreError> {
        self.locked(&self.file(&key[..2], "buying"), cancel)
    }

    fn locked(&self, path: &Path, cancel: &Cancel) -> Result<Option<Lock>, StoreError> {
        let failed = |error| StoreError::new("lock", path, error);
        let file = File::options()
            .create(true)
            .append(true)
            .open(path)
            .map_err(failed)?;
        loop {
            match file.try_lock() {
                Ok(()) => return Ok(Some(Lock { _file: file })),
                Err(TryLockError::Error(error)) => return Err(failed(error)),
                Err(TryLockError::WouldBlock) if cancel.is_cancelled() => return Ok(None),
                Err(TryLockError::WouldBlock) => thread::sleep(Duration::from_millis(10)),
            }
        }
    }

    fn file(&self, key: &str, ending: &str) -> PathBuf {
        self.folder.join(format!("{key}.{ending}"))
    }

    /// Writes beside the file, then puts it in its place.
    fn write(&self, path: &Path, bytes: &[u8]) -> Result<(), StoreError> {
        let write = || -> io::Result<()> {
            let mut file = tempfile::NamedTempFile::new_in(&self.folder)?;
            file.write_all(bytes)?;
            file.as_file().sync_all()?;
            file.persist(path)?;
            // The name must last as well: an intent that is lost in a crash is no intent.
            File::open(&self.folder)?.sync_all()
        };
        write().map_err(|error| StoreError::new("write", path, error))
    }
}
