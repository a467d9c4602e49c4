//! Reads a film. Pictures that follow one another are decoded once each; any other is reached
//! from the picture before it that stands on its own.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use demoreel_primitives::filmed::Film;
use demoreel_primitives::picture::{Picture, Plane};
use demoreel_primitives::space::FilmSize;
use ffmpeg_next as ffmpeg;

use super::{KEY_EVERY, RATE, failed_reading, quiet};
use crate::{Digester, TakeError};

/// Reads the film of one surface. Made for one thread; open one for each.
pub struct FilmReader {
    path: PathBuf,
    input: ffmpeg::format::context::Input,
    decoder: ffmpeg::decoder::Video,
    frame: ffmpeg::frame::Video,
    stream_base: ffmpeg::Rational,
    size: FilmSize,
    /// How many pictures there are.
    count: u64,
    /// The picture that was decoded last.
    current: Option<(u64, Arc<Picture>)>,
    /// No packet is left.
    ended: bool,
}

impl FilmReader {
    /// Opens a film and looks at its first picture: size, format and digest must be those that
    /// `film` tells.
    pub fn open(path: &Path, film: &Film) -> Result<FilmReader, TakeError> {
        quiet();
        let failed = |error| failed_reading(path, error);
        let input = ffmpeg::format::input(path).map_err(failed)?;
        let stream = input
            .stream(0)
            .ok_or_else(|| TakeError::damaged(path, "it has no pictures"))?;
        let stream_base = stream.time_base();
        let decoder = decoder(stream.parameters()).map_err(failed)?;
        let mut reader = FilmReader {
            path: path.to_owned(),
            input,
            decoder,
            frame: ffmpeg::frame::Video::empty(),
            stream_base,
            size: film.size,
            count: film.pictures.len() as u64,
            current: None,
            ended: false,
        };
        if let Some(first) = film.pictures.first() {
            reader.check_picture(0, &first.digest)?;
        }
        Ok(reader)
    }

    /// The picture of this number. Kept until another one is asked for.
    pub fn picture(&mut self, number: u64) -> Result<Arc<Picture>, TakeError> {
        if let Some((current, picture)) = &self.current
            && *current == number
        {
            return Ok(picture.clone());
        }
        if number >= self.count {
            let what = format!("picture {number} was asked for and it has {}", self.count);
            return Err(TakeError::damaged(&self.path, what));
        }
        if !self.is_ahead(number) {
            self.seek(number)?;
        }
        self.decode_until(number)
    }

    /// Decodes the whole film and compares every picture with its digest.
    pub fn check(&mut self, film: &Film) -> Result<(), TakeError> {
        for (number, picture) in (0..).zip(&film.pictures) {
            self.check_picture(number, &picture.digest)?;
        }
        Ok(())
    }

    fn check_picture(&mut self, number: u64, digest: &str) -> Result<(), TakeError> {
        let picture = self.picture(number)?;
        if Digester::once(&picture) != digest {
            let what = format!("picture {number} is not the one that was filmed");
            return Err(TakeError::damaged(&self.path, what));
        }
        Ok(())
    }

    /// Whether going on is no more work than starting from the nearest picture that stands on
    /// its own.
    fn is_ahead(&self, number: u64) -> bool {
        match &self.current {
            Some((current, _)) => *current < number && number - current <= number % KEY_EVERY + 1,
            None => number < KEY_EVERY && !self.ended,
        }
    }

    fn seek(&mut self, number: u64) -> Result<(), TakeError> {
        let key = number - number % KEY_EVERY;
        let at = key as i64 * i64::from(ffmpeg::ffi::AV_TIME_BASE / RATE);
        // A little later, because time stamps of the container are rounded.
        let latest = at + 1000;
        self.input
            .seek(latest, ..latest)
            .map_err(|error| failed_reading(&self.path, error))?;
        self.decoder.flush();
        self.ended = false;
        Ok(())
    }

