//! Voices: the words of a look as speech, each synthesised once and kept by what shaped it.
//! What lives here: the voice trait, its providers and their cache. What never does: when a
//! sentence is heard (the timeline decides) and how loud (the mix does).

mod cache;
mod error;
mod local;
mod polish;
mod program;
mod resample;
mod silent;
mod voice;

use std::ffi::OsString;
use std::path::PathBuf;

use demoreel_primitives::plan::{self, Effect, EffectKind, Look};
use demoreel_primitives::progress::Run;
use demoreel_primitives::speech::Speech;

use cache::Cache;
pub use error::VoiceError;
pub use local::Local;
pub use silent::Silent;
pub use voice::{Capabilities, Utterance, Voice};

/// What speaking needs of the machine.
#[derive(Clone, Debug)]
pub struct VoiceJob {
    /// Where spoken words are kept, and files that are needed for a moment; made if it is not
    /// there.
    pub cache: PathBuf,
    /// Where programs are looked for, as in `PATH`.
    pub path: OsString,
}

/// Speaks every `say` of a look, in order. What has been spoken before is read from the cache.
pub fn speak(look: &Look, job: &VoiceJob, run: &Run<'_>) -> Result<Vec<Speech>, VoiceError> {
    let sentences = sentences(look);
    run.begin("voice", Some(sentences.len() as u64));
    if sentences.is_empty() {
        run.done("voice", Some("nothing to say".to_owned()));
        return Ok(Vec::new());
    }
    let cache = Cache::open(&job.cache)?;
    let voice = voice_for(look, job)?;
    let mut spoken = Vec::with_capacity(sentences.len());
    let mut new = 0;
    for (effect, text) in sentences {
        let (speech, fresh) = cache.speech(voice.as_ref(), effect, text, run.cancel)?;
        new += u64::from(fresh);
        spoken.push(speech);
        run.advance(spoken.len() as u64, Some(&effect.id.0));
    }
    let known = spoken.len() as u64 - new;
    run.done(
        "voice",
        Some(format!("{new} spoken, {known} already there")),
    );
    Ok(spoken)
}

fn sentences(look: &Look) -> Vec<(&Effect, &str)> {
    look.effects()
        .filter_map(|(_, effect)| match &effect.kind {
            EffectKind::Say { text } => Some((effect, text.as_str())),
            _ => None,
        })
        .collect()
}

fn voice_for(look: &Look, job: &VoiceJob) -> Result<Box<dyn Voice>, VoiceError> {
    Ok(match &look.voice {
        plan::Voice::Silent => Box::new(Silent),
        plan::Voice::Local { voice, pace } => Box::new(Local::find(voice, *pace, job)?),
    })
}
