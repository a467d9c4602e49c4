//! The front's side of the engine: starts it, hands it a job, shows what it replies.

use std::io::{BufRead, BufReader, IsTerminal, Write};
use std::path::PathBuf;
use std::process::{Child, ChildStdin, Command, ExitStatus, Stdio};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;

use demoreel::job::{Folders, Outcome, Reply, Request};
use demoreel_primitives::codes::command;
use demoreel_primitives::diagnostic::Diagnostic;
use signal_hook::consts::{SIGINT, SIGTERM};
use signal_hook::iterator::Signals;

use crate::progress::ProgressView;
use crate::report::Report;

/// The engine's standard input. To close it is to stop the job.
type Input = Arc<Mutex<Option<ChildStdin>>>;

/// Runs what is asked for to its end. A signal stops the job; the engine then cleans up and says so, and the
/// front waits for that.
pub fn run(request: &Request, view: &mut ProgressView) -> Result<Outcome, Vec<Diagnostic>> {
    // Without the handler a signal still ends both; only the last words are lost.
    let signals = Signals::new([SIGINT, SIGTERM]).ok();
    let mut child = start().map_err(|diagnostic| vec![*diagnostic])?;
    let input = Arc::new(Mutex::new(child.stdin.take()));
    stop_at(signals, &input);
    send(&input, &serde_json::to_string(request).unwrap_or_default());
    let replies = child.stdout.take().map(BufReader::new);
    let mut end = None;
    for line in replies
        .into_iter()
        .flat_map(BufRead::lines)
        .map_while(Result::ok)
    {
        match serde_json::from_str(&line) {
            Ok(Reply::Progress(progress)) => view.show(&progress),
            Ok(Reply::Paused { diagnostic }) => pause(&diagnostic, view, &input),
            Ok(Reply::Done(outcome)) => end = Some(Ok(outcome)),
            Ok(Reply::Failed { diagnostics }) => end = Some(Err(diagnostics)),
            Err(_) => {}
        }
    }
    view.finish();
    let status = child.wait();
    end.unwrap_or_else(|| Err(vec![died(status)]))
}

fn start() -> Result<Child, Box<Diagnostic>> {
    let engine = path();
    let started = Command::new(&engine)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::inherit())
        .spawn();
    started.map_err(|error| {
        let message = format!(
            "the engine {} could not be started: {error}",
            engine.display()
        );
        Box::new(
            Diagnostic::error(command::ENGINE_MISSING, message)
                .state("nothing was done")
                .hint("install demoreel-engine beside demoreel; `cargo build` makes both"),
        )
    })
}

/// The engine's path: beside this program.
pub fn path() -> PathBuf {
    let front = std::env::current_exe().unwrap_or_else(|_| PathBuf::from("demoreel"));
    Folders::engine_beside(&front)
}

/// An engine that has gone away says so by its end of output, not here.
fn send(input: &Input, line: &str) {
    if let Some(stdin) = input
        .lock()
        .unwrap_or_else(PoisonError::into_inner)
        .as_mut()
    {
        let _ = writeln!(stdin, "{line}").and_then(|()| stdin.flush());
    }
}

/// Enter ends the pause. It is waited for beside the replies, because the engine may end first.
fn pause(diagnostic: &Diagnostic, view: &ProgressView, input: &Input) {
    view.finish();
    Report::default().print(diagnostic);
    if std::io::stdin().is_terminal() {
        anstream::eprintln!("The stage is left standing. Press Enter to end it.");
    }
    let input = Arc::clone(input);
    thread::spawn(move || {
        let mut line = String::new();
        let _ = std::io::stdin().read_line(&mut line);
        send(&input, "");
    });
}

/// A terminal sends Ctrl-C to the engine too, but whoever ends the front alone means both. It is
/// not passed on as a signal: the engine takes a second one as an order to drop everything.
fn stop_at(signals: Option<Signals>, input: &Input) {
    let Some(mut signals) = signals else { return };
    let input = Arc::clone(input);
    thread::spawn(move || {
        for _ in signals.forever() {
            drop(input.lock().unwrap_or_else(PoisonError::into_inner).take());
        }
    });
}

fn died(status: std::io::Result<ExitStatus>) -> Diagnostic {
    let how = match status {
        Ok(status) => status.to_string(),
        Err(error) => error.to_string(),
    };
    Diagnostic::error(
        command::ENGINE_DIED,
        format!("the engine ended without an answer: {how}"),
    )
    .state("what was finished before is kept; the next run ends what it left running")
    .hint("if a library is missing, `demoreel doctor` names its package; else run it again")
}
