//! What can go wrong with a take, and what to say about it.

use std::io;
use std::path::{Path, PathBuf};

use demoreel_primitives::codes::{Code, take as codes};
use demoreel_primitives::diagnostic::Diagnostic;

/// A failure of reading or writing a take.
#[derive(Debug, thiserror::Error)]
pub enum TakeError {
    /// There is no take at this path.
    #[error("there is no take in {}", .path.display())]
    Missing {
        /// The folder that was looked in.
        path: PathBuf,
    },
    /// The take has no such scene.
    #[error("the take in {} has no scene '{scene}'", .path.display())]
    NoScene {
        /// The take's folder.
        path: PathBuf,
        /// The scene's name.
        scene: String,
    },
    /// The scene has no film of this surface.
    #[error("scene '{scene}' has no film of surface '{surface}'")]
    NoFilm {
        /// The scene's name.
        scene: String,
        /// The surface's name.
        surface: String,
    },
    /// A newer version wrote it.
    #[error("{} is in format {found}, and this version reads format {known}", .path.display())]
    Version {
        /// The file.
        path: PathBuf,
        /// What it says.
        found: u64,
        /// What we know.
        known: u32,
    },
    /// A file ends too early.
    #[error("{} is cut short: {what}", .path.display())]
    CutShort {
        /// The file.
        path: PathBuf,
        /// Such as `12 of 40 pictures`.
        what: String,
    },
    /// Files contradict each other or themselves.
    #[error("{} is damaged: {what}", .path.display())]
    Damaged {
        /// The file.
        path: PathBuf,
        /// What does not fit.
        what: String,
    },
    /// The scene belongs to another act.
    #[error("scene '{scene}' in {} was filmed from another act", .path.display())]
    Stale {
        /// The take's folder.
        path: PathBuf,
        /// The scene's name.
        scene: String,
    },
    /// A name that cannot be a file's name.
    #[error("'{name}' cannot be the name of a scene or a surface")]
    Name {
        /// The name.
        name: String,
    },
    /// The folder cannot be written.
    #[error("cannot write {}: {source}", .path.display())]
    NotWritable {
        /// What was to be written.
        path: PathBuf,
        /// Why not.
        source: io::Error,
    },
    /// No room on the disk, or the file may not grow further.
    #[error("no room to write {}: {source}", .path.display())]
    DiskFull {
        /// What was being written.
        path: PathBuf,
        /// The system's word for it.
        source: io::Error,
    },
    /// Someone else is filming into the same folder.
    #[error("another run is filming into {}", .path.display())]
    Busy {
        /// The take's folder.
        path: PathBuf,
    },
    /// A file cannot be read.
    #[error("cannot read {}: {source}", .path.display())]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// Why not.
        source: io::Error,
    },
    /// FFmpeg failed.
    #[error("FFmpeg failed on {}: {what}", .path.display())]
    Codec {
        /// The film.
        path: PathBuf,
        /// What FFmpeg said.
        what: String,
    },
    /// The run was stopped.
    #[error("the run was stopped while {} was being made", .path.display())]
    Cancelled {
        /// What was being made.
        path: PathBuf,
    },
}

impl TakeError {
    /// Why a file could not be written: no room, or not allowed.
    pub fn writing(path: &Path, source: io::Error) -> TakeError {
        let path = path.to_owned();
        match source.kind() {
            io::ErrorKind::StorageFull
            | io::ErrorKind::FileTooLarge
            | io::ErrorKind::QuotaExceeded => TakeError::DiskFull { path, source },
            _ => TakeError::NotWritable { path, source },
        }
    }

    /// Why a file could not be read. A file that should be there and is not makes a scene
    /// incomplete.
    pub fn reading(path: &Path, source: io::Error) -> TakeError {
        let path = path.to_owned();
        match source.kind() {
            io::ErrorKind::NotFound => TakeError::CutShort {
                path,
                what: "the file is not there".to_owned(),
            },
            _ => TakeError::Unreadable { path, source },
        }
    }

