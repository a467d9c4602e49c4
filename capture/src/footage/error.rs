//! What can be wrong with a recording of another program.

use std::io;
use std::path::{Path, PathBuf};

use demoreel_primitives::codes::{command, footage as codes};
use demoreel_primitives::diagnostic::Diagnostic;
use demoreel_take::TakeError;

use super::clip::Flaws;
use super::telemetry::Mended;

/// Why a recording could not be imported.
#[derive(Debug, thiserror::Error)]
pub enum FootageError {
    /// It is no film, or is cut where it must not be.
    #[error("`{}` cannot be read as a film: {what}", path.display())]
    Unreadable {
        /// Which.
        path: PathBuf,
        /// What FFmpeg says.
        what: String,
    },
    /// It has no film, or not one picture of it can be shown.
    #[error("`{}` has no picture", path.display())]
    NoPictures {
        /// Which.
        path: PathBuf,
    },
    /// Its brightness is coded for screens that go further.
    #[error("`{}` is a recording in high dynamic range", path.display())]
    HighDynamicRange {
        /// Which.
        path: PathBuf,
    },
    /// It is too small or too large.
    #[error("`{}` has pictures of {width}x{height}", path.display())]
    Size {
        /// Which.
        path: PathBuf,
        /// Pixels.
        width: u32,
        /// Pixels.
        height: u32,
    },
    /// The file of events cannot be read.
    #[error("`{}` cannot be read: {source}", path.display())]
    NoEvents {
        /// Which.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// A line of it is no event.
    #[error("`{}`, line {line}: {what}", path.display())]
    Event {
        /// Which.
        path: PathBuf,
        /// From 1.
        line: usize,
        /// What is wrong with it.
        what: String,
    },
    /// The take could not be written.
    #[error(transparent)]
    Take(#[from] TakeError),
    /// The run was stopped.
    #[error("the run was stopped")]
    Cancelled,
}

impl FootageError {
    pub(super) fn unreadable(path: &Path, error: ffmpeg_next::Error) -> FootageError {
        FootageError::Unreadable {
            path: path.to_owned(),
            what: error.to_string(),
        }
    }

    pub(super) fn no_pictures(path: &Path) -> FootageError {
        FootageError::NoPictures {
            path: path.to_owned(),
        }
    }

    /// For the report.
    pub fn diagnostic(&self) -> Diagnostic {
        let (code, hint) = match self {
            FootageError::Take(error) => return error.diagnostic(),
            FootageError::Cancelled => {
                let stopped = Diagnostic::error(command::CANCELLED, self.to_string());
                return stopped.state("nothing was imported");
            }
            FootageError::Unreadable { .. } => (
                codes::UNREADABLE,
                "play it to its end; a recording whose program was killed can often be mended with `ffmpeg -i BROKEN -c copy WHOLE.mkv`",
            ),
            FootageError::NoPictures { .. } => (
                codes::NO_PICTURES,
                "name a recording that has a film, not sound alone",
            ),
            FootageError::HighDynamicRange { .. } => (
                codes::HIGH_DYNAMIC_RANGE,
                "record in standard dynamic range, or convert it with a program that maps tones",
            ),
            FootageError::Size { .. } => (
                codes::SIZE,
                "each side has 16 pixels or more, and 8192 or less",
            ),
            FootageError::NoEvents { .. } | FootageError::Event { .. } => (
                codes::EVENTS_UNREADABLE,
                "each line is one JSON object with `t` in seconds; `demoreel import --help` shows them",
            ),
        };
        let error = Diagnostic::error(code, self.to_string());
        error.state("nothing was imported").hint(hint)
    }
}

/// What was left out of a film.
pub(super) fn flawed(path: &Path, flaws: Flaws) -> Option<Diagnostic> {
    let mut parts = Vec::new();
    if flaws.broken > 0 {
        parts.push(format!(
            "{} of its pictures cannot be decoded",
            flaws.broken
        ));
    }
    if flaws.misplaced > 0 {
        parts.push(format!("{} have no time of their own", flaws.misplaced));
    }
    if flaws.cut_short {
        parts.push("the file ends too early".to_owned());
    }
    (!parts.is_empty()).then(|| {
        let message = format!("`{}` is damaged: {}", path.display(), parts.join(", "));
        let warning = Diagnostic::warning(codes::FLAWED, message);
        warning.hint("the picture before is shown where one is missing")
    })
}

/// What was changed in a file of events.
pub(super) fn mended(path: &Path, mended: Mended) -> Option<Diagnostic> {
    let mut parts = Vec::new();
    if mended.backwards > 0 {
        let count = mended.backwards;
        parts.push(format!("{count} go back in time and were put in order"));
    }
    if mended.outside > 0 {
        let count = mended.outside;
        parts.push(format!(
            "{count} are before or after the film and were left out"
        ));
    }
    (!parts.is_empty()).then(|| {
        let message = format!("of the events of `{}` {}", path.display(), parts.join(", "));
        let warning = Diagnostic::warning(codes::EVENTS_FLAWED, message);
        warning.hint("`t` counts seconds from the film's first picture")
    })
}
