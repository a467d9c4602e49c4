//! What can go wrong between pictures and a finished file.

use std::io;
use std::path::{Path, PathBuf};

use demoreel_primitives::codes::{command, compose as codes};
use demoreel_primitives::diagnostic::Diagnostic;

/// Why a chunk or a reel could not be made.
#[derive(Debug, thiserror::Error)]
pub enum EncodeError {
    /// A file or folder cannot be written.
    #[error("`{}` cannot be written", path.display())]
    Write {
        /// Which.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// A file cannot be read.
    #[error("`{}` cannot be read", path.display())]
    Read {
        /// Which.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// This build of FFmpeg lacks an encoder.
    #[error("FFmpeg's libraries on this machine have no encoder `{name}`")]
    NoEncoder {
        /// Its name in FFmpeg.
        name: &'static str,
    },
    /// An encoder refused.
    #[error("the encoder failed")]
    Encoder {
        /// What it said.
        source: ffmpeg_next::Error,
    },
    /// The encoder wrote a stream of another kind than its settings ask for.
    #[error("the encoder wrote an unexpected stream: {0}")]
    Stream(&'static str),
    /// A chunk is not what its name says.
    #[error("the chunk `{}` is damaged: {what}", path.display())]
    Damaged {
        /// Which.
        path: PathBuf,
        /// What is wrong with it.
        what: String,
    },
    /// The run was stopped.
    #[error("the run was stopped")]
    Cancelled,
}

impl EncodeError {
    pub(crate) fn encoder(source: ffmpeg_next::Error) -> EncodeError {
        EncodeError::Encoder { source }
    }

    pub(crate) fn writing(path: &Path, source: io::Error) -> EncodeError {
        EncodeError::Write {
            path: path.to_owned(),
            source,
        }
    }

    /// An error of a muxer that writes to `path`.
    pub(crate) fn muxer(path: &Path, source: ffmpeg_next::Error) -> EncodeError {
        let source = match source {
            ffmpeg_next::Error::Other { errno } => io::Error::from_raw_os_error(errno),
            other => io::Error::other(other),
        };
        EncodeError::writing(path, source)
    }

    /// For the report.
    pub fn diagnostic(&self) -> Diagnostic {
        match self {
            EncodeError::Write { path, source } => cannot_write(path, source),
            EncodeError::Read { source, .. } => {
                Diagnostic::error(codes::CANNOT_READ_CHUNK, format!("{self}: {source}"))
                    .state("no reel was written")
                    .hint("run the same command again; the missing chunk is rendered anew")
            }
            EncodeError::NoEncoder { .. } => {
                Diagnostic::error(codes::ENCODER_MISSING, self.to_string())
                    .state("nothing was rendered")
                    .hint(
                        "install a build of FFmpeg with libx264, such as Debian's libavcodec-extra",
                    )
            }
            EncodeError::Encoder { source } => {
                Diagnostic::error(codes::ENCODER_FAILED, format!("{self}: {source}"))
                    .state("no reel was written; finished chunks are kept")
                    .hint(
                        "run it with `--workers 1`; `demoreel doctor` says whether FFmpeg is whole",
                    )
            }
            EncodeError::Stream(_) => Diagnostic::error(codes::ENCODER_FAILED, self.to_string())
                .state("no reel was written; finished chunks are kept")
                .hint("take `timing: every_frame`, or another build of FFmpeg and x264"),
            EncodeError::Damaged { .. } => {
                Diagnostic::error(codes::CHUNK_DAMAGED, self.to_string())
                    .state("the chunk was removed and no reel was written")
                    .hint("run the same command again; the chunk is rendered anew")
            }
            EncodeError::Cancelled => Diagnostic::error(command::CANCELLED, self.to_string())
                .state("finished chunks are kept, and no reel was written")
                .hint("run the same command again to go on"),
        }
    }
}

fn cannot_write(path: &Path, source: &io::Error) -> Diagnostic {
    let full = matches!(
        source.kind(),
        io::ErrorKind::StorageFull | io::ErrorKind::FileTooLarge | io::ErrorKind::QuotaExceeded
    );
    let message = format!("`{}` cannot be written: {source}", path.display());
    let hint = if full {
        "free some space, then run the same command again; finished chunks are not rendered again"
    } else {
        "choose a folder that you may write to with `-o`"
    };
    Diagnostic::error(codes::CANNOT_WRITE_REEL, message)
        .state("no unfinished file was left behind")
        .hint(hint)
}
