//! Which scenes are filmed, which are only played on the way, which are left alone.

use std::ops::Range;

use demoreel_primitives::plan::Act;
use demoreel_take::{Take, TakeWriter};

use super::RecordError;
use super::failure::Reason;
use crate::job::{RecordJob, TakeSummary};

/// The scenes of an act, decided on. A scene hash covers all scenes before it, so that everything
/// after the first stale scene is stale too.
#[derive(Debug)]
pub struct Schedule<'a> {
    act: &'a Act,
    filmed: Range<usize>,
    kept: Vec<usize>,
}

impl<'a> Schedule<'a> {
    /// Decides, by what the take has.
    pub fn of(act: &'a Act, job: &RecordJob<'_>) -> Result<Schedule<'a>, RecordError> {
        let take = Take::open(&job.take).ok();
        // A scene that was damaged since is read to see it, or it would never be filmed again.
        let is_current = |scene: usize| {
            let name = &act.scenes[scene].name;
            let hash = act.scene_hash(scene);
            take.as_ref()
                .is_some_and(|take| take.is_current(name, &hash) && take.scene(name).is_ok())
        };
        let all = 0..act.scenes.len();
        let first = match &job.from {
            Some(name) => Some(named(act, name)?),
            None if job.fresh => Some(0),
            None => all.clone().find(|scene| !is_current(*scene)),
        };
        let first = first.unwrap_or(all.end);
        Ok(Schedule {
            act,
            filmed: first..all.end,
            kept: (0..first).filter(|scene| is_current(*scene)).collect(),
        })
    }

    /// Whether there is nothing to film.
    pub fn is_empty(&self) -> bool {
        self.filmed.is_empty()
    }

    /// Every scene that is played, in order, and whether it is filmed.
    pub fn scenes(&self) -> impl Iterator<Item = (usize, bool)> {
        (0..self.filmed.end).map(|scene| (scene, self.filmed.contains(&scene)))
    }

    /// How many steps are performed.
    pub fn steps(&self) -> u64 {
        self.act
            .scenes
            .iter()
            .map(|scene| scene.steps.len() as u64)
            .sum()
    }

    /// What is the case before anything was filmed.
    pub fn summary(&self) -> TakeSummary {
        let name = |scene: &usize| self.act.scenes[*scene].name.clone();
        TakeSummary {
            kept: self.kept.iter().map(name).collect(),
            ..TakeSummary::default()
        }
    }

    /// The scenes of this act that the take has now.
    pub fn kept_now(&self, writer: &TakeWriter) -> Vec<String> {
        let scenes = self.act.scenes.iter().enumerate();
        let is_kept = |scene: usize, name: &str| {
            let entry = writer
                .manifest()
                .scenes
                .iter()
                .find(|entry| entry.name == name);
            entry.is_some_and(|entry| entry.act_hash == self.act.scene_hash(scene))
        };
        scenes
            .filter(|(index, scene)| is_kept(*index, &scene.name))
            .map(|(_, scene)| scene.name.clone())
            .collect()
    }
}

fn named(act: &Act, name: &str) -> Result<usize, RecordError> {
    let found = act.scenes.iter().position(|scene| scene.name == name);
    found.ok_or_else(|| {
        let names: Vec<String> = act
            .scenes
            .iter()
            .map(|scene| format!("'{}'", scene.name))
            .collect();
        RecordError::from(Reason::NoScene {
            scene: name.to_owned(),
            scenes: names.join(", "),
        })
    })
}
