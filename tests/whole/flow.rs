//! Loops, branches, names, optional steps and dropped scenes, from the script to the reel.

use serde_json::Value;

use super::common::*;

const SCENES: &str = "  - scene: main
    steps:
      - click:
          text: Nowhere
          optional: true
          timeout: 200ms
      - when:
          visible: Go
          steps:
            - click:
                text: Go
                as: pressed
            - caption:
                text: It was there
                for: 1s
            - zoom_to:
                found: pressed
                for: 1s
            - still: pressed
          else:
            - caption:
                text: It was not there
                for: 1s
  - for_each:
      in:
        - Stop
        - Go
      as: word
      scenes:
        - scene: with_${word | lower}
          when:
            visible: ${word}
            timeout: 200ms
          steps:
            - wait: 100ms
";

fn timeline(desk: &Desk) -> Value {
    read_json(&desk.path(".demoreel/demo/timeline-small.json"))
}

fn scenes(timeline: &Value) -> Vec<&str> {
    let scenes = timeline["scenes"].as_array().unwrap().iter();
    scenes
        .map(|scene| scene["name"].as_str().unwrap())
        .collect()
}

#[test]
fn a_reel_shows_what_was_filmed_and_says_what_was_left_out() {
    let desk = Desk::new();
    desk.script(SCENES);
    let ran = desk.render(&[]);
    let wrote = ran.wrote();
    assert_eq!(
        wrote,
        [desk.path("out/demo.mp4"), desk.path("out/pressed.png")]
    );
    let json = ran.json();
    let codes: Vec<_> = json["diagnostics"]
        .as_array()
        .unwrap()
        .iter()
        .map(|note| {
            (
                note["code"].as_str().unwrap(),
                note["place"]["start"]["line"].as_u64(),
            )
        })
        .collect();
    assert_eq!(codes[0].0, "E0431");
    assert_eq!(codes[1].0, "E0432");
    assert_eq!(codes.len(), 2, "{json}");
    let timeline = timeline(&desk);
    assert_eq!(scenes(&timeline), ["main", "with_go"]);
    let text = timeline.to_string();
    assert!(text.contains("It was there") && !text.contains("It was not there"));

    // A second render follows the log, and films nothing.
    let again = desk.render(&[]);
    assert!(
        !again.stages().contains(&"record".to_owned()),
        "{:?}",
        again.stages()
    );
    assert_eq!(again.json()["diagnostics"], json["diagnostics"]);
    desk.assert_nothing_left();
}

#[test]
fn where_every_scene_was_dropped_nothing_is_shown() {
    let desk = Desk::new();
    desk.script("  - scene: main\n    steps:\n      - end_scene: drop\n");
    let empty = desk.render(&[]).mistake(1);
    assert_eq!(empty["code"], "E0717", "{empty}");
    assert!(files_in(&desk.path("out")).is_empty());
}
