//! Tables to the JSON Schema of a script. A map of which exactly one key is given is one
//! `properties` with `maxProperties: 1`, never a `oneOf` of branches: any validator then answers
//! one mistake with one error.

use demoreel_primitives::steps::{Bounds, Field, Kind, LANGUAGES, Table, TargetWords};
use serde_json::{Map, Value as Json, json};

use crate::written::Tables;

type Object = Map<String, Json>;

/// A parameter may stand wherever a word may.
const PARAMETER: &str = r"\$\{";
const NUMBER: &str = r"-?([0-9]+(\.[0-9]*)?|\.[0-9]+)";

/// The JSON Schema (draft 2020-12) of a script that can call these steps.
pub fn schema(steps: &[Table]) -> Json {
    let tables = Tables::new();
    let target = Table::of::<TargetWords>("target");
    let mut root = Object::new();
    root.insert(
        "$schema".to_owned(),
        json!("https://json-schema.org/draft/2020-12/schema"),
    );
    root.insert("title".to_owned(), json!("demoreel script"));
    root.extend(body(&tables.script));
    let defs = json!({
        "scenes": { "type": "array", "minItems": 1, "items": scene(&tables) },
        "steps": { "type": "array", "items": { "$ref": "#/$defs/step" } },
        "step": step(steps),
        "target": body(&target),
    });
    root.insert("$defs".to_owned(), defs);
    Json::Object(root)
}

/// A scene, or alone in its map what makes scenes: a file of them, or a loop.
fn scene(tables: &Tables) -> Object {
    let mut schema = body(&tables.scene);
    let include = tables.include.fields.iter();
    let include = include.map(|one| (one.name.clone(), Json::Object(field(one))));
    if let Some(Json::Object(properties)) = schema.get_mut("properties") {
        properties.extend(include);
        let table = &tables.scene_loop;
        properties.insert(table.name.clone(), Json::Object(body(table)));
    }
    schema.remove("required");
    let either = json!([
        { "required": ["scene"] },
        { "required": ["include"], "maxProperties": 1 },
        { "required": [tables.scene_loop.name], "maxProperties": 1 },
    ]);
    schema.insert("anyOf".to_owned(), either);
    schema
}

fn step(steps: &[Table]) -> Object {
    let mut schema = one_key(steps);
    schema.insert(
        "description".to_owned(),
        json!("A step: a map with exactly one key."),
    );
    schema
}

/// A map with exactly one of these keys, or the bare word where it needs nothing.
fn one_key(tables: &[Table]) -> Object {
    let bare = tables.iter().filter(|table| table.needs_nothing());
    let bare: Vec<_> = bare.map(|table| table.name.as_str()).collect();
    let keys = tables
        .iter()
        .map(|table| (table.name.clone(), Json::Object(body(table))));
    let mut schema = object(json!({
        "type": ["object", "string"],
        "properties": keys.collect::<Object>(),
        "minProperties": 1,
        "maxProperties": 1,
        "additionalProperties": false,
    }));
    if bare.is_empty() {
        schema.insert("type".to_owned(), json!("object"));
    } else {
        schema.insert(
            "pattern".to_owned(),
            json!(format!("^({})$", bare.join("|"))),
        );
        schema.insert("examples".to_owned(), json!(bare));
    }
    schema
}

