//! The engine's protocol: one [`Request`] as JSON on its standard input, then [`Reply`] lines on its
//! standard output. A closed input means that the front is gone, and stops the job.

use std::collections::BTreeMap;
use std::fmt;
use std::path::{Path, PathBuf};

use demoreel_primitives::diagnostic::Diagnostic;
use demoreel_primitives::plan::Plan;
use demoreel_primitives::progress::Progress;
use demoreel_primitives::sighting::Sighting;
use demoreel_primitives::space::{SurfacePoint, SurfaceRect};
use demoreel_primitives::subtitles::Subtitles;
use demoreel_primitives::target::Target;
use demoreel_primitives::time::Nanos;
use serde::{Deserialize, Serialize};

/// What the engine is asked for.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Request {
    /// To do something with a script.
    Perform(Box<Job>),
    /// To find something in a picture or on a display.
    Look(Looking),
    /// To cut a template out of a picture or a display.
    Snap(Snapping),
}

/// Where to look.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Scenery {
    /// What is looked at.
    pub shown: Shown,
    /// Pixels for one logical pixel.
    pub density: f64,
}

/// What is looked at.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Shown {
    /// A PNG or JPEG file.
    File(PathBuf),
    /// An X display, such as `:0`.
    Display(String),
}

/// What to find in a picture.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Looking {
    /// Where to look.
    pub scenery: Scenery,
    /// What for.
    pub target: Target,
    /// Every place rather than the one.
    pub all: bool,
    /// A PNG file that shows what was found, or why nothing was.
    pub annotate: Option<PathBuf>,
    /// Where the program that reads text is looked for.
    pub path: String,
    /// The languages that it reads, as it calls them.
    pub languages: String,
}

/// What to cut out of a picture.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Snapping {
    /// Where to look.
    pub scenery: Scenery,
    /// The part, in logical pixels.
    pub region: SurfaceRect,
    /// The PNG file.
    pub file: PathBuf,
}

/// Something that was found in a picture, in logical pixels.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Place {
    /// What it covers.
    pub area: SurfaceRect,
    /// Where a click on it would be.
    pub point: SurfacePoint,
    /// 1 is certain.
    pub score: f64,
    /// By how much a template was scaled to fit.
    pub scale: f64,
    /// What it is, in words.
    pub label: String,
}

/// All that the engine needs to know: it reads neither the environment nor the current folder.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Job {
    /// What to do.
    pub task: Task,
    /// The script, resolved and without mistakes.
    pub plan: Plan,
    /// Where things are.
    pub folders: Folders,
    /// What the stage's programs may see.
    pub environment: Environment,
}

/// What the engine can do.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Task {
    /// Performs and films the act.
    Record(Filming),
    /// Finds the targets of look steps in the take.
    Locate,
    /// Makes the reels of a current take.
    Compose(Composing),
    /// Films what is out of date, then makes the reels.
    Render(Filming, Composing),
    /// Makes a take of a recording that was made elsewhere.
    Import {
        /// The recording.
        clip: PathBuf,
        /// What the hand did in it, as JSON lines.
        events: Option<PathBuf>,
        /// A camera that ran beside it.
        camera: Option<PathBuf>,
        /// The take's folder.
        folder: PathBuf,
    },
    /// Writes what a terminal of a current take showed as a recording for other players.
    Export {
        /// The terminal's surface.
        surface: String,
        /// The file.
        file: PathBuf,
    },
    /// Speaks every sentence, and nothing else.
    Voice {
        /// Where one file with all of it goes, if that is wanted.
        listen: Option<PathBuf>,
        /// What may be paid.
        purse: Purse,
    },
    /// Films what is out of date, then writes one frame as a PNG file.
    Still {
        /// How to film.
        filming: Filming,
        /// What may be paid for voices.
        purse: Purse,
        /// Which moment of the reel.
        at: Nanos,
        /// Of which output; the first where none is named.
        output: Option<String>,
        /// The PNG file.
        file: PathBuf,
    },
}

/// How to film.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Filming {
    /// Films from this scene on; those before it are played fast and keep their films.
    pub from: Option<String>,
    /// Films everything, whatever is there.
    pub again: bool,
    /// Waits for a line on standard input when a step fails, with the stage as it is.
    pub pause_on_failure: bool,
    /// Waits for every pause, also where nothing could happen in it.
    #[serde(default)]
    pub real_time: bool,
}

