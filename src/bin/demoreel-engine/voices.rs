//! The stage of voices: a look's sentences as speech, for the reels or to be listened to.

use std::path::Path;

use demoreel::job::{Job, Outcome, Purse, SpokenLine};
use demoreel_compose::studio::{self, Line, Origin, Patience, Secret, Spoken, VoiceJob};
use demoreel_primitives::plan::{Output, Style};
use demoreel_primitives::progress::Run;
use demoreel_primitives::sounds::{Noise, Tune};
use demoreel_primitives::time::SAMPLE_RATE;

use crate::listen;
use crate::{Staged, reels, stages};

/// Speaks every sentence of an output.
pub fn speak(job: &Job, purse: &Purse, output: &Output, run: Run<'_>) -> Staged<Vec<Spoken>> {
    let lines = studio::lines(&job.plan.look, output);
    speak_lines(job, purse, &lines, run)
}

/// Speaks every sentence and says what that took; writes all of it into one file if asked.
pub fn alone(job: &Job, purse: &Purse, file: Option<&Path>, run: Run<'_>) -> Staged<Outcome> {
    if let Some(file) = file {
        reels::prepare([&file.to_owned()])?;
    }
    let mut outcome = Outcome::default();
    let mut heard = Vec::new();
    let mut left = purse.clone();
    for output in &job.plan.look.outputs {
        let lines = studio::lines(&job.plan.look, output);
        let spoken = speak_lines(job, &left, &lines, run)?;
        for (line, spoken) in lines.iter().zip(spoken) {
            let told = told_line(output, line, &spoken);
            let cost = told.credits.unwrap_or_default();
            left.budget = left.budget.map(|budget| budget - cost);
            outcome.spoken.push(told);
            heard.push((output.name.clone(), spoken));
        }
    }
    if let Some(file) = file {
        listen::write(&heard, file)?;
        run.wrote(file);
        outcome.wrote.push(file.to_owned());
    }
    Ok(outcome)
}

fn told_line(output: &Output, line: &Line, spoken: &Spoken) -> SpokenLine {
    SpokenLine {
        output: output.name.clone(),
        scene: spoken.scene.clone(),
        text: line.text.clone(),
        seconds: spoken.speech.samples as f64 / f64::from(SAMPLE_RATE),
        voice: spoken.voice.clone(),
        credits: match spoken.origin {
            Origin::Kept => None,
            Origin::Made => Some(0.0),
            Origin::Paid(credits) => Some(credits),
        },
    }
}

/// What an output plays besides words.
pub fn sounds(job: &Job, output: &Output, run: Run<'_>) -> Staged<(Vec<Tune>, Vec<Noise>)> {
    let folder = job.folders.sounds();
    let path = job.environment.path.as_ref();
    let musics = output.styles.iter();
    let musics = musics.filter_map(|style| style.sound.music.as_ref());
    let files = musics.map(|music| music.file.as_str());
    let tunes = studio::tunes(files, &folder, path, run.cancel);
    let heard = |style: &Style| style.sound.noises.keys || style.sound.noises.clicks;
    let noises = match output.styles.iter().any(heard) {
        true => studio::noises(&folder),
        false => Ok(Vec::new()),
    };
    let both = tunes.and_then(|tunes| Ok((tunes, noises?)));
    both.map_err(|error| vec![error.diagnostic()])
}

fn speak_lines(job: &Job, purse: &Purse, lines: &[Line], run: Run<'_>) -> Staged<Vec<Spoken>> {
    let variables = job.environment.voices.iter();
    let voice_job = VoiceJob {
        cache: job.folders.speech(),
        path: job.environment.path.clone().into(),
        home: job.plan.home.clone().into(),
        variables: variables
            .map(|(name, value)| (name.clone(), Secret::new(value)))
            .collect(),
        proxy: job.environment.proxy.clone(),
        budget: purse.budget,
        pay_again: purse.pay_again,
        day: purse.day.clone(),
        patience: Patience::default(),
    };
    studio::speak_lines(lines, &voice_job, &run).map_err(|error| {
        let subject = error.subject().map(|effect| effect.0.as_str());
        vec![stages::in_script(job, subject, error.diagnostic())]
    })
}
