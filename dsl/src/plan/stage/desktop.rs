//! Desktops, resolved.

use demoreel_primitives::plan::{Desktop, Surface, SurfaceKind};
use demoreel_primitives::space::SurfaceSize;

use super::At;
use crate::written::DesktopWords;

/// A desktop; `None` where something of it is wrong.
pub(super) fn surface(at: &At, words: DesktopWords, default: SurfaceSize) -> Option<Surface> {
    let size = words
        .size
        .map_or(default, |size| SurfaceSize::new(size.width, size.height));
    at.can_be_filmed(size, words.density)?;
    Some(Surface {
        name: at.name.to_owned(),
        size,
        density: words.density,
        kind: SurfaceKind::Desktop(Desktop {
            launch: words.launch,
            env: words.env.unwrap_or_default(),
            keep: at.kept(words.home)?,
        }),
    })
}
