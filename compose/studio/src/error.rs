//! Why words could not be spoken.

use demoreel_primitives::codes::Code;
use demoreel_primitives::codes::command::CANCELLED;
use demoreel_primitives::codes::voice as codes;
use demoreel_primitives::diagnostic::Diagnostic;
use demoreel_primitives::plan::EffectId;
use demoreel_store::StoreError;
use thiserror::Error;

/// What kept words from being spoken.
#[derive(Debug, Error)]
pub enum VoiceError {
    /// A voice's program is not installed.
    #[error("the program '{0}', which speaks for this voice, is not installed")]
    Missing(String),
    /// A program or service does not know the voice or model.
    #[error("{program} has no {what} '{wanted}'")]
    Unknown {
        /// Which program or service.
        program: String,
        /// `voice` or `model`.
        what: &'static str,
        /// What was asked for.
        wanted: String,
        /// What it has.
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
    /// The answer of a program or service makes no sense.
    #[error("{program} gave no speech that can be used: {why}")]
    Answer {
        /// Which program or service.
        program: String,
        /// What is wrong with it.
        why: String,
        /// Under which name the answer is kept, where it was paid for.
        key: Option<String>,
    },
    /// A file of the store.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// Words without a letter or a digit.
    #[error("there is nothing in '{text}' that a voice could say")]
    NothingToSay {
        /// The words.
        text: String,
    },
    /// A paid voice has no key.
    #[error("the variable {env}, which holds the key of {service}, is not set")]
    KeyMissing {
        /// Whose key.
        service: &'static str,
        /// The variable.
        env: String,
    },
    /// A service said no.
    #[error("{service} refuses: {message}")]
    Refused {
        /// Which service.
        service: &'static str,
        /// What kind of refusal it is.
        kind: Refusal,
        /// What it says, the field in question included.
        message: String,
    },
    /// A service cannot be reached, or cannot prove who it is.
    #[error("{service} cannot be reached: {why}")]
    Unreachable {
        /// Which service.
        service: &'static str,
        /// What the network says.
        why: String,
    },
    /// A paid call was made and its answer did not come whole.
    #[error("the answer to a paid call was lost on the way: {why}")]
    Lost {
        /// How.
        why: String,
        /// The provider's name for the call.
        request: Option<String>,
        /// What was to be bought.
        key: String,
    },
    /// An earlier paid call never brought its answer.
    #[error("an earlier run asked for these words and never got the answer")]
    Unsettled {
        /// The provider's name for the call.
        request: Option<String>,
        /// What was to be bought.
        key: String,
    },
    /// The budget is too small.
    #[error("speaking this takes about {needs:.0} credits, and the budget is {budget:.0}")]
    OverBudget {
        /// What it takes.
        needs: f64,
        /// What may be spent.
        budget: f64,
    },
    /// A voice does not speak a language.
    #[error("{voice} does not speak the language '{language}'")]
    Language {
        /// Who does not.
        voice: String,
        /// The language of the words.
        language: String,
    },
    /// A scene's recording is missing or unreadable.
    #[error("the recording of scene '{scene}' cannot be used: {why}")]
    Recording {
        /// Which scene.
        scene: String,
        /// Why.
        why: String,
    },
    /// A file of music is missing or no sound, or a sound of ours cannot be written.
    #[error("the sound {file} cannot be used: {why}")]
    Sound {
        /// Which file.
        file: String,
        /// Why.
        why: String,
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

/// The kinds of refusal, by what can be done about them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// The key is wrong, or may not do this.
    Key,
    /// Too few credits, or the plan does not allow it.
    Credits,
    /// Something is wrong with what was asked.
    Request,
    /// The service is overloaded or broken.
    Busy,
}

impl VoiceError {
    /// As data. Its place is where [`VoiceError::subject`] was written.
    pub fn diagnostic(&self) -> Diagnostic {
        if let VoiceError::Saying { error, .. } = self {
            return error.diagnostic();
        }
        let told = Diagnostic::error(self.code(), self.to_string());
        let told = told.state("what was spoken before is kept");
        match self.hint() {
            Some(hint) => told.hint(hint),
            None => told,
        }
    }

    /// The `say` that it is about, where it is about one.
    pub fn subject(&self) -> Option<&EffectId> {
        match self {
            VoiceError::Saying { effect, .. } => Some(effect),
            _ => None,
        }
    }

    /// The same, about a `say`.
    pub(crate) fn of(self, effect: &EffectId) -> VoiceError {
        match self {
            VoiceError::Cancelled | VoiceError::Saying { .. } => self,
            error => VoiceError::Saying {
                effect: effect.clone(),
                error: Box::new(error),
            },
        }
    }

    fn code(&self) -> Code {
        match self {
            VoiceError::Missing(_) => codes::VOICE_MISSING,
            VoiceError::Unknown { .. } => codes::VOICE_UNKNOWN,
            VoiceError::Failed { .. } => codes::VOICE_FAILED,
            VoiceError::Answer { .. } => codes::VOICE_ANSWER_WRONG,
            VoiceError::Store(_) => codes::VOICE_CACHE,
            VoiceError::NothingToSay { .. } => codes::NOTHING_TO_SAY,
            VoiceError::KeyMissing { .. } => codes::VOICE_KEY_MISSING,
            VoiceError::Refused { kind, .. } => match kind {
                Refusal::Key => codes::VOICE_KEY_REFUSED,
                Refusal::Credits => codes::VOICE_NO_CREDITS,
                Refusal::Request => codes::VOICE_REQUEST_REFUSED,
                Refusal::Busy => codes::VOICE_SERVICE_BUSY,
            },
            VoiceError::Unreachable { .. } => codes::VOICE_SERVICE_UNREACHABLE,
            VoiceError::Lost { .. } | VoiceError::Unsettled { .. } => codes::VOICE_CALL_UNSETTLED,
            VoiceError::OverBudget { .. } => codes::VOICE_OVER_BUDGET,
            VoiceError::Language { .. } => codes::VOICE_LANGUAGE,
            VoiceError::Recording { .. } => codes::VOICE_RECORDING_MISSING,
            VoiceError::Sound { .. } => codes::SOUND_UNUSABLE,
            VoiceError::Saying { error, .. } => error.code(),
            VoiceError::Cancelled => CANCELLED,
        }
    }

    fn hint(&self) -> Option<String> {
        Some(match self {
            VoiceError::Missing(program) => format!(
                "install the Debian package `{program}`, or write `voice: silent` for a reel \
                 without a voice"
            ),
            VoiceError::Unknown { known, .. } if known.is_empty() => {
                "give its id instead of its name".to_owned()
            }
            VoiceError::Unknown { known, .. } => format!("take one of {}", known.join(", ")),
            VoiceError::Answer { key: Some(key), .. } => {
                format!(
                    "the answer is kept; `demoreel cache rm {key}` forgets it, and it is bought anew"
                )
            }
            VoiceError::Failed { .. } | VoiceError::Answer { .. } => {
                "`demoreel doctor` tries the voice by itself".to_owned()
            }
            VoiceError::Store(error) => return error.diagnostic().hint,
            VoiceError::NothingToSay { .. } => {
                "write words, or show it with a `caption` step instead".to_owned()
            }
            VoiceError::KeyMissing { env, .. } => {
                format!("set it: {env}=... demoreel render ..., or take `voice: local`")
            }
            VoiceError::Refused { kind, .. } => match kind {
                Refusal::Key => "look at the key and at what it may do in your account".to_owned(),
                Refusal::Credits => "buy credits, or take `voice: local` meanwhile".to_owned(),
                Refusal::Request => "change what the message names under `voice`".to_owned(),
                Refusal::Busy => "run it again in a while".to_owned(),
            },
            VoiceError::Unreachable { .. } => {
                "look at the network and at `base_url`; what is spoken already needs neither"
                    .to_owned()
            }
            VoiceError::Lost { request, key, .. } | VoiceError::Unsettled { request, key } => {
                let call = request.as_deref().unwrap_or("without a name");
                format!(
                    "it may have been paid (call {call}, entry {}): look it up in your account's \
                     history, then run again with --pay-again",
                    &key[..12]
                )
            }
            VoiceError::OverBudget { .. } => "give a larger --budget, or say less".to_owned(),
            VoiceError::Language { .. } => {
                "take a voice that does, such as `voice: espeak`".to_owned()
            }
            VoiceError::Recording { .. } => {
                "name a recording after each scene that speaks: intro.wav for `scene: intro`"
                    .to_owned()
            }
            VoiceError::Sound { .. } => {
                "name a sound file that ffmpeg reads, or write `music: false`".to_owned()
            }
            VoiceError::Saying { error, .. } => return error.hint(),
            VoiceError::Cancelled => return None,
        })
    }
}
