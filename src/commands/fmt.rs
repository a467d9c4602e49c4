//! `demoreel fmt`: scripts in their canonical form, in place or from standard input.

use std::io::Read;
use std::path::Path;

use demoreel_dsl::Formatted;
use demoreel_primitives::codes::{command, language};
use demoreel_primitives::diagnostic::Diagnostic;

use super::{Ending, show};
use crate::cli::{FmtArgs, Notation};
use crate::files;

/// More than any script; what is longer is refused by its size.
const MOST_BYTES: u64 = 8 << 20;

/// Formats every file; the worst ending of one is the command's.
pub fn fmt(args: &FmtArgs) -> Ending {
    if args.stdin {
        return one(Path::new("-"), args);
    }
    if args.to.is_some() && args.files.len() > 1 {
        let message = "`--to` prints one file, but several are named";
        let error = Diagnostic::error(command::NOT_FORMATTABLE, message);
        show(&[error.hint("call it once for each file")]);
        return Ending::Wrong;
    }
    let endings = args.files.iter().map(|file| one(file, args));
    endings
        .max_by_key(|ending| *ending as u8)
        .unwrap_or(Ending::Done)
}

fn one(file: &Path, args: &FmtArgs) -> Ending {
    match formatted(file, args) {
        Ok((before, after)) => deliver(file, args, &before, &after),
        Err(diagnostics) => {
            show(&diagnostics);
            Ending::Wrong
        }
    }
}

fn formatted(file: &Path, args: &FmtArgs) -> Result<(Vec<u8>, Formatted), Vec<Diagnostic>> {
    let before = read(file).map_err(|error| vec![unreadable(file, &error)])?;
    let to = args.to.map(|notation| match notation {
        Notation::Yaml => demoreel_dsl::Notation::Yaml,
        Notation::Json => demoreel_dsl::Notation::Json,
    });
    let after = demoreel_dsl::format(&file.display().to_string(), &before, to)?;
    Ok((before, after))
}

fn read(file: &Path) -> std::io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    let most = MOST_BYTES + 1;
    match is_standard_input(file) {
        true => std::io::stdin().take(most).read_to_end(&mut bytes)?,
        false => std::fs::File::open(file)?
            .take(most)
            .read_to_end(&mut bytes)?,
    };
    Ok(bytes)
}

fn is_standard_input(file: &Path) -> bool {
    file == Path::new("-")
}

fn unreadable(file: &Path, error: &std::io::Error) -> Diagnostic {
    let message = format!("'{}' cannot be read: {error}", file.display());
    Diagnostic::error(language::UNREADABLE_FILE, message)
}

/// Prints the text, or puts it into the file where it is another one.
fn deliver(file: &Path, args: &FmtArgs, before: &[u8], after: &Formatted) -> Ending {
    let changed = before != after.text.as_bytes();
    if args.check {
        if changed {
            anstream::println!("{}", file.display());
        }
        return if changed {
            Ending::Failed
        } else {
            Ending::Done
        };
    }
    if args.to.is_some() || is_standard_input(file) {
        anstream::print!("{}", after.text);
        if after.lost_comments > 0 {
            anstream::eprintln!("JSON has no comments: {} are left out", after.lost_comments);
        }
        return Ending::Done;
    }
    if changed {
        if let Err(error) = files::replace(file, &after.text) {
            show(&[*error]);
            return Ending::Failed;
        }
        anstream::println!("{}", file.display());
    }
    Ending::Done
}
