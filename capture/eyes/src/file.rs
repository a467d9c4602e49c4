//! Pictures found in a picture file: what `demoreel locate IMAGE --in SHOT` asks.

use std::path::Path;
use std::sync::Arc;

use demoreel_primitives::picture::Picture;
use demoreel_primitives::space::SurfaceSize;
use demoreel_primitives::target::Target;

use crate::found::{Found, Sight};
use crate::miss::Miss;
use crate::ocr::Ocr;
use crate::picture::{TemplateFault, Templates, picture_from, read_pixels};
use crate::seek::{look, look_all};

/// A screenshot, read and ready to be searched.
#[derive(Clone, Debug)]
pub struct FileSearch {
    picture: Picture,
    size: SurfaceSize,
    density: f64,
    templates: Templates,
    ocr: Option<Arc<Ocr>>,
}

impl FileSearch {
    /// Reads a PNG or JPEG file that shows `density` pixels for one logical pixel.
    pub fn open(path: &Path, density: f64) -> Result<FileSearch, TemplateFault> {
        read_pixels(path).map(|pixels| FileSearch::new(&pixels, density))
    }

    /// The same for pixels that are there already; one or more each way.
    pub fn new(pixels: &image::RgbaImage, density: f64) -> FileSearch {
        let (width, height) = pixels.dimensions();
        let logical = |side: u32| libm::ceil(side as f64 / density) as u32;
        FileSearch {
            picture: picture_from(pixels),
            size: SurfaceSize::new(logical(width), logical(height)),
            density,
            templates: Templates::new(),
            ocr: None,
        }
    }

    /// The same for packed RGBA samples, row by row. None where there are too few of them.
    pub fn of_samples(size: (u32, u32), samples: Vec<u8>, density: f64) -> Option<FileSearch> {
        let (width, height) = size;
        let pixels = image::RgbaImage::from_raw(width, height, samples)?;
        (width > 0 && height > 0).then(|| FileSearch::new(&pixels, density))
    }

    /// Lets text be read in it.
    pub fn reading_with(self, ocr: Ocr) -> FileSearch {
        FileSearch {
            ocr: Some(Arc::new(ocr)),
            ..self
        }
    }

    /// What there is to look at.
    pub fn sight(&self) -> Sight<'_> {
        Sight::of_picture(&self.picture, self.density, self.size, self.ocr.as_deref())
    }

    /// The one place of a target.
    pub fn one(&mut self, target: &Target) -> Result<Found, Miss> {
        let ocr = self.ocr.as_deref();
        let sight = Sight::of_picture(&self.picture, self.density, self.size, ocr);
        look(&sight, target, &mut self.templates)
    }

    /// Every place of a target, in reading order.
    pub fn all(&mut self, target: &Target) -> Result<Vec<Found>, Miss> {
        let ocr = self.ocr.as_deref();
        let sight = Sight::of_picture(&self.picture, self.density, self.size, ocr);
        look_all(&sight, target, &mut self.templates)
    }
}

/// The one place of a target in a screenshot file of density 1, in the file's own pixels.
pub fn locate_in_file(
    screenshot: &Path,
    target: &Target,
) -> Result<Result<Found, Miss>, TemplateFault> {
    FileSearch::open(screenshot, 1.0).map(|mut search| search.one(target))
}
