//! Chunks: a stretch of frames as an H.264 stream that any player opens. Each access unit begins
//! with a delimiter, which is how a reader tells frames apart. A chunk's file is whole or absent.

use std::collections::VecDeque;
use std::io::Write;
use std::path::Path;

use demoreel_primitives::picture::{Picture, Plane};
use demoreel_primitives::plan::Timing;
use ffmpeg::codec::encoder::video::Encoder;
use ffmpeg::util::{frame, picture};
use ffmpeg_next as ffmpeg;
use tempfile::NamedTempFile;

use crate::error::EncodeError;
use crate::partial;
use crate::settings::{EncodeSettings, Headers};
use crate::skip::{DELIMITER, Weaver};

/// Writes one chunk, frame by frame. A frame that equals the one before is not given to the
/// encoder: a picture of a few bytes that repeats it is woven in behind, or, where frames have
/// durations, nothing but its delimiter.
pub struct ChunkWriter {
    encoder: Encoder,
    frame: frame::Video,
    packet: ffmpeg::Packet,
    file: std::io::BufWriter<NamedTempFile>,
    weaver: Option<Weaver>,
    timing: Timing,
    gop: u64,
    frames: u64,
    encoded: i64,
    /// How often each frame is repeated, from the one that was written last on.
    repeats: VecDeque<u64>,
}

impl ChunkWriter {
    /// Begins a chunk as an unnamed file in `folder`, which exists.
    pub fn create(folder: &Path, settings: &EncodeSettings) -> Result<ChunkWriter, EncodeError> {
        let file = partial::create(folder, ".chunk-", "")?;
        let (width, height) = (settings.canvas.width, settings.canvas.height);
        Ok(ChunkWriter {
            encoder: settings.open(Headers::Repeated)?,
            frame: frame::Video::new(ffmpeg::format::Pixel::YUV420P, width, height),
            packet: ffmpeg::Packet::empty(),
            file: std::io::BufWriter::with_capacity(1 << 20, file),
            weaver: None,
            timing: settings.timing,
            gop: settings.gop(),
            frames: 0,
            encoded: 0,
            repeats: VecDeque::new(),
        })
    }

    /// Adds a frame of the settings' size.
    pub fn push(&mut self, picture: &Picture) -> Result<(), EncodeError> {
        copy(picture, &mut self.frame);
        self.encode()
    }

    /// Adds the frame before once more; there must be one.
    pub fn push_same(&mut self) -> Result<(), EncodeError> {
        if self.timing == Timing::EveryFrame || self.begins_gop() {
            return self.encode();
        }
        if let Some(repeats) = self.repeats.back_mut() {
            *repeats += 1;
        }
        self.frames += 1;
        Ok(())
    }

    /// Whether a player can begin at the next frame.
    fn begins_gop(&self) -> bool {
        self.frames.is_multiple_of(self.gop)
    }

    fn encode(&mut self) -> Result<(), EncodeError> {
        let key = self.begins_gop();
        self.frame.set_kind(if key {
            picture::Type::I
        } else {
            picture::Type::None
        });
        self.frame.set_pts(Some(self.encoded));
        self.encoded += 1;
        self.frames += 1;
        self.repeats.push_back(0);
        self.encoder
            .send_frame(&self.frame)
            .map_err(EncodeError::encoder)?;
        self.drain()
    }

    /// Ends the chunk and gives it its name. Returns its frames.
    pub fn finish(mut self, path: &Path) -> Result<u64, EncodeError> {
        self.encoder.send_eof().map_err(EncodeError::encoder)?;
        self.drain()?;
        self.write_last_repeats()?;
        let writing = |source| EncodeError::writing(path, source);
        let file = self
            .file
            .into_inner()
            .map_err(|error| writing(error.into_error()))?;
        file.as_file().sync_all().map_err(writing)?;
        file.persist(path).map_err(|error| writing(error.error))?;
        Ok(self.frames)
    }

    /// Writes what the encoder has ready.
    fn drain(&mut self) -> Result<(), EncodeError> {
        loop {
            match self.encoder.receive_packet(&mut self.packet) {
                Ok(()) => self.write_packet()?,
                Err(ffmpeg::Error::Other { errno }) if errno == ffmpeg::ffi::EAGAIN => {
                    return Ok(());
                }
                Err(ffmpeg::Error::Eof) => return Ok(()),
                Err(error) => return Err(EncodeError::encoder(error)),
            }
        }
    }

    /// Writes an access unit, and before it the repeats of the one before: only now is it known
    /// that they are all there.
    fn write_packet(&mut self) -> Result<(), EncodeError> {
        let data = self.packet.data().unwrap_or_default();
        let mut out = Vec::with_capacity(data.len() + 64);
        let weaver = match &mut self.weaver {
            None => self
                .weaver
                .insert(Weaver::new(data).map_err(EncodeError::Stream)?),
            Some(weaver) => {
                let repeats = self.repeats.pop_front().unwrap_or_default();
                repeat(weaver, self.timing, repeats, &mut out);
                weaver
            }
        };
        weaver.encoded(data, &mut out);
        self.write(&out)
    }

    /// Writes the repeats of the last frame.
    fn write_last_repeats(&mut self) -> Result<(), EncodeError> {
        let mut out = Vec::new();
        if let Some(weaver) = &mut self.weaver {
            let repeats = self.repeats.pop_front().unwrap_or_default();
            repeat(weaver, self.timing, repeats, &mut out);
        }
        self.write(&out)
    }

    fn write(&mut self, bytes: &[u8]) -> Result<(), EncodeError> {
        let written = self.file.write_all(bytes);
        let path = self.file.get_ref().path();
        written.map_err(|source| EncodeError::writing(path, source))
    }
}

/// Writes so many repeats of the frame before.
fn repeat(weaver: &mut Weaver, timing: Timing, repeats: u64, out: &mut Vec<u8>) {
    for _ in 0..repeats {
        match timing {
            Timing::Variable => out.extend(DELIMITER),
            Timing::Constant | Timing::EveryFrame => weaver.same(out),
        }
    }
}

/// Copies planes into an encoder's frame, whose rows are padded.
pub(crate) fn copy(picture: &Picture, frame: &mut frame::Video) {
    for plane in Plane::ALL {
        let (width, _) = picture.plane_size(plane);
        let stride = frame.stride(plane as usize);
        let rows = picture.plane(plane).chunks_exact(width);
        for (target, source) in frame.data_mut(plane as usize).chunks_mut(stride).zip(rows) {
            target[..width].copy_from_slice(source);
        }
    }
}
