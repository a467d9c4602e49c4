//! Lists that loops go through: each item with its name is a round, at the level of steps and at
//! that of scenes.

use demoreel_primitives::codes::language as codes;
use demoreel_primitives::diagnostic::{Diagnostic, Related};
use demoreel_primitives::steps::Kind;

use crate::check::Checker;
use crate::guess;
use crate::scope::{Argument, Scope, Trace};
use crate::template::{Piece, pieces};
use crate::tree::{Key, Node};

/// One round of a loop.
pub(super) struct Round {
    /// With the item under its name.
    pub scope: Scope,
    /// The item, for messages; none where the list is not known.
    pub round: Option<Related>,
}

/// The rounds of a list, which is written out or `${...}`. Where it is not known there is one, with
/// nothing known of its item; where it is wrong, which is reported, there is that one too.
pub(super) fn rounds(checker: &Checker, list: &Node, name: &str, key: &Key) -> Vec<Round> {
    let scope = checker.scope;
    if scope.arguments.contains_key(name) {
        checker.report(shadowed(name, key));
    }
    let kind = item_kind(checker, list);
    let whole = scope.resolve_whole(list, checker.findings);
    let items = whole.as_ref().and_then(Node::as_sequence);
    let Some(items) = items else {
        return vec![Round {
            scope: with(scope, name, Argument::unknown(kind), None),
            round: None,
        }];
    };
    let round = |item: &Node| {
        let what = format!("in the round with {}", in_words(item));
        let place = item.span.place();
        let trace = Trace {
            what: what.clone(),
            place: place.clone(),
        };
        let argument = Argument {
            kind: kind.clone(),
            value: Some(item.clone()),
        };
        Round {
            scope: with(scope, name, argument, Some(trace)),
            round: Some(Related {
                message: what,
                place,
            }),
        }
    };
    items.iter().map(round).collect()
}

fn with(scope: &Scope, name: &str, argument: Argument, trace: Option<Trace>) -> Scope {
    let mut scope = scope.clone();
    scope.arguments.insert(name.to_owned(), argument);
    scope.traces.extend(trace);
    scope
}

/// An item as a sentence names it: a map by its first value.
fn in_words(item: &Node) -> String {
    let first = item.as_mapping().and_then(|all| all.entries.first());
    first.map_or_else(|| item.in_words(), |entry| entry.value.in_words())
}

/// What the items of a list parameter are; those of other lists are whatever is written.
fn item_kind(checker: &Checker, list: &Node) -> Kind {
    let pieces = list.text().and_then(|text| pieces(text).ok());
    let Some([Piece::Value(wanted)]) = pieces.as_deref() else {
        return Kind::Anything;
    };
    let argument = checker.scope.arguments.get(&wanted.name);
    let kind = argument.map(|argument| argument.kind.clone());
    match kind.and_then(|kind| field_kind(kind, &wanted.fields)) {
        Some(Kind::List { of }) if wanted.filters.is_empty() => *of,
        _ => Kind::Anything,
    }
}

/// The kind of a field inside a value.
fn field_kind(kind: Kind, fields: &[String]) -> Option<Kind> {
    fields.iter().try_fold(kind, |kind, field| match kind {
        Kind::Body(table) => table.field(field).map(|field| field.kind.clone()),
        Kind::List { of } => Some(*of),
        _ => Some(Kind::Anything),
    })
}

/// A value by its name, perhaps with fields of it, and its kind; `None` where there is none, which
/// is reported. The value itself is `None` where it is not known.
pub(super) fn named(checker: &Checker, path: &str, key: &Key) -> Option<(Kind, Option<Node>)> {
    let mut names = path.split('.').map(str::to_owned);
    let name = names.next()?;
    let fields: Vec<String> = names.collect();
    let Some(argument) = checker.scope.arguments.get(&name) else {
        checker.report(no_parameter(checker, &name, key));
        return None;
    };
    let kind = field_kind(argument.kind.clone(), &fields);
    let mut value = argument.value.as_ref();
    for field in &fields {
        let Some(whole) = value else { break };
        value = whole.inner(field);
        if value.is_none() {
            let message = format!("`{name}` has no `{field}`");
            let error = Diagnostic::error(codes::UNKNOWN_PARAMETER, message);
            checker.report(error.at(key.span.place()));
            return None;
        }
    }
    Some((kind.unwrap_or(Kind::Anything), value.cloned()))
}

fn no_parameter(checker: &Checker, name: &str, key: &Key) -> Diagnostic {
    let message = format!("there is no parameter `{name}` here");
    let error = Diagnostic::error(codes::UNKNOWN_PARAMETER, message).at(key.span.place());
    let known = checker.scope.arguments.keys().map(String::as_str);
    match guess::nearest(name, known) {
        Some(near) => error.hint(format!("did you mean `{near}`?")),
        None => error.hint("`param` takes the name of a parameter or of a loop's item"),
    }
}

fn shadowed(name: &str, key: &Key) -> Diagnostic {
    let message = format!("`{name}` is the name of another value already");
    Diagnostic::error(codes::DUPLICATE_NAME, message)
        .at(key.span.place())
        .hint("give the loop's item a name of its own")
}
