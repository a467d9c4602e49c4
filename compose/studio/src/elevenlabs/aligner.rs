//! Forced alignment: the times of a recording's words, found by ElevenLabs.

use demoreel_primitives::cancel::Cancel;
use demoreel_primitives::speech::{Word, words_of};
use demoreel_primitives::time::SAMPLE_RATE;
use demoreel_primitives::wav::Wav;
use demoreel_store::key;
use serde::Deserialize;

use super::client::{Call, Client};
use super::{SERVICE, Words};
use crate::error::VoiceError;
use crate::estimate;
use crate::job::{Secret, VoiceJob};
use crate::till::{Item, Till};

/// Stands between the parts of the form that is sent; no sound and no text holds it.
const BOUNDARY: &str = "demoreel-boundary-7f1c0d9a";

/// Finds the times of words.
pub struct Aligner<'a> {
    base: &'a str,
    key: Secret,
    job: &'a VoiceJob,
    till: &'a Till<'a>,
}

#[derive(Deserialize)]
struct Told {
    words: Vec<ToldWord>,
}

#[derive(Deserialize)]
struct ToldWord {
    text: String,
    start: f64,
    end: f64,
}

impl<'a> Aligner<'a> {
    /// None without its key.
    pub fn new(
        base: &'a str,
        key_env: &str,
        job: &'a VoiceJob,
        till: &'a Till<'a>,
    ) -> Option<Aligner<'a>> {
        let key = job.variables.get(key_env)?.clone();
        Some(Aligner {
            base,
            key,
            job,
            till,
        })
    }

    /// The words of a text in a sound. The answer is kept: every `say` of a scene needs it.
    pub fn words(&self, text: &str, sound: &[f32], cancel: &Cancel) -> Result<Words, VoiceError> {
        let wav = Wav {
            rate: SAMPLE_RATE,
            channels: 1,
            samples: sound.to_vec(),
        };
        let sound_file = wav.encode();
        let digest = blake3::hash(&sound_file).to_hex().to_string();
        let name = key(&["alignment", self.base, &digest, text]);
        let item = Item {
            key: &name,
            provider: "elevenlabs",
            voice: "alignment",
            model: "forced-alignment",
            text,
            credits: 0.0,
        };
        let client = Client::open(self.base, self.key.clone(), self.job);
        let client = client.map_err(|why| VoiceError::Unreachable {
            service: SERVICE,
            why,
        })?;
        let kind = format!("multipart/form-data; boundary={BOUNDARY}");
        let bought = self.till.buy(&item, cancel, || {
            let form = form(text, &sound_file);
            client.call(&Call::form("/v1/forced-alignment", &kind, form), cancel)
        })?;
        let told: Told =
            serde_json::from_slice(&bought.body).map_err(|error| VoiceError::Answer {
                program: SERVICE.to_owned(),
                why: format!("its alignment cannot be read: {error}"),
                key: Some(name.clone()),
            })?;
        Ok(matched(text, &told.words).unwrap_or_else(|| estimate::words(text, sound)))
    }
}

fn form(text: &str, sound: &[u8]) -> Vec<u8> {
    let mut form = Vec::new();
    let head = format!(
        "--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"text\"\r\n\r\n{text}\r\n\
         --{BOUNDARY}\r\nContent-Disposition: form-data; name=\"file\"; filename=\"speech.wav\"\r\n\
         Content-Type: audio/wav\r\n\r\n"
    );
    form.extend(head.as_bytes());
    form.extend(sound);
    form.extend(format!("\r\n--{BOUNDARY}--\r\n").as_bytes());
    form
}

/// Our words with the times of theirs; none where they are others.
fn matched(text: &str, told: &[ToldWord]) -> Option<Words> {
    let mut told = told.iter().filter(|word| !word.text.trim().is_empty());
    let samples = |seconds: f64| libm::round(seconds.max(0.0) * f64::from(SAMPLE_RATE)) as u64;
    let mut words = Vec::new();
    let mut given: Option<(String, f64, f64)> = None;
    for word in words_of(text) {
        let (mut left, from, to) = match given.take() {
            Some(rest) => rest,
            None => {
                let next = told.next()?;
                (next.text.trim().to_owned(), next.start, next.end)
            }
        };
        // Their words are divided at spaces alone, ours at every letter that stands for a word.
        if !left.starts_with(word) {
            return None;
        }
        let part = word.chars().count() as f64 / left.chars().count().max(1) as f64;
        let end = from + (to - from) * part;
        left.drain(..word.len());
        words.push(Word {
            text: word.to_owned(),
            from: samples(from),
            to: samples(end),
        });
        given = (!left.is_empty()).then_some((left, end, to));
    }
    Some(words)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(words: &[(&str, f64, f64)]) -> Vec<ToldWord> {
        let word = |(text, start, end): &(&str, f64, f64)| ToldWord {
            text: (*text).to_owned(),
            start: *start,
            end: *end,
        };
        words.iter().map(word).collect()
    }

    #[test]
    fn their_words_are_ours_also_where_they_are_divided_otherwise() {
        let given = told(&[("Hi,", 0.5, 0.7), (" ", 0.7, 0.8), ("部署", 1.0, 2.0)]);
        let words = matched("Hi, 部署", &given).expect("they are the same");
        let times: Vec<_> = words.iter().map(|it| (it.from, it.to)).collect();
        assert_eq!(
            times,
            [(24_000, 33_600), (48_000, 72_000), (72_000, 96_000)]
        );
        assert!(matched("Ho, 部署", &given).is_none());
    }
}
