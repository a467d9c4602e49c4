//! Tapes: scripts of the tool vhs, read as scripts of ours. A tape becomes the same tree that a
//! script in YAML becomes, in which every node has its place in the tape, so that everything after
//! reading is the same for both. What never lives here: what a script's tree means.

mod colours;
mod command;
mod geometry;
mod import;
mod lexer;
mod node;
mod outputs;
mod parser;
mod script;
mod settings;
mod setup;
mod steps;

use std::path::Path;
use std::rc::Rc;

use demoreel_primitives::codes::language::EMPTY_SCRIPT;
use demoreel_primitives::diagnostic::{Diagnostic, Position, Severity};

use crate::check::is_identifier;
use crate::files::Files;
use crate::reader::{self, Reading};
use crate::tree::{File, Span};
use parser::Parser;
use script::Script;

pub use import::{Imported, import};

/// Whether a file is a tape, by its name.
pub(crate) fn is_tape(script: &Path) -> bool {
    script.extension().is_some_and(|ending| ending == "tape")
}

/// Reads a tape. Where a command of it cannot be read there is no tree: what else would be said of
/// it could be wrong.
pub(crate) fn read(files: &Files, file: &Rc<File>, path: &Path, bytes: &[u8]) -> Reading {
    let nothing = |diagnostics| Reading {
        root: None,
        diagnostics,
        is_partial: false,
    };
    let text = match reader::decode(file, bytes) {
        Ok(text) => text,
        Err(error) => return nothing(vec![*error]),
    };
    let mut parser = Parser::new(files, file, text, vec![path.to_owned()]);
    parser.run();
    let mut diagnostics = parser.diagnostics;
    if parser.commands.is_empty() && diagnostics.is_empty() {
        let empty = Diagnostic::error(EMPTY_SCRIPT, "the tape has no command");
        let hint = "a tape types and waits: Type \"ls\", Enter, Sleep 1s";
        return nothing(vec![empty.at(reader::top(file)).hint(hint)]);
    }
    let unread = diagnostics
        .iter()
        .any(|one| one.severity == Severity::Error);
    let mut script = Script::new(&parser.commands, top(file, &parser.commands));
    let stem = path.file_stem().unwrap_or_default().to_string_lossy();
    let root = script.root(&stem);
    diagnostics.append(&mut script.diagnostics);
    Reading {
        root: (!unread).then_some(root),
        diagnostics,
        is_partial: false,
    }
}

/// The tape's first word, where what it does not say stands.
fn top(file: &Rc<File>, commands: &[command::Command]) -> Span {
    let first = Position { line: 1, column: 1 };
    let own = commands.iter().map(|command| &command.word);
    let mut own = own.filter(|word| word.file == *file);
    own.next().cloned().unwrap_or(Span {
        file: file.clone(),
        start: first,
        end: first,
        pointer: "".into(),
    })
}

/// A word as an identifier, as near as possible to it.
fn identifier(word: &str, otherwise: &str) -> String {
    let plain = |c: char| {
        if c.is_ascii_alphanumeric() || c == '_' {
            c
        } else {
            '-'
        }
    };
    let name: String = word.chars().map(plain).collect();
    let name = name.trim_matches('-');
    match is_identifier(name) {
        true => name.to_owned(),
        false => otherwise.to_owned(),
    }
}
