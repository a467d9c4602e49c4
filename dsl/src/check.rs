//! Nodes against tables: what a script says becomes JSON that says the same in one way, with
//! parameters put in and paths made absolute, or diagnostics. What never lives here: what the
//! values are used for.

mod body;
mod mistakes;
mod step;
mod value;

use std::path::PathBuf;

use demoreel_primitives::diagnostic::Diagnostic;
use demoreel_primitives::steps::{Kind, Table};
use serde_json::{Map, Value as Json};

use crate::files::Files;
use crate::registry::Registry;
use crate::scope::{Findings, Scope};
use crate::tree::{Key, Node};

pub(crate) use step::Call;
pub(crate) use value::is_identifier;

/// A checked map.
pub(crate) type Body = Map<String, Json>;

/// Checks nodes in one scope.
#[derive(Clone, Copy)]
pub(crate) struct Checker<'a> {
    pub registry: &'a Registry,
    pub files: &'a Files<'a>,
    pub scope: &'a Scope,
    pub findings: &'a Findings,
}

impl<'a> Checker<'a> {
    /// The same checker for another file or call.
    pub fn within(self, scope: &'a Scope) -> Checker<'a> {
        Checker { scope, ..self }
    }

    /// Checks what has come in by way of a `${...}`. It is taken as it is: a `${` in it is nobody's
    /// name. A fix would put one value in the place of all.
    pub fn as_it_is<T>(&self, check: impl FnOnce(&Checker) -> T) -> T {
        let findings = Findings::default();
        let checked = check(&Checker {
            findings: &findings,
            scope: &self.scope.plain(),
            ..*self
        });
        for one in findings.into_inner() {
            self.findings.push(Diagnostic { fix: None, ..one });
        }
        checked
    }

    /// Notes what is wrong, with the calls that led here.
    pub fn report(&self, diagnostic: Diagnostic) {
        self.findings.push(self.scope.traced(diagnostic));
    }

    /// A map that stands for itself, such as the whole script; `None` where anything is wrong.
    /// What is said of it as a whole is said at its first key.
    pub fn whole(&self, node: &Node, table: &Table) -> Option<Body> {
        let mut span = node.span.clone();
        if let Some(first) = node
            .as_mapping()
            .and_then(|mapping| mapping.entries.first())
        {
            (span.start, span.end) = (first.key.span.start, first.key.span.end);
        }
        let text = table.name.clone();
        self.body(node, table, &Key { text, span })
    }

    /// A value under a key; `None` where it is wrong or depends on an unknown argument.
    pub fn value(&self, node: &Node, key: &Key, kind: &Kind) -> Option<Json> {
        value::check(self, node, key, kind)
    }

    /// The absolute form of a path that a node's file names, and whether something is there.
    fn path(&self, node: &Node, text: &str) -> Option<PathBuf> {
        let file = &node.span.file;
        let path = file.folder.join(text);
        if let Ok(absolute) = self.files.world.absolute(&path) {
            // An argument is the user's own word, not the script's.
            let is_argument = file.name.starts_with("--set ");
            let outside = self.files.outside(node, text, &absolute);
            let Some(error) = outside.filter(|_| !is_argument) else {
                return Some(path);
            };
            self.report(error);
            return None;
        }
        self.report(self.files.missing(node, text, &path));
        None
    }
}
