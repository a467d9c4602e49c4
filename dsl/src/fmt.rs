//! A script's text in its canonical form: block form without braces, two spaces a level, quotes
//! only where they are needed, comments kept. Keys stay in the author's order, a short list of
//! words may stay in its brackets, and no blank line is added; several become one. What never lives here: what a script means, and writing files.

mod block;
mod json;
mod sheet;
mod words;

use std::path::{Path, PathBuf};
use std::rc::Rc;

use demoreel_primitives::codes::command;
use demoreel_primitives::diagnostic::{Diagnostic, Severity};

use crate::reader;
use crate::tree::{File, Node};
use sheet::Sheet;

/// Keys of which one stands in every file of the language, at the top.
const HEADS: &[&str] = &["demoreel", "primitive", "scenes", "surfaces"];

/// How a file is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Notation {
    /// Block form, for people.
    Yaml,
    /// For programs. It has no comments.
    Json,
}

/// A text in its canonical form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Formatted {
    /// It ends with a line break.
    pub text: String,
    /// How many comments the new notation could not keep.
    pub lost_comments: usize,
}

/// Writes a script or a composed step in its canonical form. Without `to` its notation stays:
/// what has the ending `.json` or is plain JSON is JSON. A text that cannot be read with certainty
/// is refused with all that is wrong with its notation, and so is a file that is none of ours.
pub fn format(
    name: &str,
    bytes: &[u8],
    to: Option<Notation>,
) -> Result<Formatted, Vec<Diagnostic>> {
    let root = clear_tree(name, bytes)?;
    if let Some(refusal) = not_ours(name, &root) {
        return Err(vec![refusal]);
    }
    let text = String::from_utf8_lossy(bytes);
    let sheet = Sheet::read(text.strip_prefix('\u{feff}').unwrap_or(&text));
    Ok(match to.unwrap_or_else(|| notation(name, &text)) {
        Notation::Yaml => Formatted {
            text: block::write(&sheet),
            lost_comments: 0,
        },
        Notation::Json => Formatted {
            text: json::write(&sheet),
            lost_comments: sheet.comments.len(),
        },
    })
}

/// The tree of a text in which nothing had to be guessed.
fn clear_tree(name: &str, bytes: &[u8]) -> Result<Node, Vec<Diagnostic>> {
    if is_tape(name) {
        let message = format!("'{name}' is a tape, not a script");
        let error = Diagnostic::error(command::NOT_FORMATTABLE, message);
        return Err(vec![error.state("it is as it was")]);
    }
    let file = File {
        name: name.to_owned(),
        folder: PathBuf::new(),
    };
    let reading = reader::read(&Rc::new(file), bytes);
    let mut wrong = reading.diagnostics.into_iter();
    let first = wrong.find(|one| one.severity == Severity::Error);
    match (reading.root, first) {
        (Some(root), None) => Ok(root),
        (_, first) => Err(first.into_iter().chain(wrong).collect()),
    }
}

fn is_tape(name: &str) -> bool {
    Path::new(name)
        .extension()
        .is_some_and(|ending| ending == "tape")
}

fn not_ours(name: &str, root: &Node) -> Option<Diagnostic> {
    if HEADS.iter().any(|key| root.get(key).is_some()) {
        return None;
    }
    let message = format!("'{name}' is neither a script nor a composed step");
    let error = Diagnostic::error(command::NOT_FORMATTABLE, message);
    let hint = "a script has `demoreel: 1` in it, a composed step `primitive`";
    Some(error.state("it is as it was").hint(hint))
}

fn notation(name: &str, text: &str) -> Notation {
    let by_name = Path::new(name)
        .extension()
        .is_some_and(|ending| ending == "json");
    let by_text = || serde_json::from_str::<serde::de::IgnoredAny>(text).is_ok();
    match by_name || by_text() {
        true => Notation::Json,
        false => Notation::Yaml,
    }
}

#[cfg(test)]
mod tests;
