//! Where the painter gets films' pictures from. Reading and decoding them is not its business.

use std::error::Error;

use demoreel_primitives::picture::Picture;

/// The films of one scene.
pub trait Films {
    /// A picture of a surface's film by its number. The same one is asked for many times in a
    /// row, and numbers mostly ascend.
    fn picture(
        &mut self,
        surface: &str,
        number: u64,
    ) -> Result<&Picture, Box<dyn Error + Send + Sync>>;
}
