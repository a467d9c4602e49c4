//! Everything that can go wrong between an act and its take, as values and as diagnostics.

use std::io;
use std::path::PathBuf;

use demoreel_primitives::codes::{Code, command, stage, take};
use demoreel_primitives::diagnostic::Diagnostic;
use demoreel_primitives::plan::Requirement;
use demoreel_primitives::time::Nanos;
use demoreel_terminal::cast::CastError;

/// Why the stage could not be set up or did not last.
#[derive(Debug, thiserror::Error)]
pub enum StageError {
    /// A program is not installed.
    #[error("{program} is not installed")]
    Missing {
        /// Such as `Xvfb`.
        program: &'static str,
        /// The Debian package that holds it.
        package: &'static str,
    },
    /// Programs are not installed that the script requires; one or more.
    #[error("{}", not_installed(programs))]
    NotInstalled {
        /// With the ways to get them.
        programs: Vec<Requirement>,
    },
    /// The private display did not come up or went away.
    #[error("the private display {what}")]
    Display {
        /// Such as `did not start`.
        what: String,
        /// What Xvfb said.
        output: String,
    },
    /// Chromium did not start.
    #[error("Chromium {what}")]
    BrowserStart {
        /// Such as `ended with status 1`.
        what: String,
        /// What it said.
        output: String,
    },
    /// Chromium was running and is gone.
    #[error("Chromium {what} in the middle of the take")]
    BrowserGone {
        /// Such as `was ended by signal 9`.
        what: String,
    },
    /// The page's own process is gone.
    #[error("the page in surface '{surface}' crashed")]
    PageCrashed {
        /// On which surface.
        surface: String,
    },
    /// The page does not answer.
    #[error("the page does not answer: {method} took longer than {limit}")]
    PageBusy {
        /// What was asked.
        method: String,
        /// For how long.
        limit: Nanos,
    },
    /// The browser refused a command, which is a fault of ours or of an unknown version of it.
    #[error("Chromium refused {method}: {message}")]
    Refused {
        /// The command.
        method: String,
        /// What it answered.
        message: String,
    },
    /// A page could not be opened.
    #[error("{url} did not load: {why}")]
    PageNotLoaded {
        /// Its address.
        url: String,
        /// Such as `nothing listens there (connection refused)`.
        why: String,
    },
    /// A service ended before it was ready, or while it was needed.
    #[error("the service '{name}' {how}")]
    ServiceEnded {
        /// Its name.
        name: String,
        /// Such as `ended with status 1`.
        how: String,
        /// Its last lines.
        output: String,
    },
    /// A service did not become ready.
    #[error("the service '{name}' was not ready after {timeout}: {wanted}")]
    ServiceNotReady {
        /// Its name.
        name: String,
        /// How long it was given.
        timeout: Nanos,
        /// What was waited for, such as `port 8080 is not open`.
        wanted: String,
        /// Its last lines.
        output: String,
    },
    /// The browser or a service asks for an environment variable that is not set.
    #[error("the environment variable {name} is not set")]
    NoVariable {
        /// Its name.
        name: String,
    },
    /// Keys or the pointer could not be moved.
    #[error("input could not be sent to the display: {0}")]
    Hands(String),
    /// A plan asks of a surface what its kind cannot do; the language refuses such scripts.
    #[error("the surface '{surface}' is of a kind that cannot do this")]
    WrongSurface {
        /// Its name.
        surface: String,
    },
    /// A terminal's shell did not start, or went away.
    #[error("the shell of '{surface}' {what}")]
    Shell {
        /// Its surface.
        surface: String,
        /// Such as `ended with status 0`.
        what: String,
        /// What stood on the screen.
        screen: String,
    },
    /// A terminal could not be recorded.
    #[error("the terminal '{surface}' could not be recorded: {source}")]
    Unrecorded {
        /// Its surface.
        surface: String,
        /// Why.
        source: Box<CastError>,
    },
    /// A recording that is a surface cannot be played.
    #[error(transparent)]
    Cast(Box<CastError>),
    /// What a terminal's home should keep is not there.
    #[error("there is no '{name}' in your home folder to keep")]
    NothingToKeep {
        /// As the script names it.
        name: String,
    },
    /// A program of a desktop did not come to show a window.
    #[error("'{command}' {what}")]
    NoWindow {
        /// As it was started.
        command: String,
        /// Such as `showed no window within 30s`, or how it ended.
        what: String,
        /// Its last lines.
        output: String,
    },
    /// A script names a key that no keyboard has.
    #[error("there is no key '{0}'")]
    NoKey(String),
    /// The file system refused something.
    #[error("{what} '{path}' could not be used: {source}")]
    Files {
        /// Such as `the folder`.
        what: &'static str,
        /// Which.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// Somebody stopped the run.
    #[error("stopped")]
    Cancelled,
}

impl StageError {
    /// For errors of files: `.map_err(StageError::files("the folder", path))`.
    pub fn files(what: &'static str, path: &std::path::Path) -> impl FnOnce(io::Error) -> Self {
        let path = path.to_owned();
        move |source| StageError::Files { what, path, source }
    }

