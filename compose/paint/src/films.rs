//! Where the painter gets films' pictures from. Reading and decoding them is not its business.

use std::error::Error;
use std::sync::Arc;

use demoreel_primitives::picture::Picture;

/// The films of one scene.
pub trait Films {
    /// A picture of a surface's film by its number. The same one is asked for many times in a
    /// row, and numbers mostly ascend.
    fn picture(
        &mut self,
        surface: &str,
        number: u64,
    ) -> Result<Arc<Picture>, Box<dyn Error + Send + Sync>>;
}
