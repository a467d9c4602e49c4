//! Why a timeline could not be built. All of these mean that its inputs do not belong together.

use demoreel_primitives::codes::compose::{
    EFFECT_NOT_PREPARED, FILM_MISSING, NOTHING_LEFT, SCENE_NOT_IN_TAKE, STEP_NOT_IN_TAKE,
};
use demoreel_primitives::diagnostic::Diagnostic;
use demoreel_primitives::plan::{EffectId, StepId};
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
    /// Every scene was dropped or is for other outputs.
    #[error("nothing is left to show in '{0}': every scene was dropped or is for other outputs")]
    NothingLeft(String),
    /// Nobody spoke a sentence.
    #[error("the words of {0} have not been spoken")]
    NotSpoken(EffectId),
}

impl TimelineError {
    /// As data. Its place is where [`TimelineError::subject`] was written.
    pub fn diagnostic(&self) -> Diagnostic {
        let message = self.to_string();
        let prepare = "run `demoreel render`, which does every stage that is out of date";
        let film = "film it again with `demoreel record`";
        let (code, hint) = match self {
            TimelineError::NothingLeft(_) => (
                NOTHING_LEFT,
                "look at the scenes' `when` and at `end_scene: drop`; `demoreel record` says what was seen",
            ),
            TimelineError::SceneNotInTake(_) => (SCENE_NOT_IN_TAKE, film),
            TimelineError::StepNotInTake(_) => (STEP_NOT_IN_TAKE, film),
            TimelineError::FilmMissing { .. } => (FILM_MISSING, film),
            TimelineError::NotSighted(_) => (EFFECT_NOT_PREPARED, prepare),
            TimelineError::NotSpoken(_) => (EFFECT_NOT_PREPARED, prepare),
        };
        Diagnostic::error(code, message)
            .state("no reel was written")
            .hint(hint)
    }

    /// What it is about, by the name under which the plan's origins know it.
    pub fn subject(&self) -> String {
        match self {
            TimelineError::SceneNotInTake(scene) => format!("scene:{scene}"),
            TimelineError::FilmMissing { scene, .. } => format!("scene:{scene}"),
            TimelineError::NothingLeft(output) => format!("output:{output}"),
            TimelineError::StepNotInTake(step) => step.0.clone(),
            TimelineError::NotSighted(effect) | TimelineError::NotSpoken(effect) => {
                effect.0.clone()
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Everything that a reader is told.
    fn told(error: &TimelineError) -> String {
        let told = error.diagnostic();
        let parts = [Some(told.code), Some(told.message), told.state, told.hint];
        parts.into_iter().flatten().collect::<Vec<_>>().join(" | ")
    }

    #[test]
    fn inputs_that_do_not_belong_together_are_told() {
        assert_eq!(
            told(&TimelineError::SceneNotInTake("intro".to_owned())),
            "E0710 | the take has no scene 'intro' | no reel was written | film it again with \
             `demoreel record`"
        );
        assert_eq!(
            told(&TimelineError::StepNotInTake(StepId("intro/2".to_owned()))),
            "E0711 | the take does not say when step intro/2 ended | no reel was written | film it \
             again with `demoreel record`"
        );
        let missing = TimelineError::FilmMissing {
            scene: "intro".to_owned(),
            surface: "app".to_owned(),
        };
        assert_eq!(
            told(&missing),
            "E0712 | scene 'intro' has no film of the surface 'app' | no reel was written | film it \
             again with `demoreel record`"
        );
        assert_eq!(
            told(&TimelineError::NotSighted(EffectId("intro/1".to_owned()))),
            "E0713 | the target of intro/1 has not been looked for in the take | no reel was \
             written | run `demoreel render`, which does every stage that is out of date"
        );
    }
}
