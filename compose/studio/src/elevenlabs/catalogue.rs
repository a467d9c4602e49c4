//! Voices and models by name. Ids of voices do not last, so none stands in this code: a name is
//! looked up in the account. A key that may speak but not list still speaks where ids are given.

use std::sync::{Mutex, PoisonError};

use demoreel_primitives::cancel::Cancel;
use serde::Deserialize;

use super::client::{Call, Client};
use super::{SERVICE, Trouble};
use crate::error::VoiceError;

/// Pages of voices that are read at most.
const PAGES: usize = 50;
/// Letters that every model takes.
const FEWEST: usize = 5000;

/// What was looked up so far in this run.
#[derive(Default)]
pub struct Catalogue {
    model: Mutex<Option<Model>>,
    voice: Mutex<Option<String>>,
}

/// A model and what it takes.
#[derive(Clone, Debug, PartialEq)]
pub struct Model {
    /// Its id.
    pub id: String,
    /// Letters that a call may have.
    pub letters: usize,
    /// Credits for a letter.
    pub credits: f64,
    /// Its languages; empty where they are not known.
    pub languages: Vec<String>,
}

impl Model {
    /// Whether it takes what stands before and after a text.
    pub fn takes_context(&self) -> bool {
        !self.id.contains("_v3") && !self.id.contains("_v4")
    }

    /// Whether it speaks a language.
    pub fn speaks(&self, language: &str) -> bool {
        let bare = |code: &str| code.split(['-', '_']).next().map(str::to_lowercase);
        self.languages.is_empty() || self.languages.iter().any(|one| bare(one) == bare(language))
    }

    /// What is known of a model that could not be looked up.
    fn unlisted(id: &str) -> Model {
        let letters = match id {
            _ if id.contains("flash_v2_5") || id.contains("turbo_v2_5") => 40_000,
            _ if id.contains("flash_v2") || id.contains("turbo_v2") => 30_000,
            _ if id.contains("multilingual_v2") => 10_000,
            _ => FEWEST,
        };
        let fast = id.contains("flash") || id.contains("turbo");
        Model {
            id: id.to_owned(),
            letters,
            credits: if fast { 0.5 } else { 1.0 },
            languages: Vec::new(),
        }
    }
}

#[derive(Deserialize)]
struct ListedModel {
    model_id: String,
    #[serde(default)]
    name: String,
    can_do_text_to_speech: Option<bool>,
    maximum_text_length_per_request: Option<u64>,
    max_characters_request_subscribed_user: Option<u64>,
    #[serde(default)]
    languages: Vec<ListedLanguage>,
    model_rates: Option<Rates>,
}

#[derive(Deserialize)]
struct ListedLanguage {
    language_id: String,
}

#[derive(Deserialize)]
struct Rates {
    character_cost_multiplier: Option<f64>,
}

#[derive(Deserialize)]
struct VoicePage {
    voices: Vec<ListedVoice>,
    #[serde(default)]
    has_more: bool,
    next_page_token: Option<String>,
}

#[derive(Deserialize)]
struct ListedVoice {
    voice_id: String,
    #[serde(default)]
    name: String,
}

impl Catalogue {
    /// The model of a name or id.
    pub fn model(
        &self,
        client: &Client,
        wanted: &str,
        cancel: &Cancel,
    ) -> Result<Model, VoiceError> {
        let mut known = self.model.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(model) = &*known {
            return Ok(model.clone());
        }
        let listed: Option<Vec<ListedModel>> = ask(client, "/v1/models", cancel)?;
        let model = match listed {
            Some(listed) => choose_model(listed, wanted)?,
            None => Model::unlisted(wanted),
        };
        Ok(known.insert(model).clone())
    }

