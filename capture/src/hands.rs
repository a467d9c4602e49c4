//! What acts on a surface: a pointer and a keyboard, behind a narrow trait, and the ways in which
//! a person moves them. When and where to act is decided elsewhere.

mod cadence;
mod keyboard;
mod keys;
mod motion;
mod random;
mod x11;

use demoreel_primitives::event::Button;
use demoreel_primitives::space::SurfacePoint;

use crate::error::StageError;

pub use cadence::Cadence;
pub use keys::Symbol;
pub use motion::{Glide, landing};
pub use random::Random;
pub use x11::XHands;

/// A pointer and a keyboard.
pub trait Hands: Send {
    /// Puts the pointer there at once, in logical pixels.
    fn point(&mut self, at: SurfacePoint) -> Result<(), StageError>;

    /// Presses a button or lets it go, where the pointer is.
    fn button(&mut self, button: Button, down: bool) -> Result<(), StageError>;

    /// Makes sure that these symbols can be struck; may take a moment where a letter is rare.
    fn prepare(&mut self, symbols: &[Symbol]) -> Result<(), StageError>;

    /// Turns the wheel by whole notches to the right and down; negative is left and up.
    fn wheel(&mut self, right: i32, down: i32) -> Result<(), StageError>;

    /// Returns when the display has handed everything on to the programs that it was meant for;
    /// they may not have read it yet.
    fn arrive(&self) -> Result<(), StageError>;

    /// Presses the key that gives a symbol, and what must be held for it; or lets them go.
    fn strike(&mut self, symbol: Symbol, down: bool) -> Result<(), StageError>;
}
