//! The default voice: flite on this machine. Each sentence is spoken by itself and joined with
//! pauses of our own, because flite runs sentences into each other.

mod align;
mod flite;
mod reading;
mod sounds;
mod terms;

use demoreel_primitives::cancel::Cancel;
use demoreel_primitives::speech::{Phoneme, Word};
use demoreel_primitives::time::SAMPLE_RATE;

use crate::error::VoiceError;
use crate::job::VoiceJob;
use crate::polish;
use crate::resample::{at_reel_rate, to_reel_rate};
use crate::voice::{Capabilities, Line, Utterance, Voice, WordTimes};
use flite::{Flite, Rendition};
use reading::Sentence;

/// Changes whenever the way from text to sound does.
const VERSION: u32 = 1;
/// Samples of silence between two sentences.
const PAUSE: u64 = SAMPLE_RATE as u64 * 38 / 100;
/// Samples that are kept before the first sound and after the last: breath and decay.
const BEFORE: u64 = SAMPLE_RATE as u64 * 12 / 1000;
const AFTER: u64 = SAMPLE_RATE as u64 * 45 / 1000;

/// flite with one of its voices.
pub struct Local {
    flite: Flite,
    voice: String,
    pace: f64,
}

impl Local {
    /// Finds flite among the job's programs and checks that it has the voice. A pace of 1 is the
    /// voice's own, larger is faster.
    pub fn find(voice: &str, pace: f64, job: &VoiceJob) -> Result<Local, VoiceError> {
        let flite = Flite::find(job, voice, pace)?;
        let voice = voice.to_owned();
        Ok(Local { flite, voice, pace })
    }
}

impl Voice for Local {
    fn capabilities(&self) -> Capabilities {
        Capabilities {
            audible: true,
            words: WordTimes::Told,
            phonemes: true,
            paid: false,
            at_once: 2,
        }
    }

    fn fingerprint(&self, _: &Line) -> Result<String, VoiceError> {
        let Local { flite, voice, pace } = self;
        let version = flite.version();
        Ok(format!("local {VERSION}, {version}, {voice}, pace {pace}"))
    }

    fn speak(&self, line: &Line, cancel: &Cancel) -> Result<Utterance, VoiceError> {
        let sentences = reading::read(&line.text);
        if sentences.is_empty() {
            let foreign = line.text.chars().any(char::is_alphanumeric);
            return Err(if foreign || !is_english(&line.language) {
                not_english(line)
            } else {
                let text = line.text.clone();
                VoiceError::NothingToSay { text }
            });
        }
        if !is_english(&line.language) {
            return Err(not_english(line));
        }
        let mut whole = Utterance::default();
        for sentence in &sentences {
            if cancel.is_cancelled() {
                return Err(VoiceError::Cancelled);
            }
            whole.append(self.sentence(sentence, cancel)?, PAUSE);
        }
        polish::finish(&mut whole.sound);
        whole.samples = whole.sound.len() as u64;
        Ok(whole)
    }
}

impl Local {
    fn sentence(&self, sentence: &Sentence, cancel: &Cancel) -> Result<Utterance, VoiceError> {
        let spoken = self.flite.say(&sentence.script(), cancel)?;
        let alone = self.flite.sounds_of(&sentence.tokens(), cancel)?;
        let owners = align::owners(&spoken.phones, &alone);
        Ok(cut(&spoken, sentence, &owners))
    }
}

/// The sentence without silence at its ends, on the reel's clock.
fn cut(spoken: &Rendition, sentence: &Sentence, owners: &[Option<usize>]) -> Utterance {
    let at = |sample: u64| at_reel_rate(sample, spoken.rate);
    let sounds = || spoken.phones.iter().filter(|phone| !phone.is_pause());
    let sound = to_reel_rate(&spoken.sound, spoken.rate);
    let end = sound.len() as u64;
    let first = sounds().next().map_or(0, |phone| at(phone.from));
    let last = sounds().next_back().map_or(end, |phone| at(phone.to));
    let from = first.saturating_sub(BEFORE).min(end);
    let to = (last + AFTER).clamp(from, end);
    let inside = |sample: u64| at(sample).clamp(from, to) - from;
    let mut sound = sound[from as usize..to as usize].to_vec();
    polish::fade_ends(&mut sound);
    let phonemes = spoken.phones.iter().map(|phone| Phoneme {
        sound: phone.sound.clone(),
        from: inside(phone.from),
        to: inside(phone.to),
    });
    Utterance {
        samples: sound.len() as u64,
        phonemes: phonemes
            .filter(|phoneme| phoneme.from < phoneme.to)
            .collect(),
        words: words(spoken, sentence, owners, &inside),
        sound,
        credits: 0.0,
        bought: Vec::new(),
    }
}

/// When each written word sounds: from its first phone to its last. A word without a phone of
/// its own takes no time where it stands.
fn words(
    spoken: &Rendition,
    sentence: &Sentence,
    owners: &[Option<usize>],
    inside: &dyn Fn(u64) -> u64,
) -> Vec<Word> {
    let mut token = 0;
    let mut at = spoken.phones.first().map_or(0, |phone| phone.from);
    let mut words = Vec::new();
    for word in &sentence.words {
        let mine = token..token + word.spoken.len();
        token = mine.end;
        let owned = spoken.phones.iter().zip(owners);
        let owned = owned.filter(|(_, owner)| owner.is_some_and(|owner| mine.contains(&owner)));
        let times: Vec<_> = owned.map(|(phone, _)| (phone.from, phone.to)).collect();
        let from = times.first().map_or(at, |time| time.0);
        let to = times.last().map_or(from, |time| time.1);
        at = to;
        words.push(Word {
            text: word.text.clone(),
            from: inside(from),
            to: inside(to),
        });
    }
    words
}

fn is_english(language: &str) -> bool {
    language.split(['-', '_']).next() == Some("en")
}

fn not_english(line: &Line) -> VoiceError {
    VoiceError::Language {
        voice: "flite".to_owned(),
        language: line.language.clone(),
    }
}
