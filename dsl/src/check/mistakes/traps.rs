//! What YAML makes of words that were not meant for it.

use demoreel_primitives::codes::language as codes;
use demoreel_primitives::diagnostic::{Diagnostic, PatchOp};
use demoreel_primitives::steps::{Kind, Table};
use serde_json::{Value as Json, json};

use super::{replace, wrong};
use crate::check::body::points;
use crate::tree::{Entry, Key, Mapping, Node, Scalar, Value, shortened};

/// `color: #fff`.
pub(in crate::check) fn comment_for_value(node: &Node, key: &Key) -> Diagnostic {
    let meant = format!("#{}", node.swallowed.as_deref().unwrap_or_default());
    let message = format!(
        "`{}` has no value, because '{meant}' is a comment in YAML",
        key.text
    );
    Diagnostic::error(codes::COMMENT_FOR_VALUE, message)
        .at(key.span.place())
        .hint(format!("put it into quotes: \"{meant}\""))
        .fix("put it into quotes", replace(node, meant))
}

/// `click: #save`, where a selector was meant.
pub(in crate::check) fn comment_for_body(node: &Node, table: &Table, key: &Key) -> Diagnostic {
    let error = comment_for_value(node, key);
    if !points(table) {
        return error;
    }
    let meant = format!("#{}", node.swallowed.as_deref().unwrap_or_default());
    error
        .hint(format!(
            "put it into quotes, under `css` if it is a selector: `css: \"{meant}\"`"
        ))
        .fix(
            "point at it by selector",
            replace(node, json!({ "css": meant })),
        )
}

/// `say: We are #1 today`.
pub(in crate::check) fn comment_in_text(
    node: &Node,
    scalar: &Scalar,
    swallowed: &str,
) -> Diagnostic {
    let whole = format!("{} #{swallowed}", scalar.text);
    let message = format!(
        "only '{}' is read, because ' #' begins a comment in YAML",
        shortened(&scalar.text)
    );
    Diagnostic::error(codes::COMMENT_IN_TEXT, message)
        .at(node.span.place())
        .hint(format!("put the words into quotes: \"{whole}\""))
        .fix("put the words into quotes", replace(node, whole))
}

/// `click: [data-x=1]`, where a selector was meant.
pub(in crate::check) fn wrong_target(node: &Node, key: &Key) -> Diagnostic {
    let Some(text) = as_written(node) else {
        return wrong(node, key, &Kind::Target);
    };
    let message = format!(
        "`{}` takes words, but '{text}' is {} in YAML",
        key.text,
        node.in_words()
    );
    Diagnostic::error(codes::BRACKETS_IN_TEXT, message)
        .at(node.span.place())
        .hint(format!(
            "put it into quotes, under `css` if it is a selector: `css: \"{text}\"`"
        ))
        .fix(
            "point at it by selector",
            replace(node, json!({ "css": text })),
        )
}

/// `css: [data-x=1]`; `None` where the brackets hold more than words.
pub(super) fn words_in_brackets(node: &Node, key: &Key) -> Option<Diagnostic> {
    let text = as_written(node)?;
    let message = format!(
        "`{}` takes words, but '{text}' is {} in YAML",
        key.text,
        node.in_words()
    );
    let error = Diagnostic::error(codes::BRACKETS_IN_TEXT, message)
        .at(node.span.place())
        .hint(format!("put it into quotes: \"{text}\""))
        .fix("put the words into quotes", replace(node, text));
    Some(error)
}

/// `{text: Deploy, now}`.
pub(super) fn comma_in_braces(mapping: &Mapping, entry: &Entry) -> Diagnostic {
    let word = &entry.key.text;
    let at = mapping
        .entries
        .iter()
        .position(|one| one.key.text == *word)
        .unwrap_or(0);
    let before = at.checked_sub(1).map(|index| &mapping.entries[index]);
    let message = format!("inside braces a comma ends the words before it, so `{word}` is a key");
    let error = Diagnostic::error(codes::COMMA_IN_BRACES, message).at(entry.key.span.place());
    let Some((before, text)) = before.and_then(|one| Some((one, one.value.text()?))) else {
        return error.hint("put words with a comma into quotes, or leave the braces out");
    };
    let whole = format!("{text}, {word}");
    let patch = vec![
        PatchOp::Remove {
            path: entry.key.span.pointer.to_string(),
        },
        PatchOp::Replace {
            path: before.key.span.pointer.to_string(),
            value: json!(whole),
        },
    ];
    error
        .hint(format!(
            "put the words into quotes: \"{whole}\"; or leave the braces out"
        ))
        .fix("put the words into quotes", patch)
}

/// The text of a list or map in brackets that was meant as words, such as `[data-x=1]`.
pub(super) fn as_written(node: &Node) -> Option<String> {
    let words = |items: &[Node]| -> Option<String> {
        let all: Option<Vec<_>> = items.iter().map(Node::text).collect();
        all.map(|all| all.join(", "))
    };
    match &node.value {
        Value::Sequence(items) if node.span.start.line == node.span.end.line => {
            Some(format!("[{}]", words(items)?))
        }
        Value::Mapping(mapping) if mapping.braces => {
            let alone = mapping.entries.iter().all(|entry| entry.value.is_null());
            let names = mapping.entries.iter().map(|entry| entry.key.text.as_str());
            alone.then(|| format!("{{{}}}", names.collect::<Vec<_>>().join(", ")))
        }
        _ => None,
    }
}

/// `on: app`.
pub(super) fn on_is_true(entry: &Entry) -> Diagnostic {
    let (from, path) = (
        entry.key.span.pointer.to_string(),
        entry.key.span.beside("surface"),
    );
    let message = "`on` is no key, and many YAML readers take it for true";
    Diagnostic::error(codes::ON_IS_TRUE, message)
        .at(entry.key.span.place())
        .hint("the word is `surface`")
        .fix("write `surface`", vec![PatchOp::Move { from, path }])
}

/// `click: {target: {css: form}}`, as other tools have it.
pub(super) fn target_in_a_map(node: &Node, entry: &Entry, key: &Key) -> Diagnostic {
    let message = format!("a target stands in `{}` itself, without `target`", key.text);
    let mut inner = match entry.value.to_json() {
        Json::Object(fields) => fields,
        other => serde_json::Map::from_iter([("text".to_owned(), other)]),
    };
    if let Json::Object(all) = node.to_json() {
        inner.extend(all.into_iter().filter(|(name, _)| name != "target"));
    }
    Diagnostic::error(codes::MISPLACED, message)
        .at(entry.key.span.place())
        .hint("take `target:` out and what is under it one level up")
        .fix("take `target:` out", replace(node, inner))
}
