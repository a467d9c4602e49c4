//! What fails while running: status 1, the reason in plain words, and what was whole is kept.

use std::fs;
use std::net::TcpListener;
use std::os::unix::fs::{MetadataExt, symlink};
use std::process::Command;

use super::common::*;

const FIRST: &str = "  - scene: first\n    steps:\n      - click: Go\n";

/// Which file it is: a scene that is filmed again has another one.
fn film_of(desk: &Desk, scene: &str) -> (u64, i64) {
    let path = desk.path(&format!(".demoreel/demo/take/{scene}/app.mkv"));
    let about = fs::metadata(path).unwrap();
    (about.ino(), about.mtime_nsec())
}

#[test]
fn a_target_that_does_not_come_is_shown_with_its_line_and_in_a_picture() {
    let desk = Desk::new();
    desk.script(&format!(
        "{FIRST}  - scene: second\n    steps:\n      - click:\n          text: Stop\n          \
         timeout: 500ms\n"
    ));
    let mistake = desk.render(&[]).mistake(1);
    assert_eq!(mistake["code"], "E0501", "{mistake}");
    assert!(mistake["message"].as_str().unwrap().contains("Stop"));
    let text = fs::read_to_string(desk.path("demo.yaml")).unwrap();
    let line = mistake["place"]["start"]["line"].as_u64().unwrap() as usize;
    assert_eq!(text.lines().nth(line - 1).unwrap().trim(), "- click:");
    assert_eq!(mistake["place"]["pointer"], "/scenes/1/steps/0/click");
    let picture = mistake["attachments"][0].as_str().unwrap();
    let (width, height) = png_size(picture.as_ref());
    assert!(width >= 640 && height >= 360, "{width}x{height}");
    let state = mistake["state"].as_str().unwrap();
    assert!(state.contains("'first' is whole and is kept"), "{state}");
    assert_eq!(desk.scenes_kept(), ["first"]);
    assert!(files_in(&desk.path("out")).is_empty());
    desk.assert_nothing_left();

    let before = film_of(&desk, "first");
    desk.script(&format!(
        "{FIRST}  - scene: second\n    steps:\n      - move_to: Go\n"
    ));
    assert_eq!(desk.render(&[]).wrote(), [desk.path("out/demo.mp4")]);
    assert_eq!(film_of(&desk, "first"), before);
    assert_eq!(desk.scenes_kept(), ["first", "second"]);
    desk.assert_nothing_half_written();
}

#[test]
fn a_page_that_does_not_load_belongs_to_its_surface() {
    let desk = Desk::new();
    // Nobody listens at a port that was free a moment ago.
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}/", listener.local_addr().unwrap());
    drop(listener);
    let text = script(FIRST).replace("serve: pages", &format!("url: {address}"));
    desk.write("demo.yaml", text);
    let mistake = desk.render(&[]).mistake(1);
    assert_eq!(mistake["code"], "E0409", "{mistake}");
    let message = mistake["message"].as_str().unwrap();
    assert!(
        message.contains(&address) && message.contains("nothing listens"),
        "{message}"
    );
    let pointer = mistake["place"]["pointer"].as_str().unwrap();
    assert!(pointer.starts_with("/surfaces/app"), "{pointer}");
    desk.assert_nothing_left();
}

#[test]
fn programs_that_are_missing_are_named_with_their_packages() {
    let desk = Desk::new();
    fs::create_dir(desk.path("bin")).unwrap();
    let speaking = script(&format!("{FIRST}      - say: Hello there\n"));
    desk.write(
        "demo.yaml",
        speaking.replace("voice: silent", "voice: local"),
    );
    let render = || ran(desk.command(&RENDER).env("PATH", desk.path("bin")));
    let steps = [
        ("E0401", "xvfb", "Xvfb", "/usr/bin/Xvfb"),
        (
            "E0402",
            "chromium",
            "chromium",
            "/usr/lib/chromium/chromium",
        ),
    ];
    for (code, package, name, program) in steps {
        let mistake = render().mistake(1);
        assert_eq!(mistake["code"], code, "{mistake}");
        let hint = mistake["hint"].as_str().unwrap();
        assert!(hint.contains(&format!("package '{package}'")), "{hint}");
        let mut doctor = desk.command(&["doctor", "--json"]);
        let doctor = ran(doctor.env("PATH", desk.path("bin")));
        assert_eq!(doctor.status, Some(1));
        let advice = format!("apt-get install {package}");
        assert!(doctor.output.contains(&advice), "{}", doctor.output);
        symlink(program, desk.path("bin").join(name)).unwrap();
    }
    let mistake = render().mistake(1);
    assert_eq!(mistake["code"], "E0801", "{mistake}");
    assert!(
        mistake["hint"].as_str().unwrap().contains("flite"),
        "{mistake}"
    );
    // What was filmed serves the next run, which has the voice.
    let next = desk.render(&[]);
    assert_eq!(next.wrote(), [desk.path("out/demo.mp4")]);
    assert!(!next.stages().contains(&"record".to_owned()), "{next:?}");
    desk.assert_nothing_left();
}

