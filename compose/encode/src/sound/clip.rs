//! A clip's file, read as it is heard. A file that is not what was planned is refused.

use std::fs::File;
use std::io::{Read, Seek, SeekFrom};
use std::path::Path;

use demoreel_primitives::time::SAMPLE_RATE;
use demoreel_primitives::timeline::SoundClip;
use demoreel_primitives::wav::{WavError, WavHead};

use super::Pair;
use crate::error::EncodeError;

/// The samples must begin within so many bytes of the file's beginning.
const HEAD: u64 = 1 << 16;

/// A clip that is being heard.
pub struct Heard<'a> {
    /// The clip.
    pub clip: &'a SoundClip,
    file: File,
    head: WavHead,
}

impl<'a> Heard<'a> {
    /// Opens a clip at its first sample.
    pub fn open(clip: &'a SoundClip) -> Result<Heard<'a>, EncodeError> {
        let (file, head) = open(Path::new(&clip.audio), clip.samples)?;
        Ok(Heard { clip, file, head })
    }

    /// The next `count` samples, of which there must be so many, on both sides.
    pub fn read(&mut self, count: usize) -> Result<Vec<Pair>, EncodeError> {
        let path = Path::new(&self.clip.audio);
        let mut bytes = vec![0; count * self.head.frame_bytes() as usize];
        let read = self.file.read_exact(&mut bytes);
        read.map_err(|source| unreadable(path, source))?;
        pairs(path, &self.head, &bytes)
    }
}

/// Opens a sound file at its first sample. It must have so many.
pub fn open(path: &Path, planned: u64) -> Result<(File, WavHead), EncodeError> {
    let unreadable = |source| unreadable(path, source);
    let mut file = File::open(path).map_err(unreadable)?;
    let mut first = Vec::new();
    let read = Read::by_ref(&mut file).take(HEAD).read_to_end(&mut first);
    read.map_err(unreadable)?;
    let head = WavHead::read(&first).map_err(|error| damaged(path, error.to_string()))?;
    if head.rate != SAMPLE_RATE || head.channels > 2 {
        let what = format!("it has {} channels at {} Hz", head.channels, head.rate);
        return Err(damaged(path, what));
    }
    let end = file.metadata().map_err(unreadable)?.len();
    let bytes = head.data.end.min(end).saturating_sub(head.data.start);
    let samples = bytes / head.frame_bytes();
    if samples != planned {
        let what = format!("it has {samples} samples, not {planned}");
        return Err(damaged(path, what));
    }
    let begin = SeekFrom::Start(head.data.start);
    file.seek(begin).map_err(unreadable)?;
    Ok((file, head))
}

/// Samples on both sides.
pub fn pairs(path: &Path, head: &WavHead, bytes: &[u8]) -> Result<Vec<Pair>, EncodeError> {
    let samples = head.samples(bytes);
    let samples = samples.map_err(|error: WavError| damaged(path, error.to_string()))?;
    let sides = |frame: &[f32]| [frame[0], frame[frame.len() - 1]];
    let frames = samples.chunks_exact(head.channels as usize);
    Ok(frames.map(sides).collect())
}

/// A sound file that cannot be read.
pub fn unreadable(path: &Path, source: std::io::Error) -> EncodeError {
    let path = path.to_owned();
    EncodeError::Read { path, source }
}

fn damaged(path: &Path, what: String) -> EncodeError {
    let path = path.to_owned();
    EncodeError::Damaged { path, what }
}
