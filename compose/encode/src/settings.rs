//! How pictures are encoded: quality levels and the fixed settings behind them.

use demoreel_primitives::plan::{Quality, Timing};
use demoreel_primitives::space::CanvasSize;
use demoreel_primitives::time::FrameRate;
use ffmpeg::codec::encoder::video::{Encoder, Video};
use ffmpeg::util::color;
use ffmpeg::{Dictionary, Rational, codec, format};
use ffmpeg_next as ffmpeg;

use crate::error::EncodeError;

/// Seconds between two pictures that a player can begin at.
const GOP_SECONDS: f64 = 2.0;

/// All that shapes the encoding of a chunk but its pictures.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct EncodeSettings {
    /// Size of every frame.
    pub canvas: CanvasSize,
    /// Frames a second.
    pub rate: FrameRate,
    /// How good the picture is.
    pub quality: Quality,
    /// How equal frames are kept.
    pub timing: Timing,
}

impl EncodeSettings {
    /// Frames from one picture that a player can begin at to the next.
    pub fn gop(&self) -> u64 {
        (libm::rint(self.rate.per_second() * GOP_SECONDS) as u64).max(1)
    }

    /// All settings in one line: what is equal encodes equally.
    pub fn fingerprint(&self) -> String {
        format!(
            "{}x{} {}/{} {} {} {} lavc {}",
            self.canvas.width,
            self.canvas.height,
            self.rate.num,
            self.rate.den,
            self.constant_rate_factor(),
            repeats(self.timing),
            self.x264(),
            codec::version(),
        )
    }

    fn constant_rate_factor(&self) -> String {
        let factor = match self.quality {
            Quality::Draft => 26,
            Quality::Standard => 18,
            Quality::High => 15,
            Quality::Master => 10,
        };
        factor.to_string()
    }

    /// `superfast` with macroblock tree and a short lookahead has `veryfast`'s quality at half its
    /// cost. Each frame ahead takes 6 MB at 1080p, and pictures are as good for their size with
    /// five as with ten. No B frames and no weights, so that decoding order is showing order and
    /// a frame that equals the one before costs next to nothing. One thread and `stitchable`, so
    /// that chunks do not depend on the machine and share their headers.
    fn x264(&self) -> String {
        format!(
            "keyint={gop}:min-keyint={gop}:scenecut=0:open-gop=0:bframes=0:weightp=0:mbtree=1:\
             rc-lookahead=5:threads=1:lookahead-threads=1:sliced-threads=0:stitchable=1:\
             force-cfr=1:aud=1:colorprim=bt709:transfer=bt709:colormatrix=bt709:chromaloc=0",
            gop = self.gop()
        )
    }

    /// Opens an encoder. With `headers` its parameter sets are kept apart, as a muxer wants them;
    /// without, they are repeated in the stream.
    pub(crate) fn open(&self, headers: Headers) -> Result<Encoder, EncodeError> {
        let mut video = self.video("libx264")?;
        video.set_max_b_frames(0);
        if headers == Headers::Apart {
            video.set_flags(codec::Flags::GLOBAL_HEADER);
        }
        let opened = video.open_with(self.options());
        opened.map_err(EncodeError::encoder)
    }

    /// An encoder that is not open yet: what all kinds of video have in common.
    pub(crate) fn video(&self, name: &'static str) -> Result<Video, EncodeError> {
        ffmpeg::init().map_err(EncodeError::encoder)?;
        // What goes wrong comes back as an error; a library does not print.
        ffmpeg::log::set_level(ffmpeg::log::Level::Quiet);
        let codec = ffmpeg::encoder::find_by_name(name).ok_or(EncodeError::NoEncoder { name })?;
        let context = codec::context::Context::new_with_codec(codec);
        let mut video = context.encoder().video().map_err(EncodeError::encoder)?;
        let rate = Rational(self.rate.num as i32, self.rate.den as i32);
        video.set_width(self.canvas.width);
        video.set_height(self.canvas.height);
        video.set_format(format::Pixel::YUV420P);
        video.set_time_base(rate.invert());
        video.set_frame_rate(Some(rate));
        video.set_gop(self.gop() as u32);
        video.set_colorspace(color::Space::BT709);
        video.set_color_range(color::Range::MPEG);
        video.set_color_primaries(color::Primaries::BT709);
        video.set_color_transfer_characteristic(color::TransferCharacteristic::BT709);
        Ok(video)
    }

    fn options(&self) -> Dictionary<'static> {
        let mut options = Dictionary::new();
        options.set("preset", "superfast");
        options.set("profile", "high");
        options.set("crf", &self.constant_rate_factor());
        options.set("threads", "1");
        options.set("forced-idr", "1");
        options.set("x264-params", &self.x264());
        options
    }
}

/// How repeats are kept in a chunk; a number that grows when their bytes change.
fn repeats(timing: Timing) -> &'static str {
    match timing {
        Timing::Constant => "repeats woven 1",
        Timing::EveryFrame => "every frame",
        Timing::Variable => "repeats empty 1",
    }
}

/// Where a stream's parameter sets go.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Headers {
    /// Into the stream, before each picture that a player can begin at.
    Repeated,
    /// Beside the stream.
    Apart,
}
