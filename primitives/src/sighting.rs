//! Where the targets of look steps are in the take.

use serde::{Deserialize, Serialize};

use crate::plan::EffectId;
use crate::space::SurfaceRect;
use crate::time::TakeTime;

/// Where and when the target of one look step was found.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Sighting {
    /// Whose target.
    pub effect: EffectId,
    /// On which surface.
    pub surface: String,
    /// What it covers.
    pub area: SurfaceRect,
    /// Height of its text's line in logical pixels, where it is text.
    pub text_height: Option<f64>,
    /// The moment of the scene that was looked at.
    pub at: TakeTime,
}
