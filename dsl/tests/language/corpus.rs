//! The schema and the checker agree on what a schema can see, in three validators that share no
//! code: the `jsonschema` crate, Python's, and ajv. One mistake is one error in each of them.
//!
//! To add a case, add a document to a file of `corpus/good` or `corpus/bad`, or a file. Documents
//! are parted by lines `--- # NAME`. One that begins with a dash is a list of steps, one that
//! begins with `# whole` is a whole script, any other is keys of a script. Where a mistake is more
//! than one error of the schema, the name ends with `(errors: N)` and says why.

mod generated;
mod validators;

use std::fs;
use std::path::{Path, PathBuf};

use demoreel_primitives::diagnostic::Severity;
use serde_json::Value;

use crate::project::Project;
use validators::Validator;

/// A script and what is to be said of it.
pub struct Case {
    /// For whoever reads a failure.
    pub name: String,
    /// The script's text.
    pub script: String,
    /// The same as data.
    pub data: Value,
    /// How many errors a validator of the schema tells.
    pub errors: usize,
}

impl Case {
    /// A case whose script is written in a corpus file.
    fn of(name: &str, text: &str, errors: usize) -> Case {
        let script = completed(text);
        let data = demoreel_dsl::data(script.as_bytes());
        let data = data.unwrap_or_else(|| panic!("{name} cannot be read:\n{script}"));
        let name = name.to_owned();
        Case {
            name,
            script,
            data,
            errors,
        }
    }

    /// A case whose script is data.
    pub fn from_data(name: String, data: Value, errors: usize) -> Case {
        let script = serde_json::to_string_pretty(&data).unwrap();
        Case {
            name,
            script,
            data,
            errors,
        }
    }

    /// The errors that the checker tells.
    fn told(&self, project: &Project) -> Vec<String> {
        fs::write(project.path("script.yaml"), &self.script).unwrap();
        let told = project.check().diagnostics.into_iter();
        let errors = told.filter(|one| one.severity == Severity::Error);
        errors
            .map(|one| format!("{} {}", one.code, one.message))
            .collect()
    }
}

/// A document of the corpus as a whole script.
fn completed(text: &str) -> String {
    if text.starts_with("# whole\n") {
        return text.to_owned();
    }
    if text.starts_with("- ") {
        let lines = text.lines().map(|line| format!("      {line}\n"));
        let steps: String = lines.collect();
        return format!("{}{steps}", crate::project::HEAD);
    }
    let has = |key: &str| text.lines().any(|line| line.starts_with(key));
    let missing = [
        ("demoreel:", "demoreel: 1\n"),
        (
            "surfaces:",
            "surfaces:\n  app:\n    browser: https://example.com\n",
        ),
        ("scenes:", "scenes:\n  - scene: one\n"),
    ];
    let missing = missing.iter().filter(|(key, _)| !has(key));
    missing.map(|(_, lines)| *lines).collect::<String>() + text
}

/// The documents of all files of a folder of the corpus.
fn corpus(folder: &str) -> Vec<Case> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/language/corpus")
        .join(folder);
    let entries = fs::read_dir(folder).unwrap();
    let mut files: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).collect();
    files.sort();
    files.iter().flat_map(|file| documents(file)).collect()
}

fn documents(file: &Path) -> Vec<Case> {
    let text = fs::read_to_string(file).unwrap();
    let stem = file.file_stem().unwrap().to_str().unwrap();
    let each = text.split("--- # ").skip(1).map(|document| {
        let (name, text) = document.split_once('\n').unwrap();
        let errors = name
            .split_once("(errors: ")
            .map_or(1, |(_, rest)| rest[..1].parse().unwrap());
        Case::of(&format!("{stem}: {name}"), text, errors)
    });
    each.collect()
}

/// The files that cases of the corpus may name.
fn project() -> Project {
    Project::new()
        .with_picture("save.png", (20, 20), |x, y| (x * y) as u8)
        .with("pages/index.html", "<h1>Hello</h1>")
}

/// What is wrong with the verdicts on some cases; nothing where all agree.
fn disagreements(cases: &[Case], wrong: bool) -> String {
    let project = project();
    let mut said = String::new();
    for case in cases {
        let told = case.told(&project);
        let expected = usize::from(wrong);
        if told.len() != expected {
            said += &format!(
                "check, {expected} expected: {}\n  {told:?}\n{}\n",
                case.name, case.script
            );
        }
    }
    let data: Vec<_> = cases.iter().map(|case| &case.data).collect();
    for validator in Validator::ALL {
        for (case, errors) in cases.iter().zip(validator.errors(&data)) {
            let expected = if wrong { case.errors } else { 0 };
            if errors.len() != expected {
                let name = &case.name;
                said += &format!(
                    "{validator:?}, {expected} expected: {name}\n  {errors:#?}\n{}\n",
                    case.script
                );
            }
        }
    }
    said
}

#[test]
fn good_scripts_are_accepted_by_all() {
    let mut cases = corpus("good");
    cases.extend(generated::good());
    assert!(cases.len() >= 100, "{} good scripts", cases.len());
    let said = disagreements(&cases, false);
    assert!(said.is_empty(), "{said}");
}

#[test]
fn one_mistake_is_one_error_for_all() {
    let mut cases = corpus("bad");
    cases.extend(generated::bad());
    assert!(cases.len() >= 200, "{} bad scripts", cases.len());
    let said = disagreements(&cases, true);
    assert!(said.is_empty(), "{said}");
}

#[test]
fn no_part_of_the_schema_branches() {
    let primitives = demoreel_dsl::primitives();
    let schema = demoreel_dsl::schema(&primitives);
    let step = &schema["definitions"]["step"];
    assert_eq!(step["maxProperties"], 1);
    assert_eq!(step["additionalProperties"], false);
    let steps = step["properties"].as_object().map(serde_json::Map::len);
    assert_eq!(steps, Some(primitives.len()));
    let text = schema.to_string();
    for branch in ["\"oneOf\"", "\"anyOf\"", "\"if\""] {
        assert!(!text.contains(branch), "the schema has {branch}");
    }
}

/// What is told of a script that is data.
fn told_of(data: &Value, project: &Project) -> Vec<demoreel_primitives::diagnostic::Diagnostic> {
    let text = serde_json::to_string(data).unwrap();
    fs::write(project.path("script.yaml"), text).unwrap();
    project.check().diagnostics
}

#[test]
fn every_fix_is_a_json_patch_that_takes_its_mistake_away() {
    let project = project();
    let mut fixes = 0;
    for case in corpus("bad") {
        for mistake in told_of(&case.data, &project) {
            let Some(fix) = &mistake.fix else { continue };
            fixes += 1;
            let patch = serde_json::to_value(&fix.patch).unwrap();
            let patch: json_patch::Patch = serde_json::from_value(patch).unwrap();
            let mut mended = case.data.clone();
            json_patch::patch(&mut mended, &patch)
                .unwrap_or_else(|error| panic!("{}: {error}: {fix:?}", case.name));
            let left = told_of(&mended, &project);
            let is_left = left
                .iter()
                .any(|one| one.code == mistake.code && one.message == mistake.message);
            assert!(!is_left, "{}: {fix:?} does not mend it", case.name);
        }
    }
    assert!(fixes >= 15, "only {fixes} fixes were tried");
}
