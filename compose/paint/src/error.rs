//! What can go wrong while painting: nothing but what it is given.

use std::error::Error;

/// Why a frame could not be painted.
#[derive(Debug, thiserror::Error)]
pub enum PaintError {
    /// A film could not give a picture.
    #[error("picture {picture} of the film of `{surface}` cannot be read")]
    Film {
        /// Whose film.
        surface: String,
        /// Which picture, from 0.
        picture: u64,
        /// Why.
        source: Box<dyn Error + Send + Sync>,
    },
    /// A timeline names a film that the take does not hold.
    #[error("scene `{scene}` shows the surface `{surface}`, which has no film in the take")]
    NoFilm {
        /// The scene.
        scene: String,
        /// The surface.
        surface: String,
    },
    /// One of our own assets is broken.
    #[error("{what} cannot be drawn")]
    Asset {
        /// What and why.
        what: String,
    },
}
