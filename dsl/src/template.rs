//! What stands inside `${...}`: the name of a value, perhaps fields of it, then filters. Filters
//! are those of a template engine of which nothing else is used: no expression, loop or call can
//! be written. What never lives here: where values come from.

use std::collections::BTreeMap;

use demoreel_primitives::codes::language as codes;
use demoreel_primitives::diagnostic::Diagnostic;
use demoreel_primitives::steps::listed;
use minijinja::value::ValueKind;
use minijinja::{Environment, Value, filters};
use serde_json::Value as Json;

use crate::guess;

/// No text that a script makes is longer.
pub(crate) const MOST_TEXT: usize = 64 << 10;
/// No `${...}` is longer.
const MOST_INSIDE: usize = 500;

/// The filters, besides `raw`.
const FILTERS: &[&str] = &[
    "upper",
    "lower",
    "title",
    "capitalize",
    "trim",
    "replace",
    "default",
    "join",
    "first",
    "last",
    "length",
    "slug",
];

/// A text, taken apart.
#[derive(Debug, PartialEq)]
pub(crate) enum Piece {
    Text(String),
    Value(Wanted),
}

/// One `${...}`.
#[derive(Debug, PartialEq)]
pub(crate) struct Wanted {
    /// The value's name.
    pub name: String,
    /// The fields inside it, the outermost first; a number counts from 0.
    pub fields: Vec<String>,
    /// As they were written, without `raw`.
    pub filters: Vec<String>,
    /// Not to be quoted for the shell.
    pub raw: bool,
}

/// Takes a text apart; `$${` is a plain `${`.
pub(crate) fn pieces(text: &str) -> Result<Vec<Piece>, Box<Diagnostic>> {
    let mut pieces = Vec::new();
    let mut plain = String::new();
    let mut rest = text;
    while let Some(at) = rest.find("${") {
        if rest[..at].ends_with('$') {
            plain.push_str(&rest[..at - 1]);
            plain.push_str("${");
            rest = &rest[at + 2..];
            continue;
        }
        plain.push_str(&rest[..at]);
        let inside = &rest[at + 2..];
        let Some(end) = closing(inside) else {
            let error = Diagnostic::error(codes::UNKNOWN_PARAMETER, "`${` has no closing `}`");
            return Err(Box::new(error.hint("write `$${` for a plain `${`")));
        };
        if !plain.is_empty() {
            pieces.push(Piece::Text(std::mem::take(&mut plain)));
        }
        pieces.push(Piece::Value(wanted(&inside[..end])?));
        rest = &inside[end + 1..];
    }
    plain.push_str(rest);
    if !plain.is_empty() {
        pieces.push(Piece::Text(plain));
    }
    Ok(pieces)
}

/// The brace that ends a `${...}`; one inside quotes does not.
fn closing(inside: &str) -> Option<usize> {
    let mut quote = None;
    let mut escaped = false;
    for (at, letter) in inside.char_indices().take(MOST_INSIDE) {
        match (quote, letter) {
            _ if escaped => escaped = false,
            (Some(_), '\\') => escaped = true,
            (Some(open), _) if letter == open => quote = None,
            (None, '"' | '\'') => quote = Some(letter),
            (None, '}') => return Some(at),
            _ => {}
        }
    }
    // What only looks like quotes, as in `${don't}`, is told apart by what is wrong with it.
    quote.and(inside.find('}'))
}

fn wanted(inside: &str) -> Result<Wanted, Box<Diagnostic>> {
    let mut parts = split(inside, '|').into_iter();
    let path = parts.next().unwrap_or_default();
    let mut names = path.trim().split('.').map(str::to_owned);
    let name = names.next().unwrap_or_default();
    let fields: Vec<String> = names.collect();
    if !std::iter::once(&name)
        .chain(&fields)
        .all(|one| is_name(one))
    {
        let message = format!("`${{{}}}` is no name of a value", inside.trim());
        let error = Diagnostic::error(codes::UNKNOWN_PARAMETER, message);
        let hint = "it holds a name, perhaps fields of it, and filters, such as `${page.title | upper}`; `$${` is a plain `${`";
        return Err(Box::new(error.hint(hint)));
    }
    let mut filters: Vec<String> = parts.map(|part| part.trim().to_owned()).collect();
    let all = filters.len();
    filters.retain(|filter| filter != "raw");
    for filter in &filters {
        known(filter)?;
    }
    Ok(Wanted {
        name,
        fields,
        raw: filters.len() < all,
        filters,
    })
}

