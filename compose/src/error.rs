//! What can go wrong between a timeline and a reel.

use std::io;
use std::path::PathBuf;

use demoreel_encode::EncodeError;
use demoreel_paint::PaintError;
use demoreel_primitives::codes::compose as codes;
use demoreel_primitives::diagnostic::Diagnostic;
use demoreel_take::TakeError;
use demoreel_terminal::cast::CastError;

/// Why a reel or a still could not be made.
#[derive(Debug, thiserror::Error)]
pub enum ComposeError {
    /// The take cannot be read.
    #[error(transparent)]
    Take(#[from] TakeError),
    /// A frame cannot be painted.
    #[error(transparent)]
    Paint(#[from] PaintError),
    /// A chunk or the reel cannot be written.
    #[error(transparent)]
    Encode(#[from] EncodeError),
    /// A terminal's recording cannot be read.
    #[error("`{}` cannot be played: {source}", path.display())]
    Cast {
        /// Which.
        path: PathBuf,
        /// Why.
        source: CastError,
    },
    /// A folder or file cannot be written.
    #[error("`{}` cannot be written: {source}", path.display())]
    Write {
        /// Which.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// There is no such frame.
    #[error("frame {frame} was asked for, and the reel has {frames}")]
    NoFrame {
        /// The frame that was asked for, from 0.
        frame: u64,
        /// How many there are.
        frames: u64,
    },
    /// A worker ended in a way that should not happen.
    #[error("a worker stopped unexpectedly")]
    Worker,
    /// The run was stopped.
    #[error("the run was stopped")]
    Cancelled,
}

impl ComposeError {
    /// For the report.
    pub fn diagnostic(&self) -> Diagnostic {
        match self {
            ComposeError::Take(error) => error.diagnostic(),
            ComposeError::Encode(error) => error.diagnostic(),
            ComposeError::Paint(error) => painting(error),
            ComposeError::Cast { source, .. } => {
                let report = source.diagnostic();
                Diagnostic {
                    message: self.to_string(),
                    ..report
                }
                .hint("record the scene again")
            }
            ComposeError::Write { .. } => {
                Diagnostic::error(codes::CANNOT_WRITE_REEL, self.to_string())
                    .state("no unfinished file was left behind")
                    .hint("choose a folder that you may write to with `-o`")
            }
            ComposeError::NoFrame { .. } => {
                Diagnostic::error(codes::FRAME_NOT_IN_REEL, self.to_string())
                    .hint("ask for an earlier moment")
            }
            ComposeError::Worker => Diagnostic::error(codes::ENCODER_FAILED, self.to_string())
                .state("finished chunks are kept, and no reel was written"),
            ComposeError::Cancelled => EncodeError::Cancelled.diagnostic(),
        }
    }

    /// Whether the run was stopped rather than failed.
    pub fn is_cancelled(&self) -> bool {
        matches!(
            self,
            ComposeError::Cancelled | ComposeError::Encode(EncodeError::Cancelled)
        )
    }
}

fn painting(error: &PaintError) -> Diagnostic {
    match error {
        PaintError::Film { source, .. } => {
            Diagnostic::error(codes::PICTURE_UNREADABLE, format!("{error}: {source}"))
                .state("finished chunks are kept, and no reel was written")
                .hint("record the scene again")
        }
        PaintError::NoFilm { .. } => {
            Diagnostic::error(codes::FILM_MISSING, error.to_string()).hint("record the scene again")
        }
        PaintError::Asset { .. } => Diagnostic::error(codes::ASSET_BROKEN, error.to_string()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Everything that a reader is told.
    fn told(error: PaintError) -> String {
        let told = ComposeError::Paint(error).diagnostic();
        let parts = [Some(told.code), Some(told.message), told.state, told.hint];
        parts.into_iter().flatten().collect::<Vec<_>>().join(" | ")
    }

    #[test]
    fn what_cannot_be_painted_is_told() {
        let film = PaintError::Film {
            surface: "app".to_owned(),
            picture: 7,
            source: "the packet is broken".into(),
        };
        assert_eq!(
            told(film),
            "E0720 | picture 7 of the film of `app` cannot be read: the packet is broken | finished \
             chunks are kept, and no reel was written | record the scene again"
        );
        let what = "the cursor `arrow`".to_owned();
        assert_eq!(
            told(PaintError::Asset { what }),
            "E0723 | the cursor `arrow` cannot be drawn"
        );
    }
}
