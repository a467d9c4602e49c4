//! Values for a script's parameters that come from outside it: from a file, or word by word. They
//! are checked like defaults, with the file or the argument as the place of a mistake. What never
//! lives here: how parameters are declared.

use std::path::{Path, PathBuf};
use std::rc::Rc;

use demoreel_primitives::codes::language as codes;
use demoreel_primitives::diagnostic::{Diagnostic, Position};
use demoreel_primitives::steps::{Field, Kind};
use serde_json::Value as Json;

use crate::check::Checker;
use crate::guess;
use crate::reader;
use crate::scope::Findings;
use crate::tree::{Entry, File, Key, Node, Scalar, Span, Value};

/// More than any list of values has.
const MOST_BYTES: u64 = 1 << 20;

/// What shapes a plan beside its script. Of two values for one parameter the later holds, and
/// words hold over files.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// YAML or JSON files, each a map from parameters to their values. Paths in them are relative
    /// to them.
    pub values: Vec<PathBuf>,
    /// Parameters with their values in words; a list, or a map such as `{css: form}`, is written
    /// in brackets. Paths are relative to the current folder.
    pub set: Vec<(String, String)>,
}

/// A parameter and its value; none where it was wrong, which is reported.
pub(crate) type Given = (String, Option<Json>);

/// The values of `options` for the declared parameters, in order.
pub(crate) fn values(
    checker: &Checker,
    options: &Options,
    declared: &[Field],
    names: &[&str],
) -> Vec<Given> {
    let known = Known { declared, names };
    let files = options.values.iter();
    let from_files = files.flat_map(|path| of_file(checker, path, &known));
    let mut all: Vec<_> = from_files.collect();
    for (name, words) in &options.set {
        all.extend(of_words(checker, name, words, &known));
    }
    all
}

/// The script's parameters: those that are well declared, and the names of all.
struct Known<'a> {
    declared: &'a [Field],
    names: &'a [&'a str],
}

impl Known<'_> {
    /// The declaration of a parameter; a wrong one was reported where it stands.
    fn field(&self, checker: &Checker, key: &Key) -> Option<&Field> {
        let found = self.declared.iter().find(|field| field.name == key.text);
        if found.is_none() && !self.names.contains(&key.text.as_str()) {
            checker.report(self.unknown(key));
        }
        found
    }

    fn unknown(&self, key: &Key) -> Diagnostic {
        let message = format!("the script has no parameter `{}`", key.text);
        let error = Diagnostic::error(codes::UNKNOWN_PARAMETER, message).at(key.span.place());
        match guess::nearest(&key.text, self.names.iter().copied()) {
            Some(near) => error.hint(format!("did you mean `{near}`?")),
            None if self.names.is_empty() => error.hint("it declares none; `params` would"),
            None => error.hint(format!("it has `{}`", self.names.join("`, `"))),
        }
    }
}

fn of_file(checker: &Checker, path: &Path, known: &Known) -> Vec<Given> {
    let Some(root) = read(checker, path) else {
        return Vec::new();
    };
    let Some(mapping) = root.as_mapping() else {
        let message = format!("'{}' holds {}", path.display(), root.in_words());
        let error = Diagnostic::error(codes::VALUES_NOT_A_MAP, message).at(root.span.place());
        checker.report(error.hint("write one line for each parameter, such as `name: guestbook`"));
        return Vec::new();
    };
    let entries = mapping.entries.iter().filter_map(|entry| {
        let field = known.field(checker, &entry.key)?;
        let entry = Entry {
            key: entry.key.clone(),
            value: literal(entry.value.clone()),
        };
        Some((field.name.clone(), checker.field_value(&entry, field)))
    });
    entries.collect()
}

