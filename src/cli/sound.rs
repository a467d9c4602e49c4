//! The arguments of the commands about voices: `voice` and `cache`, and what may be paid.

use std::path::PathBuf;

use clap::{Args, Subcommand, ValueEnum};
use demoreel_primitives::subtitles::Subtitles;

use super::RunArgs;

/// Files of words beside a video.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum SubtitleForm {
    /// SubRip, for most players and platforms
    Srt,
    /// WebVTT, for web pages
    Vtt,
    /// Advanced SubStation, with its look
    Ass,
}

impl SubtitleForm {
    /// As the engine knows it.
    pub fn kind(self) -> Subtitles {
        match self {
            SubtitleForm::Srt => Subtitles::Srt,
            SubtitleForm::Vtt => Subtitles::Vtt,
            SubtitleForm::Ass => Subtitles::Ass,
        }
    }
}

/// What may be paid for voices.
#[derive(Clone, Debug, Default, Args)]
pub struct PayArgs {
    /// The most credits that paid voices may cost; what would cost more is not begun
    #[arg(long, value_name = "CREDITS", value_parser = credits)]
    pub budget: Option<f64>,
    /// Buys again what an earlier run may have paid for without getting it
    #[arg(long)]
    pub pay_again: bool,
}

/// `voice`.
#[derive(Debug, Args)]
pub struct VoiceArgs {
    /// What all long work takes.
    #[command(flatten)]
    pub run: RunArgs,
    /// What may be paid.
    #[command(flatten)]
    pub pay: PayArgs,
    /// Writes all of it into one WAV file, with a mark for each scene
    #[arg(long, value_name = "FILE")]
    pub listen: Option<PathBuf>,
}

/// `cache`.
#[derive(Debug, Args)]
pub struct CacheArgs {
    /// What to do.
    #[command(subcommand)]
    pub command: CacheCommand,
}

/// What can be done with the spoken words that are kept.
#[derive(Debug, Subcommand)]
pub enum CacheCommand {
    /// Lists them, and what they cost
    Ls(CacheForm),
    /// Takes some of them away
    Rm(CacheRemoval),
    /// Names what is damaged, and calls that may have been paid for nothing
    Verify(CacheForm),
}

/// How the answer is printed.
#[derive(Debug, Args)]
pub struct CacheForm {
    /// Prints one JSON object instead of text
    #[arg(long)]
    pub json: bool,
}

/// Which entries are taken away.
#[derive(Debug, Args)]
pub struct CacheRemoval {
    /// Beginnings of the entries' names, eight letters or more
    #[arg(value_name = "NAME", required_unless_present_any = ["free", "damaged", "all"])]
    pub names: Vec<String>,
    /// All that cost nothing and can be spoken again for nothing
    #[arg(long)]
    pub free: bool,
    /// All that is damaged
    #[arg(long)]
    pub damaged: bool,
    /// All of them, also what was paid for
    #[arg(long)]
    pub all: bool,
}

fn credits(text: &str) -> Result<f64, String> {
    match text.parse::<f64>() {
        Ok(credits) if credits.is_finite() && credits >= 0.0 => Ok(credits),
        _ => Err("write a number of credits, such as 5000".to_owned()),
    }
}
