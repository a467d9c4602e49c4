//! Why words could not be spoken.

use std::io;
use std::path::PathBuf;

use demoreel_primitives::codes::command::CANCELLED;
use demoreel_primitives::codes::voice::{
    NOTHING_TO_SAY, VOICE_ANSWER_WRONG, VOICE_CACHE, VOICE_FAILED, VOICE_MISSING, VOICE_UNKNOWN,
};
use demoreel_primitives::diagnostic::Diagnostic;
use demoreel_primitives::plan::EffectId;
use thiserror::Error;

/// What kept words from being spoken.
#[derive(Debug, Error)]
pub enum VoiceError {
    /// A voice's program is not installed.
    #[error("the program '{0}', which speaks for `voice: local`, is not installed")]
    Missing(String),
    /// The program does not know the voice.
    #[error("{program} has no voice '{voice}'")]
    Unknown {
        /// Which program.
        program: String,
        /// The voice that was asked for.
        voice: String,
        /// The voices that it has.
        known: Vec<String>,
    },
    /// The program could not be run, or ended with an error.
    #[error("the program '{program}' failed: {why}")]
    Failed {
        /// Which program.
        program: String,
        /// Its status and what it complained of.
        why: String,
    },
    /// The program's answer makes no sense.
    #[error("the program '{program}' gave no speech that can be used: {why}")]
    Answer {
        /// Which program.
        program: String,
        /// What is wrong with it.
        why: String,
    },
    /// A file of the cache.
    #[error("cannot {what} {}: {error}", path.display())]
    Cache {
        /// Such as `write`.
        what: &'static str,
        /// Which file.
        path: PathBuf,
        /// What the system says.
        error: io::Error,
    },
    /// Words without a letter or a digit.
    #[error("there is nothing in '{text}' that a voice could say")]
    NothingToSay {
        /// The words.
        text: String,
    },
    /// Any of the others, while one sentence was spoken.
    #[error("{error}")]
    Saying {
        /// Which `say`.
        effect: EffectId,
        /// What went wrong.
        error: Box<VoiceError>,
    },
    /// The user stopped it.
    #[error("the voice was stopped")]
    Cancelled,
}

impl VoiceError {
    /// As data. Its place is where [`VoiceError::subject`] was written.
    pub fn diagnostic(&self) -> Diagnostic {
        let kept = "what was spoken before is kept";
        let message = self.to_string();
        match self {
            VoiceError::Missing(program) => {
                Diagnostic::error(VOICE_MISSING, message).hint(format!(
                    "install the Debian package `{program}`, or write `voice: silent` for a reel \
                 without a voice"
                ))
            }
            VoiceError::Unknown { known, .. } => Diagnostic::error(VOICE_UNKNOWN, message)
                .hint(format!("take one of {}", known.join(", "))),
            VoiceError::Failed { .. } => Diagnostic::error(VOICE_FAILED, message)
                .hint("`demoreel doctor` tries the voice by itself"),
            VoiceError::Answer { .. } => Diagnostic::error(VOICE_ANSWER_WRONG, message)
                .hint("`demoreel doctor` tries the voice by itself"),
            VoiceError::Cache { .. } => Diagnostic::error(VOICE_CACHE, message)
                .hint("free some space or name another cache folder, then run it again"),
            VoiceError::NothingToSay { .. } => Diagnostic::error(NOTHING_TO_SAY, message)
                .hint("write words, or show it with a `caption` step instead"),
            VoiceError::Saying { error, .. } => return error.diagnostic(),
            VoiceError::Cancelled => Diagnostic::error(CANCELLED, message),
        }
        .state(kept)
    }

    /// The `say` that it is about, where it is about one.
    pub fn subject(&self) -> Option<&EffectId> {
        match self {
            VoiceError::Saying { effect, .. } => Some(effect),
            _ => None,
        }
    }
}
