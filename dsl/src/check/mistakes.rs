//! The sentences for what can be wrong with a value or a map, each with its fix where there is
//! one.

use demoreel_primitives::codes::language as codes;
use demoreel_primitives::diagnostic::{Diagnostic, PatchOp};
use demoreel_primitives::steps::{Bounds, Field, Kind, Table};
use serde_json::{Value as Json, json};

use super::body::points;
use crate::guess::{self, listed};
use crate::tree::{Entry, Key, Mapping, Node, Scalar, Value};

/// What a kind takes, for the end of `takes ...`.
pub(super) fn takes(kind: &Kind) -> String {
    match kind {
        Kind::Text => "words".to_owned(),
        Kind::Identifier => "a name of letters, digits, '_' and '-'".to_owned(),
        Kind::Url => "an address such as 'https://example.com'".to_owned(),
        Kind::Address => "an address, or a path such as '/settings'".to_owned(),
        Kind::Path => "the path of a file or a folder".to_owned(),
        Kind::Image => "the path of a PNG or JPEG picture".to_owned(),
        Kind::Shell => "a command line".to_owned(),
        Kind::Pattern => "a regular expression".to_owned(),
        Kind::EnvName => "the name of an environment variable".to_owned(),
        Kind::Integer(_) => "a whole number".to_owned(),
        Kind::Number(_) => "a number".to_owned(),
        Kind::Boolean => "'true' or 'false'".to_owned(),
        Kind::Duration => "a time with its unit, such as '500ms' or '2s'".to_owned(),
        Kind::Pixels => "a distance in logical pixels, such as '400px'".to_owned(),
        Kind::Length => "a length such as '5%' or '54px'".to_owned(),
        Kind::Size => "a width and a height, such as '1920x1080'".to_owned(),
        Kind::Colour => "a colour in quotes, such as \"#1e293b\"".to_owned(),
        Kind::Point => "two numbers, such as '640, 400'".to_owned(),
        Kind::Region => "a corner and a size, such as '0, 0, 400x300'".to_owned(),
        Kind::Keys => "a key such as 'Enter' or 'Ctrl+K', or a list of them".to_owned(),
        Kind::Magnification => "'auto' or a number from 1 to 8".to_owned(),
        Kind::Typed => "words, or `env` with the name of a secret".to_owned(),
        Kind::Secret => "`env` with the name of an environment variable".to_owned(),
        Kind::Target => "a target: visible text, or a map such as `css: form`".to_owned(),
        Kind::Steps => "a list of steps".to_owned(),
        Kind::Scenes => "a list of scenes".to_owned(),
        Kind::Choice { of } => listed(of.iter().map(String::as_str)),
        Kind::List { of } => format!("a list; each item is {}", takes(of)),
        Kind::Names { .. } => "a map from names to what they stand for".to_owned(),
        Kind::Body(table) => fields_of(table),
        Kind::OneKey { of } => listed(of.iter().map(|table| table.name.as_str())),
        Kind::Anything => "a value".to_owned(),
    }
}

/// A key as a sentence names it; what has no key of its own is called by its name.
fn called(key: &Key) -> String {
    match key.text.contains(' ') {
        true => key.text.clone(),
        false => format!("`{}`", key.text),
    }
}

fn fields_of(table: &Table) -> String {
    let names = table.fields.iter().map(|field| field.name.as_str());
    format!("a map with {}", listed(names))
}

fn wrong(node: &Node, key: &Key, kind: &Kind) -> Diagnostic {
    let message = format!(
        "`{}` takes {}, not {}",
        key.text,
        takes(kind),
        node.in_words()
    );
    Diagnostic::error(codes::WRONG_TYPE, message).at(node.span.place())
}

fn replace(node: &Node, value: impl Into<Json>) -> Vec<PatchOp> {
    let path = node.span.pointer.to_string();
    vec![PatchOp::Replace {
        path,
        value: value.into(),
    }]
}

/// A list or a map where a word is expected, or the other way round.
pub(super) fn wrong_shape(node: &Node, key: &Key, kind: &Kind) -> Diagnostic {
    match (as_written(node), kind) {
        (Some(text), Kind::Text | Kind::Typed | Kind::Pattern | Kind::Shell) => {
            let what = node.in_words();
            let message = format!("`{}` takes words, but '{text}' is {what} in YAML", key.text);
            Diagnostic::error(codes::BRACKETS_IN_TEXT, message)
                .at(node.span.place())
                .hint(format!("put it into quotes: \"{text}\""))
                .fix("put the words into quotes", replace(node, text))
        }
        (_, Kind::Point | Kind::Region) => pair_as_list(node, key, kind),
        _ => wrong(node, key, kind),
    }
}