#[test]
fn chromium_killed_in_the_middle_ends_the_run_and_keeps_the_scenes_before() {
    let desk = Desk::new();
    desk.script(&format!(
        "{FIRST}  - scene: second\n    steps:\n      - wait: 4s\n      - click: Go\n"
    ));
    let mut running = desk.start(&RENDER);
    running.until("second/1");
    for (pid, name) in desk.processes() {
        if name == "chromium" {
            kill(pid);
        }
    }
    let mistake = running.end().mistake(1);
    assert_eq!(mistake["code"], "E0405", "{mistake}");
    let state = mistake["state"].as_str().unwrap();
    assert!(state.contains("'first' is whole and is kept"), "{state}");
    assert_eq!(desk.scenes_kept(), ["first"]);
    desk.assert_nothing_left();
    desk.assert_nothing_half_written();
    assert!(files_in(&desk.path("out")).is_empty());
}

#[test]
fn a_folder_that_cannot_be_written_is_found_before_filming() {
    let desk = Desk::new();
    desk.script(FIRST);
    desk.write("out", "a file where a folder should be");
    for file in ["out", "out/demo.mp4"] {
        let ran = desk.run(&[
            "render",
            "demo.yaml",
            "-o",
            file,
            "--json",
            "--progress",
            "json",
        ]);
        let mistake = ran.mistake(1);
        assert_eq!(mistake["code"], "E0906", "{mistake}");
        assert!(
            mistake["message"].as_str().unwrap().contains("out"),
            "{mistake}"
        );
        assert_eq!(ran.stages(), Vec::<String>::new());
    }
    let still = [
        "still",
        "demo.yaml",
        "--at",
        "0s",
        "-o",
        "out/frame.png",
        "--json",
    ];
    assert_eq!(desk.run(&still).mistake(1)["code"], "E0906");
    assert!(!desk.path(".demoreel").exists());

    desk.write(".demoreel", "a file where the work should be");
    let mistake = desk.run(&["record", "demo.yaml", "--json"]).mistake(1);
    assert_eq!(mistake["code"], "E0606", "{mistake}");
    assert!(
        mistake["message"].as_str().unwrap().contains(".demoreel"),
        "{mistake}"
    );
    desk.assert_nothing_left();
}

/// Runs the command while no file may grow beyond so many KiB.
fn limited(desk: &Desk, kib: u32, arguments: &[&str]) -> Ran {
    let mut command = Command::new("prlimit");
    command.arg(format!("--fsize={}", kib * 1024)).arg(FRONT);
    desk.at_home(command.args(arguments));
    ran(&mut command)
}

/// A page that no compressor makes small.
const NOISE: &str = "<!doctype html><style>body { margin: 0 }</style><canvas id=c width=640 \
    height=360></canvas><script>const x = c.getContext('2d'), d = x.createImageData(640, 360);\
    function draw() { for (let i = 0; i < d.data.length; i += 65536) crypto.getRandomValues(\
    d.data.subarray(i, i + 65536)); for (let i = 3; i < d.data.length; i += 4) d.data[i] = 255;\
    x.putImageData(d, 0, 0); requestAnimationFrame(draw) } draw()</script>";

#[test]
fn a_disk_that_is_full_while_filming_costs_only_the_scene_at_work() {
    let desk = Desk::new();
    desk.write("pages/noise.html", NOISE);
    desk.script(&format!(
        "{FIRST}  - scene: second\n    steps:\n      - open: /noise.html\n      - wait: 5s\n"
    ));
    let mistake = limited(&desk, 6 << 10, &RENDER).mistake(1);
    assert_eq!(mistake["code"], "E0607", "{mistake}");
    assert!(
        mistake["hint"]
            .as_str()
            .unwrap()
            .contains("free some space"),
        "{mistake}"
    );
    assert_eq!(desk.scenes_kept(), ["first"]);
    desk.assert_nothing_left();
    desk.assert_nothing_half_written();
    assert!(files_in(&desk.path("out")).is_empty());
}

#[test]
fn a_disk_that_is_full_while_composing_leaves_the_take_and_no_reel() {
    let desk = Desk::new();
    desk.script(FIRST);
    assert_eq!(desk.run(&["record", "demo.yaml"]).status, Some(0));
    let compose = ["compose", "demo.yaml", "-o", "out", "--json"];
    let mistake = limited(&desk, 4, &compose).mistake(1);
    assert_eq!(mistake["code"], "E0701", "{mistake}");
    desk.assert_nothing_half_written();
    assert!(files_in(&desk.path("out")).is_empty());
    assert_eq!(desk.run(&compose).wrote(), [desk.path("out/demo.mp4")]);
}
