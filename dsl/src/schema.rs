//! Tables to the JSON Schema of a script. A map of which exactly one key is given is one
//! `properties` with `maxProperties: 1`, never a `oneOf` or an `anyOf` of branches: any validator
//! then answers one mistake with one error. The draft is the newest that every editor and every
//! distribution's validator knows.

use std::collections::BTreeSet;

use demoreel_primitives::steps::{Bounds, Field, Kind, LANGUAGES, Table, TargetWords};
use serde_json::{Map, Value as Json, json};

use crate::written::Tables;

type Object = Map<String, Json>;

/// A parameter may stand wherever a word may.
const PARAMETER: &str = r"\$\{";
const ANSWERS: &str = "yes|no|on|off";
const NUMBER: &str = r"-?([0-9]+(\.[0-9]*)?|\.[0-9]+)";

/// The JSON Schema (draft 7) of a script that can call these steps.
pub fn schema(steps: &[Table]) -> Json {
    let tables = Tables::new();
    let target = Table::of::<TargetWords>("target");
    let mut root = Object::new();
    root.insert(
        "$schema".to_owned(),
        json!("http://json-schema.org/draft-07/schema#"),
    );
    root.insert("title".to_owned(), json!("demoreel script"));
    root.extend(body(&tables.script));
    let definitions = json!({
        "scenes": { "type": "array", "minItems": 1, "items": scene(&tables) },
        "steps": { "type": "array", "items": { "$ref": "#/definitions/step" } },
        "step": step(steps),
        "target": body(&target),
    });
    root.insert("definitions".to_owned(), definitions);
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
    let names = schema.get("properties").and_then(Json::as_object);
    let others = names.into_iter().flat_map(Object::keys);
    let scene_loop = tables.scene_loop.name.as_str();
    let heads = ["scene", "include", scene_loop];
    let others = others.filter(|name| !heads.contains(&name.as_str()));
    let others: Vec<_> = others.cloned().collect();
    schema.insert(
        "not".to_owned(),
        nothing_but(&others.iter().collect::<Vec<_>>()),
    );
    schema.insert(
        "dependencies".to_owned(),
        json!({ "include": { "maxProperties": 1 }, scene_loop: { "maxProperties": 1 } }),
    );
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
    beside(tables, &mut schema);
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

/// A field that stands beside its key instead of under it makes one key too many, which is one
/// mistake and not also an unknown key. A map of nothing but fields is refused.
fn beside(tables: &[Table], schema: &mut Object) {
    let is_key = |name: &&String| tables.iter().any(|table| table.name == **name);
    let fields = tables.iter().flat_map(|table| &table.fields);
    let names: BTreeSet<_> = fields.map(|field| &field.name).collect();
    let names: Vec<_> = names.into_iter().filter(|name| !is_key(name)).collect();
    let each: Vec<_> = names.iter().map(|name| name.as_str()).collect();
    let pattern = format!("^({})$", each.join("|"));
    schema.insert("patternProperties".to_owned(), json!({ pattern: {} }));
    let mut alone = nothing_but(&names);
    alone["minProperties"] = json!(1);
    schema.insert("not".to_owned(), alone);
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
        if let (Some(_), Kind::Choice { of }) = (&table.switch, &main.kind) {
            types.push("boolean".to_owned());
            let words = of.join("|");
            alone.insert(
                "pattern".to_owned(),
                either(&format!("{words}|{ANSWERS}")).into(),
            );
        }
        alone.remove("type");
        schema.extend(alone);
    }
    if !table.about.is_empty() {
        schema.insert("description".to_owned(), json!(described(table)));
    }
    schema.insert("type".to_owned(), json!(types));
    let fields = table
        .fields
        .iter()
        .map(|one| (one.name.clone(), Json::Object(field(one))));
    schema.insert("properties".to_owned(), Json::Object(fields.collect()));
    schema.insert("additionalProperties".to_owned(), json!(false));
    let mut refused: Vec<Json> = exclusive(table, &mut schema).into_iter().collect();
    match table.main_field().filter(|main| main.kind == Kind::Phrase) {
        Some(main) => {
            schema.insert("patternProperties".to_owned(), by_language());
            refused.push(without_words(table, &main.name));
        }
        None => refused.extend(incomplete(table)),
    }
    refuse(refused, &mut schema);
    schema
}

/// Forbids what each of these describes.
fn refuse(refused: Vec<Json>, schema: &mut Object) {
    let mut each = refused.into_iter().map(|one| json!({ "not": one }));
    match (each.next(), each.next()) {
        (Some(only), None) => schema.extend(object(only)),
        (Some(first), Some(second)) => {
            let all: Vec<_> = [first, second].into_iter().chain(each).collect();
            schema.insert("allOf".to_owned(), json!(all));
        }
        (None, _) => {}
    }
}

