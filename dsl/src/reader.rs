//! Text to tree. Reading never fails: it gives the tree and all that is wrong with the text. A
//! line that YAML cannot read is mended in memory where it is clear what was meant, so that the
//! rest of the script is still checked. What never lives here: which keys and steps there are.

mod build;
mod repair;

use std::rc::Rc;

use demoreel_primitives::codes::language as codes;
use demoreel_primitives::diagnostic::{Diagnostic, PatchOp, Place, Position};

use crate::tree::{File, Node, Value};
use build::Built;
pub(crate) use build::{DEEPEST, is_nothing, position};
use repair::Repair;

/// More than any script needs; a reader of what others wrote must be bounded.
const MOST_BYTES: usize = 4 << 20;
/// Each repair reads the text again.
const MOST_REPAIRS: usize = 25;
/// Parts that nobody understands and that are left out; with more, what is left says little.
const MOST_LOSSES: usize = 5;
/// A loss this near another is a part of it.
const NEAR: u32 = 2;

/// What a text says, and what is wrong with it.
pub(crate) struct Reading {
    /// None where the text could not be read at all.
    pub root: Option<Node>,
    pub diagnostics: Vec<Diagnostic>,
    /// Whether a part was left out that could not be read: then nothing is known to be missing.
    pub is_partial: bool,
}

/// What a YAML or JSON text says, as JSON Patch and validators of schemas see it: a number where
/// YAML 1.2 sees one. None where a part of the text cannot be read.
pub fn data(text: &[u8]) -> Option<serde_json::Value> {
    let (name, folder) = Default::default();
    let reading = read(&Rc::new(File { name, folder }), text);
    let root = reading.root.filter(|_| reading.diagnostics.is_empty())?;
    Some(root.to_json())
}

/// Reads a file's bytes.
pub(crate) fn read(file: &Rc<File>, bytes: &[u8]) -> Reading {
    match decode(file, bytes) {
        Ok(text) => read_text(file, text),
        Err(diagnostic) => Reading {
            root: None,
            diagnostics: vec![*diagnostic],
            is_partial: false,
        },
    }
}

/// A file's bytes as text.
pub(crate) fn decode<'a>(file: &Rc<File>, bytes: &'a [u8]) -> Result<&'a str, Box<Diagnostic>> {
    if bytes.len() > MOST_BYTES {
        let message = format!("the file has {} bytes, more than any script", bytes.len());
        let hint = "a script is text of at most 4 MiB; name films and pictures by their paths";
        let error = Diagnostic::error(codes::TOO_LARGE, message)
            .at(top(file))
            .hint(hint);
        return Err(Box::new(error));
    }
    let text = std::str::from_utf8(bytes).map_err(|error| {
        let message = not_utf8(bytes, error.valid_up_to());
        Diagnostic::error(codes::NOT_TEXT, message)
            .at(top(file))
            .hint("save it as UTF-8")
    })?;
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    match text.bytes().position(|byte| byte == 0) {
        None => Ok(text),
        Some(at) => {
            let line = text[..at].lines().count().max(1);
            let message = format!("the file holds a NUL byte (line {line})");
            let error = Diagnostic::error(codes::NOT_TEXT, message).at(top(file));
            Err(Box::new(error.hint("save it as plain UTF-8 text")))
        }
    }
}

/// What bytes are that are not UTF-8 from a place on.
fn not_utf8(bytes: &[u8], from: usize) -> String {
    if bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]) {
        return "the file is UTF-16 text, not UTF-8".to_owned();
    }
    let line = bytes[..from].iter().filter(|byte| **byte == b'\n').count() + 1;
    let byte = bytes.get(from).copied().unwrap_or_default();
    let latin = char::from(byte);
    match latin.is_alphabetic() {
        true => format!(
            "the file is not UTF-8 text: line {line} has the byte 0x{byte:x}, which is '{latin}' in Latin-1"
        ),
        false => format!("the file is not UTF-8 text: line {line} has the byte 0x{byte:x}"),
    }
}

fn read_text(file: &Rc<File>, text: &str) -> Reading {
    let mut source = text.to_owned();
    let mut repairs: Vec<Repair> = Vec::new();
    let mut losses: Vec<u32> = Vec::new();
    let mut built = build::build(file, &source);
    let mut diagnostics = Vec::new();
    while let Some(error) = built.error.take() {
        let known = repairs.len() < MOST_REPAIRS && !repair::is_final(&error);
        // What did not help a line once does not help it again.
        let is_new = |repair: &Repair| {
            let mut before = repairs.iter();
            known
                && !before.any(|one| one.code == repair.code && one.start.line == repair.start.line)
        };
        source = match repair::propose(&source, &error).filter(is_new) {
            Some(repair) => {
                let mended = repair.apply(&source);
                repairs.push(repair);
                mended
            }
            None => {
                let line = position(*error.marker()).line;
                if losses.last().is_none_or(|last| line.abs_diff(*last) > NEAR) {
                    diagnostics.push(repair::unreadable(file, &source, &error));
                }
                losses.push(line);
                if losses.len() > MOST_LOSSES || repair::is_final(&error) {
                    built.root = None;
                    break;
                }
                repair::without(&source, &error)
            }
        };
        built = build::build(file, &source);
    }
    let root = built.root.as_ref();
    diagnostics.extend(repairs.iter().map(|repair| explain(file, repair, root)));
    finish(file, built, diagnostics, !losses.is_empty())
}

fn finish(
    file: &Rc<File>,
    built: Built,
    mut diagnostics: Vec<Diagnostic>,
    is_partial: bool,
) -> Reading {
    let unreadable = !diagnostics.is_empty() && built.root.is_none();
    let is_told = unreadable || !built.diagnostics.is_empty();
    diagnostics.extend(built.diagnostics);
    let root = built.root.filter(|root| !root.is_null());
    if root.is_none() && !is_told && !is_partial {
        let empty = Diagnostic::error(codes::EMPTY_SCRIPT, "the file has no content");
        let hint = "a script needs at least `surfaces:` and `scenes:`";
        diagnostics.push(empty.at(top(file)).hint(hint));
    }
    Reading {
        root,
        diagnostics,
        is_partial,
    }
}

/// A repair as a diagnostic; its fix names the value by its pointer in the mended text.
fn explain(file: &Rc<File>, repair: &Repair, root: Option<&Node>) -> Diagnostic {
    let place = Place {
        file: file.name.clone(),
        start: repair.start,
        end: repair.end,
        pointer: String::new(),
    };
    let error = Diagnostic::error(repair.code, repair.message.clone()).hint(repair.hint.clone());
    let meant = repair.meant.as_deref();
    match meant.and_then(|text| find(root?, repair.start, text)) {
        None => error.at(place),
        Some(node) => {
            let pointer = node.span.pointer.to_string();
            let value = node.to_json();
            let patch = vec![PatchOp::Replace {
                path: pointer.clone(),
                value,
            }];
            error
                .at(Place { pointer, ..place })
                .fix(repair.title.clone(), patch)
        }
    }
}

fn find<'a>(root: &'a Node, start: Position, text: &str) -> Option<&'a Node> {
    let mut found = None;
    root.walk(&mut |node| {
        let here = matches!(&node.value, Value::Scalar(scalar) if scalar.text == text);
        if here && node.span.start == start {
            found = Some(node);
        }
    });
    found
}

/// A file's first character.
pub(crate) fn top(file: &File) -> Place {
    let first = Position { line: 1, column: 1 };
    Place {
        file: file.name.clone(),
        start: first,
        end: first,
        pointer: String::new(),
    }
}
