//! The voice of recordings: one sound file for each scene, from which each `say` is cut at the
//! pause before and after its words.

use std::path::PathBuf;

use demoreel_primitives::cancel::Cancel;
use demoreel_primitives::plan::{Align, FileVoice};
use demoreel_primitives::speech::{Word, words_of};
use demoreel_primitives::time::SAMPLE_RATE;

use crate::decode;
use crate::elevenlabs::Aligner;
use crate::error::VoiceError;
use crate::estimate;
use crate::job::VoiceJob;
use crate::till::Till;
use crate::voice::{Capabilities, Line, Utterance, Voice, WordTimes};

/// Endings that a recording may have, in the order in which they are looked for.
const ENDINGS: [&str; 8] = ["wav", "flac", "mp3", "m4a", "ogg", "opus", "aac", "webm"];
/// The most that is kept of a pause at either end of a `say`, in samples.
const PAUSE: u64 = SAMPLE_RATE as u64 / 4;

/// Recordings of scenes.
pub struct Recorded<'a> {
    voice: &'a FileVoice,
    job: &'a VoiceJob,
    aligner: Option<Aligner<'a>>,
}

impl<'a> Recorded<'a> {
    /// Recordings are looked for when they are needed. Without its key the aligner is not asked.
    pub fn new(voice: &'a FileVoice, job: &'a VoiceJob, till: &'a Till<'a>) -> Recorded<'a> {
        let aligner = match &voice.align {
            Align::Evenly => None,
            Align::ElevenLabs { base_url, key_env } => Aligner::new(base_url, key_env, job, till),
        };
        Recorded {
            voice,
            job,
            aligner,
        }
    }

    fn find(&self, scene: &str) -> Result<PathBuf, VoiceError> {
        let folder = PathBuf::from(&self.voice.folder);
        let files = ENDINGS.map(|ending| folder.join(format!("{scene}.{ending}")));
        let found = files.into_iter().find(|file| file.is_file());
        found.ok_or_else(|| VoiceError::Recording {
            scene: scene.to_owned(),
            why: format!("{} has no file of this name", folder.display()),
        })
    }

    fn digest(&self, scene: &str) -> Result<String, VoiceError> {
        let path = self.find(scene)?;
        let bytes = std::fs::read(&path).map_err(|error| VoiceError::Recording {
            scene: scene.to_owned(),
            why: error.to_string(),
        })?;
        Ok(blake3::hash(&bytes).to_hex().to_string())
    }

    /// The times of all words of a scene.
    fn words(&self, line: &Line, sound: &[f32], cancel: &Cancel) -> Result<Vec<Word>, VoiceError> {
        let text = [&line.before, &line.text, &line.after];
        let text: Vec<&str> = text.into_iter().map(|it| it.trim()).collect();
        let text = text.join(" ").trim().to_owned();
        match &self.aligner {
            Some(aligner) => aligner.words(&text, sound, cancel),
            None => Ok(estimate::words(&text, sound)),
        }
    }
}

impl Voice for Recorded<'_> {
    fn capabilities(&self) -> Capabilities {
        Capabilities {
            audible: true,
            words: match self.aligner {
                Some(_) => WordTimes::Told,
                None => WordTimes::Estimated,
            },
            phonemes: false,
            paid: self.aligner.is_some(),
            at_once: 1,
        }
    }

    fn fingerprint(&self, line: &Line) -> Result<String, VoiceError> {
        let digest = self.digest(&line.scene)?;
        let told = self.aligner.is_some();
        let parts = serde_json::json!(["file 1", digest, told, line.before, line.after]);
        Ok(parts.to_string())
    }

    fn speak(&self, line: &Line, cancel: &Cancel) -> Result<Utterance, VoiceError> {
        let path = self.find(&line.scene)?;
        let unusable = |why: String| VoiceError::Recording {
            scene: line.scene.clone(),
            why,
        };
        let sound = match decode::file(&path, self.job, cancel) {
            Ok(sound) => sound,
            Err(VoiceError::Cancelled) => return Err(VoiceError::Cancelled),
            Err(VoiceError::Missing(program)) => return Err(VoiceError::Missing(program)),
            Err(error) => return Err(unusable(error.to_string())),
        };
        if decode::is_silent(&sound) {
            return Err(unusable("it is silence".to_owned()));
        }
        let all = self.words(line, &sound, cancel)?;
        let first = words_of(&line.before).len();
        let count = words_of(&line.text).len();
        if count == 0 || all.len() < first + count {
            let text = line.text.clone();
            return Err(VoiceError::NothingToSay { text });
        }
        Ok(cut(&sound, &all, first, count))
    }
}

/// The words from `first` on, with half of the pauses around them at most.
fn cut(sound: &[f32], all: &[Word], first: usize, count: usize) -> Utterance {
    let end = sound.len() as u64;
    let (begin, stop) = (all[first].from, all[first + count - 1].to);
    let before = first.checked_sub(1).map_or(0, |before| all[before].to);
    let after = all.get(first + count).map_or(end, |next| next.from);
    let from = begin.saturating_sub((begin.saturating_sub(before) / 2).min(PAUSE));
    let to = (stop + (after.saturating_sub(stop) / 2).min(PAUSE)).min(end);
    let words = all[first..first + count].iter().map(|word| Word {
        text: word.text.clone(),
        from: word.from.clamp(from, to) - from,
        to: word.to.clamp(from, to) - from,
    });
    decode::finish(
        &sound[from as usize..to as usize],
        words.collect(),
        Vec::new(),
    )
}
