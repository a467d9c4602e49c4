//! Values in scope, by their names, and what `${...}` stands for. What never lives here: how a
//! parameter is declared.

use std::borrow::Cow;
use std::cell::RefCell;
use std::collections::BTreeMap;

use demoreel_primitives::codes::{Code, language as codes};
use demoreel_primitives::diagnostic::{Diagnostic, Place};
use demoreel_primitives::steps::Kind;
use serde_json::Value as Json;

use crate::guess;
use crate::reader::Reading;
use crate::shell::{self, Part, Refusal};
use crate::template::{self, MOST_TEXT, Piece, Wanted, pieces};
use crate::tree::{Entry, File, Key, Mapping, Node, Scalar, Span, Value};

/// Nodes that one value may have. Without a bound, steps that hand a value on twice to steps that
/// do the same would double it on every level.
const MOST_NODES: usize = 10_000;

/// All that was found to be wrong, in the order of finding.
#[derive(Default)]
pub(crate) struct Findings {
    all: RefCell<Vec<Diagnostic>>,
    /// Files of which a part could not be read.
    partial: RefCell<Vec<String>>,
}

/// What may only seem so where a part of the file could not be read.
const MAY_BE_THERE: &[Code] = &[
    codes::MISSING_FIELD,
    codes::NOT_ONE_OF,
    codes::NOTHING_TO_END,
    codes::UNKNOWN_SURFACE,
    codes::SURFACE_NOT_SAID,
    codes::UNKNOWN_PARAMETER,
    codes::PARAMETER_WITHOUT_VALUE,
];

impl Findings {
    pub fn push(&self, diagnostic: Diagnostic) {
        let place = diagnostic.place.as_ref();
        let partial = self.partial.borrow();
        let in_part = place.is_some_and(|place| partial.contains(&place.file));
        let may_be_there = MAY_BE_THERE.iter().any(|code| code.id == diagnostic.code);
        if !(in_part && may_be_there) {
            self.all.borrow_mut().push(diagnostic);
        }
    }

    pub fn extend(&self, diagnostics: Vec<Diagnostic>) {
        diagnostics.into_iter().for_each(|one| self.push(one));
    }

    /// What reading a file found; the tree that it gave.
    pub fn of(&self, file: &File, reading: Reading) -> Option<Node> {
        self.all.borrow_mut().extend(reading.diagnostics);
        if reading.is_partial {
            self.partial.borrow_mut().push(file.name.clone());
        }
        reading.root
    }

    pub fn into_inner(self) -> Vec<Diagnostic> {
        self.all.into_inner()
    }
}

/// The values that can be named in a place, and what led to it.
#[derive(Clone, Default)]
pub(crate) struct Scope {
    pub arguments: BTreeMap<String, Argument>,
    /// Calls of composed steps and rounds of loops, the outermost first.
    pub traces: Vec<Trace>,
    /// Whether a `${` is a plain one, because values have been put in already.
    pub plain: bool,
}

/// Why a place is come to more than once.
#[derive(Clone)]
pub(crate) struct Trace {
    /// Such as `called here`.
    pub what: String,
    pub place: Place,
}

/// A value that has a name.
#[derive(Clone)]
pub(crate) struct Argument {
    /// What it was checked to be.
    pub kind: Kind,
    /// As if it had been written. None where a composed step is checked without being called, or
    /// where the value was wrong.
    pub value: Option<Node>,
}

/// What a node is once its values are put in.
pub(crate) enum Resolved<'a> {
    Node(Cow<'a, Node>),
    /// It depends on a value that is not known, or names one that is not there.
    Unknown,
}

impl Argument {
    /// A value that is not known.
    pub fn unknown(kind: Kind) -> Argument {
        Argument { kind, value: None }
    }

    /// A checked value, as JSON.
    pub fn of_json(kind: Kind, value: Option<&Json>, span: &Span) -> Argument {
        let value = value.map(|value| node_of(value, span));
        Argument { kind, value }
    }
}

impl Scope {
    /// A diagnostic with the calls and rounds that led to its place.
    pub fn traced(&self, diagnostic: Diagnostic) -> Diagnostic {
        let traces = self.traces.iter().rev();
        traces.fold(diagnostic, |diagnostic, trace| {
            diagnostic.related(trace.what.clone(), trace.place.clone())
        })
    }

    /// The scope with one more name, of whose value nothing is known.
    pub fn with_unknown(&self, name: &str) -> Scope {
        let mut scope = self.clone();
        let unknown = Argument::unknown(Kind::Anything);
        scope.arguments.insert(name.to_owned(), unknown);
        scope
    }

