//! WAV files as values: what voices give and what the mix reads. Only bytes here, no files.

use std::ops::Range;

use thiserror::Error;

/// Sound of one or more channels, interleaved; full scale is 1.
#[derive(Clone, Debug, PartialEq)]
pub struct Wav {
    /// Samples a second; 1 or more.
    pub rate: u32,
    /// 1 or more.
    pub channels: u16,
    /// A whole number of frames.
    pub samples: Vec<f32>,
}

/// A named place in a WAV file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mark {
    /// Which sample it stands at.
    pub sample: u32,
    /// What it is called.
    pub name: String,
}

/// The beginning of a file of one channel of 16-bit integers at 48 kHz, up to the samples.
/// `trailer` is the length of what follows them.
pub fn marked_header(samples: u64, trailer: usize) -> Vec<u8> {
    let (rate, data) = (crate::time::SAMPLE_RATE, samples as u32 * 2);
    let mut bytes = b"RIFF".to_vec();
    bytes.extend((36 + data + trailer as u32).to_le_bytes());
    bytes.extend(b"WAVEfmt ");
    bytes.extend(16u32.to_le_bytes());
    bytes.extend(INTEGER.to_le_bytes());
    bytes.extend(1u16.to_le_bytes());
    bytes.extend(rate.to_le_bytes());
    bytes.extend((rate * 2).to_le_bytes());
    bytes.extend(2u16.to_le_bytes());
    bytes.extend(16u16.to_le_bytes());
    bytes.extend(b"data");
    bytes.extend(data.to_le_bytes());
    bytes
}

/// What follows the samples of a file with marks: where they stand, and what they are called.
pub fn marked_trailer(marks: &[Mark]) -> Vec<u8> {
    let mut cues = (marks.len() as u32).to_le_bytes().to_vec();
    let mut labels = b"adtl".to_vec();
    for (at, mark) in marks.iter().enumerate() {
        let id = at as u32 + 1;
        for word in [id, mark.sample] {
            cues.extend(word.to_le_bytes());
        }
        cues.extend(b"data");
        for word in [0, 0, mark.sample] {
            cues.extend(word.to_le_bytes());
        }
        let mut label = id.to_le_bytes().to_vec();
        label.extend(mark.name.as_bytes());
        label.push(0);
        labels.extend(part(b"labl", &label));
    }
    [part(b"cue ", &cues), part(b"LIST", &labels)].concat()
}

/// A chunk with its length; chunks begin at even places.
fn part(name: &[u8; 4], content: &[u8]) -> Vec<u8> {
    let mut bytes = name.to_vec();
    bytes.extend((content.len() as u32).to_le_bytes());
    bytes.extend(content);
    if !bytes.len().is_multiple_of(2) {
        bytes.push(0);
    }
    bytes
}

/// Why bytes are not a WAV file that can be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum WavError {
    /// The header of the format is missing.
    #[error("it does not begin as a WAV file does")]
    NotWav,
    /// A chunk is missing or ends too early.
    #[error("it is cut short")]
    CutShort,
    /// Neither 16-bit integers nor 32-bit floats.
    #[error("its samples are of a kind that is not read here (format {format}, {bits} bits)")]
    Unknown {
        /// The format's number.
        format: u16,
        /// Bits of a sample.
        bits: u16,
    },
}

const INTEGER: u16 = 1;
const FLOAT: u16 = 3;
const EXTENSIBLE: u16 = 0xfffe;

/// What the beginning of a WAV file says, for those who read the rest in pieces.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WavHead {
    /// Samples a second; 1 or more.
    pub rate: u32,
    /// 1 or more.
    pub channels: u16,
    /// Where the samples are, in bytes from the file's beginning. A file that was written to a
    /// pipe may end before the range does.
    pub data: Range<u64>,
    kind: u16,
    bits: u16,
}

impl WavHead {
    /// Reads a file's first bytes, up to where its samples begin or further.
    pub fn read(bytes: &[u8]) -> Result<WavHead, WavError> {
        if bytes.get(..4) != Some(b"RIFF") || bytes.get(8..12) != Some(b"WAVE") {
            return Err(WavError::NotWav);
        }
        let format = chunk(bytes, b"fmt ").ok_or(WavError::CutShort)?;
        let format = &bytes[format.start as usize..(format.end as usize).min(bytes.len())];
        let data = chunk(bytes, b"data").ok_or(WavError::CutShort)?;
        let word = |at: usize| {
            let pair = format.get(at..at + 2).ok_or(WavError::CutShort)?;
            Ok(u16::from_le_bytes([pair[0], pair[1]]))
        };
        let rate = format.get(4..8).ok_or(WavError::CutShort)?;
        let rate = u32::from_le_bytes([rate[0], rate[1], rate[2], rate[3]]);
        let (channels, bits) = (word(2)?, word(14)?);
        let kind = match word(0)? {
            EXTENSIBLE => word(24)?,
            kind => kind,
        };
        if rate == 0 || channels == 0 {
            return Err(WavError::NotWav);
        }
        Ok(WavHead {
            rate,
            channels,
            data,
            kind,
            bits,
        })
    }

    /// Bytes of one sample of each channel.
    pub fn frame_bytes(&self) -> u64 {
        u64::from(self.channels) * u64::from(self.bits / 8).max(1)
    }