/// A map with fields, or its main field alone.
fn body(table: &Table) -> Object {
    let mut schema = Object::new();
    let mut types = vec!["object".to_owned()];
    if table.needs_nothing() {
        types.push("null".to_owned());
    }
    if let Some(main) = table.main_field() {
        let mut alone = alone(&main.kind);
        types.extend(types_of(&alone));
        alone.remove("type");
        schema.extend(alone);
    }
    if !table.about.is_empty() {
        schema.insert("description".to_owned(), json!(table.about));
    }
    schema.insert("type".to_owned(), json!(types));
    let fields = table
        .fields
        .iter()
        .map(|one| (one.name.clone(), Json::Object(field(one))));
    schema.insert("properties".to_owned(), Json::Object(fields.collect()));
    let required = table
        .fields
        .iter()
        .filter(|field| field.required)
        .map(|field| &field.name);
    schema.insert("required".to_owned(), required.cloned().collect());
    schema.insert("additionalProperties".to_owned(), json!(false));
    exclusive(table, &mut schema);
    if let Some(main) = table.main_field().filter(|main| main.kind == Kind::Phrase) {
        let tag = format!("^{}$", language());
        schema.insert("patternProperties".to_owned(), by_language());
        schema.remove("required");
        let each = json!([
            { "required": [main.name] },
            { "minProperties": 1, "propertyNames": { "pattern": tag } },
        ]);
        schema.insert("anyOf".to_owned(), each);
    }
    schema
}

/// What may stand for a whole body: its main field, as long as that is no map.
fn alone(kind: &Kind) -> Object {
    match kind {
        Kind::Phrase | Kind::Target | Kind::Typed | Kind::Secret => {
            object(json!({ "type": ["string", "number", "boolean"] }))
        }
        other => value(other),
    }
}

fn types_of(schema: &Object) -> Vec<String> {
    match schema.get("type") {
        Some(Json::String(one)) => vec![one.clone()],
        Some(Json::Array(all)) => all
            .iter()
            .filter_map(|one| one.as_str().map(str::to_owned))
            .collect(),
        _ => Vec::new(),
    }
}

fn field(field: &Field) -> Object {
    let mut schema = value(&field.kind);
    if !field.about.is_empty() {
        schema.insert("description".to_owned(), json!(field.about));
    }
    if let Some(default) = &field.default {
        schema.insert("default".to_owned(), default.clone());
    }
    schema
}

/// Exactly one of several keys: at least one, and each forbids the others.
fn exclusive(table: &Table, schema: &mut Object) {
    let mut forbids = Object::new();
    let pair = |one: &str, other: &str| matches!((one, other), ("role", "text") | ("text", "role"));
    for one in &table.one_of {
        let others = table
            .one_of
            .iter()
            .filter(|other| *other != one && !pair(one, other));
        let others: Object = others.map(|other| (other.clone(), json!(false))).collect();
        forbids.insert(one.clone(), json!({ "properties": others }));
    }
    if table.field("for").is_some() && table.takes_steps() {
        forbids.insert(
            "for".to_owned(),
            json!({ "properties": { "steps": false } }),
        );
    }
    if !table.one_of.is_empty() {
        let each = table.one_of.iter().map(|one| json!({ "required": [one] }));
        schema.insert("anyOf".to_owned(), each.collect());
    }
    if !forbids.is_empty() {
        schema.insert("dependentSchemas".to_owned(), Json::Object(forbids));
    }
}

