//! Why a timeline could not be built. All of these mean that its inputs do not belong together.

use demoreel_primitives::codes::compose::{
    EFFECT_NOT_PREPARED, FILM_MISSING, SCENE_NOT_IN_TAKE, STEP_NOT_IN_TAKE,
};
use demoreel_primitives::diagnostic::Diagnostic;
use demoreel_primitives::plan::{EffectId, Origins, StepId};
use thiserror::Error;

/// What kept a timeline from being built.
#[derive(Debug, Error)]
pub enum TimelineError {
    /// The take lacks a scene of the plan.
    #[error("the take has no scene '{0}'")]
    SceneNotInTake(String),
    /// A step was not performed to its end.
    #[error("the take does not say when step {0} ended")]
    StepNotInTake(StepId),
    /// The scene's surface was not filmed, or its film has no picture.
    #[error("scene '{scene}' has no film of the surface '{surface}'")]
    FilmMissing {
        /// Which scene.
        scene: String,
        /// Which surface it should show.
        surface: String,
    },
    /// Nobody looked for a zoom's target.
    #[error("the target of {0} has not been looked for in the take")]
    NotSighted(EffectId),
    /// Nobody spoke a sentence.
    #[error("the words of {0} have not been spoken")]
    NotSpoken(EffectId),
}

impl TimelineError {
    /// As data, with the place in the script where there is one.
    pub fn diagnostic(&self, origins: &Origins) -> Diagnostic {
        let message = self.to_string();
        let record_again = "film it again with `demoreel record`";
        let render = "run `demoreel render`, which does every stage that is out of date";
        match self {
            TimelineError::SceneNotInTake(scene) => origins.locate(
                &format!("scene:{scene}"),
                Diagnostic::error(SCENE_NOT_IN_TAKE, message).hint(record_again),
            ),
            TimelineError::StepNotInTake(step) => origins.locate(
                &step.0,
                Diagnostic::error(STEP_NOT_IN_TAKE, message).hint(record_again),
            ),
            TimelineError::FilmMissing { scene, .. } => origins.locate(
                &format!("scene:{scene}"),
                Diagnostic::error(FILM_MISSING, message).hint(record_again),
            ),
            TimelineError::NotSighted(effect) | TimelineError::NotSpoken(effect) => origins.locate(
                &effect.0,
                Diagnostic::error(EFFECT_NOT_PREPARED, message).hint(render),
            ),
        }
        .state("nothing was written")
    }
}
