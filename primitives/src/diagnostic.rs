//! A mistake or a failure as data. Libraries make them, the command alone prints them.

use serde::{Deserialize, Serialize};

use crate::codes::Code;

/// What is wrong, where, what the state is now, what to do next, and a fix that a program can
/// apply. `message` is one sentence without a full stop.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Diagnostic {
    /// Stable, such as `E0103`; see [`crate::codes`].
    pub code: String,
    /// Whether work stops.
    pub severity: Severity,
    /// What happened.
    pub message: String,
    /// Where in the script.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub place: Option<Place>,
    /// Other places that matter, such as the line inside a composed step.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub related: Vec<Related>,
    /// What is the case now: what was kept, what was stopped, what was not touched.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub state: Option<String>,
    /// What to do next.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub hint: Option<String>,
    /// Files that explain it, such as an annotated screenshot.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub attachments: Vec<String>,
    /// A change to the script that would mend it.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub fix: Option<Fix>,
}

/// Errors stop work, warnings do not.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    /// The run goes on.
    Warning,
    /// The run stops, or never starts.
    Error,
}

/// A stretch of a script.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Place {
    /// The script's path as the user gave it, `builtin:NAME` for a step that ships with us, or
    /// `--set NAME=VALUE` for an argument.
    pub file: String,
    /// The first character.
    pub start: Position,
    /// Just past the last character.
    pub end: Position,
    /// JSON Pointer of the value, such as `/scenes/0/steps/2/click`.
    pub pointer: String,
}

/// A place in a text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Position {
    /// From 1.
    pub line: u32,
    /// In characters, from 1.
    pub column: u32,
}

/// A second place and what it has to do with the first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Related {
    /// Such as `inside the composed step`.
    pub message: String,
    /// Where.
    pub place: Place,
}

/// A change to the script, as a JSON Patch (RFC 6902) on its data.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Fix {
    /// In words, such as `write '2s'`.
    pub title: String,
    /// The operations, in order.
    pub patch: Vec<PatchOp>,
}

/// One JSON Patch operation.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "op", rename_all = "snake_case")]
pub enum PatchOp {
    /// Puts a value where none is.
    Add {
        /// JSON Pointer.
        path: String,
        /// The new value.
        value: serde_json::Value,
    },
    /// Takes a value away.
    Remove {
        /// JSON Pointer.
        path: String,
    },
    /// Puts a value in another's place.
    Replace {
        /// JSON Pointer.
        path: String,
        /// The new value.
        value: serde_json::Value,
    },
    /// Renames a key.
    Move {
        /// JSON Pointer of the old name.
        from: String,
        /// JSON Pointer of the new one.
        path: String,
    },
}

impl Diagnostic {
    /// An error with this message and nothing else yet.
    pub fn error(code: Code, message: impl Into<String>) -> Diagnostic {
        Diagnostic::new(code, Severity::Error, message.into())
    }

    /// A warning with this message and nothing else yet.
    pub fn warning(code: Code, message: impl Into<String>) -> Diagnostic {
        Diagnostic::new(code, Severity::Warning, message.into())
    }

    fn new(code: Code, severity: Severity, message: String) -> Diagnostic {
        Diagnostic {
            code: code.id.to_owned(),
            severity,
            message,
            place: None,
            related: Vec::new(),
            state: None,
            hint: None,
            attachments: Vec::new(),
            fix: None,
        }
    }

    /// Says where it is.
    pub fn at(mut self, place: Place) -> Diagnostic {
        self.place = Some(place);
        self
    }

    /// Names a second place.
    pub fn related(mut self, message: impl Into<String>, place: Place) -> Diagnostic {
        self.related.push(Related {
            message: message.into(),
            place,
        });
        self
    }

    /// Says what is the case now.
    pub fn state(mut self, state: impl Into<String>) -> Diagnostic {
        self.state = Some(state.into());
        self
    }

    /// Says what to do next.
    pub fn hint(mut self, hint: impl Into<String>) -> Diagnostic {
        self.hint = Some(hint.into());
        self
    }

    /// Names a file that explains it.
    pub fn attach(mut self, path: &std::path::Path) -> Diagnostic {
        self.attachments.push(path.display().to_string());
        self
    }

    /// Offers a change that mends it.
    pub fn fix(mut self, title: impl Into<String>, patch: Vec<PatchOp>) -> Diagnostic {
        self.fix = Some(Fix {
            title: title.into(),
            patch,
        });
        self
    }
}
