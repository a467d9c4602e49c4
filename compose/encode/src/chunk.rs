//! Chunks: a stretch of frames as an H.264 stream that any player opens. Each access unit begins
//! with a delimiter, which is how a reader tells frames apart. A chunk's file is whole or absent.

use std::io::Write;
use std::path::Path;

use demoreel_primitives::picture::{Picture, Plane};
use ffmpeg::codec::encoder::video::Encoder;
use ffmpeg::util::frame;
use ffmpeg_next as ffmpeg;
use tempfile::NamedTempFile;

use crate::error::EncodeError;
use crate::partial;
use crate::settings::{EncodeSettings, Headers};

/// Writes one chunk, frame by frame.
pub struct ChunkWriter {
    encoder: Encoder,
    frame: frame::Video,
    packet: ffmpeg::Packet,
    file: std::io::BufWriter<NamedTempFile>,
    frames: u64,
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
            frames: 0,
        })
    }

    /// Adds a frame of the settings' size.
    pub fn push(&mut self, picture: &Picture) -> Result<(), EncodeError> {
        copy(picture, &mut self.frame);
        self.push_same()
    }

    /// Adds the frame before once more; there must be one.
    pub fn push_same(&mut self) -> Result<(), EncodeError> {
        self.frame.set_pts(Some(self.frames as i64));
        self.frames += 1;
        self.encoder
            .send_frame(&self.frame)
            .map_err(EncodeError::encoder)?;
        self.drain()
    }

    /// Ends the chunk and gives it its name. Returns its frames.
    pub fn finish(mut self, path: &Path) -> Result<u64, EncodeError> {
        self.encoder.send_eof().map_err(EncodeError::encoder)?;
        self.drain()?;
        let writing = |source| EncodeError::writing(path, source);
        let file = self
            .file
            .into_inner()
            .map_err(|error| writing(error.into_error()))?;
        file.as_file().sync_all().map_err(writing)?;
        file.persist(path).map_err(|error| writing(error.error))?;
        Ok(self.frames)
    }

    fn drain(&mut self) -> Result<(), EncodeError> {
        loop {
            match self.encoder.receive_packet(&mut self.packet) {
                Ok(()) => {
                    let data = self.packet.data().unwrap_or_default();
                    let written = self.file.write_all(data);
                    let path = self.file.get_ref().path();
                    written.map_err(|source| EncodeError::writing(path, source))?;
                }
                Err(ffmpeg::Error::Other { errno }) if errno == ffmpeg::ffi::EAGAIN => {
                    return Ok(());
                }
                Err(ffmpeg::Error::Eof) => return Ok(()),
                Err(error) => return Err(EncodeError::encoder(error)),
            }
        }
    }
}

/// Copies planes into an encoder's frame, whose rows are padded.
fn copy(picture: &Picture, frame: &mut frame::Video) {
    for plane in Plane::ALL {
        let (width, _) = picture.plane_size(plane);
        let stride = frame.stride(plane as usize);
        let rows = picture.plane(plane).chunks_exact(width);
        for (target, source) in frame.data_mut(plane as usize).chunks_mut(stride).zip(rows) {
            target[..width].copy_from_slice(source);
        }
    }
}
