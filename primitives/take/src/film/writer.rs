//! Writes a film.

use std::path::{Path, PathBuf};

use demoreel_primitives::filmed::{Film, PictureInfo};
use demoreel_primitives::picture::{Picture, Plane};
use demoreel_primitives::space::FilmBox;
use demoreel_primitives::time::TakeTime;
use ffmpeg_next as ffmpeg;

use super::{KEY_EVERY, RATE, failed_writing, quiet};
use crate::{Digester, SurfaceFacts, TakeError};

/// Writes the film of one surface, picture by picture.
pub struct FilmWriter {
    path: PathBuf,
    output: ffmpeg::format::context::Output,
    encoder: ffmpeg::encoder::Video,
    frame: ffmpeg::frame::Video,
    stream_base: ffmpeg::Rational,
    digester: Digester,
    film: Film,
}

impl FilmWriter {
    /// Begins a film. The file is not whole before [`FilmWriter::finish`].
    pub fn create(path: &Path, surface: &SurfaceFacts) -> Result<FilmWriter, TakeError> {
        quiet();
        let (output, encoder) = open(path, surface).map_err(|error| failed_writing(path, error))?;
        let stream_base = output
            .stream(0)
            .map_or(encoder.time_base(), |s| s.time_base());
        let size = surface.size;
        Ok(FilmWriter {
            path: path.to_owned(),
            output,
            encoder,
            frame: ffmpeg::frame::Video::new(
                ffmpeg::format::Pixel::YUV420P,
                size.width,
                size.height,
            ),
            stream_base,
            digester: Digester::new(size),
            film: Film {
                surface: surface.name.clone(),
                logical: surface.logical,
                size,
                density: surface.density,
                pictures: Vec::new(),
                missed: 0,
            },
        })
    }

    /// Adds a picture that differs from the one before in `damage` only. Whatever is said of the
    /// first one, its damage is all of it.
    pub fn push(
        &mut self,
        at: TakeTime,
        damage: Vec<FilmBox>,
        picture: &Picture,
    ) -> Result<(), TakeError> {
        if picture.size() != self.film.size {
            let what = "a picture has another size than the film";
            return Err(TakeError::damaged(&self.path, what));
        }
        let number = self.film.pictures.len();
        let damage = if number == 0 {
            vec![picture.bounds()]
        } else {
            damage
        };
        let digest = self.digester.digest(picture, &damage);
        self.film.pictures.push(PictureInfo { at, damage, digest });
        self.encode(number as i64, picture)
            .map_err(|error| failed_writing(&self.path, error))
    }

    /// Ends the film and says what it holds. `missed`: changes that were seen but not kept.
    pub fn finish(mut self, missed: u64) -> Result<Film, TakeError> {
        self.end()
            .map_err(|error| failed_writing(&self.path, error))?;
        self.film.missed = missed;
        Ok(self.film)
    }

    fn encode(&mut self, number: i64, picture: &Picture) -> Result<(), ffmpeg::Error> {
        writable(&mut self.frame)?;
        for plane in Plane::ALL {
            let (width, _) = picture.plane_size(plane);
            let stride = self.frame.stride(plane as usize);
            let rows = picture.plane(plane).chunks_exact(width);
            let lines = self.frame.data_mut(plane as usize).chunks_mut(stride);
            for (line, row) in lines.zip(rows) {
                line[..width].copy_from_slice(row);
            }
        }
        self.frame.set_pts(Some(number));
        self.encoder.send_frame(&self.frame)?;
        self.drain()
    }

    fn end(&mut self) -> Result<(), ffmpeg::Error> {
        self.encoder.send_eof()?;
        self.drain()?;
        self.output.write_trailer()
    }

    fn drain(&mut self) -> Result<(), ffmpeg::Error> {
        let mut packet = ffmpeg::Packet::empty();
        while self.encoder.receive_packet(&mut packet).is_ok() {
            packet.set_stream(0);
            packet.set_duration(1);
            packet.rescale_ts((1, RATE), self.stream_base);
            packet.write_interleaved(&mut self.output)?;
        }
        Ok(())
    }
}

/// The encoder may still be reading what it was given last; then the frame gets new memory.
fn writable(frame: &mut ffmpeg::frame::Video) -> Result<(), ffmpeg::Error> {
    // SAFETY: the pointer is of a frame that we own and that has buffers.
    match unsafe { ffmpeg::ffi::av_frame_make_writable(frame.as_mut_ptr()) } {
        0 => Ok(()),
        error => Err(ffmpeg::Error::from(error)),
    }
}

type Opened = (ffmpeg::format::context::Output, ffmpeg::encoder::Video);

fn open(path: &Path, surface: &SurfaceFacts) -> Result<Opened, ffmpeg::Error> {
    let codec = ffmpeg::encoder::find_by_name("libx264").ok_or(ffmpeg::Error::EncoderNotFound)?;
    let mut output = ffmpeg::format::output_as(path, "matroska")?;
    let mut encoder = ffmpeg::codec::Context::new_with_codec(codec)
        .encoder()
        .video()?;
    encoder.set_width(surface.size.width);
    encoder.set_height(surface.size.height);
    encoder.set_format(ffmpeg::format::Pixel::YUV420P);
    encoder.set_time_base((1, RATE));
    encoder.set_frame_rate(Some((RATE, 1)));
    encoder.set_flags(ffmpeg::codec::Flags::GLOBAL_HEADER);
    let encoder = encoder.open_with(lossless())?;
    let mut stream = output.add_stream(codec)?;
    stream.set_parameters(&encoder);
    stream.set_avg_frame_rate((RATE, 1));
    stream.set_time_base((1, RATE));
    output.write_header()?;
    Ok((output, encoder))
}

fn lossless() -> ffmpeg::Dictionary<'static> {
    let key_every = KEY_EVERY.to_string();
    let mut options = ffmpeg::Dictionary::new();
    for (key, value) in [
        ("preset", "ultrafast"),
        ("qp", "0"),
        ("g", &key_every),
        ("keyint_min", &key_every),
        ("sc_threshold", "0"),
        ("color_range", "tv"),
        ("colorspace", "bt709"),
        ("color_primaries", "bt709"),
        ("color_trc", "bt709"),
    ] {
        options.set(key, value);
    }
    options
}
