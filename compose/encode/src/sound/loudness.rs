//! Loudness of a track as EBU R128 measures it.

use demoreel_primitives::time::SAMPLE_RATE;
use ebur128::{EbuR128, Mode};

use super::Pair;

/// Hears a track piece by piece.
pub struct Meter(Option<EbuR128>);

impl Meter {
    /// A meter that has heard nothing.
    pub fn new() -> Meter {
        Meter(EbuR128::new(2, SAMPLE_RATE, Mode::I).ok())
    }

    /// Hears what comes next.
    pub fn hear(&mut self, piece: &[Pair]) {
        if let Some(meter) = &mut self.0
            && meter.add_frames_f32(piece.as_flattened()).is_err()
        {
            self.0 = None;
        }
    }

    /// Integrated loudness in LUFS. None where all was silent or shorter than the 400 ms that a
    /// measurement takes.
    pub fn integrated(&self) -> Option<f64> {
        let loudness = self.0.as_ref()?.loudness_global().ok()?;
        loudness.is_finite().then_some(loudness)
    }
}
