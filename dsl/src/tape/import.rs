//! Tapes written down as scripts in YAML, for people who go on with ours.

use std::path::Path;

use demoreel_primitives::codes::command as codes;
use demoreel_primitives::diagnostic::{Diagnostic, Severity};

use crate::files::Files;
use crate::fmt::{Notation, format};
use crate::plan;
use crate::scope::Findings;
use crate::tree::{Node, Value};
use crate::world::World;

/// What came of a tape.
#[derive(Debug)]
pub struct Imported {
    /// The script, in block form; none where anything is wrong with the tape.
    pub text: Option<String>,
    /// Errors, and warnings of what differs.
    pub diagnostics: Vec<Diagnostic>,
}

/// Writes a tape as a script that plans to the same act and look. Reads the tape and those that it
/// plays.
pub fn import(tape: &Path, world: &dyn World) -> Imported {
    let files = Files::new(world);
    let findings = Findings::default();
    if !super::is_tape(tape) {
        let message = format!("'{}' is not a tape", tape.display());
        let error = Diagnostic::error(codes::NOT_A_TAPE, message);
        return Imported {
            text: None,
            diagnostics: vec![error.hint("a tape's name ends with .tape")],
        };
    }
    let root = plan::open(tape, &files, &findings);
    let mut diagnostics = findings.into_inner();
    let wrong = diagnostics
        .iter()
        .any(|one| one.severity == Severity::Error);
    let root = root.filter(|_| !wrong);
    let text = root.and_then(|root| {
        match format("script.json", json(&root).as_bytes(), Some(Notation::Yaml)) {
            Ok(formatted) => Some(formatted.text),
            Err(mut all) => {
                diagnostics.append(&mut all);
                None
            }
        }
    });
    Imported { text, diagnostics }
}

/// A tree as JSON, in its order: what is read again says the same.
fn json(node: &Node) -> String {
    let quoted = |text: &str| serde_json::Value::from(text).to_string();
    match &node.value {
        Value::Null => "null".to_owned(),
        Value::Scalar(scalar) => scalar.to_json().to_string(),
        Value::Sequence(items) => {
            let items: Vec<_> = items.iter().map(json).collect();
            format!("[{}]", items.join(","))
        }
        Value::Mapping(mapping) => {
            let entries = mapping.entries.iter();
            let entries: Vec<_> = entries
                .map(|entry| format!("{}:{}", quoted(&entry.key.text), json(&entry.value)))
                .collect();
            format!("{{{}}}", entries.join(","))
        }
    }
}
