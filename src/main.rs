//! The command `demoreel`. It reads arguments, scripts and the environment, and prints; it links
//! no native library and starts in milliseconds. What films and paints is the engine, which it
//! starts and listens to.

mod cli;
mod commands;
mod engine;
mod files;
mod folders;
mod progress;
mod report;

use std::process::ExitCode;

use clap::Parser;

use cli::{Cli, Command};
use commands::{
    cache, check, completions, doctor, explain, fmt, guide, import, look, man, new, plan,
    primitives, run, schema, voice,
};

fn main() -> ExitCode {
    let ending = match Cli::parse().command {
        Command::Check(args) => check::check(&args),
        Command::Fmt(args) => fmt::fmt(&args),
        Command::New(args) => new::new(&args),
        Command::Import(args) => import::import(&args),
        Command::Plan(args) => plan::plan(&args),
        Command::Record(args) => run::record(&args),
        Command::Locate(args) => look::locate(&args),
        Command::Snap(args) => look::snap(&args),
        Command::Compose(args) => run::compose(&args),
        Command::Render(args) => run::render(&args),
        Command::Voice(args) => voice::voice(&args),
        Command::Cache(args) => cache::cache(&args),
        Command::Still(args) => run::still(&args),
        Command::Export(args) => run::export(&args),
        Command::Primitives(args) => primitives::primitives(&args),
        Command::Guide(args) => guide::guide(&args),
        Command::Explain(args) => explain::explain(&args),
        Command::Schema(args) => schema::schema(&args),
        Command::Completions(args) => completions::completions(&args),
        Command::Man(args) => man::man(&args),
        Command::Doctor(args) => doctor::doctor(&args),
    };
    ending.into()
}
