//! Scenes of other files, put where a script includes them. Each keeps the places of its own file.
//! An included file sees the parameters and surfaces of the script, and has none of its own: what
//! needs parameters is a composed step.

use std::path::{Path, PathBuf};
use std::rc::Rc;

use demoreel_primitives::codes::look as codes;
use demoreel_primitives::diagnostic::Diagnostic;

use crate::check::Checker;
use crate::files::Files;
use crate::registry::Registry;
use crate::scope::{Findings, Scope};
use crate::tree::{Entry, File, Node, Value};
use crate::written::Tables;
use crate::{composed, reader};

/// More than any project has.
const MOST_FILES: usize = 500;
const MOST_BYTES: u64 = 4 << 20;

/// The script with all its scenes in place.
pub(crate) fn whole(root: Node, files: &Files, findings: &Findings) -> Node {
    let mut including = Including {
        files,
        findings,
        tables: Tables::new(),
        registry: Registry::built_in(),
        open: Vec::new(),
        count: 0,
    };
    including.lists_in(root)
}

struct Including<'a> {
    files: &'a Files<'a>,
    findings: &'a Findings,
    tables: Tables,
    registry: Registry,
    /// The files that are being read, the outermost first: their absolute paths and their names.
    open: Vec<(PathBuf, String)>,
    count: usize,
}

impl Including<'_> {
    /// The same map, with every list under `scenes` complete.
    fn lists_in(&mut self, mut node: Node) -> Node {
        if let Value::Mapping(mapping) = &mut node.value {
            let entries = std::mem::take(&mut mapping.entries).into_iter();
            mapping.entries = entries
                .map(|entry| match entry.key.text.as_str() {
                    "scenes" => Entry {
                        value: self.scenes(entry.value),
                        ..entry
                    },
                    _ => entry,
                })
                .collect();
        }
        node
    }

    fn scenes(&mut self, mut list: Node) -> Node {
        if let Value::Sequence(items) = &mut list.value {
            let all = std::mem::take(items);
            *items = all.into_iter().flat_map(|item| self.item(item)).collect();
        }
        list
    }

    /// A scene, or all those of a file.
    fn item(&mut self, item: Node) -> Vec<Node> {
        let Some(node) = item.get("include") else {
            // Loops and conditions hold scenes of their own.
            return vec![self.inner(item)];
        };
        self.check_item(&item);
        let Some(name) = node.text().map(str::to_owned) else {
            return Vec::new();
        };
        self.file(node, &name).unwrap_or_default()
    }

    fn inner(&mut self, mut item: Node) -> Node {
        if let Value::Mapping(mapping) = &mut item.value
            && let [entry] = mapping.entries.as_mut_slice()
        {
            entry.value = self.lists_in(entry.value.clone());
        }
        item
    }

    /// `include` takes no key beside it.
    fn check_item(&self, item: &Node) {
        let outside = Scope::default();
        self.checker(&outside).whole(item, &self.tables.include);
    }

    fn checker<'c>(&'c self, scope: &'c Scope) -> Checker<'c> {
        Checker {
            registry: &self.registry,
            files: self.files,
            scope,
            findings: self.findings,
        }
    }

    fn file(&mut self, node: &Node, name: &str) -> Option<Vec<Node>> {
        // What is not there was reported with the item.
        let path = node.span.file.folder.join(name);
        let absolute = self.files.world.absolute(&path).ok()?;
        let refused = self
            .files
            .outside(node, name, &absolute)
            .or_else(|| self.circle(node, name, &absolute));
        if let Some(error) = refused {
            self.findings.push(error);
            return None;
        }
        self.count += 1;
        if self.count > MOST_FILES {
            return None;
        }
        let shown = composed::beside(&node.span.file, name);
        let root = self.read(node, &absolute, shown.clone())?;
        self.open.push((absolute, shown));
        let root = self.lists_in(root);
        self.open.pop();
        let outside = Scope::default();
        self.checker(&outside).whole(&root, &self.tables.scene_file);
        Some(root.get("scenes")?.as_sequence()?.to_vec())
    }

    fn read(&self, node: &Node, absolute: &Path, name: String) -> Option<Node> {
        let wrong = |why: String| {
            let error = Diagnostic::error(codes::NOT_SCENES, why).at(node.span.place());
            let hint = "such a file is a map with `scenes:` and a list of them";
            self.findings.push(error.hint(hint));
        };
        let bytes = match self.files.world.read(absolute, MOST_BYTES) {
            Ok(bytes) => bytes,
            Err(error) => {
                wrong(format!("'{name}' cannot be read: {error}"));
                return None;
            }
        };
        let folder = absolute.parent().unwrap_or(Path::new("/")).to_owned();
        let file = Rc::new(File { name, folder });
        let reading = reader::read(&file, &bytes);
        self.findings.extend(reading.diagnostics);
        let root = reading.root?;
        if root.get("scenes").is_none() {
            wrong(format!("'{}' has no scenes", file.name));
            return None;
        }
        Some(root)
    }

    fn circle(&self, node: &Node, name: &str, absolute: &Path) -> Option<Diagnostic> {
        let at = self.open.iter().position(|(open, _)| open == absolute)?;
        let mut way: Vec<_> = self.open[at..]
            .iter()
            .map(|(_, name)| name.as_str())
            .collect();
        way.push(self.open[at].1.as_str());
        let message = format!("'{name}' includes itself: {}", way.join(" → "));
        let error = Diagnostic::error(codes::INCLUDES_ITSELF, message).at(node.span.place());
        Some(error.hint("a file of scenes cannot include itself, not even through others"))
    }
}
