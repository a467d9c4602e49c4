//! Every message of the language and of the command, word for word, as a person reads it and as a
//! program does.
//!
//! A case is a file of `messages/` that is named after its code: a script `E0110.yaml` or a tape
//! `E1001.tape`, which is checked, or a command line `E0911.args`. A script may begin with one too:
//! `# demoreel check script.yaml --set name=ink`. What is printed is beside it, in `E0110.txt`;
//! `BLESS=1` writes it anew. A second case of a code has a word after it: `E0110-in-a-list.yaml`.
//! Files that scripts name are in `messages/beside/`, and in a folder with the case's own name.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test says what is wrong by failing"
)]

use std::collections::BTreeSet;
use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::thread::yield_now;

use demoreel_primitives::codes;
use serde_json::Value;

const FRONT: &str = env!("CARGO_BIN_EXE_demoreel");
/// Codes that need more than the command alone: `CODE in PATH WORD`, or `CODE none: why`.
const ELSEWHERE: &str = include_str!("messages/elsewhere.txt");

/// The tests that compare what a run tells.
const TOLD: [&str; 5] = [
    include_str!("whole/told/film.rs"),
    include_str!("whole/told/meddled.rs"),
    include_str!("whole/told/stage.rs"),
    include_str!("whole/told/terminal.rs"),
    include_str!("whole/told/voice.rs"),
];

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/messages")
}

/// The cases, in order.
fn cases() -> Vec<PathBuf> {
    let entries = fs::read_dir(folder()).unwrap();
    let files = entries.map(|entry| entry.unwrap().path());
    let is_case = |path: &PathBuf| {
        let extension = path.extension().and_then(|it| it.to_str());
        matches!(extension, Some("yaml" | "tape" | "args"))
    };
    let mut cases: Vec<_> = files.filter(is_case).collect();
    cases.sort();
    cases
}

fn code_of(case: &Path) -> &str {
    let stem = case.file_stem().unwrap().to_str().unwrap();
    stem.split('-').next().unwrap()
}

fn is_arguments(case: &Path) -> bool {
    case.extension().is_some_and(|it| it == "args")
}

/// What a case is called where it is tried.
fn script_of(case: &Path) -> String {
    let extension = case.extension().unwrap().to_str().unwrap();
    format!("script.{extension}")
}

/// A folder in which a case is tried, and that is gone afterwards. The command in it has no engine
/// beside it, so that nothing is ever filmed.
struct Desk(tempfile::TempDir);

impl Desk {
    fn with(case: &Path) -> Desk {
        let desk = Desk(tempfile::tempdir().unwrap());
        fs::create_dir(desk.path().join("bin")).unwrap();
        fs::copy(FRONT, desk.path().join("bin/demoreel")).unwrap();
        let work = desk.path().join("work");
        fs::create_dir(&work).unwrap();
        copy(&folder().join("beside"), &work);
        let own = case.with_extension("");
        if own.is_dir() {
            copy(&own, &work);
        }
        if !is_arguments(case) {
            fs::copy(case, work.join(script_of(case))).unwrap();
        }
        if code_of(case) == codes::language::FOLDER_TOO_LARGE.id {
            fs::create_dir(work.join("crowd")).unwrap();
            for number in 0..5001 {
                fs::write(work.join(format!("crowd/{number}")), "").unwrap();
            }
        }
        desk
    }

    fn path(&self) -> PathBuf {
        self.0.path().canonicalize().unwrap()
    }

    /// What a command line prints, and its exit status.
    fn run(&self, arguments: &[&str]) -> String {
        let mut command = Command::new(self.path().join("bin/demoreel"));
        command
            .args(arguments)
            .current_dir(self.path().join("work"));
        let output = loop {
            match command.output() {
                // Another test's child may still hold the copy open for writing.
                Err(error) if error.kind() == ErrorKind::ExecutableFileBusy => yield_now(),
                output => break output.unwrap(),
            }
        };
        let printed = [output.stdout, output.stderr].concat();
        let printed = String::from_utf8(printed).unwrap();
        let printed = printed.replace(&self.path().display().to_string(), "/FOLDER");
        let version = env!("CARGO_PKG_VERSION");
        format!(
            "{}exit status {}\n",
            printed.replace(version, "VERSION"),
            output.status.code().unwrap()
        )
    }
}

/// Copies what is in one folder into another.
fn copy(from: &Path, to: &Path) {
    for entry in fs::read_dir(from).unwrap() {
        let path = entry.unwrap().path();
        let copied = to.join(path.file_name().unwrap());
        if path.is_dir() {
            fs::create_dir_all(&copied).unwrap();
            copy(&path, &copied);
        } else {
            fs::copy(&path, &copied).unwrap();
        }
    }
}

/// The command line of a case.
fn arguments(case: &Path) -> String {
    let text = String::from_utf8_lossy(&fs::read(case).unwrap()).into_owned();
    let line = text.lines().next().unwrap_or_default();
    match line.strip_prefix("# demoreel ") {
        Some(arguments) => arguments.to_owned(),
        None if is_arguments(case) => line.to_owned(),
        None => format!("check {}", script_of(case)),
    }
}