    /// The samples of a stretch of the data, interleaved; full scale is 1.
    pub fn samples(&self, data: &[u8]) -> Result<Vec<f32>, WavError> {
        samples(data, self.kind, self.bits)
    }
}

impl Wav {
    /// Reads 16-bit integers or 32-bit floats. A data chunk whose length was never filled in, as
    /// programs leave it that write to a pipe, reaches to the end.
    pub fn decode(bytes: &[u8]) -> Result<Wav, WavError> {
        let head = WavHead::read(bytes)?;
        let start = head.data.start as usize;
        let end = (head.data.end as usize).min(bytes.len());
        let mut samples = head.samples(&bytes[start..end])?;
        samples.truncate(samples.len() / head.channels as usize * head.channels as usize);
        Ok(Wav {
            rate: head.rate,
            channels: head.channels,
            samples,
        })
    }

    /// As a file of 32-bit floats.
    pub fn encode(&self) -> Vec<u8> {
        let frame = 4 * self.channels as u32;
        let length = 4 * self.samples.len() as u32;
        let mut bytes = Vec::with_capacity(58 + length as usize);
        bytes.extend(b"RIFF");
        bytes.extend((50 + length).to_le_bytes());
        bytes.extend(b"WAVEfmt ");
        bytes.extend(18u32.to_le_bytes());
        bytes.extend(FLOAT.to_le_bytes());
        bytes.extend(self.channels.to_le_bytes());
        bytes.extend(self.rate.to_le_bytes());
        bytes.extend((self.rate * frame).to_le_bytes());
        bytes.extend((frame as u16).to_le_bytes());
        bytes.extend(32u16.to_le_bytes());
        bytes.extend(0u16.to_le_bytes());
        // Files of floats say how many frames they hold in a chunk of their own.
        bytes.extend(b"fact");
        bytes.extend(4u32.to_le_bytes());
        bytes.extend((length / frame).to_le_bytes());
        bytes.extend(b"data");
        bytes.extend(length.to_le_bytes());
        bytes.extend(self.samples.iter().flat_map(|sample| sample.to_le_bytes()));
        bytes
    }

    /// All channels as one: their mean.
    pub fn mono(&self) -> Vec<f32> {
        let frames = self.samples.chunks(self.channels as usize);
        frames
            .map(|frame| frame.iter().sum::<f32>() / self.channels as f32)
            .collect()
    }
}

/// Where a chunk's body is, as its header says: it may reach past the bytes that are there.
fn chunk(bytes: &[u8], name: &[u8; 4]) -> Option<Range<u64>> {
    let mut at = 12;
    while let Some(head) = bytes.get(at..at + 8) {
        let length = u32::from_le_bytes([head[4], head[5], head[6], head[7]]) as usize;
        let body = at + 8;
        if head[..4] == *name {
            return Some(body as u64..(body as u64 + length as u64));
        }
        at = body.saturating_add(length.next_multiple_of(2));
    }
    None
}

fn samples(data: &[u8], kind: u16, bits: u16) -> Result<Vec<f32>, WavError> {
    match (kind, bits) {
        (INTEGER, 16) => Ok(data
            .as_chunks::<2>()
            .0
            .iter()
            .map(|bytes| i16::from_le_bytes(*bytes) as f32 / 32_768.0)
            .collect()),
        (FLOAT, 32) => Ok(data
            .as_chunks::<4>()
            .0
            .iter()
            .map(|bytes| f32::from_le_bytes(*bytes))
            .collect()),
        (format, bits) => Err(WavError::Unknown { format, bits }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stereo() -> Wav {
        Wav {
            rate: 48_000,
            channels: 2,
            samples: vec![0.0, 1.0, -0.25, 0.5],
        }
    }

    #[test]
    fn a_file_of_floats_comes_back_as_it_was() {
        assert_eq!(Wav::decode(&stereo().encode()), Ok(stereo()));
        assert_eq!(stereo().mono(), [0.5, 0.125]);
    }

    #[test]
    fn sixteen_bits_are_read_past_chunks_that_do_not_matter() {
        let mut bytes = b"RIFF....WAVELIST\x03\0\0\0abc\0fmt \x10\0\0\0".to_vec();
        bytes.extend([1, 0, 1, 0]);
        bytes.extend(16_000u32.to_le_bytes());
        bytes.extend(32_000u32.to_le_bytes());
        bytes.extend([2, 0, 16, 0]);
        bytes.extend(b"data\xff\xff\xff\xff");
        bytes.extend([0, 0x40, 0, 0x80, 9]);
        let wav = Wav::decode(&bytes).expect("it is whole enough");
        assert_eq!((wav.rate, wav.samples), (16_000, vec![0.5, -1.0]));
    }

    #[test]
    fn what_is_no_sound_is_refused() {
        assert_eq!(Wav::decode(b"<html>"), Err(WavError::NotWav));
        assert_eq!(Wav::decode(b"RIFF....WAVE"), Err(WavError::CutShort));
        let mut odd = stereo().encode();
        odd[20] = 2;
        let refused = WavError::Unknown {
            format: 2,
            bits: 32,
        };
        assert_eq!(Wav::decode(&odd), Err(refused));
    }
}
