//! The look keys, on the script and on its outputs.

use demoreel_primitives::steps::{HexColour, Length};
use schemars::JsonSchema;
use serde::Deserialize;

/// How everything looks. What an output says stands before what the script says.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
pub(crate) struct LookWords {
    /// What is behind the card: a colour, or a gradient.
    pub background: Option<BackgroundWords>,
    /// Least distance of the card from the edges.
    pub padding: Option<Length>,
    /// Radius of the card's corners.
    pub radius: Option<Length>,
    /// The shadow under the card.
    pub shadow: Option<ShadowWords>,
    /// The drawn pointer.
    pub pointer: Option<PointerWords>,
    /// How the camera moves.
    pub camera: Option<CameraWords>,
    /// How words are shown.
    pub captions: Option<CaptionsWords>,
}

/// What is behind the card.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[schemars(extend("x-main" = "colour", "x-one-of" = ["colour", "gradient"]))]
pub(crate) struct BackgroundWords {
    /// One colour.
    pub colour: Option<HexColour>,
    /// Several colours that run into one another.
    pub gradient: Option<GradientWords>,
}

/// Several colours that run into one another.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
pub(crate) struct GradientWords {
    /// Degrees: 0 is to the right, 90 is down.
    #[schemars(range(min = -360.0, max = 360.0))]
    #[serde(default = "angle")]
    pub angle: f64,
    /// Two or more.
    pub colours: Vec<HexColour>,
}

/// The shadow under the card.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[schemars(extend("x-main" = "strength"))]
pub(crate) struct ShadowWords {
    /// How strong it is.
    pub strength: Option<ShadowStrength>,
    /// How soft it is: standard deviation of its blur.
    pub blur: Option<Length>,
    /// How far down it falls.
    pub drop: Option<Length>,
}

/// How strong a shadow is.
#[derive(Clone, Copy, Debug, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub(crate) enum ShadowStrength {
    None,
    Soft,
    Strong,
}

/// The drawn pointer.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[schemars(extend("x-main" = "shown"))]
pub(crate) struct PointerWords {
    /// Whether it is drawn.
    pub shown: Option<bool>,
    /// Its height.
    pub size: Option<Length>,
    /// Whether a click leaves a ring.
    pub ripple: Option<bool>,
    /// Colour of the ring.
    pub ripple_colour: Option<HexColour>,
}

/// How the camera moves.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[schemars(extend("x-main" = "motion"))]
pub(crate) struct CameraWords {
    /// Its temper.
    pub motion: Option<CameraMotion>,
    /// The largest scale that it takes by itself.
    #[schemars(range(min = 1.0, max = 8.0))]
    pub max_scale: Option<f64>,
}

/// A camera's temper.
#[derive(Clone, Copy, Debug, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub(crate) enum CameraMotion {
    Calm,
    Balanced,
    Snappy,
}

/// How words are shown.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[schemars(extend("x-main" = "spoken"))]
pub(crate) struct CaptionsWords {
    /// Whether what is said is also shown.
    pub spoken: Option<bool>,
    /// Height of the letters.
    pub size: Option<Length>,
    /// Of the letters.
    pub colour: Option<HexColour>,
    /// Colour of the plate under them.
    pub plate: Option<HexColour>,
    /// Distance of the plate from the lower edge.
    pub margin: Option<Length>,
}

fn angle() -> f64 {
    125.0
}
