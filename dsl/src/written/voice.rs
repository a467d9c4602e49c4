//! Who speaks.

use schemars::JsonSchema;
use serde::Deserialize;

/// Who speaks.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[schemars(extend("x-one-key" = true))]
pub(crate) struct VoiceWords {
    /// A voice of this machine that needs no key.
    pub local: Option<LocalVoiceWords>,
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
    #[serde(default = "voice_pace")]
    pub pace: f64,
}

/// Nobody speaks.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
pub(crate) struct SilentWords {}

fn voice_name() -> String {
    "slt".to_owned()
}

fn voice_pace() -> f64 {
    1.0
}
