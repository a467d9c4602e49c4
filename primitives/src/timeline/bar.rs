//! A window's bar in a reel.

use serde::{Deserialize, Serialize};

use super::Track;
use crate::colour::Colour;
use crate::plan::{WindowButtons, WindowKind, WindowSide};

/// The bar above a card's film.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Bar {
    /// What it looks like.
    pub look: BarLook,
    /// All that it says in the scene.
    pub texts: Vec<String>,
    /// Which of them it says.
    pub says: Track<u32>,
    /// The largest width of the card in the scene, canvas pixels: what the bar is drawn for.
    pub largest: f64,
}

/// What a window's bar looks like.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct BarLook {
    /// Whose windows it looks like.
    pub kind: WindowKind,
    /// Whether it is dark.
    pub dark: bool,
    /// The colours of the bar and of its words, where they are not those of its kind.
    pub own: Option<(Colour, Colour)>,
    /// Its buttons.
    pub buttons: WindowButtons,
    /// Where they are.
    pub side: WindowSide,
    /// Height of the bar as a part of the card's width, so that it grows with it.
    pub height: f64,
}
