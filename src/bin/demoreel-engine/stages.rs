//! The stages up to the take: filming, checking that a take is current, finding what look steps
//! point at.

use std::path::Path;

use demoreel::job::{Filming, Job};
use demoreel_capture::{LocateError, Pause, RecordJob};
use demoreel_primitives::codes::stage as codes;
use demoreel_primitives::diagnostic::Diagnostic;
use demoreel_primitives::event::Happening;
use demoreel_primitives::filmed::FilmedScene;
use demoreel_primitives::progress::Run;
use demoreel_primitives::sighting::Sighting;
use demoreel_take::{Take, TakeError};
use serde::{Deserialize, Serialize};

use crate::Staged;
use crate::line::Line;

/// Decides the hand's small irregularities: the same script is always played in the same way.
const SEED: u64 = 0x0de3_03ee;

/// Films what the take does not have as the act now is.
pub fn record(job: &Job, filming: &Filming, line: &Line, run: Run<'_>) -> Staged<Take> {
    let pause = |pause: &Pause| line.pause(&pause.diagnostic);
    let mut environment = job.environment.variables.clone();
    environment.insert("PATH".to_owned(), job.environment.path.clone());
    let record_job = RecordJob {
        take: job.folders.take(),
        from: filming.from.clone(),
        fresh: filming.again,
        real_time: filming.real_time,
        seed: SEED,
        home: job.plan.home.clone().into(),
        explain: job.folders.failures(),
        runtime: job.folders.runtime.clone(),
        environment,
        pause_on_failure: filming.pause_on_failure.then_some(&pause),
    };
    demoreel_capture::record(&job.plan.act, &record_job, &run)
        .map_err(|error| vec![in_script(job, error.place(), error.diagnostic())])?;
    current_take(job)
}

/// The job with the plan along the branches that the take followed.
pub fn played(job: &Job, take: &Take) -> Staged<Job> {
    let filmed = filmed(job, take)?;
    Ok(Job {
        plan: job.plan.as_played(&filmed, None),
        ..job.clone()
    })
}

/// What the take left out: optional steps whose target was not there, and scenes that dropped
/// themselves.
pub fn notes(job: &Job, take: &Take) -> Staged<Vec<Diagnostic>> {
    let filmed = filmed(job, take)?;
    let played = job.plan.as_played(&filmed, None);
    let mut notes = Vec::new();
    for scene in &filmed {
        for event in &scene.events {
            if let Happening::Skipped { step, target } = &event.what {
                let message = format!("{target} was not there, and the optional step was left out");
                let warning = Diagnostic::warning(codes::STEP_SKIPPED, message);
                notes.push(in_script(job, Some(&step.0), warning));
            }
        }
        if !played.act.scenes.iter().any(|one| one.name == scene.name) {
            let message = format!("the scene '{}' dropped itself", scene.name);
            let warning = Diagnostic::warning(codes::SCENE_DROPPED, message);
            let place = format!("scene:{}", scene.name);
            notes.push(in_script(job, Some(&place), warning));
        }
    }
    Ok(notes)
}

/// Adds the line of the script that a failure belongs to.
pub fn in_script(job: &Job, id: Option<&str>, diagnostic: Diagnostic) -> Diagnostic {
    match id {
        Some(id) => job.plan.origins.locate(id, diagnostic),
        None => diagnostic,
    }
}

/// The take, if it has every scene as the act now is.
pub fn current_take(job: &Job) -> Staged<Take> {
    let open = || -> Result<Take, TakeError> {
        let take = Take::open(&job.folders.take())?;
        for (index, scene) in job.plan.act.scenes.iter().enumerate() {
            take.scene_of(&scene.name, &job.plan.act.scene_hash(index))?;
        }
        Ok(take)
    };
    open().map_err(|error| vec![error.diagnostic()])
}

/// What was found, and all that it depends on.
#[derive(Serialize, Deserialize)]
struct Remembered {
    key: String,
    sightings: Vec<Sighting>,
}

/// Where the targets of look steps are. Looking is slow, so it is done once for each take and
/// look.
pub fn locate(job: &Job, take: &Take, run: Run<'_>) -> Staged<Vec<Sighting>> {
    let scenes = filmed(job, take)?;
    let file = job.folders.work.join("sightings.json");
    let key = sightings_key(job, &scenes);
    if let Some(known) = remembered(&file).filter(|known| known.key == key) {
        return Ok(known.sightings);
    }
    let sightings = demoreel_capture::locate(&job.plan.look, take, &run)
        .map_err(|error| unseen(job, &error))?;
    let fresh = Remembered { key, sightings };
    // What cannot be remembered is found again.
    let _ = crate::reels::write_json(&file, &fresh);
    Ok(fresh.sightings)
}

fn remembered(file: &Path) -> Option<Remembered> {
    serde_json::from_str(&std::fs::read_to_string(file).ok()?).ok()
}

/// Every scene of the plan, as it was filmed.
pub fn filmed(job: &Job, take: &Take) -> Staged<Vec<FilmedScene>> {
    let scenes = job
        .plan
        .act
        .scenes
        .iter()
        .map(|scene| take.scene(&scene.name));
    scenes
        .collect::<Result<_, _>>()
        .map_err(|error| vec![error.diagnostic()])
}

/// Changes with every look step and every filming.
fn sightings_key(job: &Job, scenes: &[FilmedScene]) -> String {
    let films: Vec<_> = scenes
        .iter()
        .map(|scene| (&scene.act_hash, &scene.films, &scene.casts))
        .collect();
    let shaped_by = (&job.plan.look.scenes, films);
    let text = serde_json::to_vec(&shaped_by).unwrap_or_default();
    blake3::hash(&text).to_hex().to_string()
}

/// Adds the script's lines, and the pictures of what was looked at.
fn unseen(job: &Job, error: &LocateError) -> Vec<Diagnostic> {
    let located = error.diagnostics().into_iter().map(|(effect, diagnostic)| {
        in_script(
            job,
            effect.as_ref().map(|effect| effect.0.as_str()),
            diagnostic,
        )
    });
    let mut diagnostics: Vec<Diagnostic> = located.collect();
    if let LocateError::Unseen(all) = error {
        for (one, diagnostic) in all.iter().zip(&mut diagnostics) {
            let name = one.effect.0.replace('/', "-");
            let file = job.folders.failures().join(format!("{name}.png"));
            let _ = std::fs::create_dir_all(job.folders.failures());
            if one.write_png(&file).is_ok() {
                diagnostic.attachments.push(file.display().to_string());
            }
        }
    }
    diagnostics
}
