//! Who speaks, as it is written.

use demoreel_primitives::steps::Duration;
use demoreel_primitives::time::Nanos;
use schemars::JsonSchema;
use serde::Deserialize;

use super::{EnvWord, PathWord};

/// Who speaks.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[schemars(extend("x-one-key" = true))]
pub(crate) struct VoiceWords {
    /// A voice of this machine that needs no key: English.
    pub local: Option<LocalVoiceWords>,
    /// espeak-ng on this machine: more than a hundred languages, no key.
    pub espeak: Option<EspeakVoiceWords>,
    /// ElevenLabs, a paid service; its key is in ELEVENLABS_API_KEY.
    pub elevenlabs: Option<ElevenLabsWords>,
    /// A program of yours: the text on its standard input, a WAV file on its standard output.
    pub command: Option<CommandVoiceWords>,
    /// Recordings of yours, one for each scene.
    pub file: Option<FileVoiceWords>,
    /// Nobody: words only pace the reel and make captions.
    pub silent: Option<SilentWords>,
}

/// A voice of this machine that needs no key.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[schemars(extend("x-main" = "voice"))]
pub(crate) struct LocalVoiceWords {
    /// Its name.
    #[schemars(extend("x-kind" = "identifier"))]
    #[serde(default = "voice_name")]
    pub voice: String,
    /// 1 is its own pace; larger is faster.
    #[schemars(range(min = 0.5, max = 2.0))]
    #[serde(default = "own")]
    pub pace: f64,
}

/// A voice of espeak-ng.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[schemars(extend("x-main" = "voice"))]
pub(crate) struct EspeakVoiceWords {
    /// As espeak-ng names it, such as de or en-us; that of the reel's language if not given.
    pub voice: Option<String>,
    /// 1 is its own pace; larger is faster.
    #[schemars(range(min = 0.5, max = 2.0))]
    #[serde(default = "own")]
    pub pace: f64,
    /// 50 is the voice's own.
    #[schemars(range(min = 0, max = 99))]
    #[serde(default = "pitch")]
    pub pitch: u8,
}

/// A voice of ElevenLabs.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[schemars(extend("x-main" = "voice"))]
pub(crate) struct ElevenLabsWords {
    /// The voice's name in your account, or its id.
    pub voice: String,
    /// The model's name or id.
    #[serde(default = "model")]
    pub model: String,
    /// How it speaks; what is not given is as you saved it with the voice.
    pub settings: Option<ElevenLabsSettingsWords>,
    /// The same seed gives nearly the same speech.
    #[schemars(range(min = 0, max = 4294967295u32))]
    #[serde(default = "seed")]
    pub seed: u32,
    /// Two letters such as de, for models that take a language.
    pub language: Option<String>,
    /// Whether numbers and the like are written out first.
    pub normalization: Option<Normalization>,
    /// Pronunciation dictionaries of your account, at most three.
    pub dictionaries: Option<Vec<DictionaryWords>>,
    /// What the sound is sent as; the 44100 and 48000 ones need a larger subscription.
    pub format: Option<SpeechFormat>,
    /// Where the service is, for accounts of another region.
    #[schemars(extend("x-kind" = "url"))]
    pub base_url: Option<String>,
    /// The environment variable that holds the key.
    #[schemars(with = "Option<EnvWord>")]
    pub key: Option<String>,
}

/// How an ElevenLabs voice speaks.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
pub(crate) struct ElevenLabsSettingsWords {
    /// 0 is lively, 1 is even.
    #[schemars(range(min = 0.0, max = 1.0))]
    pub stability: Option<f64>,
    /// How near to the original it stays.
    #[schemars(range(min = 0.0, max = 1.0))]
    pub similarity: Option<f64>,
    /// How much its manner is exaggerated.
    #[schemars(range(min = 0.0, max = 1.0))]
    pub style: Option<f64>,
    /// Nearer to the original, and slower to make.
    pub speaker_boost: Option<bool>,
    /// 1 is its own; larger is faster.
    #[schemars(range(min = 0.7, max = 1.2))]
    pub speed: Option<f64>,
}

/// Whether numbers are written out before they are spoken.
#[derive(Clone, Copy, Debug, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Normalization {
    Auto,
    On,
    Off,
}

/// What speech is sent as.
#[derive(Clone, Copy, Debug, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub(crate) enum SpeechFormat {
    #[serde(rename = "pcm_16000")]
    Pcm16,
    #[serde(rename = "pcm_24000")]
    Pcm24,
    #[serde(rename = "pcm_44100")]
    Pcm44,
    #[serde(rename = "pcm_48000")]
    Pcm48,
    #[serde(rename = "mp3_44100_128")]
    Mp3,
    #[serde(rename = "mp3_44100_192")]
    Mp3High,
}

/// A pronunciation dictionary.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[schemars(extend("x-main" = "id"))]
pub(crate) struct DictionaryWords {
    /// Its id.
    pub id: String,
    /// Which version; the newest if not given.
    pub version: Option<String>,
}

/// A program that speaks.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[schemars(extend("x-main" = "run"))]
pub(crate) struct CommandVoiceWords {
    /// The command line, run in the script's folder.
    #[schemars(extend("x-kind" = "shell"))]
    pub run: String,
    /// Change it when the program speaks differently than before, so that it is asked again.
    #[serde(default)]
    pub version: String,
    /// How long one text may take.
    #[serde(default = "patience")]
    pub timeout: Duration,
    /// Environment variables that it may see.
    #[schemars(with = "Option<Vec<EnvWord>>")]
    pub env: Option<Vec<String>>,
}

/// Recordings, one for each scene.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[schemars(extend("x-main" = "folder"))]
pub(crate) struct FileVoiceWords {
    /// The folder that they are in; each has its scene's name, such as intro.wav or intro.mp3.
    #[schemars(with = "PathWord")]
    pub folder: String,
    /// Who finds the times of the words; without a key they are spread over what is heard.
    #[serde(default = "align")]
    pub align: AlignWord,
}

/// Who finds the times of the words.
#[derive(Clone, Copy, Debug, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub(crate) enum AlignWord {
    #[serde(rename = "elevenlabs")]
    ElevenLabs,
    Evenly,
}

/// Nobody speaks.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
pub(crate) struct SilentWords {}

fn voice_name() -> String {
    "slt".to_owned()
}

fn own() -> f64 {
    1.0
}

fn pitch() -> u8 {
    50
}

fn model() -> String {
    "eleven_multilingual_v2".to_owned()
}

fn seed() -> u32 {
    1
}

fn patience() -> Duration {
    Duration(Nanos::from_secs(60))
}

fn align() -> AlignWord {
    AlignWord::Evenly
}
