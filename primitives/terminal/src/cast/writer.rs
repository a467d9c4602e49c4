//! Writes a recording in version 3 while it happens. Each event is one write, so that a recording
//! whose program dies is whole up to its last line.

use std::io::Write;

use demoreel_primitives::time::Nanos;
use serde_json::Value;

use super::v3::{code_and_data, header_value};
use super::{CastError, CastEvent, EventKind, Header};

/// A recording that is being written.
pub struct CastWriter<W> {
    output: W,
    /// When the last event happened.
    now: Nanos,
    /// Lines written so far.
    lines: u64,
    /// The beginning of a character whose end has not been read from the terminal yet.
    started: Vec<u8>,
}

impl<W: Write> CastWriter<W> {
    /// Writes the header.
    pub fn new(output: W, header: &Header) -> Result<CastWriter<W>, CastError> {
        let mut writer = CastWriter {
            output,
            now: Nanos::ZERO,
            lines: 0,
            started: Vec::new(),
        };
        writer.line(&header_value(header))?;
        Ok(writer)
    }

    /// Writes an event, which does not happen before the last one.
    pub fn event(&mut self, event: &CastEvent) -> Result<(), CastError> {
        if event.at < self.now {
            return Err(CastError::Backwards {
                line: self.lines + 1,
                before: self.now,
                at: event.at,
            });
        }
        let (code, data) = code_and_data(&event.kind);
        let interval = seconds(event.at - self.now);
        let code = Value::from(code);
        self.write_line(format!("[{interval}, {code}, {data}]\n"))?;
        self.now = event.at;
        Ok(())
    }

    /// Writes what a terminal was sent, in the pieces that it came in. A character that is cut in
    /// two is written whole with its end; what is no UTF-8 becomes U+FFFD, as terminals show it.
    pub fn output(&mut self, at: Nanos, bytes: &[u8]) -> Result<(), CastError> {
        self.started.extend_from_slice(bytes);
        let whole = self.started.len() - unfinished(&self.started);
        let text = String::from_utf8_lossy(&self.started[..whole]).into_owned();
        if !text.is_empty() {
            self.event(&CastEvent {
                at,
                kind: EventKind::Output(text),
            })?;
        }
        self.started.drain(..whole);
        Ok(())
    }

    /// Forgets the beginning of a character whose end will not be written.
    pub fn forget_unfinished(&mut self) {
        self.started.clear();
    }

    /// Writes what is left of a cut character and gives the file back, flushed.
    pub fn finish(mut self) -> Result<W, CastError> {
        if !std::mem::take(&mut self.started).is_empty() {
            let kind = EventKind::Output('\u{fffd}'.to_string());
            self.event(&CastEvent { at: self.now, kind })?;
        }
        self.output.flush()?;
        Ok(self.output)
    }

    fn line(&mut self, value: &Value) -> Result<(), CastError> {
        self.write_line(format!("{value}\n"))
    }

    fn write_line(&mut self, line: String) -> Result<(), CastError> {
        self.output.write_all(line.as_bytes())?;
        self.lines += 1;
        Ok(())
    }
}

/// How many bytes at the end begin a character that may still be finished.
fn unfinished(bytes: &[u8]) -> usize {
    match bytes.utf8_chunks().last() {
        Some(last)
            if std::str::from_utf8(last.invalid()).is_err_and(|e| e.error_len().is_none()) =>
        {
            last.invalid().len()
        }
        _ => 0,
    }
}

/// A length of time as a JSON number of seconds that loses no nanosecond.
fn seconds(length: Nanos) -> String {
    let (whole, part) = (length.0 / 1_000_000_000, length.0 % 1_000_000_000);
    let digits = format!("{part:09}");
    let short = digits.trim_end_matches('0');
    match short {
        "" => format!("{whole}.0"),
        _ => format!("{whole}.{short}"),
    }
}
