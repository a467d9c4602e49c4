//! One picture of a display, without filming it.

use x11rb::connection::Connection;
use x11rb::protocol::xproto::{ConnectionExt as _, ImageFormat, ImageOrder};
use x11rb::rust_connection::RustConnection;

use crate::recorder::RecorderError;

/// All of a pixel's bits.
const ALL_PLANES: u32 = !0;

/// What a display shows.
#[derive(Clone, Debug)]
pub struct Glance {
    /// Pixels.
    pub width: u32,
    /// Pixels.
    pub height: u32,
    /// Packed RGBA, row by row.
    pub samples: Vec<u8>,
}

/// Looks at a display, such as `:0`, once.
pub fn glance(display: &str) -> Result<Glance, RecorderError> {
    let cannot = |what: String| RecorderError::display(display, what);
    let (connection, index) =
        RustConnection::connect(Some(display)).map_err(|error| cannot(error.to_string()))?;
    let setup = connection.setup();
    let screen = &setup.roots[index];
    let depth = screen.root_depth;
    let format = setup.pixmap_formats.iter().find(|one| one.depth == depth);
    let is_usual = setup.image_byte_order == ImageOrder::LSB_FIRST
        && format.is_some_and(|format| format.bits_per_pixel == 32);
    if !is_usual {
        return Err(cannot(format!(
            "its pixels have {depth} bits, and 24 are known"
        )));
    }
    let (width, height) = (screen.width_in_pixels, screen.height_in_pixels);
    let asked = connection.get_image(
        ImageFormat::Z_PIXMAP,
        screen.root,
        0,
        0,
        width,
        height,
        ALL_PLANES,
    );
    let image = asked.map_err(|error| cannot(error.to_string()))?;
    let image = image.reply().map_err(|error| cannot(error.to_string()))?;
    let pixels = image.data.chunks_exact(4);
    let samples = pixels.flat_map(|pixel| [pixel[2], pixel[1], pixel[0], 255]);
    Ok(Glance {
        width: width as u32,
        height: height as u32,
        samples: samples.collect(),
    })
}
