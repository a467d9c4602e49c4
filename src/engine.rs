//! The front's side of the engine: starts it, hands it a job, shows what it replies.

use std::io::{BufRead, BufReader, IsTerminal, Write};
use std::path::PathBuf;
use std::process::{Child, ChildStdin, Command, ExitStatus, Stdio};

use demoreel::job::{Folders, Job, Outcome, Reply};
use demoreel_primitives::codes::command;
use demoreel_primitives::diagnostic::Diagnostic;

use crate::progress::ProgressView;
use crate::report::Report;

/// Runs a job to its end. Ctrl-C reaches the engine by itself, which then ends the job and says
/// so; the front waits for that.
pub fn run(job: &Job, view: &mut ProgressView) -> Result<Outcome, Vec<Diagnostic>> {
    ignore_interrupt();
    let mut child = start().map_err(|diagnostic| vec![*diagnostic])?;
    let mut stdin = child.stdin.take();
    send(&mut stdin, &serde_json::to_string(job).unwrap_or_default());
    let replies = child.stdout.take().map(BufReader::new);
    let mut end = None;
    for line in replies
        .into_iter()
        .flat_map(BufRead::lines)
        .map_while(Result::ok)
    {
        match serde_json::from_str(&line) {
            Ok(Reply::Progress(progress)) => view.show(&progress),
            Ok(Reply::Paused { diagnostic }) => pause(&diagnostic, view, &mut stdin),
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
fn send(stdin: &mut Option<ChildStdin>, line: &str) {
    if let Some(stdin) = stdin {
        let _ = writeln!(stdin, "{line}").and_then(|()| stdin.flush());
    }
}

fn pause(diagnostic: &Diagnostic, view: &ProgressView, stdin: &mut Option<ChildStdin>) {
    view.finish();
    Report::default().print(diagnostic);
    if std::io::stdin().is_terminal() {
        anstream::eprintln!("The stage is left standing. Press Enter to end it.");
    }
    let mut line = String::new();
    let _ = std::io::stdin().read_line(&mut line);
    send(stdin, "");
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

/// The default action would end the front before the engine has cleaned up.
fn ignore_interrupt() {
    let ignored = std::sync::Arc::new(std::sync::atomic::AtomicBool::new(false));
    for signal in [signal_hook::consts::SIGINT, signal_hook::consts::SIGTERM] {
        // Without the handler Ctrl-C still ends both; only the last words are lost.
        let _ = signal_hook::flag::register(signal, ignored.clone());
    }
}
