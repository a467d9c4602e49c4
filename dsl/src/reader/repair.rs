//! What people and programs write that YAML cannot read, and what they meant by it.

use std::rc::Rc;

use demoreel_primitives::codes::{Code, language as codes};
use demoreel_primitives::diagnostic::{Diagnostic, Place, Position};
use granit_parser::{ErrorKind, ScanError};

use super::build::position;
use crate::tree::File;

/// Lists in brackets that are longer than this are rare, and a search has to end.
const FARTHEST: usize = 200;

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
    let lines: Vec<&str> = source.lines().collect();
    if let Some(repair) = unclosed(&lines, error) {
        return Some(repair);
    }
    let at = position(*error.marker()).line;
    // The parser notices some mistakes only at the line after, and a tab at the line before.
    let nearby = [at, at.saturating_sub(1)];
    let mut near = nearby
        .into_iter()
        .filter_map(|number| Some((number, line(&lines, number)?)));
    let here = near.find_map(|(number, line)| {
        let slip = tab(&lines, number).or_else(|| fence(number, line));
        slip.or_else(|| glued_dash(number, line))
            .or_else(|| unquoted(number, line))
    });
    here.or_else(|| tab(&lines, at + 1))
        .or_else(|| open_bracket(&lines, at))
}

/// The text without the line at which reading stopped and all that is indented deeper below it,
/// so that what stands around them can still be read. Lines keep their numbers.
pub(super) fn without(source: &str, error: &ScanError) -> String {
    let at = (position(*error.marker()).line as usize).saturating_sub(1);
    let depth = |line: &str| line.len() - line.trim_start().len();
    let from = source.lines().nth(at).map_or(0, depth);
    let mut is_below = true;
    let kept = source.lines().enumerate().map(|(index, line)| {
        let is_deeper = line.trim().is_empty() || depth(line) > from;
        is_below &= index <= at || is_deeper;
        match index == at || (index > at && is_below) {
            true => "",
            false => line,
        }
    });
    kept.collect::<Vec<_>>().join("\n")
}

/// Whether nothing of the text can be read on.
pub(super) fn is_final(error: &ScanError) -> bool {
    matches!(error.kind(), ErrorKind::RecursionLimitExceeded)
}

/// A line by its number, which counts from 1.
fn line<'a>(lines: &[&'a str], number: u32) -> Option<&'a str> {
    lines.get((number as usize).checked_sub(1)?).copied()
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
            "a script needs no more than a dozen levels",
        ),
        kind => (
            codes::NOT_YAML,
            format!("this is not YAML: {kind}"),
            advice(&source.lines().collect::<Vec<_>>(), start),
        ),
    };
    Diagnostic::error(code, message).at(place).hint(hint)
}

fn advice(lines: &[&str], at: Position) -> &'static str {
    let here = line(lines, at.line).unwrap_or_default().trim_start();
    if here.starts_with('-') {
        return "align this dash with the other dashes of its list";
    }
    "check the indentation here and one line above; put words with special signs into quotes"
}

/// A slip that a line as a whole is told of.
fn slip(number: u32, columns: (u32, u32), (message, hint): (&str, &str), mended: String) -> Repair {
    let place = |column| Position {
        line: number,
        column,
    };
    Repair {
        code: codes::NOT_YAML,
        message: message.to_owned(),
        hint: hint.to_owned(),
        title: String::new(),
        start: place(columns.0),
        end: place(columns.1),
        meant: None,
        line: mended,
    }
}

/// The marks that put a script into a Markdown text.
fn fence(number: u32, line: &str) -> Option<Repair> {
    let marks = line.trim_start().strip_prefix("```")?;
    let is_fence = marks.trim().chars().all(char::is_alphanumeric);
    let columns = (1, line.chars().count() as u32 + 1);
    let told = (
        "the marks ``` belong to Markdown, not to the script",
        "take this line out",
    );
    is_fence.then(|| slip(number, columns, told, String::new()))
}

/// `-click: Save`.
fn glued_dash(number: u32, line: &str) -> Option<Repair> {
    let indent = line.len() - line.trim_start_matches(' ').len();
    let rest = line[indent..].strip_prefix('-')?;
    let is_word = rest.starts_with(|first: char| first.is_ascii_lowercase());
    let columns = (indent as u32 + 1, indent as u32 + 2);
    let told = (
        "a space is missing after this dash",
        "put a space after the dash",
    );
    let mended = format!("{}- {rest}", &line[..indent]);
    (is_word && rest.contains(':')).then(|| slip(number, columns, told, mended))
}

/// A bracket that is opened where a value begins and still open where reading stopped.
fn open_bracket(lines: &[&str], at: u32) -> Option<Repair> {
    let is_json = lines.iter().find(|line| !line.trim().is_empty())?;
    if is_json.starts_with(['{', '[']) {
        return None;
    }
    let mut balance = 0;
    let last = (at as usize).min(lines.len());
    for index in (last.saturating_sub(FARTHEST)..last).rev() {
        let line = lines[index];
        let count = |signs: [char; 2]| line.matches(signs).count() as i64;
        balance += count(['[', '{']) - count([']', '}']);
        let Some(start) = value_column(line).filter(|_| balance > 0) else {
            continue;
        };
        let open = line[start..].chars().next()?;
        let close = match open {
            '[' => ']',
            '{' => '}',
            _ => continue,
        };
        let column = line[..start].chars().count() as u32 + 1;
        let message = format!("the {open} that opens here is never closed");
        let hint = format!("close it with {close}, or put the words into quotes");
        let mended = format!("{line}{close}");
        let told = (message.as_str(), hint.as_str());
        return Some(slip(index as u32 + 1, (column, column + 1), told, mended));
    }
    None
}

/// A line that is indented with tabs.
fn tab(lines: &[&str], number: u32) -> Option<Repair> {
    let line = line(lines, number)?;
    let indent = indent(line);
    let column = line[..indent].find('\t')? as u32 + 1;
    let told = (
        "this line is indented with a tab",
        "YAML is indented with spaces alone: two for each level",
    );
    let mended = format!(
        "{}{}",
        " ".repeat(depth_meant(lines, number)),
        &line[indent..]
    );
    let slip = slip(number, (column, column + 1), told, mended);
    Some(Repair {
        code: codes::TAB_INDENT,
        ..slip
    })
}

/// How far a line with tabs is most likely indented: by two for each, but deeper than a line that
/// it must belong to.
fn depth_meant(lines: &[&str], number: u32) -> usize {
    let line = lines[number as usize - 1];
    let written = line[..indent(line)].replace('\t', "  ").len();
    let mut above = lines[..number as usize - 1].iter().rev();
    match above.find(|line| !line.trim().is_empty()) {
        Some(parent) if parent.trim_end().ends_with(':') && !parent.contains('\t') => {
            let inside = indent(parent) + 2;
            written.max(inside)
        }
        _ => written,
    }
}

/// How many blanks a line begins with.
fn indent(line: &str) -> usize {
    line.len() - line.trim_start_matches([' ', '\t']).len()
}

/// A quote that is opened and never closed: it is noticed far below, where the text ends or its
/// indentation does.
fn unclosed(lines: &[&str], error: &ScanError) -> Option<Repair> {
    let quoted = [
        ErrorKind::UnclosedQuotedScalar,
        ErrorKind::InvalidQuotedScalarIndent,
    ];
    if !quoted.contains(error.kind()) {
        return None;
    }
    let last = position(*error.marker()).line;
    (1..=last).rev().find_map(|number| {
        let line = line(lines, number)?;
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
