//! Templates cut out of a picture: what `demoreel snap` makes. Margins of one colour are trimmed,
//! what could not be found again is refused, and whether it is there once is looked up.

use std::path::Path;

use demoreel_primitives::space::{FilmBox, SurfaceRect, film_from_surface, surface_from_film};
use demoreel_primitives::target::{Finder, ImageTemplate, Target};
use image::RgbImage;

use crate::file::FileSearch;
use crate::miss::write_png;
use crate::picture::{Template, TemplateFault};

/// Rows and columns at the edges are of one colour if no sample differs by more than this.
const ONE_COLOUR: u8 = 6;
/// So much of a trimmed margin stays, in logical pixels: an edge says more than a bare letter.
const MARGIN: f64 = 2.0;

/// A template that was cut out.
#[derive(Clone, Debug)]
pub struct Snap {
    /// Its pixels.
    pub pixels: RgbImage,
    /// Where it was, margins trimmed, in logical pixels.
    pub area: SurfaceRect,
    /// Every place in the same picture where it would be found; one where all is well.
    pub places: Vec<SurfaceRect>,
}

impl FileSearch {
    /// Cuts a part out, in logical pixels. None where the part is not in the picture.
    pub fn snap(&mut self, area: SurfaceRect, path: &Path) -> Option<Result<Snap, TemplateFault>> {
        let sight = self.sight();
        let film = film_from_surface(area, sight.density);
        let film = film.intersection(&sight.picture.bounds())?;
        let margin = libm::round(MARGIN * sight.density) as i32;
        let pixels = sight.picture.to_rgb();
        let width = sight.picture.width();
        let film = trimmed(&pixels, width, film, margin);
        let cut = cut(&pixels, width, film);
        let area = surface_from_film(film, sight.density);
        Some(self.kept(cut, area, path))
    }

    fn kept(
        &mut self,
        pixels: RgbImage,
        area: SurfaceRect,
        path: &Path,
    ) -> Result<Snap, TemplateFault> {
        let name = path.display().to_string();
        let solid = image::DynamicImage::ImageRgb8(pixels.clone()).into_rgba8();
        Template::from_pixels(name.clone(), solid)?;
        write_png(&pixels, path).map_err(|error| TemplateFault::Unreadable {
            path: name.clone(),
            why: error.to_string(),
        })?;
        let target = Target::plain(Finder::Image(ImageTemplate {
            path: name,
            digest: String::new(),
            confidence: 0.9,
            density: Some(self.sight().density),
        }));
        let places = self.all(&target).unwrap_or_default();
        Ok(Snap {
            pixels,
            area,
            places: places.into_iter().map(|found| found.area).collect(),
        })
    }
}

/// A part without its edges of one colour, but for a margin.
fn trimmed(pixels: &[u8], width: usize, area: FilmBox, margin: i32) -> FilmBox {
    let at = |x: i32, y: i32| {
        let index = (y as usize * width + x as usize) * 3;
        [pixels[index], pixels[index + 1], pixels[index + 2]]
    };
    let corner = at(area.min.x, area.min.y);
    let plain = |x: i32, y: i32| {
        let pairs = at(x, y).into_iter().zip(corner);
        pairs
            .into_iter()
            .all(|(one, other)| one.abs_diff(other) <= ONE_COLOUR)
    };
    let plain_row = |y: i32| (area.min.x..area.max.x).all(|x| plain(x, y));
    let plain_column = |x: i32| (area.min.y..area.max.y).all(|y| plain(x, y));
    let rows = || (area.min.y..area.max.y).filter(|y| !plain_row(*y));
    let columns = || (area.min.x..area.max.x).filter(|x| !plain_column(*x));
    let (Some(top), Some(bottom)) = (rows().next(), rows().next_back()) else {
        return area;
    };
    let (Some(left), Some(right)) = (columns().next(), columns().next_back()) else {
        return area;
    };
    let kept = FilmBox::new((left, top).into(), (right + 1, bottom + 1).into());
    kept.inflate(margin, margin)
        .intersection(&area)
        .unwrap_or(kept)
}

fn cut(pixels: &[u8], width: usize, area: FilmBox) -> RgbImage {
    let pixel = |x: u32, y: u32| {
        let index =
            ((area.min.y as u32 + y) as usize * width + (area.min.x as u32 + x) as usize) * 3;
        image::Rgb([pixels[index], pixels[index + 1], pixels[index + 2]])
    };
    RgbImage::from_fn(area.width() as u32, area.height() as u32, pixel)
}
