//! What long work tells about itself. The command draws a bar from it or prints it as JSON lines.

use serde::{Deserialize, Serialize};

use crate::cancel::Cancel;
use crate::diagnostic::Diagnostic;

/// One thing that happened in a run.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(tag = "event", rename_all = "snake_case")]
pub enum Progress {
    /// A stage begins; `total` counts its units of work where that is known.
    Stage {
        /// Such as `record`, `voice`, `paint`.
        stage: String,
        /// Units of work, such as frames or steps.
        total: Option<u64>,
    },
    /// So many units of the current stage are done.
    Advance {
        /// Units done so far, not since the last event.
        done: u64,
        /// What is being worked on, such as a step's name.
        detail: Option<String>,
    },
    /// The current stage is done.
    Done {
        /// The stage's name.
        stage: String,
        /// What it did, in a few words, such as `14 of 20 chunks were already there`.
        detail: Option<String>,
    },
    /// A file is finished and in its place.
    Wrote {
        /// Its path.
        path: String,
    },
    /// Something that the user should know and that stops nothing.
    Warning {
        /// What and where.
        diagnostic: Box<Diagnostic>,
    },
}

/// Takes progress as it happens. Called from several threads.
pub trait Observer: Send + Sync {
    /// Must return quickly; it is called from inside the work.
    fn notice(&self, progress: Progress);
}

/// An observer for whoever does not care.
pub struct Unobserved;

impl Observer for Unobserved {
    fn notice(&self, _: Progress) {}
}

/// What every stage is handed: who watches it, and how it is stopped.
#[derive(Clone, Copy)]
pub struct Run<'a> {
    /// Whom to tell.
    pub observer: &'a dyn Observer,
    /// When to stop.
    pub cancel: &'a Cancel,
}

impl Run<'_> {
    /// Announces a stage.
    pub fn begin(&self, stage: &str, total: Option<u64>) {
        self.observer.notice(Progress::Stage {
            stage: stage.to_owned(),
            total,
        });
    }

    /// Tells how far the current stage is.
    pub fn advance(&self, done: u64, detail: Option<&str>) {
        self.observer.notice(Progress::Advance {
            done,
            detail: detail.map(str::to_owned),
        });
    }

    /// Ends a stage.
    pub fn done(&self, stage: &str, detail: Option<String>) {
        self.observer.notice(Progress::Done {
            stage: stage.to_owned(),
            detail,
        });
    }

    /// Tells of a finished file.
    pub fn wrote(&self, path: &std::path::Path) {
        self.observer.notice(Progress::Wrote {
            path: path.display().to_string(),
        });
    }

    /// Passes a warning on.
    pub fn warn(&self, diagnostic: Diagnostic) {
        self.observer.notice(Progress::Warning {
            diagnostic: Box::new(diagnostic),
        });
    }
}
