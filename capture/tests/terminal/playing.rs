//! Recordings of others as surfaces.

use demoreel_primitives::plan::{Action, TerminalSource};
use demoreel_primitives::time::Nanos;

use crate::common::*;

const V2: &str = r#"{"version": 2, "width": 60, "height": 16, "idle_time_limit": 0.5}
[0.2, "o", "hello\r\n"]
[0.4, "z", {"unknown": true}]
[60.0, "o", "after a long pause\r\n"]
[60.3, "o", "\u001b[31mthe end\u001b[0m"]
"#;

fn recording(studio: &Studio) -> TerminalSource {
    let path = studio.path("demo.cast");
    std::fs::write(&path, V2).unwrap();
    TerminalSource::Cast {
        path: path.display().to_string(),
        digest: "test".to_owned(),
    }
}

#[test]
fn a_recording_plays_while_it_is_waited_for_and_goes_on_in_the_next_scene() {
    let studio = Studio::new();
    let source = recording(&studio);
    let scenes = vec![
        scene("one", vec![wait_for(text("hello"))]),
        scene("two", vec![wait_for(text("the end"))]),
    ];
    studio.record(&act(surface(source), scenes)).unwrap();
    assert!(studio.end_of("one").text().starts_with("hello"));
    assert_eq!(
        studio.end_of("two").text(),
        "hello\nafter a long pause\nthe end"
    );
}

#[test]
fn nobody_types_on_a_recording() {
    let studio = Studio::new();
    let source = recording(&studio);
    let act = act(surface(source), vec![scene("main", vec![typed("x")])]);
    let failure = Failure::of(studio.record(&act).unwrap_err());
    assert_eq!(failure.code, "E0421");
}

#[test]
fn a_still_screen_is_one_without_a_spinner() {
    let studio = Studio::new();
    let spin = r"printf '\e[?25l'; for i in 1 2 3 4 5 6 7 8; do for c in / - '\'; do printf '\r%s' $c; sleep 0.08; done; done; echo; echo over; read";
    let actions = vec![
        typed(&format!("{spin}\n")),
        wait_for(matches(r"(?m)^[/\\-]")),
        wait_still(1500),
        Action::AssertVisible {
            target: text("over"),
        },
        Action::WaitUntilStill {
            region: None,
            still: Nanos::from_millis(100),
            timeout: PATIENT,
        },
    ];
    studio.play(demoreel_primitives::plan::ShellProgram::Bash, actions);
}
