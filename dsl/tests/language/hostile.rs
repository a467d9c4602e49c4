//! What nobody should hand in, by mistake or on purpose: each is refused with a code, and none
//! takes more time or memory than a script does.

use std::os::unix::fs::symlink;

use crate::project::{HEAD, Project};

/// The codes that are told of a script.
fn codes(project: &Project) -> Vec<String> {
    let told = project.check().diagnostics;
    told.into_iter().map(|one| one.code).collect()
}

fn codes_of(script: impl AsRef<[u8]>) -> Vec<String> {
    codes(&Project::new().with("script.yaml", script))
}

#[test]
fn a_file_larger_than_any_script_is_not_even_read() {
    let project = Project::new();
    let file = std::fs::File::create(project.path("script.yaml")).unwrap();
    file.set_len(50 << 20).unwrap();
    assert_eq!(codes(&project), ["E0105"]);
}

#[test]
fn what_multiplies_is_stopped_where_it_becomes_too_much() {
    let many = |line: &str, count: usize| {
        let lines: String = (0..count)
            .map(|n| line.replace('N', &n.to_string()))
            .collect();
        format!("demoreel: 1\nparams:\n{lines}")
    };
    assert_eq!(codes_of(many("  - a\n", 300_000)), ["E0105"]);
    assert_eq!(codes_of(many("  keyN: a\n", 200_000)), ["E0105"]);
    // Each node knows its place by all the keys above it.
    let key = "k".repeat(900);
    assert_eq!(codes_of(format!("{key}:\n  {key}:\n    - a\n")), ["E0105"]);
    // An anchor is a copy of all that is in it, also of other anchors.
    let nested: String = (0..60).map(|n| format!("[&a{n} ")).collect();
    let inner = "x, ".repeat(5000);
    let closed = "]".repeat(60);
    assert_eq!(
        codes_of(format!("a: {nested}[{inner}x]{closed}\n")),
        ["E0105"]
    );
}

#[test]
fn what_is_deep_is_refused() {
    let brackets = format!("a: {}{}\n", "[".repeat(10_000), "]".repeat(10_000));
    assert_eq!(codes_of(brackets), ["E0105"]);
    let indented: String = (0..3000)
        .map(|n| format!("{}a:\n", " ".repeat(n)))
        .collect();
    assert_eq!(codes_of(indented), ["E0105"]);
    assert_eq!(codes_of("- ".repeat(10_000)), ["E0105"]);
}

#[test]
fn a_quote_that_swallows_a_large_file_is_found_soon() {
    let script = format!(
        "{HEAD}      - say: \"Hello\n{}",
        "      - wait: 1s\n".repeat(20_000)
    );
    assert_eq!(codes_of(script)[0], "E0113");
}

#[test]
fn of_many_mistakes_the_first_hundred_are_told() {
    let script = format!("{HEAD}{}", "      - clik: Save\n".repeat(5000));
    let told = Project::of(&script).check().diagnostics;
    assert_eq!(told.len(), 100);
    let last = told[99].state.as_deref();
    assert_eq!(last, Some("there are 4900 more mistakes; mend these first"));
    assert!(told[98].state.is_none());
}

#[test]
fn other_encodings_are_named() {
    let text = "demoreel: 1\ntitle: Caf\u{e9}\n";
    let told = |bytes: &[u8]| {
        let project = Project::new().with("script.yaml", bytes);
        let told = project.check().diagnostics;
        assert_eq!(told[0].code, "E0103");
        told[0].message.clone()
    };
    let little: Vec<u8> = "\u{feff}demoreel: 1\n"
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    let big: Vec<u8> = "\u{feff}demoreel: 1\n"
        .encode_utf16()
        .flat_map(u16::to_be_bytes)
        .collect();
    assert_eq!(told(&little), "the file is UTF-16 text, not UTF-8");
    assert_eq!(told(&big), "the file is UTF-16 text, not UTF-8");
    // Without its mark UTF-16 is text with NUL bytes.
    assert!(told(&little[2..]).contains("NUL byte"));
    let latin: Vec<u8> = text.chars().map(|c| c as u8).collect();
    assert_eq!(
        told(&latin),
        "the file is not UTF-8 text: line 2 has the byte 0xe9, which is '\u{e9}' in Latin-1"
    );
}

#[test]
fn marks_and_line_ends_of_other_systems_are_read() {
    let script = format!("{HEAD}      - wait: 1s\n");
    for text in [
        format!("\u{feff}{script}"),
        script.replace('\n', "\r\n"),
        format!("\u{feff}{}", script.replace('\n', "\r\n")),
        script.replace('\n', "\r"),
    ] {
        assert!(
            codes_of(&text).is_empty(),
            "{text:?}: {:?}",
            codes_of(&text)
        );
    }
}

