//! A list's item as a step: one key that names it, and its body.

use demoreel_primitives::codes::language as codes;
use demoreel_primitives::diagnostic::{Diagnostic, PatchOp};
use demoreel_primitives::steps::Table;
use serde_json::json;

use super::{Body, Checker, mistakes};
use crate::guess;
use crate::tree::{Key, Mapping, Node, Value};

/// A step that is checked.
pub(crate) struct Call<'n> {
    /// The step's own name, whatever the script calls it.
    pub name: String,
    pub key: Key,
    pub body: Body,
    /// What it takes.
    pub table: &'n Table,
    /// Its body as it was written; none where it is a bare word.
    pub written: Option<&'n Node>,
}

impl<'n> Call<'n> {
    /// The steps inside it.
    pub fn steps(&self) -> Option<&'n Node> {
        self.inside("steps")
    }

    /// What was written for a field, perhaps under another word for it.
    pub fn inside(&self, name: &str) -> Option<&'n Node> {
        let mapping = self.written?.as_mapping()?;
        let means = |word: &str| {
            let meant = guess::fields_meant_by(word).contains(&name);
            word == name || meant && self.table.field(word).is_none()
        };
        let mut entries = mapping.entries.iter();
        let entry = entries.find(|entry| means(&entry.key.text))?;
        Some(&entry.value)
    }
}

impl<'a> Checker<'a> {
    /// Checks a list's item; the steps inside it are left to the caller.
    pub fn step<'n>(&self, node: &'n Node) -> Option<Call<'n>>
    where
        'a: 'n,
    {
        let nothing = Value::Null;
        let (key, value) = match &node.value {
            Value::Scalar(scalar) => {
                let key = Key {
                    text: scalar.text.clone(),
                    span: node.span.clone(),
                };
                (key, None)
            }
            Value::Mapping(mapping) => match mapping.entries.as_slice() {
                [entry] => (entry.key.clone(), Some(&entry.value)),
                _ => return self.not_one_key(node, mapping),
            },
            Value::Null => return self.refuse(no_step(node)),
            Value::Sequence(_) => return self.refuse(list_for_step(node)),
        };
        let empty = Node {
            span: key.span.clone(),
            value: nothing,
            swallowed: None,
        };
        let value = value.unwrap_or(&empty);
        let name = self.name(&key, value)?;
        let entry = self.registry.get(&name)?;
        let body = self.body(value, &entry.table, &key)?;
        let main = entry
            .table
            .main
            .as_deref()
            .and_then(|main| body.get(main)?.as_str());
        if main.is_some_and(|words| words.trim().is_empty()) && name != "type_text" {
            self.report(mistakes::no_words(&key));
            return None;
        }
        let written = node.as_mapping().and_then(|all| all.entries.first());
        Some(Call {
            name,
            key,
            body,
            table: &entry.table,
            written: written.map(|entry| &entry.value),
        })
    }

    /// The steps inside a step that is itself wrong are checked too.
    pub fn steps_inside<'n>(&self, node: &'n Node) -> Vec<&'n Node> {
        let mapping = node.as_mapping().into_iter();
        let entries = mapping.flat_map(|mapping| &mapping.entries);
        entries
            .flat_map(|entry| [entry.value.get("steps"), entry.value.get("else")])
            .flatten()
            .collect()
    }

    fn refuse<T>(&self, diagnostic: Diagnostic) -> Option<T> {
        self.report(diagnostic);
        None
    }

    /// The step that a word names.
    fn name(&self, key: &Key, value: &Node) -> Option<String> {
        let word = key.text.as_str();
        if self.registry.get(word).is_some() {
            return Some(word.to_owned());
        }
        if let Some(name) = guess::step_meant_by(word).filter(|_| !guess::is_step_to_come(word)) {
            let message = format!("`{word}` is called `{name}` here");
            let warning = Diagnostic::warning(codes::GUESSED_WORD, message);
            self.report(renamed(warning.at(key.span.place()), key, name, value));
            return Some(name.to_owned());
        }
        self.refuse(self.unknown(key, value))
    }

    fn unknown(&self, key: &Key, value: &Node) -> Diagnostic {
        let word = key.text.as_str();
        let place = key.span.place();
        if guess::is_step_to_come(word) {
            let message = format!("the step `{word}` is not in this version yet");
            let hint = "`demoreel primitives` lists the steps that are";
            return Diagnostic::error(codes::NOT_IN_THIS_VERSION, message)
                .at(place)
                .hint(hint);
        }
        let error = Diagnostic::error(codes::UNKNOWN_STEP, format!("there is no step `{word}`"));
        let error = error.at(place);
        // `wait:2s` is one word to YAML.
        if let Some((name, rest)) = word.split_once(':').filter(|_| value.is_null())
            && self.registry.get(name.trim()).is_some()
        {
            let step = json!({ name.trim(): rest.trim() });
            let path = key.span.pointer.to_string();
            let patch = vec![PatchOp::Replace { path, value: step }];
            let hint = format!("put a space after the colon: `{name}: {}`", rest.trim());
            return error.hint(hint).fix("put a space after the colon", patch);
        }
        match guess::nearest(word, self.registry.names()) {
            Some(near) => {
                let error = error.hint(format!("did you mean `{near}`?"));
                match guess::is_certain(word, near, self.registry.names()) {
                    true => renamed(error, key, near, value),
                    false => error,
                }
            }
            None => error.hint(
                "`demoreel primitives` lists the steps; a composed step's file is named under `use`",
            ),
        }
    }

    /// Several keys where there must be one.
    fn not_one_key<T>(&self, node: &Node, mapping: &Mapping) -> Option<T> {
        let [first, second, ..] = mapping.entries.as_slice() else {
            return self.refuse(no_step(node));
        };
        let table = self.registry.get(&first.key.text).map(|entry| &entry.table);
        let belongs = table.is_some_and(|table| table.field(&second.key.text).is_some());
        let is_step = self.registry.get(&second.key.text).is_some();
        if belongs && (first.value.is_null() || !is_step) {
            return self.refuse(beside(node, mapping));
        }
        // The steps that were run together are each checked, so that all is said at once.
        for entry in &mapping.entries {
            if let Some(known) = self.registry.get(&entry.key.text) {
                self.body(&entry.value, &known.table, &entry.key);
            }
        }
        self.refuse(run_together(node, mapping))
    }
}