/// A map without a key that must be there. One with an unknown key is not: that key is most likely
/// the one that is missing, and `required` would tell the one mistake twice.
fn incomplete(table: &Table) -> Option<Json> {
    let required = table.fields.iter().filter(|field| field.required);
    let required: Vec<_> = required.map(|field| field.name.as_str()).collect();
    let names: Vec<_> = table.fields.iter().map(|field| &field.name).collect();
    (!required.is_empty()).then(|| {
        json!({
            "description": format!("A map without `{}`.", required.join("` or without `")),
            "type": "object",
            "propertyNames": { "enum": names },
            "not": { "required": required },
        })
    })
}

/// A map that gives its words neither under their own key nor in languages alone. One with an
/// unknown key is not: that key is most likely the one that is missing.
fn without_words(table: &Table, main: &str) -> Json {
    let tag = language();
    let names: Vec<_> = table.fields.iter().map(|one| one.name.as_str()).collect();
    let known = format!("^({}|{tag})$", names.join("|"));
    json!({
        "type": "object",
        "properties": { main: false },
        "propertyNames": { "pattern": known },
        "not": { "minProperties": 1, "propertyNames": { "pattern": format!("^{tag}$") } },
    })
}

/// What an editor shows beside a key: what it does, and how it is written.
fn described(table: &Table) -> String {
    match table.example.trim_end() {
        "" => table.about.clone(),
        example => format!("{}\n\nExample:\n\n{example}", table.about),
    }
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
    schema.insert("description".to_owned(), json!(field_in_words(field)));
    schema
}

/// What an editor shows beside a field. Its default stands here and not under `default`, which
/// editors would write into the script.
fn field_in_words(field: &Field) -> String {
    let takes = format!("It takes {}.", field.kind.takes());
    let default = field.default.as_ref().map(|default| match default {
        Json::String(word) => format!("If not given: {word}."),
        other => format!("If not given: {other}."),
    });
    let about = Some(field.about.clone()).filter(|about| !about.is_empty());
    let parts: Vec<_> = about.into_iter().chain([takes]).chain(default).collect();
    parts.join("\n\n")
}

/// Exactly one of several keys: each forbids those after it. What is refused besides, a map of
/// nothing but other keys, is given back. A map with an unknown key is not: that key is most likely the one that is missing.
fn exclusive(table: &Table, schema: &mut Object) -> Option<Json> {
    let mut forbids = Object::new();
    let pair = |one: &str, other: &str| matches!((one, other), ("role", "text") | ("text", "role"));
    for (index, one) in table.one_of.iter().enumerate() {
        let later = &table.one_of[index + 1..];
        let others = later.iter().filter(|other| !pair(one, other));
        let others: Object = others.map(|other| (other.clone(), json!(false))).collect();
        if !others.is_empty() {
            forbids.insert(one.clone(), json!({ "properties": others }));
        }
    }
    if table.field("for").is_some() && table.takes_steps() {
        forbids.insert(
            "for".to_owned(),
            json!({ "properties": { "steps": false } }),
        );
    }
    if !forbids.is_empty() {
        schema.insert("dependencies".to_owned(), Json::Object(forbids));
    }
    (!table.one_of.is_empty()).then(|| {
        let names = table.fields.iter().map(|field| &field.name);
        let others: Vec<_> = names.filter(|name| !table.one_of.contains(name)).collect();
        nothing_but(&others)
    })
}

/// A map that holds some of these keys and no others.
fn nothing_but(keys: &[&String]) -> Json {
    match keys {
        [] => json!({ "type": "object", "maxProperties": 0 }),
        keys => json!({ "type": "object", "propertyNames": { "enum": keys } }),
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
        Kind::Gain => word(&format!("{NUMBER}d[Bb]")),
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
        Kind::Target => json!({ "$ref": "#/definitions/target" }),
        Kind::Steps => json!({ "$ref": "#/definitions/steps" }),
        Kind::Scenes => json!({ "$ref": "#/definitions/scenes" }),
        Kind::Choice { of } => {
            json!({ "type": "string", "pattern": either(&of.join("|")), "examples": of })
        }
        Kind::List { of } => {
            json!({ "type": ["array", "string"], "items": value(of), "pattern": "^\\$\\{" })
        }
        Kind::Names { of } => json!({
            "type": ["object", "null"],
            "patternProperties": { "^[A-Za-z][A-Za-z0-9_-]{0,63}$": value(of) },
            "additionalProperties": false,
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
