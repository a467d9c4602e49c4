//! What people and programs write that YAML cannot read, and what they meant by it.

use std::rc::Rc;

use demoreel_primitives::codes::{Code, language as codes};
use demoreel_primitives::diagnostic::{Diagnostic, Place, Position};
use granit_parser::{ErrorKind, ScanError};

use super::build::position;
use crate::tree::File;

/// A line as it was meant.
pub(super) struct Repair {
    pub code: Code,
    pub message: String,
    pub hint: String,
    /// What the fix is called.
    pub title: String,
    pub start: Position,
    pub end: Position,
    /// The value that was meant, where the repair is about one.
    pub meant: Option<String>,
    /// The new text of the line.
    line: String,
}

impl Repair {
    /// The text with the line mended.
    pub fn apply(&self, source: &str) -> String {
        let at = self.start.line as usize;
        let lines = source.split('\n').enumerate();
        let mended = lines.map(|(index, line)| if index + 1 == at { &self.line } else { line });
        mended.collect::<Vec<_>>().join("\n")
    }
}

/// What was probably meant where the text stops being YAML.
pub(super) fn propose(source: &str, error: &ScanError) -> Option<Repair> {
    if let Some(repair) = unclosed(source, error) {
        return Some(repair);
    }
    let at = position(*error.marker()).line;
    // The parser notices some mistakes only at the line after, and a tab at the line before.
    let nearby = [at, at.saturating_sub(1)];
    let mut lines = nearby
        .into_iter()
        .filter_map(|number| Some((number, line(source, number)?)));
    let here =
        lines.find_map(|(number, line)| tab(number, line).or_else(|| unquoted(number, line)));
    here.or_else(|| tab(at + 1, line(source, at + 1)?))
}

/// A line by its number, which counts from 1.
fn line(source: &str, number: u32) -> Option<&str> {
    let line = source.split('\n').nth((number as usize).checked_sub(1)?)?;
    Some(line.strip_suffix('\r').unwrap_or(line))
}

/// An error that is not understood well enough to mend.
pub(super) fn unreadable(file: &Rc<File>, source: &str, error: &ScanError) -> Diagnostic {
    let start = position(*error.marker());
    let place = Place {
        file: file.name.clone(),
        start,
        end: start,
        pointer: String::new(),
    };
    let (code, message, hint) = match error.kind() {
        ErrorKind::RecursionLimitExceeded => (
            codes::TOO_LARGE,
            "the file nests deeper than any script".to_owned(),
            "a script needs no more than a dozen levels".to_owned(),
        ),
        kind => (
            codes::NOT_YAML,
            format!("this is not YAML: {kind}"),
            advice(source, start),
        ),
    };
    Diagnostic::error(code, message).at(place).hint(hint)
}

fn advice(source: &str, at: Position) -> String {
    let before = line(source, at.line.saturating_sub(1)).unwrap_or_default();
    let here = line(source, at.line).unwrap_or_default().trim_start();
    let glued = |line: &str| line.starts_with('-') && !line.starts_with("- ") && line.len() > 1;
    if glued(here) || glued(before.trim_start()) {
        return "put a space after the dash".to_owned();
    }
    if here.starts_with('-') {
        return "align this dash with the other dashes of its list".to_owned();
    }
    "check the indentation here and one line above; put words with special signs into quotes"
        .to_owned()
}

/// A line that is indented with tabs.
fn tab(number: u32, line: &str) -> Option<Repair> {
    let indent = line.len() - line.trim_start_matches([' ', '\t']).len();
    let column = line[..indent].find('\t')? as u32 + 1;
    Some(Repair {
        code: codes::TAB_INDENT,
        message: "this line is indented with a tab".to_owned(),
        hint: "YAML is indented with spaces alone: two for each level".to_owned(),
        title: String::new(),
        start: Position {
            line: number,
            column,
        },
        end: Position {
            line: number,
            column: column + 1,
        },
        meant: None,
        line: format!("{}{}", line[..indent].replace('\t', "  "), &line[indent..]),
    })
}

