//! What the language needs to know of the files that a script names: whether they are there, and
//! what is in template pictures and served folders.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::io::{self, Cursor};
use std::path::{Path, PathBuf};

use demoreel_primitives::codes::{language as codes, look};
use demoreel_primitives::diagnostic::Diagnostic;
use image::{GenericImageView, ImageReader, Limits};

use crate::guess;
use crate::tree::Node;
use crate::world::World;

/// A template is a part of a screen; more than this is none.
const MOST_TEMPLATE_BYTES: u64 = 32 << 20;
const LONGEST_SIDE: u32 = 8192;
/// More than this is no demo page but a whole project with its dependencies.
const MOST_SERVED_FILES: usize = 5000;
const MOST_SERVED_BYTES: u64 = 256 << 20;
/// Luma whose standard deviation is below this correlates with any other flat part of a screen.
const LEAST_DEVIATION: f64 = 1.5;

/// Files, each looked at once.
pub(crate) struct Files<'a> {
    pub world: &'a dyn World,
    templates: RefCell<BTreeMap<PathBuf, Result<Template, BadTemplate>>>,
    /// The project's folder, once a script was opened.
    project: RefCell<Option<PathBuf>>,
}

/// A picture to look for.
#[derive(Clone, Debug)]
pub(crate) struct Template {
    pub digest: String,
    pub width: u32,
    pub height: u32,
    /// From a name such as `save@2x.png`.
    pub density: Option<f64>,
}

/// Why a picture cannot be looked for.
#[derive(Clone, Debug)]
pub(crate) enum BadTemplate {
    Unread(String),
    NotAPicture(String),
    Featureless,
}

