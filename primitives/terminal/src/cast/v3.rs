//! asciicast version 3: the terminal in a map of its own, times since the event before.

use demoreel_primitives::colour::Colour;
use demoreel_primitives::time::Nanos;
use serde_json::{Map, Value, json};

use super::header::{common, kind, size, string, take, theme};
use super::{CastEvent, CastTheme, EventKind, Header};

/// A header without its `version`.
pub(super) fn header(mut fields: Map<String, Value>) -> Result<Header, String> {
    let term = take(&mut fields, "term", |value| value.as_object().cloned())?;
    let mut term = term.ok_or("it has no `term`")?;
    let size = size(&mut term, "cols", "rows")?;
    let mut header = common(&mut fields, size)?;
    header.term = take(&mut term, "type", string)?;
    header.term_version = take(&mut term, "version", string)?;
    header.theme = take(&mut term, "theme", theme)?;
    if !term.is_empty() {
        fields.insert("term".into(), term.into());
    }
    header.rest = fields;
    Ok(header)
}

/// An event some time after `before`.
pub(super) fn event(
    before: Nanos,
    interval: Nanos,
    code: String,
    data: Value,
) -> Result<CastEvent, String> {
    let at = before.0.checked_add(interval.0);
    let at = Nanos(at.ok_or("the recording is longer than three hundred years")?);
    let kind = match code.as_str() {
        "x" => EventKind::Exit(status(&data)?),
        _ => kind(code, data)?,
    };
    Ok(CastEvent { at, kind })
}

/// Written as text, but some writers give a number.
fn status(data: &Value) -> Result<i32, String> {
    let number = match data {
        Value::String(text) => text.parse().ok(),
        other => other.as_i64().and_then(|number| i32::try_from(number).ok()),
    };
    number.ok_or_else(|| format!("{data} is no exit status"))
}

/// The header as it is written, with `version`. Unknown keys come last.
pub(super) fn header_value(header: &Header) -> Value {
    let mut fields = Map::new();
    fields.insert("version".into(), 3.into());
    let mut term = Map::new();
    term.insert("cols".into(), header.size.columns().into());
    term.insert("rows".into(), header.size.rows().into());
    put(&mut term, "type", header.term.as_deref());
    put(&mut term, "version", header.term_version.as_deref());
    put(&mut term, "theme", header.theme.as_ref().map(theme_value));
    fields.insert("term".into(), term.into());
    put(&mut fields, "timestamp", header.timestamp);
    let idle = header.idle_limit.map(Nanos::as_secs_f64);
    put(&mut fields, "idle_time_limit", idle);
    put(&mut fields, "command", header.command.as_deref());
    put(&mut fields, "title", header.title.as_deref());
    let env = Some(&header.env).filter(|env| !env.is_empty());
    put(&mut fields, "env", env.cloned());
    let tags = Some(&header.tags).filter(|tags| !tags.is_empty());
    put(&mut fields, "tags", tags.cloned());
    for (key, value) in &header.rest {
        add_unknown(&mut fields, key, value);
    }
    fields.into()
}

/// Unknown keys inside `term` go back into it; nothing unknown replaces what we know.
fn add_unknown(fields: &mut Map<String, Value>, key: &str, value: &Value) {
    match (fields.get_mut(key), value) {
        (Some(Value::Object(known)), Value::Object(unknown)) => {
            for (key, value) in unknown {
                add_unknown(known, key, value);
            }
        }
        (Some(_), _) => {}
        (None, _) => drop(fields.insert(key.to_owned(), value.clone())),
    }
}

fn put(fields: &mut Map<String, Value>, key: &str, value: Option<impl Into<Value>>) {
    if let Some(value) = value {
        fields.insert(key.to_owned(), value.into());
    }
}

fn theme_value(theme: &CastTheme) -> Value {
    let palette: Vec<String> = theme.palette.iter().map(|colour| colour.to_hex()).collect();
    json!({
        "fg": Colour::to_hex(theme.foreground),
        "bg": Colour::to_hex(theme.background),
        "palette": palette.join(":"),
    })
}

/// The code and the data of an event as they are written.
pub(super) fn code_and_data(kind: &EventKind) -> (&str, Value) {
    match kind {
        EventKind::Output(text) => ("o", text.as_str().into()),
        EventKind::Input(text) => ("i", text.as_str().into()),
        EventKind::Marker(text) => ("m", text.as_str().into()),
        EventKind::Resize(size) => {
            let text = format!("{}x{}", size.columns(), size.rows());
            ("r", text.into())
        }
        EventKind::Exit(status) => ("x", status.to_string().into()),
        EventKind::Other { code, data } => (code, data.clone()),
    }
}
