//! Keys that are missing, unknown, or in the wrong place.

use demoreel_primitives::codes::language as codes;
use demoreel_primitives::diagnostic::{Diagnostic, PatchOp};
use demoreel_primitives::steps::{Bounds, FINDERS, Field, Kind, Table, listed};
use serde_json::json;

use super::{called, traps};
use crate::check::body::points;
use crate::guess;
use crate::tree::{Entry, Key, Mapping, Node};

pub(in crate::check) fn no_value(key: &Key, kind: &Kind) -> Diagnostic {
    let message = format!("`{}` has no value", key.text);
    Diagnostic::error(codes::MISSING_FIELD, message)
        .at(key.span.place())
        .hint(format!("it takes {}", kind.takes()))
}

pub(in crate::check) fn no_words(key: &Key) -> Diagnostic {
    let message = format!("`{}` has no words", key.text);
    Diagnostic::error(codes::MISSING_FIELD, message).at(key.span.place())
}

pub(in crate::check) fn takes_a_map(node: &Node, table: &Table, key: &Key) -> Diagnostic {
    let message = format!(
        "`{}` takes {}, not {}",
        key.text,
        table.fields_in_words(),
        node.in_words()
    );
    let message = match table.fields.is_empty() {
        true => format!("`{}` takes nothing, but has {}", key.text, node.in_words()),
        false => message,
    };
    Diagnostic::error(codes::WRONG_TYPE, message).at(node.span.place())
}

pub(in crate::check) fn guessed_field(key: &Key, name: &str) -> Diagnostic {
    let message = format!("`{}` is called `{name}` here", key.text);
    let (from, path) = (key.span.pointer.to_string(), key.span.beside(name));
    Diagnostic::warning(codes::GUESSED_WORD, message)
        .at(key.span.place())
        .fix(
            format!("write `{name}`"),
            vec![PatchOp::Move { from, path }],
        )
}

/// A key that the map does not take, for whichever reason it was probably written.
pub(in crate::check) fn unknown_field(
    node: &Node,
    mapping: &Mapping,
    entry: &Entry,
    table: &Table,
    key: &Key,
) -> Diagnostic {
    let word = entry.key.text.as_str();
    if mapping.braces && entry.value.is_null() {
        return traps::comma_in_braces(mapping, entry);
    }
    if matches!(word, "on" | "true") && table.field("surface").is_some() {
        return traps::on_is_true(entry);
    }
    if word == "target" && points(table) {
        return traps::target_in_a_map(node, entry, key);
    }
    if (word == "selector" || FINDERS.contains(&word)) && table.field("into").is_some() {
        return finder_outside(node, entry, key);
    }
    let place = entry.key.span.place();
    if matches!(word, "for" | "duration") && table.takes_steps() {
        let message = format!("`{}` has no length of its own", key.text);
        return Diagnostic::error(codes::UNKNOWN_FIELD, message)
            .at(place)
            .hint("put what it spans under `steps`, or end it with `mark_normal`");
    }
    if guess::is_field_to_come(word) {
        let message = format!("`{word}` is not in this version yet");
        let error = Diagnostic::error(codes::NOT_IN_THIS_VERSION, message).at(place);
        return error.hint("take it out for now");
    }
    plain_unknown(entry, table, key)
}

/// `type_text: {text: Ada, css: form}`: what points at the field stands under `into`.
fn finder_outside(node: &Node, entry: &Entry, key: &Key) -> Diagnostic {
    let word = entry.key.text.as_str();
    let finder = if word == "selector" { "css" } else { word };
    let message = format!("`{word}` stands in `{}` itself, not under `into`", key.text);
    let error = Diagnostic::error(codes::MISPLACED, message)
        .at(entry.key.span.place())
        .hint(format!("write `into:`, and under it `{finder}:`"));
    if node.get("into").is_some() {
        return error;
    }
    let value = json!({ finder: entry.value.to_json() });
    let patch = vec![
        PatchOp::Remove {
            path: entry.key.span.pointer.to_string(),
        },
        PatchOp::Add {
            path: entry.key.span.beside("into"),
            value,
        },
    ];
    error.fix("put it under `into`", patch)
}

fn plain_unknown(entry: &Entry, table: &Table, key: &Key) -> Diagnostic {
    let word = entry.key.text.as_str();
    let names = || table.fields.iter().map(|field| field.name.as_str());
    let message = match table.fields.is_empty() {
        true => format!("{} takes nothing, but has `{word}`", called(key)),
        false => format!("{} has no `{word}`", called(key)),
    };
    let error = Diagnostic::error(codes::UNKNOWN_FIELD, message).at(entry.key.span.place());
    match guess::nearest(word, names()) {
        Some(near) => {
            let (from, path) = (
                entry.key.span.pointer.to_string(),
                entry.key.span.beside(near),
            );
            let error = error.hint(format!("did you mean `{near}`?"));
            match guess::is_certain(word, near, names()) {
                true => error.fix(
                    format!("write `{near}`"),
                    vec![PatchOp::Move { from, path }],
                ),
                false => error,
            }
        }
        None if table.fields.is_empty() => error,
        None => error.hint(format!("it takes {}", listed(names()))),
    }
}

