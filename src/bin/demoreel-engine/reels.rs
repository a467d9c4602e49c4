//! The stages from the take to the reels: speech, timeline, mix, frames.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use demoreel::job::{Composing, Job, Outcome};
use demoreel_compose::encode::sound::mix;
use demoreel_compose::studio::{self, VoiceJob};
use demoreel_compose::{
    ComposeError, Quality, RenderJob, render, still as paint_still, timeline, with_films,
    write_still,
};
use demoreel_primitives::codes::command;
use demoreel_primitives::diagnostic::Diagnostic;
use demoreel_primitives::filmed::FilmedScene;
use demoreel_primitives::plan::{Format, Output};
use demoreel_primitives::progress::Run;
use demoreel_primitives::sighting::Sighting;
use demoreel_primitives::speech::Speech;
use demoreel_primitives::time::Nanos;
use demoreel_primitives::timeline::Timeline;
use demoreel_take::Take;
use serde::Serialize;

use crate::{Staged, stages};

/// Makes the reel of every output.
pub fn compose(job: &Job, take: &Take, composing: &Composing, run: Run<'_>) -> Staged<Outcome> {
    let material = Material::gather(job, take, run)?;
    let mut outcome = Outcome::default();
    for (output, file) in job.plan.look.outputs.iter().zip(&composing.files) {
        let timeline = material.timeline(output, run)?;
        outcome
            .warnings
            .extend(timeline::misses(&job.plan, output, &timeline));
        let format = Format::of_file(file).unwrap_or(output.format);
        reel(&timeline, take, (job, composing), (file, format), run)?;
        outcome.wrote.push(file.clone());
        for frame in &timeline.stills {
            let still = file.with_file_name(format!("{}.png", frame.name));
            write_frame(&timeline, take, frame.frame, &still, run)?;
            run.wrote(&still);
            outcome.wrote.push(still);
        }
    }
    Ok(outcome)
}

/// Makes the folders of reels and stills, and tries that they can be written: better now than
/// after an hour of filming.
pub fn prepare<'a>(files: impl IntoIterator<Item = &'a PathBuf>) -> Staged<()> {
    for file in files {
        let folder = file.parent().unwrap_or(Path::new("."));
        fs::create_dir_all(folder)
            .and_then(|()| tempfile::tempfile_in(folder).map(drop))
            .map_err(|error| vec![not_writable(folder, &error)])?;
    }
    Ok(())
}

fn not_writable(folder: &Path, error: &std::io::Error) -> Diagnostic {
    let message = format!("the folder {} cannot be written: {error}", folder.display());
    Diagnostic::error(command::FOLDER_NOT_WRITABLE, message)
        .state("nothing was done")
        .hint("name another with -o")
}

/// Writes the frame of one moment.
pub fn still(
    job: &Job,
    take: &Take,
    (at, output): (Nanos, Option<&str>),
    file: &Path,
    run: Run<'_>,
) -> Staged<Outcome> {
    let material = Material::gather(job, take, run)?;
    let mut outputs = job.plan.look.outputs.iter();
    let wanted = outputs.find(|one| output.is_none_or(|name| one.name == name));
    let Some(output) = wanted else {
        return Ok(Outcome::default());
    };
    let timeline = material.timeline(output, run)?;
    write_frame(&timeline, take, timeline.rate.frames_in(at), file, run)?;
    run.wrote(file);
    Ok(Outcome {
        wrote: vec![file.to_owned()],
        ..Outcome::default()
    })
}

/// What every output is made from.
struct Material<'a> {
    job: &'a Job,
    scenes: Vec<FilmedScene>,
    sightings: Vec<Sighting>,
}

impl Material<'_> {
    fn gather<'a>(job: &'a Job, take: &Take, run: Run<'_>) -> Staged<Material<'a>> {
        let scenes = job
            .plan
            .act
            .scenes
            .iter()
            .map(|scene| Ok(with_films(take, take.scene(&scene.name)?)?));
        let scenes = scenes
            .collect::<Result<_, ComposeError>>()
            .map_err(|error| vec![error.diagnostic()])?;
        let sightings = stages::locate(job, take, run)?;
        Ok(Material {
            job,
            scenes,
            sightings,
        })
    }

    /// What a reel says, then what each of its frames shows.
    fn timeline(&self, output: &Output, run: Run<'_>) -> Staged<Timeline> {
        let plan = &self.job.plan;
        let speech = speak(self.job, output, run)?;
        let built = timeline::build(plan, output, &self.scenes, &self.sightings, &speech);
        let timeline = built.map_err(|error| {
            vec![stages::in_script(
                self.job,
                Some(&error.subject()),
                error.diagnostic(),
            )]
        })?;
        let file = self.job.folders.timeline(&output.name);
        // It is there to be read by people; the reel does not need it.
        let _ = write_json(&file, &timeline);
        Ok(timeline)
    }
}

fn speak(job: &Job, output: &Output, run: Run<'_>) -> Staged<Vec<Speech>> {
    let path = job.environment.path.clone().into();
    let voice_job = VoiceJob {
        cache: job.folders.speech(),
        path,
    };
    studio::speak(&job.plan.look, output, &voice_job, &run).map_err(|error| {
        let subject = error.subject().map(|effect| effect.0.as_str());
        vec![stages::in_script(job, subject, error.diagnostic())]
    })
}

fn reel(
    timeline: &Timeline,
    take: &Take,
    (job, composing): (&Job, &Composing),
    (file, format): (&Path, Format),
    run: Run<'_>,
) -> Staged<()> {
    if composing.again {
        // Chunks that cannot be removed are chunks that are still right.
        let _ = fs::remove_dir_all(job.folders.chunks());
    }
    let samples = timeline.rate.sample_of(timeline.frames());
    let sound = match format.has_sound() {
        true => Some(mix(&timeline.sound, samples).map_err(|error| vec![error.diagnostic()])?),
        false => None,
    };
    let render_job = RenderJob {
        store: &job.folders.chunks(),
        workers: composing.workers,
        out: file,
        format,
        quality: Quality::Standard,
        sound: sound.as_deref(),
        title: &job.plan.title,
    };
    render(timeline, take, &render_job, &run).map_err(|error| vec![error.diagnostic()])?;
    Ok(())
}

fn write_frame(
    timeline: &Timeline,
    take: &Take,
    frame: u64,
    file: &Path,
    run: Run<'_>,
) -> Staged<()> {
    let painted = paint_still(timeline, take, frame, &run);
    let written = painted.and_then(|picture| write_still(&picture, file));
    written.map_err(|error| vec![error.diagnostic()])
}

/// Writes a value as JSON, whole or not at all.
pub fn write_json(file: &Path, value: &impl Serialize) -> std::io::Result<()> {
    let folder = file.parent().unwrap_or(Path::new("."));
    fs::create_dir_all(folder)?;
    let mut partial = tempfile::NamedTempFile::new_in(folder)?;
    partial.write_all(&serde_json::to_vec(value)?)?;
    partial.as_file().sync_all()?;
    partial.persist(file)?;
    Ok(())
}
