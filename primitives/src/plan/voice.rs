//! Who speaks: every provider of voices with its settings, nothing left open. Never a key: where a
//! provider needs one, the plan has the name of the environment variable that holds it.

use serde::{Deserialize, Serialize};

/// Who speaks.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Voice {
    /// Nobody: `say` steps only pace the reel and make captions.
    Silent,
    /// flite on this machine.
    Local {
        /// Such as `slt`.
        voice: String,
        /// 1 is the voice's own pace; larger is faster.
        pace: f64,
    },
    /// espeak-ng on this machine: many languages.
    Espeak(EspeakVoice),
    /// ElevenLabs, a paid service.
    #[serde(rename = "elevenlabs")]
    ElevenLabs(ElevenLabsVoice),
    /// A program: text on its standard input, a WAV file on its standard output.
    Command(CommandVoice),
    /// Recordings, one for each scene.
    File(FileVoice),
}

/// A voice of espeak-ng.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct EspeakVoice {
    /// As espeak-ng names it, such as `de` or `en-us`; the voice of the words' language where none
    /// is named.
    pub voice: Option<String>,
    /// 1 is the voice's own pace; larger is faster.
    pub pace: f64,
    /// 0 is low, 50 the voice's own, 99 high.
    pub pitch: u8,
}

/// A voice of ElevenLabs.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ElevenLabsVoice {
    /// The voice's name in the account, or its id.
    pub voice: String,
    /// The model's name or id.
    pub model: String,
    /// What the sound is sent as, such as `pcm_24000`.
    pub format: String,
    /// Each is sent where it is set; elsewhere the voice's own saved setting holds.
    pub settings: ElevenLabsSettings,
    /// The same seed gives nearly the same speech.
    pub seed: u32,
    /// ISO 639-1; the model listens to the words where none is set.
    pub language: Option<String>,
    /// Whether numbers and the like are written out before they are spoken: `auto`, `on`, `off`.
    pub normalization: String,
    /// At most three, in this order.
    pub dictionaries: Vec<Dictionary>,
    /// Where the service is, without a slash at the end.
    pub base_url: String,
    /// The environment variable that holds the key.
    pub key_env: String,
}

/// How an ElevenLabs voice speaks.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct ElevenLabsSettings {
    /// 0 is lively, 1 is even.
    pub stability: Option<f64>,
    /// How near to the original it stays, 0 to 1.
    pub similarity: Option<f64>,
    /// How much its manner is exaggerated, 0 to 1.
    pub style: Option<f64>,
    /// Nearer still, and slower to make.
    pub speaker_boost: Option<bool>,
    /// 0.7 to 1.2; 1 is its own.
    pub speed: Option<f64>,
}

/// A pronunciation dictionary of the account.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Dictionary {
    /// Its id.
    pub id: String,
    /// Which version; the newest where none is set.
    pub version: Option<String>,
}

/// A program that speaks.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct CommandVoice {
    /// Run by `sh -c` in the script's folder.
    pub run: String,
    /// Changes whenever the program's speech does, so that it is asked again.
    pub version: String,
    /// How long one text may take, in seconds.
    pub timeout: f64,
    /// Names of environment variables that it may see besides `PATH`.
    pub env: Vec<String>,
}

/// Recordings, one for each scene.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct FileVoice {
    /// Absolute. The recording of a scene has its name: `intro.wav`, `intro.mp3`.
    pub folder: String,
    /// How the times of its words are found.
    pub align: Align,
}

/// How the times of a recording's words are found.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Align {
    /// By the length of each word, over what is not silence.
    Evenly,
    /// By ElevenLabs where its key is there, evenly where it is not.
    #[serde(rename = "elevenlabs")]
    ElevenLabs {
        /// Where the service is.
        base_url: String,
        /// The environment variable that holds the key.
        key_env: String,
    },
}

