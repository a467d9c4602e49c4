//! `fmt`: canonical form, in place and from standard input.

use std::fs;
use std::path::Path;

use serde_json::Value;

use super::common::{demoreel, piped, said, scripts};

const BRACES: &str = "{demoreel: 1, surfaces: {app: {browser: 'https://example.com'}}, # ours\n \
                      scenes: [{scene: one, steps: [zoom_out, {click: {css: '#a'}}]}]}\n";
const BLOCKS: &str = "demoreel: 1\nsurfaces: # ours\n  app:\n    browser: https://example.com\nscenes:\n  \
                      - scene: one\n    steps:\n      - zoom_out\n      - click:\n          css: \"#a\"\n";

#[test]
fn the_scripts_of_the_project_are_in_canonical_form() {
    for script in scripts() {
        let name = script.to_str().unwrap();
        let ran = demoreel(Path::new("."), &["fmt", "--check", name]);
        assert_eq!(ran.status, 0, "{}{}", ran.out, ran.err);
    }
}

/// A plan without the places of its words, which a new layout moves.
fn plan(script: &Path) -> Value {
    let text = said(
        Path::new("."),
        &["plan", "--json", script.to_str().unwrap()],
    );
    let mut answer: Value = text.parse().unwrap();
    let mut plan = match answer.get_mut("plan") {
        Some(plan) => plan.take(),
        None => answer,
    };
    for key in ["origins", "script"] {
        plan.as_object_mut().unwrap().remove(key);
    }
    plan
}

#[test]
fn a_formatted_script_has_the_same_plan_in_every_notation() {
    let folder = tempfile::tempdir().unwrap();
    copy(
        &Path::new(env!("CARGO_MANIFEST_DIR")).join("scripts"),
        folder.path(),
    );
    let inside = fs::read_dir(folder.path()).unwrap();
    let paths = inside.map(|entry| entry.unwrap().path());
    let scripts: Vec<_> = paths
        .filter(|path| path.extension().is_some_and(|it| it == "yaml"))
        .collect();
    assert!(!scripts.is_empty());
    for script in scripts {
        let name = script.display().to_string();
        let before = plan(&script);
        let json = script.with_extension("json");
        fs::write(
            &json,
            demoreel(folder.path(), &["fmt", "--to", "json", &name]).out,
        )
        .unwrap();
        assert!(plan(&json) == before, "{name} as JSON");
        let back = said(
            folder.path(),
            &["fmt", "--to", "yaml", json.to_str().unwrap()],
        );
        fs::write(&script, back).unwrap();
        assert!(plan(&script) == before, "{name} and back");
    }
}

/// Copies a folder without what is hidden in it.
fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let (name, path) = (entry.file_name(), entry.path());
        match path.is_dir() {
            _ if name.as_encoded_bytes().starts_with(b".") => {}
            true => copy(&path, &to.join(name)),
            false => drop(fs::copy(&path, to.join(name)).unwrap()),
        }
    }
}

#[test]
fn files_are_changed_in_place_and_named() {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name);
    fs::write(at("a.yaml"), BRACES).unwrap();
    fs::write(at("b.yaml"), BLOCKS).unwrap();
    let ran = demoreel(folder.path(), &["fmt", "--check", "a.yaml", "b.yaml"]);
    assert_eq!((ran.status, ran.out.as_str()), (1, "a.yaml\n"));
    assert_eq!(fs::read_to_string(at("a.yaml")).unwrap(), BRACES);
    assert_eq!(
        said(folder.path(), &["fmt", "a.yaml", "b.yaml"]),
        "a.yaml\n"
    );
    assert_eq!(fs::read_to_string(at("a.yaml")).unwrap(), BLOCKS);
    assert_eq!(said(folder.path(), &["fmt", "a.yaml"]), "");
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 2);
}

#[test]
fn standard_input_goes_to_standard_output() {
    let here = Path::new(".");
    for arguments in [["fmt", "-"], ["fmt", "--stdin"]] {
        let ran = piped(here, &arguments, BRACES);
        assert_eq!((ran.status, ran.out.as_str()), (0, BLOCKS), "{}", ran.err);
    }
    let ran = piped(here, &["fmt", "-", "--to", "json"], BRACES);
    let data: Value = ran.out.parse().unwrap();
    assert_eq!(data["scenes"][0]["steps"][1]["click"]["css"], "#a");
    assert_eq!(ran.err, "JSON has no comments: 1 are left out\n");
    let again = piped(here, &["fmt", "-"], &ran.out);
    assert_eq!(again.out, ran.out, "JSON stays JSON");
    let back = piped(here, &["fmt", "-", "--to", "yaml"], &ran.out);
    assert_eq!(back.out, BLOCKS.replace(" # ours", ""));
}

#[test]
fn what_is_no_script_stays_as_it_is() {
    let folder = tempfile::tempdir().unwrap();
    let all = [
        ("demo.tape", "Output demo.gif\n", "E0914"),
        ("compose.yaml", "services: {a: b}\n", "E0914"),
        (
            "broken.yaml",
            "demoreel: 1\nscenes:\n  - say: Note: this\n",
            "E0112",
        ),
    ];
    for (name, text, code) in all {
        let file = folder.path().join(name);
        fs::write(&file, text).unwrap();
        let ran = demoreel(folder.path(), &["fmt", name]);
        assert_eq!(ran.status, 2);
        assert!(ran.err.contains(&format!("error[{code}]")), "{}", ran.err);
        assert_eq!(fs::read_to_string(&file).unwrap(), text);
    }
    let ran = demoreel(folder.path(), &["fmt", "nothing.yaml"]);
    assert!(ran.status == 2 && ran.err.contains("E0102"), "{}", ran.err);
}
