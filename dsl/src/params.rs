//! Parameters as a script or a composed step declares them.

use demoreel_primitives::codes::language as codes;
use demoreel_primitives::diagnostic::Diagnostic;
use demoreel_primitives::steps::{Family, Field, Kind, Table};
use serde_json::Value as Json;

use crate::check::Checker;
use crate::given::{self, Options};
use crate::scope::{Argument, Scope};
use crate::tree::{Entry, Node};
use crate::written::{ParamType, ParamWords, Tables};

/// The parameters under a `params` key, in order; those that are wrong are left out and reported.
pub(crate) fn declared(checker: &Checker, tables: &Tables, params: Option<&Node>) -> Vec<Field> {
    let mapping = params.and_then(Node::as_mapping);
    let entries = mapping.into_iter().flat_map(|mapping| &mapping.entries);
    entries
        .filter_map(|entry| declare(checker, tables, entry))
        .collect()
}

/// Fields for the parameters whose declaration is wrong and was reported, so that neither their
/// uses nor the calls that give them are told as well.
pub(crate) fn misdeclared(params: Option<&Node>, declared: &[Field]) -> Vec<Field> {
    let mapping = params.and_then(Node::as_mapping);
    let entries = mapping.into_iter().flat_map(|mapping| &mapping.entries);
    let names = entries.map(|entry| &entry.key.text);
    let wrong = names.filter(|name| declared.iter().all(|field| field.name != **name));
    let fields = wrong.map(|name| Field {
        name: name.clone(),
        required: false,
        kind: Kind::Anything,
        default: None,
        about: String::new(),
        example: None,
    });
    fields.collect()
}

fn declare(checker: &Checker, tables: &Tables, entry: &Entry) -> Option<Field> {
    let body = checker.body(&entry.value, &tables.param, &entry.key)?;
    let words: ParamWords = serde_json::from_value(Json::Object(body)).ok()?;
    let kind = kind_of(checker, tables, entry, &words)?;
    let default = match entry.value.get("default") {
        Some(node) => Some(checker.value(node, &entry.key, &kind)?),
        None => None,
    };
    Some(Field {
        name: entry.key.text.clone(),
        required: default.is_none(),
        kind,
        default,
        about: words.about.unwrap_or_default(),
        example: words.example,
    })
}

fn kind_of(checker: &Checker, tables: &Tables, entry: &Entry, words: &ParamWords) -> Option<Kind> {
    let of = match words.r#type {
        ParamType::Choice => "a list of words, such as `of: [http, sse]`",
        ParamType::List => "the type of its items, such as `of: text`",
        other => return Kind::from_word(word_of(other)),
    };
    let kind = match (words.r#type, &words.of) {
        (ParamType::Choice, Some(Json::Array(all))) => {
            let all: Option<Vec<_>> = all
                .iter()
                .map(|one| one.as_str().map(str::to_owned))
                .collect();
            all.filter(|all| !all.is_empty())
                .map(|of| Kind::Choice { of })
        }
        (ParamType::List, Some(Json::String(word))) => {
            Kind::from_word(word).map(|of| Kind::List { of: Box::new(of) })
        }
        (ParamType::List, Some(Json::Object(fields))) => {
            let declared = declared(checker, tables, entry.value.get("of"));
            if declared.len() < fields.len() {
                return None;
            }
            let of = Box::new(Kind::Body(Box::new(item(&entry.key.text, declared))));
            Some(Kind::List { of })
        }
        _ => None,
    };
    if kind.is_none() {
        let message = format!("the parameter `{}` needs `of`: {of}", entry.key.text);
        let place = entry
            .value
            .get("of")
            .map_or(&entry.key.span, |node| &node.span)
            .place();
        checker.report(Diagnostic::error(codes::MISSING_FIELD, message).at(place));
    }
    kind
}

/// What each item of a list of maps takes.
fn item(list: &str, fields: Vec<Field>) -> Table {
    Table {
        name: list.to_owned(),
        family: Family::Script,
        about: String::new(),
        fields,
        main: None,
        switch: None,
        one_of: Vec::new(),
        needs: None,
        requires: Vec::new(),
        example: String::new(),
        related: Vec::new(),
    }
}

fn word_of(of: ParamType) -> &'static str {
    match of {
        ParamType::Text => "text",
        ParamType::Identifier => "identifier",
        ParamType::Url => "url",
        ParamType::Path => "path",
        ParamType::Integer => "integer",
        ParamType::Number => "number",
        ParamType::Boolean => "boolean",
        ParamType::Duration => "duration",
        ParamType::Size => "size",
        ParamType::Colour => "colour",
        ParamType::Target => "target",
        ParamType::Secret => "secret",
        ParamType::Choice | ParamType::List => "",
    }
}

/// The script's own parameters as its scope: the values from outside, else the defaults.
pub(crate) fn script_scope(
    checker: &Checker,
    tables: &Tables,
    root: &Node,
    options: &Options,
) -> Scope {
    let params = root.get("params");
    let mapping = params.and_then(Node::as_mapping);
    let names: Vec<&str> = mapping
        .into_iter()
        .flat_map(|all| &all.entries)
        .map(|entry| entry.key.text.as_str())
        .collect();
    let declared = declared(checker, tables, params);
    let given = given::values(checker, options, &declared, &names);
    let mut scope = Scope::default();
    for field in declared {
        let given = given.iter().rev().find(|(name, _)| *name == field.name);
        let value = match given {
            // A value that is wrong was reported where it is.
            Some((_, value)) => value.clone(),
            None => field.default.or_else(|| {
                checker.report(without_value(params, &field.name));
                None
            }),
        };
        let argument = Argument::of_json(field.kind, value.as_ref(), &root.span);
        scope.arguments.insert(field.name, argument);
    }
    // A parameter whose declaration is wrong was reported there, not where it is used.
    for name in names {
        scope
            .arguments
            .entry(name.to_owned())
            .or_insert_with(|| Argument::unknown(Kind::Anything));
    }
    scope
}

fn without_value(params: Option<&Node>, name: &str) -> Diagnostic {
    let message = format!("the parameter `{name}` has no value");
    let error = Diagnostic::error(codes::PARAMETER_WITHOUT_VALUE, message).hint(format!(
        "give it with `--set {name}=...`, or give it a `default`"
    ));
    let mapping = params.and_then(Node::as_mapping);
    let entry = mapping.and_then(|all| all.entries.iter().find(|entry| entry.key.text == name));
    match entry {
        Some(entry) => error.at(entry.key.span.place()),
        None => error,
    }
}
