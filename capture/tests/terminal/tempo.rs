//! Pauses in which nothing could happen take no time, and are in the recording all the same.

use demoreel_capture::MachineTime;
use demoreel_primitives::event::{Event, Happening};
use demoreel_primitives::plan::{Action, ShellProgram, TerminalSource, TypedText};
use demoreel_primitives::time::{Nanos, TakeTime};
use demoreel_terminal::cast::EventKind;

use crate::common::{
    PATIENT, Studio, act, matches, plain, press, run, scene, surface, text, typed, wait_for,
    wait_still,
};

fn wait(seconds: i64) -> Action {
    Action::Wait {
        length: Nanos::from_secs(seconds),
    }
}

/// When a step begins and ends.
fn times(events: &[Event], step: &str) -> (TakeTime, TakeTime) {
    let at = |wanted: &dyn Fn(&Happening) -> bool| {
        let found = events.iter().find(|event| wanted(&event.what));
        found.unwrap().at
    };
    let begin = at(&|what| matches!(what, Happening::StepBegin { step: one } if one.0 == step));
    let end = at(&|what| matches!(what, Happening::StepEnd { step: one } if one.0 == step));
    (begin, end)
}

/// When the recording first shows some words as they are written.
fn written(studio: &Studio, words: &str) -> TakeTime {
    let cast = studio.cast("main");
    let mut events = cast.events.iter();
    let found = events.find(|event| match &event.kind {
        EventKind::Output(output) => output.contains(words),
        _ => false,
    });
    TakeTime::ZERO + found.unwrap().at
}

#[test]
fn a_day_at_the_prompt_of_any_shell_passes_at_once() {
    const DAY: i64 = 86_400;
    for program in [ShellProgram::Bash, ShellProgram::Zsh, ShellProgram::Fish] {
        let studio = Studio::new();
        let actions = vec![run("echo before"), wait(DAY), run("echo after")];
        let screen = studio.play(program, actions);
        assert!(screen.text().contains("before\n"), "{}", screen.text());
        assert!(screen.text().contains("after\n"), "{}", screen.text());
        let (begin, end) = times(&studio.events("main"), "main/2");
        assert!(end - begin >= Nanos::from_secs(DAY), "{program:?}");
        assert!(written(&studio, "after") > end);
    }
}

#[test]
fn letters_are_as_far_apart_as_their_pace_says() {
    let studio = Studio::new();
    let slow = Action::TypeText {
        text: TypedText::Plain("abcdefgh".to_owned()),
        into: None,
        pace: Nanos::from_secs(600),
        timeout: PATIENT,
    };
    studio.play(ShellProgram::Bash, vec![slow, wait_for(text("abcdefgh"))]);
    let echoed = |letter: &str| {
        let cast = studio.cast("main");
        let mut events = cast.events.into_iter();
        let found = events.find(|event| event.kind == EventKind::Output(letter.to_owned()));
        found.unwrap().at
    };
    let (first, last) = (echoed("a"), echoed("h"));
    assert!(last - first > Nanos::from_secs(7 * 250), "{}", last - first);
}

#[test]
fn what_runs_is_waited_for_and_then_the_rest_is_skipped() {
    let studio = Studio::new();
    let slow = vec![
        typed("sleep 0.4; echo do''ne"),
        press(&["Enter"]),
        wait(50_000),
    ];
    studio.play(ShellProgram::Bash, slow);
    let (begin, _) = times(&studio.events("main"), "main/2");
    let done = written(&studio, "done") - begin;
    assert!(done >= Nanos::from_millis(400), "{done}");
    // The pause was not skipped while the command ran, so it is not in front of its words.
    assert!(done < Nanos::from_secs(50_000), "{done}");
}

#[test]
fn a_job_in_the_background_keeps_its_own_time() {
    let studio = Studio::new();
    let hidden = "(setsid sh -c 'sleep 0.7; echo la''te' &) 2>/dev/null";
    let actions = vec![
        run(hidden),
        wait(50_000),
        wait_for(matches("late")),
        wait_still(100),
    ];
    studio.play(ShellProgram::Bash, actions);
    let (begin, end) = times(&studio.events("main"), "main/2");
    let late = written(&studio, "late");
    assert!(
        late < end && late - begin < Nanos::from_secs(50_000),
        "{begin:?} {late:?} {end:?}"
    );
}

#[test]
fn a_script_can_ask_for_every_second() {
    let studio = Studio::new();
    let mut real = plain(ShellProgram::Bash);
    real.real_time = true;
    let surface = surface(TerminalSource::Shell(real));
    let length = Nanos::from_millis(700);
    let pause = Action::Wait { length };
    let before = MachineTime::now();
    let act = act(surface, vec![scene("main", vec![pause])]);
    studio.record(&act).unwrap();
    assert!(MachineTime::now().since(before) >= length);
}