    /// For files whose parts do not fit.
    pub fn damaged(path: &Path, what: impl Into<String>) -> TakeError {
        TakeError::Damaged {
            path: path.to_owned(),
            what: what.into(),
        }
    }

    /// For files that end too early.
    pub fn cut_short(path: &Path, what: impl Into<String>) -> TakeError {
        TakeError::CutShort {
            path: path.to_owned(),
            what: what.into(),
        }
    }

    /// The failure as data for the command to print.
    pub fn diagnostic(&self) -> Diagnostic {
        let (code, state, hint) = self.advice();
        let diagnostic = Diagnostic::error(code, self.to_string()).hint(hint);
        match state {
            Some(state) => diagnostic.state(state),
            None => diagnostic,
        }
    }

    /// The code, what is the case now, and what to do next.
    fn advice(&self) -> (Code, Option<&'static str>, &'static str) {
        const FILM_AGAIN: &str = "film the scene again with 'demoreel record'";
        const KEPT: Option<&str> =
            Some("scenes that were filmed whole are kept; nothing half-written is left");
        const UNTOUCHED: Option<&str> = Some("the take was not changed");
        match self {
            TakeError::Missing { .. } => (
                codes::TAKE_MISSING,
                None,
                "film it first with 'demoreel record'",
            ),
            TakeError::NoScene { .. } | TakeError::NoFilm { .. } => {
                (codes::TAKE_MISSING, UNTOUCHED, FILM_AGAIN)
            }
            TakeError::Version { .. } => (
                codes::TAKE_VERSION,
                UNTOUCHED,
                "use the version of demoreel that wrote it, or film again with 'demoreel record'",
            ),
            TakeError::CutShort { .. } => (codes::TAKE_INCOMPLETE, UNTOUCHED, FILM_AGAIN),
            TakeError::Damaged { .. } => (codes::TAKE_DAMAGED, UNTOUCHED, FILM_AGAIN),
            TakeError::Stale { .. } => (codes::TAKE_STALE, UNTOUCHED, FILM_AGAIN),
            TakeError::Name { .. } => (
                codes::TAKE_NOT_WRITABLE,
                UNTOUCHED,
                "use letters, digits, '-' and '_'",
            ),
            TakeError::NotWritable { .. } => (
                codes::TAKE_NOT_WRITABLE,
                KEPT,
                "choose another folder with '-o', or make this one writable",
            ),
            TakeError::DiskFull { .. } => (
                codes::TAKE_DISK_FULL,
                KEPT,
                "free some space or raise the limit on file sizes ('ulimit -f'), then run again",
            ),
            TakeError::Busy { .. } => (
                codes::TAKE_BUSY,
                UNTOUCHED,
                "wait for the other run to end, or choose another folder with '-o'",
            ),
            TakeError::Unreadable { .. } => (
                codes::TAKE_UNREADABLE,
                UNTOUCHED,
                "make the file readable, or film the scene again with 'demoreel record'",
            ),
            TakeError::Codec { .. } => (
                codes::FILM_CODEC,
                KEPT,
                "run 'demoreel doctor' to see whether FFmpeg and libx264 are as they should be",
            ),
            TakeError::Cancelled { .. } => (
                codes::FILM_CANCELLED,
                KEPT,
                "run the command again to film the rest",
            ),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_film_that_ffmpeg_refuses_is_told() {
        let told = TakeError::Codec {
            path: PathBuf::from("take/main/app.mkv"),
            what: "Invalid data found".to_owned(),
        };
        let told = told.diagnostic();
        assert_eq!(told.code, "E0610");
        assert_eq!(
            told.message,
            "FFmpeg failed on take/main/app.mkv: Invalid data found"
        );
        assert_eq!(
            told.state.as_deref(),
            Some("scenes that were filmed whole are kept; nothing half-written is left")
        );
        assert_eq!(
            told.hint.as_deref(),
            Some("run 'demoreel doctor' to see whether FFmpeg and libx264 are as they should be")
        );
    }
}
