//! Only what is out of date is done: no look change films, and a chunk is painted once.

use std::fs;
use std::os::unix::fs::MetadataExt;
use std::path::Path;

use super::common::*;

const SCENES: &str = "  - scene: first\n    steps:\n      - click: Go\n      - caption: one\n  \
                      - scene: second\n    steps:\n      - move_to: quiet\n      - caption: two\n";

#[test]
fn a_reel_is_the_same_for_one_worker_and_for_two() {
    let desk = Desk::new();
    desk.script(SCENES);
    assert_eq!(desk.run(&["record", "demo.yaml"]).status, Some(0));
    let compose = |workers: &str, file: &str| {
        let ran = desk.run(&[
            "compose",
            "demo.yaml",
            "--json",
            "--no-cache",
            "--progress",
            "json",
            "--workers",
            workers,
            "-o",
            file,
        ]);
        assert_eq!(ran.wrote(), [desk.path(file)]);
        assert_eq!(ran.chunks().0, 0, "nothing is taken from the store");
        fs::read(desk.path(file)).unwrap()
    };
    let (one, two) = (compose("1", "one.mp4"), compose("2", "two.mp4"));
    assert!(one.len() > 5000, "{} bytes are no reel", one.len());
    assert!(one == two, "the files differ");
}

#[test]
fn a_change_of_the_look_films_nothing_and_paints_what_it_touches() {
    let desk = Desk::new();
    desk.script(SCENES);
    let first = desk.render(&[]);
    assert!(first.stages().contains(&"record".to_owned()));
    assert_eq!(first.chunks(), (0, 2));
    let reel = fs::read(&first.wrote()[0]).unwrap();
    let changes = [
        SCENES.replace("caption: two", "caption: deux"),
        SCENES.replace("      - caption: two", "      - zoom_to: a quiet page"),
    ];
    for scenes in changes {
        desk.script(&scenes);
        let ran = desk.render(&[]);
        assert!(!ran.stages().contains(&"record".to_owned()), "{ran:?}");
        assert_eq!(ran.chunks(), (1, 2), "{ran:?}");
        assert_ne!(fs::read(&ran.wrote()[0]).unwrap(), reel);
    }
    // What was painted once is still there.
    desk.script(SCENES);
    let back = desk.render(&[]);
    assert_eq!(back.chunks(), (2, 2));
    assert_eq!(fs::read(&back.wrote()[0]).unwrap(), reel);
}

#[test]
fn a_changed_sentence_is_spoken_alone_films_nothing_and_paints_its_scene_alone() {
    let scenes = "  - scene: first\n    voice: local\n    say: One thing is said here.\n    steps:\n      \
                  - click: Go\n  - scene: second\n    voice: local\n    say: Another thing is said \
                  here.\n    steps:\n      - move_to: quiet\n";
    let desk = Desk::new();
    desk.script(scenes);
    assert_eq!(desk.render(&[]).chunks(), (0, 2));
    desk.script(&scenes.replace("Another thing is", "Something else is now"));
    let ran = desk.render(&[]);
    assert!(!ran.stages().contains(&"record".to_owned()), "{ran:?}");
    assert_eq!(ran.chunks(), (1, 2), "{ran:?}");
    let told = desk.run(&["voice", "demo.yaml", "--json"]).json();
    let lines = told["spoken"].as_array().unwrap();
    assert!(lines.iter().all(|line| line["credits"].is_null()), "{told}");
    // A third sentence is the only one that is made in its run.
    desk.script(&scenes.replace("One thing", "A third thing"));
    let told = desk.run(&["voice", "demo.yaml", "--json"]).json();
    let made = told["spoken"].as_array().unwrap().iter();
    let made: Vec<_> = made.filter(|line| !line["credits"].is_null()).collect();
    assert_eq!(made.len(), 1, "{told}");
    assert_eq!(made[0]["text"], "A third thing is said here.");
}

fn film(desk: &Desk, scene: &str) -> u64 {
    let path = desk.path(&format!(".demoreel/demo/take/{scene}/app.idx"));
    fs::metadata(path).unwrap().ino()
}

#[test]
fn filming_from_a_scene_on_keeps_those_before_it() {
    let desk = Desk::new();
    desk.script(SCENES);
    assert_eq!(desk.run(&["record", "demo.yaml"]).status, Some(0));
    let (first, second) = (film(&desk, "first"), film(&desk, "second"));
    // While the old film is open its number is not given to another.
    let _held = fs::File::open(desk.path(".demoreel/demo/take/second/app.idx")).unwrap();
    let again = desk.run(&["record", "demo.yaml", "--from", "second", "--json"]);
    assert_eq!(again.wrote(), [desk.path(".demoreel/demo/take")]);
    assert_eq!(film(&desk, "first"), first);
    assert_ne!(film(&desk, "second"), second);
    assert_eq!(desk.scenes_kept(), ["first", "second"]);
}

#[test]
fn a_still_is_written_from_another_folder() {
    let desk = Desk::new();
    desk.script(SCENES);
    fs::create_dir(desk.path("elsewhere")).unwrap();
    let script = desk.path("demo.yaml");
    let arguments = [
        "still",
        script.to_str().unwrap(),
        "--at",
        "500ms",
        "-o",
        "f.png",
        "--json",
    ];
    let still = ran(desk.command(&arguments).current_dir(desk.path("elsewhere")));
    let file = desk.path("elsewhere/f.png");
    assert_eq!(still.wrote(), [file.as_path()]);
    assert_eq!(png_size(&file), (640, 360));
    assert!(desk.path(".demoreel/demo/take/take.json").exists());
    assert_eq!(files_in(&desk.path("elsewhere")), [file.as_path()]);

    // A moment after the end has no frame, and a still of it leaves no file.
    let late = [
        "still",
        "demo.yaml",
        "--at",
        "10m",
        "-o",
        "late.png",
        "--json",
    ];
    assert_eq!(desk.run(&late).mistake(1)["code"], "E0722");
    assert!(!Path::new(&desk.path("late.png")).exists());
}

#[test]
fn two_renders_at_the_same_time_do_not_disturb_each_other() {
    let desk = Desk::new();
    desk.script(SCENES);
    desk.write(
        "other.yaml",
        script("  - scene: only\n    steps:\n      - wait: 1500ms\n"),
    );
    let mut one = desk.start(&RENDER);
    one.until("first/1");
    let other = desk.start(&["render", "other.yaml", "-o", "out", "--json"]);
    // A second run into the same take must wait for the first.
    let busy = desk.render(&[]).mistake(1);
    assert_eq!(busy["code"], "E0608", "{busy}");
    assert_eq!(other.end().wrote(), [desk.path("out/other.mp4")]);
    assert_eq!(one.end().wrote(), [desk.path("out/demo.mp4")]);
    desk.assert_nothing_left();
    desk.assert_nothing_half_written();
}
