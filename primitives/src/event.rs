//! What happened on a stage, in time order. This is the version-free model; how it is written is
//! the take's business. Events that we do not know survive a round trip.

use serde::{Deserialize, Serialize};

use crate::page::Page;
use crate::plan::StepId;
use crate::space::{SurfacePoint, SurfaceRect};
use crate::time::TakeTime;

/// One thing that happened.
#[derive(Clone, Debug, PartialEq)]
pub struct Event {
    /// When.
    pub at: TakeTime,
    /// What.
    pub what: Happening,
}

/// The kinds of event.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "event", rename_all = "snake_case")]
pub enum Happening {
    /// A step of the act begins.
    StepBegin {
        /// Which.
        step: StepId,
    },
    /// A step of the act is done, successfully.
    StepEnd {
        /// Which.
        step: StepId,
    },
    /// The pointer is at this place from now on.
    Pointer {
        /// On which surface.
        surface: String,
        /// In logical pixels.
        at: SurfacePoint,
    },
    /// A button goes down or up, where the pointer is.
    Button {
        /// On which surface.
        surface: String,
        /// Which.
        button: Button,
        /// True when it goes down.
        down: bool,
    },
    /// A key or a chord is pressed, such as `Enter` or `Ctrl+K`. Never part of a secret.
    Key {
        /// On which surface.
        surface: String,
        /// Names joined by `+`.
        keys: String,
    },
    /// Text begins to be typed; `None` where it is a secret.
    Typing {
        /// On which surface.
        surface: String,
        /// The words.
        text: Option<String>,
    },
    /// A key of the text that is being typed goes down; never which.
    Letter {
        /// On which surface.
        surface: String,
    },
    /// The wheel is turned.
    Wheel {
        /// On which surface.
        surface: String,
        /// Notches to the right and down.
        notches: (f64, f64),
    },
    /// A step found its target.
    Found {
        /// For which step.
        step: StepId,
        /// On which surface.
        surface: String,
        /// What it covers.
        area: SurfaceRect,
        /// 1 is certain; image matches give their correlation.
        score: f64,
        /// Height of its text's line in logical pixels, where it is text.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        text_height: Option<f64>,
    },
    /// A step that decides saw its target, or did not.
    Decided {
        /// Which.
        step: StepId,
        /// Whether it was there.
        visible: bool,
    },
    /// An optional step did not find its target, and the act went on without it.
    Skipped {
        /// Which.
        step: StepId,
        /// What it looked for, as in `text 'Accept'`. Never part of a secret.
        target: String,
    },
    /// The cursor takes this shape, by its X11 name such as `left_ptr`, `text` or `hand2`.
    Cursor {
        /// On which surface.
        surface: String,
        /// The name, empty where the program set a shape of its own.
        shape: String,
    },
    /// The page's elements and their boxes, whenever they have changed.
    Page {
        /// On which surface.
        surface: String,
        /// What is there.
        page: Page,
    },
    /// The recorder could not keep so many pictures since the last such event.
    Missed {
        /// On which surface.
        surface: String,
        /// How many.
        pictures: u64,
    },
    /// A shell says that a command has ended.
    CommandEnd {
        /// On which surface.
        surface: String,
        /// Its exit status, where the shell said it.
        status: Option<i32>,
    },
    /// Something that a newer version wrote.
    #[serde(untagged)]
    Unknown(serde_json::Map<String, serde_json::Value>),
}

impl Happening {
    /// The same on another surface, if it is on one.
    pub fn on_surface(mut self, name: &str) -> Happening {
        match &mut self {
            Happening::Pointer { surface, .. }
            | Happening::Button { surface, .. }
            | Happening::Key { surface, .. }
            | Happening::Letter { surface, .. }
            | Happening::Typing { surface, .. }
            | Happening::Wheel { surface, .. }
            | Happening::Found { surface, .. }
            | Happening::Cursor { surface, .. }
            | Happening::Page { surface, .. }
            | Happening::Missed { surface, .. }
            | Happening::CommandEnd { surface, .. } => name.clone_into(surface),
            Happening::StepBegin { .. }
            | Happening::StepEnd { .. }
            | Happening::Decided { .. }
            | Happening::Skipped { .. }
            | Happening::Unknown(_) => {}
        }
        self
    }
}

/// A pointer's buttons.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize, schemars::JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum Button {
    /// The first.
    #[default]
    Left,
    /// The wheel.
    Middle,
    /// The second.
    Right,
}
