//! The mix: all that is heard as one stereo track, at one loudness, to the sample. It is made in
//! pieces of a second, however long the reel is. What is silent stays silent.

mod clip;
mod limiter;
mod loudness;
mod music;
mod sum;

use demoreel_primitives::space::CanvasSize;
use demoreel_primitives::time::SAMPLE_RATE;
use demoreel_primitives::timeline::{Part, SoundClip, Soundtrack};

use crate::error::EncodeError;
use limiter::Limiter;
use loudness::Meter;
use music::Bed;
use sum::{Levels, Sum};

/// One sample of the left side and one of the right.
pub type Pair = [f32; 2];

/// Loudness of a reel: EBU R128, LUFS.
const TARGET: f64 = -16.0;
/// Of a reel for telephones, which are held upright.
const TARGET_UPRIGHT: f64 = -14.0;
/// What noises as they were made are multiplied by, in decibels above the reel's loudness: heard
/// under words, never over them.
const NOISES: f64 = 4.0;
/// Everything as it is.
const PLAIN: Levels = Levels {
    speech: 1.0,
    noise: 1.0,
};
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

/// What is heard, and how loud each part of it and all of it must be made. The sound itself is in
/// the clips' files until it is played.
#[derive(Clone, Debug)]
pub struct Mix {
    track: Soundtrack,
    /// Loudness of each piece of music, LUFS.
    tunes: Vec<f64>,
    total: u64,
    /// Where words are brought to, LUFS.
    target: f64,
    levels: Levels,
    /// Of all together, decibels.
    gain: f64,
}

/// A mix of `total` samples at 48 kHz, at so many LUFS. Every file is read to the end, so what is
/// wrong with one is told before anything is rendered.
pub fn mix(track: &Soundtrack, total: u64, target: f64) -> Result<Mix, EncodeError> {
    let mut mix = Mix::unmeasured(track, total, target)?;
    let words = mix.words(total)?;
    if let Some(words) = words {
        mix.levels.speech = amplitude(target - words) as f32;
    }
    // Clicks alone are no programme: they stay as loud as they are.
    if words.is_none() && mix.track.music.is_empty() {
        mix.played_whole()?;
        return Ok(mix);
    }
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
            track: Soundtrack::default(),
            tunes: Vec::new(),
            total,
            target: TARGET,
            levels: PLAIN,
            gain: 0.0,
        }
    }

    /// Music that cannot be heard is left out: nothing could make it louder.
    fn unmeasured(track: &Soundtrack, total: u64, target: f64) -> Result<Mix, EncodeError> {
        let mut mix = Mix {
            target,
            levels: Levels {
                noise: amplitude(target + NOISES) as f32,
                ..PLAIN
            },
            ..Mix::silence(total)
        };
        mix.track.clips.clone_from(&track.clips);
        for clip in &track.music {
            let before = mix
                .track
                .music
                .iter()
                .position(|one| one.audio == clip.audio);
            let known = before.map(|at| mix.tunes[at]);
            let loudness = match known {
                Some(loudness) => Some(loudness),
                None => music::loudness(clip)?,
            };
            if let Some(loudness) = loudness {
                mix.track.music.push(clip.clone());
                mix.tunes.push(loudness);
            }
        }
        Ok(mix)
    }

    /// The mix from its first sample on.
    pub fn play(&self) -> Result<Playing<'_>, EncodeError> {
        let beds = self.track.music.iter().zip(&self.tunes);
        let beds = beds.map(|(clip, loudness)| Bed::open(clip, *loudness, self.target));
        let beds = beds.collect::<Result<_, _>>()?;
        Ok(Playing {
            sum: Sum::new(&self.track.clips, beds, self.levels, self.total),
            factor: amplitude(self.gain) as f32,
            limiter: Some(Limiter::new(amplitude(CEILING))),
            piece: Vec::new(),
        })
    }

    /// Loudness of all words, as they are in their files: what a scene asks for holds beside music.
    fn words(&self, total: u64) -> Result<Option<f64>, EncodeError> {
        let words = self.track.clips.iter();
        let words = words.filter(|clip| clip.part == Part::Speech);
        let words: Vec<SoundClip> = words
            .map(|clip| SoundClip {
                gain: 1.0,
                ..clip.clone()
            })
            .collect();
        let mut meter = Meter::new();
        let mut sum = Sum::new(&words, Vec::new(), PLAIN, total);
        while let Some(piece) = sum.piece()? {
            meter.hear(piece);
        }
        Ok(meter.integrated())
    }

    fn loudness(&self) -> Result<Option<f64>, EncodeError> {
        let (mut meter, mut playing) = (Meter::new(), self.play()?);
        while let Some(piece) = playing.piece()? {
            meter.hear(piece);
        }
        Ok(meter.integrated())
    }

    fn played_whole(&self) -> Result<(), EncodeError> {
        let mut playing = self.play()?;
        while playing.piece()?.is_some() {}
        Ok(())
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
