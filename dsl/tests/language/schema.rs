//! The schema and the checker agree on what a schema can see.

use std::io::Write;
use std::process::{Command, Stdio};

use demoreel_dsl::{primitives, schema};
use serde_json::{Value, json};

use crate::project::Project;

/// Asks Python's validator, which shares no code with ours, how many errors each script has.
fn validator_errors(scripts: &[Value]) -> Vec<usize> {
    const PROGRAM: &str = "\
import json, sys, jsonschema
schema, scripts = json.load(sys.stdin)
jsonschema.Draft202012Validator.check_schema(schema)
validator = jsonschema.Draft202012Validator(schema)
print(json.dumps([len(list(validator.iter_errors(one))) for one in scripts]))";
    let mut python = Command::new("/usr/bin/python3")
        .args(["-c", PROGRAM])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("Debian's python3 with python3-jsonschema");
    let input = serde_json::to_vec(&json!([schema(&primitives()), scripts])).unwrap();
    python.stdin.take().unwrap().write_all(&input).unwrap();
    let output = python.wait_with_output().unwrap();
    assert!(output.status.success(), "the schema is no schema");
    serde_json::from_slice(&output.stdout).unwrap()
}

fn with_steps(steps: Value) -> Value {
    json!({
        "demoreel": 1,
        "surfaces": { "app": { "browser": "https://example.com" } },
        "scenes": [{ "scene": "one", "steps": steps }],
    })
}

fn with_head(key: &str, value: Value) -> Value {
    let mut script = with_steps(json!([{ "click": "A" }]));
    script[key] = value;
    script
}

fn good() -> Vec<Value> {
    let steps = [
        json!(["zoom_out"]),
        json!([{ "zoom_out": null }]),
        json!([{ "click": "A" }]),
        json!([{ "click": 12 }]),
        json!([{ "click": { "css": "form", "nth": -1, "offset": "1, -2", "part": "row" } }]),
        json!([{ "click": { "role": "button", "text": "Save" } }]),
        json!([{ "click": { "any": ["A", { "css": "b" }] } }]),
        json!([{ "click": { "text": "A", "inside": { "css": "b", "near": "C" } } }]),
        json!([{ "click": { "region": "0, 0, 10x10" } }]),
        json!([{ "drag": { "from": "A", "to": { "point": "3, 4" } } }]),
        json!([{ "scroll": "400px" }]),
        json!([{ "scroll": { "to": "A", "for": "2s" } }]),
        json!([{ "type_text": { "text": { "env": "TOKEN" }, "into": "A" } }]),
        json!([{ "press": "Enter" }]),
        json!([{ "press": ["Tab", "Ctrl+K"] }]),
        json!([{ "press": { "keys": "a", "times": 3 } }]),
        json!([{ "wait": "1.5s" }]),
        json!(["wait_until_still"]),
        json!([{ "zoom_to": { "text": "A", "scale": 1.8, "for": "2s" } }]),
        json!([{ "zoom_to": { "text": "A", "scale": "auto", "steps": [{ "click": "A" }] } }]),
        json!([{ "say": { "text": "Hello", "steps": [{ "say": "again" }] } }]),
        json!([{ "mark_speedup": 4 }]),
        json!([{ "mark_speedup": { "factor": 2.5, "steps": ["wait_until_still"] } }]),
        json!([{ "fill_field": { "field": { "css": "form" }, "text": "A" } }]),
        json!([{ "click": { "text": "A", "surface": "app" } }]),
    ];
    let heads = [
        with_head("voice", json!("local")),
        with_head("voice", json!({ "local": "slt" })),
        with_head("voice", json!({ "local": { "pace": 1.2 } })),
        with_head(
            "outputs",
            json!({ "wide": "youtube", "small": { "size": "640x360", "fps": 30 } }),
        ),
        with_head("background", json!("#fff")),
        with_head(
            "background",
            json!({ "gradient": { "colours": ["#fff", "#000000"] } }),
        ),
        with_head("captions", json!(false)),
        with_head("captions", json!({ "size": "3%", "plate": "#00000080" })),
        with_head("camera", json!("calm")),
        with_head("shadow", json!({ "strength": "none" })),
        with_head("pointer", json!({ "size": "40px", "ripple": false })),
        with_head(
            "services",
            json!({ "api": { "run": "true", "ready": { "port": 80 } } }),
        ),
        with_head("services", json!({ "api": "true" })),
        with_head("params", json!({ "a": { "type": "text", "default": "b" } })),
        with_head(
            "surfaces",
            json!({ "a": { "browser": { "url": "https://a.b", "density": 1 } } }),
        ),
    ];
    steps.map(with_steps).into_iter().chain(heads).collect()
}

