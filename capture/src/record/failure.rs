//! Why a recording ended early, where in the script, and what is kept.

use demoreel_primitives::codes::{command, stage as codes};
use demoreel_primitives::diagnostic::Diagnostic;
use demoreel_primitives::plan::ActStep;
use demoreel_take::TakeError;

use crate::error::StageError;
use crate::perform::StepFailure;
use crate::recorder::RecorderError;
use crate::stage::SetupFailure;
use crate::surface::SurfaceError;

/// A recording that ended early.
#[derive(Debug, thiserror::Error)]
#[error("{reason}")]
pub struct RecordError {
    reason: Box<Reason>,
    place: Option<String>,
    kept: Option<Vec<String>>,
}

/// The failure itself.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Reason {
    #[error(transparent)]
    Step(#[from] StepFailure),
    #[error(transparent)]
    Stage(#[from] StageError),
    #[error(transparent)]
    Recorder(#[from] RecorderError),
    #[error(transparent)]
    Take(#[from] TakeError),
    #[error("there is no scene '{scene}'")]
    NoScene { scene: String, scenes: String },
}

impl RecordError {
    /// Of something that the script has a place for.
    pub(crate) fn at(place: String, reason: impl Into<Reason>) -> RecordError {
        RecordError {
            place: Some(place),
            ..RecordError::from(reason.into())
        }
    }

    /// A step that speaks of a surface which the act does not have: a broken plan.
    pub(super) fn no_surface(step: &ActStep) -> RecordError {
        let what = format!("there is no surface '{}'", step.surface);
        RecordError::at(step.id.0.clone(), StageError::Hands(what))
    }

    /// Says which scenes are whole all the same.
    pub(super) fn keeping(self, kept: &[String]) -> RecordError {
        RecordError {
            kept: Some(kept.to_vec()),
            ..self
        }
    }

    /// What of the script it belongs to: a step's id, or `surface:NAME`, `service:NAME` or
    /// `requires:PROGRAM`, as in the plan's origins.
    pub fn place(&self) -> Option<&str> {
        self.place.as_deref()
    }

    /// Whether somebody stopped it.
    pub fn is_cancelled(&self) -> bool {
        self.diagnostic().code == command::CANCELLED.id
    }

    /// What happened, what is kept, what to do next.
    pub fn diagnostic(&self) -> Diagnostic {
        let mut diagnostic = match self.reason.as_ref() {
            Reason::Step(failure) => failure.diagnostic(),
            Reason::Stage(error) => error.diagnostic(),
            Reason::Recorder(error) => error.diagnostic(),
            Reason::Take(error) => error.diagnostic(),
            Reason::NoScene { scenes, .. } => {
                Diagnostic::error(codes::NO_SUCH_SCENE, self.to_string())
                    .hint(format!("The scenes are {scenes}."))
            }
        };
        if let Some(kept) = &self.kept {
            let kept = kept_in_words(kept);
            diagnostic.state = Some(match diagnostic.state.take() {
                Some(state) => format!("{state}; {kept}"),
                None => kept,
            });
        }
        diagnostic
    }
}

impl<R: Into<Reason>> From<R> for RecordError {
    fn from(reason: R) -> RecordError {
        RecordError {
            reason: Box::new(reason.into()),
            place: None,
            kept: None,
        }
    }
}

impl From<SurfaceError> for Reason {
    fn from(error: SurfaceError) -> Reason {
        match error {
            SurfaceError::Stage(error) => Reason::Stage(error),
            SurfaceError::Recorder(error) => Reason::Recorder(error),
        }
    }
}

impl From<SetupFailure> for RecordError {
    fn from(failure: SetupFailure) -> RecordError {
        RecordError {
            reason: Box::new(failure.error.into()),
            place: failure.place,
            kept: None,
        }
    }
}

fn kept_in_words(kept: &[String]) -> String {
    let names: Vec<String> = kept.iter().map(|name| format!("'{name}'")).collect();
    match names.as_slice() {
        [] => "no scene is in the take".to_owned(),
        [one] => format!("the scene {one} is whole and is kept"),
        [many @ .., last] => {
            format!(
                "the scenes {} and {last} are whole and are kept",
                many.join(", ")
            )
        }
    }
}
