//! A script as a tree in which every node knows its place. What never lives here: what any of it
//! means.

use std::path::PathBuf;
use std::rc::Rc;

use demoreel_primitives::diagnostic::{Place, Position};

/// A file that nodes come from.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct File {
    /// As diagnostics show it.
    pub name: String,
    /// What paths in it are relative to.
    pub folder: PathBuf,
}

/// A stretch of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Span {
    pub file: Rc<File>,
    pub start: Position,
    /// Just past the last character.
    pub end: Position,
    /// JSON Pointer of the value.
    pub pointer: Rc<str>,
}

/// A value and where it was written.
#[derive(Clone, Debug)]
pub(crate) struct Node {
    pub span: Span,
    pub value: Value,
    /// A comment that touches the value's end and looks like a part of it, such as `#1 today`.
    pub swallowed: Option<Rc<str>>,
}

/// What a node holds.
#[derive(Clone, Debug)]
pub(crate) enum Value {
    /// Nothing was written.
    Null,
    Scalar(Scalar),
    Sequence(Vec<Node>),
    Mapping(Mapping),
}

/// A single value. Its text is kept as it was written: what `1.10` is depends on who asks.
#[derive(Clone, Debug)]
pub(crate) struct Scalar {
    pub text: String,
    /// Whether quotes or a block made clear that it is text.
    pub quoted: bool,
}

/// A map in the order of the script. No key stands in it twice.
#[derive(Clone, Debug)]
pub(crate) struct Mapping {
    pub entries: Vec<Entry>,
    /// Whether it was written with braces.
    pub braces: bool,
}

#[derive(Clone, Debug)]
pub(crate) struct Entry {
    pub key: Key,
    pub value: Node,
}

#[derive(Clone, Debug)]
pub(crate) struct Key {
    pub text: String,
    /// Its pointer is that of the value behind it.
    pub span: Span,
}

impl Span {
    pub fn place(&self) -> Place {
        Place {
            file: self.file.name.clone(),
            start: self.start,
            end: self.end,
            pointer: self.pointer.to_string(),
        }
    }

    /// The pointer of the map or list around the value.
    pub fn parent_pointer(&self) -> &str {
        self.pointer
            .rsplit_once('/')
            .map_or("", |(parent, _)| parent)
    }

    /// The pointer of a value beside this one, under another key.
    pub fn beside(&self, key: &str) -> String {
        format!("{}/{}", self.parent_pointer(), escape(key))
    }
}

impl Node {
    pub fn as_mapping(&self) -> Option<&Mapping> {
        match &self.value {
            Value::Mapping(mapping) => Some(mapping),
            _ => None,
        }
    }

    pub fn as_sequence(&self) -> Option<&[Node]> {
        match &self.value {
            Value::Sequence(items) => Some(items),
            _ => None,
        }
    }

    pub fn as_scalar(&self) -> Option<&Scalar> {
        match &self.value {
            Value::Scalar(scalar) => Some(scalar),
            _ => None,
        }
    }

    pub fn text(&self) -> Option<&str> {
        self.as_scalar().map(|scalar| scalar.text.as_str())
    }

    pub fn is_null(&self) -> bool {
        matches!(self.value, Value::Null)
    }

    /// What is behind a key of a map.
    pub fn get(&self, key: &str) -> Option<&Node> {
        self.as_mapping()?.get(key)
    }

    /// What is behind a key of a map, or at a place of a list, counted from 0.
    pub fn inner(&self, field: &str) -> Option<&Node> {
        match &self.value {
            Value::Mapping(mapping) => mapping.get(field),
            Value::Sequence(items) => items.get(field.parse::<usize>().ok()?),
            _ => None,
        }
    }

    /// The same value as if it stood elsewhere.
    pub fn moved(&self, span: &Span) -> Node {
        let value = match &self.value {
            Value::Sequence(items) => {
                Value::Sequence(items.iter().map(|item| item.moved(span)).collect())
            }
            Value::Mapping(mapping) => {
                let moved = |entry: &Entry| Entry {
                    key: Key {
                        text: entry.key.text.clone(),
                        span: span.clone(),
                    },
                    value: entry.value.moved(span),
                };
                Value::Mapping(Mapping {
                    entries: mapping.entries.iter().map(moved).collect(),
                    braces: mapping.braces,
                })
            }
            other => other.clone(),
        };
        Node {
            span: span.clone(),
            value,
            swallowed: self.swallowed.clone(),
        }
    }

