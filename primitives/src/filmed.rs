//! A filmed scene as a value: its events and what its films hold, without the films' pixels.
//! The take's reader makes it, the timeline's passes read it.

use serde::{Deserialize, Serialize};

use crate::event::{Event, Happening};
use crate::plan::{CellGrid, FoundBy, StepId};
use crate::space::{FilmBox, FilmSize, SurfaceRect, SurfaceSize};
use crate::time::{Nanos, TakeTime};

/// One scene of a take, whole.
#[derive(Clone, Debug, PartialEq)]
pub struct FilmedScene {
    /// The scene's name.
    pub name: String,
    /// [`crate::plan::Act::scene_hash`] of what was performed.
    pub act_hash: String,
    /// From its first moment to its last.
    pub length: Nanos,
    /// In order of time.
    pub events: Vec<Event>,
    /// One for each surface that was filmed as pictures.
    pub films: Vec<Film>,
    /// One for each terminal, kept as what was written to it.
    pub casts: Vec<FilmedCast>,
}

/// A terminal's recording in one scene: a file in the asciicast format, version 3, on the scene's
/// clock. What stood on the screen when the scene began is written at its first moment.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct FilmedCast {
    /// The surface's name.
    pub surface: String,
    /// The surface's size.
    pub logical: SurfaceSize,
    /// Where its cells are.
    pub grid: CellGrid,
    /// Length of the file, in bytes.
    pub bytes: u64,
    /// BLAKE3 of the file.
    pub digest: String,
}

/// What one film holds.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Film {
    /// The surface's name.
    pub surface: String,
    /// The surface's size.
    pub logical: SurfaceSize,
    /// The pictures' size.
    pub size: FilmSize,
    /// Film pixels for one logical pixel.
    pub density: f64,
    /// In order of time; one or more, the first at or before the scene's first moment.
    pub pictures: Vec<PictureInfo>,
    /// Changes that the recorder saw but could not keep.
    pub missed: u64,
}

/// One picture of a film.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PictureInfo {
    /// When the surface began to look like this.
    pub at: TakeTime,
    /// What differs from the picture before; everything in the first one.
    pub damage: Vec<FilmBox>,
    /// Hash of the pixels: equal pictures have equal digests.
    pub digest: String,
}

/// Where and when a step found what it looked for.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Spotted {
    /// When.
    pub at: TakeTime,
    /// What it covers, in logical pixels.
    pub area: SurfaceRect,
    /// Height of its text's line in logical pixels, where it is text.
    pub text_height: Option<f64>,
}

impl Film {
    /// Number of the picture that is seen at a moment.
    pub fn picture_at(&self, at: TakeTime) -> u64 {
        let after = self.pictures.partition_point(|picture| picture.at <= at);
        after.saturating_sub(1) as u64
    }
}

impl FilmedScene {
    /// The film of a surface.
    pub fn film(&self, surface: &str) -> Option<&Film> {
        self.films.iter().find(|film| film.surface == surface)
    }

    /// The recording of a terminal.
    pub fn cast(&self, surface: &str) -> Option<&FilmedCast> {
        self.casts.iter().find(|cast| cast.surface == surface)
    }

    /// Where and when something that has a name was found: by the last of its steps that was
    /// performed.
    pub fn found(&self, by: &FoundBy) -> Option<Spotted> {
        let found = self.events.iter().rev();
        let mut found = found.filter_map(|event| match &event.what {
            Happening::Found {
                step,
                area,
                text_height,
                ..
            } if by.steps.contains(step) => Some(Spotted {
                at: event.at,
                area: *area,
                text_height: *text_height,
            }),
            _ => None,
        });
        found.next()
    }

    /// When a step began and ended.
    pub fn step_times(&self, step: &StepId) -> Option<(TakeTime, TakeTime)> {
        use Happening::{StepBegin, StepEnd};
        let time = |wanted: &dyn Fn(&Event) -> bool| {
            self.events
                .iter()
                .find(|event| wanted(event))
                .map(|event| event.at)
        };
        let begin = time(&|event| matches!(&event.what, StepBegin { step: id } if id == step))?;
        let end = time(&|event| matches!(&event.what, StepEnd { step: id } if id == step))?;
        Some((begin, end))
    }
}
