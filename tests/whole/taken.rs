//! Takes that do not fit the script or are not whole, and how they are mended.

use std::fs;

use super::common::*;

const SCENES: &str = "  - scene: main\n    steps:\n      - click: Go\n";
const COMPOSE: [&str; 5] = ["compose", "demo.yaml", "-o", "out", "--json"];

#[test]
fn a_take_that_is_missing_or_of_another_act_is_not_composed() {
    let desk = Desk::new();
    desk.script(SCENES);
    let missing = desk.run(&COMPOSE).mistake(1);
    assert_eq!(missing["code"], "E0602", "{missing}");
    assert!(
        missing["hint"]
            .as_str()
            .unwrap()
            .contains("demoreel record"),
        "{missing}"
    );
    assert_eq!(desk.run(&["record", "demo.yaml"]).status, Some(0));
    desk.script(&SCENES.replace("click", "double_click"));
    for command in ["compose", "locate"] {
        let stale = desk.run(&[command, "demo.yaml", "--json"]).mistake(1);
        assert_eq!(stale["code"], "E0604", "{stale}");
        assert!(
            stale["message"].as_str().unwrap().contains("'main'"),
            "{stale}"
        );
    }
    assert!(files_in(&desk.path("out")).is_empty());
}

#[test]
fn a_take_cut_short_is_not_composed_and_is_filmed_again() {
    let desk = Desk::new();
    desk.script(SCENES);
    assert_eq!(desk.run(&["record", "demo.yaml"]).status, Some(0));
    for name in ["app.mkv", "events.jsonl", "app.idx"] {
        let file = desk.path(".demoreel/demo/take/main").join(name);
        let whole = fs::read(&file).unwrap();
        // In the middle of a line; and, of a film, in the middle of a picture.
        fs::write(&file, &whole[..whole.len() * 2 / 3]).unwrap();
        let cut = desk.run(&COMPOSE).mistake(1);
        assert_eq!(cut["code"], "E0601", "{cut}");
        assert!(cut["message"].as_str().unwrap().contains(name), "{cut}");
        assert!(
            cut["hint"].as_str().unwrap().contains("demoreel record"),
            "{cut}"
        );
        assert!(files_in(&desk.path("out")).is_empty());
        fs::write(&file, whole).unwrap();
    }
    let file = desk.path(".demoreel/demo/take/main/app.mkv");
    fs::write(&file, "").unwrap();
    assert_eq!(desk.render(&[]).wrote(), [desk.path("out/demo.mp4")]);
    desk.assert_nothing_left();
}
