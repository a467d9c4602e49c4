//! The mix: all that is heard as one stereo track, at one loudness, to the sample. It is made in
//! pieces of a second, however long the reel is. What is silent stays silent.

mod clip;
mod limiter;
mod loudness;
mod sum;

use demoreel_primitives::space::CanvasSize;
use demoreel_primitives::time::SAMPLE_RATE;
use demoreel_primitives::timeline::SoundClip;

use crate::error::EncodeError;
use limiter::Limiter;
use loudness::Meter;
use sum::Sum;

/// One sample of the left side and one of the right.
pub type Pair = [f32; 2];

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
/// Pairs that are worked on at once.
const PIECE: usize = SAMPLE_RATE as usize;

/// How loud a reel of this size is, LUFS.
pub fn target(canvas: CanvasSize) -> f64 {
    if canvas.height > canvas.width {
        TARGET_UPRIGHT
    } else {
        TARGET
    }
}

/// What is heard, and how loud all of it must be made. The sound itself is in the clips' files
/// until it is played.
#[derive(Clone, Debug)]
pub struct Mix {
    clips: Vec<SoundClip>,
    total: u64,
    /// Decibels.
    gain: f64,
}

/// A mix of `total` samples at 48 kHz, at so many LUFS. Every clip is read to the end, so what is
/// wrong with one is told before anything is rendered.
pub fn mix(clips: &[SoundClip], total: u64, target: f64) -> Result<Mix, EncodeError> {
    let mut mix = Mix {
        clips: clips.to_vec(),
        total,
        gain: 0.0,
    };
    let mut meter = Meter::new();
    let mut sum = Sum::new(&mix.clips, total);
    while let Some(piece) = sum.piece()? {
        meter.hear(piece);
    }
    let Some(loudness) = meter.integrated() else {
        return Ok(mix);
    };
    mix.gain = target - loudness;
    for _ in 0..TRIES {
        let off = target - mix.loudness()?.unwrap_or(target);
        if off.abs() < NEAR {
            break;
        }
        mix.gain += off;
    }
    Ok(mix)
}

impl Mix {
    /// Silence of so many samples.
    pub fn silence(total: u64) -> Mix {
        Mix {
            clips: Vec::new(),
            total,
            gain: 0.0,
        }
    }

    /// The mix from its first sample on.
    pub fn play(&self) -> Playing<'_> {
        Playing {
            sum: Sum::new(&self.clips, self.total),
            factor: amplitude(self.gain) as f32,
            limiter: Some(Limiter::new(amplitude(CEILING))),
            piece: Vec::new(),
        }
    }

    fn loudness(&self) -> Result<Option<f64>, EncodeError> {
        let (mut meter, mut playing) = (Meter::new(), self.play());
        while let Some(piece) = playing.piece()? {
            meter.hear(piece);
        }
        Ok(meter.integrated())
    }
}

/// A mix that is being played, without a peak above the ceiling.
pub struct Playing<'a> {
    sum: Sum<'a>,
    factor: f32,
    /// Nothing once it has given all back.
    limiter: Option<Limiter>,
    piece: Vec<Pair>,
}

impl Playing<'_> {
    /// What is heard next, about a second of it; nothing at the end.
    pub fn piece(&mut self) -> Result<Option<&[Pair]>, EncodeError> {
        self.piece.clear();
        let factor = self.factor;
        while let Some(limiter) = &mut self.limiter
            && self.piece.is_empty()
        {
            match self.sum.piece()? {
                Some(piece) => {
                    let louder = piece.iter().map(|pair| pair.map(|side| side * factor));
                    limiter.limit(louder, &mut self.piece);
                }
                None => {
                    limiter.finish(&mut self.piece);
                    self.limiter = None;
                }
            }
        }
        Ok((!self.piece.is_empty()).then_some(&self.piece))
    }
}

fn amplitude(decibels: f64) -> f64 {
    libm::pow(10.0, decibels / 20.0)
}

#[cfg(test)]
mod tests;
