//! asciicast version 2: the size at the top of the header, times since the beginning.

use demoreel_primitives::time::Nanos;
use serde_json::{Map, Value};

use super::header::{common, kind, size, string, take, theme};
use super::{CastEvent, Header};

/// A header without its `version`.
pub(super) fn header(mut fields: Map<String, Value>) -> Result<Header, String> {
    let size = size(&mut fields, "width", "height")?;
    let mut header = common(&mut fields, size)?;
    header.theme = take(&mut fields, "theme", theme)?;
    header.term = header.env.get("TERM").and_then(string);
    // The length is that of the events, and is not to contradict them in a copy.
    fields.remove("duration");
    header.rest = fields;
    Ok(header)
}

/// An event at a time since the beginning.
pub(super) fn event(time: Nanos, code: String, data: Value) -> Result<CastEvent, String> {
    Ok(CastEvent {
        at: time,
        kind: kind(code, data)?,
    })
}
