//! Sound as AAC: 48 kHz stereo at 192 kbit/s, from samples that lie ready. Time stamps begin
//! before zero by the encoder's delay, so that the first sample is heard at zero.

use demoreel_primitives::time::SAMPLE_RATE;
use ffmpeg::codec::encoder::audio::Encoder;
use ffmpeg::util::frame;
use ffmpeg::{ChannelLayout, codec, format};
use ffmpeg_next as ffmpeg;

use crate::error::EncodeError;

const BIT_RATE: usize = 192_000;
const PLANAR: format::Sample = format::Sample::F32(format::sample::Type::Planar);

/// Encodes samples as they are asked for.
pub struct SoundEncoder<'a> {
    encoder: Encoder,
    samples: &'a [f32],
    at: usize,
    ended: bool,
}

impl<'a> SoundEncoder<'a> {
    /// An encoder for interleaved stereo samples.
    pub fn open(samples: &'a [f32]) -> Result<SoundEncoder<'a>, EncodeError> {
        let name = "aac";
        let codec = ffmpeg::encoder::find_by_name(name).ok_or(EncodeError::NoEncoder { name })?;
        let context = codec::context::Context::new_with_codec(codec);
        let mut audio = context.encoder().audio().map_err(EncodeError::encoder)?;
        audio.set_rate(SAMPLE_RATE as i32);
        audio.set_format(PLANAR);
        audio.set_channel_layout(ChannelLayout::STEREO);
        audio.set_bit_rate(BIT_RATE);
        audio.set_time_base(ffmpeg::Rational(1, SAMPLE_RATE as i32));
        audio.set_flags(codec::Flags::GLOBAL_HEADER);
        let encoder = audio.open().map_err(EncodeError::encoder)?;
        Ok(SoundEncoder {
            encoder,
            samples,
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
            if self.at as u64 >= sample || !self.feed()? {
                return Ok(None);
            }
        }
    }

    /// Hands the encoder its next frame, or tells it that there is none. False once that was told.
    fn feed(&mut self) -> Result<bool, EncodeError> {
        let rest = &self.samples[(2 * self.at).min(self.samples.len())..];
        let count = (rest.len() / 2).min(self.encoder.frame_size() as usize);
        if count == 0 {
            let first = !std::mem::replace(&mut self.ended, true);
            if first {
                self.encoder.send_eof().map_err(EncodeError::encoder)?;
            }
            return Ok(first);
        }
        let mut frame = frame::Audio::new(PLANAR, count, ChannelLayout::STEREO);
        frame.set_rate(SAMPLE_RATE);
        frame.set_pts(Some(self.at as i64));
        for channel in 0..2 {
            let plane = frame.plane_mut::<f32>(channel);
            for (target, pair) in plane.iter_mut().zip(rest.chunks_exact(2)) {
                *target = pair[channel].clamp(-1.0, 1.0);
            }
        }
        self.encoder
            .send_frame(&frame)
            .map_err(EncodeError::encoder)?;
        self.at += count;
        Ok(true)
    }
}
