//! Cases made from the tables, so that a new step or field has its cases with no further work:
//! each step as in its example, without each thing that it needs, with a key that it does not
//! know, and with each field of a wrong kind.

use demoreel_dsl::{data, keys, primitives};
use demoreel_primitives::steps::{Field, Kind, Table};
use serde_json::{Map, Value, json};

use super::Case;

/// What the examples of steps say.
pub fn good() -> Vec<Case> {
    let tables = primitives();
    let examples = tables.iter().filter(|table| !table.example.is_empty());
    examples
        .map(|table| {
            let steps = data(table.example.as_bytes()).unwrap();
            let script = script_for(table, steps);
            Case::from_data(format!("the example of {}", table.name), script, 1)
        })
        .collect()
}

/// One mistake in each.
pub fn bad() -> Vec<Case> {
    let mut cases = Vec::new();
    for table in primitives() {
        let Some(body) = example(&table) else {
            continue;
        };
        let step =
            |body: &Map<String, Value>| script_for(&table, json!([{ table.name.as_str(): body }]));
        let about = |what: &str| format!("{} {what}", table.name);
        let with = |key: &str, value: Value| {
            let mut body = body.clone();
            make_room(&mut body, &table, key);
            body.insert(key.to_owned(), value);
            body
        };
        let unknown = step(&with("no_such_key", json!(1)));
        cases.push(Case::from_data(
            about("with a key that it lacks"),
            unknown,
            1,
        ));
        for field in &table.fields {
            for value in wrong_values(&field.kind) {
                let name = about(&format!("with `{}: {value}`", field.name));
                cases.push(Case::from_data(name, step(&with(&field.name, value)), 1));
            }
            if field.required {
                let mut body = body.clone();
                body.remove(&field.name);
                let name = about(&format!("without `{}`", field.name));
                cases.push(Case::from_data(name, step(&body), 1));
            }
        }
    }
    let [head, scene, _] = keys();
    cases.extend(in_map(&head, script(json!([])), ""));
    cases.extend(in_map(&scene, script(json!([])), "/scenes/0"));
    cases
}

/// Wrong values for the fields of a map that stands at a pointer of a good script.
fn in_map(table: &Table, good: Value, pointer: &str) -> Vec<Case> {
    let with = |field: &Field, value: Value| {
        let mut script = good.clone();
        let map = script.pointer_mut(pointer).unwrap();
        map[field.name.as_str()] = value.clone();
        Case::from_data(
            format!("{}: `{}: {value}`", table.name, field.name),
            script,
            1,
        )
    };
    let each = table.fields.iter().flat_map(|field| {
        let values = wrong_values(&field.kind).into_iter();
        values.map(move |value| with(field, value))
    });
    each.collect()
}

fn script(steps: Value) -> Value {
    json!({
        "demoreel": 1,
        "surfaces": { "app": { "browser": "https://example.com" } },
        "scenes": [{ "scene": "one", "steps": steps }],
    })
}

/// A script of a step on the kind of surface that it needs.
fn script_for(table: &Table, steps: Value) -> Value {
    let mut script = script(steps);
    if let Some(kind @ ("terminal" | "desktop")) = table.needs.as_deref() {
        script["surfaces"] = json!({ "app": kind });
    }
    script
}

/// The body of a step in its own example, with all its keys written out.
fn example(table: &Table) -> Option<Map<String, Value>> {
    let steps = data(table.example.as_bytes())?;
    let mut items = steps.as_array()?.iter();
    let is_bare = |item: &Value| item.as_str() == Some(&table.name);
    let item = items.find(|item| item.get(&table.name).is_some() || is_bare(item))?;
    match item.get(&table.name) {
        Some(Value::Object(body)) => Some(body.clone()),
        None | Some(Value::Null) => Some(Map::new()),
        Some(main) => Some(Map::from_iter([(table.main.clone()?, main.clone())])),
    }
}

/// Takes out what cannot stand beside a key.
fn make_room(body: &mut Map<String, Value>, table: &Table, key: &str) {
    if table.one_of.iter().any(|one| one == key) {
        body.retain(|name, _| !table.one_of.contains(name));
    }
    match key {
        "for" => _ = body.remove("steps"),
        "steps" => _ = body.remove("for"),
        _ => {}
    }
}

/// Values that are not of a kind, each wrong in one way.
fn wrong_values(kind: &Kind) -> Vec<Value> {
    match kind {
        Kind::Text | Kind::Shell | Kind::Pattern => vec![json!({ "a": "b" })],
        Kind::Identifier => vec![json!("two words"), json!({ "a": "b" })],
        Kind::Url => vec![json!("example.com")],
        Kind::EnvName => vec![json!("two words")],
        Kind::Integer(bounds) | Kind::Number(bounds) => {
            let below = bounds.least.map(|least| json!(least as i64 - 1));
            let above = bounds.most.map(|most| json!(most as i64 + 1));
            let mut all = vec![json!("many"), json!([1])];
            all.extend(below.into_iter().chain(above));
            all
        }
        Kind::Boolean => vec![json!("perhaps")],
        Kind::Duration => vec![json!(2), json!("2"), json!("two seconds"), json!(["2s"])],
        Kind::Pixels => vec![json!(400), json!("5%")],
        Kind::Length => vec![json!(5), json!("5em")],
        Kind::Gain => vec![json!(-6), json!("loud")],
        Kind::Size => vec![json!("large")],
        Kind::Colour => vec![json!("red")],
        Kind::Point => vec![json!([1, 2]), json!("here")],
        Kind::Region => vec![json!([1, 2, 3, 4]), json!("1, 2")],
        Kind::Keys => vec![json!({ "a": "b" })],
        Kind::Magnification => vec![json!(0.5), json!("large")],
        Kind::Typed => vec![json!(["a"])],
        Kind::Secret => vec![json!("word")],
        Kind::Target => vec![json!(["a", "b"])],
        Kind::Steps => vec![json!({ "click": "A" }), json!("click")],
        Kind::Choice { .. } => vec![json!("none_of_these"), json!(["a"])],
        Kind::List { .. } | Kind::Names { .. } => vec![json!(5)],
        Kind::Scenes => vec![json!("one"), json!([])],
        Kind::Body(_) | Kind::OneKey { .. } => vec![json!([5])],
        _ => Vec::new(),
    }
}
