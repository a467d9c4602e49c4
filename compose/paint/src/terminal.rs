//! Terminals: screens of cells, drawn straight to planar pictures at the density that their shot
//! needs. What lives here: where cells are, letters and the fonts that they come from, the shapes
//! of boxes and blocks, themes applied, and drawing only what changed. What never does: playing
//! recordings, reading theme files, and any decision about how large a terminal is.

mod brush;
mod colours;
mod digest;
mod fonts;
mod geometric;
mod grid;
mod letters;
mod lines;
mod mask;
mod strip;

pub use brush::{TerminalBrush, TerminalLook, damage};
pub use digest::ScreenDigester;
pub use fonts::Fonts;
pub use grid::Grid;
