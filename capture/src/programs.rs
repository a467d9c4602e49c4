//! The programs that a stage needs, or the error that says which package holds them.

use std::ffi::OsStr;
use std::path::PathBuf;

use demoreel_programs::{CHROMIUM, Program, XVFB};

use crate::error::StageError;

/// The X server without a screen.
pub fn xvfb(path: &str) -> Result<PathBuf, StageError> {
    needed(&XVFB, path)
}

/// Chromium, or a browser made from it.
pub fn chromium(path: &str) -> Result<PathBuf, StageError> {
    needed(&CHROMIUM, path)
}

fn needed(program: &Program, path: &str) -> Result<PathBuf, StageError> {
    let Program { name, package, .. } = *program;
    program.find(OsStr::new(path)).ok_or(StageError::Missing {
        program: name,
        package,
    })
}
