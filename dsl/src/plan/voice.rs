//! Who speaks, resolved: what the script says of a voice, and ours where it says nothing.

use demoreel_primitives::codes::language as codes;
use demoreel_primitives::diagnostic::Diagnostic;
use demoreel_primitives::plan::{
    Align, CommandVoice, Dictionary, ElevenLabsSettings, ElevenLabsVoice, EspeakVoice, FileVoice,
    Voice,
};

use crate::check::Checker;
use crate::tree::Node;
use crate::written::{
    AlignWord, CommandVoiceWords, ElevenLabsWords, FileVoiceWords, Normalization, SpeechFormat,
    VoiceWords,
};

/// The voice that words name; flite where there are none.
pub(super) fn resolved(words: Option<&VoiceWords>) -> Voice {
    let Some(words) = words else {
        return ours();
    };
    if words.silent.is_some() {
        return Voice::Silent;
    }
    if let Some(espeak) = &words.espeak {
        return Voice::Espeak(EspeakVoice {
            voice: espeak.voice.clone(),
            pace: espeak.pace,
            pitch: espeak.pitch,
        });
    }
    if let Some(elevenlabs) = &words.elevenlabs {
        return Voice::ElevenLabs(paid(elevenlabs));
    }
    if let Some(command) = &words.command {
        return Voice::Command(program(command));
    }
    if let Some(file) = &words.file {
        return Voice::File(recordings(file));
    }
    match &words.local {
        Some(local) => Voice::Local {
            voice: local.voice.clone(),
            pace: local.pace,
        },
        None => ours(),
    }
}

fn ours() -> Voice {
    Voice::Local {
        voice: "slt".to_owned(),
        pace: 1.0,
    }
}

/// What no table can tell: where a key may be sent, and how many dictionaries there are. `node`
/// holds the key `voice`.
pub(super) fn check(checker: &Checker, words: Option<&VoiceWords>, node: &Node) {
    let Some(words) = words.and_then(|words| words.elevenlabs.as_ref()) else {
        return;
    };
    let place = node.get("voice").unwrap_or(node).span.place();
    let report = |message: &str, hint: &str| {
        let error = Diagnostic::error(codes::OUT_OF_RANGE, message).at(place.clone());
        checker.report(error.hint(hint));
    };
    if !words.base_url.as_deref().is_none_or(is_safe) {
        report(
            "a key is not sent to an address that anybody on the way can read",
            "begin `base_url` with https://",
        );
    }
    if words.dictionaries.as_ref().is_some_and(|all| all.len() > 3) {
        report(
            "ElevenLabs takes at most three pronunciation dictionaries",
            "join some of them",
        );
    }
}

fn paid(words: &ElevenLabsWords) -> ElevenLabsVoice {
    let settings = words.settings.clone().unwrap_or_default();
    let base = words.base_url.as_deref().unwrap_or(ElevenLabsVoice::BASE);
    let dictionaries = words.dictionaries.iter().flatten();
    let dictionaries: Vec<Dictionary> = dictionaries
        .map(|one| Dictionary {
            id: one.id.clone(),
            version: one.version.clone(),
        })
        .collect();
    ElevenLabsVoice {
        voice: words.voice.clone(),
        model: words.model.clone(),
        format: format(words.format.unwrap_or(SpeechFormat::Pcm24)).to_owned(),
        settings: ElevenLabsSettings {
            stability: settings.stability,
            similarity: settings.similarity,
            style: settings.style,
            speaker_boost: settings.speaker_boost,
            speed: settings.speed,
        },
        seed: words.seed,
        language: words.language.clone(),
        normalization: match words.normalization.unwrap_or(Normalization::Auto) {
            Normalization::Auto => "auto",
            Normalization::On => "on",
            Normalization::Off => "off",
        }
        .to_owned(),
        dictionaries,
        base_url: base.trim_end_matches('/').to_owned(),
        key_env: words
            .key
            .clone()
            .unwrap_or_else(|| ElevenLabsVoice::KEY_ENV.to_owned()),
    }
}

/// Whether what is sent there can be read by nobody else.
fn is_safe(address: &str) -> bool {
    let host = address.strip_prefix("http://").map(|rest| {
        let end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
        rest[..end].rsplit_once(':').map_or(&rest[..end], |it| it.0)
    });
    match host {
        None => address.starts_with("https://"),
        // What stands before an @ is a name, whatever it looks like.
        Some(_) if address.contains('@') => false,
        Some(host) => ["127.0.0.1", "localhost", "[::1]"].contains(&host),
    }
}

fn format(word: SpeechFormat) -> &'static str {
    match word {
        SpeechFormat::Pcm16 => "pcm_16000",
        SpeechFormat::Pcm24 => "pcm_24000",
        SpeechFormat::Pcm44 => "pcm_44100",
        SpeechFormat::Pcm48 => "pcm_48000",
        SpeechFormat::Mp3 => "mp3_44100_128",
        SpeechFormat::Mp3High => "mp3_44100_192",
    }
}

fn program(words: &CommandVoiceWords) -> CommandVoice {
    CommandVoice {
        run: words.run.clone(),
        version: words.version.clone(),
        timeout: words.timeout.0.as_secs_f64(),
        env: words.env.clone().unwrap_or_default(),
    }
}

fn recordings(words: &FileVoiceWords) -> FileVoice {
    FileVoice {
        folder: words.folder.clone(),
        align: match words.align {
            AlignWord::Evenly => Align::Evenly,
            AlignWord::ElevenLabs => Align::ElevenLabs {
                base_url: ElevenLabsVoice::BASE.to_owned(),
                key_env: ElevenLabsVoice::KEY_ENV.to_owned(),
            },
        },
    }
}

#[cfg(test)]
mod tests {
    use super::is_safe;

    #[test]
    fn a_key_goes_to_nobody_who_listens_on_the_way() {
        assert!(is_safe("https://api.elevenlabs.io"));
        assert!(is_safe("http://127.0.0.1:4000/x"));
        assert!(!is_safe("http://api.elevenlabs.io"));
        assert!(!is_safe("http://localhost.example.com:80"));
        assert!(!is_safe("http://127.0.0.1@example.com"));
        assert!(!is_safe("http://127.0.0.1:80@example.com"));
        assert!(!is_safe("ftp://example.com"));
    }
}
