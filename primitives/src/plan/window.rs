//! The window that is drawn around what was filmed.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A window's bar, above the film and on the same card.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct WindowStyle {
    /// Whose windows it looks like.
    pub kind: WindowKind,
    /// Light or dark.
    pub tone: WindowTone,
    /// Its buttons.
    pub buttons: WindowButtons,
    /// Where its buttons are.
    pub side: WindowSide,
    /// Height of the bar at rest, canvas pixels.
    pub height: f64,
    /// What the bar says; may be empty.
    pub title: String,
    /// What a browser's bar says.
    pub address: WindowAddress,
}

/// Whose windows a window looks like.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum WindowKind {
    /// Three coloured buttons and a title in the middle.
    Macos,
    /// A title at the left and three drawn buttons at the right.
    Windows,
    /// A browser's bar with the address.
    Browser,
    /// A bar in the terminal's own colours.
    Terminal,
}

/// Whether a window is light or dark.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum WindowTone {
    /// As a terminal's theme is; light around everything else.
    #[default]
    Auto,
    /// Light.
    Light,
    /// Dark.
    Dark,
}

/// What the three round buttons look like.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum WindowButtons {
    /// Red, yellow and green.
    #[default]
    Colourful,
    /// The same as rings.
    Rings,
    /// Grey, as on a window that is not in use.
    Grey,
    /// No buttons.
    None,
}

/// Where a window's buttons are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum WindowSide {
    /// At the left.
    #[default]
    Left,
    /// At the right.
    Right,
}

/// What a browser's bar says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum WindowAddress {
    /// The address of the page that is shown.
    OfThePage,
    /// These words.
    Words(String),
}
