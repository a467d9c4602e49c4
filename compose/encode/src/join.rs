//! Joining: one pass of the muxer over all chunks. A chunk that is not what its name says is
//! refused.

use std::path::{Path, PathBuf};

use demoreel_primitives::progress::Run;
use ffmpeg::codec;
use ffmpeg::codec::encoder::video::Encoder;
use ffmpeg_next as ffmpeg;

use crate::error::EncodeError;
use crate::mux::{Container, Muxer, Streams};
use crate::partial;
use crate::settings::{EncodeSettings, Headers};
use crate::stream::{self, AccessUnit};

/// A finished chunk.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChunkFile {
    /// Where it is.
    pub path: PathBuf,
    /// How many frames it must have.
    pub frames: u64,
}

/// What a reel is joined from.
pub struct Parts<'a> {
    /// What all chunks were encoded with.
    pub settings: EncodeSettings,
    /// In order.
    pub chunks: &'a [ChunkFile],
    /// What goes with them.
    pub streams: Streams<'a>,
}

/// Writes the reel to `out`, whole or not at all.
pub fn join(parts: &Parts<'_>, out: &Path, run: &Run<'_>) -> Result<(), EncodeError> {
    let partial = partial::create(partial::folder_of(out), ".reel-", ".mp4")?;
    let encoder = parts.settings.open(Headers::Apart)?;
    let paths = (partial.path(), out);
    let mut joiner = Joiner {
        muxer: Muxer::open(paths, Container::Mp4, &encoder, &parts.streams)?,
        headers: headers(&encoder),
        frames: 0,
    };
    for chunk in parts.chunks {
        if run.cancel.is_cancelled() {
            return Err(EncodeError::Cancelled);
        }
        joiner.chunk(chunk)?;
    }
    joiner.muxer.finish()?;
    partial::keep(partial, out)
}

struct Joiner<'a> {
    muxer: Muxer<'a>,
    headers: Vec<u8>,
    frames: u64,
}

impl Joiner<'_> {
    /// Writes a chunk's frames. A frame without data lengthens the one before.
    fn chunk(&mut self, chunk: &ChunkFile) -> Result<(), EncodeError> {
        let bytes = std::fs::read(&chunk.path).map_err(|source| EncodeError::Read {
            path: chunk.path.clone(),
            source,
        })?;
        let (frames, headers) = stream::access_units(&bytes);
        if let Some(what) = self.complaint(chunk, &frames, &headers) {
            return Err(EncodeError::Damaged {
                path: chunk.path.clone(),
                what,
            });
        }
        for shown in frames.chunk_by(|_, next| next.data.is_empty()) {
            self.frame(&shown[0], shown.len() as u64)?;
        }
        Ok(())
    }

    /// What is wrong with a chunk, if anything.
    fn complaint(
        &self,
        chunk: &ChunkFile,
        frames: &[AccessUnit],
        headers: &[u8],
    ) -> Option<String> {
        let count = frames.len() as u64;
        if count != chunk.frames {
            return Some(format!("it has {count} of {} frames", chunk.frames));
        }
        if !frames.first()?.key {
            return Some("it does not begin with a key frame".to_owned());
        }
        (headers != self.headers).then(|| "its headers are not those of the others".to_owned())
    }

    fn frame(&mut self, frame: &AccessUnit, count: u64) -> Result<(), EncodeError> {
        let mut packet = ffmpeg::Packet::copy(&frame.data);
        if frame.key {
            packet.set_flags(codec::packet::Flags::KEY);
        }
        self.muxer.frame(packet, self.frames, count)?;
        self.frames += count;
        Ok(())
    }
}

/// The parameter sets that every chunk must have.
fn headers(encoder: &Encoder) -> Vec<u8> {
    // SAFETY: an open encoder owns its extradata, which has the length that it says.
    let bytes = unsafe {
        let context = encoder.as_ptr();
        let (data, size) = ((*context).extradata, (*context).extradata_size);
        if data.is_null() {
            &[][..]
        } else {
            std::slice::from_raw_parts(data, size as usize)
        }
    };
    stream::access_units(bytes).1
}
