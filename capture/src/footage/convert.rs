//! Decoded frames of any kind to 8-bit 4:2:0 of BT.709, limited range.

use demoreel_primitives::picture::{Picture, Plane};
use ffmpeg::ffi;
use ffmpeg::format::Pixel;
use ffmpeg::software::scaling::{Context, Flags};
use ffmpeg::util::color::{Range, Space};
use ffmpeg::util::frame;
use ffmpeg_next as ffmpeg;

/// What a frame is like, as far as conversion goes.
type Kind = (Pixel, u32, u32, bool, i32);

/// The matrix of all that we make, by its number in libswscale.
const BT709: i32 = ffi::SWS_CS_ITU709;
/// Pictures of fewer rows that do not say how they are coded are coded as television was.
const HIGH_DEFINITION: u32 = 720;

/// Converts frame after frame; one whose kind changes midway is followed.
#[derive(Default)]
pub struct Converter {
    scaler: Option<(Kind, Context)>,
}

impl Converter {
    /// The picture of a frame, cut or scaled to `size`, whose sides are even.
    pub fn convert(
        &mut self,
        frame: &frame::Video,
        size: (u32, u32),
    ) -> Result<Picture, ffmpeg::Error> {
        let full = frame.color_range() == Range::JPEG
            || matches!(
                frame.format(),
                Pixel::YUVJ420P | Pixel::YUVJ422P | Pixel::YUVJ444P
            );
        let matrix = matrix(frame);
        let same_matrix = matrix == BT709;
        let cut = |side: u32, wanted: u32| side & !1 == wanted;
        let fits = cut(frame.width(), size.0) && cut(frame.height(), size.1);
        if frame.format() == Pixel::YUV420P && !full && same_matrix && fits {
            return Ok(copy(frame, size));
        }
        let kind = (frame.format(), frame.width(), frame.height(), full, matrix);
        if self.scaler.as_ref().is_none_or(|(known, _)| *known != kind) {
            self.scaler = Some((kind, open(kind, size)?));
        }
        let mut out = frame::Video::new(Pixel::YUV420P, size.0, size.1);
        if let Some((_, scaler)) = &mut self.scaler {
            scaler.run(frame, &mut out)?;
        }
        Ok(copy(&out, size))
    }
}

fn open(kind: Kind, size: (u32, u32)) -> Result<Context, ffmpeg::Error> {
    let (format, width, height, full, matrix) = kind;
    let flags = Flags::BICUBIC | Flags::ACCURATE_RND;
    let mut context = Context::get(format, width, height, Pixel::YUV420P, size.0, size.1, flags)?;
    let unit = 1 << 16;
    // SAFETY: the context was just made, and both tables are libswscale's own.
    unsafe {
        let from = ffi::sws_getCoefficients(matrix);
        let to = ffi::sws_getCoefficients(BT709);
        let inside = context.as_mut_ptr();
        ffi::sws_setColorspaceDetails(inside, from, i32::from(full), to, 0, 0, unit, unit);
    }
    Ok(context)
}

/// The matrix between a frame's planes and red, green and blue.
fn matrix(frame: &frame::Video) -> i32 {
    match frame.color_space() {
        Space::BT709 => BT709,
        Space::BT2020NCL | Space::BT2020CL => ffi::SWS_CS_BT2020,
        Space::SMPTE170M | Space::BT470BG => ffi::SWS_CS_ITU601,
        Space::SMPTE240M => ffi::SWS_CS_SMPTE240M,
        Space::FCC => ffi::SWS_CS_FCC,
        _ if frame.height() < HIGH_DEFINITION => ffi::SWS_CS_ITU601,
        _ => BT709,
    }
}

/// The upper left part of a 4:2:0 frame.
fn copy(frame: &frame::Video, size: (u32, u32)) -> Picture {
    let mut picture = Picture::black(size.0 as usize, size.1 as usize);
    for plane in Plane::ALL {
        let (width, _) = picture.plane_size(plane);
        let stride = frame.stride(plane as usize);
        let lines = frame.data(plane as usize).chunks(stride);
        let rows = picture.plane_mut(plane).chunks_exact_mut(width);
        for (row, line) in rows.zip(lines) {
            row.copy_from_slice(&line[..width]);
        }
    }
    picture
}
