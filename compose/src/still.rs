//! Single frames: any frame of a reel, painted whole, as a picture or a PNG file.

use std::io::BufWriter;
use std::path::Path;

use demoreel_paint::{FrameState, Painter};
use demoreel_primitives::picture::{Picture, Plane};
use demoreel_primitives::progress::Run;
use demoreel_primitives::timeline::Timeline;
use demoreel_take::Take;

use crate::error::ComposeError;
use crate::films::SceneFilms;
use crate::glyphs;
use crate::terminals::Terminals;

/// Paints one frame of the reel.
pub fn still(
    timeline: &Timeline,
    take: &Take,
    frame: u64,
    run: &Run<'_>,
) -> Result<Picture, ComposeError> {
    let missing = || ComposeError::NoFrame {
        frame,
        frames: timeline.frames(),
    };
    let (scene, inside) = timeline.scene_at(frame).ok_or_else(missing)?;
    let alone = Timeline {
        scenes: vec![scene.clone()],
        ..timeline.clone()
    };
    let mut filmed = vec![take.scene(&scene.name)?];
    let terminals = Terminals::develop(&alone, take, &mut filmed, run)?;
    glyphs::tell(&alone, run);
    let filmed = &filmed[0];
    let state = FrameState::at(scene, filmed, inside)?;
    let mut painter = Painter::new(timeline.canvas);
    painter.paint(&state, &mut SceneFilms::new(take, filmed, &terminals))?;
    Ok(painter.frame().clone())
}

/// Writes a frame as a PNG file, whole or not at all.
pub fn write_still(picture: &Picture, path: &Path) -> Result<(), ComposeError> {
    let failed = |source| ComposeError::Write {
        path: path.to_owned(),
        source,
    };
    let folder = path
        .parent()
        .filter(|folder| !folder.as_os_str().is_empty());
    let file = tempfile::Builder::new()
        .prefix(".still-")
        .permissions(open_to_all())
        .tempfile_in(folder.unwrap_or(Path::new(".")))
        .map_err(failed)?;
    let (width, height) = (picture.width() as u32, picture.height() as u32);
    let encoder = image::codecs::png::PngEncoder::new(BufWriter::new(&file));
    let written = image::ImageEncoder::write_image(
        encoder,
        &smooth_rgb(picture),
        width,
        height,
        image::ExtendedColorType::Rgb8,
    );
    written.map_err(|error| failed(std::io::Error::other(error)))?;
    file.as_file().sync_all().map_err(failed)?;
    file.persist(path)
        .map(drop)
        .map_err(|error| failed(error.error))
}

fn open_to_all() -> std::fs::Permissions {
    use std::os::unix::fs::PermissionsExt;
    std::fs::Permissions::from_mode(0o644)
}

/// Packed RGB with colour spread between its samples, as good players do, instead of repeated.
fn smooth_rgb(picture: &Picture) -> Vec<u8> {
    let mut rgb = Vec::with_capacity(picture.width() * picture.height() * 3);
    for row in 0..picture.height() {
        for column in 0..picture.width() {
            let luma = picture.plane(Plane::Y)[row * picture.width() + column] as f64;
            let blue = spread(picture, Plane::U, column, row);
            let red = spread(picture, Plane::V, column, row);
            rgb.extend(rgb_from_yuv(luma, blue, red));
        }
    }
    rgb
}

/// A colour plane's value at a pixel. Its samples sit on even columns and between two rows.
fn spread(picture: &Picture, plane: Plane, column: usize, row: usize) -> f64 {
    let (width, height) = picture.plane_size(plane);
    let samples = picture.plane(plane);
    let at = |x: usize, y: usize| samples[y.min(height - 1) * width + x.min(width - 1)] as f64;
    let across = |y: usize| {
        let x = column / 2;
        if column.is_multiple_of(2) {
            at(x, y)
        } else {
            (at(x, y) + at(x + 1, y)) / 2.0
        }
    };
    let near = row / 2;
    let far = if row.is_multiple_of(2) {
        near.saturating_sub(1)
    } else {
        near + 1
    };
    0.75 * across(near) + 0.25 * across(far)
}

fn rgb_from_yuv(luma: f64, blue: f64, red: f64) -> [u8; 3] {
    let luma = (luma - 16.0) * (255.0 / 219.0);
    let (blue, red) = (
        (blue - 128.0) * (255.0 / 224.0),
        (red - 128.0) * (255.0 / 224.0),
    );
    let byte = |value: f64| libm::rint(value).clamp(0.0, 255.0) as u8;
    [
        byte(luma + 1.5748 * red),
        byte(luma - 0.1873 * blue - 0.4681 * red),
        byte(luma + 1.8556 * blue),
    ]
}
