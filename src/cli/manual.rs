//! The arguments of the commands that explain: `primitives`, `guide`, `explain`, `schema`,
//! `completions` and `man`.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

/// `primitives`.
#[derive(Debug, Args)]
pub struct PrimitivesArgs {
    /// One step
    pub name: Option<String>,
    /// Adds the composed steps that this script uses
    #[arg(long, value_name = "FILE")]
    pub script: Option<PathBuf>,
    /// Prints one JSON object instead of text
    #[arg(long)]
    pub json: bool,
}

/// `guide`.
#[derive(Debug, Args)]
pub struct GuideArgs {
    /// All about one thing, such as camera, targets, voice, outputs, params or time
    #[arg(long, value_name = "TOPIC", conflicts_with = "format")]
    pub topic: Option<String>,
    /// For whom the page is
    #[arg(long, value_enum, value_name = "FORMAT", default_value = "page")]
    pub format: GuideFormat,
    /// Prints one JSON object instead of text
    #[arg(long)]
    pub json: bool,
}

/// For whom the guide is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum GuideFormat {
    /// The page as it is
    Page,
    /// The file llms.txt of a project's site
    Llms,
    /// The file SKILL.md of a skill for agents
    Skill,
}

/// `explain`.
#[derive(Debug, Args)]
pub struct ExplainArgs {
    /// The code, such as E0110; without it, all codes are listed
    pub code: Option<String>,
    /// Prints one JSON object instead of text
    #[arg(long)]
    pub json: bool,
}

/// `schema`.
#[derive(Debug, Args)]
pub struct SchemaArgs {
    /// Adds the composed steps that this script uses
    #[arg(long, value_name = "FILE")]
    pub script: Option<PathBuf>,
}

/// `completions`.
#[derive(Debug, Args)]
pub struct CompletionsArgs {
    /// The shell
    #[arg(value_enum)]
    pub shell: Shell,
}

/// The shells that complete.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Shell {
    /// GNU Bash
    Bash,
    /// Z shell
    Zsh,
    /// Friendly interactive shell
    Fish,
}

/// `man`.
#[derive(Debug, Args)]
pub struct ManArgs {
    /// One command; without it, the page of demoreel itself
    pub command: Option<String>,
}
