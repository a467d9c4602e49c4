//! Composing: a take becomes a reel. What lives here: the plan of chunks, the workers that render
//! them, the store of finished ones, stills, and joining. It puts the packages below it together;
//! what never lives here is how anything is painted or encoded.

mod chunks;
mod error;
mod films;
mod formats;
mod glyphs;
mod render;
mod still;
mod store;
mod terminals;
mod workers;

pub use demoreel_encode as encode;
pub use demoreel_studio as studio;
pub use demoreel_timeline as timeline;
pub use error::ComposeError;
pub use render::{Reel, RenderJob, render};
pub use still::{still, write_still};
pub use terminals::with_films;
