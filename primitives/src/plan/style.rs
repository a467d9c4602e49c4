//! The style of a scene in one output: all that decides how it looks and sounds, with nothing
//! left open.

use serde::{Deserialize, Serialize};

use super::inked::TerminalStyle;
use super::look::LengthAim;
use super::presenter::{Layout, Presenter};
use super::sound::SoundStyle;
use super::voice::Voice;
use super::window::WindowStyle;
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
    /// The window around what was filmed, if there is one.
    pub window: Option<WindowStyle>,
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
    /// What is heard besides words.
    pub sound: SoundStyle,
    /// What happens to time in which nothing happens.
    pub waiting: Waiting,
    /// How film and speech of unequal length come together.
    pub fit: Fit,
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

/// How film and speech of unequal length come together. Speech is never changed.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum Fit {
    /// Film keeps its pace; a still picture is held where words last longer.
    #[default]
    Hold,
    /// Film is played slower, down to 0.8, or faster, up to 1.5 times, to last as long as its
    /// words.
    Stretch,
    /// Time in which nothing happens is left out where film lasts longer than its words.
    Trim,
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
    /// What words are dressed in.
    pub dress: CaptionDress,
    /// Height of the letters' em, canvas pixels.
    pub size: f64,
    /// Of the letters.
    pub colour: Colour,
    /// Of the plate under them, where there is one.
    pub plate: Colour,
    /// Of the word that is heard, where it is marked.
    pub highlight: Colour,
    /// Where they stand when nothing that should be seen is there.
    pub place: Anchor,
    /// Distance from the canvas' edge that they stand at.
    pub margin: f64,
}

/// What captions are dressed in.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum CaptionDress {
    /// On a plate with round corners.
    #[default]
    Boxed,
    /// Without a plate: letters with a thin edge and a soft shadow.
    Clean,
    /// On a plate, with the word that is heard on a bright field.
    Karaoke,
    /// A few large heavy letters with a thick edge, and the word that is heard in another colour.
    Big,
}

/// One of nine places on a canvas.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema,
)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "their names say where they are")]
pub enum Anchor {
    TopLeft,
    Top,
    TopRight,
    Left,
    Center,
    Right,
    BottomLeft,
    #[default]
    Bottom,
    BottomRight,
}

impl Anchor {
    /// 0 at the left edge, 1 at the right.
    pub fn across(self) -> f64 {
        match self {
            Anchor::TopLeft | Anchor::Left | Anchor::BottomLeft => 0.0,
            Anchor::Top | Anchor::Center | Anchor::Bottom => 0.5,
            Anchor::TopRight | Anchor::Right | Anchor::BottomRight => 1.0,
        }
    }

    /// 0 at the upper edge, 1 at the lower.
    pub fn down(self) -> f64 {
        match self {
            Anchor::TopLeft | Anchor::Top | Anchor::TopRight => 0.0,
            Anchor::Left | Anchor::Center | Anchor::Right => 0.5,
            Anchor::BottomLeft | Anchor::Bottom | Anchor::BottomRight => 1.0,
        }
    }
}

/// Lengths of a dress, in ems.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct CaptionCut {
    /// Height of a line.
    pub leading: f64,
    /// From the words to the caption's edges at their sides.
    pub across: f64,
    /// The same above and below the lines.
    pub down: f64,
}

impl CaptionDress {
    /// Its lengths.
    pub fn cut(self) -> CaptionCut {
        let (leading, across, down) = match self {
            CaptionDress::Boxed => (1.32, 0.72, 0.34),
            CaptionDress::Karaoke => (1.46, 0.78, 0.36),
            CaptionDress::Clean => (1.28, 0.45, 0.4),
            CaptionDress::Big => (1.2, 0.45, 0.45),
        };
        CaptionCut {
            leading,
            across,
            down,
        }
    }

    /// Whether the word that is heard looks different.
    pub fn marks_words(self) -> bool {
        matches!(self, CaptionDress::Karaoke | CaptionDress::Big)
    }
}
