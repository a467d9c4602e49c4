//! The voice of espeak-ng: more than a hundred languages, with the times of words and phonemes as
//! its library tells them.

mod library;
mod sounds;

use demoreel_primitives::cancel::Cancel;
use demoreel_primitives::plan::EspeakVoice;
use demoreel_primitives::speech::{Phoneme, Word, words_of};
use demoreel_primitives::time::SAMPLE_RATE;

use crate::decode;
use crate::error::VoiceError;
use crate::estimate;
use crate::resample::to_reel_rate;
use crate::voice::{Capabilities, Line, Utterance, Voice, WordTimes};
use library::{Library, Manner, Rendition, Told};

/// Changes whenever the way from text to sound does.
const VERSION: u32 = 1;

/// espeak-ng with one of its voices.
pub struct Espeak<'a> {
    voice: &'a EspeakVoice,
    library: &'static Library,
}

impl<'a> Espeak<'a> {
    /// Opens the library.
    pub fn find(voice: &'a EspeakVoice) -> Result<Espeak<'a>, VoiceError> {
        let library = Library::open()?;
        Ok(Espeak { voice, library })
    }

    /// Its own name of the voice.
    fn name(&self, line: &Line) -> String {
        let language = line.language.to_lowercase().replace('_', "-");
        self.voice.voice.clone().unwrap_or(language)
    }
}

impl Voice for Espeak<'_> {
    fn capabilities(&self) -> Capabilities {
        Capabilities {
            audible: true,
            words: WordTimes::Told,
            phonemes: true,
            paid: false,
            at_once: 1,
        }
    }

    fn fingerprint(&self, line: &Line) -> Result<String, VoiceError> {
        let EspeakVoice { pace, pitch, .. } = self.voice;
        let (name, version) = (self.name(line), self.library.version());
        Ok(format!(
            "espeak {VERSION}, {version}, {name}, pace {pace}, pitch {pitch}"
        ))
    }

    fn speak(&self, line: &Line, cancel: &Cancel) -> Result<Utterance, VoiceError> {
        if !line.text.chars().any(char::is_alphanumeric) {
            let text = line.text.clone();
            return Err(VoiceError::NothingToSay { text });
        }
        let name = self.name(line);
        let manner = Manner {
            voice: &name,
            pace: self.voice.pace,
            pitch: self.voice.pitch,
        };
        let spoken = self.library.say(&line.text, &manner, cancel)?;
        let spoken = spoken.ok_or_else(|| self.unknown(line, name))?;
        let sound = to_reel_rate(&spoken.sound, spoken.rate);
        if decode::is_silent(&sound) {
            let text = line.text.clone();
            return Err(VoiceError::NothingToSay { text });
        }
        let words = words(&line.text, &spoken, &sound);
        let phonemes = phonemes(&spoken, sound.len() as u64);
        Ok(decode::finish(&sound, words, phonemes))
    }
}

impl Espeak<'_> {
    fn unknown(&self, line: &Line, name: String) -> VoiceError {
        match self.voice.voice {
            Some(_) => VoiceError::Unknown {
                program: "espeak-ng".to_owned(),
                what: "voice",
                wanted: name,
                known: ["en-us", "de", "es", "fr", "ja", "cmn"]
                    .map(str::to_owned)
                    .into(),
            },
            None => VoiceError::Language {
                voice: "espeak-ng".to_owned(),
                language: line.language.clone(),
            },
        }
    }
}

/// Our words at the times of those that espeak-ng tells by their place in the text. A word that it
/// joined with the one before shares that one's time.
fn words(text: &str, spoken: &Rendition, sound: &[f32]) -> Vec<Word> {
    let told: Vec<(usize, u64)> = spoken
        .told
        .iter()
        .filter_map(|told| match told {
            Told::Word { letter, at } => Some((*letter, reel(*at))),
            Told::Phoneme { .. } => None,
        })
        .collect();
    let places = places(text);
    let end = sound.len() as u64;
    let begin = |letter: usize, until: usize| {
        let mine = told.iter().find(|(at, _)| letter <= *at && *at < until);
        mine.map(|(_, at)| *at)
    };
    let begins: Vec<Option<u64>> = places
        .iter()
        .map(|(from, to, _)| begin(*from, *to))
        .collect();
    let mut words = Vec::new();
    let mut at = 0;
    for (index, (_, _, word)) in places.iter().enumerate() {
        let from = begins[index].unwrap_or(at);
        let next = begins[index + 1..].iter().flatten().next();
        let alone = begins[index + 1..]
            .iter()
            .take_while(|it| it.is_none())
            .count() as u64;
        let until = next.copied().unwrap_or(end).max(from);
        let to = from + (until - from) / (alone + 1);
        at = to;
        let to = spoken_until(sound, from, to);
        words.push(Word {
            text: (*word).to_owned(),
            from,
            to,
        });
    }
    words
}

/// The end of what is heard between two samples: a pause belongs to no word.
fn spoken_until(sound: &[f32], from: u64, to: u64) -> u64 {
    let (from, to) = (from as usize, (to as usize).min(sound.len()));
    let spans = estimate::heard(&sound[from.min(to)..to]);
    spans.last().map_or(to as u64, |span| from as u64 + span.1)
}

/// Each word with the places of its first letter and of what follows it, in letters.
fn places(text: &str) -> Vec<(usize, usize, &str)> {
    let start = text.as_ptr() as usize;
    let words = words_of(text);
    let letter = |word: &str| text[..word.as_ptr() as usize - start].chars().count();
    let firsts: Vec<usize> = words.iter().map(|word| letter(word)).collect();
    let ends = firsts.iter().skip(1).copied().chain([usize::MAX]);
    let both = firsts.iter().copied().zip(ends);
    both.zip(words)
        .map(|((from, to), word)| (from, to, word))
        .collect()
}

fn phonemes(spoken: &Rendition, end: u64) -> Vec<Phoneme> {
    let told = spoken.told.iter().filter_map(|told| match told {
        Told::Phoneme { name, at } => Some((sounds::arpabet(name), reel(*at))),
        Told::Word { .. } => None,
    });
    let told: Vec<(String, u64)> = told.collect();
    let ends = told.iter().skip(1).map(|it| it.1).chain([end]);
    let timed = told.iter().zip(ends).map(|((sound, from), to)| Phoneme {
        sound: sound.clone(),
        from: *from,
        to,
    });
    timed.filter(|it| !it.sound.is_empty()).collect()
}

/// Milliseconds as samples.
fn reel(millis: u64) -> u64 {
    millis * u64::from(SAMPLE_RATE) / 1000
}
