//! Validators of JSON Schema, each asked about all scripts at once.

use std::io::Write;
use std::process::{Command, Stdio};

use demoreel_dsl::{primitives, schema};
use serde_json::{Value, json};

/// One that shares no code with the others.
#[derive(Clone, Copy, Debug)]
pub enum Validator {
    /// The `jsonschema` crate.
    Crate,
    /// Debian's python3-jsonschema.
    Python,
    /// Debian's node-ajv.
    Ajv,
}

const PYTHON: &str = "\
import json, sys, jsonschema
schema, scripts = json.load(sys.stdin)
jsonschema.Draft7Validator.check_schema(schema)
validator = jsonschema.Draft7Validator(schema)
def said(script):
    return ['/'.join(map(str, e.absolute_path)) + ': ' + e.message for e in validator.iter_errors(script)]
print(json.dumps([said(one) for one in scripts]))";

const AJV: &str = "\
const Ajv = require('ajv');
const [schema, scripts] = JSON.parse(require('fs').readFileSync(0));
const validate = new Ajv({ allErrors: true }).compile(schema);
const said = (script) => validate(script) ? [] : validate.errors.map(e => `${e.dataPath}: ${e.message}`);
console.log(JSON.stringify(scripts.map(said)));";

impl Validator {
    /// All of them.
    pub const ALL: [Validator; 3] = [Validator::Crate, Validator::Python, Validator::Ajv];

    /// The errors of each script.
    pub fn errors(self, scripts: &[&Value]) -> Vec<Vec<String>> {
        let schema = schema(&primitives());
        match self {
            Validator::Crate => by_crate(&schema, scripts),
            Validator::Python => ask("/usr/bin/python3", &["-c", PYTHON], &schema, scripts),
            Validator::Ajv => ask("node", &["-e", AJV], &schema, scripts),
        }
    }
}

fn by_crate(schema: &Value, scripts: &[&Value]) -> Vec<Vec<String>> {
    let validator = jsonschema::draft7::new(schema).unwrap();
    let errors = |script: &&Value| {
        let each = validator.iter_errors(script);
        each.map(|error| format!("{}: {error}", error.instance_path()))
            .collect()
    };
    scripts.iter().map(errors).collect()
}

fn ask(program: &str, args: &[&str], schema: &Value, scripts: &[&Value]) -> Vec<Vec<String>> {
    let mut child = Command::new(program)
        .args(args)
        .env("NODE_PATH", "/usr/share/nodejs")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap_or_else(|error| panic!("{program}, see TEST_PACKAGES in the Makefile: {error}"));
    let input = serde_json::to_vec(&json!([schema, scripts])).unwrap();
    child.stdin.take().unwrap().write_all(&input).unwrap();
    let output = child.wait_with_output().unwrap();
    assert!(output.status.success(), "{program} refused the schema");
    serde_json::from_slice(&output.stdout).unwrap()
}
