//! Composed steps: those that ship with demoreel, and those in files that a script uses.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::rc::Rc;

use demoreel_primitives::codes::{language as codes, look};
use demoreel_primitives::diagnostic::Diagnostic;
use demoreel_primitives::steps::{Family, Field, LIBRARY, Table};
use serde_json::Value as Json;

use crate::check::Checker;
use crate::files::Files;
use crate::kits::{self, Kit};
use crate::params;
use crate::reader;
use crate::registry::{Definition, Entry, Registry, surface_field};
use crate::scope::{Findings, Scope};
use crate::tree::{File, Key, Node};
use crate::written::{DefinitionWords, Tables};

/// More than any project has; a folder that uses itself in a circle of links must end.
const MOST_FILES: usize = 500;

/// The built-in steps, the library, and what `root` uses.
pub(crate) fn registry(
    files: &Files,
    tables: &Tables,
    findings: &Findings,
    root: Option<&Node>,
) -> Registry {
    let mut loader = Loader {
        registry: Registry::built_in(),
        files,
        tables,
        findings,
        seen: BTreeMap::new(),
    };
    for shipped in LIBRARY {
        let name = format!("builtin:{}", shipped.name);
        let file = Rc::new(File {
            name,
            folder: PathBuf::new(),
        });
        loader.define(&file, shipped.text.as_bytes(), None);
    }
    if let Some(root) = root {
        loader.used_by(root);
    }
    loader.refuse_circles();
    loader.registry
}

struct Loader<'a> {
    registry: Registry,
    files: &'a Files<'a>,
    tables: &'a Tables,
    findings: &'a Findings,
    /// Files that were read, by their absolute paths.
    seen: BTreeMap<PathBuf, ()>,
}

