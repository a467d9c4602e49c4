//! The mix: all that is heard as one stereo track, at one loudness, to the sample. What is silent
//! stays silent.

mod limiter;
mod loudness;

use std::path::Path;

use demoreel_primitives::space::CanvasSize;
use demoreel_primitives::time::SAMPLE_RATE;
use demoreel_primitives::timeline::SoundClip;
use demoreel_primitives::wav::Wav;

use crate::error::EncodeError;

/// Loudness of a reel: EBU R128, LUFS.
const TARGET: f64 = -16.0;
/// Of a reel for telephones, which are held upright.
const TARGET_UPRIGHT: f64 = -14.0;
/// How far from it a mix may be, LU.
const NEAR: f64 = 0.1;
/// The highest true peak, dBTP. A reel may have -1; the encoder's own ripple needs the rest.
const CEILING: f64 = -2.0;
/// Limiting takes loudness away, so gain and limit are tried again this often.
const TRIES: usize = 4;
/// Samples of the fade where the reel ends before a sound does.
const FADE: usize = SAMPLE_RATE as usize * 8 / 1000;

/// How loud a reel of this size is, LUFS.
pub fn target(canvas: CanvasSize) -> f64 {
    if canvas.height > canvas.width {
        TARGET_UPRIGHT
    } else {
        TARGET
    }
}

/// Interleaved stereo at 48 kHz of `total` samples a channel, at so many LUFS.
pub fn mix(clips: &[SoundClip], total: u64, target: f64) -> Result<Vec<f32>, EncodeError> {
    let mut track = vec![0.0; total as usize];
    for clip in clips {
        add(&mut track, clip)?;
    }
    let track = level(track, target);
    Ok(track.iter().flat_map(|sample| [*sample, *sample]).collect())
}

/// Adds a clip where it belongs.
fn add(track: &mut [f32], clip: &SoundClip) -> Result<(), EncodeError> {
    let sound = read(clip)?;
    let at = (clip.at as usize).min(track.len());
    let room = &mut track[at..];
    let heard = room.len().min(sound.len());
    for (index, (target, sample)) in room.iter_mut().zip(&sound).enumerate() {
        let left = heard - index;
        let fades = heard < sound.len() && left < FADE;
        let fade = if fades {
            left as f32 / FADE as f32
        } else {
            1.0
        };
        *target += sample * clip.gain as f32 * fade;
    }
    Ok(())
}

fn read(clip: &SoundClip) -> Result<Vec<f32>, EncodeError> {
    let path = Path::new(&clip.audio).to_owned();
    let bytes = match std::fs::read(&path) {
        Ok(bytes) => bytes,
        Err(source) => return Err(EncodeError::Read { path, source }),
    };
    let damaged = |what: String| EncodeError::Damaged {
        path: path.clone(),
        what,
    };
    let wav = Wav::decode(&bytes).map_err(|error| damaged(error.to_string()))?;
    if (wav.rate, wav.channels) != (SAMPLE_RATE, 1) {
        let what = format!("it has {} channels at {} Hz", wav.channels, wav.rate);
        return Err(damaged(what));
    }
    if wav.samples.len() as u64 != clip.samples {
        let what = format!("it has {} samples, not {}", wav.samples.len(), clip.samples);
        return Err(damaged(what));
    }
    Ok(wav.samples)
}

/// Brings a track to the reel's loudness without a peak above the ceiling.
fn level(track: Vec<f32>, target: f64) -> Vec<f32> {
    let Some(loudness) = loudness::integrated(&track) else {
        return limiter::limit(track, amplitude(CEILING));
    };
    let mut gain = target - loudness;
    let mut best = Vec::new();
    for _ in 0..TRIES {
        let factor = amplitude(gain) as f32;
        let louder = track.iter().map(|sample| sample * factor).collect();
        best = limiter::limit(louder, amplitude(CEILING));
        let off = target - loudness::integrated(&best).unwrap_or(target);
        if off.abs() < NEAR {
            break;
        }
        gain += off;
    }
    best
}

fn amplitude(decibels: f64) -> f64 {
    libm::pow(10.0, decibels / 20.0)
}

#[cfg(test)]
mod tests;