pub(in crate::check) fn missing_field(table: &Table, field: &Field, key: &Key) -> Diagnostic {
    let message = format!("{} needs `{}`", called(key), field.name);
    let hint = format!("`{}` takes {}", field.name, field.kind.takes());
    let error = Diagnostic::error(codes::MISSING_FIELD, message).at(key.span.place());
    if let Kind::Integer(Bounds {
        least: Some(only),
        most: Some(most),
    }) = field.kind
        && only == most
    {
        let path = format!("{}/{}", key.span.pointer, field.name);
        let patch = vec![PatchOp::Add {
            path,
            value: json!(only as i64),
        }];
        let title = format!("write `{}: {only}`", field.name);
        return error.hint(title.clone()).fix(title, patch);
    }
    match table.example.as_str() {
        "" => error.hint(hint),
        example => error.hint(format!("{hint}; for example:\n{}", example.trim_end())),
    }
}

pub(in crate::check) fn not_one_of(table: &Table, given: &[&str], key: &Key) -> Diagnostic {
    let all = listed(table.one_of.iter().map(String::as_str));
    let (what, hint) = match points(table) {
        true => (
            "a target",
            format!("write the visible text, or one of {all}"),
        ),
        false => ("one thing to go by", format!("give exactly one of {all}")),
    };
    let message = match given {
        [] => format!("`{}` needs {what}", key.text),
        several => {
            let names: Vec<_> = several.iter().map(|name| format!("`{name}`")).collect();
            format!(
                "`{}` has {}, but takes one of them",
                key.text,
                names.join(" and ")
            )
        }
    };
    Diagnostic::error(codes::NOT_ONE_OF, message)
        .at(key.span.place())
        .hint(hint)
}

pub(in crate::check) fn for_and_steps(key: &Key) -> Diagnostic {
    let message = format!("`{}` has both `for` and `steps`", key.text);
    Diagnostic::error(codes::FOR_AND_STEPS, message)
        .at(key.span.place())
        .hint("`for` holds everything that long, `steps` lasts as long as they do: keep one")
}

pub(in crate::check) fn nth_is_zero(key: &Key) -> Diagnostic {
    let message = format!("`nth` of `{}` counts from 1", key.text);
    Diagnostic::error(codes::OUT_OF_RANGE, message)
        .at(key.span.place())
        .hint("1 is the first, -1 is the last")
}

fn misplaced(stray: &Entry, inside: &Key) -> Diagnostic {
    let (word, home) = (&stray.key.text, &inside.text);
    let message = format!("`{word}` stands beside `{home}`, not inside it");
    Diagnostic::error(codes::MISPLACED, message)
        .at(stray.key.span.place())
        .hint(format!("indent `{word}` under `{home}:`"))
}

/// A map that must have exactly one key and does not.
pub(in crate::check) fn not_one_key(node: &Node, key: &Key, of: &[Table]) -> Diagnostic {
    let known = listed(of.iter().map(|table| table.name.as_str()));
    let error = |message| Diagnostic::error(codes::WRONG_TYPE, message).at(node.span.place());
    let Some(mapping) = node
        .as_mapping()
        .filter(|mapping| mapping.entries.len() > 1)
    else {
        return error(format!(
            "`{}` takes {known}, not {}",
            key.text,
            node.in_words()
        ));
    };
    let inner = mapping.entries.iter().find_map(|entry| {
        let table = of.iter().find(|table| table.name == entry.key.text)?;
        Some((entry, table))
    });
    let strays = |table: &Table| {
        let mut entries = mapping.entries.iter();
        entries
            .find(|entry| table.field(&entry.key.text).is_some())
            .cloned()
    };
    match inner.and_then(|(entry, table)| Some((entry, strays(table)?))) {
        Some((entry, stray)) => misplaced(&stray, &entry.key),
        None => error(format!("`{}` has exactly one key: {known}", key.text)),
    }
}

pub(in crate::check) fn unknown_kind(key: &Key, around: &Key, of: &[Table]) -> Diagnostic {
    let words = || of.iter().map(|table| table.name.as_str());
    let message = format!(
        "`{}` takes {}, not '{}'",
        around.text,
        listed(words()),
        key.text
    );
    let place = key.span.place();
    if guess::is_kind_to_come(&key.text) {
        let message = format!("`{}` is not in this version yet", key.text);
        let hint = format!("`{}` takes {}", around.text, listed(words()));
        return Diagnostic::error(codes::NOT_IN_THIS_VERSION, message)
            .at(place)
            .hint(hint);
    }
    let error = Diagnostic::error(codes::NOT_A_CHOICE, message).at(place);
    match guess::nearest(&key.text, words()) {
        Some(near) => error.hint(format!("did you mean `{near}`?")),
        None => error,
    }
}
