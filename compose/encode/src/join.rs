//! Joining: one pass of the muxer over all chunks and the sound. Frame `n` is shown at exactly
//! `n` frames' time; sound is encoded once, and its encoder's delay is written into the file so
//! that players take it off again.

use std::path::{Path, PathBuf};

use demoreel_primitives::progress::Run;
use demoreel_primitives::time::{FrameRate, SAMPLE_RATE};
use demoreel_primitives::timeline::Chapter;
use ffmpeg::codec::encoder::video::Encoder;
use ffmpeg::{Dictionary, Rational, codec, format};
use ffmpeg_next as ffmpeg;

use crate::error::EncodeError;
use crate::partial;
use crate::settings::{EncodeSettings, Headers};
use crate::sound::Mix;
use crate::stream;
use crate::track::{SoundCodec, SoundEncoder};

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
    /// What is heard; nothing for a reel without a sound track.
    pub sound: Option<&'a Mix>,
    /// In order of time.
    pub chapters: &'a [Chapter],
    /// The reel's title; may be empty.
    pub title: &'a str,
}

/// Stream numbers in the file.
const VIDEO: usize = 0;
const SOUND: usize = 1;

/// Writes the reel to `out`, whole or not at all.
pub fn join(parts: &Parts<'_>, out: &Path, run: &Run<'_>) -> Result<(), EncodeError> {
    let folder = out.parent().filter(|folder| !folder.as_os_str().is_empty());
    let folder = folder.unwrap_or(Path::new("."));
    let partial = partial::create(folder, ".reel-", ".mp4")?;
    let mut muxer = Muxer::open(partial.path(), out, parts)?;
    for chunk in parts.chunks {
        if run.cancel.is_cancelled() {
            return Err(EncodeError::Cancelled);
        }
        muxer.chunk(chunk)?;
    }
    muxer.finish()?;
    partial::keep(partial, out)
}

struct Muxer<'a> {
    output: format::context::Output,
    sound: Option<SoundEncoder<'a>>,
    rate: FrameRate,
    bases: [Rational; 2],
    headers: Vec<u8>,
    frames: u64,
    out: &'a Path,
}

impl<'a> Muxer<'a> {
    fn open(partial: &Path, out: &'a Path, parts: &Parts<'a>) -> Result<Muxer<'a>, EncodeError> {
        let failed = |source| EncodeError::muxer(out, source);
        let encoder = parts.settings.open(Headers::Apart)?;
        let headers = headers(&encoder);
        let sound = parts
            .sound
            .map(|mix| SoundEncoder::open(mix, SoundCodec::Aac))
            .transpose()?;
        let mut output = format::output_as(partial, "mp4").map_err(failed)?;
        let rate = parts.settings.rate;
        let frame_time = Rational(rate.den as i32, rate.num as i32);
        let mut stream = output.add_stream_with(&encoder).map_err(failed)?;
        stream.set_time_base(frame_time);
        stream.set_avg_frame_rate(frame_time.invert());
        if let Some(sound) = &sound {
            let mut stream = output.add_stream_with(sound.parameters()).map_err(failed)?;
            stream.set_time_base(Rational(1, SAMPLE_RATE as i32));
        }
        add_chapters(&mut output, parts).map_err(failed)?;
        output.write_header_with(options(rate)).map_err(failed)?;
        let base = |index| {
            output
                .stream(index)
                .map_or(Rational(1, 1), |stream| stream.time_base())
        };
        let bases = [base(VIDEO), base(SOUND)];
        Ok(Muxer {
            sound,
            rate,
            bases,
            headers,
            frames: 0,
            out,
            output,
        })
    }

    /// Writes a chunk's frames, and the sound that goes with them.
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
        for frame in frames {
            let end = self.rate.sample_of(self.frames + 1);
            self.sound_until(end)?;
            self.frame(&frame)?;
        }
        Ok(())
    }

    /// What is wrong with a chunk, if anything.
    fn complaint(
        &self,
        chunk: &ChunkFile,
        frames: &[stream::AccessUnit],
        headers: &[u8],
    ) -> Option<String> {
        if frames.len() as u64 != chunk.frames {
            return Some(format!(
                "it has {} of {} frames",
                frames.len(),
                chunk.frames
            ));
        }
        if !frames.first()?.key {
            return Some("it does not begin with a key frame".to_owned());
        }
        (headers != self.headers).then(|| "its headers are not those of the others".to_owned())
    }

    fn frame(&mut self, frame: &stream::AccessUnit) -> Result<(), EncodeError> {
        let mut packet = ffmpeg::Packet::copy(&frame.data);
        packet.set_stream(VIDEO);
        packet.set_pts(Some(self.frames as i64));
        packet.set_dts(Some(self.frames as i64));
        packet.set_duration(1);
        if frame.key {
            packet.set_flags(codec::packet::Flags::KEY);
        }
        self.frames += 1;
        packet.rescale_ts(
            Rational(self.rate.den as i32, self.rate.num as i32),
            self.bases[VIDEO],
        );
        self.write(&packet)
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
            .map_err(|source| EncodeError::muxer(self.out, source))
    }

    fn finish(mut self) -> Result<(), EncodeError> {
        self.sound_until(u64::MAX)?;
        self.output
            .write_trailer()
            .map_err(|source| EncodeError::muxer(self.out, source))
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

/// The track's clock ticks so often that every frame falls on a tick.
fn options(rate: FrameRate) -> Dictionary<'static> {
    let mut options = Dictionary::new();
    options.set("movflags", "+faststart");
    options.set("video_track_timescale", &rate.num.to_string());
    options
}

fn add_chapters(
    output: &mut format::context::Output,
    parts: &Parts<'_>,
) -> Result<(), ffmpeg::Error> {
    let rate = parts.settings.rate;
    let total: u64 = parts.chunks.iter().map(|chunk| chunk.frames).sum();
    let base = Rational(rate.den as i32, rate.num as i32);
    for (index, chapter) in parts.chapters.iter().enumerate() {
        let end = parts
            .chapters
            .get(index + 1)
            .map_or(total, |next| next.frame);
        let (start, end) = (chapter.frame as i64, end.max(chapter.frame) as i64);
        output.add_chapter(index as i64, base, start, end, &chapter.title)?;
    }
    let mut metadata = Dictionary::new();
    if !parts.title.is_empty() {
        metadata.set("title", parts.title);
    }
    output.set_metadata(metadata);
    Ok(())
}