fn is_name(text: &str) -> bool {
    let inner = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-');
    !text.is_empty() && text.chars().all(inner)
}

/// Checks that a filter is one, with nothing but words and numbers as its arguments.
fn known(filter: &str) -> Result<(), Box<Diagnostic>> {
    let (name, arguments) = filter.split_once('(').unwrap_or((filter, ")"));
    let (name, arguments) = (name.trim(), arguments.trim());
    if !FILTERS.contains(&name) {
        let message = format!("there is no filter `{name}`");
        let error = Diagnostic::error(codes::UNKNOWN_FILTER, message);
        let all = FILTERS.iter().copied().chain(["raw"]);
        return Err(Box::new(match guess::nearest(name, all.clone()) {
            Some(near) => error.hint(format!("did you mean `{near}`?")),
            None => error.hint(format!("there are {}", listed(all))),
        }));
    }
    let inside = arguments.strip_suffix(')').map(str::trim);
    let plain = inside.is_some_and(|inside| {
        inside.is_empty() || split(inside, ',').iter().all(|one| is_literal(one.trim()))
    });
    if plain {
        return Ok(());
    }
    let message = format!("`{filter}` is no filter with its arguments");
    let error = Diagnostic::error(codes::UNKNOWN_FILTER, message);
    let hint = "arguments are words in quotes or numbers, such as `replace(\" \", \"-\")`";
    Err(Box::new(error.hint(hint)))
}

fn is_literal(text: &str) -> bool {
    let quoted = |quote: char| {
        let inside = text
            .strip_prefix(quote)
            .and_then(|text| text.strip_suffix(quote));
        inside.is_some_and(|inside| !inside.contains([quote, '\\']))
    };
    quoted('"') || quoted('\'') || text.parse::<i32>().is_ok()
}

/// Splits at a sign that stands outside quotes.
fn split(text: &str, at: char) -> Vec<&str> {
    let mut quote = None;
    text.split(move |letter: char| {
        match quote {
            Some(open) if letter == open => quote = None,
            None if matches!(letter, '"' | '\'') => quote = Some(letter),
            _ => {}
        }
        quote.is_none() && letter == at
    })
    .collect()
}

/// A value through its filters; none is a value that is not there. The error is a sentence.
pub(crate) fn filtered(value: Option<&Json>, filters: &[String]) -> Result<Json, Box<Diagnostic>> {
    let engine = engine();
    let value = value.map_or(Value::UNDEFINED, of_json);
    let all = filters.join(" | ");
    let result = engine
        .compile_expression_owned(format!("value|{}", filters.join("|")))
        .and_then(|expression| expression.eval(minijinja::context! { value }));
    let refused = |why: String| {
        let message = format!("`{all}` cannot be done here: {why}");
        Box::new(Diagnostic::error(codes::UNKNOWN_FILTER, message))
    };
    match result {
        Ok(result) => to_json(&result)
            .ok_or_else(|| refused(format!("it makes a value of kind {}", result.kind()))),
        Err(error) => Err(refused(
            error
                .detail()
                .map_or_else(|| error.kind().to_string(), str::to_owned),
        )),
    }
}

fn of_json(value: &Json) -> Value {
    match value {
        Json::Null => Value::from(()),
        Json::Bool(flag) => Value::from(*flag),
        Json::Number(number) => Value::from(number.to_string()),
        Json::String(text) => Value::from(text.as_str()),
        Json::Array(items) => Value::from(items.iter().map(of_json).collect::<Vec<_>>()),
        Json::Object(fields) => {
            let fields = fields.iter();
            let fields = fields.map(|(name, value)| (name.clone(), of_json(value)));
            Value::from(fields.collect::<BTreeMap<_, _>>())
        }
    }
}

