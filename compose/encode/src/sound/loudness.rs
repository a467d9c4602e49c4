//! Loudness of a track as EBU R128 measures it.

use demoreel_primitives::time::SAMPLE_RATE;
use ebur128::{Channel, EbuR128, Mode};

/// Integrated loudness in LUFS of a track that is heard on both sides. None where it is silent or
/// shorter than the 400 ms that a measurement takes.
pub fn integrated(track: &[f32]) -> Option<f64> {
    let mut meter = EbuR128::new(1, SAMPLE_RATE, Mode::I).ok()?;
    meter.set_channel(0, Channel::DualMono).ok()?;
    meter.add_frames_f32(track).ok()?;
    meter
        .loudness_global()
        .ok()
        .filter(|loudness| loudness.is_finite())
}
