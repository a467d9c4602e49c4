//! WebM files: VP9 and Opus in one pass, frame by frame. The encoder's threads are fixed, so that
//! the file does not depend on the machine.

use std::path::{Path, PathBuf};

use demoreel_primitives::picture::Picture;
use demoreel_primitives::plan::{Quality, Timing};
use ffmpeg::codec::encoder::video::Encoder;
use ffmpeg::util::{frame, picture};
use ffmpeg::{Dictionary, format};
use ffmpeg_next as ffmpeg;
use tempfile::NamedTempFile;

use crate::chunk::copy;
use crate::error::EncodeError;
use crate::mux::{Container, Muxer, Streams};
use crate::partial;
use crate::settings::EncodeSettings;

/// Writes one WebM.
pub struct WebmWriter<'a> {
    file: NamedTempFile,
    out: PathBuf,
    muxer: Muxer<'a>,
    encoder: Encoder,
    timing: Timing,
    gop: u64,
    frame: frame::Video,
    frames: u64,
    /// Just past the last frame that the encoder was given.
    encoded: u64,
}

impl<'a> WebmWriter<'a> {
    /// Begins a WebM beside the file that it becomes.
    pub fn create(
        out: &Path,
        settings: &EncodeSettings,
        streams: &Streams<'a>,
    ) -> Result<WebmWriter<'a>, EncodeError> {
        let file = partial::create(partial::folder_of(out), ".reel-", ".webm")?;
        let encoder = open(settings)?;
        let muxer = Muxer::open((file.path(), out), Container::Webm, &encoder, streams)?;
        let (width, height) = (settings.canvas.width, settings.canvas.height);
        Ok(WebmWriter {
            file,
            out: out.to_owned(),
            muxer,
            encoder,
            timing: settings.timing,
            gop: settings.gop(),
            frame: frame::Video::new(format::Pixel::YUV420P, width, height),
            frames: 0,
            encoded: 0,
        })
    }

    /// Adds a frame.
    pub fn push(&mut self, picture: &Picture) -> Result<(), EncodeError> {
        copy(picture, &mut self.frame);
        self.frames += 1;
        self.encode()
    }

    /// Adds the frame before once more. With durations it only lasts longer, but not past a place
    /// where players can begin.
    pub fn push_same(&mut self) -> Result<(), EncodeError> {
        self.frames += 1;
        match self.timing {
            Timing::Variable if !self.begins_gop() => Ok(()),
            _ => self.encode(),
        }
    }

    /// Whether players can begin at the last frame.
    fn begins_gop(&self) -> bool {
        (self.frames - 1).is_multiple_of(self.gop)
    }

    /// Ends the file and puts it in its place.
    pub fn finish(mut self) -> Result<(), EncodeError> {
        if self.encoded < self.frames {
            // What says how long the film is, is where its last picture ends.
            self.encode()?;
        }
        self.encoder.send_eof().map_err(EncodeError::encoder)?;
        self.drain()?;
        self.muxer.finish()?;
        partial::keep(self.file, &self.out)
    }

    /// Gives the encoder the last frame.
    fn encode(&mut self) -> Result<(), EncodeError> {
        self.frame.set_kind(match self.begins_gop() {
            true => picture::Type::I,
            false => picture::Type::None,
        });
        self.frame.set_pts(Some(self.frames as i64 - 1));
        self.encoded = self.frames;
        let sent = self.encoder.send_frame(&self.frame);
        sent.map_err(EncodeError::encoder)?;
        self.drain()
    }

    fn drain(&mut self) -> Result<(), EncodeError> {
        loop {
            let mut packet = ffmpeg::Packet::empty();
            match self.encoder.receive_packet(&mut packet) {
                Ok(()) => {
                    let first = packet.pts().unwrap_or_default();
                    self.muxer.frame(packet, first as u64, 1)?;
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

/// VP9 at a constant quality, a picture that players can begin at every two seconds.
fn open(settings: &EncodeSettings) -> Result<Encoder, EncodeError> {
    let mut video = settings.video("libvpx-vp9")?;
    video.set_bit_rate(0);
    let mut options = Dictionary::new();
    options.set("crf", constant_quality(settings.quality));
    options.set("deadline", "good");
    options.set("cpu-used", "5");
    options.set("row-mt", "1");
    options.set("tile-columns", "2");
    options.set("threads", "4");
    options.set("lag-in-frames", "0");
    options.set("auto-alt-ref", "0");
    video.open_with(options).map_err(EncodeError::encoder)
}

fn constant_quality(quality: Quality) -> &'static str {
    match quality {
        Quality::Draft => "40",
        Quality::Standard => "28",
        Quality::High => "22",
        Quality::Master => "12",
    }
}
