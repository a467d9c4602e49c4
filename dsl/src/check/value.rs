//! Single values against their kinds.

use std::borrow::Cow;
use std::str::FromStr;

use demoreel_primitives::diagnostic::Diagnostic;
use demoreel_primitives::steps::{
    Area, Bounds, Duration, Gain, HexColour, Kind, Length, Magnification, Pair, PixelSize, Pixels,
    is_language, parse_chord,
};
use serde_json::{Value as Json, json};

use super::{Body, Checker, mistakes};
use crate::scope::Resolved;
use crate::tree::{Key, Node, Scalar, Value};

/// Checks a value under a key.
pub(super) fn check(checker: &Checker, node: &Node, key: &Key, kind: &Kind) -> Option<Json> {
    // A map knows best what its main field takes, where that stands for all of it.
    if matches!(kind, Kind::Body(_) | Kind::Target) {
        return written(checker, node, key, kind);
    }
    match checker.scope.resolve(node, kind, checker.findings) {
        Resolved::Node(Cow::Borrowed(node)) => written(checker, node, key, kind),
        Resolved::Node(Cow::Owned(node)) => {
            checker.as_it_is(|checker| written(checker, &node, key, kind))
        }
        Resolved::Unknown => None,
    }
}

fn written(checker: &Checker, node: &Node, key: &Key, kind: &Kind) -> Option<Json> {
    let at = At {
        checker,
        node,
        key,
        kind,
    };
    match kind {
        Kind::Body(table) => checker.body(node, table, key).map(Json::Object),
        Kind::Names { of } => at.names(of),
        Kind::OneKey { of } => at.one_key(of),
        Kind::List { of } => at.list(of),
        Kind::Steps | Kind::Scenes => at.steps(),
        Kind::Target => {
            let table = &checker.registry.target;
            checker.body(node, table, key).map(Json::Object)
        }
        Kind::Typed if node.as_mapping().is_some() => at.secret(),
        Kind::Secret => at.secret(),
        Kind::Keys => at.keys(),
        Kind::Phrase if node.as_mapping().is_some() => at.phrase(),
        Kind::Anything => Some(node.to_json()),
        _ => at.scalar(),
    }
}

/// A value where it stands.
struct At<'a> {
    checker: &'a Checker<'a>,
    node: &'a Node,
    key: &'a Key,
    kind: &'a Kind,
}

