//! Text that is only in a picture: lines of letters are found, laid out anew and read by the
//! program tesseract. What is read is a page, so that text is looked for as on any other. What
//! never lives here: how text is compared; and whether a picture has changed since.

mod alike;
mod layout;
mod lines;
mod program;

use std::sync::{Arc, Mutex, PoisonError};

use demoreel_primitives::page::{Page, PageNode, PageNodeKind};
use demoreel_primitives::picture::{Picture, Plane};
use demoreel_primitives::space::{FilmBox, SurfaceRect};

pub(crate) use alike::find_alike;
use program::Tesseract;

/// So many readings are remembered: of the parts that one target asks for.
const REMEMBERED: usize = 4;

/// Reads pictures. What was read last is remembered, so that asking again costs nothing.
#[derive(Debug)]
pub struct Ocr {
    tesseract: Tesseract,
    known: Mutex<Vec<Known>>,
}

/// A part of a picture and what stands in it.
#[derive(Debug)]
struct Known {
    area: FilmBox,
    density: f64,
    luma: Vec<u8>,
    reading: Arc<Reading>,
}

/// What was read in a picture.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Reading {
    /// Line by line, from the top.
    pub lines: Vec<ReadLine>,
    /// The same as a page: an element for each line, a text for each word.
    pub page: Page,
}

/// Words that stand on one line and read as one.
#[derive(Clone, Debug, PartialEq)]
pub struct ReadLine {
    /// What its letters cover, in logical pixels of the surface.
    pub area: SurfaceRect,
    /// From the left; one or more.
    pub words: Vec<ReadWord>,
}

/// A word that was read.
#[derive(Clone, Debug, PartialEq)]
pub struct ReadWord {
    /// Its letters.
    pub text: String,
    /// What they cover, in logical pixels of the surface.
    pub area: SurfaceRect,
    /// How sure tesseract is, 0 to 1.
    pub confidence: f64,
}

/// Why nothing could be read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum OcrFault {
    /// The program is not on the path.
    #[error("tesseract, which reads text in pictures, is not installed")]
    Missing,
    /// It does not know a language.
    #[error("tesseract does not read the language '{language}'")]
    Language {
        /// As tesseract calls it, such as `deu`.
        language: String,
    },
    /// It failed.
    #[error("tesseract failed: {why}")]
    Failed {
        /// What it said.
        why: String,
    },
}

impl OcrFault {
    /// What to do about it.
    pub fn hint(&self) -> String {
        match self {
            OcrFault::Missing => "install the Debian package 'tesseract-ocr'".to_owned(),
            OcrFault::Language { language } => {
                let package = language.replace('_', "-");
                format!("install the Debian package 'tesseract-ocr-{package}'")
            }
            OcrFault::Failed { .. } => {
                "try `tesseract --version` in a shell; the Debian packages are 'tesseract-ocr' and \
                 'tesseract-ocr-eng'"
                    .to_owned()
            }
        }
    }
}

impl Ocr {
    /// Tesseract as it is found on a path such as `/usr/bin:/bin`. `languages` are its own names,
    /// joined by `+`; `eng` is English.
    pub fn new(path: &str, languages: &str) -> Ocr {
        Ocr {
            tesseract: Tesseract::new(path, languages),
            known: Mutex::default(),
        }
    }

    /// What stands in a part of a picture, which shows `density` pixels for one logical pixel.
    pub fn read(
        &self,
        picture: &Picture,
        density: f64,
        area: FilmBox,
    ) -> Result<Arc<Reading>, OcrFault> {
        let area = picture.even(area);
        if area.is_empty() {
            return Ok(Arc::default());
        }
        let luma = cut(picture, area);
        let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        let same = |one: &&Known| one.area == area && one.density == density && one.luma == luma;
        if let Some(one) = known.iter().find(same) {
            return Ok(Arc::clone(&one.reading));
        }
        let reading = Arc::new(self.read_anew(&luma, area, density)?);
        if known.len() == REMEMBERED {
            known.remove(0);
        }
        known.push(Known {
            area,
            density,
            luma,
            reading: Arc::clone(&reading),
        });
        Ok(reading)
    }

    fn read_anew(&self, luma: &[u8], area: FilmBox, density: f64) -> Result<Reading, OcrFault> {
        let size = (area.width() as usize, area.height() as usize);
        let broken = |error: opencv::Error| OcrFault::Failed {
            why: error.to_string(),
        };
        let strips = lines::strips(luma, size, density).map_err(broken)?;
        let mut lines = Vec::new();
        for sheet in layout::sheets(&strips).map_err(broken)? {
            let words = self.tesseract.read(&sheet.paper)?;
            lines.extend(sheet.lines(&words));
        }
        let lines = layout::best_of(lines);
        let on_surface = |line: layout::Line| line.on_surface(area.min, density);
        Ok(Reading::of(lines.into_iter().map(on_surface).collect()))
    }
}

impl Reading {
    fn of(lines: Vec<ReadLine>) -> Reading {
        let mut nodes = Vec::new();
        for line in &lines {
            let parent = nodes.len() as u32;
            let kind = PageNodeKind::Element {
                tag: "p".to_owned(),
                attributes: Vec::new(),
                role: None,
                name: None,
            };
            nodes.push(PageNode {
                parent: None,
                area: line.area,
                kind,
            });
            nodes.extend(line.words.iter().map(|word| PageNode {
                parent: Some(parent),
                area: word.area,
                kind: PageNodeKind::Text {
                    text: word.text.clone(),
                    font_size: line.area.height(),
                },
            }));
        }
        let url = String::new();
        let page = Page { url, nodes };
        Reading { lines, page }
    }
}

impl ReadLine {
    /// Its words, joined by spaces.
    pub fn text(&self) -> String {
        let words: Vec<_> = self.words.iter().map(|word| word.text.as_str()).collect();
        words.join(" ")
    }
}

/// The luma of a part of a picture, row by row.
fn cut(picture: &Picture, area: FilmBox) -> Vec<u8> {
    let samples = picture.plane(Plane::Y);
    let rows = picture.rows(Plane::Y, area);
    rows.flat_map(|row| samples[row].iter().copied()).collect()
}