    /// What happened, and what to do next. Which scenes are kept is added by whoever knows.
    pub fn diagnostic(&self) -> Diagnostic {
        let plain = Diagnostic::error(self.code(), first_upper(&self.to_string()));
        match self.hint() {
            Some(hint) => plain.hint(hint),
            None => plain,
        }
    }

    fn code(&self) -> Code {
        use StageError::*;
        match self {
            Missing {
                program: "Xvfb", ..
            } => stage::XVFB_MISSING,
            Missing {
                program: "bash" | "zsh" | "fish",
                ..
            } => stage::SHELL_MISSING,
            Missing {
                program: "openbox", ..
            } => stage::MANAGER_MISSING,
            Missing { .. } => stage::CHROMIUM_MISSING,
            NoWindow { .. } => stage::NO_WINDOW,
            Shell { .. } => stage::SHELL_FAILED,
            Unrecorded { source, .. } if is_full(source) => take::TAKE_DISK_FULL,
            Unrecorded { .. } => stage::FILES_FAILED,
            Cast(error) => error.code(),
            NothingToKeep { .. } => stage::KEEP_MISSING,
            NotInstalled { .. } => stage::PROGRAM_NOT_INSTALLED,
            Display { .. } => stage::DISPLAY_FAILED,
            BrowserStart { .. } => stage::BROWSER_NOT_STARTED,
            BrowserGone { .. } => stage::BROWSER_GONE,
            PageCrashed { .. } => stage::PAGE_CRASHED,
            PageBusy { .. } => stage::PAGE_BUSY,
            Refused { .. } => stage::BROWSER_REFUSED,
            PageNotLoaded { .. } => stage::PAGE_NOT_LOADED,
            ServiceEnded { .. } => stage::SERVICE_ENDED,
            ServiceNotReady { .. } => stage::SERVICE_NOT_READY,
            NoVariable { .. } => stage::NO_VARIABLE,
            Hands(_) => stage::INPUT_FAILED,
            NoKey(_) => stage::NO_SUCH_KEY,
            WrongSurface { .. } => stage::WRONG_KIND_OF_SURFACE,
            Files { .. } => stage::FILES_FAILED,
            Cancelled => command::CANCELLED,
        }
    }