impl Loader<'_> {
    /// Loads every file that a script or a composed step names under `use`.
    fn used_by(&mut self, root: &Node) {
        let list = root
            .get("use")
            .and_then(Node::as_sequence)
            .unwrap_or_default();
        for node in list {
            match node.text() {
                Some(path) if kits::is_file(path) => self.load(node, path),
                Some(word) => self.kit(node, word),
                None => {}
            }
        }
    }

    /// Loads every composed step of a kit.
    fn kit(&mut self, node: &Node, word: &str) {
        match kits::find(self.files, node, word) {
            Err(error) => self.findings.push(*error),
            Ok(Kit::BuiltIn(kit)) => {
                let manifest = PathBuf::from(format!("builtin:kits/{}", kit.name));
                if self.seen.insert(manifest.clone(), ()).is_some() {
                    return;
                }
                for step in kit.steps {
                    let name = manifest.join(step.name).display().to_string();
                    let folder = PathBuf::new();
                    let file = Rc::new(File { name, folder });
                    self.define(&file, step.text.as_bytes(), None);
                }
            }
            Ok(Kit::Folder(folder)) => self.kit_folder(node, word, &folder),
        }
    }

    fn kit_folder(&mut self, node: &Node, word: &str, folder: &Path) {
        if let Some(error) = self.files.outside(node, word, folder) {
            self.findings.push(error);
            return;
        }
        if self.seen.insert(folder.to_owned(), ()).is_some() || !self.manifest(node, word, folder) {
            return;
        }
        self.registry.kits.push(folder.to_owned());
        let own = Rc::new(File {
            name: beside(&node.span.file, &format!("{word}/{}", kits::MANIFEST)),
            folder: folder.to_owned(),
        });
        for path in kits::steps(self.files, folder) {
            let inside = path.strip_prefix(folder).unwrap_or(&path);
            let name = inside.display().to_string();
            let mut from = node.clone();
            from.span.file = own.clone();
            self.load(&from, &name);
        }
    }

    /// Whether a folder is a kit; what is wrong with its manifest is reported.
    fn manifest(&self, node: &Node, word: &str, folder: &Path) -> bool {
        let wrong = |why: String| {
            let error = Diagnostic::error(look::NOT_A_KIT, why).at(node.span.place());
            let hint = "a kit has a file `kit.yaml` that begins with `kit:` and its name";
            self.findings.push(error.hint(hint));
            false
        };
        let bytes = match self.files.world.read(&folder.join(kits::MANIFEST), 1 << 20) {
            Ok(bytes) => bytes,
            Err(error) => return wrong(format!("'{word}' has no kit.yaml: {error}")),
        };
        let file = Rc::new(File {
            name: beside(&node.span.file, &format!("{word}/{}", kits::MANIFEST)),
            folder: folder.to_owned(),
        });
        let reading = reader::read(&file, &bytes);
        self.findings.extend(reading.diagnostics);
        let Some(root) = reading.root.filter(|root| root.get("kit").is_some()) else {
            return wrong(format!("the kit.yaml of '{word}' has no `kit`"));
        };
        let scope = Scope::default();
        let checker = Checker {
            registry: &self.registry,
            files: self.files,
            scope: &scope,
            findings: self.findings,
        };
        checker.whole(&root, &self.tables.kit).is_some()
    }

    fn load(&mut self, node: &Node, path: &str) {
        let joined = node.span.file.folder.join(path);
        let Ok(absolute) = self.files.world.absolute(&joined) else {
            self.findings.push(self.files.missing(node, path, &joined));
            return;
        };
        if let Some(error) = self.files.outside(node, path, &absolute) {
            self.findings.push(error);
            return;
        }
        if self.seen.len() >= MOST_FILES || self.seen.insert(absolute.clone(), ()).is_some() {
            return;
        }
        let bytes = match self.files.world.read(&absolute, 4 << 20) {
            Ok(bytes) => bytes,
            Err(error) => {
                let message = format!("'{path}' cannot be read: {error}");
                let error = Diagnostic::error(codes::NOT_A_COMPOSED_STEP, message);
                self.findings.push(error.at(node.span.place()));
                return;
            }
        };
        let folder = absolute.parent().unwrap_or(Path::new("/")).to_owned();
        let file = Rc::new(File {
            name: beside(&node.span.file, path),
            folder,
        });
        if let Some(root) = self.define(&file, &bytes, Some(node)) {
            self.used_by(&root);
        }
    }

    /// Reads a composed step and adds it.
    fn define(&mut self, file: &Rc<File>, bytes: &[u8], used: Option<&Node>) -> Option<Node> {
        let root = self.findings.of(file, reader::read(file, bytes))?;
        if root.get("primitive").is_none() {
            let message = format!("'{}' is not a composed step", file.name);
            let place = used.map_or_else(|| reader::top(file), |node| node.span.place());
            let hint = "such a file begins with `primitive:` and the step's name";
            let error = Diagnostic::error(codes::NOT_A_COMPOSED_STEP, message).at(place);
            self.findings.push(error.hint(hint));
            return None;
        }
        let scope = Scope::default();
        let table = self.table(&root, &scope);
        let steps = root
            .get("steps")
            .filter(|steps| steps.as_sequence().is_some());
        if let (Some(table), Some(steps)) = (table, steps)
            && self.is_free(&table.name, &root)
        {
            let definition = Definition {
                steps: steps.clone(),
                endless: false,
            };
            self.registry.add(Entry {
                table,
                composed: Some(Rc::new(definition)),
            });
        }
        Some(root)
    }

    fn table(&self, root: &Node, scope: &Scope) -> Option<Table> {
        let checker = Checker {
            registry: &self.registry,
            files: self.files,
            scope,
            findings: self.findings,
        };
        let body = checker.whole(root, &self.tables.definition);
        let params = root.get("params");
        let mut fields = params::declared(&checker, self.tables, params);
        fields.extend(params::misdeclared(params, &fields));
        let words: DefinitionWords = serde_json::from_value(Json::Object(body?)).ok()?;
        let main = main_of(&fields);
        let example = words
            .example
            .unwrap_or_else(|| example(&words.primitive, &fields));
        fields.push(surface_field());
        Some(Table {
            name: words.primitive,
            family: Family::Composed,
            about: words.about,
            fields,
            main,
            switch: None,
            one_of: Vec::new(),
            needs: words.needs.map(|needs| needs.word().to_owned()),
            requires: words.requires,
            example,
            related: Vec::new(),
        })
    }

    fn is_free(&self, name: &str, root: &Node) -> bool {
        let Some(taken) = self.registry.get(name) else {
            return true;
        };
        let by = match &taken.composed {
            None => "a built-in step".to_owned(),
            Some(definition) => format!("the step in '{}'", definition.steps.span.file.name),
        };
        let message = format!("the name `{name}` is taken by {by}");
        let place = root
            .get("primitive")
            .map_or(&root.span, |node| &node.span)
            .place();
        let mut error = Diagnostic::error(codes::STEP_NAME_TAKEN, message).at(place);
        if let Some(definition) = &taken.composed {
            error = error.related(
                "the other is here",
                reader::top(&definition.steps.span.file),
            );
        }
        self.findings
            .push(error.hint("give the composed step another name"));
        false
    }

    /// Marks composed steps that are made of themselves.
    fn refuse_circles(&mut self) {
        let calls = self.calls();
        let mut endless = Vec::new();
        for name in calls.keys() {
            let Some((circle, key)) = circle(&calls, name) else {
                continue;
            };
            // Each circle is told once, from its first member by name.
            if circle.iter().all(|member| name <= member) {
                let message = format!("`{name}` is made of itself: {}", circle.join(" → "));
                let error = Diagnostic::error(codes::STEP_CALLS_ITSELF, message);
                let hint = "a composed step cannot call itself, not even through others";
                self.findings.push(error.at(key.span.place()).hint(hint));
            }
            endless.push(name.clone());
        }
        for name in endless {
            let entry = self.registry.get_mut(&name);
            if let Some(definition) = entry.and_then(|entry| entry.composed.as_mut()) {
                let steps = definition.steps.clone();
                *definition = Rc::new(Definition {
                    steps,
                    endless: true,
                });
            }
        }
    }

    /// The composed steps that each composed step calls.
    fn calls(&self) -> Calls {
        let composed = |name: &str| {
            self.registry
                .get(name)
                .is_some_and(|e| e.composed.is_some())
        };
        let mut calls = Calls::new();
        for entry in self.registry.entries() {
            let Some(definition) = &entry.composed else {
                continue;
            };
            let mut called = Vec::new();
            definition.steps.walk(&mut |node| {
                let item = node.span.pointer.rsplit('/').next();
                let is_item = item.is_some_and(|last| last.parse::<usize>().is_ok());
                let bare = node.text().map(|text| (text, &node.span));
                let keyed = node.as_mapping().and_then(|all| all.entries.first());
                let keyed = keyed.map(|entry| (entry.key.text.as_str(), &entry.key.span));
                if let Some((name, span)) = bare.or(keyed).filter(|_| is_item)
                    && composed(name)
                {
                    called.push(Key {
                        text: name.to_owned(),
                        span: span.clone(),
                    });
                }
            });
            calls.insert(entry.table.name.clone(), called);
        }
        calls
    }
}

