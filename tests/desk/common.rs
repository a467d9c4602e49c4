//! Running the command in a folder.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

const FRONT: &str = env!("CARGO_BIN_EXE_demoreel");

/// What a command left.
pub struct Ran {
    pub status: i32,
    pub out: String,
    pub err: String,
}

/// Runs the command to its end.
pub fn demoreel(folder: &Path, arguments: &[&str]) -> Ran {
    piped(folder, arguments, "")
}

/// As [`demoreel`], with words on its standard input.
pub fn piped(folder: &Path, arguments: &[&str], input: &str) -> Ran {
    let mut command = Command::new(FRONT);
    command.args(arguments).current_dir(folder);
    // What the user of this machine has kept is none of a test's business.
    command.env("XDG_CACHE_HOME", cache(folder));
    command.stdin(Stdio::piped());
    command.stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().unwrap();
    let mut stdin = child.stdin.take().unwrap();
    // A command that does not listen has said what it had to say.
    let _: std::io::Result<()> = stdin.write_all(input.as_bytes());
    drop(stdin);
    ran(child.wait_with_output().unwrap())
}

fn ran(output: Output) -> Ran {
    Ran {
        status: output.status.code().unwrap(),
        out: String::from_utf8(output.stdout).unwrap(),
        err: String::from_utf8(output.stderr).unwrap(),
    }
}

/// The cache folder of commands that run in a folder.
pub fn cache(folder: &Path) -> PathBuf {
    std::path::absolute(folder).unwrap().join(".cache")
}

/// What it prints when all is well.
pub fn said(folder: &Path, arguments: &[&str]) -> String {
    let ran = demoreel(folder, arguments);
    assert_eq!(ran.status, 0, "{arguments:?}\n{}{}", ran.out, ran.err);
    ran.out
}

/// All scripts and composed steps that the project has as files.
pub fn scripts() -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut found = Vec::new();
    for folder in ["scripts", "primitives/library", "src/commands/new", "docs"] {
        collect(&root.join(folder), &mut found);
    }
    assert!(found.len() >= 5, "{found:?}");
    found
}

fn collect(folder: &Path, found: &mut Vec<PathBuf>) {
    let Ok(inside) = fs::read_dir(folder) else {
        return;
    };
    for entry in inside {
        let path = entry.unwrap().path();
        let hidden = path.file_name().unwrap().to_string_lossy().starts_with('.');
        if hidden {
            continue;
        }
        if path.is_dir() {
            collect(&path, found);
        } else if path.extension().is_some_and(|ending| ending == "yaml") {
            let text = fs::read_to_string(&path).unwrap();
            let ours = |key: &str| text.lines().any(|line| line.starts_with(key));
            if ours("demoreel:") || ours("primitive:") {
                found.push(path);
            }
        }
    }
}