/// How to make reels.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Composing {
    /// Threads that paint and encode.
    pub workers: usize,
    /// Paints everything, whatever is there.
    pub again: bool,
    /// The file of each output, in the plan's order.
    pub files: Vec<PathBuf>,
    /// Files of words that are written beside each.
    #[serde(default)]
    pub subtitles: Vec<Subtitles>,
    /// What may be paid for voices.
    pub purse: Purse,
}

/// What may be paid for voices.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Purse {
    /// The most credits that the run may spend; none for no limit.
    pub budget: Option<f64>,
    /// Buys again what an earlier run may have paid for without getting it.
    pub pay_again: bool,
    /// The day, for the ledger.
    pub day: String,
}

/// The folders of a project. All are absolute.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Folders {
    /// Everything that can be made again: takes, chunks, speech.
    pub work: PathBuf,
    /// Where displays, profiles and sockets live while a stage stands.
    pub runtime: PathBuf,
    /// What all projects of the user share: spoken words, which may have been paid for.
    pub shared: PathBuf,
}

/// What the stage's programs may see.
#[derive(Clone, Default, Serialize, Deserialize)]
pub struct Environment {
    /// Where programs are looked for.
    pub path: String,
    /// The variables that the script names, secrets among them.
    pub variables: BTreeMap<String, String>,
    /// The variables that voices name, as far as they are set. No program of the stage sees them.
    pub voices: BTreeMap<String, String>,
    /// The address of a proxy for https, if there is one.
    pub proxy: Option<String>,
}

/// One line of the engine's standard output.
#[derive(Debug, Serialize, Deserialize)]
#[serde(tag = "reply", rename_all = "snake_case")]
pub enum Reply {
    /// Something happened on the way.
    Progress(Progress),
    /// A step failed and the stage waits for a line on standard input.
    Paused {
        /// What failed.
        diagnostic: Box<Diagnostic>,
    },
    /// The job is done. The last line.
    Done(Outcome),
    /// The job failed. The last line.
    Failed {
        /// Why; one or more.
        diagnostics: Vec<Diagnostic>,
    },
}

/// What a job that was done leaves.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Outcome {
    /// Finished files.
    pub wrote: Vec<PathBuf>,
    /// Where look steps found their targets.
    pub sightings: Vec<Sighting>,
    /// What is not as the script wants it, though everything was made, and what the take left
    /// out: optional steps, scenes that dropped themselves.
    #[serde(default)]
    pub warnings: Vec<Diagnostic>,
    /// What was spoken, where that was asked for.
    pub spoken: Vec<SpokenLine>,
    /// What was found in a picture, where that was asked for.
    #[serde(default)]
    pub found: Vec<Place>,
}

/// A sentence that was spoken.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct SpokenLine {
    /// The output that it is for.
    pub output: String,
    /// Its scene.
    pub scene: String,
    /// Its words.
    pub text: String,
    /// How long it is.
    pub seconds: f64,
    /// Who spoke.
    pub voice: String,
    /// What it cost in this run; none where it was spoken before.
    pub credits: Option<f64>,
}

impl Folders {
    /// The take.
    pub fn take(&self) -> PathBuf {
        self.work.join("take")
    }

    /// Painted and encoded chunks.
    pub fn chunks(&self) -> PathBuf {
        self.work.join("chunks")
    }

    /// Spoken sentences, of all projects.
    pub fn speech(&self) -> PathBuf {
        self.shared.join("speech")
    }

    /// Music and small sounds as the mix reads them.
    pub fn sounds(&self) -> PathBuf {
        self.work.join("sounds")
    }

    /// Pictures that explain failures.
    pub fn failures(&self) -> PathBuf {
        self.work.join("failures")
    }

    /// The timeline of an output.
    pub fn timeline(&self, output: &str) -> PathBuf {
        self.work.join(format!("timeline-{output}.json"))
    }

    /// The engine, which stands beside the front.
    pub fn engine_beside(front: &Path) -> PathBuf {
        front.with_file_name("demoreel-engine")
    }
}

impl fmt::Debug for Environment {
    /// Names only: values may be secrets.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names = self.variables.keys().chain(self.voices.keys());
        f.debug_set().entries(names).finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_debug_form_of_an_environment_holds_no_values() {
        let variables = BTreeMap::from([("TOKEN".to_owned(), "hunter2".to_owned())]);
        let shown = format!(
            "{:?}",
            Environment {
                variables,
                ..Environment::default()
            }
        );
        assert!(shown.contains("TOKEN") && !shown.contains("hunter2"));
    }
}