fn printed(case: &Path) -> String {
    let desk = Desk::with(case);
    let line = arguments(case);
    let words: Vec<_> = line.split(' ').collect();
    let with_json = [words.as_slice(), &["--json"]].concat();
    format!(
        "$ demoreel {line}\n{}\n$ demoreel {line} --json\n{}",
        desk.run(&words),
        desk.run(&with_json)
    )
}

#[test]
fn every_message_is_as_it_was_judged() {
    let mut wrong = String::new();
    for case in cases() {
        let expected = case.with_extension("txt");
        let now = printed(&case);
        if std::env::var_os("BLESS").is_some() {
            fs::write(&expected, &now).unwrap();
        }
        let before = fs::read_to_string(&expected).unwrap_or_default();
        if before != now {
            wrong += &format!("{}:\n{now}\ninstead of\n{before}\n", case.display());
        }
        let code = code_of(&case);
        if !now.contains(&format!("[{code}]")) {
            wrong += &format!("{code} is not in\n{now}\n");
        }
    }
    assert!(wrong.is_empty(), "{wrong}\nBLESS=1 takes it as right");
}

#[test]
fn every_code_has_its_message_or_names_its_test() {
    let cases = cases();
    let entries = fs::read_dir(folder()).unwrap();
    let files: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).collect();
    let kept = |path: &&PathBuf| path.extension().is_some_and(|it| it == "txt");
    let kept: BTreeSet<&str> = files
        .iter()
        .filter(kept)
        .map(|path| code_of(path))
        .collect();
    let checked: BTreeSet<&str> = cases.iter().map(|case| code_of(case)).collect();
    // The rest is told by runs: `tests/whole/told` names each code that it compares.
    let run = |code: &&str| {
        TOLD.iter()
            .any(|source| source.contains(&format!("\"{code}\"")))
    };
    let shown: BTreeSet<&str> = kept
        .into_iter()
        .filter(|code| checked.contains(code) || run(code))
        .collect();
    let elsewhere: Vec<(&str, &str)> = ELSEWHERE
        .lines()
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
        .map(|line| line.split_once(' ').unwrap())
        .collect();
    let by_check = [codes::language::ALL, codes::look::ALL, codes::tape::ALL].concat();
    for code in codes::all() {
        let named: Vec<_> = elsewhere.iter().filter(|(id, _)| *id == code.id).collect();
        let is_shown = shown.contains(code.id);
        assert!(
            is_shown != (named.len() == 1),
            "{} needs a case in tests/messages, or a line in elsewhere.txt: one of the two",
            code.id
        );
        assert!(
            is_shown || !by_check.contains(&code),
            "{} is told by a check: it needs its case",
            code.id
        );
    }
    for (id, test) in elsewhere {
        assert!(codes::named(id).is_some(), "{id} is no code");
        let Some((path, word)) = test.strip_prefix("in ").and_then(|it| it.split_once(' ')) else {
            assert!(test.starts_with("none: "), "{id} {test}");
            continue;
        };
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
        let source = fs::read_to_string(&path).unwrap();
        assert!(source.contains(word), "{word} is not in {}", path.display());
    }
}

/// The data of a script with the fix of one of its mistakes; none where it cannot be applied.
fn patched(script: &Value, fix: &Value) -> Value {
    let patch: json_patch::Patch = serde_json::from_value(fix["patch"].clone()).unwrap();
    let mut mended = script.clone();
    json_patch::patch(&mut mended, &patch).unwrap_or_else(|error| panic!("{error}: {fix}"));
    mended
}

#[test]
fn every_place_is_a_json_pointer_and_every_fix_a_json_patch_that_mends() {
    let mut fixes = 0;
    for case in cases() {
        let line = arguments(&case);
        let Some(script) = demoreel_dsl::data(&fs::read(&case).unwrap()) else {
            continue;
        };
        if line != "check script.yaml" || is_arguments(&case) {
            continue;
        }
        let desk = Desk::with(&case);
        let told = |name: &str| -> Vec<Value> {
            let printed = desk.run(&["check", name, "--json"]);
            let json = printed.split("exit status").next().unwrap();
            let verdict: Value = serde_json::from_str(json).unwrap();
            verdict["diagnostics"].as_array().unwrap().clone()
        };
        for mistake in told("script.yaml") {
            let place = &mistake["place"];
            if place["file"] == "script.yaml" {
                let pointer = place["pointer"].as_str().unwrap();
                assert!(script.pointer(pointer).is_some(), "{pointer}: {mistake}");
            }
            let Some(fix) = mistake.get("fix") else {
                continue;
            };
            fixes += 1;
            let mended = serde_json::to_string(&patched(&script, fix)).unwrap();
            fs::write(desk.path().join("work/mended.json"), &mended).unwrap();
            let left = told("mended.json");
            let stays = left
                .iter()
                .any(|one| one["code"] == mistake["code"] && one["message"] == mistake["message"]);
            assert!(!stays, "{mistake} is still there in {mended}");
        }
    }
    assert!(fixes >= 10, "only {fixes} fixes were tried");
}
