//! Muxing: packets of frames and of sound into a file. A frame `n` is shown at exactly `n` frames'
//! time; sound is encoded once, and its encoder's delay is written into the file so that players
//! take it off again. What never lives here: how pictures are encoded.

use std::path::{Path, PathBuf};

use demoreel_primitives::time::{FrameRate, SAMPLE_RATE};
use demoreel_primitives::timeline::Chapter;
use ffmpeg::codec::encoder::video::Encoder;
use ffmpeg::{Dictionary, Rational, format};
use ffmpeg_next as ffmpeg;

use crate::error::EncodeError;
use crate::sound::Mix;
use crate::track::{SoundCodec, SoundEncoder};

/// Stream numbers in the file.
const VIDEO: usize = 0;
const SOUND: usize = 1;

/// The kinds of file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Container {
    /// With AAC.
    Mp4,
    /// With Opus.
    Webm,
}

impl Container {
    fn name(self) -> &'static str {
        match self {
            Container::Mp4 => "mp4",
            Container::Webm => "webm",
        }
    }

    fn sound(self) -> SoundCodec {
        match self {
            Container::Mp4 => SoundCodec::Aac,
            Container::Webm => SoundCodec::Opus,
        }
    }

    /// A track's clock ticks so often that every frame falls on a tick.
    fn options(self, rate: FrameRate) -> Dictionary<'static> {
        let mut options = Dictionary::new();
        if self == Container::Mp4 {
            options.set("movflags", "+faststart");
            options.set("video_track_timescale", &rate.num.to_string());
        }
        options
    }
}

/// What a player shows of a reel besides its pictures.
#[derive(Clone, Copy, Debug)]
pub struct Labels<'a> {
    /// May be empty.
    pub title: &'a str,
    /// In order of time.
    pub chapters: &'a [Chapter],
    /// Frames of the whole reel, where its last chapter ends.
    pub frames: u64,
}

/// What a file is made of.
pub struct Streams<'a> {
    /// Frames a second.
    pub rate: FrameRate,
    /// What is heard; nothing for a file without a sound track.
    pub sound: Option<&'a Mix>,
    /// What a player shows.
    pub labels: Labels<'a>,
}

/// Writes one file.
pub struct Muxer<'a> {
    output: format::context::Output,
    sound: Option<SoundEncoder<'a>>,
    rate: FrameRate,
    bases: [Rational; 2],
    out: PathBuf,
}

impl<'a> Muxer<'a> {
    /// Begins a file at `partial`, which becomes `out`, for the packets of an encoder.
    pub fn open(
        (partial, out): (&Path, &Path),
        container: Container,
        encoder: &Encoder,
        streams: &Streams<'a>,
    ) -> Result<Muxer<'a>, EncodeError> {
        let failed = |source| EncodeError::muxer(out, source);
        let sound = streams.sound;
        let sound = sound.map(|mix| SoundEncoder::open(mix, container.sound()));
        let sound = sound.transpose()?;
        let mut output = format::output_as(partial, container.name()).map_err(failed)?;
        let frame_time = frame_time(streams.rate);
        let mut stream = output.add_stream_with(encoder).map_err(failed)?;
        stream.set_time_base(frame_time);
        stream.set_avg_frame_rate(frame_time.invert());
        if let Some(sound) = &sound {
            let mut stream = output.add_stream_with(sound.parameters()).map_err(failed)?;
            stream.set_time_base(Rational(1, SAMPLE_RATE as i32));
        }
        label(&mut output, streams).map_err(failed)?;
        let options = container.options(streams.rate);
        output.write_header_with(options).map_err(failed)?;
        let base = |index| {
            let stream = output.stream(index);
            stream.map_or(Rational(1, 1), |stream| stream.time_base())
        };
        let bases = [base(VIDEO), base(SOUND)];
        Ok(Muxer {
            output,
            sound,
            rate: streams.rate,
            bases,
            out: out.to_owned(),
        })
    }
    /// Writes a frame that is shown from frame `first` on, `count` frames long, and before it the
    /// sound that is heard until then.
    pub fn frame(
        &mut self,
        mut packet: ffmpeg::Packet,
        first: u64,
        count: u64,
    ) -> Result<(), EncodeError> {
        self.sound_until(self.rate.sample_of(first + count))?;
        packet.set_stream(VIDEO);
        packet.set_pts(Some(first as i64));
        packet.set_dts(Some(first as i64));
        packet.set_duration(count as i64);
        packet.rescale_ts(frame_time(self.rate), self.bases[VIDEO]);
        self.write(&packet)
    }

    /// Writes the rest of the sound, and what ends the file.
    pub fn finish(mut self) -> Result<(), EncodeError> {
        self.sound_until(u64::MAX)?;
        let ended = self.output.write_trailer();
        ended.map_err(|source| EncodeError::muxer(&self.out, source))
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
        let written = packet.write_interleaved(&mut self.output);
        written
            .map(drop)
            .map_err(|source| EncodeError::muxer(&self.out, source))
    }
}

/// The time of one frame in seconds.
fn frame_time(rate: FrameRate) -> Rational {
    Rational(rate.den as i32, rate.num as i32)
}

/// Writes title and chapters; each lasts until the next.
fn label(output: &mut format::context::Output, streams: &Streams<'_>) -> Result<(), ffmpeg::Error> {
    let labels = streams.labels;
    let next = labels.chapters.iter().skip(1).map(|next| next.frame);
    let ends = next.chain([labels.frames]);
    for (index, (chapter, end)) in labels.chapters.iter().zip(ends).enumerate() {
        let (start, end) = (chapter.frame as i64, end.max(chapter.frame) as i64);
        let base = frame_time(streams.rate);
        output.add_chapter(index as i64, base, start, end, &chapter.title)?;
    }
    let mut metadata = Dictionary::new();
    if !labels.title.is_empty() {
        metadata.set("title", labels.title);
    }
    output.set_metadata(metadata);
    Ok(())
}
