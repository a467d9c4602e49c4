//! Who presents, and how the frame is divided between the screen and the presenter.

use serde::{Deserialize, Serialize};

use crate::colour::Colour;
use crate::space::{CanvasRect, CanvasSize};

/// Who is seen speaking.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Presenter {
    /// Drawn here; its mouth follows the voice.
    Puppet {
        /// Who it is.
        look: PuppetLook,
        /// Colour of the clothes, and of what is behind.
        accent: Colour,
    },
}

/// The puppets.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize, schemars::JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum PuppetLook {
    /// A woman with dark hair and a knitted jumper.
    #[default]
    Nova,
    /// A man with glasses and a beard.
    Sol,
    /// A small robot.
    Bit,
}

/// How the frame is divided between the screen and the presenter.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Layout {
    /// The framed screen alone.
    Screen,
    /// The presenter in a corner of the framed screen.
    Pip {
        /// Which corner.
        corner: Corner,
        /// The picture's side, canvas pixels.
        size: f64,
        /// Radius of its corners as a part of the side; 0.5 is a disc.
        round: f64,
    },
    /// The screen above, the presenter below.
    ScreenOverAvatar {
        /// The presenter's part of the height.
        share: f64,
    },
    /// The presenter above, the screen below.
    AvatarOverScreen {
        /// The presenter's part of the height.
        share: f64,
    },
    /// The presenter beside the screen.
    SideBySide {
        /// The presenter's part of the width.
        share: f64,
        /// Whether it is on the left.
        left: bool,
    },
    /// The presenter alone.
    PresenterFull,
}

/// A corner of the canvas.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum Corner {
    /// Above, on the left.
    TopLeft,
    /// Above, on the right.
    TopRight,
    /// Below, on the left.
    BottomLeft,
    /// Below, on the right.
    #[default]
    BottomRight,
}

/// The parts of a frame.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Parts {
    /// Where the screen is; nothing in a layout without one.
    pub screen: Option<CanvasRect>,
    /// What the presenter has to itself; nothing where it has no part of its own.
    pub presenter: Option<CanvasRect>,
}

/// Parts of an upright frame that players cover with their own words, above and below.
const COVERED_ABOVE: f64 = 0.06;
const COVERED_BELOW: f64 = 0.19;

impl Layout {
    /// How it divides a canvas. What players cover of an upright one holds nothing that must be
    /// seen.
    pub fn parts(&self, canvas: CanvasSize) -> Parts {
        let (width, height) = (f64::from(canvas.width), f64::from(canvas.height));
        let upright = if height > width { height } else { 0.0 };
        let (above, below) = (upright * COVERED_ABOVE, height - upright * COVERED_BELOW);
        let part = |left: f64, top: f64, right: f64, bottom: f64| {
            let size = euclid::size2(right - left, bottom - top);
            CanvasRect::new(euclid::point2(left, top), size)
        };
        let whole = part(0.0, 0.0, width, height);
        let (screen, presenter) = match *self {
            Layout::Screen | Layout::Pip { .. } => (Some(whole), None),
            Layout::PresenterFull => (None, Some(part(0.0, above, width, height))),
            Layout::ScreenOverAvatar { share } => {
                let edge = height * (1.0 - share);
                let screen = part(0.0, above, width, edge);
                (Some(screen), Some(part(0.0, edge, width, height)))
            }
            Layout::AvatarOverScreen { share } => {
                let edge = above + (height - above) * share;
                let screen = part(0.0, edge, width, below);
                (Some(screen), Some(part(0.0, above, width, edge)))
            }
            Layout::SideBySide { share, left: true } => {
                let edge = width * share;
                let screen = part(edge, 0.0, width, height);
                (Some(screen), Some(part(0.0, 0.0, edge, height)))
            }
            Layout::SideBySide { share, left: false } => {
                let edge = width * (1.0 - share);
                let screen = part(0.0, 0.0, edge, height);
                (Some(screen), Some(part(edge, 0.0, width, height)))
            }
        };
        Parts { screen, presenter }
    }

    /// The size of the room that the screen has with this padding around it.
    pub fn room(&self, canvas: CanvasSize, padding: f64) -> CanvasSize {
        let parts = self.parts(canvas);
        match (parts.screen, parts.presenter) {
            (Some(screen), Some(_)) => {
                let inner = screen.inflate(-padding, -padding).size;
                inner.max(euclid::size2(2.0, 2.0)).round().cast()
            }
            _ => canvas,
        }
    }
}
