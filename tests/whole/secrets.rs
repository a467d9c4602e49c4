//! A secret of the environment reaches the page and nothing else.

use std::fs;

use super::common::*;

const SECRET: &str = "korrekt-horse-battery-7";
const SCENES: &str = "  - scene: main\n    steps:\n      - type_text:\n          text:\n            \
                      env: DEMO_TOKEN\n          pace: 20ms\n          into:\n            \
                      css: \"#field\"\n      - wait_for: 23 signs\n";

/// Shows how long the words are, and the words themselves in a text and in its address.
const PAGE_THAT_TELLS: &str = "<!doctype html><title>Page</title><input id=field><p id=word></p>\
    <p id=count></p><script>field.oninput = () => { word.textContent = field.value; \
    count.textContent = field.value.length + ' signs'; location.hash = field.value; \
    document.title = field.value; field.setAttribute('aria-label', field.value) }</script>";

fn assert_hidden(desk: &Desk, ran: &Ran) {
    let half = &SECRET.as_bytes()[..SECRET.len() / 2];
    let holds = |bytes: &[u8]| bytes.windows(half.len()).any(|window| window == half);
    assert!(
        !holds(ran.output.as_bytes()) && !holds(ran.progress.as_bytes()),
        "{ran:?}"
    );
    let files = files_in(&desk.path(""));
    assert!(files.len() > 4, "{files:?}");
    for file in files {
        assert!(
            !holds(&fs::read(&file).unwrap()),
            "{} holds it",
            file.display()
        );
    }
}

#[test]
fn a_secret_is_typed_and_stands_in_no_file_and_no_message() {
    let desk = Desk::new();
    desk.write("pages/index.html", PAGE_THAT_TELLS);
    desk.script(SCENES);
    let render = |more: &[&str]| {
        let mut command = desk.command(&[&RENDER, more].concat());
        ran(command.env("DEMO_TOKEN", SECRET))
    };
    let ran = render(&[]);
    assert_eq!(ran.wrote(), [desk.path("out/demo.mp4")]);
    assert_hidden(&desk, &ran);

    // A step that fails beside it does not give it away either.
    desk.script(&SCENES.replace(
        "wait_for: 23 signs",
        "click:\n          text: Send\n          timeout: 500ms",
    ));
    let failed = render(&[]);
    assert_eq!(failed.mistake(1)["code"], "E0501");
    assert_hidden(&desk, &failed);
}

#[test]
fn a_secret_that_is_not_set_is_an_error_before_anything_starts() {
    let desk = Desk::new();
    desk.script(SCENES);
    let ran = ran(desk.command(&RENDER).env_remove("DEMO_TOKEN"));
    let mistake = ran.mistake(2);
    assert_eq!(mistake["code"], "E0905", "{mistake}");
    assert!(mistake["message"].as_str().unwrap().contains("DEMO_TOKEN"));
    assert!(!desk.path(".demoreel").exists());
}
