//! A reel as text: every screen that its terminals show, in order, with a line between them. It is
//! what a test compares, since no pixel is in it.

use std::io::Write;
use std::path::Path;

use demoreel_primitives::timeline::Layer;

use super::Reel;
use crate::error::ComposeError;

/// Between two screens: a line of eighty.
const LINE: &str =
    "────────────────────────────────────────────────────────────────────────────────";

/// Writes the screens. A reel without a terminal has none, and its file is empty.
pub fn screens(reel: &Reel<'_>, out: &Path) -> Result<(), ComposeError> {
    let mut text = String::new();
    let mut last = None;
    for (scene, filmed) in reel.scenes() {
        for layer in &scene.layers {
            let Layer::Card(card) = layer else { continue };
            let Some(mut film) = reel.terminals.film(&filmed.name, &card.surface) else {
                continue;
            };
            for (_, number) in card.pictures.changes() {
                let Some(screen) = film.screen(*number) else {
                    continue;
                };
                let shown = screen.text();
                if last.as_ref() == Some(&shown) {
                    continue;
                }
                text.push_str(&shown);
                text.push('\n');
                text.push_str(LINE);
                text.push('\n');
                last = Some(shown);
            }
        }
    }
    write(&text, out).map_err(|source| ComposeError::Write {
        path: out.to_owned(),
        source,
    })
}

fn write(text: &str, out: &Path) -> std::io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    let folder = out.parent().filter(|folder| !folder.as_os_str().is_empty());
    let mut file = tempfile::Builder::new()
        .prefix(".reel-")
        .permissions(std::fs::Permissions::from_mode(0o644))
        .tempfile_in(folder.unwrap_or(Path::new(".")))?;
    file.write_all(text.as_bytes())?;
    file.as_file().sync_all()?;
    file.persist(out)?;
    Ok(())
}
