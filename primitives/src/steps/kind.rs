//! The kinds of value that a field or a parameter takes. What each accepts is the reader's
//! business; here they only have names.

use serde::Serialize;
use serde_json::Value;

use super::Table;

/// What a field takes.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum Kind {
    /// Words, kept as they are written: `12`, `1.10` and `no` are words too.
    Text,
    /// Words, or a map from languages to words.
    Phrase,
    /// A language's code.
    Language,
    /// A file of a composed step, a kit's folder, or a kit's name.
    Used,
    /// Letters, digits, `_` and `-`, beginning with a letter.
    Identifier,
    /// An absolute address with its scheme.
    Url,
    /// An absolute address, or a path relative to the surface's home.
    Address,
    /// A file or a folder, relative to the script that names it.
    Path,
    /// A picture file, relative to the script that names it.
    Image,
    /// A command line; parameters in it are quoted for the shell.
    Shell,
    /// A regular expression.
    Pattern,
    /// The name of an environment variable.
    EnvName,
    /// A whole number.
    Integer(Bounds),
    /// A number.
    Number(Bounds),
    /// Yes or no.
    Boolean,
    /// A length of time with its unit.
    Duration,
    /// Logical pixels of a surface.
    Pixels,
    /// A length of the look: `%` of the short side, or `px` at 1080.
    Length,
    /// A change of loudness in decibels.
    Gain,
    /// Width and height in pixels.
    Size,
    /// `#rgb`, `#rrggbb` or `#rrggbbaa`.
    Colour,
    /// Two numbers.
    Point,
    /// A corner and a size.
    Region,
    /// One chord or a list of them.
    Keys,
    /// A factor of 1 or more, or `auto`.
    Magnification,
    /// Words, or `env` with the name of a secret.
    Typed,
    /// `env` with the name of an environment variable.
    Secret,
    /// Something to point at.
    Target,
    /// The name of a parameter, perhaps with fields of it: never a `${...}`.
    Param,
    /// A list of steps.
    Steps,
    /// A list of scenes.
    Scenes,
    /// One of several words.
    Choice {
        /// The words.
        of: Vec<String>,
    },
    /// Any number of one kind.
    List {
        /// The kind.
        of: Box<Kind>,
    },
    /// A map from names of the author's choice.
    Names {
        /// What stands behind each name.
        of: Box<Kind>,
    },
    /// A map with fields of its own.
    Body(Box<Table>),
    /// A map with exactly one of these keys.
    OneKey {
        /// One for each key.
        of: Vec<Table>,
    },
    /// A value of whatever kind a neighbouring `type` says.
    Anything,
}

/// The least and the most that a number may be, both allowed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize)]
pub struct Bounds {
    /// No limit where there is none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub least: Option<f64>,
    /// No limit where there is none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub most: Option<f64>,
}

impl Kind {
    /// The kind of a single word, as `type:` of a parameter and `x-kind` of a schema say it.
    pub fn from_word(word: &str) -> Option<Kind> {
        Some(match word {
            "text" => Kind::Text,
            "phrase" => Kind::Phrase,
            "language" => Kind::Language,
            "used" => Kind::Used,
            "identifier" => Kind::Identifier,
            "url" => Kind::Url,
            "address" => Kind::Address,
            "path" => Kind::Path,
            "image" => Kind::Image,
            "shell" => Kind::Shell,
            "pattern" => Kind::Pattern,
            "env_name" => Kind::EnvName,
            "integer" => Kind::Integer(Bounds::default()),
            "number" => Kind::Number(Bounds::default()),
            "boolean" => Kind::Boolean,
            "duration" => Kind::Duration,
            "pixels" => Kind::Pixels,
            "length" => Kind::Length,
            "gain" => Kind::Gain,
            "size" => Kind::Size,
            "colour" => Kind::Colour,
            "point" => Kind::Point,
            "region" => Kind::Region,
            "keys" => Kind::Keys,
            "magnification" => Kind::Magnification,
            "typed" => Kind::Typed,
            "secret" => Kind::Secret,
            "target" => Kind::Target,
            "param" => Kind::Param,
            "steps" => Kind::Steps,
            "scenes" => Kind::Scenes,
            "anything" => Kind::Anything,
            _ => return None,
        })
    }

    /// The kind that a JSON Schema of one of our own types describes.
    pub fn from_schema(schema: &Value) -> Kind {
        if let Some(kind) = schema["x-kind"].as_str().and_then(Kind::from_word) {
            return kind;
        }
        if let Some(inner) = schema["anyOf"].as_array() {
            let given = inner.iter().find(|one| one["type"] != "null");
            return given.map_or(Kind::Anything, Kind::from_schema);
        }
        if let Some(of) = words_of(schema) {
            return Kind::Choice { of };
        }
        Kind::from_type(schema)
    }

    fn from_type(schema: &Value) -> Kind {
        match type_of(schema) {
            Some("string") => Kind::Text,
            Some("boolean") => Kind::Boolean,
            Some("integer") => Kind::Integer(bounds_of(schema)),
            Some("number") => Kind::Number(bounds_of(schema)),
            Some("array") => Kind::List {
                of: Box::new(Kind::from_schema(&schema["items"])),
            },
            Some("object") => kind_of_object(schema),
            _ => Kind::Anything,
        }
    }
}

fn kind_of_object(schema: &Value) -> Kind {
    if let Some(inner) = schema["additionalProperties"].as_object() {
        let of = Box::new(Kind::from_schema(&Value::Object(inner.clone())));
        return Kind::Names { of };
    }
    let table = Table::from_schema("", schema);
    if schema["x-one-key"] == Value::Bool(true) {
        let keys = schema["properties"].as_object().into_iter().flatten();
        let of = keys.map(|(name, one)| Table::from_schema(name, without_null(one)));
        return Kind::OneKey { of: of.collect() };
    }
    Kind::Body(Box::new(table))
}

/// The schema itself, or the one of `anyOf` that is not null.
fn without_null(schema: &Value) -> &Value {
    let inner = schema["anyOf"].as_array();
    inner
        .and_then(|all| all.iter().find(|one| one["type"] != "null"))
        .unwrap_or(schema)
}

/// The words of a closed list, whether each has a sentence of its own or not.
fn words_of(schema: &Value) -> Option<Vec<String>> {
    if let Some(words) = schema["enum"].as_array() {
        return Some(words.iter().filter_map(as_word).collect());
    }
    let each = schema["oneOf"].as_array()?;
    let words = each.iter().map(|one| as_word(&one["const"]));
    words.collect()
}

fn as_word(value: &Value) -> Option<String> {
    value.as_str().map(str::to_owned)
}

fn type_of(schema: &Value) -> Option<&str> {
    match &schema["type"] {
        Value::Array(all) => all
            .iter()
            .filter_map(Value::as_str)
            .find(|one| *one != "null"),
        one => one.as_str(),
    }
}

fn bounds_of(schema: &Value) -> Bounds {
    Bounds {
        least: schema["minimum"].as_f64(),
        most: schema["maximum"].as_f64(),
    }
}
