//! The program flite 2: what it is asked and what it answers. With `-psdur` it prints every phone
//! with its end in seconds, as `pau:0.224 w:0.289`.

use std::ffi::OsString;
use std::path::PathBuf;

use demoreel_primitives::cancel::Cancel;
use demoreel_primitives::wav::Wav;

use crate::error::VoiceError;
use crate::job::VoiceJob;
use crate::program::Program;

/// flite with a voice and a pace.
pub struct Flite {
    program: Program,
    voice: String,
    stretch: f64,
    version: String,
    /// For the files that flite writes.
    scratch: PathBuf,
}

/// A sentence as flite spoke it. Times are samples at its own rate.
pub struct Rendition {
    pub rate: u32,
    /// One channel.
    pub sound: Vec<f32>,
    /// In order and without gaps.
    pub phones: Vec<Phone>,
}

/// One sound of speech.
#[derive(Clone, Debug, PartialEq)]
pub struct Phone {
    pub sound: String,
    pub from: u64,
    pub to: u64,
}

impl Phone {
    pub fn is_pause(&self) -> bool {
        self.sound == PAUSE
    }
}

const PAUSE: &str = "pau";

impl Flite {
    /// flite speaks with another voice when it lacks the one asked for, so that is checked here.
    pub fn find(job: &VoiceJob, voice: &str, pace: f64) -> Result<Flite, VoiceError> {
        let program = Program::find("flite", &job.path)?;
        let cancel = Cancel::new();
        let listed = program.ask("-lv", &cancel)?;
        let listed = listed.trim_start_matches("Voices available:");
        let known: Vec<String> = listed.split_whitespace().map(str::to_owned).collect();
        if !known.iter().any(|name| name == voice) {
            return Err(VoiceError::Unknown {
                program: program.name().to_owned(),
                what: "voice",
                wanted: voice.to_owned(),
                known,
            });
        }
        let about = program.ask("--version", &cancel)?;
        let version = about
            .lines()
            .find_map(|line| line.trim().strip_prefix("version: "));
        Ok(Flite {
            version: version.unwrap_or("flite").to_owned(),
            stretch: 1.0 / pace.clamp(0.25, 4.0),
            voice: voice.to_owned(),
            scratch: job.cache.clone(),
            program,
        })
    }

    /// What it calls itself.
    pub fn version(&self) -> &str {
        &self.version
    }

    /// Speaks one sentence.
    pub fn say(&self, script: &str, cancel: &Cancel) -> Result<Rendition, VoiceError> {
        let file = tempfile::Builder::new()
            .suffix(".wav")
            .tempfile_in(&self.scratch);
        let file = file.map_err(|error| self.wrong(error))?;
        let mut arguments = self.arguments("-psdur", script);
        arguments.extend(["-o".into(), file.path().into()]);
        let printed = self.program.run(&arguments, cancel)?;
        let bytes = std::fs::read(file.path()).map_err(|error| self.wrong(error))?;
        let wav = Wav::decode(&bytes).map_err(|error| self.wrong(error))?;
        let phones = phones(&printed, wav.rate).ok_or_else(|| self.wrong(&printed))?;
        let sound = wav.mono();
        if sound.is_empty() || phones.iter().all(Phone::is_pause) {
            return Err(self.wrong("it is silence"));
        }
        Ok(Rendition {
            rate: wav.rate,
            sound,
            phones,
        })
    }

    /// The sounds of words that are spoken each by itself.
    pub fn sounds_of(
        &self,
        tokens: &[&str],
        cancel: &Cancel,
    ) -> Result<Vec<Vec<String>>, VoiceError> {
        // Exclamation marks set pauses between the words.
        let script = tokens
            .iter()
            .map(|token| format!("{token}! "))
            .collect::<String>();
        let sounds = groups(&self.sounds(script.trim_end(), cancel)?);
        if sounds.len() == tokens.len() {
            return Ok(sounds);
        }
        let one = |token: &&str| Ok(groups(&self.sounds(token, cancel)?).concat());
        tokens.iter().map(one).collect()
    }

    fn sounds(&self, script: &str, cancel: &Cancel) -> Result<String, VoiceError> {
        let mut arguments = self.arguments("-ps", script);
        arguments.extend(["-o".into(), "none".into()]);
        self.program.run(&arguments, cancel)
    }

    fn arguments(&self, print: &str, script: &str) -> Vec<OsString> {
        let stretch = format!("duration_stretch={:.4}", self.stretch);
        let words = [
            "-voice",
            &self.voice,
            "--setf",
            &stretch,
            print,
            "-t",
            script,
        ];
        words.map(OsString::from).to_vec()
    }

    fn wrong(&self, why: impl ToString) -> VoiceError {
        let why: String = why.to_string().chars().take(200).collect();
        VoiceError::Answer {
            program: format!("the program '{}'", self.program.name()),
            why,
            key: None,
        }
    }
}

/// Reads what `-psdur` prints.
fn phones(printed: &str, rate: u32) -> Option<Vec<Phone>> {
    let mut from = 0;
    printed
        .split_whitespace()
        .map(|item| {
            let (sound, end) = item.split_once(':')?;
            let end: f64 = end.parse().ok()?;
            let to = (libm::round(end * rate as f64) as u64).max(from);
            let sound = sound.to_owned();
            let begins = std::mem::replace(&mut from, to);
            Some(Phone {
                sound,
                from: begins,
                to,
            })
        })
        .collect()
}

/// What `-ps` prints, divided at the pauses.
fn groups(printed: &str) -> Vec<Vec<String>> {
    let sounds: Vec<&str> = printed.split_whitespace().collect();
    sounds
        .split(|sound| *sound == PAUSE)
        .filter(|group| !group.is_empty())
        .map(|group| group.iter().map(|sound| (*sound).to_owned()).collect())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn phones_are_read_with_their_times() {
        let read = phones("pau:0.224 w:0.289 ah:0.372 \n", 16_000).expect("it is well formed");
        let times: Vec<_> = read.iter().map(|phone| (phone.from, phone.to)).collect();
        assert_eq!(times, [(0, 3584), (3584, 4624), (4624, 5952)]);
        assert!(read[0].is_pause() && !read[1].is_pause());
        assert_eq!(phones("usage: flite", 16_000), None);
    }
}
