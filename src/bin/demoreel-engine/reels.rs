//! The stages from the take to the reels: speech, timeline, mix, frames.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use demoreel::job::{Composing, Job, Outcome, Purse};
use demoreel_compose::encode::sound::{mix, target};
use demoreel_compose::{
    ComposeError, RenderJob, render, still as paint_still, timeline, with_films, write_still,
};
use demoreel_primitives::codes::command;
use demoreel_primitives::diagnostic::Diagnostic;
use demoreel_primitives::filmed::FilmedScene;
use demoreel_primitives::plan::{Format, Output};
use demoreel_primitives::progress::Run;
use demoreel_primitives::sighting::Sighting;
use demoreel_primitives::sounds::Sounds;
use demoreel_primitives::time::Nanos;
use demoreel_primitives::timeline::Timeline;
use demoreel_take::Take;
use serde::Serialize;

use crate::{Staged, stages, voices};

/// Makes the reel of every output.
pub fn compose(job: &Job, take: &Take, composing: &Composing, run: Run<'_>) -> Staged<Outcome> {
    let material = Material::gather(job, take, &composing.purse, run)?;
    let mut outcome = Outcome::default();
    for (output, file) in job.plan.look.outputs.iter().zip(&composing.files) {
        let timeline = material.timeline(output, run)?;
        outcome
            .warnings
            .extend(timeline::misses(&job.plan, output, &timeline));
        let format = Format::of_file(file).unwrap_or(output.format);
        reel(
            &timeline,
            take,
            (job, composing),
            (file, format, output),
            run,
        )?;
        outcome.wrote.push(file.clone());
        for kind in &composing.subtitles {
            let beside = file.with_extension(kind.ending());
            write_text(&beside, &kind.of(&timeline))?;
            run.wrote(&beside);
            outcome.wrote.push(beside);
        }
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
    (at, output, purse): (Nanos, Option<&str>, &Purse),
    file: &Path,
    run: Run<'_>,
) -> Staged<Outcome> {
    let material = Material::gather(job, take, purse, run)?;
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
    purse: &'a Purse,
    scenes: Vec<FilmedScene>,
    sightings: Vec<Sighting>,
}

impl Material<'_> {
    fn gather<'a>(
        job: &'a Job,
        take: &Take,
        purse: &'a Purse,
        run: Run<'_>,
    ) -> Staged<Material<'a>> {
        let scenes = job
            .plan
            .act
            .scenes
            .iter()
            .map(|scene| with_films(take, take.scene(&scene.name)?));
        let scenes = scenes
            .collect::<Result<_, ComposeError>>()
            .map_err(|error| vec![error.diagnostic()])?;
        let sightings = stages::locate(job, take, run)?;
        Ok(Material {
            job,
            purse,
            scenes,
            sightings,
        })
    }

    /// What a reel says, then what each of its frames shows.
    fn timeline(&self, output: &Output, run: Run<'_>) -> Staged<Timeline> {
        let plan = &self.job.plan;
        let spoken = voices::speak(self.job, self.purse, output, run)?;
        let speech: Vec<_> = spoken.into_iter().map(|one| one.speech).collect();
        let (tunes, noises) = voices::sounds(self.job, output, run)?;
        let sounds = Sounds {
            speech: &speech,
            tunes: &tunes,
            noises: &noises,
        };
        let built = timeline::build(plan, output, &self.scenes, &self.sightings, sounds);
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

fn reel(
    timeline: &Timeline,
    take: &Take,
    (job, composing): (&Job, &Composing),
    (file, format, output): (&Path, Format, &Output),
    run: Run<'_>,
) -> Staged<()> {
    if composing.again {
        // Chunks that cannot be removed are chunks that are still right.
        let _ = fs::remove_dir_all(job.folders.chunks());
    }
    let samples = timeline.rate.sample_of(timeline.frames());
    let sound = match format.has_sound() {
        true => Some(
            mix(&timeline.sound, samples, target(timeline.canvas))
                .map_err(|error| vec![error.diagnostic()])?,
        ),
        false => None,
    };
    let render_job = RenderJob {
        store: &job.folders.chunks(),
        workers: composing.workers,
        out: file,
        format,
        quality: output.quality,
        timing: output.timing,
        sound: sound.as_ref(),
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

/// Writes text, whole or not at all.
fn write_text(file: &Path, text: &str) -> Staged<()> {
    let folder = file.parent().unwrap_or(Path::new("."));
    let write = || -> std::io::Result<()> {
        let mut partial = tempfile::NamedTempFile::new_in(folder)?;
        partial.write_all(text.as_bytes())?;
        partial.as_file().sync_all()?;
        open_to_all(partial.as_file())?;
        partial.persist(file)?;
        Ok(())
    };
    write().map_err(|error| vec![not_writable(folder, &error)])
}

/// Temporary files are made for their owner alone; what is made here is a file like any other.
fn open_to_all(file: &fs::File) -> std::io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    file.set_permissions(fs::Permissions::from_mode(0o644))
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