type Calls = BTreeMap<String, Vec<Key>>;

/// The way from a step back to itself, and where it sets out.
fn circle(calls: &Calls, from: &str) -> Option<(Vec<String>, Key)> {
    let mut ways: Vec<(Vec<String>, &Key)> = Vec::new();
    let mut seen = Vec::new();
    for key in calls.get(from)? {
        ways.push((vec![from.to_owned(), key.text.clone()], key));
    }
    while let Some((way, first)) = ways.pop() {
        let last = way.last()?;
        if last == from {
            return Some((way, first.clone()));
        }
        if seen.contains(last) {
            continue;
        }
        seen.push(last.clone());
        for next in calls.get(last).into_iter().flatten() {
            let mut longer = way.clone();
            longer.push(next.text.clone());
            ways.push((longer, first));
        }
    }
    None
}

/// A step with one thing that must be given takes it as a scalar.
fn main_of(fields: &[Field]) -> Option<String> {
    let mut required = fields.iter().filter(|field| field.required);
    match (required.next(), required.next()) {
        (Some(only), None) => Some(only.name.clone()),
        (None, _) if fields.len() == 1 => Some(fields[0].name.clone()),
        _ => None,
    }
}

/// A call with the parameters' own examples, where each required one has one.
fn example(name: &str, fields: &[Field]) -> String {
    let mut lines = format!("- {name}:\n");
    for field in fields.iter().filter(|field| field.required) {
        let Some(example) = field.example.as_ref().filter(|one| !one.is_object()) else {
            return String::new();
        };
        let word = example
            .as_str()
            .map_or_else(|| example.to_string(), str::to_owned);
        lines.push_str(&format!("    {}: {word}\n", field.name));
    }
    lines
}

/// A used file's name as the user would give it.
pub(crate) fn beside(file: &File, path: &str) -> String {
    let folder = Path::new(&file.name).parent().unwrap_or(Path::new(""));
    let joined: PathBuf = folder.join(path).components().collect();
    joined.display().to_string()
}
