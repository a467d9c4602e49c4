//! The three shells: clean, their own, and honest about when a command has ended.

use demoreel_primitives::event::Happening;
use demoreel_primitives::plan::{Action, ShellProgram, TerminalSource};
use demoreel_terminal::Playback;
use demoreel_terminal::cast::EventKind;

use crate::common::*;

const SHELLS: [ShellProgram; 3] = [ShellProgram::Bash, ShellProgram::Zsh, ShellProgram::Fish];

fn statuses(studio: &Studio) -> Vec<Option<i32>> {
    let events = studio.events("main").into_iter();
    let ends = events.filter_map(|event| match event.what {
        Happening::CommandEnd { status, .. } => Some(status),
        _ => None,
    });
    ends.collect()
}

#[test]
fn every_shell_runs_commands_and_says_how_they_ended() {
    for program in SHELLS {
        let studio = Studio::new();
        let actions = vec![
            run("echo one; sleep 0.3; echo two"),
            run_to("sh -c 'exit 7'", 7),
            run("echo 'wow! $x' # not spoken"),
        ];
        let screen = studio.play(program, actions);
        let wanted = "~ ❯ echo one; sleep 0.3; echo two\none\ntwo\n\
            ~ ❯ sh -c 'exit 7'\n~ ❯ echo 'wow! $x' # not spoken\nwow! $x\n~ ❯";
        assert_eq!(screen.text(), wanted, "{program:?}");
        assert_eq!(
            statuses(&studio),
            [Some(0), Some(7), Some(0)],
            "{program:?}"
        );
    }
}

#[test]
fn none_reads_the_users_own_settings() {
    for program in SHELLS {
        let studio = Studio::new().with("HOME", "");
        let home = studio.path("home");
        std::fs::create_dir_all(home.join(".config/fish")).unwrap();
        for file in [
            ".bashrc",
            ".zshrc",
            ".zshenv",
            ".profile",
            ".config/fish/config.fish",
        ] {
            std::fs::write(home.join(file), "echo MINE\n").unwrap();
        }
        std::fs::write(home.join(".netrc"), "kept").unwrap();
        let studio = studio.with("HOME", &home.display().to_string());
        let mut own = plain(program);
        own.keep = vec![".netrc".to_owned()];
        let commands = vec![run("cat .netrc; echo changed > .netrc; ls -A")];
        let act = act(
            surface(TerminalSource::Shell(own)),
            vec![scene("main", commands)],
        );
        studio.record(&act).unwrap();
        let shown = studio.end_of("main").text();
        assert!(
            shown.contains("kept") && shown.contains(".netrc"),
            "{shown}"
        );
        assert!(!shown.contains("MINE"), "{program:?}: {shown}");
        let kept = std::fs::read_to_string(home.join(".netrc")).unwrap();
        assert_eq!(kept, "kept");
    }
}

#[test]
fn the_environment_is_what_was_allowed_and_the_terminal_is_a_real_one() {
    let studio = Studio::new().with("API_KEY", "hidden-key-value");
    let actions = vec![
        run("env | cut -d= -f1 | grep -c API_KEY; echo $TERM $COLORTERM"),
        run("stty size; tty | cut -c1-9; test -t 0 -a -t 1 -a -t 2"),
    ];
    let shown = studio
        .play(
            ShellProgram::Bash,
            [vec![run_to("false", 1)], actions].concat(),
        )
        .text();
    assert!(shown.contains("\n0\nxterm-256color truecolor\n"), "{shown}");
    assert!(shown.contains("\n16 60\n/dev/pts/\n"), "{shown}");
}

#[test]
fn several_lines_run_one_after_another_and_a_loop_is_one_command() {
    let studio = Studio::new();
    let command = "cd /\nfor i in 1 2\ndo echo n$i\ndone";
    let shown = studio.play(ShellProgram::Bash, vec![run(command)]).text();
    assert!(shown.contains("\nn1\nn2\n/ ❯"), "{shown}");
}

#[test]
fn steps_are_marked_and_clearing_leaves_the_prompt() {
    let studio = Studio::new();
    let actions = vec![run("seq 40"), Action::Clear, typed("still here")];
    let screen = studio.play(ShellProgram::Bash, actions);
    assert_eq!(screen.text(), "~ ❯ still here");
    let cast = studio.cast("main");
    let marks = cast.events.iter().filter_map(|event| match &event.kind {
        EventKind::Marker(name) => Some(name.as_str()),
        _ => None,
    });
    let marks: Vec<_> = marks.collect();
    assert_eq!(marks, ["main/1", "main/2", "main/3"]);
}

#[test]
fn a_scene_begins_with_what_the_one_before_left() {
    let studio = Studio::new();
    let scenes = vec![
        scene("one", vec![run("echo -e 'first \\e[31mred'")]),
        scene("two", vec![run("echo second")]),
    ];
    studio
        .record(&act(shell(ShellProgram::Bash), scenes))
        .unwrap();
    let end_of_one = studio.end_of("one");
    let two = studio.cast("two");
    let begin = Playback::new(&two).screen_at(demoreel_primitives::time::Nanos::ZERO);
    assert_eq!(begin.rows, end_of_one.rows);
    let shown = studio.end_of("two").text();
    assert!(
        shown.contains("first red\n") && shown.ends_with("second\n~ ❯"),
        "{shown}"
    );
}

#[test]
fn typing_pasting_and_keys_reach_the_program() {
    let studio = Studio::new();
    let paste = Action::Paste {
        text: demoreel_primitives::plan::TypedText::Plain("echo pasted\necho twice".to_owned()),
        into: None,
        timeout: PATIENT,
    };
    let actions = vec![
        typed("echo wrong"),
        press(&["Ctrl+U"]),
        paste,
        press(&["Enter"]),
        wait_for(matches("(?m)^twice$")),
        run("cat -v <<< done"),
    ];
    let shown = studio.play(ShellProgram::Bash, actions).text();
    assert!(shown.contains("\npasted\ntwice\n"), "{shown}");
    assert!(!shown.contains("wrong"), "{shown}");
}

#[test]
fn a_window_that_is_made_smaller_tells_its_program() {
    let studio = Studio::new();
    let smaller = Action::Resize {
        columns: 30,
        rows: 9,
    };
    let actions = vec![run("clear"), smaller, run("stty size; tput cols")];
    let screen = studio.play(ShellProgram::Bash, actions);
    assert_eq!((screen.columns, screen.rows.len()), (30, 9));
    assert!(screen.text().contains("9 30\n30\n"), "{}", screen.text());
    let cast = studio.cast("main");
    assert_eq!(
        (cast.header.size.columns(), cast.header.size.rows()),
        (60, 16)
    );
}
