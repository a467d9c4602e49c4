//! The subcommands, one file each, and what they share: reading a script, and running a job.

pub mod cache;
pub mod check;
pub mod completions;
pub mod doctor;
pub mod explain;
pub mod fmt;
pub mod guide;
pub mod import;
pub mod look;
pub mod man;
pub mod new;
pub mod plan;
pub mod primitives;
pub mod run;
pub mod schema;
pub mod voice;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use demoreel_dsl::{Checked, Disk, DiskWithLibrary, Options, World};
use demoreel_primitives::diagnostic::{Diagnostic, Severity};
use demoreel_primitives::plan::Plan;
use serde::Serialize;

use crate::cli::ValueArgs;
use crate::report::Report;

/// How a command ended; its number is the process's exit status.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ending {
    /// Everything was done.
    Done = 0,
    /// Something failed while running.
    Failed = 1,
    /// The script or the arguments are wrong.
    Wrong = 2,
}

impl From<Ending> for ExitCode {
    fn from(ending: Ending) -> ExitCode {
        ExitCode::from(ending as u8)
    }
}

/// Reads and resolves a script.
fn checked(script: &Path, values: &ValueArgs) -> Checked {
    demoreel_dsl::plan(script, &options(values), world().as_ref())
}

/// The files that scripts name, and the user's own kits and brands: `demoreel` in the folder for
/// the data of programs.
fn world() -> Box<dyn World> {
    let set = |name: &str| {
        let value = std::env::var_os(name).filter(|value| !value.is_empty());
        value.map(PathBuf::from)
    };
    let home = || Some(set("HOME")?.join(".local/share"));
    match set("XDG_DATA_HOME").or_else(home) {
        Some(data) => Box::new(DiskWithLibrary {
            library: data.join("demoreel"),
        }),
        None => Box::new(Disk),
    }
}

/// The values for parameters that were given as arguments.
fn options(values: &ValueArgs) -> Options {
    Options {
        values: values.values.clone(),
        set: values.set.clone(),
    }
}

/// The plan of a script without mistakes. Its mistakes and warnings are shown.
fn planned(script: &Path, values: &ValueArgs, json: bool) -> Result<Plan, Ending> {
    let Checked { plan, diagnostics } = checked(script, values);
    match plan {
        Some(plan) if !has_errors(&diagnostics) => {
            if !json {
                show(&diagnostics);
            }
            Ok(plan)
        }
        _ => {
            answer_with(&diagnostics, json);
            Err(Ending::Wrong)
        }
    }
}

fn has_errors(diagnostics: &[Diagnostic]) -> bool {
    diagnostics
        .iter()
        .any(|diagnostic| diagnostic.severity == Severity::Error)
}

/// Prints diagnostics for people.
fn show(diagnostics: &[Diagnostic]) {
    let mut report = Report::default();
    for diagnostic in diagnostics {
        report.print(diagnostic);
    }
}

/// Prints diagnostics in the form that the user asked for.
fn answer_with(diagnostics: &[Diagnostic], json: bool) {
    if json {
        print_json(&Verdict {
            ok: !has_errors(diagnostics),
            diagnostics,
        });
    } else {
        show(diagnostics);
    }
}

/// What `--json` prints of a script's mistakes.
#[derive(Serialize)]
struct Verdict<'a> {
    ok: bool,
    diagnostics: &'a [Diagnostic],
}

/// Prints one JSON object on standard output.
fn print_json(value: &impl Serialize) {
    let text = serde_json::to_string_pretty(value).unwrap_or_default();
    anstream::println!("{text}");
}
