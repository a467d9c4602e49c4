//! A secret is on no screen and in no file, however a program comes to show it.

use demoreel_primitives::plan::{ShellProgram, TerminalSource};
use demoreel_terminal::Playback;

use crate::common::*;

const SECRET: &str = "tok-9f8e7d6c5b4a";

/// Everything that was written, and every screen that it makes.
fn nothing_leaks(studio: &Studio) {
    let mut files = vec![studio.path("take")];
    while let Some(path) = files.pop() {
        if path.is_dir() {
            files.extend(
                std::fs::read_dir(&path)
                    .unwrap()
                    .map(|entry| entry.unwrap().path()),
            );
            continue;
        }
        let bytes = std::fs::read(&path).unwrap();
        let text = String::from_utf8_lossy(&bytes);
        assert!(!text.contains(SECRET), "{}", path.display());
    }
    let cast = studio.cast("main");
    for (at, screen) in Playback::changes(&cast) {
        let text = screen.text().replace('\n', "");
        // Up to two letters may be any word's; more would be the secret's beginning.
        assert!(!text.contains(&SECRET[..6]), "at {at}: {}", screen.text());
    }
}

fn studio() -> Studio {
    Studio::new().with("TOKEN", SECRET)
}

#[test]
fn what_is_not_echoed_is_nowhere() {
    let studio = studio();
    let actions = vec![
        typed("read -s -p 'Password: ' X; echo; echo ${#X}\n"),
        wait_for(text("Password:")),
        secret("TOKEN"),
        press(&["Enter"]),
        wait_for(matches("(?m)^16$")),
    ];
    studio.play(ShellProgram::Bash, actions);
    nothing_leaks(&studio);
}

#[test]
fn what_is_echoed_is_dots_in_every_shell() {
    for program in [ShellProgram::Bash, ShellProgram::Zsh, ShellProgram::Fish] {
        let studio = studio();
        let actions = vec![
            typed("echo you typed: "),
            secret("TOKEN"),
            press(&["Enter"]),
            wait_for(matches("(?m)^you typed: •{16}$")),
            wait_still(200),
        ];
        let shown = studio.play(program, actions).text();
        assert!(
            shown.contains("you typed: ••••••••••••••••\n"),
            "{program:?}: {shown}"
        );
        nothing_leaks(&studio);
    }
}

#[test]
fn what_a_program_prints_is_dots_across_lines_in_pieces_and_in_titles() {
    let studio = studio();
    let mut shell = plain(ShellProgram::Bash);
    shell.env = vec!["TOKEN".to_owned()];
    let slowly =
        r#"for ((i=0; i<${#TOKEN}; i++)); do printf %s "${TOKEN:i:1}"; sleep 0.03; done; echo"#;
    let commands = vec![
        run(r#"printf '%52s%s\n' x: "$TOKEN""#),
        run(slowly),
        run(r#"printf "\e[31m${TOKEN:0:8}\e[32m${TOKEN:8}\e[0m\n""#),
        run(r#"printf "\e]2;$TOKEN\a""#),
        run(r#"printf "\e[8C${TOKEN:8}\r${TOKEN:0:8}\n""#),
        run("echo the end"),
    ];
    let act = act(
        surface(TerminalSource::Shell(shell)),
        vec![scene("main", commands)],
    );
    studio.record(&act).unwrap();
    let shown = studio.end_of("main").text();
    assert!(
        shown.contains("••••") && shown.contains("the end"),
        "{shown}"
    );
    nothing_leaks(&studio);
}

#[test]
fn an_error_that_shows_the_screen_shows_dots() {
    let studio = studio();
    let failure = studio.fail(
        ShellProgram::Bash,
        vec![
            typed("echo "),
            secret("TOKEN"),
            press(&["Enter"]),
            demoreel_primitives::plan::Action::WaitFor {
                target: text("never"),
                timeout: demoreel_primitives::time::Nanos::from_secs(3),
            },
        ],
    );
    assert!(failure.hint.contains("••••"), "{failure:?}");
    assert!(!format!("{failure:?}").contains(SECRET), "{failure:?}");
}
