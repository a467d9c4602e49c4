//! The plan: a script with everything resolved. It has two halves. The act says what happens and
//! is all that a take depends on; the look says how it is shown. Nothing in it means "default".
//! Where each step was written stands beside them, so that moving a line changes neither half.

mod act;
mod aim;
mod condition;
mod desktop;
mod format;
mod inked;
mod look;
mod origin;
mod played;
mod presenter;
mod requirement;
mod sound;
mod style;
mod terminal;
mod voice;
mod window;
mod words;

use serde::{Deserialize, Serialize};

pub use act::*;
pub use condition::*;
pub use desktop::*;
pub use format::*;
pub use inked::*;
pub use look::*;
pub use origin::*;
pub use presenter::*;
pub use requirement::*;
pub use sound::*;
pub use style::*;
pub use terminal::*;
pub use voice::*;
pub use window::*;
pub use words::Words;

/// The version of the plan's own format.
pub const PLAN_VERSION: u32 = 1;

/// A script with everything resolved.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Plan {
    /// [`PLAN_VERSION`] when it was made.
    pub version: u32,
    /// The script's title; its file name where it has none.
    pub title: String,
    /// The script's path as the user gave it.
    pub script: String,
    /// The folder that the script is in, absolute.
    pub home: String,
    /// What happens.
    pub act: Act,
    /// How it is shown.
    pub look: Look,
    /// Where everything was written.
    pub origins: Origins,
}
