//! The programs of a machine that demoreel starts: what they are called, which Debian packages hold
//! them, and where they are. What never lives here: starting them, and the environment: whoever
//! asks hands in the folders of its `PATH`.

use std::ffi::OsStr;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};

/// A program that a render starts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Program {
    /// What it is called in messages.
    pub name: &'static str,
    /// The files that it may be, the first that is there is taken.
    pub files: &'static [&'static str],
    /// The Debian package that holds it.
    pub package: &'static str,
    /// What it does for a render, as the end of "for …".
    pub needed_for: &'static str,
    /// Whether a plain render fails without it.
    pub required: bool,
    /// The argument upon which it says its version.
    pub version: &'static str,
}

/// The X server without a screen.
pub const XVFB: Program = Program {
    name: "Xvfb",
    files: &["Xvfb"],
    package: "xvfb",
    needed_for: "the private display",
    required: true,
    version: "-version",
};

/// Chromium, or a browser made from it.
pub const CHROMIUM: Program = Program {
    name: "Chromium",
    files: &[
        "chromium",
        "chromium-browser",
        "google-chrome-stable",
        "google-chrome",
    ],
    package: "chromium",
    needed_for: "browsers",
    required: true,
    version: "--version",
};

/// The window manager of desktops.
pub const OPENBOX: Program = Program {
    name: "openbox",
    files: &["openbox"],
    package: "openbox",
    needed_for: "desktops",
    required: false,
    version: "--version",
};

/// The voice of this machine.
pub const FLITE: Program = Program {
    name: "flite",
    files: &["flite"],
    package: "flite",
    needed_for: "the local voice",
    required: false,
    version: "--version",
};

/// The reader of text that is only in pictures.
pub const TESSERACT: Program = Program {
    name: "tesseract",
    files: &["tesseract"],
    package: "tesseract-ocr",
    needed_for: "text in pictures",
    required: false,
    version: "--version",
};

/// The shells that a terminal can have.
pub const SHELLS: &[Program] = &[
    shell("bash", &["bash"]),
    shell("zsh", &["zsh"]),
    shell("fish", &["fish"]),
];

const fn shell(name: &'static str, files: &'static [&'static str]) -> Program {
    Program {
        name,
        files,
        package: name,
        needed_for: "terminals with this shell",
        required: false,
        version: "--version",
    }
}

/// Every program, those first without which nothing works.
pub const ALL: &[Program] = &[XVFB, CHROMIUM, OPENBOX, FLITE, TESSERACT];

/// Debian starts Chromium through a shell script that adds extensions and flags of its own.
const DEBIAN_CHROMIUM: (&str, &str) = ("/usr/bin/chromium", "/usr/lib/chromium/chromium");

impl Program {
    /// Where it is, in the folders of a `PATH`.
    pub fn find(&self, path: &OsStr) -> Option<PathBuf> {
        let mut files = self.files.iter();
        let found = files.find_map(|file| on_path(file, path))?;
        let (script, behind) = DEBIAN_CHROMIUM;
        match found == Path::new(script) && is_program(Path::new(behind)) {
            true => Some(PathBuf::from(behind)),
            false => Some(found),
        }
    }
}

/// The first program of this name in the folders of a `PATH`. Relative folders do not count: what
/// is found in them would depend on where one stands.
pub fn on_path(name: &str, path: &OsStr) -> Option<PathBuf> {
    let folders = std::env::split_paths(path).filter(|folder| folder.is_absolute());
    let mut files = folders.map(|folder| folder.join(name));
    files.find(|file| is_program(file))
}

fn is_program(file: &Path) -> bool {
    let about = file.metadata();
    about.is_ok_and(|about| about.is_file() && about.permissions().mode() & 0o111 != 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_program_is_a_file_that_can_be_run_in_an_absolute_folder() {
        let path = OsStr::new("usr/bin:/nowhere:/etc:/bin");
        assert_eq!(on_path("sh", path), Some(PathBuf::from("/bin/sh")));
        assert_eq!(on_path("passwd", OsStr::new("/etc")), None);
        assert_eq!(on_path("sh", OsStr::new("bin")), None);
        assert_eq!(XVFB.find(OsStr::new("")), None);
    }
}
