//! What can go wrong while look targets are found in a take.

use std::io;
use std::path::Path;

use demoreel_eyes::{Miss, RgbImage};
use demoreel_primitives::codes::{command, eyes, stage};
use demoreel_primitives::diagnostic::Diagnostic;
use demoreel_primitives::plan::{Effect, EffectId};
use demoreel_primitives::time::{Nanos, TakeTime};
use demoreel_take::TakeError;
use demoreel_terminal::cast::CastError;

/// Why there are no sightings.
#[derive(Debug, thiserror::Error)]
pub enum LocateError {
    /// The take cannot be read.
    #[error(transparent)]
    Take(#[from] TakeError),
    /// A terminal's recording in the take cannot be read.
    #[error("a terminal's recording in the take cannot be read: {0}")]
    Cast(#[from] CastError),
    /// The take holds nothing to look at for an effect.
    #[error("scene '{scene}' was filmed without surface '{surface}'")]
    NotFilmed {
        /// Whose target.
        effect: EffectId,
        /// The scene.
        scene: String,
        /// The surface.
        surface: String,
    },
    /// An effect speaks of something that no step found in this take.
    #[error("nothing was found in the take that is named '{name}'")]
    NoPlace {
        /// Whose target.
        effect: EffectId,
        /// The name.
        name: String,
    },
    /// Targets that are not there; one or more.
    #[error("{}", sentence(.0))]
    Unseen(Vec<Unseen>),
    /// The run was stopped.
    #[error("stopped while looking for targets in the take")]
    Cancelled,
}

/// A target that was not found in the take.
#[derive(Debug)]
pub struct Unseen {
    /// Whose.
    pub effect: EffectId,
    /// When it was first looked for.
    pub from: TakeTime,
    /// For how long.
    pub looked: Nanos,
    /// The last look, or the one that says most.
    pub miss: Miss,
    /// What that look saw, annotated; nothing for a terminal, whose text is in the miss's hint.
    pub picture: Option<RgbImage>,
}

impl LocateError {
    pub(super) fn no_place(effect: &Effect, name: String) -> LocateError {
        LocateError::NoPlace {
            effect: effect.id.clone(),
            name,
        }
    }

    /// As data: one for each target, with the effect that it belongs to, so that whoever has the
    /// plan can add the lines of the script.
    pub fn diagnostics(&self) -> Vec<(Option<EffectId>, Diagnostic)> {
        let message = || self.to_string();
        match self {
            LocateError::Take(error) => vec![(None, error.diagnostic())],
            LocateError::Cast(error) => vec![(None, error.diagnostic())],
            LocateError::NotFilmed { effect, .. } => {
                let diagnostic = Diagnostic::error(eyes::LOOK_BEFORE_FILM, message())
                    .hint("record the scene again");
                vec![(Some(effect.clone()), diagnostic)]
            }
            LocateError::NoPlace { effect, .. } => {
                let diagnostic = Diagnostic::error(stage::NO_PLACE_YET, message())
                    .hint("a step with `as` gives a name to what it finds; it must come before");
                vec![(Some(effect.clone()), diagnostic)]
            }
            LocateError::Unseen(all) => all
                .iter()
                .map(|one| (Some(one.effect.clone()), one.diagnostic()))
                .collect(),
            LocateError::Cancelled => {
                let diagnostic =
                    Diagnostic::error(command::CANCELLED, message()).state("the take is as it was");
                vec![(None, diagnostic)]
            }
        }
    }
}

impl Unseen {
    /// What happened, when in the take, and what to do.
    pub fn diagnostic(&self) -> Diagnostic {
        let mut diagnostic = self.miss.diagnostic();
        let (from, until) = (
            self.from.as_secs_f64(),
            (self.from + self.looked).as_secs_f64(),
        );
        diagnostic.message = format!(
            "{} (in the take, from {from:.2}s to {until:.2}s)",
            diagnostic.message
        );
        diagnostic
    }

    /// The annotated picture as a PNG file, which is complete or absent. Fails where there is none.
    pub fn write_png(&self, path: &Path) -> io::Result<()> {
        match &self.picture {
            Some(picture) => demoreel_eyes::write_png(picture, path),
            None => Err(io::Error::from(io::ErrorKind::NotFound)),
        }
    }
}

fn sentence(unseen: &[Unseen]) -> String {
    match unseen {
        [one] => one.miss.message.clone(),
        several => format!("{} look targets are not in the take", several.len()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_surface_that_was_not_filmed_is_told() {
        let error = LocateError::NotFilmed {
            effect: EffectId("main/1".to_owned()),
            scene: "main".to_owned(),
            surface: "app".to_owned(),
        };
        let told = error.diagnostics();
        let (effect, told) = &told[0];
        assert_eq!(effect.as_ref().map(|id| id.0.as_str()), Some("main/1"));
        assert_eq!(told.code, "E0510");
        assert_eq!(
            told.message,
            "scene 'main' was filmed without surface 'app'"
        );
        assert_eq!(told.hint.as_deref(), Some("record the scene again"));
    }
}
