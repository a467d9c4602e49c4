//! The take: what happened on a stage, as a folder. What lives here: its layout, the event log,
//! the film index, the films themselves, the spool that films are made from, and synthetic takes.
//! What never does: screens, clocks, and how anything is shown.
//!
//! Reading a scene:
//!
//! ```no_run
//! # fn main() -> Result<(), demoreel_take::TakeError> {
//! use demoreel_take::Take;
//! let take = Take::open("out/take".as_ref())?;
//! let scene = take.scene("deploy")?;
//! # #[cfg(feature = "film")] {
//! let mut film = take.open_film(&scene, "app")?;
//! let picture = film.picture(0)?;
//! assert_eq!(picture.width(), scene.films[0].size.width as usize);
//! # }
//! # Ok(()) }
//! ```
//!
//! Writing one: [`TakeWriter::prepare`], then for each scene [`TakeWriter::begin_scene`], events
//! and films, and [`TakeWriter::keep_scene`]. A scene that is dropped before that leaves nothing.

mod digest;
mod error;
#[cfg(feature = "film")]
pub mod film;
mod folder;
mod index;
mod log;
mod manifest;
mod scene;
pub mod spool;
pub mod synthetic;
mod tile;

pub use digest::Digester;
pub use error::TakeError;
pub use folder::{Take, TakeWriter, write_whole};
pub use manifest::{Manifest, SceneEntry, SurfaceFacts};
pub use scene::SceneWriter;
pub use tile::{Tile, TileGrid};
