//! Encoding: pictures and sound to a finished file. What lives here: chunks, the encoders'
//! settings, joining, and the mix of the sound. What never does: painting, decoding films, and
//! any decision about what is seen or heard.

mod bits;
mod chunk;
mod error;
mod gif;
mod join;
mod mux;
mod partial;
mod settings;
mod skip;
pub mod sound;
mod stream;
mod track;
mod webm;

pub use chunk::ChunkWriter;
pub use error::EncodeError;
pub use gif::{GifWriter, Palette, PaletteMaker};
pub use join::{ChunkFile, Parts, join};
pub use mux::{Labels, Streams};
pub use settings::EncodeSettings;
pub use webm::WebmWriter;