impl Voice {
    /// Names of environment variables that it needs to speak; each may hold a secret.
    pub fn env(&self) -> Vec<&str> {
        match self {
            Voice::ElevenLabs(voice) => vec![&voice.key_env],
            Voice::Command(voice) => voice.env.iter().map(String::as_str).collect(),
            Voice::File(FileVoice {
                align: Align::ElevenLabs { key_env, .. },
                ..
            }) => vec![key_env],
            _ => Vec::new(),
        }
    }

    /// A short name for tables, such as `elevenlabs, Rachel`.
    pub fn label(&self) -> String {
        match self {
            Voice::Silent => "silent".to_owned(),
            Voice::Local { voice, .. } => format!("local, {voice}"),
            Voice::Espeak(EspeakVoice { voice, .. }) => match voice {
                Some(voice) => format!("espeak, {voice}"),
                None => "espeak".to_owned(),
            },
            Voice::ElevenLabs(voice) => format!("elevenlabs, {}", voice.voice),
            Voice::Command(voice) => {
                let program = voice.run.split_whitespace().next().unwrap_or_default();
                format!("command, {program}")
            }
            Voice::File(_) => "file".to_owned(),
        }
    }

    /// The provider's name.
    pub fn provider(&self) -> &'static str {
        match self {
            Voice::Silent => "silent",
            Voice::Local { .. } => "local",
            Voice::Espeak(_) => "espeak",
            Voice::ElevenLabs(_) => "elevenlabs",
            Voice::Command(_) => "command",
            Voice::File(_) => "file",
        }
    }

    /// About how many credits a text costs to be spoken; nothing where it is free.
    pub fn credits(&self, text: &str) -> f64 {
        match self {
            Voice::ElevenLabs(voice) => text.chars().count() as f64 * voice.credits_per_character(),
            _ => 0.0,
        }
    }
}

impl ElevenLabsVoice {
    /// The base of the service outside of regions of its own.
    pub const BASE: &'static str = "https://api.elevenlabs.io";
    /// The variable that its key is usually in.
    pub const KEY_ENV: &'static str = "ELEVENLABS_API_KEY";

    /// All that shapes its speech besides the text, in one line.
    pub fn fingerprint(&self) -> String {
        // What reaches the service is what shapes the speech; where the key stands is not.
        let shaping = ElevenLabsVoice {
            key_env: String::new(),
            ..self.clone()
        };
        let json = serde_json::to_string(&shaping).unwrap_or_default();
        format!("elevenlabs 1 {json}")
    }

    /// What a character costs before the service has said so: fast models are sold at half price.
    pub fn credits_per_character(&self) -> f64 {
        let model = self.model.to_lowercase();
        if model.contains("flash") || model.contains("turbo") {
            0.5
        } else {
            1.0
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rachel() -> ElevenLabsVoice {
        ElevenLabsVoice {
            voice: "Rachel".to_owned(),
            model: "eleven_multilingual_v2".to_owned(),
            format: "pcm_24000".to_owned(),
            settings: ElevenLabsSettings::default(),
            seed: 1,
            language: None,
            normalization: "auto".to_owned(),
            dictionaries: Vec::new(),
            base_url: ElevenLabsVoice::BASE.to_owned(),
            key_env: ElevenLabsVoice::KEY_ENV.to_owned(),
        }
    }

    #[test]
    fn where_the_key_stands_does_not_change_what_is_spoken_and_everything_else_does() {
        let voice = rachel();
        let mut elsewhere = rachel();
        elsewhere.key_env = "OTHER".to_owned();
        assert_eq!(voice.fingerprint(), elsewhere.fingerprint());
        let mut livelier = rachel();
        livelier.settings.stability = Some(0.2);
        assert_ne!(voice.fingerprint(), livelier.fingerprint());
    }

    #[test]
    fn a_fast_model_is_half_the_price() {
        let mut fast = rachel();
        fast.model = "eleven_flash_v2_5".to_owned();
        let text = "Twelve chars";
        assert_eq!(Voice::ElevenLabs(rachel()).credits(text), 12.0);
        assert_eq!(Voice::ElevenLabs(fast).credits(text), 6.0);
        assert_eq!(Voice::Silent.credits(text), 0.0);
    }
}
