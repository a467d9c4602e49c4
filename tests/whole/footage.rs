//! Footage: a recording is imported, and a script shows it with zooms at moments that it names.

use std::process::Command;

use super::common::*;

const SCRIPT: &str = "demoreel: 1
surfaces:
  clip:
    footage: clip
outputs:
  small:
    size: 320x180
    fps: 30
captions:
  spoken: false
voice: silent
scenes:
  - scene: main
    steps:
      - zoom_to:
          region: 0, 0, 80x60
          at_time: 1s
          for: 1s
      - caption:
          text: Still here
          at_time: 2500ms
";

fn desk() -> Desk {
    let desk = Desk::new();
    let clip = desk.path("clip.mp4");
    let source = "testsrc2=size=320x180:rate=30:duration=4";
    let ffmpeg = Command::new("ffmpeg")
        .args(["-v", "error", "-nostdin", "-f", "lavfi", "-i", source])
        .arg(&clip)
        .output();
    assert!(ffmpeg.unwrap().status.success());
    let events = "{\"t\": 0, \"move\": [100, 100]}\n{\"t\": 1, \"down\": \"left\"}\n";
    desk.write("events.jsonl", events);
    let arguments = [
        "import",
        "clip.mp4",
        "--events",
        "events.jsonl",
        "--progress",
        "none",
    ];
    let imported = desk.run(&arguments);
    assert_eq!(imported.status, Some(0), "{imported:?}");
    desk
}

#[test]
fn a_recording_is_shown_as_if_it_had_been_filmed() {
    let desk = desk();
    desk.write("demo.yaml", SCRIPT);
    let rendered = desk.render(&[]);
    assert_eq!(rendered.status, Some(0), "{rendered:?}");
    let timeline = read_json(&desk.path(".demoreel/demo/timeline-small.json"));
    let scene = &timeline["scenes"][0];
    let layers = scene["layers"].as_array().unwrap();
    let place = layers[0]["card"]["place"].as_array().unwrap();
    let moved: Vec<u64> = place.iter().map(|one| one[0].as_u64().unwrap()).collect();
    // At rest from the first frame on; moving around 1 s and back around 2 s.
    assert!(moved[1] > 10 && moved[1] < 60, "{moved:?}");
    assert!(
        moved.last().is_some_and(|last| (55..100).contains(last)),
        "{moved:?}"
    );
    let has = |name: &str| layers.iter().any(|layer| layer.get(name).is_some());
    assert!(
        has("pointer") && has("ripple") && has("caption"),
        "{layers:?}"
    );
    assert!(scene["frames"].as_u64().unwrap() >= 120);
    desk.assert_nothing_left();
}

#[test]
fn a_look_that_changes_takes_nothing_over_again() {
    let desk = desk();
    desk.write("demo.yaml", SCRIPT);
    assert_eq!(desk.render(&[]).status, Some(0));
    let film = desk.path(".demoreel/demo/take/main/clip.mkv");
    let made = || std::fs::metadata(&film).unwrap().modified().unwrap();
    let index = desk.path(".demoreel/demo/take/main/clip.idx");
    let (before, written) = (
        made(),
        std::fs::metadata(&index).unwrap().modified().unwrap(),
    );
    desk.write(
        "demo.yaml",
        SCRIPT.replace("at_time: 1s", "at_time: 1500ms"),
    );
    assert_eq!(desk.render(&[]).status, Some(0));
    let now = std::fs::metadata(&index).unwrap().modified().unwrap();
    assert_eq!((made(), now), (before, written));
}

#[test]
fn what_footage_cannot_do_is_told_with_its_line() {
    let desk = desk();
    let with = |step: &str| {
        desk.write(
            "demo.yaml",
            SCRIPT.replace("      - caption:\n", &format!("{step}      - caption:\n")),
        );
        let ran = desk.run(&["check", "demo.yaml"]);
        assert_eq!(ran.status, Some(2), "{ran:?}");
        format!("{}{}", ran.output, ran.progress)
    };
    let told = with("      - click: Save\n");
    assert!(told.contains("which is footage"), "{told}");
    let told = with("      - zoom_to:\n          text: Save\n          at_time: 2s\n");
    assert!(told.contains("`image`, `point` and `region`"), "{told}");
    let told = with("      - caption:\n          text: Late\n          at_time: 9s\n");
    assert!(
        told.contains("E0338") && told.contains("only 4.0s"),
        "{told}"
    );
    let told = with("      - caption:\n          text: Back\n          at_time: 500ms\n");
    assert!(told.contains("E0338") && told.contains("earlier"), "{told}");
}