/// A quote that is opened and never closed: it is noticed far below, where the text ends or its
/// indentation does.
fn unclosed(source: &str, error: &ScanError) -> Option<Repair> {
    let quoted = [
        ErrorKind::UnclosedQuotedScalar,
        ErrorKind::InvalidQuotedScalarIndent,
    ];
    if !quoted.contains(error.kind()) {
        return None;
    }
    let last = position(*error.marker()).line;
    (1..=last).rev().find_map(|number| {
        let line = line(source, number)?;
        let at = value_column(line)?;
        let value = line[at..].trim_end();
        let quote = value
            .chars()
            .next()
            .filter(|first| matches!(first, '"' | '\''))?;
        let open = !value[1..].contains(quote);
        let why = format!("the {quote} that opens here is never closed");
        open.then(|| quoted_line(number, line, at, (codes::SPECIAL_START, why)))?
    })
}

/// A value that needs quotes.
fn unquoted(number: u32, line: &str) -> Option<Repair> {
    let at = value_column(line)?;
    let reason = why_quotes(line[at..].trim_end())?;
    quoted_line(number, line, at, reason)
}

/// The line with the value that begins at a byte of it in quotes.
fn quoted_line(number: u32, line: &str, at: usize, reason: (Code, String)) -> Option<Repair> {
    let (before, value) = line.split_at(at);
    let value = value.trim_end();
    let (code, why) = reason;
    let meant = unwrapped(value);
    let quoted = serde_json::to_string(&meant).ok()?;
    let place = |bytes: usize| Position {
        line: number,
        column: line[..bytes].chars().count() as u32 + 1,
    };
    Some(Repair {
        code,
        message: why,
        hint: format!("write {quoted}"),
        title: "put the words into quotes".to_owned(),
        start: place(at),
        end: place(at + value.len()),
        meant: Some(meant),
        line: format!("{before}{quoted}"),
    })
}

/// Where the value of a line `- key: value` begins, in bytes.
fn value_column(line: &str) -> Option<usize> {
    let mut at = line.len() - line.trim_start().len();
    while let Some(rest) = line[at..].strip_prefix("- ") {
        at = line.len() - rest.trim_start().len();
    }
    let word = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-');
    let key = line[at..]
        .find(|c: char| !word(c))
        .unwrap_or(line.len() - at);
    let after = line[at + key..].strip_prefix(':').filter(|_| key > 0);
    let start = match after {
        Some(rest) if rest.starts_with(' ') => line.len() - rest.trim_start().len(),
        Some(_) => return None,
        // A list item without a key.
        None if at > 0 && line[..at].trim_start().starts_with('-') => at,
        None => return None,
    };
    (start < line.len()).then_some(start)
}

/// Why YAML does not take a value as words.
fn why_quotes(value: &str) -> Option<(Code, String)> {
    let first = value.chars().next()?;
    if matches!(first, '"' | '\'') {
        let inside = value[1..].trim_end_matches(first);
        let broken = value.len() > 1 && inside.contains(first);
        let why = format!("the text goes on after its closing {first}, so these words need quotes");
        return broken.then_some((codes::SPECIAL_START, why));
    }
    if matches!(first, '@' | '`' | '%' | '*' | '&' | '!' | '?') || value.starts_with("- ") {
        let why = format!(
            "'{first}' at the beginning means something else in YAML, so these words need quotes"
        );
        return Some((codes::SPECIAL_START, why));
    }
    if matches!(first, '[' | '{') {
        let closing = if first == '[' { ']' } else { '}' };
        let more = value
            .rfind(closing)
            .is_some_and(|end| end + 1 < value.len());
        let why = format!("'{first}' begins a list or a map in YAML, so these words need quotes");
        return more.then_some((codes::BRACKETS_IN_TEXT, why));
    }
    let colon = value.contains(": ") || value.ends_with(':');
    let why = "': ' begins a new key in YAML, so these words need quotes".to_owned();
    (colon && !matches!(first, '|' | '>')).then_some((codes::COLON_IN_TEXT, why))
}

/// The words of a value whose quotes are broken: without the outer pair, or the lone first one.
fn unwrapped(value: &str) -> String {
    let quotes = ['"', '\''];
    let Some(inside) = value.strip_prefix(quotes) else {
        return value.to_owned();
    };
    let quote = &value[..1];
    match inside.strip_suffix(quote) {
        Some(inside) => inside.to_owned(),
        None if !inside.contains(quote) => inside.to_owned(),
        None => value.to_owned(),
    }
}