    /// The value as JSON in which every scalar is its text.
    pub fn to_text_json(&self) -> serde_json::Value {
        match &self.value {
            Value::Scalar(scalar) => scalar.text.clone().into(),
            Value::Sequence(items) => items.iter().map(Node::to_text_json).collect(),
            Value::Mapping(mapping) => {
                let entries = mapping.entries.iter();
                let pairs =
                    entries.map(|entry| (entry.key.text.clone(), entry.value.to_text_json()));
                serde_json::Value::Object(pairs.collect())
            }
            Value::Null => serde_json::Value::Null,
        }
    }

    /// What it is, for messages.
    pub fn in_words(&self) -> String {
        match &self.value {
            Value::Null => "nothing".to_owned(),
            Value::Scalar(scalar) => format!("'{}'", shortened(&scalar.text)),
            Value::Sequence(_) => "a list".to_owned(),
            Value::Mapping(_) => "a map".to_owned(),
        }
    }

    /// The value as JSON, as far as JSON can say it: scalars stay what YAML makes of them.
    pub fn to_json(&self) -> serde_json::Value {
        match &self.value {
            Value::Null => serde_json::Value::Null,
            Value::Scalar(scalar) => scalar.to_json(),
            Value::Sequence(items) => items.iter().map(Node::to_json).collect(),
            Value::Mapping(mapping) => {
                let entries = mapping.entries.iter();
                let pairs = entries.map(|entry| (entry.key.text.clone(), entry.value.to_json()));
                serde_json::Value::Object(pairs.collect())
            }
        }
    }

    /// How many nodes there are, itself included.
    pub fn count(&self) -> usize {
        match &self.value {
            Value::Null | Value::Scalar(_) => 1,
            Value::Sequence(items) => 1 + items.iter().map(Node::count).sum::<usize>(),
            Value::Mapping(mapping) => {
                let entries = mapping.entries.iter();
                1 + entries.map(|entry| entry.value.count()).sum::<usize>()
            }
        }
    }

    /// Every node below and including this one.
    pub fn walk<'a>(&'a self, visit: &mut dyn FnMut(&'a Node)) {
        visit(self);
        match &self.value {
            Value::Null | Value::Scalar(_) => {}
            Value::Sequence(items) => items.iter().for_each(|item| item.walk(visit)),
            Value::Mapping(mapping) => {
                let values = mapping.entries.iter().map(|entry| &entry.value);
                values.for_each(|value| value.walk(visit));
            }
        }
    }
}

impl Mapping {
    pub fn get(&self, key: &str) -> Option<&Node> {
        let mut entries = self.entries.iter();
        let entry = entries.find(|entry| entry.key.text == key)?;
        Some(&entry.value)
    }
}

impl Scalar {
    /// The number or boolean that YAML 1.2 sees in an unquoted word, or else its text.
    pub fn to_json(&self) -> serde_json::Value {
        let text = || serde_json::Value::String(self.text.clone());
        if self.quoted {
            return text();
        }
        match self.text.as_str() {
            "true" => true.into(),
            "false" => false.into(),
            word => number(word).unwrap_or_else(text),
        }
    }
}

fn number(word: &str) -> Option<serde_json::Value> {
    let first = word.bytes().next()?;
    if !(first.is_ascii_digit() || matches!(first, b'-' | b'+' | b'.')) {
        return None;
    }
    if let Ok(whole) = word.parse::<i64>() {
        return Some(whole.into());
    }
    let number = word.parse::<f64>().ok().filter(|number| number.is_finite());
    number.map(serde_json::Value::from)
}

/// A key as a part of a JSON Pointer.
pub(crate) fn escape(key: &str) -> String {
    key.replace('~', "~0").replace('/', "~1")
}

/// The beginning of a long text.
pub(crate) fn shortened(text: &str) -> String {
    const MOST: usize = 60;
    let line = text.lines().next().unwrap_or_default();
    match line.char_indices().nth(MOST) {
        Some((at, _)) => format!("{}…", &line[..at]),
        None if line.len() < text.trim_end().len() => format!("{line}…"),
        None => line.to_owned(),
    }
}