/// A values file as a tree; nothing where it is empty.
fn read(checker: &Checker, path: &Path) -> Option<Node> {
    let name = path.display().to_string();
    let world = checker.files.world;
    let read = world
        .absolute(path)
        .and_then(|absolute| Ok((world.read(&absolute, MOST_BYTES)?, absolute)));
    let (bytes, absolute) = match read {
        Ok(read) => read,
        Err(error) => {
            let message = format!("the values file '{name}' cannot be read: {error}");
            let error = Diagnostic::error(codes::UNREADABLE_FILE, message);
            checker.report(match checker.files.near(path) {
                Some(near) => error.hint(format!("did you mean '{near}'?")),
                None => error,
            });
            return None;
        }
    };
    let folder = absolute.parent().unwrap_or(Path::new("/")).to_owned();
    let reading = reader::read(&Rc::new(File { name, folder }), &bytes);
    let wrong = reading.diagnostics.into_iter();
    let wrong = wrong.filter(|one| one.code != codes::EMPTY_SCRIPT.id);
    checker.findings.extend(wrong.collect());
    reading.root
}

fn of_words(checker: &Checker, name: &str, words: &str, known: &Known) -> Option<Given> {
    // A fix is a patch to a file, which an argument is not.
    let findings = Findings::default();
    let inner = Checker {
        findings: &findings,
        ..*checker
    };
    let value = argument(&inner, name, words, known);
    for one in findings.into_inner() {
        checker.findings.push(Diagnostic { fix: None, ..one });
    }
    value
}

fn argument(checker: &Checker, name: &str, words: &str, known: &Known) -> Option<Given> {
    let field = known.declared.iter().find(|field| field.name == name);
    let bracketed = words.starts_with(['[', '{']);
    let is_secret = field.is_some_and(|field| field.kind == Kind::Secret);
    let secret = is_secret && !words.starts_with('{');
    // A secret that was written out by mistake is shown to nobody.
    let words = if secret { "***" } else { words };
    let file = Rc::new(File {
        name: format!("--set {name}={words}"),
        folder: checker.files.world.absolute(Path::new(".")).ok()?,
    });
    let before = "--set ".len();
    let key = Key {
        text: name.to_owned(),
        span: span(&file, before, name.chars().count()),
    };
    let field = known.field(checker, &key)?;
    let column = before + name.chars().count() + 1;
    let structured = matches!(field.kind, Kind::List { .. } | Kind::Target | Kind::Secret);
    let value = match structured && bracketed {
        true => {
            let text = format!("{}{words}", " ".repeat(column));
            let reading = reader::read(&file, text.as_bytes());
            let unread = !reading.diagnostics.is_empty();
            checker.findings.extend(reading.diagnostics);
            match reading.root.filter(|_| !unread) {
                Some(root) => root,
                None => return Some((field.name.clone(), None)),
            }
        }
        false => Node {
            span: span(&file, column, words.chars().count()),
            value: Value::Scalar(Scalar {
                text: words.to_owned(),
                quoted: false,
            }),
            swallowed: None,
        },
    };
    let value = checker.value(&literal(value), &key, &field.kind);
    Some((field.name.clone(), value))
}

/// A stretch of an argument, from a column that counts from 0.
fn span(file: &Rc<File>, column: usize, length: usize) -> Span {
    let at = |column: usize| Position {
        line: 1,
        column: u32::try_from(column + 1).unwrap_or(u32::MAX),
    };
    Span {
        file: file.clone(),
        start: at(column),
        end: at(column + length),
        pointer: "".into(),
    }
}

/// The same value with every `${` as a plain one: what comes from outside names nothing inside.
fn literal(mut node: Node) -> Node {
    match &mut node.value {
        Value::Null => {}
        Value::Scalar(scalar) => scalar.text = scalar.text.replace("${", "$${"),
        Value::Sequence(items) => {
            *items = std::mem::take(items).into_iter().map(literal).collect();
        }
        Value::Mapping(mapping) => {
            let entries = std::mem::take(&mut mapping.entries).into_iter();
            mapping.entries = entries
                .map(|entry| Entry {
                    value: literal(entry.value),
                    ..entry
                })
                .collect();
        }
    }
    node
}
