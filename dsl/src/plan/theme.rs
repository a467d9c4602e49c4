//! Terminal themes: by name, or from a file beside the script.

use std::path::Path;

use demoreel_primitives::codes::look as codes;
use demoreel_primitives::diagnostic::Diagnostic;
use demoreel_primitives::plan::{TERMINAL_FONT, TerminalStyle};
use demoreel_primitives::steps::listed;
use demoreel_primitives::theme::{TerminalTheme, ThemeError};

use crate::files::Files;
use crate::guess;
use crate::written::TerminalLookWords;

/// Theme files are small.
const MOST_BYTES: u64 = 1 << 20;

/// The endings of theme files.
const ENDINGS: [&str; 4] = ["yaml", "yml", "json", "itermcolors"];

/// The style of terminals, ours where nothing is said. A theme that cannot be had was told of when
/// its words were checked.
pub(super) fn style(files: &Files, words: &TerminalLookWords, home: &Path) -> TerminalStyle {
    let theme = words.theme.as_deref();
    let theme = theme.and_then(|theme| resolve(files, theme, home).ok());
    TerminalStyle {
        theme: theme.unwrap_or_default(),
        font: words
            .font
            .clone()
            .unwrap_or_else(|| TERMINAL_FONT.to_owned()),
        cursor: words.cursor.unwrap_or_default(),
    }
}

/// The theme of a name, of JSON in braces, or of a file that is relative to `home`.
pub(super) fn resolve(
    files: &Files,
    theme: &str,
    home: &Path,
) -> Result<TerminalTheme, Box<Diagnostic>> {
    let none = |name: &str, why: &ThemeError| {
        let message = format!("`{name}` is no terminal theme: {why}");
        let error = Diagnostic::error(codes::NOT_A_THEME, message);
        Box::new(error.hint("base16 YAML, Windows Terminal's JSON and .itermcolors are read"))
    };
    if theme.starts_with('{') {
        return TerminalTheme::parse(theme).map_err(|why| none("{...}", &why));
    }
    let path = Path::new(theme);
    let ending = path.extension().and_then(|ending| ending.to_str());
    if !theme.contains('/') && !ending.is_some_and(|ending| ENDINGS.contains(&ending)) {
        return TerminalTheme::named(theme).ok_or_else(|| Box::new(unknown(theme)));
    }
    let path = home.join(path);
    let unreadable = |why: std::io::Error| {
        let message = format!("the theme `{theme}` cannot be read: {why}");
        let error = Diagnostic::error(codes::NOT_A_THEME, message);
        Box::new(match files.near(&path) {
            Some(near) => error.hint(format!("did you mean `{near}`?")),
            None => error.hint("a theme's file is relative to the script"),
        })
    };
    let bytes = files.world.read(&path, MOST_BYTES).map_err(unreadable)?;
    let read = TerminalTheme::parse(&String::from_utf8_lossy(&bytes));
    read.map_err(|why| none(theme, &why))
}

fn unknown(theme: &str) -> Diagnostic {
    let message = format!("there is no theme `{theme}`");
    let error = Diagnostic::error(codes::UNKNOWN_THEME, message);
    match guess::nearest(theme, TerminalTheme::names()) {
        Some(near) => error.hint(format!("did you mean `{near}`?")),
        None => error.hint(format!(
            "there are {}; a file's name ends with .yaml, .json or .itermcolors",
            listed(TerminalTheme::names())
        )),
    }
}
