//! Templates: read once, checked, and kept.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use demoreel_primitives::target::{ImageTemplate, is_featureless};
use image::RgbaImage;

use super::planes::read_pixels;

/// A picture to look for, as its file has it.
#[derive(Clone, Debug)]
pub struct Template {
    /// The file, for messages.
    pub path: String,
    /// Straight alpha; half clear and clearer pixels are not compared.
    pub pixels: RgbaImage,
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
    /// Too small or too large to be cut out of a screen.
    #[error("'{path}' is {width}x{height} pixels")]
    Size {
        /// The file.
        path: String,
        /// Pixels.
        width: u32,
        /// Pixels.
        height: u32,
    },
    /// One plain colour, or nothing that is not transparent.
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
}

impl Template {
    /// Reads a PNG or JPEG file and refuses what cannot be found.
    pub fn read(path: &Path) -> Result<Template, TemplateFault> {
        let pixels = read_pixels(path)?;
        Template::from_pixels(path.display().to_string(), pixels)
    }

    /// A template out of memory; `path` is for messages.
    pub fn from_pixels(path: String, pixels: RgbaImage) -> Result<Template, TemplateFault> {
        let solid = pixels.pixels().filter(|pixel| pixel.0[3] >= 128);
        match is_featureless(solid.map(|pixel| [pixel.0[0], pixel.0[1], pixel.0[2]])) {
            true => Err(TemplateFault::Flat { path }),
            false => Ok(Template { path, pixels }),
        }
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
            TemplateFault::Size { .. } => "cut out the thing itself, a button or an icon",
            TemplateFault::Flat { .. } => "cut it out with some of what is around it",
        }
    }
}
