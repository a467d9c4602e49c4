//! `plan`: scenes and steps with their lines, times, what is kept, what is written.

use std::fs;

use demoreel_store::{About, Made, Store, key};
use serde_json::{Value, json};

use super::common::{cache, said};

const SCRIPT: &str = "\
demoreel: 1
title: Two scenes
surfaces:
  app:
    browser: https://example.com
scenes:
  - scene: first
    say: Three short words.
    steps:
      - wait: 2s
      - mark_speedup:
          factor: 4
          steps:
            - wait: 8s
      - mark_cut:
          steps:
            - wait: 1m
      - caption:
          text: Look
          for: 3s
      - wait_for:
          text: Active
          timeout: 45s
  - scene: second
    steps:
      - type_text: twenty letters in it
      - still: end
";

fn project() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("demo.yaml"), SCRIPT).unwrap();
    folder
}

fn forecast(folder: &tempfile::TempDir) -> Value {
    let text = said(folder.path(), &["plan", "demo.yaml", "--json"]);
    let answer: Value = text.parse().unwrap();
    assert_eq!(answer["plan"]["title"], "Two scenes");
    answer["forecast"].clone()
}

#[test]
fn waits_holds_marks_and_paces_make_the_times() {
    let forecast = forecast(&project());
    let [first, second] = [&forecast["scenes"][0], &forecast["scenes"][1]];
    assert_eq!(first["line"], 7);
    // 2 s; 8 s and the pause before it at four times the speed; nothing of the cut; 3 s held; 1 s
    // until it appears and the pause before it; what is before and after every scene.
    assert_eq!(first["length_ms"], 2000 + 8380 / 4 + 3000 + 1380 + 1900);
    assert_eq!(first["filming_ms"], 600 + 2000 + 8380 + 60380 + 1380);
    assert_eq!(second["filming_ms"], 600 + 20 * 65);
    let lines = first["lines"].as_array().unwrap();
    let wait = lines
        .iter()
        .find(|line| line["word"] == "wait_for")
        .unwrap();
    assert_eq!(
        (&wait["line"], &wait["most_ms"]),
        (&json!(21), &json!(45000))
    );
    let said = &lines[0];
    assert_eq!(
        (&said["word"], &said["kept"]),
        (&json!("say"), &json!(false))
    );
    assert!(
        (1000..2500).contains(&said["speech_ms"].as_i64().unwrap()),
        "{said}"
    );
    assert_eq!(forecast["costs"], json!([]));
}

#[test]
fn what_is_written_is_named() {
    let folder = project();
    let forecast = forecast(&folder);
    let writes = forecast["writes"].as_array().unwrap();
    let names = writes
        .iter()
        .map(|path| path.as_str().unwrap().rsplit('/').next().unwrap());
    assert_eq!(names.collect::<Vec<_>>(), ["demo.mp4", "end.png"]);
    assert_eq!(
        fs::read_dir(folder.path()).unwrap().count(),
        1,
        "planning writes nothing"
    );
}

#[test]
fn films_and_speech_of_earlier_runs_are_kept() {
    let folder = project();
    let work = folder.path().join(".demoreel/demo");
    let before = forecast(&folder);
    assert_eq!(before["scenes"][0]["kept"], false);
    let store = Store::open(&cache(folder.path()).join("demoreel/speech")).unwrap();
    let about = About {
        voice: "local, slt".to_owned(),
        text: "Three short words.".to_owned(),
        credits: 0.0,
    };
    let made = Made {
        samples: 96_000,
        about,
        ..Made::default()
    };
    store.put(&key(&["any"]), made).unwrap();
    fs::create_dir_all(work.join("take/second")).unwrap();
    fs::write(work.join("take/second/events.jsonl"), "").unwrap();
    let stale = json!({ "format": 1, "scenes": [{ "name": "second", "act_hash": "other" }] });
    fs::write(work.join("take/take.json"), stale.to_string()).unwrap();
    let after = forecast(&folder);
    assert_eq!(after["scenes"][0]["lines"][0]["speech_ms"], 2000);
    assert_eq!(after["scenes"][0]["lines"][0]["kept"], true);
    assert_eq!(after["scenes"][1]["kept"], false, "another act was filmed");
}

#[test]
fn the_table_has_a_row_for_each_step() {
    let table = said(project().path(), &["plan", "demo.yaml"]);
    for row in [
        "     10   2.0s        wait",
        "     21   1.0s 45.0s  wait_for  text 'Active'",
        "  ~ say  \"Three short words.\"",
        "cost     nothing",
        "out/demo.mp4",
        "still    out/end.png",
    ] {
        assert!(table.contains(row), "{row} is not in\n{table}");
    }
}

#[test]
fn what_a_paid_voice_would_cost_is_told_until_it_has_spoken() {
    let folder = project();
    let paid = SCRIPT.replace("surfaces:", "voice:\n  elevenlabs: Rachel\nsurfaces:");
    fs::write(folder.path().join("demo.yaml"), paid).unwrap();
    let before = forecast(&folder);
    assert_eq!(before["costs"][0]["provider"], "elevenlabs");
    let letters = "Three short words.".chars().count();
    assert!(before["costs"][0]["amount"].as_u64().unwrap() >= letters as u64);
    assert_eq!(before["costs"][0]["unit"], "credits");
}
