//! The voice of ElevenLabs: long text in pieces that the model takes, sound with the time of every
//! letter, each piece bought once.

mod aligner;
mod catalogue;
mod client;
mod gate;
mod letters;
mod pieces;
mod trouble;
mod wire;

use std::sync::OnceLock;

use demoreel_primitives::cancel::Cancel;
use demoreel_primitives::plan::ElevenLabsVoice;
use demoreel_primitives::speech::Word;
use demoreel_primitives::time::SAMPLE_RATE;
use demoreel_store::key;

use crate::decode;
use crate::error::VoiceError;
use crate::estimate;
use crate::job::VoiceJob;
use crate::till::{Item, Till};
use crate::voice::{Capabilities, Line, Utterance, Voice, WordTimes};
pub use aligner::Aligner;
use catalogue::{Catalogue, Model};
pub use client::Answer;
use client::{Call, Client};
pub use trouble::Trouble;

/// Its name in messages.
const SERVICE: &str = "ElevenLabs";
/// More calls at once than this help no script.
const MOST_AT_ONCE: usize = 6;
/// Between two pieces of a long text, in samples.
const PAUSE: u64 = SAMPLE_RATE as u64 * 30 / 100;
/// Letters of what stands around a piece that are told with it.
const CONTEXT: usize = 300;

/// A voice of ElevenLabs.
pub struct ElevenLabs<'a> {
    voice: &'a ElevenLabsVoice,
    job: &'a VoiceJob,
    till: &'a Till<'a>,
    client: OnceLock<Result<Client, String>>,
    catalogue: Catalogue,
}

impl<'a> ElevenLabs<'a> {
    /// Nothing is asked of the service before something is to be spoken.
    pub fn new(voice: &'a ElevenLabsVoice, job: &'a VoiceJob, till: &'a Till<'a>) -> Self {
        ElevenLabs {
            voice,
            job,
            till,
            client: OnceLock::new(),
            catalogue: Catalogue::default(),
        }
    }

    fn client(&self) -> Result<&Client, VoiceError> {
        let env = &self.voice.key_env;
        let Some(key) = self.job.variables.get(env) else {
            return Err(VoiceError::KeyMissing {
                service: SERVICE,
                env: env.clone(),
            });
        };
        let open = || Client::open(&self.voice.base_url, key.clone(), self.job);
        let client = self.client.get_or_init(open).as_ref();
        client.map_err(|why| VoiceError::Unreachable {
            service: SERVICE,
            why: why.clone(),
        })
    }

    fn piece(
        &self,
        piece: &Piece<'_>,
        (voice, model): (&str, &Model),
        cancel: &Cancel,
    ) -> Result<Utterance, VoiceError> {
        let body = wire::speech_body(self.voice, model, piece).to_string();
        let path = format!(
            "/v1/text-to-speech/{voice}/with-timestamps?output_format={}",
            self.voice.format
        );
        let name = key(&[&self.voice.base_url, &path, &body]);
        let item = Item {
            key: &name,
            provider: "elevenlabs",
            voice: &self.voice.voice,
            model: &model.id,
            text: piece.text,
            credits: piece.text.chars().count() as f64 * model.credits,
        };
        let client = self.client()?;
        let bought = self.till.buy(&item, cancel, || {
            client.call(&Call::post(&path, body), cancel)
        })?;
        let wrong = |why: String| VoiceError::Answer {
            program: SERVICE.to_owned(),
            why,
            key: Some(name.clone()),
        };
        let spoken = wire::Spoken::read(&bought.body).map_err(wrong)?;
        let sound = self.sound(&spoken.audio, cancel).map_err(wrong)?;
        let told = spoken.alignment.as_ref();
        let words = told.and_then(|told| letters::words(piece.text, told));
        if let Some(last) = words.as_ref().and_then(|words| words.last()) {
            let seconds = |samples: u64| samples as f64 / f64::from(SAMPLE_RATE);
            let (heard, said) = (seconds(sound.len() as u64), seconds(last.to));
            // Bytes that are no sound have some other length than the words.
            if said > heard * 1.3 + 0.5 {
                return Err(wrong(format!(
                    "its sound lasts {heard:.1} s and its words {said:.1} s"
                )));
            }
        }
        let words = words.unwrap_or_else(|| estimate::words(&letters::shown(piece.text), &sound));
        Ok(Utterance {
            credits: bought.credits,
            bought: vec![name.clone()],
            ..decode::finish(&sound, words, Vec::new())
        })
    }

    fn sound(&self, bytes: &[u8], cancel: &Cancel) -> Result<Vec<f32>, String> {
        let sound = match self.voice.format.strip_prefix("pcm_") {
            Some(_) if wire::is_something_else(bytes) => None,
            Some(rate) => rate.parse().ok().and_then(|rate| decode::pcm(bytes, rate)),
            None => match decode::bytes(bytes, self.job, cancel) {
                Ok(sound) => Some(sound),
                Err(error) => return Err(error.to_string()),
            },
        };
        let sound = sound.ok_or_else(|| format!("its sound is no {}", self.voice.format))?;
        if decode::is_silent(&sound) {
            return Err("its sound is silence".to_owned());
        }
        Ok(sound)
    }
}

/// A part of a text that is spoken at once.
pub(crate) struct Piece<'a> {
    pub text: &'a str,
    /// What stands before and after it; empty where nothing does or the model takes no notice.
    pub before: String,
    pub after: String,
}

impl Voice for ElevenLabs<'_> {
    fn capabilities(&self) -> Capabilities {
        Capabilities {
            audible: true,
            words: WordTimes::Told,
            phonemes: false,
            paid: true,
            at_once: MOST_AT_ONCE,
        }
    }

    fn fingerprint(&self, _: &Line) -> Result<String, VoiceError> {
        Ok(self.voice.fingerprint())
    }

    fn speak(&self, line: &Line, cancel: &Cancel) -> Result<Utterance, VoiceError> {
        if !letters::shown(&line.text)
            .chars()
            .any(char::is_alphanumeric)
        {
            let text = line.text.clone();
            return Err(VoiceError::NothingToSay { text });
        }
        let client = self.client()?;
        let model = self.catalogue.model(client, &self.voice.model, cancel)?;
        if let Some(language) = self.voice.language.as_ref()
            && !model.speaks(language)
        {
            return Err(VoiceError::Language {
                voice: format!("the model {}", model.id),
                language: language.clone(),
            });
        }
        let voice = self.catalogue.voice(client, &self.voice.voice, cancel)?;
        let mut whole = Utterance::default();
        for piece in pieces(&line.text, &model) {
            whole.append(self.piece(&piece, (&voice, &model), cancel)?, PAUSE);
        }
        Ok(whole)
    }
}

/// The pieces of a text that a model takes, each with what stands around it.
fn pieces<'a>(text: &'a str, model: &Model) -> Vec<Piece<'a>> {
    let texts = pieces::of(text, model.letters);
    let around = |at: Option<usize>| {
        let text = at
            .and_then(|at| texts.get(at))
            .filter(|_| model.takes_context());
        text.copied().unwrap_or_default()
    };
    let all = texts.iter().enumerate().map(|(at, text)| Piece {
        text,
        before: pieces::last(around(at.checked_sub(1)), CONTEXT).to_owned(),
        after: pieces::first(around(Some(at + 1)), CONTEXT).to_owned(),
    });
    all.collect()
}

/// The words of a text, with times; for whoever reads what the service tells.
type Words = Vec<Word>;
