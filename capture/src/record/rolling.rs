//! The recordings of one scene: begun together, ended together.

use demoreel_primitives::plan::ActScene;
use demoreel_take::SceneWriter;

use super::darkroom::Spool;
use super::failure::Reason;
use crate::clock::SceneClock;
use crate::stage::{OnStage, Stage};

/// The surfaces that a scene films.
pub(super) fn filmed_surfaces<'a>(
    stage: &'a Stage,
    scene: &'a ActScene,
) -> impl Iterator<Item = &'a OnStage> {
    let is_filmed = |name: &str| scene.surfaces.iter().any(|filmed| filmed == name);
    stage
        .surfaces()
        .iter()
        .filter(move |surface| is_filmed(surface.name()))
}

/// Begins all recordings.
pub(super) fn roll(
    stage: &Stage,
    scene: &ActScene,
    writer: &SceneWriter,
    clock: &SceneClock,
) -> Result<(), Reason> {
    for surface in filmed_surfaces(stage, scene) {
        if let Some(recorder) = surface.recorder() {
            recorder.roll(&writer.spool_path(surface.name()), clock.clone())?;
        }
        if let OnStage::Terminal(surface) = surface {
            surface.roll(&writer.cast_path(surface.name()), clock.clone())?;
        }
    }
    Ok(())
}

/// Ends all recordings, also where one of them fails.
pub(super) fn cut(
    stage: &Stage,
    scene: &ActScene,
    writer: &mut SceneWriter,
) -> Result<Vec<Spool>, Reason> {
    let cuts: Vec<_> = filmed_surfaces(stage, scene)
        .map(|surface| cut_one(surface, writer))
        .collect();
    let cuts: Result<Vec<_>, Reason> = cuts.into_iter().collect();
    Ok(cuts?.into_iter().flatten().collect())
}

fn cut_one(surface: &OnStage, writer: &mut SceneWriter) -> Result<Option<Spool>, Reason> {
    if let OnStage::Terminal(surface) = surface {
        surface.cut()?;
        writer.add_cast(surface.name(), surface.size(), *surface.grid())?;
    }
    let Some(recorder) = surface.recorder() else {
        return Ok(None);
    };
    let spooled = recorder.cut()?;
    let surface = surface.facts();
    Ok(Some(Spool { surface, spooled }))
}