fn bad() -> Vec<Value> {
    let steps = [
        json!([{ "clik": "A" }]),
        json!(["click"]),
        json!([{ "click": null }]),
        json!([{ "click": { "txt": "A" } }]),
        json!([{ "click": {} }]),
        json!([{ "click": { "text": "A", "css": "b" } }]),
        json!([{ "click": { "text": "A", "timeout": 3 } }]),
        json!([{ "click": { "text": { "a": 1 } } }]),
        json!([{ "click": { "point": [1, 2] } }]),
        json!([{ "click": { "text": "A", "part": "lin" } }]),
        json!([{ "click": { "text": "A", "nth": 1.5 } }]),
        json!([{ "click": "A", "wait": "2s" }]),
        json!([{}]),
        json!([["click"]]),
        json!([{ "drag": { "from": "A" } }]),
        json!([{ "drag": "A" }]),
        json!([{ "scroll": { "to": "A", "down": "3px" } }]),
        json!([{ "scroll": 400 }]),
        json!([{ "wait": 2 }]),
        json!([{ "wait": "2" }]),
        json!([{ "wait": "two seconds" }]),
        json!([{ "zoom_to": { "text": "A", "scale": 0.5 } }]),
        json!([{ "zoom_to": { "text": "A", "for": "2s", "steps": [] } }]),
        json!([{ "zoom_to": { "text": "A", "steps": { "click": "A" } } }]),
        json!([{ "zoom_to": { "text": "A", "steps": [{ "clik": "A" }] } }]),
        json!([{ "mark_speedup": "fast" }]),
        json!([{ "mark_speedup": 1000 }]),
        json!([{ "press": { "keys": "a", "times": 0 } }]),
        json!([{ "type_text": { "text": { "env": "a b" } } }]),
        json!([{ "fill_field": "A" }]),
        json!([{ "still": "two words" }]),
    ];
    let heads = [
        with_head("demoreel", json!(2)),
        with_head("titel", json!("A")),
        with_head("voice", json!("locl")),
        with_head("voice", json!({ "local": "slt", "silent": null })),
        with_head("outputs", json!({ "wide": { "fps": 1000 } })),
        with_head("background", json!("white")),
        with_head(
            "background",
            json!({ "colour": "#fff", "gradient": { "colours": [] } }),
        ),
        with_head("padding", json!(5)),
        with_head("captions", json!("maybe")),
        with_head("camera", json!("wild")),
        with_head("services", json!({ "api": { "ready": { "port": 80 } } })),
        with_head("services", json!({ "api": { "run": "true", "ready": {} } })),
        with_head(
            "surfaces",
            json!({ "a": { "browser": { "url": "example.com" } } }),
        ),
        with_head("surfaces", json!({ "a b": { "browser": "https://a.b" } })),
        with_head("scenes", json!([])),
        with_head("scenes", json!([{ "steps": [] }])),
        with_head("use", json!("a.yaml")),
    ];
    steps.map(with_steps).into_iter().chain(heads).collect()
}

fn is_accepted(script: &Value) -> bool {
    let text = serde_json::to_string(script).unwrap();
    Project::new()
        .with("script.json", text)
        .check_file("script.json")
        .plan
        .is_some()
}

#[test]
fn the_schema_accepts_and_refuses_what_the_checker_does() {
    let (good, bad) = (good(), bad());
    for script in &good {
        assert!(is_accepted(script), "{script}");
    }
    for script in &bad {
        assert!(!is_accepted(script), "{script}");
    }
    let errors = validator_errors(&good);
    for (script, errors) in good.iter().zip(errors) {
        assert_eq!(errors, 0, "{script}");
    }
    let errors = validator_errors(&bad);
    for (script, errors) in bad.iter().zip(errors) {
        assert!(errors > 0, "{script}");
    }
}

#[test]
fn one_mistake_is_one_error() {
    let mistakes = [
        json!([{ "mark_speedupp": { "factor": 4 } }]),
        json!([{ "mark_speedup": { "facter": 4 } }]),
        json!([{ "mark_speedup": { "factor": "fast" } }]),
        json!([{ "click": { "text": "A", "timeout": 3 } }]),
        json!([{ "wait": 2 }]),
        json!([{ "click": "A", "wait": "2s" }]),
        json!([{ "drag": { "from": "A" } }]),
    ];
    let scripts: Vec<_> = mistakes.into_iter().map(with_steps).collect();
    assert_eq!(validator_errors(&scripts), [1; 7]);
}

#[test]
fn no_part_of_the_schema_branches_over_steps() {
    let schema = schema(&primitives());
    let step = &schema["$defs"]["step"];
    assert_eq!(step["maxProperties"], 1);
    assert_eq!(step["additionalProperties"], false);
    assert!(step.get("oneOf").is_none() && step.get("anyOf").is_none());
    assert_eq!(
        step["properties"].as_object().map(serde_json::Map::len),
        Some(primitives().len())
    );
}