/// A value of a kind.
fn value(kind: &Kind) -> Object {
    object(match kind {
        Kind::Phrase => phrase(),
        Kind::Language => word(&language()),
        Kind::Used => json!({ "type": "string", "minLength": 1 }),
        Kind::Text | Kind::Shell | Kind::Pattern => {
            json!({ "type": ["string", "number", "boolean"] })
        }
        Kind::Identifier => word("[A-Za-z][A-Za-z0-9_-]{0,63}"),
        Kind::Param => {
            json!({ "type": "string", "pattern": r"^[A-Za-z][A-Za-z0-9_-]*(\.[A-Za-z0-9_-]+)*$" })
        }
        Kind::Url => word(r"https?://[^/\s]\S*"),
        Kind::Address | Kind::Path | Kind::Image => json!({ "type": "string", "minLength": 1 }),
        Kind::EnvName => word("[A-Za-z_][A-Za-z0-9_]*"),
        Kind::Integer(bounds) => number("integer", *bounds),
        Kind::Number(bounds) => number("number", *bounds),
        Kind::Boolean => {
            json!({ "type": ["boolean", "string"], "pattern": either("yes|no|on|off") })
        }
        Kind::Duration => word(r"([0-9]+(\.[0-9]*)?|\.[0-9]+)(ms|s|m|min)"),
        Kind::Pixels => word(&format!("{NUMBER}px")),
        Kind::Length => word(&format!("{NUMBER}(px|%)")),
        Kind::Size => word("[0-9]+x[0-9]+"),
        Kind::Colour => word("#([0-9a-fA-F]{3}|[0-9a-fA-F]{6}|[0-9a-fA-F]{8})"),
        Kind::Point => word(&format!(r"\s*{NUMBER}\s*,\s*{NUMBER}\s*")),
        Kind::Region => word(&format!(
            r"\s*{NUMBER}\s*,\s*{NUMBER}\s*,\s*{NUMBER}\s*x\s*{NUMBER}\s*"
        )),
        Kind::Magnification => json!({
            "type": ["number", "string"],
            "minimum": 1,
            "maximum": 8,
            "pattern": either(r"auto|[1-8](\.[0-9]*)?"),
        }),
        Kind::Keys => json!({
            "type": ["string", "integer", "array"],
            "items": { "type": ["string", "integer"] },
        }),
        Kind::Typed => secret(&["string", "number", "boolean", "object"]),
        Kind::Secret => secret(&["object", "string"]),
        Kind::Target => json!({ "$ref": "#/$defs/target" }),
        Kind::Steps => json!({ "$ref": "#/$defs/steps" }),
        Kind::Scenes => json!({ "$ref": "#/$defs/scenes" }),
        Kind::Choice { of } => {
            json!({ "type": "string", "pattern": either(&of.join("|")), "examples": of })
        }
        Kind::List { of } => {
            json!({ "type": ["array", "string"], "items": value(of), "pattern": "^\\$\\{" })
        }
        Kind::Names { of } => json!({
            "type": ["object", "null"],
            "propertyNames": { "pattern": "^[A-Za-z][A-Za-z0-9_-]{0,63}$" },
            "additionalProperties": value(of),
        }),
        Kind::Body(table) => Json::Object(body(table)),
        Kind::OneKey { of } => Json::Object(one_key(of)),
        Kind::Anything => json!({}),
    })
}

/// Words, or a map from languages to words.
fn phrase() -> Json {
    json!({
        "type": ["string", "number", "boolean", "object"],
        "patternProperties": by_language(),
        "minProperties": 1,
        "additionalProperties": false,
    })
}

fn by_language() -> Json {
    json!({ format!("^{}$", language()): { "type": ["string", "number", "boolean"] } })
}

fn language() -> String {
    format!("({})(-[A-Z]{{2}})?", LANGUAGES.join("|"))
}

/// A word of this pattern, or one that holds a parameter.
fn word(pattern: &str) -> Json {
    json!({ "type": "string", "pattern": either(pattern) })
}

fn either(pattern: &str) -> String {
    format!("^({pattern})$|{PARAMETER}")
}

fn number(kind: &str, bounds: Bounds) -> Json {
    let mut schema = object(json!({ "type": [kind, "string"], "pattern": PARAMETER }));
    if let Some(least) = bounds.least {
        schema.insert("minimum".to_owned(), json!(least));
    }
    if let Some(most) = bounds.most {
        schema.insert("maximum".to_owned(), json!(most));
    }
    Json::Object(schema)
}

fn secret(types: &[&str]) -> Json {
    let name = value(&Kind::EnvName);
    json!({
        "type": types,
        "properties": { "env": name },
        "required": ["env"],
        "additionalProperties": false,
    })
}

/// The map inside a value that is made as one.
fn object(value: Json) -> Object {
    match value {
        Json::Object(map) => map,
        _ => Object::new(),
    }
}
