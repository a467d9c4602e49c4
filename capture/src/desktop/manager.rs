//! The window manager of a desktop: openbox with a configuration of ours. Windows have no frames,
//! those of a program fill the display, dialogs stand in its middle, a click brings to the front.

use std::fs;
use std::path::Path;

use demoreel_primitives::time::Nanos;

use super::windows::Windows;
use crate::clock::{self, MachineTime};
use crate::error::StageError;
use crate::process::{Household, Launch, Member, Parting, last_lines};
use crate::programs;

/// How long it may take to begin its work.
const START_LIMIT: Nanos = Nanos::from_secs(20);

const CONFIGURATION: &str = include_str!("desktop.xml");

/// Starts it and waits until it says that it manages the display.
pub fn start(
    path: &str,
    environment: &[(String, String)],
    logs: &Path,
    household: &Household,
    windows: &Windows,
) -> Result<Member, StageError> {
    let program = programs::openbox(path)?;
    let file = logs.join("openbox.xml");
    fs::write(&file, CONFIGURATION).map_err(StageError::files("the file", &file))?;
    let launch = Launch {
        name: "openbox".to_owned(),
        program,
        arguments: vec![
            "--sm-disable".to_owned(),
            "--config-file".to_owned(),
            file.display().to_string(),
        ],
        environment: environment.to_vec(),
        folder: logs.to_owned(),
        log: log(logs),
        pipes: false,
        parting: Parting::Terminate,
    };
    let started = household.start(launch);
    let member = started.map_err(|error| gone(&format!("did not start: {error}"), logs))?;
    let begun = MachineTime::now();
    while !windows.are_managed()? {
        if let Some(what) = member.ended() {
            return Err(gone(&what, logs));
        }
        if MachineTime::now().since(begun) > START_LIMIT {
            return Err(gone("did not begin its work", logs));
        }
        clock::sleep(Nanos::from_millis(20));
    }
    Ok(member)
}

/// That it has gone, with its last words.
pub fn gone(what: &str, logs: &Path) -> StageError {
    StageError::Display {
        what: format!("has lost its window manager, which {what}"),
        output: last_lines(&log(logs), 6),
    }
}

fn log(logs: &Path) -> std::path::PathBuf {
    logs.join("openbox.log")
}
