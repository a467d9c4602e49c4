//! Templates: read once, checked, kept, and kept in every size that was asked for.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use demoreel_primitives::colour::yuv_from_rgb;
use demoreel_primitives::target::{ImageTemplate, is_featureless};
use image::RgbaImage;
use image::imageops::{FilterType, resize};

use super::correlate::Needle;
use super::grey::Grey;
use super::planes::read_pixels;
use super::search::pyramid;

/// A pixel that is clearer than this is not compared.
const SOLID: u8 = 250;

/// A picture to look for, as its file has it.
#[derive(Clone, Debug)]
pub struct Template {
    /// The file, for messages.
    pub path: String,
    /// With straight alpha; pixels that are not solid are not compared.
    pub pixels: RgbaImage,
}

/// A template in one size, ready to be compared.
#[derive(Clone, Debug)]
pub(crate) struct Sized {
    /// Blue and red difference, in full size: a film halves them from wherever the match begins.
    pub chroma: [Grey; 2],
    /// What is correlated, at every size of the search; one or more, the whole first.
    pub levels: Vec<Shrunk>,
}

/// A template's luma at one size of the search.
#[derive(Clone, Debug)]
pub(crate) struct Shrunk {
    /// Without the samples that make a picture's sides even; 0 where the mask is.
    pub luma: Grey,
    /// 255 where a pixel is compared and 0 elsewhere; none where all are.
    pub mask: Option<Grey>,
}

impl Shrunk {
    /// For comparing.
    pub fn needle(&self) -> Needle<'_> {
        Needle::new(&self.luma, self.mask.as_ref())
    }

    /// Half the size. A square counts where all of it is solid.
    pub fn half(&self) -> Shrunk {
        let mut luma = self.luma.view().shrunk(2);
        let mask = self.mask.as_ref().map(|mask| {
            let mut small = mask.view().shrunk(2);
            for (solid, sample) in small.samples.iter_mut().zip(&mut luma.samples) {
                *solid = if *solid == 255 { 255 } else { 0 };
                *sample &= *solid;
            }
            small
        });
        Shrunk { luma, mask }
    }
}

/// Why a picture cannot be looked for.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum TemplateFault {
    /// The file cannot be opened.
    #[error("the file '{path}' cannot be read: {why}")]
    Unreadable {
        /// The file.
        path: String,
        /// What the system says.
        why: String,
    },
    /// The file is not a PNG or JPEG picture, or a broken one.
    #[error("'{path}' is not a picture: {why}")]
    NotAPicture {
        /// The file.
        path: String,
        /// What the decoder says.
        why: String,
    },
    /// Too small to say anything, or larger than any screen.
    #[error("'{path}' is {width}x{height} pixels")]
    Size {
        /// The file.
        path: String,
        /// Pixels.
        width: u32,
        /// Pixels.
        height: u32,
    },
    /// One plain colour, or nothing that is solid.
    #[error("'{path}' has no features and would fit everywhere")]
    Flat {
        /// The file.
        path: String,
    },
}

/// Templates by path and digest, each read once.
#[derive(Clone, Debug, Default)]
pub struct Templates {
    loaded: BTreeMap<(String, String), Arc<Template>>,
    sized: BTreeMap<(String, String, u64), Arc<Sized>>,
}

impl Templates {
    /// None yet.
    pub fn new() -> Templates {
        Templates::default()
    }

    /// The template, read now if it was not before.
    pub fn get(&mut self, wanted: &ImageTemplate) -> Result<Arc<Template>, TemplateFault> {
        let key = (wanted.path.clone(), wanted.digest.clone());
        if let Some(template) = self.loaded.get(&key) {
            return Ok(Arc::clone(template));
        }
        let template = Arc::new(Template::read(Path::new(&wanted.path))?);
        self.loaded.insert(key, Arc::clone(&template));
        Ok(template)
    }

    /// The template so many times as large, made now if it was not before.
    pub(crate) fn sized(
        &mut self,
        wanted: &ImageTemplate,
        scale: f64,
    ) -> Result<Arc<Sized>, TemplateFault> {
        let key = (wanted.path.clone(), wanted.digest.clone(), scale.to_bits());
        if let Some(sized) = self.sized.get(&key) {
            return Ok(Arc::clone(sized));
        }
        let sized = Arc::new(self.get(wanted)?.sized(scale));
        self.sized.insert(key, Arc::clone(&sized));
        Ok(sized)
    }
}

impl Template {
    /// Reads a PNG or JPEG file and refuses what cannot be found.
    pub fn read(path: &Path) -> Result<Template, TemplateFault> {
        let pixels = read_pixels(path)?;
        Template::from_pixels(path.display().to_string(), pixels)
    }

    /// A template out of memory; `path` is for messages.
    pub fn from_pixels(path: String, pixels: RgbaImage) -> Result<Template, TemplateFault> {
        let solid = pixels.pixels().filter(|pixel| pixel.0[3] >= SOLID);
        match is_featureless(solid.map(|pixel| [pixel.0[0], pixel.0[1], pixel.0[2]])) {
            true => Err(TemplateFault::Flat { path }),
            false => Ok(Template { path, pixels }),
        }
    }

    /// The size at a scale; each side 1 or more.
    pub(crate) fn size_at(&self, scale: f64) -> (u32, u32) {
        let side = |side: u32| (libm::round(side as f64 * scale) as u32).max(1);
        (side(self.pixels.width()), side(self.pixels.height()))
    }

    /// The template so many times as large.
    pub(crate) fn sized(&self, scale: f64) -> Sized {
        let (width, height) = self.size_at(scale);
        let scaled;
        let pixels = match (width, height) == self.pixels.dimensions() {
            true => &self.pixels,
            false => {
                scaled = resize(&self.pixels, width, height, FilterType::CatmullRom);
                &scaled
            }
        };
        Sized::new(pixels)
    }
}

impl Sized {
    fn new(pixels: &RgbaImage) -> Sized {
        let (width, height) = (pixels.width() as usize, pixels.height() as usize);
        let plane = |sample: &dyn Fn(&[u8; 4]) -> f64| Grey {
            width,
            height,
            samples: pixels
                .pixels()
                .map(|pixel| libm::round(sample(&pixel.0)) as u8)
                .collect(),
        };
        let yuv = |[red, green, blue, _]: &[u8; 4]| {
            yuv_from_rgb(*red as f64, *green as f64, *blue as f64)
        };
        let is_solid = |pixel: &[u8; 4]| pixel[3] >= SOLID;
        let mask = plane(&|pixel| if is_solid(pixel) { 255.0 } else { 0.0 });
        let luma = plane(&|pixel| if is_solid(pixel) { yuv(pixel).y } else { 0.0 });
        let mask = mask.samples.contains(&0).then_some(mask);
        Sized {
            chroma: [plane(&|pixel| yuv(pixel).u), plane(&|pixel| yuv(pixel).v)],
            levels: pyramid(Shrunk { luma, mask }),
        }
    }

    /// In its full size.
    pub fn whole(&self) -> &Shrunk {
        &self.levels[0]
    }
}

impl TemplateFault {
    /// What to do about it.
    pub fn hint(&self) -> &'static str {
        match self {
            TemplateFault::Unreadable { .. } => {
                "files are relative to the script that names them; check the name and the rights"
            }
            TemplateFault::NotAPicture { .. } => "save it as a PNG file",
            TemplateFault::Size { .. } => "cut out the thing itself, such as a button or an icon",
            TemplateFault::Flat { .. } => "cut it out with some of what is around it",
        }
    }
}