impl<'a> Files<'a> {
    pub fn new(world: &'a dyn World) -> Files<'a> {
        let templates = RefCell::default();
        let project = RefCell::default();
        Files {
            world,
            templates,
            project,
        }
    }

    /// Says where the script is. Its project is the nearest folder above it that is under version
    /// control, else its own folder.
    pub fn script_in(&self, folder: &Path) {
        let controlled = |one: &&Path| self.exists(&one.join(".git"));
        let root = folder.ancestors().find(controlled).unwrap_or(folder);
        *self.project.borrow_mut() = Some(root.to_owned());
    }

    /// The project's folder.
    pub fn project(&self) -> Option<PathBuf> {
        self.project.borrow().clone()
    }

    /// What is wrong with taking in a file that a node names, where that lies outside of the
    /// project and of the user's library. `absolute` is its path with all links followed.
    pub fn outside(&self, node: &Node, name: &str, absolute: &Path) -> Option<Diagnostic> {
        let project = self.project()?;
        let library = self.world.library();
        let library = library.and_then(|root| self.world.absolute(root).ok());
        let roots = [Some(project.clone()), library];
        if roots
            .iter()
            .flatten()
            .any(|root| absolute.starts_with(root))
        {
            return None;
        }
        let message = format!("'{name}' is outside of the project");
        let error = Diagnostic::error(look::OUTSIDE_PROJECT, message).at(node.span.place());
        Some(error.hint(format!("the project is {}", project.display())))
    }

    /// What is said of a file that is not there.
    pub fn missing(&self, node: &Node, text: &str, path: &Path) -> Diagnostic {
        let message = format!("there is no file or folder '{text}'");
        let error = Diagnostic::error(codes::FILE_MISSING, message).at(node.span.place());
        error.hint(match self.near(path) {
            Some(near) => format!("did you mean '{near}'?"),
            None => {
                let readable: PathBuf = path.components().collect();
                let looked = readable.display();
                format!("paths are relative to the file that names them: looked for {looked}")
            }
        })
    }

    pub fn exists(&self, path: &Path) -> bool {
        self.world.absolute(path).is_ok()
    }

    /// The name of a file beside a missing one that may have been meant.
    pub fn near(&self, path: &Path) -> Option<String> {
        let files = self.world.list(path.parent()?, 1000).ok()?;
        let names: Vec<_> = files.iter().filter_map(|file| file.to_str()).collect();
        let wanted = path.file_name()?.to_str()?;
        guess::nearest(wanted, names).map(str::to_owned)
    }

    /// Decodes a picture and judges whether it can be looked for.
    pub fn template(&self, path: &Path) -> Result<Template, BadTemplate> {
        let known = self.templates.borrow().get(path).cloned();
        known.unwrap_or_else(|| {
            let judged = self.judge(path);
            self.templates
                .borrow_mut()
                .insert(path.to_owned(), judged.clone());
            judged
        })
    }

    fn judge(&self, path: &Path) -> Result<Template, BadTemplate> {
        let unread = |error: io::Error| BadTemplate::Unread(error.to_string());
        let bytes = self.world.read(path, MOST_TEMPLATE_BYTES).map_err(unread)?;
        let mut reader = ImageReader::new(Cursor::new(&bytes))
            .with_guessed_format()
            .map_err(unread)?;
        let mut limits = Limits::default();
        limits.max_image_width = Some(LONGEST_SIDE);
        limits.max_image_height = Some(LONGEST_SIDE);
        reader.limits(limits);
        let picture = reader
            .decode()
            .map_err(|error| BadTemplate::NotAPicture(error.to_string()))?;
        if deviation(&picture.to_luma8()) < LEAST_DEVIATION {
            return Err(BadTemplate::Featureless);
        }
        let (width, height) = picture.dimensions();
        let digest = blake3::hash(&bytes).to_hex().to_string();
        Ok(Template {
            digest,
            width,
            height,
            density: density_of(path),
        })
    }

    /// BLAKE3 over the names and contents of all files that a folder serves.
    pub fn folder_digest(&self, folder: &Path) -> io::Result<String> {
        let mut left = MOST_SERVED_BYTES;
        let mut hasher = blake3::Hasher::new();
        for file in self.world.list(folder, MOST_SERVED_FILES)? {
            let bytes = self.world.read(&folder.join(&file), left)?;
            left -= bytes.len() as u64;
            let name = file.to_string_lossy();
            for part in [name.as_bytes(), &bytes] {
                hasher.update(&(part.len() as u64).to_le_bytes());
                hasher.update(part);
            }
        }
        Ok(hasher.finalize().to_hex().to_string())
    }
}

impl BadTemplate {
    /// As a diagnostic about a file that the script calls `name`.
    pub fn diagnostic(&self, name: &str) -> Diagnostic {
        match self {
            BadTemplate::Unread(why) => {
                let message = format!("the picture '{name}' cannot be read: {why}");
                Diagnostic::error(codes::NOT_A_PICTURE, message)
            }
            BadTemplate::NotAPicture(why) => {
                let message = format!("'{name}' is not a PNG or JPEG picture: {why}");
                Diagnostic::error(codes::NOT_A_PICTURE, message)
                    .hint("cut the template out of a screenshot and save it as PNG")
            }
            BadTemplate::Featureless => {
                let message = format!("the picture '{name}' is of one colour and fits anywhere");
                Diagnostic::error(codes::FEATURELESS, message)
                    .hint("cut it so that an edge, an icon or words are in it")
            }
        }
    }
}

/// The density that a picture's name tells: 2 for `save@2x.png`.
pub fn density_of(path: &Path) -> Option<f64> {
    let name = path.file_stem()?.to_str()?;
    let (_, factor) = name.rsplit_once('@')?;
    let density: f64 = factor.strip_suffix('x')?.parse().ok()?;
    (1.0..=4.0).contains(&density).then_some(density)
}

fn deviation(luma: &image::GrayImage) -> f64 {
    let count = luma.as_raw().len().max(1) as f64;
    let sum: f64 = luma.as_raw().iter().map(|one| f64::from(*one)).sum();
    let mean = sum / count;
    let squares: f64 = luma
        .as_raw()
        .iter()
        .map(|one| (f64::from(*one) - mean) * (f64::from(*one) - mean))
        .sum();
    (squares / count).sqrt()
}
