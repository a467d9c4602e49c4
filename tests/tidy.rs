//! Guards the structure of the house: who may depend on whom, module heads, loose ends.

#![expect(
    clippy::unwrap_used,
    reason = "a test that cannot read its files has failed"
)]

use std::fs;
use std::path::{Path, PathBuf};

const ROOT: &str = env!("CARGO_MANIFEST_DIR");

/// Package, its folder, and the packages of ours that it may depend on.
const HOUSE: &[(&str, &str, &[&str])] = &[
    ("demoreel-primitives", "primitives", &[]),
    ("demoreel-programs", "primitives/programs", &[]),
    (
        "demoreel-store",
        "primitives/store",
        &["demoreel-primitives"],
    ),
    ("demoreel-take", "primitives/take", &["demoreel-primitives"]),
    (
        "demoreel-terminal",
        "primitives/terminal",
        &["demoreel-primitives"],
    ),
    ("demoreel-dsl", "dsl", LEAVES),
    ("demoreel-eyes", "capture/eyes", LEAVES),
    (
        "demoreel-capture",
        "capture",
        &[
            "demoreel-primitives",
            "demoreel-take",
            "demoreel-terminal",
            "demoreel-programs",
            "demoreel-eyes",
        ],
    ),
    ("demoreel-timeline", "compose/timeline", LEAVES),
    (
        "demoreel-studio",
        "compose/studio",
        &["demoreel-primitives", "demoreel-programs", "demoreel-store"],
    ),
    ("demoreel-paint", "compose/paint", LEAVES),
    ("demoreel-encode", "compose/encode", LEAVES),
    (
        "demoreel-compose",
        "compose",
        &[
            "demoreel-primitives",
            "demoreel-take",
            "demoreel-terminal",
            "demoreel-programs",
            "demoreel-timeline",
            "demoreel-studio",
            "demoreel-paint",
            "demoreel-encode",
        ],
    ),
];

const LEAVES: &[&str] = &[
    "demoreel-primitives",
    "demoreel-take",
    "demoreel-terminal",
    "demoreel-programs",
];

#[test]
fn packages_depend_only_on_those_below_them() {
    let mut seen = 0;
    for (package, folder, allowed) in HOUSE {
        let manifest = Path::new(ROOT).join(folder).join("Cargo.toml");
        let Ok(text) = fs::read_to_string(&manifest) else {
            continue;
        };
        seen += 1;
        for dependency in dependencies(&text) {
            assert!(
                allowed.contains(&dependency.as_str()),
                "{package} may not depend on {dependency}"
            );
        }
    }
    assert!(seen >= 10, "only {seen} packages of the house were found");
}

/// Our own packages among a manifest's dependencies, those of its tests left out.
fn dependencies(manifest: &str) -> Vec<String> {
    let tests = manifest
        .find("[dev-dependencies]")
        .unwrap_or(manifest.len());
    let lines = manifest[..tests].lines();
    let names = lines.filter_map(|line| line.split(['.', ' ', '=']).next());
    names
        .filter(|name| name.starts_with("demoreel-"))
        .map(str::to_owned)
        .collect()
}

#[test]
fn every_source_file_begins_with_its_module_head() {
    for file in sources() {
        let text = fs::read_to_string(&file).unwrap();
        assert!(
            text.starts_with("//! "),
            "{} has no module head",
            file.display()
        );
    }
}

#[test]
fn no_loose_ends_are_left_in_the_sources() {
    let notes = [
        "TO".to_owned() + "DO",
        "FIX".to_owned() + "ME",
        "XX".to_owned() + "X",
    ];
    let stubs = ["todo", "unimplemented", "dbg"].map(|name| format!("{name}!("));
    for file in sources() {
        let text = fs::read_to_string(&file).unwrap();
        let comments = text
            .lines()
            .filter_map(|line| line.split_once("//"))
            .map(|(_, it)| it);
        for comment in comments {
            let note = notes.iter().find(|note| comment.contains(note.as_str()));
            assert_eq!(note, None, "{}: {comment}", file.display());
        }
        let stub = stubs.iter().find(|stub| text.contains(stub.as_str()));
        assert_eq!(stub, None, "{}", file.display());
    }
}

#[test]
fn modules_are_files_beside_their_folders() {
    for file in sources() {
        assert_ne!(file.file_name().unwrap(), "mod.rs", "{}", file.display());
    }
}

/// Only one file of `capture` reads the clock, and none of `compose` and `dsl` does.
#[test]
fn clocks_are_read_in_one_place() {
    let clocks = ["Instant::now", "SystemTime::now", "clock_gettime"];
    for file in sources() {
        let inside = file.strip_prefix(ROOT).unwrap();
        let production = inside.components().any(|part| part.as_os_str() == "src");
        let watched = ["capture", "compose", "dsl", "primitives"];
        let first = inside.components().next().unwrap().as_os_str();
        if !production || !watched.iter().any(|folder| first == *folder) {
            continue;
        }
        if inside == Path::new("capture/src/clock.rs") {
            continue;
        }
        let text = fs::read_to_string(&file).unwrap();
        let code = text.split("#[cfg(test)]").next().unwrap();
        for clock in clocks {
            assert!(
                !code.contains(clock),
                "{} reads a clock: {clock}",
                inside.display()
            );
        }
    }
}

fn sources() -> Vec<PathBuf> {
    let mut files = Vec::new();
    for folder in ["src", "tests", "primitives", "dsl", "capture", "compose"] {
        collect(&Path::new(ROOT).join(folder), &mut files);
    }
    assert!(files.len() > 30, "only {} sources were found", files.len());
    files
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() && path.file_name().is_some_and(|name| name != "target") {
            collect(&path, files);
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            files.push(path);
        }
    }
}
