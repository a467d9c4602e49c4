//! `demoreel import`: tapes of vhs as scripts in YAML, and recordings as footage.

use std::path::{Path, PathBuf, absolute};

use demoreel::job::{Environment, Job, Request, Task};
use demoreel_dsl::{Disk, Imported};
use demoreel_primitives::codes::command;
use demoreel_primitives::diagnostic::Diagnostic;
use demoreel_primitives::plan::{Act, Look, Origins, PLAN_VERSION, Plan};

use super::run::no_folder;
use super::{Ending, show};
use crate::cli::ImportArgs;
use crate::progress::ProgressView;
use crate::{engine, files, folders};

/// Writes a tape as a script, or makes footage of a recording.
pub fn import(args: &ImportArgs) -> Ending {
    let ending = args.source.extension().and_then(|ending| ending.to_str());
    match ending {
        Some("tape" | "yaml" | "yml" | "json" | "txt") => tape(args),
        _ => recording(args),
    }
}

/// Writes a tape as a script, into a file or on standard output.
fn tape(args: &ImportArgs) -> Ending {
    let Imported { text, diagnostics } = demoreel_dsl::import(&args.source, &Disk);
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

/// Makes the folder that a script names as `footage`.
fn recording(args: &ImportArgs) -> Ending {
    let job = match job(args) {
        Ok(job) => job,
        Err(error) => {
            show(&[no_folder(&error)]);
            return Ending::Failed;
        }
    };
    let mut view = ProgressView::new(args.progress);
    match engine::run(&Request::Perform(Box::new(job)), &mut view) {
        Ok(outcome) => {
            show(&outcome.warnings);
            for folder in &outcome.wrote {
                anstream::println!("{}", folder.display());
            }
            Ending::Done
        }
        Err(diagnostics) => {
            show(&diagnostics);
            Ending::Failed
        }
    }
}

fn job(args: &ImportArgs) -> std::io::Result<Job> {
    let optional = |path: &Option<PathBuf>| path.as_ref().map(absolute).transpose();
    let stem = args.source.with_extension("");
    Ok(Job {
        task: Task::Import {
            clip: absolute(&args.source)?,
            events: optional(&args.events)?,
            camera: optional(&args.camera)?,
            folder: absolute(args.output.as_ref().unwrap_or(&stem))?,
        },
        plan: nothing(),
        folders: folders::of_script(&args.source, None)?,
        environment: Environment::default(),
    })
}

/// A job has a plan; an import has nothing to play.
fn nothing() -> Plan {
    Plan {
        version: PLAN_VERSION,
        title: String::new(),
        script: String::new(),
        home: String::new(),
        act: Act {
            surfaces: Vec::new(),
            services: Vec::new(),
            requires: Vec::new(),
            scenes: Vec::new(),
        },
        look: Look {
            outputs: Vec::new(),
            scenes: Vec::new(),
        },
        origins: Origins::default(),
    }
}
