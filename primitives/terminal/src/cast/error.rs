//! What can be wrong with a recording, with the line it is in.

use std::io;

use demoreel_primitives::codes::{Code, take as codes};
use demoreel_primitives::diagnostic::Diagnostic;
use demoreel_primitives::time::Nanos;

/// A failure of reading or writing a recording. Lines count from 1.
#[derive(Debug, thiserror::Error)]
pub enum CastError {
    /// The file cannot be read or written.
    #[error("the recording could not be read or written: {0}")]
    Io(#[from] io::Error),
    /// There is nothing in it.
    #[error("the recording is empty")]
    Empty,
    /// Its format is not ours.
    #[error("line {line}: the recording is asciicast version {found}, and only 2 and 3 are known")]
    Version {
        /// The header's line.
        line: u64,
        /// What it says, as it stands.
        found: String,
    },
    /// The header is JSON, but says something that cannot be.
    #[error("line {line}: the header is not one of an asciicast: {what}")]
    Header {
        /// The header's line.
        line: u64,
        /// What does not fit.
        what: String,
    },
    /// The file ends in the middle of its last line.
    #[error("line {line}: the recording is cut short in the middle of this line")]
    Truncated {
        /// The last line.
        line: u64,
    },
    /// A line is not JSON.
    #[error("line {line}: this is not JSON: {what}")]
    Json {
        /// The line.
        line: u64,
        /// What the parser says.
        what: String,
    },
    /// A line is not UTF-8.
    #[error("line {line}: this is not UTF-8 text")]
    NotText {
        /// The line.
        line: u64,
    },
    /// A line is larger than any event.
    #[error("line {line}: this line is longer than {limit} MiB")]
    LongLine {
        /// The line.
        line: u64,
        /// What is allowed.
        limit: u64,
    },
    /// A line is JSON, but no event.
    #[error("line {line}: this is not an event: {what}")]
    Event {
        /// The line.
        line: u64,
        /// What does not fit.
        what: String,
    },
    /// An event happens before the one in front of it.
    #[error("line {line}: time goes back from {before} to {at}")]
    Backwards {
        /// The line.
        line: u64,
        /// When the event in front of it happened.
        before: Nanos,
        /// When this one does.
        at: Nanos,
    },
}

impl CastError {
    /// For the one report that the command makes.
    pub fn diagnostic(&self) -> Diagnostic {
        let report = Diagnostic::error(self.code(), self.to_string());
        match self {
            CastError::Io(_) => report.hint("look at the file's path and permissions"),
            CastError::Version { .. } => {
                report.hint("convert the recording with `asciinema convert` to version 3")
            }
            CastError::Truncated { line } => report
                .state(format!("the {} lines before it are whole", line - 1))
                .hint("delete the last line, or record again"),
            CastError::Backwards { .. } => report.hint("sort the events by time, or record again"),
            _ => report.hint("mend the line, or record again"),
        }
    }

    /// The diagnostic's code.
    pub fn code(&self) -> Code {
        match self {
            CastError::Io(_) => codes::CAST_UNREADABLE,
            CastError::Version { .. } => codes::CAST_VERSION,
            _ => codes::CAST_DAMAGED,
        }
    }
}
