//! The look: outputs, style, and the scenes' effects, tied to moments between the act's steps.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::colour::Colour;
use crate::motion::Spring;
use crate::space::CanvasSize;
use crate::target::Target;
use crate::time::{FrameRate, Nanos};

/// How the act is shown.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Look {
    /// One or more; each becomes a reel.
    pub outputs: Vec<Output>,
    /// Who speaks.
    pub voice: Voice,
    /// One for each scene of the act, in the same order.
    pub scenes: Vec<LookScene>,
}

/// One reel: its file, its size, and its own style.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Output {
    /// An identifier, unique in the script; part of the file's name when there are several.
    pub name: String,
    /// Both sides even.
    pub size: CanvasSize,
    /// Frames a second.
    pub rate: FrameRate,
    /// How everything looks in it.
    pub style: Style,
}

/// The look of one output. Lengths are canvas pixels of that output.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Style {
    /// What is behind the card.
    pub background: Background,
    /// Least distance of the card from the canvas' edges.
    pub padding: f64,
    /// Radius of the card's corners.
    pub radius: f64,
    /// The shadow under the card.
    pub shadow: Shadow,
    /// The drawn pointer.
    pub pointer: PointerStyle,
    /// The camera's temper.
    pub camera: CameraStyle,
    /// How spoken and written words are shown.
    pub captions: CaptionStyle,
}

/// What is behind the card.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Background {
    /// One colour.
    Solid(Colour),
    /// A gradient along a line through the middle.
    Linear {
        /// Degrees: 0 is to the right, 90 is down.
        angle: f64,
        /// Two or more, evenly spaced.
        colours: Vec<Colour>,
    },
}

/// A soft black shadow, drawn as a blurred copy of the card.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Shadow {
    /// 0 is none, 1 is black.
    pub opacity: f64,
    /// Standard deviation of the blur, canvas pixels.
    pub blur: f64,
    /// How far down it falls, canvas pixels.
    pub drop: f64,
}

/// The drawn pointer.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PointerStyle {
    /// Height of the arrow at rest, canvas pixels; 0 hides the pointer.
    pub height: f64,
    /// The ring that a click leaves.
    pub ripple: Option<Colour>,
}

/// The camera's temper.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct CameraStyle {
    /// What it moves like.
    pub spring: Spring,
    /// The largest scale that `auto` takes; 1 or more.
    pub max_scale: f64,
}

/// How words are shown.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct CaptionStyle {
    /// Whether what is said is also shown.
    pub spoken: bool,
    /// Height of the letters' em, canvas pixels.
    pub size: f64,
    /// Of the letters.
    pub colour: Colour,
    /// Of the plate under them.
    pub plate: Colour,
    /// Distance of the plate from the canvas' lower edge.
    pub margin: f64,
}

/// Who speaks.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Voice {
    /// Nobody: `say` steps only pace the reel and make captions.
    Silent,
    /// flite on this machine.
    Local {
        /// Such as `slt`.
        voice: String,
        /// 1 is the voice's own pace; larger is faster.
        pace: f64,
    },
}

/// A scene's effects.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct LookScene {
    /// The same as in the act.
    pub name: String,
    /// In the order of the script.
    pub effects: Vec<Effect>,
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
}

/// A moment of a scene, said in the script's own order: so many of its acting steps and so many
/// of its effects come before. The order of moments is the order of time.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Moment {
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
        text: String,
    },
    /// Shows words that nobody speaks.
    Caption {
        /// What is shown.
        text: String,
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
        title: String,
    },
    /// Writes a PNG of the reel at this moment.
    Still {
        /// The file's name without its ending.
        name: String,
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

impl Look {
    /// Every effect with the index of its scene.
    pub fn effects(&self) -> impl Iterator<Item = (usize, &Effect)> {
        let scenes = self.scenes.iter().enumerate();
        scenes.flat_map(|(index, scene)| scene.effects.iter().map(move |effect| (index, effect)))
    }
}
