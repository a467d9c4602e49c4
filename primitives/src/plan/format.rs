//! The kinds of file that a reel can be, and what can be chosen of a video file.

use std::path::Path;

use serde::{Deserialize, Serialize};

/// What a reel is written as.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize, schemars::JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum Format {
    /// H.264 and AAC: plays everywhere.
    #[default]
    Mp4,
    /// 256 colours for each scene, without sound; it loops.
    Gif,
    /// VP9 and Opus.
    Webm,
    /// A folder with a PNG file for each frame.
    Png,
    /// The text of every screen that a terminal shows.
    Txt,
}

/// How good the picture of a video file is.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize, schemars::JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum Quality {
    /// For a quick look.
    Draft,
    /// For the web; text stays sharp.
    #[default]
    Standard,
    /// For big screens.
    High,
    /// For further editing.
    Master,
}

/// How a video file keeps frames that equal the one before.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize, schemars::JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum Timing {
    /// As pictures of a few bytes that repeat it: players see a constant rate, and the encoder
    /// has no work.
    #[default]
    Constant,
    /// Encoded like all others, for editors that expect it.
    EveryFrame,
    /// Not at all: the frame before lasts longer.
    Variable,
}

impl Format {
    /// The format that a file's name asks for by its ending; folders of PNG files have none.
    pub fn of_file(file: &Path) -> Option<Format> {
        match file.extension()?.to_str()? {
            "mp4" => Some(Format::Mp4),
            "gif" => Some(Format::Gif),
            "webm" => Some(Format::Webm),
            "txt" => Some(Format::Txt),
            _ => None,
        }
    }

    /// A file's or folder's name in this format.
    pub fn file_name(self, stem: &str) -> String {
        match self {
            Format::Mp4 => format!("{stem}.mp4"),
            Format::Gif => format!("{stem}.gif"),
            Format::Webm => format!("{stem}.webm"),
            Format::Png => format!("{stem}-frames"),
            Format::Txt => format!("{stem}.txt"),
        }
    }

    /// Whether there is sound in it.
    pub fn has_sound(self) -> bool {
        matches!(self, Format::Mp4 | Format::Webm)
    }
}
