//! Sound as AAC or Opus: 48 kHz stereo, from a mix as it is played. Time stamps begin before zero
//! by the encoder's delay, so that the first sample is heard at zero.

use std::collections::VecDeque;

use demoreel_primitives::time::SAMPLE_RATE;
use ffmpeg::codec::encoder::audio::Encoder;
use ffmpeg::util::frame;
use ffmpeg::{ChannelLayout, codec, format};
use ffmpeg_next as ffmpeg;

use crate::error::EncodeError;
use crate::sound::{Mix, Pair, Playing};

/// The two formats of sound.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SoundCodec {
    /// For MP4, at 192 kbit/s.
    Aac,
    /// For WebM, at 128 kbit/s, where it is as good.
    Opus,
}

impl SoundCodec {
    fn name(self) -> &'static str {
        match self {
            SoundCodec::Aac => "aac",
            SoundCodec::Opus => "libopus",
        }
    }

    fn bit_rate(self) -> usize {
        match self {
            SoundCodec::Aac => 192_000,
            SoundCodec::Opus => 128_000,
        }
    }

    fn format(self) -> format::Sample {
        format::Sample::F32(match self {
            SoundCodec::Aac => format::sample::Type::Planar,
            SoundCodec::Opus => format::sample::Type::Packed,
        })
    }
}

/// Encodes a mix as it is asked for.
pub struct SoundEncoder<'a> {
    encoder: Encoder,
    codec: SoundCodec,
    playing: Playing<'a>,
    /// Played and not encoded yet.
    ready: VecDeque<Pair>,
    at: u64,
    ended: bool,
}

impl<'a> SoundEncoder<'a> {
    /// An encoder of a mix from its first sample on.
    pub fn open(mix: &'a Mix, kind: SoundCodec) -> Result<SoundEncoder<'a>, EncodeError> {
        let name = kind.name();
        let codec = ffmpeg::encoder::find_by_name(name).ok_or(EncodeError::NoEncoder { name })?;
        let context = codec::context::Context::new_with_codec(codec);
        let mut audio = context.encoder().audio().map_err(EncodeError::encoder)?;
        audio.set_rate(SAMPLE_RATE as i32);
        audio.set_format(kind.format());
        audio.set_channel_layout(ChannelLayout::STEREO);
        audio.set_bit_rate(kind.bit_rate());
        audio.set_time_base(ffmpeg::Rational(1, SAMPLE_RATE as i32));
        audio.set_flags(codec::Flags::GLOBAL_HEADER);
        let encoder = audio.open().map_err(EncodeError::encoder)?;
        Ok(SoundEncoder {
            encoder,
            codec: kind,
            playing: mix.play()?,
            ready: VecDeque::new(),
            at: 0,
            ended: false,
        })
    }

    /// What a muxer must know.
    pub fn parameters(&self) -> &codec::Context {
        &self.encoder
    }

    /// The next packet, as long as what was encoded so far ends before a sample of the reel.
    pub fn next_before(&mut self, sample: u64) -> Result<Option<ffmpeg::Packet>, EncodeError> {
        loop {
            let mut packet = ffmpeg::Packet::empty();
            match self.encoder.receive_packet(&mut packet) {
                Ok(()) => return Ok(Some(packet)),
                Err(ffmpeg::Error::Eof) => return Ok(None),
                Err(ffmpeg::Error::Other { errno }) if errno == ffmpeg::ffi::EAGAIN => {}
                Err(error) => return Err(EncodeError::encoder(error)),
            }
            if self.at >= sample || !self.feed()? {
                return Ok(None);
            }
        }
    }

    /// Hands the encoder its next frame, or tells it that there is none. False once that was told.
    fn feed(&mut self) -> Result<bool, EncodeError> {
        let size = self.encoder.frame_size() as usize;
        while self.ready.len() < size
            && let Some(piece) = self.playing.piece()?
        {
            self.ready.extend(piece);
        }
        let count = self.ready.len().min(size);
        if count == 0 {
            let first = !std::mem::replace(&mut self.ended, true);
            if first {
                self.encoder.send_eof().map_err(EncodeError::encoder)?;
            }
            return Ok(first);
        }
        let mut frame = frame::Audio::new(self.codec.format(), count, ChannelLayout::STEREO);
        frame.set_rate(SAMPLE_RATE);
        frame.set_pts(Some(self.at as i64));
        self.fill(&mut frame, count);
        self.encoder
            .send_frame(&frame)
            .map_err(EncodeError::encoder)?;
        self.at += count as u64;
        Ok(true)
    }

    /// Moves samples into an encoder's frame.
    fn fill(&mut self, frame: &mut frame::Audio, count: usize) {
        let pairs = self.ready.drain(..count);
        let pairs = pairs.map(|pair| pair.map(|side| side.clamp(-1.0, 1.0)));
        match self.codec {
            SoundCodec::Opus => {
                let room = frame.plane_mut::<(f32, f32)>(0);
                for (target, [left, right]) in room.iter_mut().zip(pairs) {
                    *target = (left, right);
                }
            }
            SoundCodec::Aac => {
                for (at, pair) in pairs.enumerate() {
                    for (channel, side) in pair.into_iter().enumerate() {
                        frame.plane_mut::<f32>(channel)[at] = side;
                    }
                }
            }
        }
    }
}
