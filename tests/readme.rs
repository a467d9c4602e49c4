//! The README's scripts are scripts: each block is checked as a reader would.

use std::fs;
use std::process::Command;

const README: &str = include_str!("../README.md");
const FRONT: &str = env!("CARGO_BIN_EXE_demoreel");

fn blocks() -> Vec<&'static str> {
    let parts = README.split("```yaml\n").skip(1);
    parts.filter_map(|part| part.split("```").next()).collect()
}

#[test]
fn every_script_of_the_readme_is_without_mistakes() -> std::io::Result<()> {
    let folder = tempfile::tempdir()?;
    let (scripts, steps): (Vec<_>, Vec<_>) = blocks()
        .into_iter()
        .partition(|block| block.starts_with("demoreel:"));
    assert!(
        !scripts.is_empty() && !steps.is_empty(),
        "the README has lost its examples"
    );
    for block in &steps {
        assert!(
            block.starts_with("primitive:"),
            "neither script nor step:\n{block}"
        );
        fs::write(folder.path().join("step.yaml"), block)?;
        let name = block
            .lines()
            .next()
            .and_then(|line| line.split(": ").nth(1));
        let caller = format!(
            "demoreel: 1\nuse:\n  - step.yaml\nsurfaces:\n  app:\n    browser: https://example.com\n\
             scenes:\n  - scene: call\n    steps:\n      - {}:\n          name: guestbook\n",
            name.unwrap_or_default()
        );
        check(folder.path(), &caller)?;
    }
    scripts
        .iter()
        .try_for_each(|script| check(folder.path(), script))
}

fn check(folder: &std::path::Path, script: &str) -> std::io::Result<()> {
    let file = folder.join("script.yaml");
    fs::write(&file, script)?;
    let output = Command::new(FRONT).arg("check").arg(&file).output()?;
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(
        output.status.success() && said.is_empty(),
        "{said}\n{script}"
    );
    Ok(())
}
