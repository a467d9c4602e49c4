//! The arguments of the commands that write for an author: `fmt`, `import` and `new`.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::ProgressForm;

/// `fmt`.
#[derive(Debug, Args)]
pub struct FmtArgs {
    /// Scripts and composed steps, YAML or JSON; `-` is standard input
    #[arg(value_name = "FILE", required_unless_present = "stdin")]
    pub files: Vec<PathBuf>,
    /// Writes nothing; names the files that are not in canonical form, and fails if there are any
    #[arg(long)]
    pub check: bool,
    /// Formats standard input to standard output, as `-` does
    #[arg(long, conflicts_with = "files")]
    pub stdin: bool,
    /// Prints one file in this notation on standard output; the file stays as it is
    #[arg(long, value_enum, value_name = "NOTATION", conflicts_with = "check")]
    pub to: Option<Notation>,
}

/// How a script is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Notation {
    /// Block form, for people
    Yaml,
    /// For programs; comments are lost
    Json,
}

/// `import`.
#[derive(Debug, Args)]
pub struct ImportArgs {
    /// A tape of vhs, or a recording such as clip.mp4
    #[arg(value_name = "FILE")]
    pub source: PathBuf,
    /// Of a tape the script, printed if not given and never written over a file that is there; of
    /// a recording the folder that a script names as `footage`, by default its name without ending
    #[arg(short, long, value_name = "PATH")]
    pub output: Option<PathBuf>,
    /// What the hand did in the recording: a JSON object a line, such as {"t": 1.5, "move": [640, 360]},
    /// with `t` in seconds and one of `move` (pixels), `down`, `up` (left, middle, right), `key`,
    /// `cursor` (arrow, hand, text), `wheel` (notches to the right and down)
    #[arg(long, value_name = "FILE")]
    pub events: Option<PathBuf>,
    /// A recording of a camera that ran at the same time
    #[arg(long, value_name = "FILE")]
    pub camera: Option<PathBuf>,
    /// How progress is shown, on standard error
    #[arg(long, value_enum, default_value = "auto")]
    pub progress: ProgressForm,
}

/// `new`.
#[derive(Debug, Args)]
pub struct NewArgs {
    /// The project's name, and the folder that is made for it
    pub name: PathBuf,
    /// What the project begins with
    #[arg(long, value_enum, default_value = "browser")]
    pub template: Template,
}

/// What a project begins with.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Template {
    /// A small local page: a form, a zoom, a voice
    Browser,
    /// A shell: commands, a zoom to what they say, a voice
    Terminal,
    /// The same page as a vertical video for a phone
    Tiktok,
    /// Three changes of a release, a chapter each, with a poster
    Changelog,
}