/// Words, numbers and lists of them; `None` for all else.
fn to_json(value: &Value) -> Option<Json> {
    Some(match value.kind() {
        ValueKind::String => value.as_str()?.into(),
        ValueKind::Bool => value.is_true().into(),
        ValueKind::Number => value.to_string().parse::<i64>().ok()?.into(),
        ValueKind::Seq | ValueKind::Iterable => {
            let items = value.try_iter().ok()?.map(|item| to_json(&item));
            Json::Array(items.collect::<Option<_>>()?)
        }
        _ => return None,
    })
}

/// Knows the filters and nothing else, and gives up after a while.
fn engine() -> Environment<'static> {
    let mut engine = Environment::empty();
    engine.set_fuel(Some(1_000));
    engine.add_filter("upper", filters::upper);
    engine.add_filter("lower", filters::lower);
    engine.add_filter("title", filters::title);
    engine.add_filter("capitalize", filters::capitalize);
    engine.add_filter("trim", filters::trim);
    engine.add_filter("replace", filters::replace);
    engine.add_filter("default", filters::default);
    engine.add_filter("join", filters::join);
    engine.add_filter("first", filters::first);
    engine.add_filter("last", filters::last);
    engine.add_filter("length", filters::length);
    engine.add_filter("slug", slug);
    engine
}

/// A name for scenes, steps and files out of any words.
fn slug(text: &str) -> String {
    let letters = text.to_lowercase();
    let words = letters.split(|c: char| !c.is_ascii_alphanumeric());
    let words: Vec<_> = words.filter(|word| !word.is_empty()).collect();
    words.join("_")
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn only(text: &str) -> Wanted {
        match pieces(text).unwrap().pop() {
            Some(Piece::Value(wanted)) => wanted,
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn two_dollars_are_a_plain_one() {
        let all = pieces("a $${b} ${c}").unwrap();
        assert_eq!(all[0], Piece::Text("a ${b} ".to_owned()));
        assert_eq!(only("a $${b} ${c}").name, "c");
        assert!(pieces("${a").is_err());
    }

    #[test]
    fn a_brace_inside_quotes_ends_nothing() {
        let wanted = only("${a.b | replace(\"}\", \"|\") | raw}");
        assert_eq!((wanted.name.as_str(), wanted.raw), ("a", true));
        assert_eq!(wanted.fields, ["b"]);
        assert_eq!(wanted.filters, ["replace(\"}\", \"|\")"]);
    }

    #[test]
    fn nothing_but_names_and_filters_can_be_written() {
        for text in [
            "${1 + 1}",
            "${a + b}",
            "${a * 1000000000}",
            "${a()}",
            "${a[0]}",
            "${range(9)}",
            "${a | upper if b}",
            "${a | replace(b, c)}",
            "${a | upper() ~ a}",
            "${a | default(x.y)}",
            "${a | tojson}",
            "${don't}",
            "${}",
        ] {
            assert!(pieces(text).is_err(), "{text}");
        }
    }

    #[test]
    fn filters_do_what_their_names_say() {
        let through = |value: Json, filter: &str| {
            let wanted = only(&format!("${{x | {filter}}}"));
            filtered(Some(&value), &wanted.filters).unwrap()
        };
        assert_eq!(through(json!("ink"), "upper"), json!("INK"));
        assert_eq!(through(json!("a b"), "replace(' ', '-')"), json!("a-b"));
        assert_eq!(
            through(json!("/Pricing plans!"), "slug"),
            json!("pricing_plans")
        );
        assert_eq!(through(json!(["a", "b"]), "join(', ')"), json!("a, b"));
        assert_eq!(through(json!(["a", "b"]), "length"), json!(2));
        assert_eq!(through(json!(" a "), "trim | capitalize"), json!("A"));
        let wanted = only("${x | default('none')}");
        assert_eq!(filtered(None, &wanted.filters).unwrap(), json!("none"));
        assert!(
            filtered(
                Some(&json!({"a": "b"})),
                &["first".to_owned(), "replace".to_owned()]
            )
            .is_err()
        );
    }
}