    /// The id of a voice's name or id.
    pub fn voice(
        &self,
        client: &Client,
        wanted: &str,
        cancel: &Cancel,
    ) -> Result<String, VoiceError> {
        let mut known = self.voice.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(voice) = &*known {
            return Ok(voice.clone());
        }
        let mut names = Vec::new();
        let mut path = "/v2/voices?page_size=100".to_owned();
        for _ in 0..PAGES {
            let Some(page) = ask::<VoicePage>(client, &path, cancel)? else {
                break;
            };
            if let Some(voice) = page.voices.iter().find(|voice| voice.is(wanted)) {
                return Ok(known.insert(voice.voice_id.clone()).clone());
            }
            names.extend(page.voices.into_iter().map(|voice| voice.name));
            let Some(token) = page.next_page_token.filter(|_| page.has_more) else {
                break;
            };
            path = format!(
                "/v2/voices?page_size=100&next_page_token={}",
                escaped(&token)
            );
        }
        // A voice of the public library can be spoken with by its id without being in the account.
        if looks_like_id(wanted) {
            return Ok(known.insert(wanted.to_owned()).clone());
        }
        names.truncate(12);
        Err(unknown("voice", wanted, names))
    }
}

impl ListedVoice {
    /// Names in accounts often go on with a description: `Rachel - calm`.
    fn is(&self, wanted: &str) -> bool {
        let name = self.name.split(" - ").next().unwrap_or_default().trim();
        self.voice_id == wanted
            || self.name.eq_ignore_ascii_case(wanted)
            || name.eq_ignore_ascii_case(wanted)
    }
}

/// A question; none where the key may not ask it.
fn ask<T: for<'de> Deserialize<'de>>(
    client: &Client,
    path: &str,
    cancel: &Cancel,
) -> Result<Option<T>, VoiceError> {
    match client.call(&Call::get(path), cancel) {
        Ok(answer) => {
            let read = serde_json::from_slice(&answer.body);
            read.map(Some).map_err(|error| VoiceError::Answer {
                program: SERVICE.to_owned(),
                why: format!("its list cannot be read: {error}"),
                key: None,
            })
        }
        Err(Trouble::Refused(no)) if may_not_list(no.status, &no.code, &no.message) => Ok(None),
        Err(trouble) => Err(trouble.into()),
    }
}

/// A key without the scope for a list is not a wrong key.
fn may_not_list(status: u16, code: &str, message: &str) -> bool {
    let scope = code == "missing_permissions" || message.contains("permission");
    status == 403 || status == 404 || (status == 401 && scope)
}

fn choose_model(listed: Vec<ListedModel>, wanted: &str) -> Result<Model, VoiceError> {
    let speaks = |model: &ListedModel| model.can_do_text_to_speech != Some(false);
    let listed: Vec<ListedModel> = listed.into_iter().filter(speaks).collect();
    let is =
        |model: &&ListedModel| model.model_id == wanted || model.name.eq_ignore_ascii_case(wanted);
    let Some(model) = listed.iter().find(is) else {
        let known = listed.into_iter().map(|model| model.model_id).collect();
        return Err(unknown("model", wanted, known));
    };
    let unlisted = Model::unlisted(&model.model_id);
    let limits = [
        model.maximum_text_length_per_request,
        model.max_characters_request_subscribed_user,
    ];
    let letters = limits
        .into_iter()
        .flatten()
        .filter(|limit| *limit > 0)
        .min();
    let rates = model.model_rates.as_ref();
    Ok(Model {
        letters: letters.map_or(unlisted.letters, |limit| limit as usize),
        credits: rates
            .and_then(|rates| rates.character_cost_multiplier)
            .unwrap_or(unlisted.credits),
        languages: model
            .languages
            .iter()
            .map(|it| it.language_id.clone())
            .collect(),
        ..unlisted
    })
}

fn unknown(what: &'static str, wanted: &str, known: Vec<String>) -> VoiceError {
    VoiceError::Unknown {
        program: SERVICE.to_owned(),
        what,
        wanted: wanted.to_owned(),
        known,
    }
}

/// Ids are 20 letters and digits.
fn looks_like_id(word: &str) -> bool {
    word.len() == 20 && word.bytes().all(|byte| byte.is_ascii_alphanumeric())
}

/// As part of an address.
fn escaped(word: &str) -> String {
    let escape = |byte: u8| match byte {
        b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'_' | b'.' | b'~' => {
            char::from(byte).to_string()
        }
        _ => format!("%{byte:02X}"),
    };
    word.bytes().map(escape).collect()
}
