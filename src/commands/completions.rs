//! `demoreel completions`: what a shell completes, the names of steps, codes and topics included.

use clap::builder::PossibleValuesParser;
use clap::{Command, CommandFactory};
use clap_complete::aot;
use demoreel_primitives::codes;

use super::{Ending, guide};
use crate::cli::{Cli, CompletionsArgs, Shell};

/// Prints the completions of a shell.
pub fn completions(args: &CompletionsArgs) -> Ending {
    let shell = match args.shell {
        Shell::Bash => aot::Shell::Bash,
        Shell::Zsh => aot::Shell::Zsh,
        Shell::Fish => aot::Shell::Fish,
    };
    let mut text = Vec::new();
    clap_complete::generate(shell, &mut known_values(), "demoreel", &mut text);
    anstream::print!("{}", String::from_utf8_lossy(&text));
    if args.shell == Shell::Fish {
        print_values_for_fish();
    }
    Ending::Done
}

/// What clap_complete writes for fish has options alone.
fn print_values_for_fish() {
    for (command, words) in [("primitives", steps()), ("explain", codes())] {
        anstream::println!(
            "complete -c demoreel -n \"__fish_demoreel_using_subcommand {command}\" -f -a \"{}\"",
            words.join(" ")
        );
    }
}

fn steps() -> Vec<String> {
    let tables = demoreel_dsl::primitives().into_iter();
    tables.map(|table| table.name).collect()
}

fn codes() -> Vec<String> {
    codes::all().map(|code| code.id.to_owned()).collect()
}

/// The command line with the values that are known before anything is read. Only completion sees
/// them: at run time a wrong name gets an answer of its own, with a guess at what was meant.
fn known_values() -> Command {
    Cli::command()
        .mut_subcommand("primitives", |command| {
            command.mut_arg("name", |name| {
                name.value_parser(PossibleValuesParser::new(steps()))
            })
        })
        .mut_subcommand("explain", |command| {
            command.mut_arg("code", |code| {
                code.value_parser(PossibleValuesParser::new(codes()))
            })
        })
        .mut_subcommand("guide", |command| {
            let topics = PossibleValuesParser::new(guide::topics());
            command.mut_arg("topic", |topic| topic.value_parser(topics))
        })
}
