//! The sum of all clips, piece by piece. Only clips that are being heard are open.

use demoreel_primitives::time::SAMPLE_RATE;
use demoreel_primitives::timeline::{Part, SoundClip};

use super::clip::Heard;
use super::music::{Bed, Spoken};
use super::{PIECE, Pair};
use crate::error::EncodeError;

/// Samples of the fade where the reel ends before a sound does.
const FADE: u64 = SAMPLE_RATE as u64 * 8 / 1000;

/// Clips and music laid over one another, each as loud as it is meant to be.
pub struct Sum<'a> {
    /// Those that have not begun, the first one last.
    waiting: Vec<&'a SoundClip>,
    heard: Vec<Heard<'a>>,
    beds: Vec<Bed<'a>>,
    spoken: Spoken,
    levels: Levels,
    at: u64,
    total: u64,
    piece: Vec<Pair>,
}

/// What the parts of a reel are multiplied by.
#[derive(Clone, Copy, Debug)]
pub struct Levels {
    pub speech: f32,
    pub noise: f32,
}

impl<'a> Sum<'a> {
    /// A sum of `total` samples.
    pub fn new(clips: &'a [SoundClip], beds: Vec<Bed<'a>>, levels: Levels, total: u64) -> Sum<'a> {
        let mut waiting: Vec<&SoundClip> = clips.iter().collect();
        waiting.sort_by_key(|clip| std::cmp::Reverse(clip.at));
        Sum {
            waiting,
            heard: Vec::new(),
            beds,
            spoken: Spoken::of(clips),
            levels,
            at: 0,
            total,
            piece: Vec::new(),
        }
    }

    /// The next second, or what is left; nothing at the end.
    pub fn piece(&mut self) -> Result<Option<&[Pair]>, EncodeError> {
        let end = (self.at + PIECE as u64).min(self.total);
        if self.at == end {
            return Ok(None);
        }
        self.piece.clear();
        self.piece.resize((end - self.at) as usize, [0.0; 2]);
        while let Some(clip) = self.waiting.pop_if(|clip| clip.at < end) {
            self.heard.push(Heard::open(clip)?);
        }
        for heard in &mut self.heard {
            let level = match heard.clip.part {
                Part::Speech => self.levels.speech,
                Part::Noise => self.levels.noise,
            };
            let gain = level * heard.clip.gain as f32;
            add(&mut self.piece, self.at, (heard, gain), self.total)?;
        }
        self.heard
            .retain(|heard| heard.clip.at + heard.clip.samples > end);
        for bed in &mut self.beds {
            bed.add(&mut self.piece, self.at, &self.spoken)?;
        }
        self.at = end;
        Ok(Some(&self.piece))
    }
}

/// Adds what is heard of a clip in a piece that begins at a sample of the reel.
fn add(
    piece: &mut [Pair],
    from: u64,
    (heard, gain): (&mut Heard<'_>, f32),
    total: u64,
) -> Result<(), EncodeError> {
    let (clip, until) = (heard.clip, from + piece.len() as u64);
    let begin = clip.at.max(from);
    let end = (clip.at + clip.samples).min(until);
    let fades = clip.at + clip.samples > total;
    let sound = heard.read((end - begin) as usize)?;
    let room = &mut piece[(begin - from) as usize..];
    for ((target, pair), at) in room.iter_mut().zip(sound).zip(begin..) {
        let left = total - at;
        let fade = match fades && left < FADE {
            true => left as f32 / FADE as f32,
            false => 1.0,
        };
        for (target, side) in target.iter_mut().zip(pair) {
            *target += side * gain * fade;
        }
    }
    Ok(())
}
