//! Values that are not of the kind that their key takes.

use demoreel_primitives::codes::{language as codes, look};
use demoreel_primitives::colour::Colour;
use demoreel_primitives::diagnostic::{Diagnostic, PatchOp};
use demoreel_primitives::steps::{Bounds, Kind, listed};
use serde_json::{Value as Json, json};

use super::traps::words_in_brackets;
use super::{replace, wrong};
use crate::check::value::is_identifier;
use crate::guess;
use crate::tree::{Key, Node};

/// A list or a map where a word is expected, or the other way round.
pub(in crate::check) fn wrong_shape(node: &Node, key: &Key, kind: &Kind) -> Diagnostic {
    match kind {
        Kind::Text | Kind::Phrase | Kind::Typed | Kind::Pattern | Kind::Shell => {
            words_in_brackets(node, key).unwrap_or_else(|| wrong(node, key, kind))
        }
        Kind::Point | Kind::Region => pair_as_list(node, key, kind),
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

/// A word that is not of the kind.
pub(in crate::check) fn wrong_word(node: &Node, key: &Key, kind: &Kind) -> Diagnostic {
    let error = wrong(node, key, kind);
    let text = node.text().unwrap_or_default().trim();
    let meant: Option<Json> = match kind {
        Kind::Colour => {
            let hex = format!("#{text}");
            Colour::from_hex(&hex).map(|_| hex.into())
        }
        Kind::Duration => duration_meant(text).map(Json::from),
        Kind::Url | Kind::Address => address_meant(text).map(Json::from),
        Kind::Magnification => magnification_meant(text),
        Kind::Integer(_) => number_meant(text).filter(Json::is_i64),
        Kind::Number(_) => number_meant(text),
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

/// `example.com` and `localhost:3000`.
fn address_meant(text: &str) -> Option<String> {
    let local = text.starts_with("localhost") || text.starts_with(|c: char| c.is_ascii_digit());
    let remote = text.contains('.') && text.starts_with(char::is_alphanumeric);
    if text.contains("://") || text.contains(char::is_whitespace) || !(local || remote) {
        return None;
    }
    let scheme = if local { "http" } else { "https" };
    Some(format!("{scheme}://{text}"))
}

/// `150%` and `2x`.
fn magnification_meant(text: &str) -> Option<Json> {
    let times: f64 = match text.strip_suffix('%') {
        Some(percent) => percent.parse::<f64>().ok()? / 100.0,
        None => text.strip_suffix('x')?.parse().ok()?,
    };
    (1.0..=8.0).contains(&times).then(|| times.into())
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
    is_identifier(&word).then_some(word)
}

/// `wait: 2`.
pub(in crate::check) fn unit_missing(
    node: &Node,
    key: &Key,
    kind: &Kind,
    text: &str,
) -> Diagnostic {
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
        .hint(format!("`{}` takes {}", key.text, kind.takes()))
        .fix(format!("write '{meant}'"), replace(node, meant))
}

pub(in crate::check) fn out_of_range(node: &Node, key: &Key, bounds: Bounds) -> Diagnostic {
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

pub(in crate::check) fn not_a_choice(node: &Node, key: &Key, of: &[String]) -> Diagnostic {
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
            let error = error.hint(format!("did you mean `{near}`?"));
            match guess::is_certain(text, near, words()) {
                true => error.fix(format!("write '{near}'"), replace(node, near)),
                false => error,
            }
        }
        None => error,
    }
}

pub(in crate::check) fn bad_pattern(
    node: &Node,
    key: &Key,
    error: &regex_syntax::Error,
) -> Diagnostic {
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

pub(in crate::check) fn bad_key(node: &Node, part: &str) -> Diagnostic {
    let message = format!("'{part}' is no key in {}", node.in_words());
    let hint = "a chord is `Ctrl`, `Alt`, `Shift` or `Meta` with `+` and one key: a character, \
                `Enter`, `Tab`, `Escape`, `Space`, `Backspace`, `ArrowDown`, `F5` and the like; \
                to type words, use `type_text`";
    Diagnostic::error(codes::WRONG_TYPE, message)
        .at(node.span.place())
        .hint(hint)
}

/// `press: [Ctrl, K]`, where one chord was meant.
pub(in crate::check) fn chord_in_parts(node: &Node, chord: &str) -> Diagnostic {
    let message = "a list presses one chord after another, and a modifier alone is no chord";
    Diagnostic::error(codes::WRONG_TYPE, message)
        .at(node.span.place())
        .hint(format!("write `{chord}`"))
        .fix(format!("write `{chord}`"), replace(node, chord))
}

pub(in crate::check) fn not_a_list(node: &Node, key: &Key) -> Diagnostic {
    let message = format!("`{}` takes a list, not {}", key.text, node.in_words());
    let error = Diagnostic::error(codes::WRONG_TYPE, message).at(node.span.place());
    let fix = replace(node, json!([node.to_json()]));
    error
        .hint("begin each item with `- `")
        .fix("make it a list of one", fix)
}

pub(in crate::check) fn not_a_language(key: &Key) -> Diagnostic {
    let message = format!("'{}' is no language", key.text);
    Diagnostic::error(look::UNKNOWN_LANGUAGE, message)
        .at(key.span.place())
        .hint("languages have codes such as `en`, `de` or `pt-BR`")
}

pub(in crate::check) fn not_a_name(key: &Key) -> Diagnostic {
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
