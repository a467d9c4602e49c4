//! What a recording is asked for, and what it says when it is done.

use std::collections::BTreeMap;
use std::path::PathBuf;

use demoreel_primitives::diagnostic::Diagnostic;

/// One recording.
pub struct RecordJob<'a> {
    /// The take's folder. Made where it is missing; scenes that are there and current are kept.
    pub take: PathBuf,
    /// The scene to film from; the ones before it are played fast and unfilmed. Without it,
    /// filming begins at the first scene that the take does not have as the act now is.
    pub from: Option<String>,
    /// Film every scene again.
    pub fresh: bool,
    /// Wait for every pause, also where nothing could happen in it.
    pub real_time: bool,
    /// Decides what differs between two hands: the same seed gives the same paths and rhythms.
    pub seed: u64,
    /// The script's folder, in which services run.
    pub home: PathBuf,
    /// Where pictures that explain a failure are written.
    pub explain: PathBuf,
    /// Where stages have their private folders; the same for every run of this user.
    pub runtime: PathBuf,
    /// The user's whole environment. What programs on the stage see of it is an allow-list.
    pub environment: BTreeMap<String, String>,
    /// Called when a step has failed, while everything still stands; the stage is closed when it
    /// returns.
    pub pause_on_failure: Option<&'a (dyn Fn(&Pause) + Sync)>,
}

/// A stage that stands still after a failure.
#[derive(Clone, Debug)]
pub struct Pause {
    /// What failed.
    pub diagnostic: Diagnostic,
    /// Each surface and its private display, such as `:7`, for whoever wants to look at it.
    pub displays: Vec<(String, String)>,
}

/// What a recording did.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TakeSummary {
    /// Scenes that were filmed now.
    pub filmed: Vec<String>,
    /// Scenes that were current and are as they were.
    pub kept: Vec<String>,
    /// Changes of the picture that the recorder could not keep.
    pub missed: u64,
    /// Pictures in the films that were made now.
    pub pictures: u64,
}