    /// The same names, and nothing known of their values.
    pub fn in_the_dark(&self) -> Scope {
        let arguments = self.arguments.iter();
        let dark = arguments.map(|(name, argument)| {
            let argument = Argument::unknown(argument.kind.clone());
            (name.clone(), argument)
        });
        Scope {
            arguments: dark.collect(),
            traces: self.traces.clone(),
            plain: self.plain,
        }
    }

    /// The same place, where nothing is put in any more.
    pub fn plain(&self) -> Scope {
        Scope {
            arguments: BTreeMap::new(),
            traces: self.traces.clone(),
            plain: true,
        }
    }

    /// Puts values in for `${...}`.
    pub fn resolve<'a>(&self, node: &'a Node, kind: &Kind, findings: &Findings) -> Resolved<'a> {
        let scalar = node.as_scalar().filter(|scalar| scalar.text.contains("${"));
        let Some(scalar) = scalar.filter(|_| *kind != Kind::Param && !self.plain) else {
            return Resolved::Node(Cow::Borrowed(node));
        };
        match self.put_in(&scalar.text, node, kind) {
            Ok(Some(node)) => Resolved::Node(Cow::Owned(node)),
            Ok(None) => Resolved::Unknown,
            Err(problem) => {
                findings.push(self.traced(problem.at(node.span.place())));
                Resolved::Unknown
            }
        }
    }

    /// As [`Scope::resolve`], also inside lists and maps; `None` where any of it is unknown.
    pub fn resolve_whole(&self, node: &Node, findings: &Findings) -> Option<Node> {
        let value = match &node.value {
            Value::Sequence(items) => {
                let items = items.iter().map(|item| self.resolve_whole(item, findings));
                Value::Sequence(items.collect::<Option<_>>()?)
            }
            Value::Mapping(mapping) => {
                let entry = |entry: &Entry| {
                    Some(Entry {
                        key: entry.key.clone(),
                        value: self.resolve_whole(&entry.value, findings)?,
                    })
                };
                let entries = mapping.entries.iter().map(entry);
                Value::Mapping(Mapping {
                    entries: entries.collect::<Option<_>>()?,
                    braces: mapping.braces,
                })
            }
            _ => match self.resolve(node, &Kind::Anything, findings) {
                Resolved::Node(node) => return Some(node.into_owned()),
                Resolved::Unknown => return None,
            },
        };
        Some(Node {
            value,
            ..node.clone()
        })
    }

    fn put_in(&self, text: &str, node: &Node, kind: &Kind) -> Told<Option<Node>> {
        let pieces = pieces(text)?;
        if let [Piece::Value(wanted)] = pieces.as_slice()
            && (*kind != Kind::Shell || wanted.raw)
        {
            let value = self.value(wanted, &node.span)?;
            return match value {
                Some(value) if value.count() > MOST_NODES => Err(too_large(&wanted.name)),
                value => Ok(value),
            };
        }
        let Some(parts) = self.parts(pieces, &node.span)? else {
            return Ok(None);
        };
        let text = match kind {
            Kind::Shell => shell::join(&parts).map_err(refused)?,
            _ => {
                let texts = parts.iter().map(|part| match part {
                    Part::Author(text) | Part::Value(text) => text.as_str(),
                });
                texts.collect()
            }
        };
        if text.len() > MOST_TEXT {
            return Err(too_large(text.get(..20).unwrap_or_default()));
        }
        let value = Value::Scalar(Scalar { text, quoted: true });
        Ok(Some(Node {
            value,
            ..node.clone()
        }))
    }

    fn parts(&self, pieces: Vec<Piece>, span: &Span) -> Told<Option<Vec<Part>>> {
        let mut parts = Vec::new();
        let mut length = 0;
        for piece in pieces {
            let part = match piece {
                Piece::Text(words) => Part::Author(words),
                Piece::Value(wanted) => {
                    let Some(value) = self.value(&wanted, span)? else {
                        return Ok(None);
                    };
                    let word = value.text().ok_or_else(|| not_a_word(&wanted.name))?;
                    length += word.len();
                    if length > MOST_TEXT {
                        return Err(too_large(&wanted.name));
                    }
                    match wanted.raw {
                        true => Part::Author(word.to_owned()),
                        false => Part::Value(word.to_owned()),
                    }
                }
            };
            parts.push(part);
        }
        Ok(Some(parts))
    }

    /// What one `${...}` stands for, as if it had been written at `span`; `None` where that is not
    /// known.
    fn value(&self, wanted: &Wanted, span: &Span) -> Told<Option<Node>> {
        let argument = self.arguments.get(&wanted.name);
        let argument = argument.ok_or_else(|| self.no_such(&wanted.name))?;
        let Some(whole) = &argument.value else {
            return Ok(None);
        };
        let by_default = wanted
            .filters
            .first()
            .is_some_and(|it| it.starts_with("default"));
        let mut value = Some(whole);
        for field in &wanted.fields {
            let inner = value.and_then(|value| value.inner(field));
            if inner.is_none() && !by_default {
                return Err(no_field(&wanted.name, field, value));
            }
            value = inner;
        }
        if wanted.filters.is_empty() {
            return Ok(value.map(|value| value.moved(span)));
        }
        let json = value.map(Node::to_text_json);
        let filtered = template::filtered(json.as_ref(), &wanted.filters)?;
        Ok(Some(node_of(&filtered, span)))
    }

    fn no_such(&self, name: &str) -> Box<Diagnostic> {
        let message = format!("there is no parameter `{name}` here");
        let error = Diagnostic::error(codes::UNKNOWN_PARAMETER, message);
        let known = self.arguments.keys().map(String::as_str);
        let hint = match guess::nearest(name, known) {
            Some(near) => format!("did you mean `${{{near}}}`?"),
            None => "declare it under `params`, or write `$${` for a plain `${`".to_owned(),
        };
        Box::new(error.hint(hint))
    }
}

