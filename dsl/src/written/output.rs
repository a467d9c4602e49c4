//! The reels: their sizes and rates, and the names by which these are known.

use std::collections::BTreeMap;

use demoreel_primitives::plan::{Format, Quality, Timing};
use demoreel_primitives::steps::PixelSize;
use schemars::JsonSchema;
use serde::Deserialize;

use super::LookWords;

/// A reel.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[schemars(extend("x-main" = "preset"))]
pub(crate) struct OutputWords {
    /// A size and a rate that are known by name; where it is not given, the output's own name if
    /// that is one.
    pub preset: Option<Preset>,
    /// In pixels, both sides even.
    pub size: Option<PixelSize>,
    /// Frames a second.
    #[schemars(range(min = 1.0, max = 120.0))]
    pub fps: Option<f64>,
    /// What kind of file it is; what the ending of `file` says, or MP4, if not given.
    pub format: Option<Format>,
    /// Where it goes where the command line does not say, such as `docs/demo.gif`; a folder for
    /// PNG files.
    pub file: Option<String>,
    /// How good the picture of an MP4 or WebM is; `standard` if not given.
    pub quality: Option<Quality>,
    /// How an MP4 or WebM keeps frames in which nothing changes; `constant` if not given.
    pub timing: Option<Timing>,
    /// How everything looks in it.
    #[serde(flatten)]
    pub look: LookWords,
    /// How single scenes look in it, by their names.
    #[serde(default)]
    pub scenes: BTreeMap<String, LookWords>,
}

/// Sizes, rates and limits that are known by name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Preset {
    /// 1920x1080 at 60 frames a second.
    Youtube,
    /// 1920x1080 at 30 frames a second, at most 140 seconds.
    X,
    /// 1920x1080 at 30 frames a second, at most 15 minutes.
    Linkedin,
    /// 1080x1920 at 60 frames a second, words above the buttons of the player.
    Tiktok,
    /// 1080x1080 at 30 frames a second.
    Square,
    /// 1280x720 at 30 frames a second, with words that are large enough for a small picture.
    Readme,
    /// 1920x1080 at 30 frames a second, 15 to 30 seconds.
    AppStore,
}
