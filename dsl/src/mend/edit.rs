//! What a patch may look like in the text. Each candidate is only a proposal: whether it says what
//! was meant is found by reading it.

use std::ops::Range;

use demoreel_primitives::diagnostic::{PatchOp, Place};
use serde_json::Value as Json;

use super::{bytes, patch};
use crate::tree::{Node, Span};

/// New texts to try, the plainest first.
pub(super) fn candidates(text: &str, root: &Node, place: &Place, ops: &[PatchOp]) -> Vec<String> {
    let Some(at) = bytes(text, place) else {
        return Vec::new();
    };
    match ops {
        [PatchOp::Move { path, .. }] => renamed(text, &at, path),
        [PatchOp::Replace { value, .. }] => replaced(text, &at, value),
        [PatchOp::Add { path, value }] => added(text, &at, path, value),
        _ => split(text, root, ops).into_iter().collect(),
    }
}

/// Another word for a key.
fn renamed(text: &str, at: &Range<usize>, path: &str) -> Vec<String> {
    let Some(name) = patch::last(path) else {
        return Vec::new();
    };
    match quote(&text[at.clone()]) {
        Some(quote) => vec![with(text, at, &format!("{quote}{name}{quote}"))],
        None => vec![with(text, at, &name)],
    }
}

/// Another value, without quotes if that reads as the same.
fn replaced(text: &str, at: &Range<usize>, value: &Json) -> Vec<String> {
    let Some(at) = value_place(text, at, value) else {
        return Vec::new();
    };
    // JSON has no words without quotes.
    let json = text
        .trim_start_matches(['\u{feff}', ' ', '\n', '\r'])
        .starts_with('{');
    let was_quoted = quote(&text[at.clone()]) == Some('"');
    let written = written(value, json || was_quoted);
    let each = written.iter().map(|words| with(text, &at, words));
    each.collect()
}

/// The words at the place; with the comment that swallowed the rest of them; or, where the place
/// is that of a key without a value, the comment alone.
fn value_place(text: &str, at: &Range<usize>, value: &Json) -> Option<Range<usize>> {
    let line = text[at.start..].split('\n').next()?.trim_end();
    let rest = &line[(at.end - at.start).min(line.len())..];
    let comment = rest.find('#').filter(|hash| {
        let between = rest[..*hash].trim_start_matches(':');
        between.trim().is_empty()
    });
    let Some(hash) = comment else {
        return Some(at.clone());
    };
    let end = at.start + line.len();
    if rest.starts_with(':') {
        let comment = at.end + hash..end;
        let is_it = value.as_str() == Some(&text[comment.clone()]);
        return is_it.then_some(comment);
    }
    let meant = value.as_str();
    match meant.is_some_and(|words| words.ends_with(&rest[hash..])) {
        true => Some(at.start..end),
        false => Some(at.clone()),
    }
}

fn written(value: &Json, quoted: bool) -> Vec<String> {
    match value {
        Json::String(words) => {
            let in_quotes = value.to_string();
            match quoted || !is_plain(words) {
                true => vec![in_quotes],
                false => vec![words.clone(), in_quotes],
            }
        }
        Json::Number(_) | Json::Bool(_) => vec![value.to_string()],
        // `wait:2s` becomes `wait: 2s`.
        Json::Object(fields) if fields.len() == 1 && !quoted => {
            let all = fields.iter().flat_map(|(key, inner)| match inner {
                Json::Object(_) | Json::Array(_) => Vec::new(),
                inner => written(inner, false)
                    .into_iter()
                    .map(|words| format!("{key}: {words}"))
                    .collect(),
            });
            all.collect()
        }
        _ => Vec::new(),
    }
}

/// A new line above the first key.
fn added(text: &str, at: &Range<usize>, path: &str, value: &Json) -> Vec<String> {
    let begins_a_line = at.start == 0 || text[..at.start].ends_with(['\n', '\u{feff}']);
    let Some(key) = patch::last(path).filter(|_| begins_a_line) else {
        return Vec::new();
    };
    let lines = written(value, false).into_iter();
    lines
        .map(|words| with(text, &(at.start..at.start), &format!("{key}: {words}\n")))
        .collect()
}

/// Keys of one step that become steps of their own: a dash in front of each.
fn split(text: &str, root: &Node, ops: &[PatchOp]) -> Option<String> {
    let mut starts = Vec::new();
    for pair in ops.chunks(2) {
        let [PatchOp::Remove { path }, PatchOp::Add { .. }] = pair else {
            return None;
        };
        let span = key_span(root, path)?;
        let start = bytes(text, &span.place())?.start;
        let line = text[..start].rsplit('\n').next()?;
        // Two spaces make room for the dash; anything else on the line does not.
        if line.len() < 2 || !line.bytes().all(|byte| byte == b' ') {
            return None;
        }
        starts.push(start);
    }
    let mut edited = text.to_owned();
    for start in starts {
        edited.replace_range(start - 2..start, "- ");
    }
    Some(edited)
}

/// Where a key stands in the text.
fn key_span(root: &Node, pointer: &str) -> Option<Span> {
    let mut found = None;
    root.walk(&mut |node| {
        let entries = node.as_mapping().into_iter().flat_map(|all| &all.entries);
        for entry in entries {
            if *entry.key.span.pointer == *pointer {
                found = Some(entry.key.span.clone());
            }
        }
    });
    found
}

fn with(text: &str, at: &Range<usize>, words: &str) -> String {
    format!("{}{words}{}", &text[..at.start], &text[at.end..])
}

fn quote(words: &str) -> Option<char> {
    words
        .chars()
        .next()
        .filter(|first| matches!(first, '"' | '\''))
}

/// Words that are best written without quotes, if they are read as themselves.
fn is_plain(words: &str) -> bool {
    let plain = |c: char| c.is_ascii_alphanumeric() || "_-./%+:, ".contains(c);
    words.chars().all(plain) && words.trim() == words
}
