//! Parameters in scope and what `${...}` stands for. What never lives here: how a parameter is
//! declared.

use std::borrow::Cow;
use std::cell::RefCell;
use std::collections::BTreeMap;

use demoreel_primitives::codes::language as codes;
use demoreel_primitives::diagnostic::{Diagnostic, Place};
use demoreel_primitives::steps::Kind;
use serde_json::Value as Json;

use crate::guess;
use crate::tree::{Entry, Key, Mapping, Node, Scalar, Span, Value};

/// All that was found to be wrong, in the order of finding.
#[derive(Default)]
pub(crate) struct Findings(RefCell<Vec<Diagnostic>>);

impl Findings {
    pub fn push(&self, diagnostic: Diagnostic) {
        self.0.borrow_mut().push(diagnostic);
    }

    pub fn extend(&self, diagnostics: Vec<Diagnostic>) {
        self.0.borrow_mut().extend(diagnostics);
    }

    pub fn into_inner(self) -> Vec<Diagnostic> {
        self.0.into_inner()
    }
}

/// The parameters that can be named in a file, and the calls that led to it.
#[derive(Default)]
pub(crate) struct Scope {
    pub arguments: BTreeMap<String, Argument>,
    /// Where composed steps were called, the outermost first.
    pub calls: Vec<Place>,
}

/// A parameter's value.
#[derive(Clone)]
pub(crate) enum Argument {
    /// As a script would write it.
    Known(Json),
    /// A composed step is checked without being called, or the value was wrong.
    Unknown,
}

/// What a node is once its parameters are put in.
pub(crate) enum Resolved<'a> {
    Node(Cow<'a, Node>),
    /// It depends on an argument that is not known, or names a parameter that is not there.
    Unknown,
}

impl Scope {
    /// A diagnostic with the calls that led to its place.
    pub fn traced(&self, diagnostic: Diagnostic) -> Diagnostic {
        let calls = self.calls.iter().rev();
        calls.fold(diagnostic, |diagnostic, call| {
            diagnostic.related("called here", call.clone())
        })
    }

    /// Puts arguments in for `${...}`.
    pub fn resolve<'a>(&self, node: &'a Node, kind: &Kind, findings: &Findings) -> Resolved<'a> {
        let Some(scalar) = node.as_scalar().filter(|scalar| scalar.text.contains("${")) else {
            return Resolved::Node(Cow::Borrowed(node));
        };
        let pieces = match pieces(&scalar.text) {
            Ok(pieces) => pieces,
            Err(problem) => {
                findings.push(self.traced(problem.at(node.span.place())));
                return Resolved::Unknown;
            }
        };
        if let [Piece::Parameter { name, raw }] = pieces.as_slice()
            && (*kind != Kind::Shell || *raw)
        {
            return match self.argument(name, &node.span, findings) {
                Some(Argument::Known(value)) => {
                    Resolved::Node(Cow::Owned(node_of(value, &node.span)))
                }
                _ => Resolved::Unknown,
            };
        }
        match self.joined(&pieces, &node.span, kind, findings) {
            None => Resolved::Unknown,
            Some(text) => {
                let value = Value::Scalar(Scalar { text, quoted: true });
                Resolved::Node(Cow::Owned(Node {
                    value,
                    ..node.clone()
                }))
            }
        }
    }

    fn argument(&self, name: &str, span: &Span, findings: &Findings) -> Option<&Argument> {
        let argument = self.arguments.get(name);
        if argument.is_none() {
            let message = format!("there is no parameter `{name}` here");
            let error = Diagnostic::error(codes::UNKNOWN_PARAMETER, message).at(span.place());
            let known = self.arguments.keys().map(String::as_str);
            let hint = match guess::nearest(name, known) {
                Some(near) => format!("did you mean `${{{near}}}`?"),
                None => "declare it under `params`, or write `$${` for a plain `${`".to_owned(),
            };
            findings.push(self.traced(error.hint(hint)));
        }
        argument
    }

    fn joined(
        &self,
        pieces: &[Piece],
        span: &Span,
        kind: &Kind,
        findings: &Findings,
    ) -> Option<String> {
        let mut text = String::new();
        for piece in pieces {
            match piece {
                Piece::Text(words) => text.push_str(words),
                Piece::Parameter { name, raw } => {
                    let Argument::Known(value) = self.argument(name, span, findings)? else {
                        return None;
                    };
                    let Some(word) = word_of(value) else {
                        let error = not_a_word(name).at(span.place());
                        findings.push(self.traced(error));
                        return None;
                    };
                    let quote = *kind == Kind::Shell && !raw;
                    text.push_str(&if quote { shell_quoted(&word) } else { word });
                }
            }
        }
        Some(text)
    }
}

