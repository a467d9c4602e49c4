//! The engine: films, paints and encodes. It gets one job on its standard input and answers with
//! JSON lines on its standard output; it reads neither arguments, the environment nor the current
//! folder. People use the command `demoreel`, which starts it.

mod export;
mod line;
mod listen;
mod looking;
mod reels;
mod stages;
mod voices;

use std::io::BufRead;
use std::process::ExitCode;

use demoreel::job::{Composing, Job, Outcome, Reply, Request, Task};
use demoreel_capture::footage::{self, Footage};
use demoreel_primitives::cancel::Cancel;
use demoreel_primitives::codes::command;
use demoreel_primitives::diagnostic::Diagnostic;
use demoreel_primitives::progress::Run;
use demoreel_take::Take;

use line::Line;

/// What every stage of the engine gives: its artifact, or why there is none.
type Staged<T> = Result<T, Vec<Diagnostic>>;

fn main() -> ExitCode {
    if std::env::args().nth(1).as_deref() == Some("--version") {
        Line::say(concat!("demoreel-engine ", env!("CARGO_PKG_VERSION")));
        return ExitCode::SUCCESS;
    }
    survive_signals();
    let line = Line::new();
    let cancel = Cancel::new();
    let reply = match read_request() {
        Ok(request) => {
            line.watch(cancel.clone());
            let run = Run {
                observer: &line,
                cancel: &cancel,
            };
            let done = match &request {
                Request::Perform(job) => perform(job, &line, run),
                Request::Look(looking) => looking::look(looking),
                Request::Snap(snapping) => looking::snap(snapping),
            };
            match done {
                Ok(outcome) => Reply::Done(outcome),
                Err(diagnostics) => Reply::Failed { diagnostics },
            }
        }
        Err(diagnostics) => Reply::Failed { diagnostics },
    };
    line.reply(&reply);
    match reply {
        Reply::Done(_) => ExitCode::SUCCESS,
        _ => ExitCode::FAILURE,
    }
}

fn read_request() -> Staged<Request> {
    let mut text = String::new();
    let read = std::io::stdin().lock().read_line(&mut text);
    let job = read
        .map_err(|error| error.to_string())
        .and_then(|_| serde_json::from_str(&text).map_err(|error| error.to_string()));
    job.map_err(|error| {
        let message = format!("the engine was handed something that is no job: {error}");
        vec![Diagnostic::error(command::BAD_JOB, message).hint("use the command demoreel")]
    })
}

/// The list of stages of each task.
fn perform(job: &Job, line: &Line, run: Run<'_>) -> Staged<Outcome> {
    match &job.task {
        Task::Record(filming) => {
            let take = stages::record(job, filming, line, run)?;
            Ok(Outcome {
                wrote: vec![take.folder().to_owned()],
                warnings: stages::notes(job, &take)?,
                ..Outcome::default()
            })
        }
        Task::Locate => {
            let take = stages::current_take(job)?;
            let sightings = stages::locate(&stages::played(job, &take)?, &take, run)?;
            Ok(Outcome {
                sightings,
                ..Outcome::default()
            })
        }
        Task::Compose(composing) => {
            reels::prepare(&composing.files)?;
            let take = stages::current_take(job)?;
            composed(job, &take, composing, run)
        }
        Task::Render(filming, composing) => {
            reels::prepare(&composing.files)?;
            let take = stages::record(job, filming, line, run)?;
            composed(job, &take, composing, run)
        }
        Task::Export { surface, file } => {
            reels::prepare([file])?;
            let take = stages::current_take(job)?;
            export::cast(job, &take, surface, file)
        }
        Task::Import {
            clip,
            events,
            camera,
            folder,
        } => {
            let footage = Footage {
                clip: clip.clone(),
                events: events.clone(),
                camera: camera.clone(),
            };
            let imported = footage::import(&footage, folder, &run);
            Ok(Outcome {
                warnings: imported.map_err(|error| vec![error.diagnostic()])?,
                wrote: vec![folder.clone()],
                ..Outcome::default()
            })
        }
        Task::Voice { listen, purse } => voices::alone(job, purse, listen.as_deref(), run),
        Task::Still {
            filming,
            purse,
            at,
            output,
            file,
        } => {
            reels::prepare([file])?;
            let take = stages::record(job, filming, line, run)?;
            let job = &stages::played(job, &take)?;
            reels::still(job, &take, (*at, output.as_deref(), purse), file, run)
        }
    }
}

/// The reels of a take, and what it left out.
fn composed(job: &Job, take: &Take, composing: &Composing, run: Run<'_>) -> Staged<Outcome> {
    let mut outcome = reels::compose(&stages::played(job, take)?, take, composing, run)?;
    outcome.warnings.extend(stages::notes(job, take)?);
    Ok(outcome)
}

/// A file that grows past its limit and a reader that went away are errors of the write, not the
/// end of the process.
fn survive_signals() {
    for signal in [signal_hook::consts::SIGXFSZ, signal_hook::consts::SIGPIPE] {
        let ignored = std::sync::Arc::new(std::sync::atomic::AtomicBool::new(false));
        // Without the handler the write still ends, only less politely.
        let _ = signal_hook::flag::register(signal, ignored);
    }
}
