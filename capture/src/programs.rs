//! Where the programs are that a stage needs, and which Debian packages hold them.

use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};

use crate::error::StageError;

/// Debian starts Chromium through a shell script that adds extensions and flags of its own.
const DEBIAN_CHROMIUM: (&str, &str) = ("/usr/bin/chromium", "/usr/lib/chromium/chromium");

/// The X server without a screen.
pub fn xvfb(path: &str) -> Result<PathBuf, StageError> {
    on_path(path, "Xvfb").ok_or(StageError::Missing {
        program: "Xvfb",
        package: "xvfb",
    })
}

/// Chromium, or a browser made from it.
pub fn chromium(path: &str) -> Result<PathBuf, StageError> {
    let names = [
        "chromium",
        "chromium-browser",
        "google-chrome-stable",
        "google-chrome",
    ];
    let found = names.into_iter().find_map(|name| on_path(path, name));
    let program = found.ok_or(StageError::Missing {
        program: "Chromium",
        package: "chromium",
    })?;
    let (script, behind) = DEBIAN_CHROMIUM;
    if program == Path::new(script) && is_program(Path::new(behind)) {
        return Ok(PathBuf::from(behind));
    }
    Ok(program)
}

/// The first program of this name in a `PATH`.
pub fn on_path(path: &str, name: &str) -> Option<PathBuf> {
    let folders = path.split(':').filter(|folder| folder.starts_with('/'));
    folders
        .map(|folder| Path::new(folder).join(name))
        .find(|program| is_program(program))
}

fn is_program(path: &Path) -> bool {
    path.metadata()
        .is_ok_and(|about| about.is_file() && about.permissions().mode() & 0o111 != 0)
}
