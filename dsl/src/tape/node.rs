//! Nodes of a script's tree, made of the words of a tape.

use crate::tree::{Entry, Key, Mapping, Node, Scalar, Span, Value, escape};

/// Words, as they are: what looks like a parameter in a tape is none.
pub(super) fn words(span: &Span, text: &str) -> Node {
    scalar(span, text.replace("${", "$${"), true)
}

/// A number, a length, a flag, or one of the language's own words.
pub(super) fn plain(span: &Span, text: impl ToString) -> Node {
    scalar(span, text.to_string(), false)
}

fn scalar(span: &Span, text: String, quoted: bool) -> Node {
    node(span, Value::Scalar(Scalar { text, quoted }))
}

pub(super) fn list(span: &Span, items: Vec<Node>) -> Node {
    node(span, Value::Sequence(items))
}

/// A map whose keys stand where its values do.
pub(super) fn map<'a>(span: &Span, entries: impl IntoIterator<Item = (&'a str, Node)>) -> Node {
    let entries = entries.into_iter().map(|(name, value)| Entry {
        key: Key {
            text: name.to_owned(),
            span: value.span.clone(),
        },
        value,
    });
    let entries = entries.collect();
    let braces = false;
    node(span, Value::Mapping(Mapping { entries, braces }))
}

/// A step whose name stands at a command's word.
pub(super) fn step(word: &Span, name: &str, body: Node) -> Node {
    let key = Key {
        text: name.to_owned(),
        span: word.clone(),
    };
    let mut span = word.clone();
    if body.span.file == span.file && body.span.end > span.end {
        span.end = body.span.end;
    }
    let entries = vec![Entry { key, value: body }];
    let braces = false;
    node(&span, Value::Mapping(Mapping { entries, braces }))
}

fn node(span: &Span, value: Value) -> Node {
    Node {
        span: span.clone(),
        value,
        swallowed: None,
    }
}

/// The same tree with the pointers that its nodes have in it.
pub(super) fn with_pointers(mut node: Node, pointer: &str) -> Node {
    node.span.pointer = pointer.into();
    node.value = match node.value {
        Value::Sequence(items) => {
            let items = items.into_iter().enumerate();
            let items = items.map(|(at, item)| with_pointers(item, &format!("{pointer}/{at}")));
            Value::Sequence(items.collect())
        }
        Value::Mapping(mut mapping) => {
            mapping.entries = mapping
                .entries
                .into_iter()
                .map(|entry| {
                    let pointer = format!("{pointer}/{}", escape(&entry.key.text));
                    let value = with_pointers(entry.value, &pointer);
                    let mut key = entry.key;
                    key.span.pointer = value.span.pointer.clone();
                    Entry { key, value }
                })
                .collect();
            Value::Mapping(mapping)
        }
        same => same,
    };
    node
}
