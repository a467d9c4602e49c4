//! Who presents and how the frame is divided, as it is written.

use demoreel_primitives::plan::{Corner, PuppetLook};
use demoreel_primitives::steps::{HexColour, Length};
use schemars::JsonSchema;
use serde::Deserialize;

/// Who is seen speaking.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[schemars(extend("x-one-key" = true))]
pub(crate) struct AvatarWords {
    /// A drawn presenter whose mouth follows the voice; no key, no network.
    pub puppet: Option<PuppetWords>,
}

/// A drawn presenter.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[schemars(extend("x-main" = "look"))]
pub(crate) struct PuppetWords {
    /// Which one.
    #[serde(default)]
    pub look: PuppetLook,
    /// Colour of its clothes, and of the disc behind it.
    pub accent: Option<HexColour>,
}

/// How the frame is divided.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[schemars(extend("x-one-key" = true))]
pub(crate) struct LayoutWords {
    /// The framed screen alone.
    pub screen: Option<NothingWords>,
    /// The presenter in a corner of the screen.
    pub pip: Option<PipWords>,
    /// The screen above, the presenter below: made for 9:16.
    pub screen_over_avatar: Option<SharedWords>,
    /// The presenter above, the screen below.
    pub avatar_over_screen: Option<SharedWords>,
    /// The presenter beside the screen.
    pub side_by_side: Option<BesideWords>,
    /// The presenter alone, for greetings and goodbyes.
    pub presenter_full: Option<NothingWords>,
}

/// Nothing can be said of it.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
pub(crate) struct NothingWords {}

/// The presenter in a corner.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[schemars(extend("x-main" = "corner"))]
pub(crate) struct PipWords {
    /// Which corner; it gives way to what is clicked or zoomed to.
    #[serde(default)]
    pub corner: Corner,
    /// Its width and height; 26% if not given.
    pub size: Option<Length>,
    /// How its picture is cut out.
    #[serde(default)]
    pub shape: PipShape,
}

/// How a presenter's picture is cut out.
#[derive(Clone, Copy, Debug, Default, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub(crate) enum PipShape {
    #[default]
    Circle,
    Rounded,
}

/// Two parts, one above the other.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[schemars(extend("x-main" = "share"))]
pub(crate) struct SharedWords {
    /// The presenter's part of the height.
    #[schemars(range(min = 0.2, max = 0.7))]
    #[serde(default = "stacked")]
    pub share: f64,
}

/// Two parts beside each other.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[schemars(extend("x-main" = "avatar"))]
pub(crate) struct BesideWords {
    /// On which side the presenter is.
    #[serde(default)]
    pub avatar: Side,
    /// The presenter's part of the width.
    #[schemars(range(min = 0.2, max = 0.6))]
    #[serde(default = "beside")]
    pub share: f64,
}

/// A side of the frame.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Side {
    Left,
    #[default]
    Right,
}

fn stacked() -> f64 {
    0.4
}

fn beside() -> f64 {
    0.3
}