enum Piece {
    Text(String),
    Parameter { name: String, raw: bool },
}

/// Takes a text apart; `$${` is a plain `${`.
fn pieces(text: &str) -> Result<Vec<Piece>, Box<Diagnostic>> {
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
        let Some(end) = rest[at..].find('}') else {
            let error = Diagnostic::error(codes::UNKNOWN_PARAMETER, "`${` has no closing `}`");
            return Err(Box::new(error.hint("write `$${` for a plain `${`")));
        };
        if !plain.is_empty() {
            pieces.push(Piece::Text(std::mem::take(&mut plain)));
        }
        pieces.push(parameter(&rest[at + 2..at + end])?);
        rest = &rest[at + end + 1..];
    }
    plain.push_str(rest);
    if !plain.is_empty() {
        pieces.push(Piece::Text(plain));
    }
    Ok(pieces)
}

fn parameter(inside: &str) -> Result<Piece, Box<Diagnostic>> {
    let (name, filter) = inside.split_once('|').unwrap_or((inside, ""));
    let name = name.trim().to_owned();
    match filter.trim() {
        "" => Ok(Piece::Parameter { name, raw: false }),
        "raw" => Ok(Piece::Parameter { name, raw: true }),
        other => {
            let message = format!("the filter `{other}` is not in this version yet");
            let error = Diagnostic::error(codes::NOT_IN_THIS_VERSION, message);
            Err(Box::new(error.hint("only `raw` is, in command lines")))
        }
    }
}

fn word_of(value: &Json) -> Option<String> {
    match value {
        Json::String(text) => Some(text.clone()),
        Json::Number(number) => Some(number.to_string()),
        Json::Bool(flag) => Some(flag.to_string()),
        _ => None,
    }
}

fn not_a_word(name: &str) -> Diagnostic {
    let message = format!("`{name}` is no single word and cannot stand inside a text");
    Diagnostic::error(codes::WRONG_TYPE, message).hint(format!(
        "write `${{{name}}}` alone, where such a value is taken"
    ))
}

/// One word for the shell, whatever is in it.
fn shell_quoted(word: &str) -> String {
    let plain = |c: char| c.is_ascii_alphanumeric() || "_-./:=@%+,".contains(c);
    if !word.is_empty() && word.chars().all(plain) {
        return word.to_owned();
    }
    format!("'{}'", word.replace('\'', r"'\''"))
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_cannot_break_out_of_its_command() {
        assert_eq!(shell_quoted("http://a/b"), "http://a/b");
        assert_eq!(shell_quoted("a b"), "'a b'");
        assert_eq!(shell_quoted("'; rm -rf /; '"), r"''\''; rm -rf /; '\'''");
        assert_eq!(shell_quoted(""), "''");
    }

    #[test]
    fn two_dollars_are_a_plain_one() {
        let all = pieces("a $${b} ${c}").unwrap_or_default();
        assert!(matches!(&all[0], Piece::Text(text) if text == "a ${b} "));
        assert!(matches!(&all[1], Piece::Parameter { name, .. } if name == "c"));
        assert!(pieces("${a").is_err());
    }
}
