//! `events.jsonl`: a head with the scene's facts, then one event a line in order of time. The
//! head counts the lines, so that a log that was cut short is recognised.

mod v1;

use std::path::Path;

use demoreel_primitives::event::Event;
use demoreel_primitives::filmed::FilmedCast;
use demoreel_primitives::time::Nanos;

use crate::TakeError;
use crate::folder::write_whole;
use crate::manifest::check_format;

/// Name of the file in a scene's folder.
const FILE: &str = "events.jsonl";

/// A scene's log.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Log {
    pub scene: String,
    pub act_hash: String,
    pub length: Nanos,
    /// Names of the surfaces that were filmed, in the order of the act.
    pub surfaces: Vec<String>,
    /// The terminals' recordings, in the order of the act.
    pub casts: Vec<FilmedCast>,
    /// In order of time.
    pub events: Vec<Event>,
}

impl Log {
    pub(crate) fn write(&self, folder: &Path) -> Result<(), TakeError> {
        let path = folder.join(FILE);
        let text =
            v1::to_text(self).map_err(|error| TakeError::damaged(&path, error.to_string()))?;
        write_whole(&path, text.as_bytes())
    }

    pub(crate) fn read(folder: &Path) -> Result<Log, TakeError> {
        let path = folder.join(FILE);
        let text =
            std::fs::read_to_string(&path).map_err(|source| TakeError::reading(&path, source))?;
        let head = text.lines().next().unwrap_or_default();
        check_format(&path, head.as_bytes())?;
        v1::from_text(&path, &text)
    }
}