/// Offers another name for a step.
fn renamed(diagnostic: Diagnostic, key: &Key, name: &str, value: &Node) -> Diagnostic {
    let bare = value.is_null()
        && value.span.pointer == key.span.pointer
        && !key.span.pointer.ends_with(&format!("/{}", key.text));
    let path = key.span.pointer.to_string();
    let patch = match bare {
        true => PatchOp::Replace {
            path,
            value: json!(name),
        },
        false => PatchOp::Move {
            from: path,
            path: key.span.beside(name),
        },
    };
    diagnostic.fix(format!("write `{name}`"), vec![patch])
}

fn no_step(node: &Node) -> Diagnostic {
    let message = "a step is missing here";
    Diagnostic::error(codes::STEP_NOT_ONE_KEY, message)
        .at(node.span.place())
        .hint("write a step after the dash, such as `- click: Save`, or take the dash out")
}

fn list_for_step(node: &Node) -> Diagnostic {
    let message = "a list stands where a step is expected";
    Diagnostic::error(codes::STEP_NOT_ONE_KEY, message)
        .at(node.span.place())
        .hint("a step is a map with exactly one key, such as `- click: Save`")
}

/// `- click: Save` and `wait: 2s` without its dash.
fn run_together(node: &Node, mapping: &Mapping) -> Diagnostic {
    let (first, rest) = (&mapping.entries[0], &mapping.entries[1..]);
    let second = &rest[0];
    let line = second.key.span.start.line;
    let message = format!(
        "a step has exactly one key; found `{}` and `{}`",
        first.key.text, second.key.text
    );
    let hint = format!(
        "begin line {line} with `- `, so that `{}` is a step of its own",
        second.key.text
    );
    let parent = node.span.parent_pointer();
    let index: usize = node
        .span
        .pointer
        .rsplit('/')
        .next()
        .and_then(|n| n.parse().ok())
        .unwrap_or(0);
    let mut patch = Vec::new();
    for (offset, entry) in rest.iter().enumerate() {
        let value = json!({ entry.key.text.as_str(): entry.value.to_json() });
        patch.push(PatchOp::Remove {
            path: entry.key.span.pointer.to_string(),
        });
        patch.push(PatchOp::Add {
            path: format!("{parent}/{}", index + offset + 1),
            value,
        });
    }
    Diagnostic::error(codes::STEP_NOT_ONE_KEY, message)
        .at(second.key.span.place())
        .related("the step begins here", first.key.span.place())
        .hint(hint)
        .fix("make each a step of its own", patch)
}

/// A field that stands beside its step instead of inside it.
fn beside(node: &Node, mapping: &Mapping) -> Diagnostic {
    let (first, rest) = (&mapping.entries[0], &mapping.entries[1..]);
    let second = &rest[0];
    let message = format!(
        "`{}` stands beside `{}`, not inside it",
        second.key.text, first.key.text
    );
    let hint = format!("indent `{}` by two more spaces", second.key.text);
    let error = Diagnostic::error(codes::MISPLACED, message)
        .at(second.key.span.place())
        .hint(hint);
    if !first.value.is_null() {
        return error;
    }
    let inner = rest
        .iter()
        .map(|entry| (entry.key.text.clone(), entry.value.to_json()));
    let inner: serde_json::Map<_, _> = inner.collect();
    let value = json!({ first.key.text.as_str(): inner });
    let patch = vec![PatchOp::Replace {
        path: node.span.pointer.to_string(),
        value,
    }];
    error.fix("put it inside", patch)
}
