//! Help, manual pages and completions.

use std::path::Path;
use std::process::{Command, Stdio};

use super::common::{demoreel, said};

fn commands() -> Vec<String> {
    let help = said(Path::new("."), &["--help"]);
    let listed = help.split("Commands:\n").nth(1).unwrap();
    let lines = listed.lines().take_while(|line| !line.is_empty());
    let words = lines.filter(|line| line.starts_with("  ") && !line.starts_with("   "));
    let names = words.filter_map(|line| line.split_whitespace().next());
    names
        .filter(|name| *name != "help")
        .map(str::to_owned)
        .collect()
}

#[test]
fn every_command_has_an_example_and_a_manual_page() {
    let all = commands();
    assert!(all.len() >= 16, "{all:?}");
    for name in all {
        let help = said(Path::new("."), &[&name, "--help"]);
        let example = format!("\n  demoreel {name}");
        assert!(
            help.contains("Example") && help.contains(&example),
            "{name}:\n{help}"
        );
        let page = said(Path::new("."), &["man", &name]);
        assert!(
            page.contains(&format!(".TH demoreel\\-{name} 1")) || page.contains(".TH"),
            "{page}"
        );
        assert!(
            page.contains("Example"),
            "{name} has no example in its manual"
        );
    }
    let ran = demoreel(Path::new("."), &["man", "rendr"]);
    assert!(ran.status == 2 && ran.err.contains("E0916"), "{}", ran.err);
}

#[test]
fn completions_know_commands_steps_codes_and_topics() {
    for shell in ["bash", "zsh", "fish"] {
        let text = said(Path::new("."), &["completions", shell]);
        for word in [
            "render",
            "mark_speedup",
            "E0110",
            "camera",
            "--pause-on-failure",
        ] {
            assert!(
                text.contains(word.trim_start_matches("--")),
                "{shell}: {word}"
            );
        }
    }
    assert_eq!(demoreel(Path::new("."), &["completions", "csh"]).status, 2);
}

/// The script is sourced and asked as Bash asks it at a press of Tab.
#[test]
fn bash_completes_a_step() {
    let text = said(Path::new("."), &["completions", "bash"]);
    let ask = "COMP_WORDS=(demoreel primitives zoom_); COMP_CWORD=2\n\
               _demoreel demoreel zoom_ primitives\nprintf '%s\\n' \"${COMPREPLY[@]}\"\n";
    let mut bash = Command::new("bash");
    bash.args(["--norc", "-c", &format!("{text}\n{ask}")]);
    let output = bash.stdin(Stdio::null()).output().unwrap();
    let said = String::from_utf8(output.stdout).unwrap();
    let words: Vec<_> = said.lines().collect();
    assert!(
        words.contains(&"zoom_to") && words.contains(&"zoom_out"),
        "{words:?}"
    );
    assert!(
        words.iter().all(|word| word.starts_with("zoom_")),
        "{words:?}"
    );
}
