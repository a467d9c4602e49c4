//! Colour themes of terminals: the type, those known by name, and readers of theme files (base16
//! YAML, Windows Terminal JSON, iTerm2's JSON and property lists). What never lives here: files
//! and folders.

mod base16;
mod iterm;
mod named;
mod windows;

use serde::{Deserialize, Serialize};

use crate::colour::Colour;

/// The colours that a terminal is drawn with.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct TerminalTheme {
    /// Of plain text.
    pub foreground: Colour,
    /// Behind everything.
    pub background: Colour,
    /// Of the cursor.
    pub cursor: Colour,
    /// The first sixteen indexed colours: black, red, green, yellow, blue, magenta, cyan, white,
    /// and the bright ones in the same order.
    pub indexed: [Colour; 16],
}

/// Why a text is no theme.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ThemeError {
    /// It looks like none of the formats.
    #[error("it is neither base16 YAML, nor a theme of Windows Terminal or iTerm2")]
    Unknown,
    /// It looks like one, but a colour is missing.
    #[error("it has no colour `{0}`")]
    Missing(String),
    /// It looks like one, but a colour is none.
    #[error("`{key}` is no colour: `{value}`")]
    NoColour {
        /// Which.
        key: String,
        /// What it says.
        value: String,
    },
}

/// The theme that holds where a script names none.
pub const DEFAULT_THEME: &str = "midnight";

impl TerminalTheme {
    /// A theme that is known by name; capitals, spaces and underscores do not matter.
    pub fn named(name: &str) -> Option<TerminalTheme> {
        let wanted = plain(name);
        let found = named::THEMES
            .iter()
            .find(|(known, _)| plain(known) == wanted);
        found.map(|(_, row)| named::theme(row))
    }

    /// The names that [`TerminalTheme::named`] knows, in order.
    pub fn names() -> impl Iterator<Item = &'static str> {
        named::THEMES.iter().map(|(name, _)| *name)
    }

    /// Reads a theme file's text, whatever its format.
    pub fn parse(text: &str) -> Result<TerminalTheme, ThemeError> {
        let start = text.trim_start_matches('\u{feff}').trim_start();
        if start.starts_with('{') {
            return windows::parse(start);
        }
        if start.starts_with('<') {
            return iterm::parse(start);
        }
        base16::parse(start)
    }

    /// One of the 256 indexed colours: the theme's own sixteen, then a cube, then greys.
    pub fn indexed(&self, index: u8) -> Colour {
        match index {
            0..=15 => self.indexed[usize::from(index)],
            16..=231 => cube(index - 16),
            232..=255 => {
                let grey = 8 + 10 * (index - 232);
                Colour::rgb(grey, grey, grey)
            }
        }
    }

    /// Whether its background is lighter than its text.
    pub fn is_light(&self) -> bool {
        self.background.to_yuv().y > self.foreground.to_yuv().y
    }
}

impl Default for TerminalTheme {
    fn default() -> TerminalTheme {
        named::theme(&named::THEMES[0].1)
    }
}

/// The 6 by 6 by 6 cube of xterm.
fn cube(index: u8) -> Colour {
    let step = |level: u8| match level % 6 {
        0 => 0,
        level => 55 + 40 * level,
    };
    Colour::rgb(step(index / 36), step(index / 6), step(index))
}

/// A name without what people write differently.
fn plain(name: &str) -> String {
    let letters = name.chars().filter(|letter| letter.is_alphanumeric());
    letters.flat_map(char::to_lowercase).collect()
}

/// `#rrggbb` or `rrggbb`, as theme files have it.
fn hex(key: &str, value: &str) -> Result<Colour, ThemeError> {
    let digits = value.trim().trim_start_matches('#');
    let colour = Colour::from_hex(&format!("#{digits}"));
    colour.ok_or_else(|| ThemeError::NoColour {
        key: key.to_owned(),
        value: value.to_owned(),
    })
}

#[cfg(test)]
mod tests;
