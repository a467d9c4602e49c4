//! Programs of three toolkits on a desktop: what is done to them is in the files that they save.

use super::common::*;
use demoreel_primitives::plan::{Act, Action, Desktop, Surface, SurfaceKind, TypedText};
use demoreel_primitives::space::SurfaceSize;
use demoreel_primitives::steps::parse_chord;
use demoreel_primitives::time::Nanos;

fn desk(launch: Option<&str>, density: f64) -> Surface {
    Surface {
        name: "app".to_owned(),
        size: SurfaceSize::new(800, 500),
        density,
        kind: SurfaceKind::Desktop(Desktop {
            launch: launch.map(str::to_owned),
            env: Vec::new(),
            keep: Vec::new(),
        }),
    }
}

fn act(studio: &Studio, launch: &str, actions: Vec<Action>) -> Act {
    studio.act(desk(Some(launch), 1.0), actions)
}

fn recorded(studio: &Studio, act: &Act) {
    studio
        .record(act)
        .unwrap_or_else(|error| panic!("{:#?}", error.diagnostic()));
}

fn type_in(words: &str) -> Action {
    Action::TypeText {
        text: TypedText::Plain(words.to_owned()),
        into: None,
        pace: Nanos::from_millis(8),
        timeout: PATIENT,
    }
}

fn press(chord: &str) -> Action {
    Action::Press {
        chords: vec![parse_chord(chord).unwrap()],
        pace: None,
    }
}

fn wait(millis: i64) -> Action {
    Action::Wait {
        length: Nanos::from_millis(millis),
    }
}

/// Letters of every kind: small and large, signs with and without Shift, and rare ones.
fn mixed(count: usize) -> String {
    let letters: Vec<char> = r#"aAbB!@#$%^&*()_+{}|:"<>?~`-=[]\;',./zZ09 éÉßüÜñ€漢字かな"#
        .chars()
        .collect();
    let mut number = 7_u32;
    let mut next = || {
        number = number.wrapping_mul(1_103_515_245).wrapping_add(12_345);
        letters[(number >> 16) as usize % letters.len()]
    };
    (0..count).map(|_| next()).collect()
}

#[test]
fn a_gtk_editor_saves_what_was_typed() {
    let studio = Studio::new(&[]);
    std::fs::write(studio.path("notes.txt"), "").unwrap();
    let words = mixed(200);
    let actions = vec![
        click(point(400.0, 250.0)),
        type_in(&words),
        press("Ctrl+S"),
        wait(500),
    ];
    recorded(&studio, &act(&studio, "l3afpad notes.txt", actions));
    let saved = std::fs::read_to_string(studio.path("notes.txt")).unwrap();
    assert_eq!(saved.trim_end_matches('\n'), words);
}

#[test]
fn a_qt_editor_saves_what_was_typed() {
    let studio = Studio::new(&[]);
    std::fs::write(studio.path("notes.txt"), "").unwrap();
    let words = mixed(200);
    let actions = vec![
        click(point(400.0, 250.0)),
        type_in(&words),
        press("Ctrl+S"),
        wait(500),
    ];
    recorded(&studio, &act(&studio, "featherpad notes.txt", actions));
    let saved = std::fs::read_to_string(studio.path("notes.txt")).unwrap();
    assert_eq!(saved.trim_end_matches('\n'), words);
}
