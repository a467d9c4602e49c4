//! `demoreel man`: the manual page, made from the same texts as `--help`.

use clap::CommandFactory;
use demoreel_primitives::codes::command;
use demoreel_primitives::diagnostic::Diagnostic;

use super::{Ending, show};
use crate::cli::{Cli, ManArgs};

/// Prints the page of the program, or of one of its commands.
pub fn man(args: &ManArgs) -> Ending {
    let mut whole = Cli::command();
    whole.build();
    let page = match &args.command {
        None => Some(whole),
        Some(name) => whole.find_subcommand(name).cloned(),
    };
    let Some(page) = page else {
        let name = args.command.as_deref().unwrap_or_default();
        let error = Diagnostic::error(
            command::NO_SUCH_COMMAND,
            format!("there is no command '{name}'"),
        );
        show(&[error.hint("`demoreel --help` lists them")]);
        return Ending::Wrong;
    };
    let mut text = Vec::new();
    // Writing to memory does not fail.
    let _: std::io::Result<()> = clap_mangen::Man::new(page).render(&mut text);
    anstream::print!("{}", String::from_utf8_lossy(&text));
    Ending::Done
}
