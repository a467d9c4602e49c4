//! Why the store could not be read or written.

use std::io;
use std::path::{Path, PathBuf};

use demoreel_primitives::codes::voice::VOICE_CACHE;
use demoreel_primitives::diagnostic::Diagnostic;
use thiserror::Error;

/// A file of the store could not be read or written.
#[derive(Debug, Error)]
#[error("cannot {what} {}: {error}", path.display())]
pub struct StoreError {
    what: &'static str,
    path: PathBuf,
    error: io::Error,
}

impl StoreError {
    pub(crate) fn new(what: &'static str, path: &Path, error: io::Error) -> StoreError {
        let path = path.to_owned();
        StoreError { what, path, error }
    }

    /// As data.
    pub fn diagnostic(&self) -> Diagnostic {
        Diagnostic::error(VOICE_CACHE, self.to_string())
            .state("what was spoken before is kept")
            .hint("free some space or name another cache folder, then run it again")
    }
}
