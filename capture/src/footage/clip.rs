//! A clip that another program recorded, picture by picture: upright, with even sides, in 8-bit
//! 4:2:0 of BT.709, at times that only go forward. What is broken in it is left out and counted.

use std::path::{Path, PathBuf};

use demoreel_primitives::picture::Picture;
use demoreel_primitives::space::FilmSize;
use demoreel_primitives::time::Nanos;
use ffmpeg::util::color::TransferCharacteristic;
use ffmpeg::util::frame;
use ffmpeg::{codec, format, media};
use ffmpeg_next as ffmpeg;

use super::convert::Converter;
use super::error::FootageError;
use super::turn::Turn;

/// Smaller than this nobody records, and larger nothing can be filmed.
const SIDES: std::ops::RangeInclusive<u32> = 16..=8192;
/// How long the last picture is shown where the clip does not say it.
const LAST: Nanos = Nanos::from_millis(40);

/// A clip that is read from its beginning to its end.
pub struct Clip {
    path: PathBuf,
    input: format::context::Input,
    stream: usize,
    base: ffmpeg::Rational,
    step: Nanos,
    decoder: ffmpeg::decoder::Video,
    frame: frame::Video,
    converter: Converter,
    turn: Turn,
    origin: Option<i64>,
    last: Option<Nanos>,
    ended: bool,
    flaws: Flaws,
}

/// A picture of a clip.
pub struct Shot {
    /// From the clip's first picture.
    pub at: Nanos,
    /// Its pixels.
    pub picture: Picture,
}

/// What was wrong with a clip.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Flaws {
    /// Packets and pictures that could not be decoded.
    pub broken: u64,
    /// Pictures whose time is not after that of the one before.
    pub misplaced: u64,
    /// Whether the file ends before its own end.
    pub cut_short: bool,
}

impl Clip {
    /// Opens a file and finds its film.
    pub fn open(path: &Path) -> Result<Clip, FootageError> {
        ffmpeg::init().map_err(|error| FootageError::unreadable(path, error))?;
        // What goes wrong comes back as an error; a library does not print.
        ffmpeg::log::set_level(ffmpeg::log::Level::Quiet);
        let unreadable = |error| FootageError::unreadable(path, error);
        let input = format::input(path).map_err(unreadable)?;
        let stream = input.streams().best(media::Type::Video);
        let stream = stream.ok_or_else(|| FootageError::no_pictures(path))?;
        let parameters = stream.parameters();
        let codec = ffmpeg::decoder::find(parameters.id());
        let codec = codec.ok_or_else(|| unreadable(ffmpeg::Error::DecoderNotFound))?;
        let context = codec::Context::from_parameters(parameters).map_err(unreadable)?;
        // A picture with holes is worse than the one before it: it is an error instead.
        let mut options = ffmpeg::Dictionary::new();
        options.set("err_detect", "explode");
        let decoder = context.decoder().open_as_with(codec, options);
        let decoder = decoder.and_then(|decoder| decoder.video());
        let decoder = decoder.map_err(unreadable)?;
        let rate = stream.avg_frame_rate();
        let step = match (rate.numerator(), rate.denominator()) {
            (num, den) if num > 0 && den > 0 => {
                Nanos(1_000_000_000 * i64::from(den) / i64::from(num))
            }
            _ => LAST,
        };
        Ok(Clip {
            path: path.to_owned(),
            stream: stream.index(),
            base: stream.time_base(),
            step,
            turn: Turn::of(&stream),
            decoder,
            frame: frame::Video::empty(),
            converter: Converter::default(),
            origin: None,
            last: None,
            ended: false,
            flaws: Flaws::default(),
            input,
        })
    }

    /// Size of its pictures, as they are shown.
    pub fn size(&self) -> Result<FilmSize, FootageError> {
        let (width, height) = (self.decoder.width(), self.decoder.height());
        if !SIDES.contains(&width) || !SIDES.contains(&height) {
            return Err(FootageError::Size {
                path: self.path.clone(),
                width,
                height,
            });
        }
        Ok(self.turn.size(FilmSize::new(width & !1, height & !1)))
    }

    /// The error of a clip that gave no picture.
    pub fn without_pictures(&self) -> FootageError {
        FootageError::no_pictures(&self.path)
    }

    /// What was wrong with it so far.
    pub fn flaws(&self) -> Flaws {
        self.flaws
    }

    /// When its last picture ends; zero where there was none.
    pub fn length(&self) -> Nanos {
        self.last.map_or(Nanos::ZERO, |last| last + self.step)
    }

    /// The next picture that can be shown; nothing at the end.
    pub fn next_shot(&mut self) -> Result<Option<Shot>, FootageError> {
        loop {
            match self.decoder.receive_frame(&mut self.frame) {
                Ok(()) if self.frame.is_corrupt() => self.flaws.broken += 1,
                Ok(()) => return self.shot().map(Some),
                Err(ffmpeg::Error::Eof) => return Ok(None),
                Err(ffmpeg::Error::Other { errno }) if errno == ffmpeg::error::EAGAIN => {
                    self.feed();
                }
                // A decoder that has been told of the end and still fails has no more to give.
                Err(_) if self.ended => return Ok(None),
                Err(_) => self.flaws.broken += 1,
            }
        }
    }

    /// Gives the decoder its next packet. What is broken ends nothing: what follows may be whole.
    fn feed(&mut self) {
        let mut packet = ffmpeg::Packet::empty();
        let sent = match packet.read(&mut self.input) {
            Ok(()) if packet.stream() != self.stream => return,
            Ok(()) => self.decoder.send_packet(&packet),
            Err(ffmpeg::Error::Eof) => self.end(),
            Err(_) => {
                self.flaws.cut_short = true;
                self.end()
            }
        };
        if sent.is_err() {
            self.flaws.broken += 1;
        }
    }

    fn end(&mut self) -> Result<(), ffmpeg::Error> {
        match std::mem::replace(&mut self.ended, true) {
            true => Ok(()),
            false => self.decoder.send_eof(),
        }
    }

    fn shot(&mut self) -> Result<Shot, FootageError> {
        use TransferCharacteristic::{ARIB_STD_B67, SMPTE2084};
        if matches!(
            self.frame.color_transfer_characteristic(),
            SMPTE2084 | ARIB_STD_B67
        ) {
            let path = self.path.clone();
            return Err(FootageError::HighDynamicRange { path });
        }
        let at = self.time();
        let size = (self.decoder.width() & !1, self.decoder.height() & !1);
        let flat = self.converter.convert(&self.frame, size);
        let flat = flat.map_err(|error| FootageError::unreadable(&self.path, error))?;
        Ok(Shot {
            at,
            picture: self.turn.picture(flat),
        })
    }

    /// When the decoded picture is shown: as it says, but always after the one before.
    fn time(&mut self) -> Nanos {
        let stamp = self.frame.timestamp().or(self.frame.pts());
        let origin = *self.origin.get_or_insert(stamp.unwrap_or_default());
        let said = stamp.map(|stamp| {
            let ticks = i128::from(stamp - origin) * i128::from(self.base.numerator());
            let nanos = ticks * 1_000_000_000 / i128::from(self.base.denominator().max(1));
            Nanos(nanos.clamp(0, i128::from(i64::MAX / 4)) as i64)
        });
        let at = match (said, self.last) {
            (Some(said), Some(last)) if said <= last => {
                self.flaws.misplaced += 1;
                last + Nanos::from_millis(1)
            }
            (Some(said), _) => said,
            (None, last) => last.map_or(Nanos::ZERO, |last| last + self.step),
        };
        self.last = Some(at);
        at
    }
}