impl At<'_> {
    fn scalar(&self) -> Option<Json> {
        let Value::Scalar(scalar) = &self.node.value else {
            return self.wrong(mistakes::wrong_shape(self.node, self.key, self.kind));
        };
        let text = scalar.text.as_str();
        match self.kind {
            Kind::Text | Kind::Phrase | Kind::Shell | Kind::Typed => self.words(scalar),
            Kind::Used => Some(text.into()),
            Kind::Duration => self.unit::<Duration>(scalar),
            Kind::Pixels => self.unit::<Pixels>(scalar),
            Kind::Length => self.unit::<Length>(scalar),
            Kind::Gain => self.unit::<Gain>(scalar),
            Kind::Size => self.word::<PixelSize>(text),
            Kind::Colour => self.word::<HexColour>(text),
            Kind::Point => self.word::<Pair>(text),
            Kind::Region => self.word::<Area>(text),
            Kind::Magnification => self.word::<Magnification>(text),
            Kind::Integer(bounds) => self.number(scalar, *bounds, true),
            Kind::Number(bounds) => self.number(scalar, *bounds, false),
            Kind::Boolean => self.boolean(scalar),
            Kind::Choice { of } => self.choice(text, of),
            Kind::Path | Kind::Image => self.file(text),
            _ => self.named(text),
        }
    }

    fn wrong(&self, diagnostic: Diagnostic) -> Option<Json> {
        self.checker.report(diagnostic);
        None
    }

    fn words(&self, scalar: &Scalar) -> Option<Json> {
        if let Some(swallowed) = &self.node.swallowed {
            return self.wrong(mistakes::comment_in_text(self.node, scalar, swallowed));
        }
        // A block of text ends with a line break that nobody says or types.
        Some(scalar.text.trim_end_matches(['\n', '\r']).into())
    }

    fn word<T: FromStr + ToString>(&self, text: &str) -> Option<Json> {
        match text.parse::<T>() {
            Ok(value) => Some(value.to_string().into()),
            Err(_) => self.wrong(mistakes::wrong_word(self.node, self.key, self.kind)),
        }
    }

    fn unit<T: FromStr + ToString>(&self, scalar: &Scalar) -> Option<Json> {
        let text = scalar.text.trim();
        if text.parse::<f64>().is_ok_and(f64::is_finite) {
            return self.wrong(mistakes::unit_missing(self.node, self.key, self.kind, text));
        }
        self.word::<T>(text)
    }

    fn number(&self, scalar: &Scalar, bounds: Bounds, whole: bool) -> Option<Json> {
        let value = scalar.to_json();
        let Some(number) = value.as_f64().filter(|n| !whole || n.fract() == 0.0) else {
            return self.wrong(mistakes::wrong_word(self.node, self.key, self.kind));
        };
        let below = bounds.least.is_some_and(|least| number < least);
        let above = bounds.most.is_some_and(|most| number > most);
        if below || above || number.abs() > 1e15 {
            return self.wrong(mistakes::out_of_range(self.node, self.key, bounds));
        }
        if whole {
            return Some(json!(number as i64));
        }
        Some(value)
    }

    fn boolean(&self, scalar: &Scalar) -> Option<Json> {
        // JSON has no other way to say `yes` than in quotes.
        match scalar.text.as_str() {
            "yes" | "on" => return Some(true.into()),
            "no" | "off" => return Some(false.into()),
            "true" if !scalar.quoted => return Some(true.into()),
            "false" if !scalar.quoted => return Some(false.into()),
            _ => {}
        }
        self.wrong(mistakes::wrong_word(self.node, self.key, self.kind))
    }

    fn choice(&self, text: &str, of: &[String]) -> Option<Json> {
        if of.iter().any(|one| one == text) {
            return Some(text.into());
        }
        self.wrong(mistakes::not_a_choice(self.node, self.key, of))
    }

    /// Words with a form of their own.
    fn named(&self, text: &str) -> Option<Json> {
        let fits = match self.kind {
            Kind::Identifier => is_identifier(text),
            Kind::Param => is_param(text),
            Kind::EnvName => is_env_name(text),
            Kind::Language => is_language(text),
            Kind::Url => is_url(text),
            Kind::Address => !text.is_empty() && !looks_like_a_host(text),
            Kind::Pattern => {
                return match regex_syntax::parse(text) {
                    Ok(_) => Some(text.into()),
                    Err(error) => self.wrong(mistakes::bad_pattern(self.node, self.key, &error)),
                };
            }
            _ => false,
        };
        if !fits {
            return self.wrong(mistakes::wrong_word(self.node, self.key, self.kind));
        }
        Some(text.into())
    }

    fn file(&self, text: &str) -> Option<Json> {
        let path = self.checker.path(self.node, text)?;
        if *self.kind == Kind::Image
            && let Err(problem) = self.checker.files.template(&path)
        {
            return self.wrong(problem.diagnostic(text).at(self.node.span.place()));
        }
        Some(path.to_string_lossy().into_owned().into())
    }

    fn secret(&self) -> Option<Json> {
        let mapping = self.node.as_mapping();
        let entry = mapping.and_then(|mapping| mapping.entries.first());
        match (mapping, entry) {
            (Some(mapping), Some(entry))
                if mapping.entries.len() == 1 && entry.key.text == "env" =>
            {
                let name = self
                    .checker
                    .value(&entry.value, &entry.key, &Kind::EnvName)?;
                Some(json!({ "env": name }))
            }
            _ => self.wrong(mistakes::wrong_shape(self.node, self.key, self.kind)),
        }
    }

    /// Words by language.
    fn phrase(&self) -> Option<Json> {
        let mapping = self.node.as_mapping()?;
        let mut whole = true;
        let mut words = Body::new();
        for entry in &mapping.entries {
            if !is_language(&entry.key.text) {
                self.checker.report(mistakes::not_a_language(&entry.key));
                whole = false;
            }
            match self.checker.value(&entry.value, &entry.key, &Kind::Text) {
                Some(text) => _ = words.insert(entry.key.text.clone(), text),
                None => whole = false,
            }
        }
        whole.then_some(Json::Object(words))
    }

    fn keys(&self) -> Option<Json> {
        let one = std::slice::from_ref(self.node);
        let chords = self.node.as_sequence().unwrap_or(one);
        let texts: Vec<_> = chords.iter().filter_map(Node::text).collect();
        let joined = texts.join("+");
        if texts.iter().any(|text| parse_chord(text).is_err())
            && texts.len() > 1
            && parse_chord(&joined).is_ok()
        {
            return self.wrong(mistakes::chord_in_parts(self.node, &joined));
        }
        let checked: Vec<_> = chords.iter().map(|chord| self.chord(chord)).collect();
        checked
            .into_iter()
            .collect::<Option<Vec<_>>>()
            .map(Json::Array)
    }

    fn chord(&self, node: &Node) -> Option<Json> {
        let Some(text) = node.text() else {
            return self.wrong(mistakes::wrong_shape(node, self.key, self.kind));
        };
        match parse_chord(text) {
            Ok(chord) => Some(chord.to_string().into()),
            Err(part) => self.wrong(mistakes::bad_key(node, &part)),
        }
    }

    fn list(&self, of: &Kind) -> Option<Json> {
        let Some(items) = self.node.as_sequence() else {
            return self.wrong(mistakes::not_a_list(self.node, self.key));
        };
        let checked: Vec<_> = items
            .iter()
            .map(|item| {
                let value = self.checker.value(item, &key_of(item, self.key), of)?;
                Some(with_defaults(value, of))
            })
            .collect();
        checked
            .into_iter()
            .collect::<Option<Vec<_>>>()
            .map(Json::Array)
    }

    fn steps(&self) -> Option<Json> {
        match self.node.as_sequence() {
            Some(_) => Some(true.into()),
            None => self.wrong(mistakes::not_a_list(self.node, self.key)),
        }
    }

    fn names(&self, of: &Kind) -> Option<Json> {
        if self.node.is_null() {
            return Some(Json::Object(Body::new()));
        }
        let Some(mapping) = self.node.as_mapping() else {
            return self.wrong(mistakes::wrong_shape(self.node, self.key, self.kind));
        };
        let mut whole = true;
        let mut named = Body::new();
        for entry in &mapping.entries {
            if !is_identifier(&entry.key.text) {
                self.checker.report(mistakes::not_a_name(&entry.key));
                whole = false;
            }
            match self.checker.value(&entry.value, &entry.key, of) {
                Some(value) => _ = named.insert(entry.key.text.clone(), value),
                None => whole = false,
            }
        }
        whole.then_some(Json::Object(named))
    }

    fn one_key(&self, of: &[demoreel_primitives::steps::Table]) -> Option<Json> {
        let bare = |text: &str| Key {
            text: text.to_owned(),
            span: self.node.span.clone(),
        };
        let nothing = Node {
            span: self.node.span.clone(),
            value: Value::Null,
            swallowed: None,
        };
        let (key, value) = match &self.node.value {
            Value::Scalar(scalar) => (bare(&scalar.text), &nothing),
            Value::Mapping(mapping) if mapping.entries.len() == 1 => {
                (mapping.entries[0].key.clone(), &mapping.entries[0].value)
            }
            _ => return self.wrong(mistakes::not_one_key(self.node, self.key, of)),
        };
        let Some(table) = of.iter().find(|table| table.name == key.text) else {
            return self.wrong(mistakes::unknown_kind(&key, self.key, of));
        };
        let body = self.checker.body(value, table, &key)?;
        Some(json!({ key.text: body }))
    }
}

