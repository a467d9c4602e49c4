//! What can go wrong: commands that never end, shells that are not there, floods, and ends.

use demoreel_primitives::plan::{Action, ShellProgram, TerminalSource};
use demoreel_primitives::time::Nanos;

use crate::common::*;

#[test]
fn a_command_that_never_ends_is_told_with_what_it_shows() {
    let studio = Studio::new();
    let endless = Action::RunCommand {
        command: "echo working; sleep 1000".to_owned(),
        expect_status: 0,
        pace: Nanos::from_millis(3),
        timeout: Nanos::from_secs(3),
    };
    let failure = studio.fail(ShellProgram::Bash, vec![endless]);
    assert_eq!(failure.code, "E0424");
    assert_eq!(
        failure.message,
        "the command 'echo working; sleep 1000' had not ended after 3s"
    );
    assert!(failure.hint.contains("\nworking"), "{failure:?}");
    assert_eq!(processes_of(&studio.path("r")), [0; 0]);
}

#[test]
fn a_command_that_fails_is_told_with_its_status() {
    let studio = Studio::new();
    let failure = studio.fail(ShellProgram::Zsh, vec![run("sh -c 'echo no luck; exit 3'")]);
    assert_eq!(failure.code, "E0425");
    assert!(
        failure.message.ends_with("ended with status 3, not 0"),
        "{failure:?}"
    );
    assert!(failure.hint.contains("no luck"), "{failure:?}");
}

#[test]
fn a_shell_that_is_not_there_names_its_package() {
    let studio = Studio::new().with("PATH", "/nowhere");
    let failure = studio.fail(ShellProgram::Fish, vec![]);
    assert_eq!(failure.code, "E0422");
    assert!(failure.hint.contains("package 'fish'"), "{failure:?}");
}

#[test]
fn a_shell_that_ends_is_told_as_such() {
    let studio = Studio::new();
    let failure = studio.fail(ShellProgram::Bash, vec![run("exit"), run("echo never")]);
    assert_eq!(failure.code, "E0423");
    assert!(failure.hint.contains("exit"), "{failure:?}");
}

#[test]
fn a_program_that_is_killed_leaves_a_terminal_that_goes_on() {
    let studio = Studio::new();
    let killed = "sh -c 'printf \"\\033[?1049h\\033[31m\"; kill -9 $$'";
    let actions = vec![
        run_to(killed, 137),
        run("printf '\\033[?1049l'; echo alive"),
    ];
    let screen = studio.play(ShellProgram::Bash, actions);
    assert!(screen.text().contains("\nalive\n"), "{}", screen.text());
}

#[test]
fn a_shell_that_is_killed_is_told_with_the_signal() {
    let studio = Studio::new();
    let failure = studio.fail(
        ShellProgram::Bash,
        vec![run("kill -9 $$"), run("echo never")],
    );
    assert_eq!(failure.code, "E0423");
    assert!(failure.message.contains("signal 9"), "{failure:?}");
}

#[test]
fn what_a_home_should_keep_must_be_there() {
    let studio = Studio::new().with("HOME", "/nowhere");
    let mut shell = plain(ShellProgram::Bash);
    shell.keep = vec![".claude.json".to_owned()];
    let surface = surface(TerminalSource::Shell(shell));
    let act = act(surface, vec![scene("main", vec![])]);
    let failure = Failure::of(studio.record(&act).unwrap_err());
    assert_eq!(failure.code, "E0426");
    assert!(failure.message.contains(".claude.json"), "{failure:?}");
}

#[test]
fn a_flood_costs_no_more_than_its_frames_and_ends_where_it_ended() {
    let studio = Studio::new();
    let actions = vec![Action::RunCommand {
        command: "head -c 100000000 /dev/zero | tr '\\0' x; echo; echo done".to_owned(),
        expect_status: 0,
        pace: Nanos::from_millis(3),
        timeout: Nanos::from_secs(300),
    }];
    let screen = studio.play(ShellProgram::Bash, actions);
    assert!(screen.text().ends_with("x\ndone\n~ ❯"), "{}", screen.text());
    let take = demoreel_take::Take::open(&studio.path("take")).unwrap();
    let bytes = std::fs::metadata(take.cast_path("main", "shell"))
        .unwrap()
        .len();
    // 24 KiB a frame, at 60 frames a second.
    let seconds = take.scene("main").unwrap().length.as_secs_f64();
    let most = 1_600_000.0 * seconds;
    assert!((bytes as f64) < most, "{bytes} bytes in {seconds} s");
}

#[test]
fn no_program_outlives_its_stage_however_it_hides() {
    let studio = Studio::new();
    let actions = vec![
        run("sleep 1000 & disown; setsid sleep 1000 & trap '' HUP TERM; true"),
        typed("nohup sleep 1000\n"),
        wait_for(text("nohup:")),
    ];
    studio.play(ShellProgram::Bash, actions);
    assert_eq!(processes_of(&studio.path("r")), [0; 0]);
}

#[test]
fn broken_output_is_recorded_and_hurts_nobody() {
    let studio = Studio::new();
    let noise = "head -c 300000 /dev/urandom; printf '\\e[!p\\ec'; echo fine";
    let screen = studio.play(ShellProgram::Bash, vec![run(noise)]);
    assert!(screen.text().contains("fine\n"), "{}", screen.text());
}