    fn hint(&self) -> Option<String> {
        use StageError::*;
        let hint = match self {
            Missing { package, .. } => {
                format!(
                    "Install the Debian package '{package}'; `demoreel doctor` checks the rest."
                )
            }
            Unrecorded { source, .. } if is_full(source) => {
                "free some space or raise the limit on file sizes ('ulimit -f'), then run again"
                    .to_owned()
            }
            Cast(error) => return error.diagnostic().hint,
            Shell { what, screen, .. } => shell_hint(what, screen),
            NothingToKeep { .. } => {
                "Name it relative to your home folder, or take it out of `keep`.".to_owned()
            }
            NotInstalled { programs } => how_to_get(programs),
            Display { output, .. } | BrowserStart { output, .. } | NoWindow { output, .. }
                if !output.is_empty() =>
            {
                format!("It said:\n{output}")
            }
            ServiceEnded { output, .. } | ServiceNotReady { output, .. } if !output.is_empty() => {
                format!("Its last lines:\n{output}")
            }
            ServiceEnded { .. } | ServiceNotReady { .. } => {
                "It printed nothing; try its `run` line in a shell.".to_owned()
            }
            NoWindow { .. } => {
                "Give it more time with `timeout`, or try its line in a shell.".to_owned()
            }
            BrowserGone { .. } | PageCrashed { .. } => {
                "Record again; if it happens every time, lower the surface's density or size."
                    .to_owned()
            }
            PageBusy { .. } => "A script of the page runs without a pause.".to_owned(),
            PageNotLoaded { .. } => {
                "Check the address; a server that the demo needs belongs into `services:`."
                    .to_owned()
            }
            Refused { .. } => {
                "If an address is named, mend it; else install Debian's Chromium, which is known to work."
                    .to_owned()
            }
            NoKey(_) => "Keys are called Enter, Escape, Tab, ArrowDown, F5, Ctrl, or are one character."
                .to_owned(),
            NoVariable { name } => format!("Set it and run again: {name}=... demoreel record ..."),
            _ => return None,
        };
        Some(hint)
    }
}

/// Whether a recording could not grow.
fn is_full(error: &CastError) -> bool {
    use io::ErrorKind::{FileTooLarge, QuotaExceeded, StorageFull};
    let CastError::Io(error) = error else {
        return false;
    };
    matches!(error.kind(), StorageFull | FileTooLarge | QuotaExceeded)
}

fn shell_hint(what: &str, screen: &str) -> String {
    let advice = match what.starts_with("ended") {
        true => "A step before this one ended it, perhaps with `exit`.\n",
        false => "",
    };
    match screen.is_empty() {
        true => format!("{advice}The screen was empty."),
        false => format!("{advice}The screen showed:\n{screen}"),
    }
}

fn not_installed(programs: &[Requirement]) -> String {
    let names: Vec<_> = programs.iter().map(|one| one.program.as_str()).collect();
    match names.as_slice() {
        [only] => format!("the program {only} is not installed, and the script requires it"),
        several => format!(
            "the script requires programs that are not installed: {}",
            several.join(", ")
        ),
    }
}

fn how_to_get(programs: &[Requirement]) -> String {
    let each = programs.iter().map(|one| match &one.get {
        Some(get) => format!("Get {} with: {get}", one.program),
        None => format!("Install {}, so that it is on the path.", one.program),
    });
    let each: Vec<_> = each.collect();
    each.join("\n")
}

/// A sentence begins with a capital; names such as addresses are left alone.
fn first_upper(text: &str) -> String {
    let mut chars = text.chars();
    match chars.next() {
        Some(first) if !text.starts_with("http") => first.to_uppercase().chain(chars).collect(),
        _ => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn input_that_a_display_refuses_is_told() {
        let told = StageError::Hands("the connection is closed".to_owned()).diagnostic();
        assert_eq!(told.code, "E0413");
        assert_eq!(
            told.message,
            "Input could not be sent to the display: the connection is closed"
        );
        assert_eq!(told.hint, None);
    }

    #[test]
    fn a_page_that_does_not_answer_is_told() {
        let busy = StageError::PageBusy {
            method: "Runtime.evaluate".to_owned(),
            limit: Nanos::from_secs(30),
        };
        let told = busy.diagnostic();
        assert_eq!(told.code, "E0407");
        assert_eq!(
            told.message,
            "The page does not answer: Runtime.evaluate took longer than 30s"
        );
        assert_eq!(
            told.hint.as_deref(),
            Some("A script of the page runs without a pause.")
        );
    }
}
