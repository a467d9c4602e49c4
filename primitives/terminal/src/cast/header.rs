//! The parts of headers and events that versions 2 and 3 have in common. Known keys are taken out
//! of the map as they are read, so that what is left is what we do not know.

use demoreel_primitives::colour::Colour;
use demoreel_primitives::time::Nanos;
use serde_json::{Map, Value};

use super::{CastTheme, EventKind, Header};
use crate::model::Size;

/// The header's keys that mean the same in both versions; the caller adds its own.
pub(super) fn common(fields: &mut Map<String, Value>, size: Size) -> Result<Header, String> {
    let idle = take(fields, "idle_time_limit", Value::as_f64)?;
    Ok(Header {
        timestamp: take(fields, "timestamp", Value::as_i64)?,
        idle_limit: idle.map(Nanos::from_secs_f64),
        command: take(fields, "command", string)?,
        title: take(fields, "title", string)?,
        env: take(fields, "env", |value| value.as_object().cloned())?.unwrap_or_default(),
        tags: take(fields, "tags", strings)?.unwrap_or_default(),
        ..Header::new(size)
    })
}

/// Takes a key out and reads it; `null` is as good as no key.
pub(super) fn take<T>(
    fields: &mut Map<String, Value>,
    key: &str,
    read: impl Fn(&Value) -> Option<T>,
) -> Result<Option<T>, String> {
    match fields.remove(key) {
        None | Some(Value::Null) => Ok(None),
        Some(value) => match read(&value) {
            Some(read) => Ok(Some(read)),
            None => Err(format!("`{key}` cannot be {value}")),
        },
    }
}

/// A size that must be there, under two keys.
pub(super) fn size(
    fields: &mut Map<String, Value>,
    columns: &str,
    rows: &str,
) -> Result<Size, String> {
    let mut read = |key: &str| {
        let number = take(fields, key, Value::as_u64)?;
        let number = number.ok_or_else(|| format!("it has no `{key}`"))?;
        cells(number).ok_or_else(|| format!("`{key}` cannot be {number}"))
    };
    Ok(Size::new(read(columns)?, read(rows)?))
}

fn cells(number: u64) -> Option<u16> {
    u16::try_from(number).ok().filter(|&number| number > 0)
}

pub(super) fn string(value: &Value) -> Option<String> {
    value.as_str().map(str::to_owned)
}

fn strings(value: &Value) -> Option<Vec<String>> {
    value.as_array()?.iter().map(string).collect()
}

/// `{"fg": "#rrggbb", "bg": "#rrggbb", "palette": "#rrggbb:#rrggbb:..."}` with 8 or 16 colours.
pub(super) fn theme(value: &Value) -> Option<CastTheme> {
    let colour = |key: &str| Colour::from_hex(value.get(key)?.as_str()?);
    let palette = value.get("palette")?.as_str()?.split(':');
    let palette: Vec<Colour> = palette.map(Colour::from_hex).collect::<Option<_>>()?;
    matches!(palette.len(), 8 | 16).then_some(())?;
    Some(CastTheme {
        foreground: colour("fg")?,
        background: colour("bg")?,
        palette,
    })
}

/// What an event with one of the codes of both versions says; the rest is kept as it stands.
pub(super) fn kind(code: String, data: Value) -> Result<EventKind, String> {
    let read: fn(String) -> Result<EventKind, String> = match code.as_str() {
        "o" => |text| Ok(EventKind::Output(text)),
        "i" => |text| Ok(EventKind::Input(text)),
        "m" => |text| Ok(EventKind::Marker(text)),
        "r" => |text| resize(&text),
        _ => return Ok(EventKind::Other { code, data }),
    };
    match data {
        Value::String(text) => read(text),
        other => Err(format!("the data of `{code}` is text, not {other}")),
    }
}

/// `COLUMNSxROWS`.
fn resize(text: &str) -> Result<EventKind, String> {
    let read = |number: &str| cells(number.parse().ok()?);
    let size = text
        .split_once('x')
        .and_then(|(columns, rows)| Some(Size::new(read(columns)?, read(rows)?)));
    match size {
        Some(size) => Ok(EventKind::Resize(size)),
        None => Err(format!("'{text}' is no size such as 80x24")),
    }
}
