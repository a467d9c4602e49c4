//! WebM files: VP9 and Opus in one pass, frame by frame. The encoder's threads are fixed, so that
//! the file does not depend on the machine.

use std::path::{Path, PathBuf};

use demoreel_primitives::picture::Picture;
use demoreel_primitives::time::{FrameRate, SAMPLE_RATE};
use ffmpeg::codec::encoder::video::Encoder;
use ffmpeg::util::{color, frame};
use ffmpeg::{Dictionary, Rational, codec, format};
use ffmpeg_next as ffmpeg;
use tempfile::NamedTempFile;

use crate::chunk::copy;
use crate::error::EncodeError;
use crate::partial;
use crate::settings::{EncodeSettings, Quality};
use crate::sound::Mix;
use crate::track::{SoundCodec, SoundEncoder};

/// Stream numbers in the file.
const VIDEO: usize = 0;
const SOUND: usize = 1;

/// Writes one WebM.
pub struct WebmWriter<'a> {
    file: NamedTempFile,
    out: PathBuf,
    output: format::context::Output,
    encoder: Encoder,
    sound: Option<SoundEncoder<'a>>,
    rate: FrameRate,
    bases: [Rational; 2],
    frame: frame::Video,
    frames: u64,
}

impl<'a> WebmWriter<'a> {
    /// Begins a WebM beside the file that it becomes.
    pub fn create(
        out: &Path,
        settings: &EncodeSettings,
        sound: Option<&'a Mix>,
    ) -> Result<WebmWriter<'a>, EncodeError> {
        let failed = |source| EncodeError::muxer(out, source);
        let folder = out.parent().filter(|folder| !folder.as_os_str().is_empty());
        let file = partial::create(folder.unwrap_or(Path::new(".")), ".reel-", ".webm")?;
        let encoder = open(settings)?;
        let sound = sound.map(|mix| SoundEncoder::open(mix, SoundCodec::Opus));
        let sound = sound.transpose()?;
        let mut output = format::output_as(file.path(), "webm").map_err(failed)?;
        let rate = settings.rate;
        let mut stream = output.add_stream_with(&encoder).map_err(failed)?;
        stream.set_time_base(Rational(rate.den as i32, rate.num as i32));
        stream.set_avg_frame_rate(Rational(rate.num as i32, rate.den as i32));
        if let Some(sound) = &sound {
            let mut stream = output.add_stream_with(sound.parameters()).map_err(failed)?;
            stream.set_time_base(Rational(1, SAMPLE_RATE as i32));
        }
        output.write_header().map_err(failed)?;
        let base = |index| {
            let stream = output.stream(index);
            stream.map_or(Rational(1, 1000), |stream| stream.time_base())
        };
        let bases = [base(VIDEO), base(SOUND)];
        let (width, height) = (settings.canvas.width, settings.canvas.height);
        Ok(WebmWriter {
            file,
            out: out.to_owned(),
            output,
            encoder,
            sound,
            rate,
            bases,
            frame: frame::Video::new(format::Pixel::YUV420P, width, height),
            frames: 0,
        })
    }

    /// Adds a frame.
    pub fn push(&mut self, picture: &Picture) -> Result<(), EncodeError> {
        copy(picture, &mut self.frame);
        self.push_same()
    }

    /// Adds the frame before once more.
    pub fn push_same(&mut self) -> Result<(), EncodeError> {
        self.frame.set_pts(Some(self.frames as i64));
        self.frames += 1;
        self.sound_until(self.rate.sample_of(self.frames))?;
        self.encoder
            .send_frame(&self.frame)
            .map_err(EncodeError::encoder)?;
        self.drain()
    }

    /// Ends the file and puts it in its place.
    pub fn finish(mut self) -> Result<(), EncodeError> {
        self.encoder.send_eof().map_err(EncodeError::encoder)?;
        self.drain()?;
        self.sound_until(u64::MAX)?;
        let ended = self.output.write_trailer();
        ended.map_err(|source| EncodeError::muxer(&self.out, source))?;
        drop(self.output);
        partial::keep(self.file, &self.out)
    }

    fn drain(&mut self) -> Result<(), EncodeError> {
        let frame_time = Rational(self.rate.den as i32, self.rate.num as i32);
        loop {
            let mut packet = ffmpeg::Packet::empty();
            match self.encoder.receive_packet(&mut packet) {
                Ok(()) => {
                    packet.set_stream(VIDEO);
                    packet.set_duration(1);
                    packet.rescale_ts(frame_time, self.bases[VIDEO]);
                    self.write(&packet)?;
                }
                Err(ffmpeg::Error::Other { errno }) if errno == ffmpeg::ffi::EAGAIN => {
                    return Ok(());
                }
                Err(ffmpeg::Error::Eof) => return Ok(()),
                Err(error) => return Err(EncodeError::encoder(error)),
            }
        }
    }

    fn sound_until(&mut self, sample: u64) -> Result<(), EncodeError> {
        let Some(mut sound) = self.sound.take() else {
            return Ok(());
        };
        while let Some(mut packet) = sound.next_before(sample)? {
            packet.set_stream(SOUND);
            packet.rescale_ts(Rational(1, SAMPLE_RATE as i32), self.bases[SOUND]);
            self.write(&packet)?;
        }
        self.sound = Some(sound);
        Ok(())
    }

    fn write(&mut self, packet: &ffmpeg::Packet) -> Result<(), EncodeError> {
        packet
            .write_interleaved(&mut self.output)
            .map(drop)
            .map_err(|source| EncodeError::muxer(&self.out, source))
    }
}

/// VP9 at a constant quality, a picture that players can begin at every two seconds.
fn open(settings: &EncodeSettings) -> Result<Encoder, EncodeError> {
    ffmpeg::init().map_err(EncodeError::encoder)?;
    // What goes wrong comes back as an error; a library does not print.
    ffmpeg::log::set_level(ffmpeg::log::Level::Quiet);
    let name = "libvpx-vp9";
    let codec = ffmpeg::encoder::find_by_name(name).ok_or(EncodeError::NoEncoder { name })?;
    let context = codec::context::Context::new_with_codec(codec);
    let mut video = context.encoder().video().map_err(EncodeError::encoder)?;
    let rate = Rational(settings.rate.num as i32, settings.rate.den as i32);
    video.set_width(settings.canvas.width);
    video.set_height(settings.canvas.height);
    video.set_format(format::Pixel::YUV420P);
    video.set_time_base(rate.invert());
    video.set_frame_rate(Some(rate));
    video.set_gop(settings.gop() as u32);
    video.set_bit_rate(0);
    video.set_colorspace(color::Space::BT709);
    video.set_color_range(color::Range::MPEG);
    video.set_color_primaries(color::Primaries::BT709);
    video.set_color_transfer_characteristic(color::TransferCharacteristic::BT709);
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