/// A map with what it does not say put in; other values as they are.
fn with_defaults(mut value: Json, kind: &Kind) -> Json {
    if let (Json::Object(body), Kind::Body(table)) = (&mut value, kind) {
        for field in &table.fields {
            if let Some(default) = field
                .default
                .as_ref()
                .filter(|_| !body.contains_key(&field.name))
            {
                body.insert(field.name.clone(), default.clone());
            }
        }
    }
    value
}

/// The key that an item of a list is spoken of by: the list's own, at the item's place.
fn key_of(item: &Node, list: &Key) -> Key {
    Key {
        text: list.text.clone(),
        span: item.span.clone(),
    }
}

/// A letter, then letters, digits, `_` and `-`; short enough for a file's name.
pub(crate) fn is_identifier(text: &str) -> bool {
    let mut chars = text.chars();
    let first = chars.next().is_some_and(|c| c.is_ascii_alphabetic());
    first && text.len() <= 64 && chars.all(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '-'))
}

/// A name, perhaps with fields of it.
fn is_param(text: &str) -> bool {
    text.split('.')
        .enumerate()
        .all(|(index, part)| match index {
            0 => is_identifier(part),
            _ => {
                !part.is_empty()
                    && part
                        .chars()
                        .all(|c| c.is_ascii_alphanumeric() || c == '_' || c == '-')
            }
        })
}

fn is_env_name(text: &str) -> bool {
    let digit = text.starts_with(|c: char| c.is_ascii_digit());
    let word = |c: char| c.is_ascii_alphanumeric() || c == '_';
    !text.is_empty() && !digit && text.chars().all(word)
}

fn is_url(text: &str) -> bool {
    let rest = text
        .strip_prefix("https://")
        .or_else(|| text.strip_prefix("http://"));
    rest.is_some_and(|rest| {
        !rest.is_empty() && !rest.starts_with('/') && !text.contains(char::is_whitespace)
    })
}

/// `example.com/x` and `localhost:3000`, which lack their scheme.
fn looks_like_a_host(text: &str) -> bool {
    let host = text.split(['/', '?', '#']).next().unwrap_or_default();
    !is_url(text)
        && (text.contains(char::is_whitespace)
            || text.contains("://")
            || host.starts_with("www.")
            || host.contains(':')
            || host == "localhost"
            || [".com", ".org", ".net", ".io", ".dev"]
                .iter()
                .any(|end| host.ends_with(end)))
}
