//! The presenter in a frame: where the picture of the speaker is, and how the drawn puppet holds
//! itself. What never lives here: how it moves (the timeline's business) and what it looks like
//! (the painter's).

use serde::{Deserialize, Serialize};

use super::Track;
use crate::colour::Colour;
use crate::plan::PuppetLook;
use crate::space::CanvasRect;

/// The drawn presenter.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PresenterLayer {
    /// Who it is.
    pub look: PuppetLook,
    /// Colour of the clothes, and of the disc behind.
    pub accent: Colour,
    /// How its picture is cut out.
    pub cut: PresenterCut,
    /// The square or rectangle of the picture; nothing is drawn at `None`.
    pub place: Track<Option<CanvasRect>>,
    /// How it holds itself.
    pub pose: Track<PuppetPose>,
}

/// How a presenter's picture is cut out of the frame.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PresenterCut {
    /// The figure alone, standing on the picture's lower edge.
    Figure,
    /// A plate of the accent's tint behind the figure, with round corners and a thin rim.
    Plate {
        /// Radius of its corners as a part of the shorter side; 0.5 is a disc.
        corner: f64,
    },
}

/// How the puppet holds itself in one frame. Lengths are 1/8 of a unit of its drawing, which is
/// 400 units square; angles 1/8 of a degree: as fine as can be seen, and equal poses are equal.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct PuppetPose {
    /// The shape of the mouth.
    pub mouth: Mouth,
    /// 0 is open, 16 is shut.
    pub lids: u8,
    /// How far the brows are raised.
    pub brows: i8,
    /// Where the eyes look: to the right and down.
    pub gaze: (i8, i8),
    /// How far the face is turned to the right.
    pub turn: i8,
    /// The head's place: to the right and down.
    pub head: (i16, i16),
    /// The head leans to its left, on the right of the picture.
    pub tilt: i16,
    /// The body's place: to the right and down.
    pub body: (i16, i16),
}

/// A mouth between all its shapes. Each value is of 32.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Mouth {
    /// How far the lips are apart.
    pub open: i8,
    /// Spread above 0, rounded below.
    pub wide: i8,
    /// How much of the upper teeth is seen.
    pub teeth: i8,
    /// How high the tongue is.
    pub tongue: i8,
    /// How far the lower lip is under the upper teeth.
    pub bite: i8,
    /// How much it smiles.
    pub smile: i8,
}
