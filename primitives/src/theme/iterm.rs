//! iTerm2's `.itermcolors`: a property list of colours, each a dictionary of components from 0 to
//! 1. Read word by word: it is flat, and whatever else stands in it does not matter.

use serde_json::{Map, Value};

use super::{TerminalTheme, ThemeError};
use crate::colour::Colour;

pub(super) fn parse(text: &str) -> Result<TerminalTheme, ThemeError> {
    let mut colours: Map<String, Value> = Map::new();
    let (mut name, mut component, mut inside) = (None, None, false);
    for (tag, content) in elements(text) {
        match tag {
            "dict" => inside = name.is_some(),
            "/dict" => (inside, name) = (false, None),
            "key" if inside => component = Some(content),
            "key" => name = Some(content),
            "real" | "integer" if inside => {
                let (Some(name), Some(component)) = (name, component) else {
                    continue;
                };
                let part = content.trim().parse::<f64>().unwrap_or(f64::NAN);
                colours
                    .entry(name)
                    .or_insert_with(|| Value::Object(Map::new()))[component] = part.into();
            }
            _ => {}
        }
    }
    if colours.is_empty() {
        return Err(ThemeError::Unknown);
    }
    from_fields(&colours)
}

/// Tags in order, each with the text up to the next one.
fn elements(text: &str) -> impl Iterator<Item = (&str, &str)> {
    text.split('<').skip(1).filter_map(|piece| {
        let (tag, content) = piece.split_once('>')?;
        Some((tag.trim(), content))
    })
}

/// The theme of components by the names that iTerm2 gives them.
pub(super) fn from_fields(fields: &Map<String, Value>) -> Result<TerminalTheme, ThemeError> {
    let mut indexed = [Colour::rgb(0, 0, 0); 16];
    for (index, place) in indexed.iter_mut().enumerate() {
        *place = colour(fields, &format!("Ansi {index} Color"))?;
    }
    let foreground = colour(fields, "Foreground Color")?;
    Ok(TerminalTheme {
        foreground,
        background: colour(fields, "Background Color")?,
        cursor: colour(fields, "Cursor Color").unwrap_or(foreground),
        indexed,
    })
}

fn colour(fields: &Map<String, Value>, key: &str) -> Result<Colour, ThemeError> {
    let parts = fields
        .get(key)
        .ok_or_else(|| ThemeError::Missing(key.to_owned()))?;
    let part = |name: &str| {
        let value = parts.get(format!("{name} Component"));
        let value = value
            .and_then(Value::as_f64)
            .filter(|part| part.is_finite());
        let byte = value.map(|part| libm::rint(part.clamp(0.0, 1.0) * 255.0) as u8);
        byte.ok_or_else(|| ThemeError::NoColour {
            key: key.to_owned(),
            value: parts.to_string(),
        })
    };
    Ok(Colour::rgb(part("Red")?, part("Green")?, part("Blue")?))
}