/// `[640, 400]`, which other tools take.
fn pair_as_list(node: &Node, key: &Key, kind: &Kind) -> Diagnostic {
    let numbers: Option<Vec<&str>> = node
        .as_sequence()
        .and_then(|items| items.iter().map(Node::text).collect());
    let error = wrong(node, key, kind);
    let text = match (numbers.as_deref(), kind) {
        (Some([x, y]), Kind::Point) => format!("{x}, {y}"),
        (Some([x, y, width, height]), Kind::Region) => format!("{x}, {y}, {width}x{height}"),
        _ => return error,
    };
    error
        .hint(format!("write '{text}'"))
        .fix(format!("write '{text}'"), replace(node, text))
}

/// The text of a list or map in brackets that was meant as words, such as `[data-x=1]`.
fn as_written(node: &Node) -> Option<String> {
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

/// A word that is not of the kind.
pub(super) fn wrong_word(node: &Node, key: &Key, kind: &Kind) -> Diagnostic {
    let error = wrong(node, key, kind);
    let text = node.text().unwrap_or_default().trim();
    let meant: Option<Json> = match kind {
        Kind::Colour => {
            let hex = format!("#{text}");
            demoreel_primitives::colour::Colour::from_hex(&hex).map(|_| hex.into())
        }
        Kind::Duration => duration_meant(text).map(Json::from),
        Kind::Url | Kind::Address if text.contains('.') && !text.contains(' ') => {
            (!text.contains("://")).then(|| format!("https://{text}").into())
        }
        Kind::Address if text.starts_with("localhost") => Some(format!("http://{text}").into()),
        Kind::Integer(_) | Kind::Number(_) => number_meant(text),
        Kind::Boolean => match text {
            "true" => Some(true.into()),
            "false" => Some(false.into()),
            _ => None,
        },
        Kind::Identifier => identifier_meant(text).map(Json::from),
        _ => None,
    };
    match meant {
        None => error,
        Some(value) => {
            let title = match &value {
                Json::String(text) => format!("write '{text}'"),
                other => format!("write {other} without quotes"),
            };
            error.hint(title.clone()).fix(title, replace(node, value))
        }
    }
}

/// `2 seconds`, `2sec`, `2 s`.
fn duration_meant(text: &str) -> Option<String> {
    let at = text.find(|c: char| !(c.is_ascii_digit() || c == '.'))?;
    let (number, unit) = text.split_at(at);
    let unit = match unit.trim().to_ascii_lowercase().as_str() {
        "s" | "sec" | "secs" | "second" | "seconds" => "s",
        "ms" | "msec" | "millis" | "milliseconds" => "ms",
        "minute" | "minutes" | "mins" | "min" | "m" => "m",
        _ => return None,
    };
    number.parse::<f64>().ok()?;
    Some(format!("{number}{unit}"))
}

fn number_meant(text: &str) -> Option<Json> {
    let bare = text.trim_end_matches(['x', '%']);
    if let Ok(whole) = bare.parse::<i64>() {
        return Some(whole.into());
    }
    bare.parse::<f64>()
        .ok()
        .filter(|number| number.is_finite())
        .map(Json::from)
}

fn identifier_meant(text: &str) -> Option<String> {
    let word: String = text
        .chars()
        .map(|c| {
            if c.is_ascii_alphanumeric() || c == '-' {
                c
            } else {
                '_'
            }
        })
        .collect();
    let word = word.trim_matches('_').to_lowercase();
    super::value::is_identifier(&word).then_some(word)
}

/// `wait: 2`.
pub(super) fn unit_missing(node: &Node, key: &Key, kind: &Kind, text: &str) -> Diagnostic {
    let number: f64 = text.parse().unwrap_or(0.0);
    let (message, meant) = match kind {
        // Nobody waits for minutes in a demo: a large number was meant in milliseconds.
        Kind::Duration if number >= 100.0 => ("a time needs its unit", format!("{text}ms")),
        Kind::Duration => ("a time needs its unit", format!("{text}s")),
        _ => ("a length needs its unit", format!("{text}px")),
    };
    let message = format!("`{}: {text}` has no unit; {message}", key.text);
    Diagnostic::error(codes::UNIT_MISSING, message)
        .at(node.span.place())
        .hint(format!("`{}` takes {}", key.text, takes(kind)))
        .fix(format!("write '{meant}'"), replace(node, meant))
}

pub(super) fn out_of_range(node: &Node, key: &Key, bounds: Bounds) -> Diagnostic {
    let range = match (bounds.least, bounds.most) {
        (Some(least), Some(most)) if least == most => format!("{least} in this version"),
        (Some(least), Some(most)) => format!("a number from {least} to {most}"),
        (Some(least), None) => format!("a number of at least {least}"),
        (None, Some(most)) => format!("a number of at most {most}"),
        (None, None) => "a smaller number".to_owned(),
    };
    let message = format!("`{}` takes {range}, not {}", key.text, node.in_words());
    Diagnostic::error(codes::OUT_OF_RANGE, message).at(node.span.place())
}

pub(super) fn not_a_choice(node: &Node, key: &Key, of: &[String]) -> Diagnostic {
    let words = || of.iter().map(String::as_str);
    let message = format!(
        "`{}` takes {}, not {}",
        key.text,
        listed(words()),
        node.in_words()
    );
    let text = node.text().unwrap_or_default();
    let (code, to_come) = match guess::is_kind_to_come(text) {
        true => (codes::NOT_IN_THIS_VERSION, true),
        false => (codes::NOT_A_CHOICE, false),
    };
    let error = Diagnostic::error(code, message).at(node.span.place());
    match guess::nearest(text, words()) {
        _ if to_come => error.hint(format!("`{text}` is not in this version yet")),
        Some(near) => {
            let fix = replace(node, near);
            error
                .hint(format!("did you mean `{near}`?"))
                .fix(format!("write '{near}'"), fix)
        }
        None => error,
    }
}

pub(super) fn bad_pattern(node: &Node, key: &Key, error: &regex_syntax::Error) -> Diagnostic {
    let why = match error {
        regex_syntax::Error::Parse(error) => error.kind().to_string(),
        regex_syntax::Error::Translate(error) => error.kind().to_string(),
        _ => "it cannot be read".to_owned(),
    };
    let message = format!("`{}` is no regular expression: {why}", key.text);
    Diagnostic::error(codes::WRONG_TYPE, message)
        .at(node.span.place())
        .hint("put a backslash before signs that stand for themselves; use single quotes")
}

pub(super) fn bad_key(node: &Node, part: &str) -> Diagnostic {
    let message = format!("'{part}' is no key in {}", node.in_words());
    let hint = "a chord is `Ctrl`, `Alt`, `Shift` or `Meta` with `+` and one key: a character, \
                `Enter`, `Tab`, `Escape`, `Space`, `Backspace`, `ArrowDown`, `F5` and the like; \
                to type words, use `type_text`";
    Diagnostic::error(codes::WRONG_TYPE, message)
        .at(node.span.place())
        .hint(hint)
}

pub(super) fn not_a_list(node: &Node, key: &Key) -> Diagnostic {
    let message = format!("`{}` takes a list, not {}", key.text, node.in_words());
    let error = Diagnostic::error(codes::WRONG_TYPE, message).at(node.span.place());
    let fix = replace(node, json!([node.to_json()]));
    error
        .hint("begin each item with `- `")
        .fix("make it a list of one", fix)
}

pub(super) fn not_a_name(key: &Key) -> Diagnostic {
    let message = format!("'{}' is no name", key.text);
    let error = Diagnostic::error(codes::WRONG_TYPE, message).at(key.span.place());
    let error = error.hint("a name begins with a letter and has letters, digits, '_' and '-'");
    match identifier_meant(&key.text) {
        None => error,
        Some(name) => {
            let (from, path) = (key.span.pointer.to_string(), key.span.beside(&name));
            error.fix(
                format!("write `{name}`"),
                vec![PatchOp::Move { from, path }],
            )
        }
    }
}

/// A map that must have exactly one key and does not.
pub(super) fn not_one_key(node: &Node, key: &Key, of: &[Table]) -> Diagnostic {
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

fn misplaced(stray: &Entry, inside: &Key) -> Diagnostic {
    let (word, home) = (&stray.key.text, &inside.text);
    let message = format!("`{word}` stands beside `{home}`, not inside it");
    Diagnostic::error(codes::MISPLACED, message)
        .at(stray.key.span.place())
        .hint(format!("indent `{word}` under `{home}:`"))
}

pub(super) fn unknown_kind(key: &Key, around: &Key, of: &[Table]) -> Diagnostic {
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

/// `color: #fff`.
pub(super) fn comment_for_value(node: &Node, key: &Key) -> Diagnostic {
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
pub(super) fn comment_for_body(node: &Node, table: &Table, key: &Key) -> Diagnostic {
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
pub(super) fn comment_in_text(node: &Node, scalar: &Scalar, swallowed: &str) -> Diagnostic {
    let whole = format!("{} #{swallowed}", scalar.text);
    let message = format!(
        "only '{}' is read, because ' #' begins a comment in YAML",
        crate::tree::shortened(&scalar.text)
    );
    Diagnostic::error(codes::COMMENT_IN_TEXT, message)
        .at(node.span.place())
        .hint(format!("put the words into quotes: \"{whole}\""))
        .fix("put the words into quotes", replace(node, whole))
}

/// `click: [data-x=1]`, where a selector was meant.
pub(super) fn wrong_target(node: &Node, key: &Key) -> Diagnostic {
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

pub(super) fn nth_is_zero(key: &Key) -> Diagnostic {
    let message = format!("`nth` of `{}` counts from 1", key.text);
    Diagnostic::error(codes::OUT_OF_RANGE, message)
        .at(key.span.place())
        .hint("1 is the first, -1 is the last")
}

pub(super) fn no_words(key: &Key) -> Diagnostic {
    let message = format!("`{}` has no words", key.text);
    Diagnostic::error(codes::MISSING_FIELD, message).at(key.span.place())
}

pub(super) fn no_value(key: &Key, kind: &Kind) -> Diagnostic {
    let message = format!("`{}` has no value", key.text);
    Diagnostic::error(codes::MISSING_FIELD, message)
        .at(key.span.place())
        .hint(format!("it takes {}", takes(kind)))
}

pub(super) fn takes_a_map(node: &Node, table: &Table, key: &Key) -> Diagnostic {
    let message = format!(
        "`{}` takes {}, not {}",
        key.text,
        fields_of(table),
        node.in_words()
    );
    let message = match table.fields.is_empty() {
        true => format!("`{}` takes nothing, but has {}", key.text, node.in_words()),
        false => message,
    };
    Diagnostic::error(codes::WRONG_TYPE, message).at(node.span.place())
}

pub(super) fn guessed_field(key: &Key, name: &str) -> Diagnostic {
    let message = format!("`{}` is called `{name}` here", key.text);
    let (from, path) = (key.span.pointer.to_string(), key.span.beside(name));
    Diagnostic::warning(codes::GUESSED_WORD, message)
        .at(key.span.place())
        .fix(
            format!("write `{name}`"),
            vec![PatchOp::Move { from, path }],
        )
}

pub(super) fn unknown_field(
    node: &Node,
    mapping: &Mapping,
    entry: &Entry,
    table: &Table,
    key: &Key,
) -> Diagnostic {
    let word = entry.key.text.as_str();
    let place = entry.key.span.place();
    if mapping.braces && entry.value.is_null() {
        return comma_in_braces(mapping, entry);
    }
    if matches!(word, "on" | "true") && table.field("surface").is_some() {
        let (from, path) = (
            entry.key.span.pointer.to_string(),
            entry.key.span.beside("surface"),
        );
        let message = format!("`{word}` is no key, and many YAML readers take `on` for true");
        return Diagnostic::error(codes::ON_IS_TRUE, message)
            .at(place)
            .hint("the word is `surface`")
            .fix("write `surface`", vec![PatchOp::Move { from, path }]);
    }
    if matches!(word, "for" | "duration") && table.takes_steps() {
        let message = format!("`{}` has no length of its own", key.text);
        return Diagnostic::error(codes::UNKNOWN_FIELD, message)
            .at(place)
            .hint("put what it spans under `steps`, or end it with `mark_normal`");
    }
    if guess::is_field_to_come(word) {
        let message = format!("`{word}` is not in this version yet");
        let hint = "take it out for now";
        return Diagnostic::error(codes::NOT_IN_THIS_VERSION, message)
            .at(place)
            .hint(hint);
    }
    if word == "target" && points(table) {
        return target_in_a_map(node, entry, key);
    }
    plain_unknown(entry, table, key)
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
            error.hint(format!("did you mean `{near}`?")).fix(
                format!("write `{near}`"),
                vec![PatchOp::Move { from, path }],
            )
        }
        None if table.fields.is_empty() => error,
        None => error.hint(format!("it takes {}", listed(names()))),
    }
}

/// `{text: Deploy, now}`.
fn comma_in_braces(mapping: &Mapping, entry: &Entry) -> Diagnostic {
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

/// `click: {target: {css: form}}`, as other tools have it.
fn target_in_a_map(node: &Node, entry: &Entry, key: &Key) -> Diagnostic {
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

pub(super) fn missing_field(table: &Table, field: &Field, key: &Key) -> Diagnostic {
    let message = format!("{} needs `{}`", called(key), field.name);
    let hint = format!("`{}` takes {}", field.name, takes(&field.kind));
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

pub(super) fn not_one_of(table: &Table, given: &[&str], key: &Key) -> Diagnostic {
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

pub(super) fn for_and_steps(key: &Key) -> Diagnostic {
    let message = format!("`{}` has both `for` and `steps`", key.text);
    Diagnostic::error(codes::FOR_AND_STEPS, message)
        .at(key.span.place())
        .hint("`for` holds everything that long, `steps` lasts as long as they do: keep one")
}
