//! The arguments of the commands that write for an author: `fmt`, `import` and `new`.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

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
    /// The tape; what it plays with `Source` is written into the script
    pub tape: PathBuf,
    /// The script; printed if not given, and never written over a file that is there
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<PathBuf>,
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
