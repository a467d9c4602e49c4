//! Why a target was not found, with all that explains it: in words and as an annotated picture.

mod annotate;
mod compose;
mod letters;
mod picture;

use std::ops::{Deref, DerefMut};
use std::path::Path;
use std::sync::Arc;

use demoreel_primitives::codes::{Code, eyes};
use demoreel_primitives::diagnostic::Diagnostic;
use demoreel_primitives::space::{SurfacePoint, SurfaceRect};
use demoreel_primitives::target::Target;

pub use annotate::write_png;

use crate::found::{Found, Sight};
use crate::picture::Template;

/// A look that did not end at one place. Its account is read through it: `miss.why`.
#[derive(Clone, Debug, thiserror::Error)]
#[error("{}", .0.message)]
pub struct Miss(Box<Account>);

/// What a miss has to say.
#[derive(Clone, Debug)]
pub struct Account {
    /// What kind of failure it is.
    pub why: Why,
    /// What happened, as a sentence without a full stop.
    pub message: String,
    /// The place that came nearest; for an ambiguous target the first in reading order.
    pub best: Option<Spot>,
    /// The next one, or the other places of an ambiguous target.
    pub others: Vec<Spot>,
    /// What it probably is: `the page has no text 'Depoly', but it has 'Deploy'`.
    pub cause: Option<String>,
    /// What to do next.
    pub hint: Option<String>,
    /// Visible texts that read alike, the nearest first.
    pub similar: Vec<String>,
    /// The picture that was looked for.
    pub(crate) template: Option<Arc<Template>>,
}

/// The kinds of failure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Why {
    /// It is not there, or not yet.
    Absent,
    /// It is there more than once.
    Ambiguous,
    /// `nth` asks for one more than there are, or for none.
    TooFew,
    /// The surface has no page to look in (yet).
    NoPage,
    /// The selector or the expression cannot be read.
    WrongWords,
    /// The template cannot be read.
    TemplateUnreadable,
    /// The template has no features.
    TemplateFlat,
    /// The template is larger than where it is looked for.
    TemplateTooLarge,
    /// The place is not on the surface.
    OffSurface,
    /// Text can only be read by a program, or a language of it, that is not installed.
    NoOcr,
    /// That program failed.
    OcrFailed,
    /// The matcher itself failed.
    Broken,
}

/// A place that was considered.
#[derive(Clone, Debug, PartialEq)]
pub struct Spot {
    /// In logical pixels.
    pub area: SurfaceRect,
    /// 0 to 1.
    pub score: f64,
    /// For pictures: by how much the template was scaled; 1 for all others.
    pub scale: f64,
    /// What stands there, for messages.
    pub label: String,
    /// Height of its text's line in logical pixels.
    pub text_height: Option<f64>,
    /// Smaller fits better; only spots of one rank are rivals.
    pub(crate) rank: u8,
    /// Whether it is, or is in, something that is made to be clicked.
    pub(crate) clickable: bool,
}

impl Why {
    /// Whether looking again later cannot help.
    pub fn is_final(self) -> bool {
        use Why::{Broken, OffSurface, TemplateFlat, TemplateTooLarge, TemplateUnreadable};
        match self {
            Why::WrongWords | TemplateUnreadable | TemplateFlat | TemplateTooLarge => true,
            OffSurface | Broken | Why::NoOcr | Why::OcrFailed => true,
            Why::Absent | Why::Ambiguous | Why::TooFew | Why::NoPage => false,
        }
    }

    /// Whether the target can be seen, though more than once.
    pub fn is_ambiguous(self) -> bool {
        self == Why::Ambiguous
    }

    /// The diagnostic's code.
    pub fn code(self) -> Code {
        match self {
            Why::Absent | Why::TooFew => eyes::NOT_FOUND_IN_TIME,
            Why::Ambiguous => eyes::AMBIGUOUS_TARGET,
            Why::NoPage => eyes::NO_PAGE,
            Why::WrongWords => eyes::SELECTOR_WRONG,
            Why::TemplateUnreadable => eyes::TEMPLATE_UNREADABLE,
            Why::TemplateFlat => eyes::TEMPLATE_FLAT,
            Why::TemplateTooLarge => eyes::TEMPLATE_TOO_LARGE,
            Why::OffSurface => eyes::OFF_SURFACE,
            Why::NoOcr => eyes::OCR_MISSING,
            Why::OcrFailed => eyes::OCR_FAILED,
            Why::Broken => eyes::MATCHING_FAILED,
        }
    }
}

impl Deref for Miss {
    type Target = Account;

    fn deref(&self) -> &Account {
        &self.0
    }
}

impl DerefMut for Miss {
    fn deref_mut(&mut self) -> &mut Account {
        &mut self.0
    }
}

impl Miss {
    /// As data for the report: message, likely cause and places as the state, hint.
    pub fn diagnostic(&self) -> Diagnostic {
        let mut diagnostic = Diagnostic::error(self.why.code(), self.message.clone());
        diagnostic.state = self.cause.clone();
        diagnostic.hint = self.hint.clone();
        diagnostic
    }

    /// The sight with what was found on it: the best place boxed with its score, the others, the
    /// template in a corner, a line of words below. Packed RGB, as large as the picture and a strip.
    pub fn annotate(&self, sight: &Sight) -> image::RgbImage {
        annotate::draw(self, sight)
    }

    /// [`Miss::annotate`] as a PNG file, which is complete or absent.
    pub fn write_png(&self, sight: &Sight, path: &Path) -> std::io::Result<()> {
        write_png(&self.annotate(sight), path)
    }

    /// How near it came, to choose among the alternatives of `any`.
    pub(crate) fn closeness(&self) -> f64 {
        self.best.as_ref().map_or(0.0, |spot| spot.score)
    }
}

/// A sight with the places that were found on it, boxed and numbered: packed RGB, as large as the
/// picture and a strip with words below.
pub fn annotate_found(sight: &Sight, target: &Target, found: &[Found]) -> image::RgbImage {
    annotate::draw(&Miss::found(target, found), sight)
}

impl Spot {
    /// A place that needs no looking.
    pub(crate) fn certain(area: SurfaceRect, label: String) -> Spot {
        Spot {
            area,
            score: 1.0,
            scale: 1.0,
            label,
            text_height: None,
            rank: 0,
            clickable: false,
        }
    }

    /// The middle, for messages: `412, 96`.
    pub(crate) fn whereabouts(&self) -> String {
        let SurfacePoint { x, y, .. } = self.area.center();
        format!("{x:.0}, {y:.0}")
    }

    pub(crate) fn found(self, offset: (f64, f64)) -> Found {
        Found {
            point: self.area.center() + euclid::vec2(offset.0, offset.1),
            area: self.area,
            text_height: self.text_height,
            score: self.score,
            scale: self.scale,
            label: self.label,
        }
    }
}