    fn decode_until(&mut self, wanted: u64) -> Result<Arc<Picture>, TakeError> {
        loop {
            let number = self.decode_next(wanted)?;
            if number > wanted {
                let what = format!("picture {wanted} is not in it");
                return Err(TakeError::damaged(&self.path, what));
            }
            if number == wanted {
                return self.keep(number);
            }
            self.current = None;
        }
    }

    /// Decodes one more picture into the frame and gives its number.
    fn decode_next(&mut self, wanted: u64) -> Result<u64, TakeError> {
        loop {
            match self.decoder.receive_frame(&mut self.frame) {
                Ok(()) => return self.number(),
                Err(ffmpeg::Error::Other { errno }) if errno == ffmpeg::error::EAGAIN => {}
                Err(ffmpeg::Error::Eof) => {
                    let what = format!("picture {wanted} of {} is not in it any more", self.count);
                    return Err(TakeError::cut_short(&self.path, what));
                }
                Err(error) => return Err(failed_reading(&self.path, error)),
            }
            self.feed()
                .map_err(|error| failed_reading(&self.path, error))?;
        }
    }

    fn feed(&mut self) -> Result<(), ffmpeg::Error> {
        let mut packet = ffmpeg::Packet::empty();
        match packet.read(&mut self.input) {
            Ok(()) => self.decoder.send_packet(&packet),
            Err(ffmpeg::Error::Eof) if !self.ended => {
                self.ended = true;
                self.decoder.send_eof()
            }
            Err(error) => Err(error),
        }
    }

    fn number(&self) -> Result<u64, TakeError> {
        let unknown = || TakeError::damaged(&self.path, "a picture has no number");
        let stamp = self.frame.pts().ok_or_else(unknown)?;
        let base = self.stream_base;
        let scaled = stamp * i64::from(base.numerator()) * i64::from(RATE);
        let by = i64::from(base.denominator());
        u64::try_from((2 * scaled + by).div_euclid(2 * by)).map_err(|_| unknown())
    }

    fn keep(&mut self, number: u64) -> Result<Arc<Picture>, TakeError> {
        let size = self.size;
        if (self.frame.width(), self.frame.height()) != (size.width, size.height)
            || self.frame.format() != ffmpeg::format::Pixel::YUV420P
        {
            let what = "its pictures have another size or format than the index says";
            return Err(TakeError::damaged(&self.path, what));
        }
        let mut picture = self.room();
        if let Some(target) = Arc::get_mut(&mut picture) {
            copy(&self.frame, target);
        }
        self.current = Some((number, picture.clone()));
        Ok(picture)
    }

    /// The memory of the picture before, if nobody looks at it any more.
    fn room(&mut self) -> Arc<Picture> {
        if let Some((_, mut picture)) = self.current.take()
            && Arc::get_mut(&mut picture).is_some()
        {
            return picture;
        }
        let size = self.size;
        Arc::new(Picture::black(size.width as usize, size.height as usize))
    }
}

fn copy(frame: &ffmpeg::frame::Video, picture: &mut Picture) {
    for plane in Plane::ALL {
        let (width, _) = picture.plane_size(plane);
        let lines = frame
            .data(plane as usize)
            .chunks(frame.stride(plane as usize));
        let rows = picture.plane_mut(plane).chunks_exact_mut(width);
        for (row, line) in rows.zip(lines) {
            row.copy_from_slice(&line[..width]);
        }
    }
}

/// One thread and no delay: a reader has its picture at once, and runs beside others.
fn decoder(parameters: ffmpeg::codec::Parameters) -> Result<ffmpeg::decoder::Video, ffmpeg::Error> {
    let mut options = ffmpeg::Dictionary::new();
    options.set("threads", "1");
    options.set("err_detect", "explode");
    let codec = ffmpeg::decoder::find(parameters.id()).ok_or(ffmpeg::Error::DecoderNotFound)?;
    ffmpeg::codec::Context::from_parameters(parameters)?
        .decoder()
        .open_as_with(codec, options)?
        .video()
}