#[test]
fn numbers_that_no_machine_holds_are_refused() {
    for number in [
        "99999999999999999999999",
        "1e999",
        "-1e999",
        ".inf",
        ".nan",
        "0x7fffffffffffffffff",
    ] {
        for step in [
            "mark_speedup: N",
            "wait: Ns",
            "scroll: Npx",
            "press:\n          keys: a\n          times: N",
            "click:\n          text: a\n          nth: N",
            "click:\n          point: N, N",
            "click:\n          region: 0, 0, NxN",
            "zoom_to:\n          text: a\n          scale: N",
        ] {
            let step = step.replace('N', number);
            let script = format!("{HEAD}      - {step}\n");
            let codes = codes_of(&script);
            assert!(!codes.is_empty(), "{script}");
        }
    }
    let output = |size: &str| {
        let script = format!("{HEAD}      - wait: 1s\n");
        codes_of(script.replace(
            "scenes:",
            &format!("outputs:\n  wide:\n    size: {size}\nscenes:"),
        ))
    };
    assert!(!output("99999999999x99999999999").is_empty());
    assert!(!output("0x0").is_empty());
}

#[test]
fn a_script_names_no_files_outside_its_project() {
    let serve = |path: &str| {
        format!(
            "demoreel: 1\nsurfaces:\n  app:\n    browser:\n      serve: {path}\nscenes:\n  - scene: one\n"
        )
    };
    let outside = Project::new().with("page/index.html", "<h1>Hello</h1>");
    let project = |script: String| {
        let project = Project::new().with("demos/script.yaml", script);
        project.with("pages/index.html", "<h1>Hello</h1>")
    };
    let told = |project: &Project| -> Vec<String> {
        let told = project.check_file("demos/script.yaml").diagnostics;
        told.into_iter().map(|one| one.code).collect()
    };
    let absolute = outside.path("page").canonicalize().unwrap();
    let absolute = absolute.to_str().unwrap();
    assert_eq!(told(&project(serve(absolute))), ["E0359"]);
    assert_eq!(told(&project(serve("/"))), ["E0359"]);
    // Without version control the project is the script's own folder.
    assert_eq!(told(&project(serve("../pages"))), ["E0359"]);
    let with_git = project(serve("../pages")).with(".git/HEAD", "ref: refs/heads/main\n");
    assert_eq!(told(&with_git), [""; 0]);
    // A link leads where it leads.
    let linked = project(serve("linked")).with(".git/HEAD", "");
    symlink(absolute, linked.path("demos/linked")).unwrap();
    assert_eq!(told(&linked), ["E0359"]);
    let inside = project(serve("linked")).with(".git/HEAD", "");
    symlink("../pages", inside.path("demos/linked")).unwrap();
    assert_eq!(told(&inside), [""; 0]);
}

#[test]
fn a_used_file_outside_the_project_is_neither_read_nor_shown() {
    let outside = Project::new().with("notes", "password: hunter2\n");
    let path = outside.path("notes").canonicalize().unwrap();
    let script = format!("use:\n  - {}\n{HEAD}      - wait: 1s\n", path.display());
    let project = Project::of(&script);
    let told = project.check().diagnostics;
    assert_eq!(told.len(), 1, "{told:?}");
    assert_eq!(told[0].code, "E0359");
    assert!(!format!("{told:?}").contains("hunter2"));
}

#[test]
fn files_that_use_each_other_in_a_circle_are_read_once() {
    let step = |name: &str, other: &str| {
        format!("primitive: {name}\nabout: A.\nuse:\n  - {other}.yaml\nsteps:\n  - {other}\n")
    };
    let script = format!("use:\n  - a.yaml\n{HEAD}      - a\n");
    let project = Project::of(&script)
        .with("a.yaml", step("a", "b"))
        .with("b.yaml", step("b", "c"))
        .with("c.yaml", step("c", "a"));
    assert_eq!(codes(&project), ["E0310"]);
}

#[test]
fn a_link_to_itself_and_a_device_are_no_scripts() {
    let project = Project::new();
    symlink("script.yaml", project.path("script.yaml")).unwrap();
    assert_eq!(codes(&project), ["E0102"]);
    let project = Project::new();
    symlink("/dev/zero", project.path("script.yaml")).unwrap();
    assert_eq!(codes(&project), ["E0102"]);
}

#[test]
fn a_line_that_a_repair_does_not_help_is_not_repaired_again() {
    let told = Project::of("a: \"x\"1\n  b: c\n").check().diagnostics;
    let quoted = told.iter().filter(|one| one.code == "E0113");
    assert_eq!(quoted.count(), 1);
    let hints = told.iter().filter_map(|one| one.hint.as_deref());
    assert!(hints.map(str::len).max().unwrap_or_default() < 500);
}
