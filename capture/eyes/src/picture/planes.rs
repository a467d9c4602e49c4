//! Picture files as planes: the colours in which films are kept.

use std::io::Cursor;
use std::path::Path;

use demoreel_primitives::colour::yuv_from_rgb;
use demoreel_primitives::picture::{Picture, Plane};
use image::{ImageReader, RgbaImage};

use super::template::TemplateFault;

/// No screen is wider or higher than this, so no screenshot and no template is.
const LARGEST_SIDE: u32 = 16_384;
/// A smaller picture says nothing.
const SMALLEST_SIDE: u32 = 4;

/// Reads a PNG or JPEG file. Its size is judged before it is decoded.
pub(crate) fn read_pixels(path: &Path) -> Result<RgbaImage, TemplateFault> {
    let name = || path.display().to_string();
    let unreadable = |why: std::io::Error| TemplateFault::Unreadable {
        path: name(),
        why: why.to_string(),
    };
    let no_picture = |why: String| TemplateFault::NotAPicture { path: name(), why };
    let bytes = std::fs::read(path).map_err(unreadable)?;
    if bytes.is_empty() {
        return Err(no_picture("the file is empty".to_owned()));
    }
    let reader = || ImageReader::new(Cursor::new(&bytes)).with_guessed_format();
    let dimensions = reader().map_err(unreadable)?.into_dimensions();
    let (width, height) = dimensions.map_err(|why| no_picture(why.to_string()))?;
    if width.min(height) < SMALLEST_SIDE || width.max(height) > LARGEST_SIDE {
        return Err(TemplateFault::Size {
            path: name(),
            width,
            height,
        });
    }
    let decoded = reader().map_err(unreadable)?.decode();
    Ok(decoded
        .map_err(|why| no_picture(why.to_string()))?
        .into_rgba8())
}

/// Pixels as a film would hold them. Odd sides grow by repeating the last column and row.
pub(crate) fn picture_from(pixels: &RgbaImage) -> Picture {
    let mut picture = Picture::black(pixels.width() as usize, pixels.height() as usize);
    let (width, height) = (picture.width(), picture.height());
    let (last_x, last_y) = (pixels.width() - 1, pixels.height() - 1);
    let mut chroma = vec![[0.0_f64; 2]; width / 2 * (height / 2)];
    for row in 0..height {
        for column in 0..width {
            let [red, green, blue, _] = pixels
                .get_pixel((column as u32).min(last_x), (row as u32).min(last_y))
                .0;
            let yuv = yuv_from_rgb(red as f64, green as f64, blue as f64);
            picture.plane_mut(Plane::Y)[row * width + column] = libm::round(yuv.y) as u8;
            let sum = &mut chroma[row / 2 * (width / 2) + column / 2];
            *sum = [sum[0] + yuv.u / 4.0, sum[1] + yuv.v / 4.0];
        }
    }
    for (plane, component) in [(Plane::U, 0), (Plane::V, 1)] {
        for (sample, sum) in picture.plane_mut(plane).iter_mut().zip(&chroma) {
            *sample = libm::round(sum[component]) as u8;
        }
    }
    picture
}
