//! `demoreel import`: tapes of vhs as scripts in YAML.

use std::path::Path;

use demoreel_dsl::{Disk, Imported};
use demoreel_primitives::codes::command;
use demoreel_primitives::diagnostic::Diagnostic;

use super::{Ending, show};
use crate::cli::ImportArgs;
use crate::files;

/// Writes a tape as a script, into a file or on standard output.
pub fn import(args: &ImportArgs) -> Ending {
    let Imported { text, diagnostics } = demoreel_dsl::import(&args.tape, &Disk);
    show(&diagnostics);
    let Some(text) = text else {
        return Ending::Wrong;
    };
    match &args.output {
        None => anstream::print!("{text}"),
        Some(file) => {
            if let Err(error) = files::create(file, &text) {
                show(&[not_written(file, &error)]);
                return Ending::Failed;
            }
            anstream::println!("{}", file.display());
        }
    }
    Ending::Done
}

fn not_written(file: &Path, error: &std::io::Error) -> Diagnostic {
    let message = format!("'{}' cannot be written: {error}", file.display());
    let code = match error.kind() {
        std::io::ErrorKind::AlreadyExists => command::FILE_IN_THE_WAY,
        _ => command::SCRIPT_NOT_WRITABLE,
    };
    Diagnostic::error(code, message).state("nothing was written")
}
