//! What is looked at, and what a look brings home.

use demoreel_primitives::page::Page;
use demoreel_primitives::picture::Picture;
use demoreel_primitives::space::{SurfacePoint, SurfaceRect, SurfaceSize};

use crate::ocr::Ocr;
use crate::screen::ScreenSight;

/// A surface at one moment.
#[derive(Clone, Copy)]
pub struct Sight<'a> {
    /// Its picture, at `density` film pixels for one logical pixel.
    pub picture: &'a Picture,
    /// Film pixels for one logical pixel; above 0.
    pub density: f64,
    /// In logical pixels.
    pub size: SurfaceSize,
    /// The page that stands on it, where it is a browser.
    pub page: Option<&'a Page>,
    /// What stands on it, where it is a terminal.
    pub screen: Option<ScreenSight<'a>>,
    /// Who reads text where there is neither a page nor a terminal; text is not found without.
    pub ocr: Option<&'a Ocr>,
}

/// Where a target is. All in logical pixels of the surface.
#[derive(Clone, Debug, PartialEq)]
pub struct Found {
    /// What it covers; never empty.
    pub area: SurfaceRect,
    /// Where to act: the area's middle, moved by the target's `offset`.
    pub point: SurfacePoint,
    /// Height of its text's line, where it is text or an element that holds some.
    pub text_height: Option<f64>,
    /// 1 is certain; pictures give their correlation.
    pub score: f64,
    /// For pictures: by how much the template was scaled to fit; 1 for all others.
    pub scale: f64,
    /// What it is, for messages: `the button 'Deploy'`.
    pub label: String,
}

impl<'a> Sight<'a> {
    /// A picture alone, in which text can be read.
    pub fn of_picture(
        picture: &'a Picture,
        density: f64,
        size: SurfaceSize,
        ocr: Option<&'a Ocr>,
    ) -> Sight<'a> {
        Sight {
            picture,
            density,
            size,
            page: None,
            screen: None,
            ocr,
        }
    }

    /// The whole surface.
    pub(crate) fn bounds(&self) -> SurfaceRect {
        let (width, height) = (self.size.width as f64, self.size.height as f64);
        SurfaceRect::new(SurfacePoint::zero(), euclid::size2(width, height))
    }
}
