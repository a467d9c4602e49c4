//! Reads a recording line by line, whatever its version, and knows where each line is.

use std::io::{BufRead, Read};

use demoreel_primitives::time::Nanos;
use serde_json::Value;

use super::{CastError, CastEvent, Header, v2, v3};

/// In MiB. A line holds what one read from a terminal brought; far less than this.
const LONGEST_LINE: u64 = 64;

/// The events of a recording as they are read. Ends after its first error.
pub struct CastReader<R> {
    lines: Lines<R>,
    header: Header,
    version: Version,
    /// When the last event happened.
    now: Nanos,
    failed: bool,
}

/// The formats that can be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Version {
    Two,
    Three,
}

/// The lines of a file that say anything.
struct Lines<R> {
    input: R,
    /// The number of the last line that was read.
    number: u64,
}

impl<R: BufRead> CastReader<R> {
    /// Reads the header.
    pub fn new(input: R) -> Result<CastReader<R>, CastError> {
        let mut lines = Lines { input, number: 0 };
        let value = lines.next_value()?.ok_or(CastError::Empty)?;
        let (version, header) = read_header(value, lines.number)?;
        Ok(CastReader {
            lines,
            header,
            version,
            now: Nanos::ZERO,
            failed: false,
        })
    }

    /// What the recording says of itself.
    pub fn header(&self) -> &Header {
        &self.header
    }

    fn next_event(&mut self) -> Result<Option<CastEvent>, CastError> {
        let Some(value) = self.lines.next_value()? else {
            return Ok(None);
        };
        let line = self.lines.number;
        let fail = |what: String| CastError::Event { line, what };
        let (time, code, data) = split_event(value).map_err(fail)?;
        let read = match self.version {
            Version::Two => v2::event(time, code, data),
            Version::Three => v3::event(self.now, time, code, data),
        };
        let event = read.map_err(fail)?;
        if event.at < self.now {
            return Err(CastError::Backwards {
                line,
                before: self.now,
                at: event.at,
            });
        }
        self.now = event.at;
        Ok(Some(event))
    }
}

impl<R: BufRead> Iterator for CastReader<R> {
    type Item = Result<CastEvent, CastError>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.failed {
            return None;
        }
        let event = self.next_event().transpose();
        self.failed = matches!(event, Some(Err(_)));
        event
    }
}

impl<R: BufRead> Lines<R> {
    /// The next line that is neither empty nor a comment, as JSON.
    fn next_value(&mut self) -> Result<Option<Value>, CastError> {
        while let Some(bytes) = self.next_line()? {
            let line = self.number;
            let whole = bytes.ends_with(b"\n");
            let cut_short = |error| {
                if whole {
                    error
                } else {
                    CastError::Truncated { line }
                }
            };
            let text = std::str::from_utf8(&bytes)
                .map_err(|_| cut_short(CastError::NotText { line }))?
                .trim();
            if text.is_empty() || text.starts_with('#') {
                continue;
            }
            let value = serde_json::from_str(text).map_err(|error| {
                let what = error.to_string();
                // Wrong JSON in a last line without an end is only cut short if it just stops.
                match error.is_eof() {
                    true => cut_short(CastError::Json { line, what }),
                    false => CastError::Json { line, what },
                }
            })?;
            return Ok(Some(value));
        }
        Ok(None)
    }

    fn next_line(&mut self) -> Result<Option<Vec<u8>>, CastError> {
        let limit = LONGEST_LINE * 1024 * 1024;
        let mut bytes = Vec::new();
        let mut limited = (&mut self.input).take(limit + 1);
        if limited.read_until(b'\n', &mut bytes)? == 0 {
            return Ok(None);
        }
        self.number += 1;
        if bytes.len() as u64 > limit {
            return Err(CastError::LongLine {
                line: self.number,
                limit: LONGEST_LINE,
            });
        }
        Ok(Some(bytes))
    }
}

fn read_header(value: Value, line: u64) -> Result<(Version, Header), CastError> {
    let fail = |what: String| CastError::Header { line, what };
    let Value::Object(mut fields) = value else {
        return Err(fail("it is no map".into()));
    };
    let Some(found) = fields.remove("version") else {
        return Err(fail("it has no `version`".into()));
    };
    match found.as_u64() {
        Some(2) => Ok((Version::Two, v2::header(fields).map_err(fail)?)),
        Some(3) => Ok((Version::Three, v3::header(fields).map_err(fail)?)),
        _ => Err(CastError::Version {
            line,
            found: found.to_string(),
        }),
    }
}

/// The three parts that events have in both versions.
fn split_event(value: Value) -> Result<(Nanos, String, Value), String> {
    let wrong = || "it is no list of a time, a code and data".to_owned();
    let Value::Array(parts) = value else {
        return Err(wrong());
    };
    let Ok([time, Value::String(code), data]) = <[Value; 3]>::try_from(parts) else {
        return Err(wrong());
    };
    let seconds = time.as_f64().ok_or_else(wrong)?;
    if seconds.abs() > LONGEST_TIME {
        return Err(format!("{seconds} s is longer than any recording"));
    }
    Ok((Nanos::from_secs_f64(seconds), code, data))
}

/// In seconds: over a hundred days, within which doubles tell nanoseconds apart well enough.
const LONGEST_TIME: f64 = 9_000_000.0;
