//! A wrong script, at the command line: status 2, and data that says where and how to mend it.

use serde_json::{Value, json};

use super::common::*;

/// A script whose only scene has these steps.
fn with_steps(steps: &str) -> String {
    format!(
        "demoreel: 1\nsurfaces:\n  app:\n    browser: http://127.0.0.1:9\nscenes:\n  \
         - scene: main\n    steps:\n{steps}"
    )
}

fn checked(desk: &Desk, text: &str) -> Value {
    desk.write("demo.yaml", text);
    desk.run(&["check", "demo.yaml", "--json"]).mistake(2)
}

/// A grey PNG picture in which a pixel is as bright as `grey` says.
fn png(width: u32, height: u32, grey: impl Fn(u32, u32) -> u8) -> Vec<u8> {
    let mut bytes = Vec::new();
    for y in 0..height {
        for x in 0..width {
            bytes.push(grey(x, y));
        }
    }
    let mut file = std::io::Cursor::new(Vec::new());
    let picture = image::GrayImage::from_raw(width, height, bytes).unwrap();
    picture
        .write_to(&mut file, image::ImageFormat::Png)
        .unwrap();
    file.into_inner()
}

/// Steps, code, pointer of the place below the scene's steps, and words that the answer has.
const WRONG_STEPS: &[(&str, &str, &str, &str)] = &[
    ("- clik: Go", "E0202", "/0/clik", "did you mean `click`?"),
    (
        "- click: Go\n        wait: 1s",
        "E0201",
        "/0/wait",
        "exactly one key",
    ),
    (
        "- type_text:\n          into: Name",
        "E0204",
        "/0/type_text",
        "`type_text` needs `text`",
    ),
    (
        "- click:\n          text: Go\n          timout: 2s",
        "E0203",
        "/0/click/timout",
        "did you mean `timeout`?",
    ),
    (
        "- click:\n          text: Go\n          nth: many",
        "E0205",
        "/0/click/nth",
        "whole number, not 'many'",
    ),
    ("- wait: 2", "E0206", "/0/wait", "has no unit"),
    (
        "- click:\n          text: Go\n          text: Stop",
        "E0106",
        "/0/click/text",
        "the first is in line 9",
    ),
    (
        "- click:\n          image: no.png",
        "E0301",
        "/0/click/image",
        "'no.png'",
    ),
    (
        "- click:\n          image: text.png",
        "E0302",
        "/0/click/image",
        "not a PNG or JPEG",
    ),
    (
        "- click:\n          image: flat.png",
        "E0303",
        "/0/click/image",
        "of one colour",
    ),
    (
        "- click:\n          image: wide.png",
        "E0304",
        "/0/click",
        "5000x30 pixels",
    ),
];

#[test]
fn each_wrong_step_is_named_with_its_code_its_place_and_what_to_do() {
    let desk = Desk::new();
    desk.write("text.png", "no picture");
    desk.write("flat.png", png(20, 20, |_, _| 99));
    desk.write("wide.png", png(5000, 30, |x, y| (x * y % 251) as u8));
    for (step, code, pointer, words) in WRONG_STEPS {
        let mistake = checked(&desk, &with_steps(&format!("      {step}\n")));
        assert_eq!(mistake["code"], *code, "{mistake}");
        let pointer = format!("/scenes/0/steps{pointer}");
        assert_eq!(mistake["place"]["pointer"], pointer, "{mistake}");
        assert_eq!(mistake["place"]["file"], "demo.yaml");
        assert!(mistake.to_string().contains(words), "{words}: {mistake}");
    }
}

#[test]
fn fixes_are_patches_that_a_program_can_apply() {
    let desk = Desk::new();
    let mistake = checked(&desk, &with_steps("      - clik: Go\n"));
    let renamed = json!([{
        "op": "move", "from": "/scenes/0/steps/0/clik", "path": "/scenes/0/steps/0/click"
    }]);
    assert_eq!(mistake["fix"]["patch"], renamed);
    let start = json!({ "line": 8, "column": 9 });
    assert_eq!(mistake["place"]["start"], start);

    let mistake = checked(&desk, &with_steps("      - say: We are #1\n"));
    assert_eq!(mistake["code"], "E0110");
    let quoted = json!([{
        "op": "replace", "path": "/scenes/0/steps/0/say", "value": "We are #1"
    }]);
    assert_eq!(mistake["fix"]["patch"], quoted);

    let script = with_steps("      - wait: 1s\n");
    let script = script.replace("scenes:", "pointer:\n  ripple_colour: #fff\nscenes:");
    let mistake = checked(&desk, &script);
    assert_eq!(mistake["code"], "E0111");
    let quoted = json!([{
        "op": "replace", "path": "/pointer/ripple_colour", "value": "#fff"
    }]);
    assert_eq!(mistake["fix"]["patch"], quoted);
}

