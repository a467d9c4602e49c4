//! The language on the command line: values for parameters, what a code means, mending, the guide.
#![allow(clippy::unwrap_used, reason = "a test says what is wrong by failing")]

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

const FRONT: &str = env!("CARGO_BIN_EXE_demoreel");

const GREETING: &str = "\
demoreel: 1
params:
  name:
    type: identifier
surfaces:
  app:
    browser: https://example.com
scenes:
  - scene: one
    say: Hello ${name}
";

fn demoreel(folder: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(FRONT);
    command.args(arguments).current_dir(folder);
    command.output().unwrap()
}

fn stdout(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

fn stderr(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

fn folder_with(script: &str) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("demo.yaml"), script).unwrap();
    folder
}

#[test]
fn values_of_parameters_come_from_arguments_and_files() {
    let folder = folder_with(GREETING);
    fs::write(folder.path().join("values.yaml"), "name: file\n").unwrap();
    let said = |arguments: &[&str]| {
        let output = demoreel(folder.path(), arguments);
        assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
        stdout(&output)
    };
    assert!(said(&["plan", "demo.yaml", "--set", "name=ink"]).contains("\"Hello ink\""));
    let file = ["plan", "demo.yaml", "--values", "values.yaml"];
    assert!(said(&file).contains("\"Hello file\""));
}

#[test]
fn a_wrong_argument_is_shown_where_it_is_wrong() {
    let folder = folder_with(GREETING);
    let output = demoreel(folder.path(), &["check", "demo.yaml", "--set", "nam=ink"]);
    assert_eq!(output.status.code(), Some(2));
    let said = stderr(&output);
    assert!(said.contains("1 | --set nam=ink\n  |       ^^^"), "{said}");
    assert!(said.contains("did you mean `name`?"), "{said}");
    assert!(said.contains("the parameter `name` has no value"), "{said}");
    let output = demoreel(folder.path(), &["check", "demo.yaml", "--set", "name"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(stderr(&output).contains("an equals sign"));
}

#[test]
fn every_code_is_explained() {
    let here = Path::new(".");
    let output = demoreel(here, &["explain", "e0110"]);
    assert_eq!(output.status.code(), Some(0));
    let said = stdout(&output);
    assert!(
        said.contains("Example:\n\n    - say: We are #1 today\n"),
        "{said}"
    );
    assert!(
        said.contains("Fix:\n\n    - say: \"We are #1 today\"\n"),
        "{said}"
    );
    let output = demoreel(here, &["explain", "E0401"]);
    let said = stdout(&output);
    assert!(
        said.starts_with("E0401  The program Xvfb is not installed.\n\nA browser is filmed on"),
        "{said}"
    );
    assert!(said.contains("Fix:\n\n    apt-get install xvfb"), "{said}");
    let output = demoreel(here, &["explain", "E0303", "--json"]);
    let json: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(json["beside"][0]["file"], "flat.png");
    let output = demoreel(here, &["explain", "E9999"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(stderr(&output).contains("error[E0911]: there is no code 'E9999'"));
}

/// The command lines in an example: at its beginning, after a colon, or between backticks.
fn command_lines(text: &str) -> Vec<Vec<&str>> {
    let begins = ["`demoreel ", ": demoreel "];
    let inside = begins.iter().flat_map(|begin| text.split(begin).skip(1));
    let lines = text.strip_prefix("demoreel ").into_iter().chain(inside);
    let lines = lines.filter_map(|rest| rest.split(['\n', '`', ',', ';', '(']).next());
    let words = lines.map(|line| line.trim_end_matches('.').split(' ').collect());
    words.collect()
}

#[test]
fn command_lines_in_explanations_are_of_commands_and_options_that_exist() {
    let here = Path::new(".");
    let output = demoreel(here, &["explain", "--json"]);
    let all: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    let mut tried = 0;
    for code in all["codes"].as_array().unwrap() {
        let id = code["code"].as_str().unwrap();
        for part in ["cause", "example", "fix"] {
            for words in command_lines(code[part].as_str().unwrap()) {
                let help = demoreel(here, &[words[0], "--help"]);
                let (status, help) = (help.status.code(), stdout(&help));
                assert_eq!(status, Some(0), "{id}: demoreel {}", words.join(" "));
                for option in words.iter().filter(|word| word.starts_with("--")) {
                    let option = option.trim_end_matches('.');
                    assert!(help.contains(option), "{id}: {option} of {}", words[0]);
                }
                tried += 1;
            }
        }
    }
    assert!(tried > 40, "only {tried} command lines");
}

#[test]
fn a_script_is_mended_in_place() {
    let wrong = "# Ours.\ndemoreel: 1\nsurfaces:\n  app:\n    browser: https://example.com\nscenes:\n  - scene: one # first\n    steps:\n      - clik: Save # it\n      - click: {text: Deploy, now}\n";
    let folder = folder_with(wrong);
    let output = demoreel(folder.path(), &["check", "demo.yaml", "--fix"]);
    assert_eq!(output.status.code(), Some(2));
    let said = stdout(&output);
    assert!(
        said.contains("demo.yaml:9: write `click` (E0202: there is no step `clik`)"),
        "{said}"
    );
    assert!(said.contains("one fix is left to you"), "{said}");
    let path = folder.path().join("demo.yaml");
    let text = fs::read_to_string(&path).unwrap();
    assert_eq!(text, wrong.replace("clik:", "click:"));
    assert_eq!(
        fs::read_dir(folder.path()).unwrap().count(),
        1,
        "nothing is left beside it"
    );

    fs::write(&path, wrong.replace("{text: Deploy, now}", "Deploy")).unwrap();
    let output = demoreel(folder.path(), &["check", "demo.yaml", "--fix", "--json"]);
    assert_eq!(output.status.code(), Some(0));
    let json: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(json["ok"], true);
    assert_eq!(json["changes"][0]["line"], 9);
}
