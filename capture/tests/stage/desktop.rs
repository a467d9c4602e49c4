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

/// What a program saves after 200 letters were typed into a file that it was started with.
fn typed_and_saved(program: &str) {
    let studio = Studio::new(&[]);
    std::fs::write(studio.path("notes.txt"), "").unwrap();
    let words = mixed(200);
    let actions = vec![click(point(400.0, 250.0)), type_in(&words), press("Ctrl+S")];
    recorded(&studio, &act(&studio, program, actions));
    let saved = std::fs::read_to_string(studio.path("notes.txt")).unwrap();
    assert_eq!(saved.trim_end_matches('\n'), words);
}

#[test]
fn a_gtk_editor_saves_what_was_typed() {
    typed_and_saved("l3afpad notes.txt");
}

#[test]
fn a_qt_editor_saves_what_was_typed() {
    typed_and_saved("featherpad notes.txt");
}

#[test]
fn a_plain_x11_program_reads_what_was_typed() {
    let studio = Studio::new(&[]);
    let words = mixed(120);
    let read = "IFS= read -r line; printf %s \"$line\" > said.txt; exec sleep 1000";
    let program = format!("xterm -u8 -e sh -c '{read}'");
    let actions = vec![type_in(&words), press("Enter")];
    recorded(&studio, &act(&studio, &program, actions));
    let said = std::fs::read_to_string(studio.path("said.txt")).unwrap();
    assert_eq!(said, words);
}

#[test]
fn a_file_dialog_opens_the_file_that_it_is_told() {
    let studio = Studio::new(&[]);
    let file = studio.path("given.txt");
    std::fs::write(&file, "old\n").unwrap();
    let focus = |title: &str| Action::FocusWindow {
        title: title.to_owned(),
        timeout: PATIENT,
    };
    let actions = vec![
        press("Ctrl+O"),
        focus("Open"),
        type_in(&file.display().to_string()),
        press("Enter"),
        focus("given.txt"),
        type_in("new and "),
        press("Ctrl+S"),
    ];
    recorded(&studio, &act(&studio, "l3afpad", actions));
    assert_eq!(std::fs::read_to_string(&file).unwrap(), "new and old\n");
}

#[test]
fn windows_are_started_focused_sized_and_closed() {
    let studio = Studio::new(&[]);
    let launch = |title: &str, colour: &str| Action::Launch {
        command: format!("xterm -T {title} -bg '{colour}' -e sleep 1000"),
        timeout: PATIENT,
    };
    let close = |title: Option<&str>| Action::CloseWindow {
        title: title.map(str::to_owned),
        timeout: PATIENT,
    };
    let actions = vec![
        launch("First", "#ff0000"),
        launch("Second", "#00ff00"),
        Action::FocusWindow {
            title: "first".to_owned(),
            timeout: PATIENT,
        },
        close(Some("SECOND")),
        launch("Third", "#00ff00"),
        close(None),
        Action::ResizeWindow {
            title: None,
            size: Some(SurfaceSize::new(400, 300)),
            timeout: PATIENT,
        },
    ];
    let act = studio.act(desk(None, 1.0), actions);
    recorded(&studio, &act);
    let take = studio.take();
    let scene = take.scene("main").unwrap();
    let film = scene.film("app").unwrap();
    let last = film.pictures.len() as u64 - 1;
    let mut reader = take.open_film(&scene, "app").unwrap();
    let picture = reader.picture(last).unwrap();
    let is_red = |x, y| matches!(picture.rgb_at(x, y), [200..=255, 0..60, 0..60]);
    assert!(is_red(400, 250) && is_red(220, 250));
    assert!(!is_red(100, 250) && !is_red(400, 40));
    assert!(processes_of(studio.folder.path()).is_empty());
}

#[test]
fn what_is_wrong_with_a_program_or_a_window_is_told() {
    let studio = Studio::new(&[]);
    let fail = |launch: Option<&str>, actions| {
        let act = studio.act(desk(launch, 1.0), actions);
        studio.record(&act).unwrap_err()
    };
    let broken = fail(Some("echo no luck; exit 3"), vec![]);
    assert_eq!(broken.place(), Some("surface:app"));
    let broken = broken.diagnostic();
    assert_eq!(broken.code, "E0428", "{broken:?}");
    assert!(broken.message.contains("ended with status 3"), "{broken:?}");
    assert!(broken.hint.unwrap().contains("no luck"));

    let focus = Action::FocusWindow {
        title: "Nowhere".to_owned(),
        timeout: Nanos::from_millis(300),
    };
    let missing = fail(Some("xterm -T Here -e sleep 1000"), vec![focus]);
    let missing = missing.diagnostic();
    assert_eq!(missing.code, "E0429", "{missing:?}");
    assert!(missing.hint.unwrap().contains("'Here'"));
    assert!(processes_of(studio.folder.path()).is_empty());
}
