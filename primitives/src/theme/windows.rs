//! Themes as JSON: Windows Terminal's, whose words tapes use too, and what iTerm2's property list
//! becomes in JSON.

use serde_json::{Map, Value};

use super::{TerminalTheme, ThemeError, hex, iterm};
use crate::colour::Colour;

/// The keys in the order of the indexed colours; tapes say `magenta` where Windows says `purple`.
const KEYS: [(&str, &str); 16] = [
    ("black", "black"),
    ("red", "red"),
    ("green", "green"),
    ("yellow", "yellow"),
    ("blue", "blue"),
    ("purple", "magenta"),
    ("cyan", "cyan"),
    ("white", "white"),
    ("brightBlack", "brightBlack"),
    ("brightRed", "brightRed"),
    ("brightGreen", "brightGreen"),
    ("brightYellow", "brightYellow"),
    ("brightBlue", "brightBlue"),
    ("brightPurple", "brightMagenta"),
    ("brightCyan", "brightCyan"),
    ("brightWhite", "brightWhite"),
];

pub(super) fn parse(text: &str) -> Result<TerminalTheme, ThemeError> {
    let value: Value = serde_json::from_str(text).map_err(|_| ThemeError::Unknown)?;
    let fields = value.as_object().ok_or(ThemeError::Unknown)?;
    if fields.contains_key("Ansi 0 Color") {
        return iterm::from_fields(fields);
    }
    if !fields.contains_key("background") {
        return Err(ThemeError::Unknown);
    }
    let mut indexed = [Colour::rgb(0, 0, 0); 16];
    for (colour, (first, second)) in indexed.iter_mut().zip(KEYS) {
        let found = get(fields, first)?;
        *colour = match found {
            Some(colour) => colour,
            None => must(fields, second)?,
        };
    }
    let foreground = must(fields, "foreground")?;
    let cursor = match get(fields, "cursorColor")? {
        Some(colour) => Some(colour),
        None => get(fields, "cursor")?,
    };
    Ok(TerminalTheme {
        foreground,
        background: must(fields, "background")?,
        cursor: cursor.unwrap_or(foreground),
        indexed,
    })
}

fn get(fields: &Map<String, Value>, key: &str) -> Result<Option<Colour>, ThemeError> {
    match fields.get(key).and_then(Value::as_str) {
        Some(text) => hex(key, text).map(Some),
        None => Ok(None),
    }
}

fn must(fields: &Map<String, Value>, key: &str) -> Result<Colour, ThemeError> {
    get(fields, key)?.ok_or_else(|| ThemeError::Missing(key.to_owned()))
}
