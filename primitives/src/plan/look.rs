//! The look: outputs, style, and the scenes' effects, tied to moments between the act's steps.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::condition::{Condition, FoundBy};
use super::format::{Format, Quality, Timing};
use super::style::Style;
use super::words::Words;
use crate::space::CanvasSize;
use crate::target::Target;
use crate::time::{FrameRate, Nanos};

/// How the act is shown.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Look {
    /// One or more; each becomes a reel.
    pub outputs: Vec<Output>,
    /// One for each scene of the act, in the same order.
    pub scenes: Vec<LookScene>,
}

/// One reel: its file, its size, its language, and its own style in every scene.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Output {
    /// An identifier, unique among the reels; part of the file's name when there are several.
    pub name: String,
    /// The language of all its words, such as `en` or `pt-BR`.
    pub language: String,
    /// Both sides even.
    pub size: CanvasSize,
    /// Frames a second.
    pub rate: FrameRate,
    /// What kind of file it is.
    pub format: Format,
    /// Where it goes if whoever renders does not say, relative to the script's folder and inside
    /// its project. Nothing where the script does not say either.
    pub file: Option<String>,
    /// How good its picture is, if it is a video file.
    pub quality: Quality,
    /// How it keeps frames that equal the one before, if it is a video file.
    pub timing: Timing,
    /// How long the whole reel should be.
    pub length: LengthAim,
    /// How everything looks in it: one for each scene of the act, in the same order.
    pub styles: Vec<Style>,
}

/// How long a reel should be. It is an aim: a reel that misses it is made, and said to miss it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LengthAim {
    /// Zero where any reel is long enough.
    pub least: Nanos,
    /// [`LengthAim::ANY`]'s where no reel is too long.
    pub most: Nanos,
}

impl LengthAim {
    /// Every reel is as long as it should be.
    pub const ANY: LengthAim = LengthAim {
        least: Nanos::ZERO,
        most: Nanos(i64::MAX),
    };
}

/// A scene's effects.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct LookScene {
    /// The same as in the act.
    pub name: String,
    /// In the order of the script.
    pub effects: Vec<Effect>,
    /// It is shown only where all of these hold; empty where it always is.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub given: Vec<Condition>,
}

/// An effect's stable name: the scene's name, `/look/`, and its place among the scene's effects
/// from 1.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct EffectId(pub String);

/// One look step.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Effect {
    /// Its stable name.
    pub id: EffectId,
    /// Which surface it speaks of.
    pub surface: String,
    /// When it begins.
    pub from: Moment,
    /// When it ends.
    pub until: Extent,
    /// What it does.
    pub kind: EffectKind,
    /// It exists only where all of these hold; empty where it always does.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub given: Vec<Condition>,
    /// Ends in branches, in the order of the script: the first that is taken counts instead of
    /// `until`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sooner: Vec<Sooner>,
}

/// An end that an effect has in a branch alone.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Sooner {
    /// Where the branch is taken.
    pub given: Vec<Condition>,
    /// The end there.
    pub at: Moment,
}

/// A moment of a scene, said in the script's own order: so many of its acting steps and so many
/// of its effects come before. The order of moments is the order of time.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Moment {
    /// When it is, in a recording that was made elsewhere: nobody acts there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at_time: Option<Nanos>,
    /// Acting steps before it.
    pub after_steps: u32,
    /// Effects that begin before it; those that hold at the same place have passed.
    pub after_effects: u32,
}

/// When an effect ends.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Extent {
    /// It holds everything that long.
    Hold(Nanos),
    /// It lasts until this moment: the end of its `steps`, its undo, or the scene's end.
    Until(Moment),
    /// It lasts as long as its own words and holds nothing.
    Words,
    /// It is a moment.
    Instant,
}

/// What an effect does.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum EffectKind {
    /// Speaks. With [`Extent::Until`] its words and those steps last equally long.
    Say {
        /// What is said.
        text: Words,
    },
    /// Shows words that nobody speaks.
    Caption {
        /// What is shown.
        text: Words,
    },
    /// Brings a target close.
    Zoom {
        /// What.
        target: Target,
        /// How close.
        scale: ZoomScale,
        /// How long to look for it in the take after the effect's beginning.
        timeout: Nanos,
    },
    /// Plays faster (above 1) or slower.
    Speed {
        /// Above 0.
        factor: f64,
    },
    /// Leaves what it spans out of the reel.
    Cut,
    /// Begins a chapter.
    Chapter {
        /// Its title.
        title: Words,
    },
    /// Writes a PNG of the reel at this moment.
    Still {
        /// The file's name without its ending.
        name: String,
        /// The step that found what the picture shows, at the moment when it did; the still's own
        /// moment where there is none.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        of: Option<FoundBy>,
    },
}

/// How close a zoom goes.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ZoomScale {
    /// From the target's size and the height of its text.
    Auto,
    /// So many times the size at rest; 1 or more.
    Times(f64),
}

impl fmt::Display for EffectId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl EffectKind {
    /// The words that are heard or shown, if it has any.
    pub fn words(&self) -> Option<&Words> {
        match self {
            EffectKind::Say { text } | EffectKind::Caption { text } => Some(text),
            EffectKind::Chapter { title } => Some(title),
            _ => None,
        }
    }
}

impl Look {
    /// Every effect with the index of its scene.
    pub fn effects(&self) -> impl Iterator<Item = (usize, &Effect)> {
        let scenes = self.scenes.iter().enumerate();
        scenes.flat_map(|(index, scene)| scene.effects.iter().map(move |effect| (index, effect)))
    }
}
