//! The style of a scene in one output: all that decides how it looks and sounds, with nothing
//! left open.

use serde::{Deserialize, Serialize};

use super::inked::TerminalStyle;
use super::look::LengthAim;
use super::presenter::{Layout, Presenter};
use super::voice::Voice;
use crate::colour::Colour;
use crate::motion::Spring;
use crate::time::Nanos;

/// The look of one scene in one output. Lengths are canvas pixels of that output.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Style {
    /// How the frame is divided.
    pub layout: Layout,
    /// Who is seen speaking, where the layout has a place for it.
    pub presenter: Presenter,
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
    /// How terminals are drawn.
    pub terminal: TerminalStyle,
    /// Who speaks.
    pub voice: Voice,
    /// What happens to time in which nothing happens.
    pub waiting: Waiting,
    /// How long the scene itself should be.
    pub length: LengthAim,
}

/// What happens to time in which nothing moves and nobody asked for it: the script's own `wait`
/// is kept, and so is everything under a mark of speed.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Waiting {
    /// It is played as it was.
    Keep,
    /// What lasts longer than this is left out.
    Cut {
        /// So much of it stays.
        over: Nanos,
    },
    /// What lasts longer than this is played faster.
    Speedup {
        /// So much of it is played as it was.
        over: Nanos,
        /// How many times as fast the rest is played; above 1.
        factor: f64,
    },
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
