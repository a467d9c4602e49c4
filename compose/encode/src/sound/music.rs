//! Music under a reel: it begins anew where its file ends, comes and goes softly, and gives way to
//! words before they begin.

use std::fs::File;
use std::io::{Read, Seek, SeekFrom};
use std::ops::Range;
use std::path::Path;

use demoreel_primitives::time::SAMPLE_RATE;
use demoreel_primitives::timeline::{MusicClip, Part, SoundClip};
use demoreel_primitives::wav::WavHead;

use super::loudness::Meter;
use super::{PIECE, Pair, amplitude, clip};
use crate::error::EncodeError;

/// How far music is below words when nobody speaks, decibels.
const BED: f64 = -8.0;
/// How long it takes to give way, all of it before the first word.
const ATTACK: u64 = SAMPLE_RATE as u64 / 4;
/// How long it takes to come back after the last word.
const RELEASE: u64 = SAMPLE_RATE as u64 * 7 / 10;
/// Pauses between words that are shorter than this are no reason to come back.
const PAUSE: u64 = SAMPLE_RATE as u64 * 3 / 2;
/// Where the file begins anew its end and its beginning lie over each other for so long.
const OVERLAP: u64 = SAMPLE_RATE as u64 * 3 / 2;

/// Stretches in which somebody speaks.
pub struct Spoken(Vec<Range<u64>>);

impl Spoken {
    /// From the clips of a reel.
    pub fn of(clips: &[SoundClip]) -> Spoken {
        let words = clips.iter().filter(|clip| clip.part == Part::Speech);
        let mut spans: Vec<Range<u64>> =
            words.map(|clip| clip.at..clip.at + clip.samples).collect();
        spans.sort_by_key(|span| span.start);
        let mut all: Vec<Range<u64>> = Vec::new();
        for span in spans {
            match all.last_mut() {
                Some(last) if span.start < last.end + PAUSE => last.end = last.end.max(span.end),
                _ => all.push(span),
            }
        }
        Spoken(all)
    }

    /// How much music gives way at a sample: 0 is not at all, 1 wholly.
    pub fn depth(&self, at: u64) -> f64 {
        let after = self.0.partition_point(|span| span.start <= at);
        let coming = self
            .0
            .get(after)
            .map_or(0.0, |span| 1.0 - (span.start - at) as f64 / ATTACK as f64);
        let going = after.checked_sub(1).map_or(0.0, |before| {
            1.0 - at.saturating_sub(self.0[before].end) as f64 / RELEASE as f64
        });
        let part = coming.max(going).clamp(0.0, 1.0);
        part * part * (3.0 - 2.0 * part)
    }
}

/// A stretch of music that is being heard.
pub struct Bed<'a> {
    pub clip: &'a MusicClip,
    file: File,
    head: WavHead,
    factor: f64,
}

impl<'a> Bed<'a> {
    /// Opens a stretch whose file has this loudness, for a reel whose words are at `target`.
    pub fn open(clip: &'a MusicClip, loudness: f64, target: f64) -> Result<Bed<'a>, EncodeError> {
        let (file, head) = clip::open(Path::new(&clip.audio), clip.samples)?;
        let factor = amplitude(target + BED + clip.gain - loudness);
        Ok(Bed {
            clip,
            file,
            head,
            factor,
        })
    }

    /// Adds what is heard of it in a piece that begins at a sample of the reel.
    pub fn add(
        &mut self,
        piece: &mut [Pair],
        from: u64,
        spoken: &Spoken,
    ) -> Result<(), EncodeError> {
        let clip = self.clip;
        let begin = clip.at.max(from);
        let end = (clip.at + clip.length).min(from + piece.len() as u64);
        if begin >= end {
            return Ok(());
        }
        let sound = self.heard(begin - clip.at..end - clip.at)?;
        let soft = amplitude(-clip.duck);
        for ((target, pair), at) in piece[(begin - from) as usize..]
            .iter_mut()
            .zip(sound)
            .zip(begin..)
        {
            let gain = match spoken.depth(at) {
                0.0 => 1.0,
                1.0 => soft,
                depth => amplitude(-clip.duck * depth),
            };
            let gain = (gain * self.factor * fade(clip, at - clip.at)) as f32;
            target[0] += pair[0] * gain;
            target[1] += pair[1] * gain;
        }
        Ok(())
    }

    /// The file over and over: each time its end and its beginning lie over each other.
    fn heard(&mut self, wanted: Range<u64>) -> Result<Vec<Pair>, EncodeError> {
        let overlap = OVERLAP.min(self.clip.samples / 4);
        let round = self.clip.samples - overlap;
        let mut sound = vec![[0.0; 2]; (wanted.end - wanted.start) as usize];
        let first = (wanted.start / round).saturating_sub(1);
        for turn in first..=wanted.end / round {
            let begin = turn * round;
            let from = wanted.start.max(begin);
            let to = wanted.end.min(begin + self.clip.samples);
            if from >= to {
                continue;
            }
            let read = self.read(from - begin..to - begin)?;
            for (pair, at) in read.into_iter().zip(from..) {
                let gain = turned(at - begin, overlap, self.clip.samples, turn > 0) as f32;
                let target = &mut sound[(at - wanted.start) as usize];
                target[0] += pair[0] * gain;
                target[1] += pair[1] * gain;
            }
        }
        Ok(sound)
    }

    fn read(&mut self, samples: Range<u64>) -> Result<Vec<Pair>, EncodeError> {
        let path = Path::new(&self.clip.audio);
        let begin = self.head.data.start + samples.start * self.head.frame_bytes();
        let mut bytes = vec![0; ((samples.end - samples.start) * self.head.frame_bytes()) as usize];
        let read = self.file.seek(SeekFrom::Start(begin));
        let read = read.and_then(|_| self.file.read_exact(&mut bytes));
        read.map_err(|source| clip::unreadable(path, source))?;
        clip::pairs(path, &self.head, &bytes)
    }
}

/// How loud a file's sample is where its end and its beginning lie over each other: both together
/// are as strong as one.
fn turned(at: u64, overlap: u64, samples: u64, again: bool) -> f64 {
    let part = |at: u64| at as f64 / overlap.max(1) as f64;
    let coming = if again && at < overlap { part(at) } else { 1.0 };
    let left = samples - at;
    let going = if left < overlap { part(left) } else { 1.0 };
    libm::sin(coming.min(going) * std::f64::consts::FRAC_PI_2)
}

/// How loud a stretch is so many samples after its beginning.
fn fade(clip: &MusicClip, at: u64) -> f64 {
    // What nobody asked to fade still neither begins nor ends with a click.
    let least = SAMPLE_RATE as u64 / 100;
    let part = |at: u64, length: u64| (at as f64 / length.max(least) as f64).min(1.0);
    let part = part(at, clip.fade_in).min(part(clip.length - at, clip.fade_out));
    part * part * (3.0 - 2.0 * part)
}

/// Loudness of a whole file in LUFS; none where it is silent or too short to have one.
pub fn loudness(music: &MusicClip) -> Result<Option<f64>, EncodeError> {
    let path = Path::new(&music.audio);
    let (mut file, head) = clip::open(path, music.samples)?;
    let mut meter = Meter::new();
    let mut left = music.samples;
    while left > 0 {
        let count = left.min(PIECE as u64);
        let mut bytes = vec![0; (count * head.frame_bytes()) as usize];
        let read = file.read_exact(&mut bytes);
        read.map_err(|source| clip::unreadable(path, source))?;
        meter.hear(&clip::pairs(path, &head, &bytes)?);
        left -= count;
    }
    Ok(meter.integrated())
}
