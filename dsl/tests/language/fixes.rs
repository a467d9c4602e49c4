//! A fix is right when the script is clean after it. The scripts here are JSON, so that a patch
//! can be applied to the very data that it speaks of.

use demoreel_primitives::diagnostic::PatchOp;
use serde_json::{Value, json};

use crate::project::Project;

fn script(steps: Value) -> Value {
    json!({
        "demoreel": 1,
        "surfaces": { "app": { "browser": "https://example.com" } },
        "scenes": [{ "scene": "one", "steps": steps }],
    })
}

fn check(script: &Value) -> demoreel_dsl::Checked {
    let text = serde_json::to_string(script).unwrap();
    Project::new()
        .with("script.json", text)
        .check_file("script.json")
}

fn parent<'a>(script: &'a mut Value, path: &str) -> (&'a mut Value, String) {
    let (parent, key) = path.rsplit_once('/').unwrap();
    (script.pointer_mut(parent).unwrap(), key.to_owned())
}

fn remove(script: &mut Value, path: &str) -> Value {
    let (parent, key) = parent(script, path);
    match parent {
        Value::Object(map) => map.shift_remove(&key).unwrap(),
        Value::Array(list) => list.remove(key.parse().unwrap()),
        other => panic!("{other}"),
    }
}

fn add(script: &mut Value, path: &str, value: Value) {
    let (parent, key) = parent(script, path);
    match parent {
        Value::Object(map) => _ = map.insert(key, value),
        Value::Array(list) => list.insert(key.parse().unwrap(), value),
        other => panic!("{other}"),
    }
}

fn apply(script: &mut Value, op: PatchOp) {
    match op {
        PatchOp::Add { path, value } => add(script, &path, value),
        PatchOp::Remove { path } => _ = remove(script, &path),
        PatchOp::Replace { path, value } => {
            remove(script, &path);
            add(script, &path, value);
        }
        PatchOp::Move { from, path } => {
            let value = remove(script, &from);
            add(script, &path, value);
        }
    }
}

#[test]
fn every_fix_mends_what_it_is_offered_for() {
    let wrong = [
        json!([{ "clik": "A" }]),
        json!([{ "wait": 2 }]),
        json!([{ "wait": "2 seconds" }]),
        json!([{ "scroll": 400 }]),
        json!([{ "hover": "A" }]),
        json!([{ "hover": { "txt": "A" } }]),
        json!(["zoomout"]),
        json!(["wait:2s"]),
        json!([{ "click": "A", "wait": "2s", "press": "Enter" }, { "click": "B" }]),
        json!([{ "click": null, "css": "form", "nth": 2 }]),
        json!([{ "click": { "target": { "css": "form" }, "timeout": "2s" } }]),
        json!([{ "click": { "on": "app", "text": "A" } }]),
        json!([{ "click": { "text": "A", "similarity": 0.5 } }]),
        json!([{ "click": { "point": [1, 2] } }]),
        json!([{ "click": ["data-x=1"] }]),
        json!([{ "click": { "css": ["data-x=1"] } }]),
        json!([{ "mark_speedup": "4x" }]),
        json!([{ "zoom_to": { "text": "A", "part": "lines" } }]),
        json!([{ "zoom_to": { "text": "A", "steps": { "click": "B" } } }]),
        json!([{ "open": "example.com" }]),
        json!([{ "still": "my picture" }]),
        json!([{ "press": ["Ctrl", "Shift", "K"] }]),
        json!([{ "zoom_to": { "text": "A", "scale": "150%" } }]),
        json!([{ "open": "localhost:3000" }]),
        json!([{ "type_text": { "text": "A", "selector": "form" } }]),
        json!([{ "type_text": { "text": "A", "target": { "css": "form" } } }]),
    ];
    for steps in wrong {
        let mut script = script(steps.clone());
        let first = check(&script).diagnostics;
        assert!(!first.is_empty(), "{steps}");
        // A fix may uncover what stood behind the mistake, but never more than once or twice.
        for _ in 0..3 {
            let fixes = check(&script)
                .diagnostics
                .into_iter()
                .filter_map(|one| one.fix);
            let Some(fix) = fixes.into_iter().next() else {
                break;
            };
            fix.patch.into_iter().for_each(|op| apply(&mut script, op));
        }
        let left: Vec<_> = check(&script)
            .diagnostics
            .into_iter()
            .map(|one| one.message)
            .collect();
        assert!(
            left.iter().all(|one| one.contains("ends nothing")),
            "{steps}: {left:?} {script}"
        );
    }
}

#[test]
fn json_is_read_like_yaml_with_its_places() {
    let text = "{\n\t\"demoreel\": 1,\n\t\"surfaces\": {\"app\": {\"browser\": \"https://example.com\"}},\n\t\"scenes\": [\n\t\t{\"scene\": \"one\", \"steps\": [{\"clik\": \"A\"}]}\n\t]\n}\n";
    let checked = Project::new()
        .with("script.json", text)
        .check_file("script.json");
    let place = checked.diagnostics[0].place.clone().unwrap();
    assert_eq!((place.start.line, place.start.column), (5, 31));
    assert_eq!(place.pointer, "/scenes/0/steps/0/clik");
}
