//! The picture of a miss.
use super::Miss;
use crate::found::Sight;
use std::path::Path;
pub(super) fn draw(_miss: &Miss, sight: &Sight) -> image::RgbImage {
    let (width, height) = (sight.picture.width() as u32, sight.picture.height() as u32);
    image::RgbImage::from_raw(width, height, sight.picture.to_rgb()).unwrap_or_default()
}
pub(super) fn write_png(image: &image::RgbImage, path: &Path) -> std::io::Result<()> {
    image.save(path).map_err(std::io::Error::other)
}
