//! What can go wrong while a display is filmed.

use std::sync::Arc;

use demoreel_primitives::codes::take as codes;
use demoreel_primitives::diagnostic::Diagnostic;
use demoreel_take::TakeError;

/// A failure of the recorder.
#[derive(Clone, Debug, thiserror::Error)]
pub enum RecorderError {
    /// The display cannot be filmed at all.
    #[error("display {display} cannot be filmed: {what}")]
    Display {
        /// Such as `:7`.
        display: String,
        /// What it lacks.
        what: String,
    },
    /// The display went away.
    #[error("the display went away while it was being filmed: {what}")]
    Lost {
        /// What the connection said.
        what: String,
    },
    /// There is nothing to cut.
    #[error("the recorder was asked to cut while it was not rolling")]
    NotRolling,
    /// The spool could not be written.
    #[error(transparent)]
    Take(Arc<TakeError>),
}

impl RecorderError {
    pub(crate) fn display(display: &str, what: impl Into<String>) -> RecorderError {
        RecorderError::Display {
            display: display.to_owned(),
            what: what.into(),
        }
    }

    pub(super) fn lost(what: impl std::fmt::Display) -> RecorderError {
        RecorderError::Lost {
            what: what.to_string(),
        }
    }

    /// The failure as data for the command to print.
    pub fn diagnostic(&self) -> Diagnostic {
        let kept = "scenes that were filmed whole are kept; nothing half-written is left";
        let (code, hint) = match self {
            RecorderError::Take(error) => return error.diagnostic(),
            RecorderError::Display { .. } => (
                codes::RECORDER_DISPLAY,
                "run 'demoreel doctor'; the display needs MIT-SHM and DAMAGE and 24-bit colour",
            ),
            RecorderError::Lost { .. } => (
                codes::RECORDER_LOST,
                "run the command again; if it happens again, look at the log of Xvfb",
            ),
            RecorderError::NotRolling => (
                codes::RECORDER_NOT_ROLLING,
                "this is a mistake in demoreel itself; please report it",
            ),
        };
        Diagnostic::error(code, self.to_string())
            .state(kept)
            .hint(hint)
    }
}

impl From<TakeError> for RecorderError {
    fn from(error: TakeError) -> RecorderError {
        RecorderError::Take(Arc::new(error))
    }
}
