//! Whether this machine can film.

use std::path::Path;
use std::process::{Command, Stdio};

use crate::error::StageError;
use crate::programs;

/// One thing that was looked at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// Such as `Xvfb`.
    pub name: String,
    /// Whether it is there.
    pub is_there: bool,
    /// Its version and place, or what to install.
    pub detail: String,
}

/// Looks for the programs that filming needs, in the folders of a `PATH`.
pub fn doctor(path: &str) -> Vec<Finding> {
    vec![
        finding("Xvfb", programs::xvfb(path), |program| {
            version(program, &["-version"])
        }),
        finding("Chromium", programs::chromium(path), |program| {
            version(program, &["--version"])
        }),
        shared_memory(),
    ]
}

fn finding(
    name: &str,
    found: Result<std::path::PathBuf, StageError>,
    version: impl Fn(&Path) -> Option<String>,
) -> Finding {
    let detail = match &found {
        Ok(program) => {
            let version = version(program).unwrap_or_else(|| "of unknown version".to_owned());
            format!("{version} ({})", program.display())
        }
        Err(StageError::Missing { package, .. }) => {
            format!("is not installed; install the Debian package '{package}'")
        }
        Err(error) => error.to_string(),
    };
    Finding {
        name: name.to_owned(),
        is_there: found.is_ok(),
        detail,
    }
}

/// The first line of what a program says about itself, that has a digit in it.
fn version(program: &Path, arguments: &[&str]) -> Option<String> {
    let mut command = Command::new(program);
    command
        .args(arguments)
        .env_clear()
        .env("LANG", "C.UTF-8")
        .stdin(Stdio::null());
    let output = command.output().ok()?;
    let text = [output.stdout, output.stderr].concat();
    let text = String::from_utf8_lossy(&text);
    let line = text
        .lines()
        .find(|line| line.chars().any(|letter| letter.is_ascii_digit()))?;
    Some(line.trim().to_owned())
}

fn shared_memory() -> Finding {
    let size = rustix::fs::statvfs("/dev/shm")
        .ok()
        .map(|about| about.f_bavail * about.f_frsize);
    Finding {
        name: "shared memory".to_owned(),
        is_there: size.is_some(),
        detail: match size {
            Some(size) => format!("{} MB free in /dev/shm", size >> 20),
            None => "there is no /dev/shm, over which pictures are taken from a display".to_owned(),
        },
    }
}
