//! Finds what a target names, on a live surface and on a film alike. What lives here: texts,
//! selectors and roles over a page's snapshot, pictures over a film's picture, the choice between
//! several places, and the explanation of a failure as words and as a picture. What never does:
//! screens, browsers, clocks, waiting; whoever looks again and again does so from outside.

mod choose;
mod element;
mod file;
mod found;
mod miss;
mod ocr;
mod picture;
mod screen;
mod seek;
mod snap;
mod text;

pub use file::{FileSearch, locate_in_file};
pub use found::{Found, Sight};
pub use image::RgbImage;
pub use miss::{Account, Miss, Spot, Why, annotate_found, write_png};
pub use ocr::{Ocr, OcrFault, ReadLine, ReadWord, Reading};
pub use picture::{Template, TemplateFault, Templates};
pub use screen::ScreenSight;
pub use seek::{glimpse, look, look_all};
pub use snap::Snap;
