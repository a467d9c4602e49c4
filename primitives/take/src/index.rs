//! `<surface>.idx`: what a film holds, picture by picture. The head counts the pictures and the
//! film's bytes, so that a film or an index that was cut short is recognised.

mod v1;

use std::path::Path;

use demoreel_primitives::filmed::Film;

use crate::TakeError;
use crate::folder::write_whole;
use crate::manifest::check_format;

/// A film's description and the length of its file.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Index {
    pub film: Film,
    pub film_bytes: u64,
}

impl Index {
    pub(crate) fn write(&self, path: &Path) -> Result<(), TakeError> {
        let text =
            v1::to_text(self).map_err(|error| TakeError::damaged(path, error.to_string()))?;
        write_whole(path, text.as_bytes())
    }

    pub(crate) fn read(path: &Path) -> Result<Index, TakeError> {
        let text =
            std::fs::read_to_string(path).map_err(|source| TakeError::reading(path, source))?;
        let head = text.lines().next().unwrap_or_default();
        check_format(path, head.as_bytes())?;
        v1::from_text(path, &text)
    }

    /// Whether the film's file is as long as it was when it was finished.
    pub(crate) fn check_film(&self, path: &Path) -> Result<(), TakeError> {
        let found = std::fs::metadata(path)
            .map_err(|source| TakeError::reading(path, source))?
            .len();
        if found < self.film_bytes {
            let what = format!("{found} of {} bytes", self.film_bytes);
            return Err(TakeError::cut_short(path, what));
        }
        if found > self.film_bytes {
            let what = format!(
                "it has {found} bytes where {} were written",
                self.film_bytes
            );
            return Err(TakeError::damaged(path, what));
        }
        Ok(())
    }
}
