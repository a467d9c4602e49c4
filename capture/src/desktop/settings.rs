//! What the programs of a desktop find: a home of their own, the bundled fonts, cursors whose
//! shape can be told, a caret that does not blink, and nothing of the user's session.

use std::fs;
use std::io;
use std::path::Path;

use demoreel_primitives::plan;

use crate::browser::install_fonts;
use crate::cursor;
use crate::display::Display;
use crate::environment;
use crate::error::StageError;
use crate::terminal::{Backstage, furnish};

/// For GTK: a picture at rest is at rest.
const GTK: &str = "[Settings]\n\
    gtk-cursor-blink=0\n\
    gtk-cursor-theme-name=default\n\
    gtk-cursor-theme-size=24\n\
    gtk-font-name=Inter 10\n\
    gtk-recent-files-enabled=0\n";

/// Fills the folders and gives the environment.
pub fn prepare(
    surface: &plan::Surface,
    desktop: &plan::Desktop,
    display: &Display,
    stage: &Backstage<'_>,
) -> Result<Vec<(String, String)>, StageError> {
    let runtime = stage.household.runtime();
    let unmade = || StageError::files("the folder", runtime.folder());
    let folder = |what: &str| runtime.subfolder(&format!("{}.{what}", surface.name));
    let given = &stage.job.environment;
    let home = folder("home").map_err(unmade())?;
    furnish(&home, &desktop.keep, given)?;
    let own = folder("settings").map_err(unmade())?;
    let sockets = folder("run").map_err(unmade())?;
    let scratch = runtime.scratch().map_err(unmade())?;
    let mut all = environment::allowed(given, &desktop.env, &home, scratch.as_deref())?;
    let fonts = write(&own).map_err(StageError::files("the folder", &own))?;
    let cursors = own.join("cursors").display().to_string();
    let whole = (surface.density.round() as u32).max(1);
    all.extend(
        [
            ("DISPLAY", display.name().to_owned()),
            ("FONTCONFIG_FILE", fonts),
            ("XCURSOR_PATH", cursors),
            ("XCURSOR_THEME", "default".to_owned()),
            ("XDG_CONFIG_DIRS", own.display().to_string()),
            ("XDG_RUNTIME_DIR", sockets.display().to_string()),
            ("XDG_SESSION_TYPE", "x11".to_owned()),
            // Nobody else's session, settings or helpers.
            ("DBUS_SESSION_BUS_ADDRESS", "disabled:".to_owned()),
            ("NO_AT_BRIDGE", "1".to_owned()),
            ("GTK_A11Y", "none".to_owned()),
            ("GSETTINGS_BACKEND", "memory".to_owned()),
            ("GTK_USE_PORTAL", "0".to_owned()),
            // Toolkits that can, draw themselves as large as the display is dense.
            ("GDK_BACKEND", "x11".to_owned()),
            ("GDK_SCALE", whole.to_string()),
            ("GSK_RENDERER", "cairo".to_owned()),
            ("QT_QPA_PLATFORM", "xcb".to_owned()),
            ("QT_QPA_PLATFORMTHEME", "generic".to_owned()),
            ("QT_SCALE_FACTOR", surface.density.to_string()),
            ("QT_AUTO_SCREEN_SCALE_FACTOR", "0".to_owned()),
        ]
        .map(|(name, value)| (name.to_owned(), value)),
    );
    Ok(all)
}

/// Writes what the programs read; gives the file of the fonts.
fn write(folder: &Path) -> io::Result<String> {
    cursor::install_theme(&folder.join("cursors"))?;
    for toolkit in ["gtk-3.0", "gtk-4.0"] {
        let own = folder.join(toolkit);
        fs::create_dir_all(&own)?;
        fs::write(own.join("settings.ini"), GTK)?;
    }
    Ok(install_fonts(folder)?.display().to_string())
}
