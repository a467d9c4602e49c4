//! Keys and chords by the names that scripts give them.

use std::borrow::Cow;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Serialize};

use crate::plan::{Chord, Modifier};

/// Chords such as `Ctrl+K`, pressed one after another.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Keys(pub Vec<String>);

impl JsonSchema for Keys {
    fn schema_name() -> Cow<'static, str> {
        "keys".into()
    }
    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "x-kind": "keys" })
    }
}

/// Reads a chord such as `Ctrl+Shift+K`. The error is the part that is no key.
pub fn parse_chord(word: &str) -> Result<Chord, String> {
    // `Ctrl++` presses the plus key.
    let (held, key) = match word.strip_suffix("++") {
        Some(held) => (held, "+"),
        None => word.rsplit_once('+').unwrap_or(("", word)),
    };
    let names = held.split('+').filter(|name| !name.is_empty());
    let modifiers = names.map(|name| modifier(name).ok_or_else(|| name.to_owned()));
    let modifiers: Vec<_> = modifiers.collect::<Result<_, _>>()?;
    let mut key = key_name(key).ok_or_else(|| key.to_owned())?;
    // `Ctrl+K` names the key with a K on it; only `Shift` makes it a capital.
    if !modifiers.is_empty() && key.len() == 1 {
        key.make_ascii_lowercase();
    }
    Ok(Chord { modifiers, key })
}

fn modifier(name: &str) -> Option<Modifier> {
    Some(match name.to_ascii_lowercase().as_str() {
        "ctrl" | "control" => Modifier::Ctrl,
        "alt" | "option" => Modifier::Alt,
        "shift" => Modifier::Shift,
        "meta" | "super" | "cmd" | "command" | "win" => Modifier::Meta,
        _ => return None,
    })
}

/// Keys with a name, as pages know them.
const NAMED_KEYS: &[&str] = &[
    "Enter",
    "Tab",
    "Escape",
    "Space",
    "Backspace",
    "Delete",
    "Insert",
    "Home",
    "End",
    "PageUp",
    "PageDown",
    "ArrowUp",
    "ArrowDown",
    "ArrowLeft",
    "ArrowRight",
    "F1",
    "F2",
    "F3",
    "F4",
    "F5",
    "F6",
    "F7",
    "F8",
    "F9",
    "F10",
    "F11",
    "F12",
];

fn key_name(name: &str) -> Option<String> {
    if name.chars().count() == 1 {
        return Some(name.to_owned());
    }
    let wanted = match name.to_ascii_lowercase().as_str() {
        "return" => "enter".to_owned(),
        "esc" => "escape".to_owned(),
        "up" | "down" | "left" | "right" => format!("arrow{name}"),
        other => other.to_owned(),
    };
    let named = NAMED_KEYS.iter();
    let mut same = named.filter(|key| key.eq_ignore_ascii_case(&wanted));
    same.next().map(|key| (*key).to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chords_take_the_names_that_people_use() {
        let chord = parse_chord("cmd+shift+esc");
        let text = chord.map(|chord| chord.to_string());
        assert_eq!(text.as_deref(), Ok("Meta+Shift+Escape"));
        assert_eq!(parse_chord("Ctrl++").map(|c| c.key), Ok("+".to_owned()));
        assert_eq!(
            parse_chord("down").map(|c| c.key),
            Ok("ArrowDown".to_owned())
        );
        assert_eq!(parse_chord("Ctrl+Enterr"), Err("Enterr".to_owned()));
        assert_eq!(parse_chord("Strg+K"), Err("Strg".to_owned()));
    }
}
