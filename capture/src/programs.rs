//! The programs that a stage needs, or the error that says which package holds them.

use std::ffi::OsStr;
use std::path::PathBuf;

use demoreel_primitives::plan::ShellProgram;
use demoreel_programs::{CHROMIUM, OPENBOX, Program, SHELLS, XVFB};

use crate::error::StageError;

/// The X server without a screen.
pub fn xvfb(path: &str) -> Result<PathBuf, StageError> {
    needed(&XVFB, path)
}

/// Chromium, or a browser made from it.
pub fn chromium(path: &str) -> Result<PathBuf, StageError> {
    needed(&CHROMIUM, path)
}

/// The window manager of desktops.
pub fn openbox(path: &str) -> Result<PathBuf, StageError> {
    needed(&OPENBOX, path)
}

/// A terminal's shell.
pub fn shell(shell: ShellProgram, path: &str) -> Result<PathBuf, StageError> {
    let mut shells = SHELLS.iter();
    match shells.find(|program| program.name == shell.name()) {
        Some(program) => needed(program, path),
        None => Err(StageError::Missing {
            program: shell.name(),
            package: shell.name(),
        }),
    }
}

fn needed(program: &Program, path: &str) -> Result<PathBuf, StageError> {
    let Program { name, package, .. } = *program;
    program.find(OsStr::new(path)).ok_or(StageError::Missing {
        program: name,
        package,
    })
}
