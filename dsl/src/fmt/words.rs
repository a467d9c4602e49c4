//! Single values: when quotes are needed, and how text of several lines is written.

use super::sheet::{Body, Leaf, Style, Words};

/// Longer lines of text that was already written over several are folded.
pub(super) const WIDTH: usize = 100;
/// However deep it stands, a folded line has room for some words.
const LEAST_WIDTH: usize = 40;

/// Words as they are written behind a key or a dash.
pub(super) enum Written {
    /// On that line.
    Inline(String),
    /// A header on that line, and below it lines that are indented.
    Below { header: String, lines: Vec<String> },
}

/// How words are written at an indentation.
pub(super) fn written(words: &Words, several_lines: bool, indent: usize) -> Written {
    let text = words.text.as_str();
    let (body, ending) = match text.strip_suffix('\n') {
        Some(body) => (body, ""),
        None => (text, "-"),
    };
    let room = WIDTH.saturating_sub(indent).max(LEAST_WIDTH);
    let fits_a_block = stands_in_a_block(body);
    if fits_a_block && body.contains('\n') {
        return below('|', ending, body.split('\n').map(str::to_owned).collect());
    }
    let long = body.chars().count() > room;
    if fits_a_block && several_lines && words.style != Style::Literal && long && folds(body) {
        return below('>', ending, folded(body, room));
    }
    if fits_a_block && ending.is_empty() {
        return below('|', ending, vec![body.to_owned()]);
    }
    Written::Inline(word(words))
}

/// A word on one line, in quotes where they are needed.
pub(super) fn word(words: &Words) -> String {
    match is_plain(&words.text) && (words.style == Style::Plain || !means_more(&words.text)) {
        true => words.text.clone(),
        false => quoted(&words.text),
    }
}

/// A list on one line.
pub(super) fn brackets(items: &[Leaf]) -> String {
    let written = items.iter().map(|item| match &item.body {
        Body::Words(words) if words.text.contains([',', '[', ']', '{', '}']) => quoted(&words.text),
        Body::Words(words) => word(words),
        _ => String::new(),
    });
    format!("[{}]", written.collect::<Vec<_>>().join(", "))
}

/// Text in double quotes, as YAML and JSON both read it.
pub(super) fn quoted(text: &str) -> String {
    let json = serde_json::Value::from(text).to_string();
    let special = |c: char| {
        matches!(
            c,
            '\u{7f}'..='\u{9f}' | '\u{2028}' | '\u{2029}' | '\u{feff}'
        )
    };
    let escape = |c: char| match special(c) {
        true => format!("\\u{:04x}", u32::from(c)),
        false => c.to_string(),
    };
    json.chars().map(escape).collect()
}

fn below(sign: char, ending: &str, lines: Vec<String>) -> Written {
    let header = format!("{sign}{ending}");
    Written::Below { header, lines }
}

/// Whether a block says the text as it is: no space that is lost or counted as indentation.
fn stands_in_a_block(body: &str) -> bool {
    let printable = |c: char| c == '\n' || c == '\t' || !(c.is_control() || is_break(c));
    let spaced = |line: &str| !line.is_empty() && line.trim().is_empty();
    !body.is_empty()
        && !body.starts_with([' ', '\t', '\n'])
        && !body.ends_with('\n')
        && body.chars().all(printable)
        && !body.split('\n').any(spaced)
}

fn is_break(c: char) -> bool {
    matches!(c, '\u{85}' | '\u{2028}' | '\u{2029}' | '\u{feff}')
}

/// Whether the text comes back when it is folded at its spaces.
fn folds(body: &str) -> bool {
    !body.contains("  ") && !body.contains(['\t', '\n']) && body.trim() == body
}

fn folded(body: &str, room: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in body.split(' ') {
        match lines.last_mut() {
            Some(line) if line.chars().count() + 1 + word.chars().count() <= room => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    lines
}

/// Whether YAML takes the text as words where it stands without quotes.
fn is_plain(text: &str) -> bool {
    let Some(first) = text.chars().next() else {
        return false;
    };
    let lone = |sign: char| text.starts_with(sign) && text[1..].chars().next().is_none_or(blank);
    let starts = matches!(
        first,
        ',' | '['
            | ']'
            | '{'
            | '}'
            | '#'
            | '&'
            | '*'
            | '!'
            | '|'
            | '>'
            | '\''
            | '"'
            | '%'
            | '@'
            | '`'
    );
    !starts
        && !['-', '?', ':'].into_iter().any(lone)
        && text.trim() == text
        && !text.contains(": ")
        && !text.ends_with(':')
        && !text.contains(" #")
        && !["---", "..."].iter().any(|sign| text.starts_with(sign))
        && !text.chars().any(|c| c.is_control() || is_break(c))
}

fn blank(c: char) -> bool {
    c == ' '
}

/// Whether some reader of YAML, old or new, sees more in the plain text than words: nothing, a
/// yes or a no, a number, a time of day, a date.
fn means_more(text: &str) -> bool {
    let lower = text.to_ascii_lowercase();
    let words = [
        "null", "~", "true", "false", "yes", "no", "on", "off", "y", "n", "=", "<<", ".inf",
        "+.inf", "-.inf", ".nan",
    ];
    words.contains(&lower.as_str()) || is_numeric(&lower)
}

/// `1.10`, `0x1f`, `1_000`, `1e3`, `1:30`, `2024-01-31`: a digit, and nothing that a unit or a
/// word would have.
fn is_numeric(lower: &str) -> bool {
    let digits = lower.trim_start_matches(['-', '+']);
    let based = ["0x", "0o", "0b"].iter().any(|base| {
        let rest = digits.strip_prefix(base);
        rest.is_some_and(|rest| rest.chars().all(|c| c.is_ascii_hexdigit() || c == '_'))
    });
    let first = digits
        .trim_start_matches('.')
        .starts_with(|c: char| c.is_ascii_digit());
    let all = digits
        .chars()
        .all(|c| c.is_ascii_digit() || matches!(c, '.' | '_' | ':' | '-' | '+' | 'e' | 't' | 'z'));
    based || (first && all)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn word_of(text: &str) -> String {
        let words = Words {
            text: text.to_owned(),
            style: Style::Quoted,
        };
        word(&words)
    }

    #[test]
    fn quotes_stand_where_a_reader_would_see_something_else() {
        let plain = [
            "Deploy",
            "2s",
            "5%",
            "a: b"[..1].as_ref(),
            "it's",
            "css.row",
            "/x?y=1",
            "${name}",
            "640, 400",
            "no way",
            "-x",
            "a#b",
            "https://a.b/c",
            "Ctrl+K",
            "1920x1080",
            ":root",
            "echo \"hi\"",
        ];
        for text in plain {
            assert_eq!(word_of(text), text);
        }
        let quoted = [
            "",
            " a",
            "a ",
            "#id",
            "@x",
            "[data-x=1]",
            "*bold*",
            "{x}",
            "a: b",
            "a #1",
            "ends:",
            "- a",
            "-",
            "?",
            "no",
            "On",
            "NULL",
            "~",
            "1.10",
            "12",
            "1e3",
            "0x1f",
            "1_000",
            "1:30",
            "2024-01-31",
            "---",
            "%x",
            "`x`",
            "a\tb",
            "!x",
            "|",
            ">",
            "'",
            "y",
        ];
        for text in quoted {
            assert_eq!(word_of(text), format!("{text:?}"), "{text}");
        }
    }
}
