//! Why a step could not be done.

use std::path::PathBuf;

use demoreel_eyes::Miss;
use demoreel_primitives::codes::{Code, stage as codes};
use demoreel_primitives::diagnostic::Diagnostic;
use demoreel_primitives::time::Nanos;

use crate::error::StageError;
use crate::recorder::RecorderError;
use crate::surface::SurfaceError;

/// A step's failure.
#[derive(Debug, thiserror::Error)]
pub enum StepFailure {
    /// What it stands on.
    #[error(transparent)]
    Stage(#[from] StageError),
    /// The recorder.
    #[error(transparent)]
    Recorder(#[from] RecorderError),
    /// Its target was not found.
    #[error("{}", .0.miss)]
    Miss(Box<Missed>),
    /// Something did not go away.
    #[error("{target} can still be seen after {waited}: {label}")]
    StillVisible {
        /// What should have gone.
        target: String,
        /// What it was seen as.
        label: String,
        /// How long it was waited for.
        waited: Nanos,
    },
    /// The picture did not come to rest.
    #[error("the picture was never still for {still} within {waited}")]
    NotStill {
        /// How long it should have been.
        still: Nanos,
        /// How long it was waited for.
        waited: Nanos,
    },
    /// A command went on for too long.
    #[error("the command '{command}' had not ended after {waited}")]
    CommandTimeout {
        /// As it was typed.
        command: String,
        /// How long it was waited for.
        waited: Nanos,
        /// What stood on the screen.
        screen: String,
    },
    /// A command ended otherwise than it should.
    #[error("the command '{command}' ended with status {status}, not {expected}")]
    CommandFailed {
        /// As it was typed.
        command: String,
        /// Its exit status.
        status: i32,
        /// The one that is no failure.
        expected: u8,
        /// What stood on the screen.
        screen: String,
    },
    /// There is no such window.
    #[error("{}", no_window(.title.as_deref(), *.waited))]
    NoWindow {
        /// A part of the title that was asked for; none where any window would have done.
        title: Option<String>,
        /// The titles that there are.
        titles: Vec<String>,
        /// How long it was waited for.
        waited: Nanos,
    },
    /// A window was asked to close and is still there.
    #[error("the window '{title}' is still there after {waited}")]
    WindowStays {
        /// Its title.
        title: String,
        /// How long it was waited for.
        waited: Nanos,
    },
    /// It speaks of something that no step has found.
    #[error("nothing was found yet that is named '{name}'")]
    NoPlace {
        /// The name.
        name: String,
    },
    /// Scrolling did not help.
    #[error("scrolling did not bring {target} into view")]
    NotScrolledTo {
        /// What was wanted.
        target: String,
    },
}

/// A target that was looked for in vain.
#[derive(Debug)]
pub struct Missed {
    /// What the eyes say.
    pub miss: Miss,
    /// For how long they looked.
    pub waited: Nanos,
    /// Texts that could be read instead.
    pub texts: Vec<String>,
    /// A picture that explains it, if it could be written.
    pub picture: Option<PathBuf>,
}

impl StepFailure {
    /// Whether all that is wrong is that something is not there, or not gone: what an optional
    /// step may meet with.
    pub fn is_absence(&self) -> bool {
        match self {
            StepFailure::Miss(missed) => {
                !missed.miss.why.is_final() && !missed.miss.why.is_ambiguous()
            }
            StepFailure::StillVisible { .. }
            | StepFailure::NotScrolledTo { .. }
            | StepFailure::NoWindow { .. } => true,
            _ => false,
        }
    }

    /// What happened and what to do next. The step's place and what is kept are added by others.
    pub fn diagnostic(&self) -> Diagnostic {
        let (code, hint) = match self {
            StepFailure::Stage(error) => return error.diagnostic(),
            StepFailure::Recorder(error) => return error.diagnostic(),
            StepFailure::Miss(missed) => return missed.diagnostic(),
            StepFailure::CommandTimeout { screen, .. } => {
                let hint = "Give it more time with `timeout`. A program that stays, such as a \
                    server, is started with `type_text` and `press: Enter`.";
                return self.with_screen(codes::COMMAND_TIMEOUT, hint, screen);
            }
            StepFailure::CommandFailed { status, screen, .. } => {
                let hint = format!("If that is meant, say `expect_status: {status}`.");
                return self.with_screen(codes::COMMAND_FAILED, &hint, screen);
            }
            StepFailure::NoWindow { titles, .. } => {
                let hint = windows_in_words(titles);
                return Diagnostic::error(codes::NO_SUCH_WINDOW, self.to_string()).hint(hint);
            }
            StepFailure::WindowStays { .. } => (
                codes::WINDOW_STAYS,
                "Its program may ask whether to save: answer that with a step of its own, and \
                 close the window with `press: Ctrl+Q` or a click.",
            ),
            StepFailure::StillVisible { .. } => (
                codes::STILL_VISIBLE,
                "Give it more time with `timeout`, or name it more exactly.",
            ),
            StepFailure::NotStill { .. } => (
                codes::NOT_STILL_IN_TIME,
                "Something moves all the time; name a `region` that comes to rest.",
            ),
            StepFailure::NoPlace { .. } => (
                codes::NO_PLACE_YET,
                "A step with `as` gives a name to what it finds; it must come before.",
            ),
            StepFailure::NotScrolledTo { .. } => (
                codes::NOT_SCROLLED_TO,
                "If it is in a part that scrolls by itself, name that part with `over`.",
            ),
        };
        Diagnostic::error(code, self.to_string()).hint(hint)
    }
}

impl StepFailure {
    fn with_screen(&self, code: Code, hint: &str, screen: &str) -> Diagnostic {
        let hint = format!("{hint}\nThe screen shows:\n{screen}");
        Diagnostic::error(code, self.to_string()).hint(hint)
    }
}

fn no_window(title: Option<&str>, waited: Nanos) -> String {
    match title {
        Some(title) => format!("there was no window with '{title}' in its title within {waited}"),
        None => format!("there was no window within {waited}"),
    }
}

fn windows_in_words(titles: &[String]) -> String {
    let quoted: Vec<String> = titles.iter().map(|title| format!("'{title}'")).collect();
    match quoted.is_empty() {
        true => "There is no window; `launch` starts a program.".to_owned(),
        false => format!("The windows are {}.", quoted.join(", ")),
    }
}

impl Missed {
    fn diagnostic(&self) -> Diagnostic {
        let mut diagnostic = self.miss.diagnostic();
        if !self.miss.why.is_final() && self.waited > Nanos::from_millis(300) {
            diagnostic.message = format!("{} (looked for {})", diagnostic.message, self.waited);
        }
        if !self.texts.is_empty() {
            let readable = format!("Texts that can be read: {}", self.texts.join(", "));
            diagnostic.hint = Some(match diagnostic.hint.take() {
                Some(hint) => format!("{hint}\n{readable}"),
                None => readable,
            });
        }
        match &self.picture {
            Some(picture) => diagnostic.attach(picture),
            None => diagnostic,
        }
    }
}

impl From<SurfaceError> for StepFailure {
    fn from(error: SurfaceError) -> StepFailure {
        match error {
            SurfaceError::Stage(error) => StepFailure::Stage(error),
            SurfaceError::Recorder(error) => StepFailure::Recorder(error),
        }
    }
}
