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

use demoreel_primitives::plan::{self, Effect, EffectKind, Look, Output};
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

/// Speaks every `say` of a look as one of its outputs says it, in order: in its language, and with
/// the voice of each scene. What has been spoken before is read from the cache.
pub fn speak(
    look: &Look,
    output: &Output,
    job: &VoiceJob,
    run: &Run<'_>,
) -> Result<Vec<Speech>, VoiceError> {
    let sentences = sentences(look, output);
    run.begin("voice", Some(sentences.len() as u64));
    if sentences.is_empty() {
        run.done("voice", Some("nothing to say".to_owned()));
        return Ok(Vec::new());
    }
    let cache = Cache::open(&job.cache)?;
    let mut voices = Voices {
        job,
        found: Vec::new(),
    };
    let mut spoken = Vec::with_capacity(sentences.len());
    let mut new = 0;
    for (effect, text, wanted) in sentences {
        let voice = voices.find(wanted)?;
        let (speech, fresh) = cache.speech(voice, effect, text, run.cancel)?;
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

/// Every `say` with its words and who says them.
fn sentences<'a>(
    look: &'a Look,
    output: &'a Output,
) -> Vec<(&'a Effect, &'a str, &'a plan::Voice)> {
    look.effects()
        .filter_map(|(scene, effect)| match &effect.kind {
            EffectKind::Say { text } => {
                let voice = &output.styles[scene].voice;
                Some((effect, text.in_language(&output.language), voice))
            }
            _ => None,
        })
        .collect()
}

/// The voices that speak in a reel, each found once.
struct Voices<'a> {
    job: &'a VoiceJob,
    found: Vec<(&'a plan::Voice, Box<dyn Voice>)>,
}

impl<'a> Voices<'a> {
    fn find(&mut self, wanted: &'a plan::Voice) -> Result<&dyn Voice, VoiceError> {
        let known = self.found.iter().position(|(voice, _)| *voice == wanted);
        let index = match known {
            Some(index) => index,
            None => {
                self.found.push((wanted, voice_for(wanted, self.job)?));
                self.found.len() - 1
            }
        };
        Ok(self.found[index].1.as_ref())
    }
}

fn voice_for(voice: &plan::Voice, job: &VoiceJob) -> Result<Box<dyn Voice>, VoiceError> {
    Ok(match voice {
        plan::Voice::Silent => Box::new(Silent),
        plan::Voice::Local { voice, pace } => Box::new(Local::find(voice, *pace, job)?),
    })
}