type Told<T> = Result<T, Box<Diagnostic>>;

fn no_field(name: &str, field: &str, value: Option<&Node>) -> Box<Diagnostic> {
    let message = format!("`{name}` has no `{field}`");
    let error = Diagnostic::error(codes::UNKNOWN_PARAMETER, message);
    let mapping = value.and_then(Node::as_mapping);
    let keys = mapping.into_iter().flat_map(|mapping| &mapping.entries);
    let keys: Vec<&str> = keys.map(|entry| entry.key.text.as_str()).collect();
    Box::new(match guess::nearest(field, keys.iter().copied()) {
        Some(near) => error.hint(format!("did you mean `{near}`?")),
        None if keys.is_empty() => error.hint("it is a single value without fields"),
        None => error.hint(format!("it has `{}`", keys.join("`, `"))),
    })
}

fn not_a_word(name: &str) -> Box<Diagnostic> {
    let message = format!("`{name}` is no single word and cannot stand inside a text");
    let error = Diagnostic::error(codes::WRONG_TYPE, message);
    Box::new(error.hint(format!(
        "write `${{{name}}}` alone, where such a value is taken"
    )))
}

fn too_large(name: &str) -> Box<Diagnostic> {
    let message = format!("what is put in for `{name}` is larger than any script needs");
    let error = Diagnostic::error(codes::TOO_LARGE, message);
    Box::new(error.hint("values that are made of themselves twice grow without end"))
}

fn refused(refusal: Refusal) -> Box<Diagnostic> {
    let (message, hint) = match refusal {
        Refusal::ControlCharacter => (
            "a value with line breaks or control characters cannot stand in a command".to_owned(),
            "a terminal would act on them; write such text into a file and name the file",
        ),
        Refusal::Place(place) => (
            format!("a value cannot stand {place}: a shell could read it as a command"),
            "put it bare or into quotes, or write `| raw` if it is meant to be read by the shell",
        ),
    };
    Box::new(Diagnostic::error(codes::UNSAFE_IN_COMMAND, message).hint(hint))
}

/// A value as if it had been written at a place.
pub(crate) fn node_of(value: &Json, span: &Span) -> Node {
    let scalar = |text: String, quoted| Value::Scalar(Scalar { text, quoted });
    let value = match value {
        Json::Null => Value::Null,
        Json::Bool(flag) => scalar(flag.to_string(), false),
        Json::Number(number) => scalar(number.to_string(), false),
        Json::String(text) => scalar(text.clone(), true),
        Json::Array(items) => {
            Value::Sequence(items.iter().map(|item| node_of(item, span)).collect())
        }
        Json::Object(fields) => {
            let entries = fields.iter().map(|(name, value)| Entry {
                key: Key {
                    text: name.clone(),
                    span: span.clone(),
                },
                value: node_of(value, span),
            });
            Value::Mapping(Mapping {
                entries: entries.collect(),
                braces: false,
            })
        }
    };
    Node {
        span: span.clone(),
        value,
        swallowed: None,
    }
}
