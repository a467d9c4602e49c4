//! Each code of the language is brought about by its example, and by nothing in the mended one.
//! Scripts that show what goes wrong while they are played have no mistake that could be seen before.

use std::path::PathBuf;

use demoreel_dsl::{Checked, Options};
use demoreel_primitives::codes::{self, Lesson, language, look, tape};

use crate::project::Project;

const SURFACES: &str = "surfaces:\n  app:\n    browser: https://example.com\n";
const DESKTOP: &str = "surfaces:\n  app: desktop\n";
const SCENES: &str = "scenes:\n  - scene: one\n";
const WITH_A_PARAMETER: &str = "params:\n  pause:\n    type: duration\n    default: 1s\n";

/// An example of the catalogue as a whole script.
fn completed(example: &str) -> String {
    if example.starts_with("- ") {
        let lines = example.lines().map(|line| format!("      {line}\n"));
        let steps: String = lines.collect();
        let is_of_desktops = ["launch", "window"]
            .iter()
            .any(|word| example.contains(word));
        let surfaces = if is_of_desktops { DESKTOP } else { SURFACES };
        return format!("demoreel: 1\n{surfaces}{SCENES}    steps:\n{steps}");
    }
    let first = example.split([':', ' ', '\n']).next().unwrap();
    let is_whole = matches!(first, "demoreel" | "#" | "Please");
    if is_whole {
        return example.to_owned();
    }
    let missing = [("surfaces:", SURFACES), ("scenes:", SCENES)];
    let missing = missing.iter().filter(|(key, _)| !example.contains(key));
    let rest: String = missing.map(|(_, text)| *text).collect();
    format!("demoreel: 1\n{example}{rest}")
}

fn with_beside(project: Project, beside: &[(&str, &str)]) -> Project {
    beside.iter().fold(project, |project, (name, content)| {
        let picture = |x: u32, y: u32| (x * y) as u8;
        match *content {
            "(a picture)" => project.with_picture(name, (20, 20), picture),
            "(a picture of one colour)" => project.with_picture(name, (20, 20), |_, _| 9),
            "(a picture 3000 wide)" => project.with_picture(name, (3000, 20), picture),
            "(5001 files)" => (0..5001).fold(project, |project, number| {
                project.with(&format!("{name}/{number}.js"), "")
            }),
            "(a link to /etc/hosts)" => {
                std::os::unix::fs::symlink("/etc/hosts", project.path(name)).unwrap();
                project
            }
            text => project.with(name, text),
        }
    })
}

/// The codes that are told of an example.
fn codes(example: &str, beside: &[(&str, &str)]) -> Vec<String> {
    let checked = check(example, beside);
    let codes: Vec<_> = checked
        .diagnostics
        .into_iter()
        .map(|one| one.code)
        .collect();
    assert_eq!(checked.plan.is_some(), codes.iter().all(|one| warns(one)));
    codes
}

fn warns(code: &str) -> bool {
    let warnings = [
        language::GUESSED_WORD,
        language::NOTHING_TO_END,
        language::UNKNOWN_CAST_EVENTS,
    ];
    warnings.iter().any(|one| one.id == code)
}

fn check(example: &str, beside: &[(&str, &str)]) -> Checked {
    if let Some(arguments) = example.strip_prefix("demoreel check ") {
        let script = format!("demoreel: 1\n{WITH_A_PARAMETER}{SURFACES}{SCENES}");
        let project = with_beside(Project::of(&script), beside);
        let mut words = arguments.split(' ');
        let script = words.next().unwrap();
        let files = words.filter(|word| !word.starts_with("--"));
        let values: Vec<PathBuf> = files.map(|name| project.path(name)).collect();
        let options = Options {
            values,
            ..Options::default()
        };
        return project.check_with(script, &options);
    }
    if example.starts_with("primitive:") {
        let script = completed("use:\n  - step.yaml\n");
        return Project::of(&script).with("step.yaml", example).check();
    }
    with_beside(Project::of(&completed(example)), beside).check()
}

#[test]
fn every_code_is_shown_and_mended() {
    let mut untrue = Vec::new();
    for code in language::ALL.iter().chain(look::ALL) {
        let lesson = code.lesson;
        let wrong = codes(lesson.wrong, lesson.beside);
        if wrong.is_empty() || wrong.iter().any(|one| one != code.id) {
            untrue.push(format!("{}: {wrong:?}", code.id));
        }
        let right = codes(lesson.right, lesson.beside);
        if !right.is_empty() {
            untrue.push(format!("{} mended: {right:?}", code.id));
        }
    }
    assert_eq!(untrue, Vec::<String>::new());
}

#[test]
fn every_code_says_why_it_comes_about_and_what_to_do() {
    let mut untrue = Vec::new();
    let checked: Vec<_> = [language::ALL, look::ALL, tape::ALL].concat();
    for code in codes::all().filter(|code| !checked.contains(code)) {
        let lesson = code.lesson;
        assert!(lesson.cause.ends_with('.'), "{}", code.id);
        assert_ne!(lesson.wrong, lesson.right, "{}", code.id);
        for example in [lesson.wrong, lesson.right] {
            if !Lesson::is_script(example) {
                continue;
            }
            let told = codes(example, lesson.beside);
            if !told.is_empty() {
                untrue.push(format!("{}: {told:?} in\n{example}", code.id));
            }
        }
    }
    assert!(untrue.is_empty(), "{}", untrue.join("\n"));
}