#[test]
fn a_file_that_is_no_script_is_said_to_be_none() {
    let desk = Desk::new();
    let empty = checked(&desk, "");
    assert_eq!(empty["code"], "E0101");
    assert_eq!(empty["message"], "the file has no content");
    let broken = checked(&desk, "demoreel: 1\n foo: bar\n");
    assert_eq!(broken["code"], "E0104");
    assert_eq!(broken["place"]["start"]["line"], 2);
    let colour = checked(
        &desk,
        &format!("{}color: #fff\n", with_steps("      - wait: 1s\n")),
    );
    assert_eq!(colour["place"]["pointer"], "/color", "{colour}");
    for command in ["check", "plan", "record", "render", "compose", "locate"] {
        let missing = desk.run(&[command, "nowhere.yaml", "--json"]).mistake(2);
        assert_eq!(missing["code"], "E0102");
        let message = missing["message"].as_str().unwrap();
        assert!(message.contains("'nowhere.yaml'"), "{message}");
    }
}

#[test]
fn people_read_the_line_and_the_help_on_standard_error() {
    let desk = Desk::new();
    desk.write("demo.yaml", with_steps("      - clik: Go\n"));
    let ran = desk.run(&["render", "demo.yaml"]);
    assert_eq!(ran.status, Some(2));
    assert_eq!(ran.output, "");
    for part in [
        "error[E0202]: there is no step `clik`",
        "demo.yaml:8:9",
        "- clik: Go",
        "help: did you mean `click`?",
    ] {
        assert!(ran.progress.contains(part), "{part}\n{}", ran.progress);
    }
    assert!(!desk.path(".demoreel").exists() && !desk.path("out").exists());
}

#[test]
fn a_good_script_is_checked_and_planned_without_a_screen() {
    let desk = Desk::new();
    desk.script("  - scene: main\n    steps:\n      - click: Go\n");
    let nowhere = |arguments: &[&str]| ran(desk.command(arguments).env("PATH", ""));
    let check = nowhere(&["check", "demo.yaml", "--json"]);
    assert_eq!(check.status, Some(0));
    assert_eq!(check.json(), json!({ "ok": true, "diagnostics": [] }));
    let plan = nowhere(&["plan", "demo.yaml", "--json"]);
    assert_eq!(plan.status, Some(0));
    assert_eq!(plan.json()["plan"]["act"]["scenes"][0]["name"], "main");
    assert_eq!(nowhere(&["doctor", "--json"]).status, Some(1));
}

#[test]
fn steps_are_explained_and_the_schema_has_one_key_a_step() {
    let desk = Desk::new();
    let click = desk.run(&["primitives", "click"]);
    assert_eq!(click.status, Some(0));
    assert!(click.output.starts_with("click\n"), "{}", click.output);
    assert!(
        click.output.contains("Example:\n\n    - click:"),
        "{}",
        click.output
    );
    let clik = desk.run(&["primitives", "clik", "--json"]).mistake(2);
    assert_eq!(clik["code"], "E0909");
    assert_eq!(clik["hint"], "did you mean 'click'?");

    let schema = desk.run(&["schema"]).json();
    let step = &schema["definitions"]["step"];
    for (key, value) in [
        ("minProperties", json!(1)),
        ("maxProperties", json!(1)),
        ("additionalProperties", json!(false)),
    ] {
        assert_eq!(step[key], value);
    }
    let all = desk.run(&["primitives", "--json"]).json();
    let names = all.as_array().unwrap().iter();
    for name in names.map(|table| table["name"].as_str().unwrap()) {
        assert!(step["properties"][name].is_object(), "{name}");
    }
}

#[test]
fn the_help_of_every_command_has_an_example() {
    let desk = Desk::new();
    let help = desk.run(&["--help"]).output;
    let listed = help.split("Commands:\n").nth(1).unwrap();
    let listed = listed.split("\n\n").next().unwrap().lines();
    let names: Vec<&str> = listed
        .filter(|line| line.starts_with("  ") && !line.starts_with("   "))
        .filter_map(|line| line.split_whitespace().next())
        .filter(|name| *name != "help")
        .collect();
    assert!(names.len() >= 10, "{names:?}");
    for name in names {
        let ran = desk.run(&[name, "--help"]);
        assert_eq!(ran.status, Some(0));
        let example = format!("  demoreel {name}");
        assert!(
            ran.output.contains("Example") && ran.output.contains(&example),
            "{name}:\n{}",
            ran.output
        );
    }
}

#[test]
fn wrong_arguments_are_refused_before_anything_starts() {
    let desk = Desk::new();
    desk.script("  - scene: main\n    steps:\n      - click: Go\n");
    let wrong: [(&[&str], &str); 3] = [
        (
            &["record", "demo.yaml", "--from", "mian", "--json"],
            "E0907",
        ),
        (
            &["still", "demo.yaml", "--at", "1s", "--of", "tall", "--json"],
            "E0908",
        ),
        (
            &["render", "demo.yaml", "--from", "mian", "--json"],
            "E0907",
        ),
    ];
    for (arguments, code) in wrong {
        assert_eq!(desk.run(arguments).mistake(2)["code"], code);
    }
    assert_eq!(
        desk.run(&["still", "demo.yaml", "--at", "5"]).status,
        Some(2)
    );
    assert_eq!(
        desk.run(&["render", "demo.yaml", "--workers", "0"]).status,
        Some(2)
    );
    assert!(!desk.path(".demoreel").exists());
}
