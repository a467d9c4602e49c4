//! A sheet as JSON. Numbers keep their digits: `1.10` stays what it is.

use super::sheet::{Body, Leaf, Sheet, Style, Words};
use super::words::quoted;

/// The whole file.
pub(super) fn write(sheet: &Sheet) -> String {
    let mut text = String::new();
    value(&sheet.root, 0, &mut text);
    text.push('\n');
    text
}

fn value(leaf: &Leaf, depth: usize, text: &mut String) {
    match &leaf.body {
        Body::Nothing => text.push_str("null"),
        Body::Words(words) => text.push_str(&word(words)),
        Body::List { items, .. } => {
            let each = |item: &Leaf, text: &mut String| value(item, depth + 1, text);
            between(('[', ']'), items, depth, text, each);
        }
        Body::Map { entries, .. } => {
            between(('{', '}'), entries, depth, text, |pair, text| {
                let key = match &pair.key.body {
                    Body::Words(words) => quoted(&words.text),
                    _ => "\"null\"".to_owned(),
                };
                text.push_str(&key);
                text.push_str(": ");
                value(&pair.value, depth + 1, text);
            });
        }
    }
}

/// Items between brackets, a line each.
fn between<T>(
    (open, close): (char, char),
    items: &[T],
    depth: usize,
    text: &mut String,
    each: impl Fn(&T, &mut String),
) {
    text.push(open);
    for (index, item) in items.iter().enumerate() {
        text.push_str(if index == 0 { "\n" } else { ",\n" });
        text.push_str(&"  ".repeat(depth + 1));
        each(item, text);
    }
    if !items.is_empty() {
        text.push('\n');
        text.push_str(&"  ".repeat(depth));
    }
    text.push(close);
}

fn word(words: &Words) -> String {
    let text = words.text.as_str();
    let bare = words.style == Style::Plain;
    match bare && (matches!(text, "true" | "false") || is_number(text)) {
        true => text.to_owned(),
        false => quoted(text),
    }
}

/// Whether JSON takes the word as a number as it stands.
fn is_number(text: &str) -> bool {
    let number = serde_json::from_str::<serde_json::Number>(text);
    number.is_ok_and(|number| number.as_f64().is_some_and(f64::is_finite))
}
