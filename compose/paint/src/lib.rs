//! Painting: (timeline, pictures of the take, frame number) to a planar picture. What lives here:
//! frame states and their differences, resampling, cards with corners and shadows, backgrounds,
//! sprites for pointers, rings and captions, terminals. What never does: files, decoding, encoding, clocks,
//! and any decision about where things are.

mod area;
mod card;
mod damage;
mod error;
mod films;
mod font_files;
mod ground;
mod painter;
pub mod resample;
mod sprite;
mod sprites;
mod state;
mod terminal;

pub use area::Area;
pub use damage::Damage;
pub use error::PaintError;
pub use films::Films;
pub use font_files::FOLDERS as FONT_FOLDERS;
pub use painter::{PAINTER_VERSION, Painter};
pub use sprite::caption::without_glyph;
pub use sprite::puppet::Figure;
pub use state::{CaptionState, CardState, FrameState, LayerState};
pub use terminal::{
    Fonts, Grid, ScreenDigester, TerminalBrush, TerminalLook, damage as terminal_damage,
};
