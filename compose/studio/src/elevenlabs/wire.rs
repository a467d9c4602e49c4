//! What goes over the wire: the bodies of calls and of answers.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use demoreel_primitives::plan::ElevenLabsVoice;
use serde::Deserialize;
use serde_json::{Map, Value, json};

use super::Piece;
use super::catalogue::Model;
use super::letters::Alignment;

/// What asks for speech. A field that the script leaves open is left out.
pub fn speech_body(voice: &ElevenLabsVoice, model: &Model, piece: &Piece<'_>) -> Value {
    let mut body = Map::new();
    body.insert("text".to_owned(), json!(piece.text));
    body.insert("model_id".to_owned(), json!(model.id));
    body.insert("seed".to_owned(), json!(voice.seed));
    let normalization = json!(voice.normalization);
    body.insert("apply_text_normalization".to_owned(), normalization);
    let settings = settings(voice);
    if !settings.is_empty() {
        body.insert("voice_settings".to_owned(), Value::Object(settings));
    }
    if let Some(language) = &voice.language {
        body.insert("language_code".to_owned(), json!(language));
    }
    if !voice.dictionaries.is_empty() {
        let all = voice.dictionaries.iter().map(|one| match &one.version {
            Some(version) => json!({"pronunciation_dictionary_id": one.id, "version_id": version}),
            None => json!({"pronunciation_dictionary_id": one.id}),
        });
        let all: Vec<Value> = all.collect();
        body.insert("pronunciation_dictionary_locators".to_owned(), json!(all));
    }
    for (name, text) in [
        ("previous_text", &piece.before),
        ("next_text", &piece.after),
    ] {
        if !text.is_empty() {
            body.insert(name.to_owned(), json!(text));
        }
    }
    Value::Object(body)
}

fn settings(voice: &ElevenLabsVoice) -> Map<String, Value> {
    let settings = &voice.settings;
    let all = [
        ("stability", settings.stability.map(|it| json!(it))),
        ("similarity_boost", settings.similarity.map(|it| json!(it))),
        ("style", settings.style.map(|it| json!(it))),
        (
            "use_speaker_boost",
            settings.speaker_boost.map(|it| json!(it)),
        ),
        ("speed", settings.speed.map(|it| json!(it))),
    ];
    let set = all.into_iter();
    set.filter_map(|(name, value)| Some((name.to_owned(), value?)))
        .collect()
}

/// Speech as it comes.
pub struct Spoken {
    pub audio: Vec<u8>,
    /// None where the service tells no times.
    pub alignment: Option<Alignment>,
}

impl Spoken {
    /// Reads an answer, or says what is wrong with it.
    pub fn read(body: &[u8]) -> Result<Spoken, String> {
        #[derive(Deserialize)]
        struct Written {
            audio_base64: String,
            alignment: Option<Alignment>,
        }
        let written: Written = serde_json::from_slice(body)
            .map_err(|error| format!("its answer is no speech: {error}"))?;
        let audio = STANDARD.decode(written.audio_base64.as_bytes());
        Ok(Spoken {
            audio: audio.map_err(|error| format!("its sound is not what it says: {error}"))?,
            alignment: written.alignment,
        })
    }
}

/// Whether bytes that should be bare samples begin as some other file does.
pub fn is_something_else(bytes: &[u8]) -> bool {
    let begins: [&[u8]; 6] = [b"RIFF", b"ID3", b"OggS", b"fLaC", b"<!DO", b"<htm"];
    begins.iter().any(|begin| bytes.starts_with(begin)) || bytes.starts_with(b"{\"")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_that_is_cut_short_or_holds_no_base64_says_so() {
        assert!(Spoken::read(br#"{"audio_base64":"AAAA","alig"#).is_err());
        assert!(Spoken::read(br#"{"audio_base64":"*","alignment":null}"#).is_err());
        let spoken = Spoken::read(br#"{"audio_base64":"AAAA","alignment":null,"more":1}"#);
        let spoken = spoken.expect("it is whole");
        assert_eq!((spoken.audio.len(), spoken.alignment.is_none()), (3, true));
    }
}
