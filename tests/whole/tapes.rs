//! Tapes of vhs, really played: the screens that they come to are compared with those that people
//! have looked at. What is compared is the screen at the end of each `Sleep` and at the end of the
//! tape, so that no machine is too slow. `BLESS=1` writes them anew.

use std::fs;
use std::path::{Path, PathBuf};

use demoreel_primitives::time::Nanos;
use demoreel_terminal::Playback;
use demoreel_terminal::cast::{Cast, EventKind};
use serde_json::Value;

use crate::common::Desk;

/// The tapes of the language's own tests, which have no screens there.
const OF_THE_LANGUAGE: &str = "dsl/tests/language/tapes";
const OWN: &str = "tests/whole/tapes";
const LINE: &str = "────────────────────────────────────────";

/// Long enough for any machine; a shell that waits makes it short.
const SETTLE: &str = "\nSleep 60s\n";

macro_rules! played {
    ($($folder:ident: $($name:ident)*;)*) => {$($(
        #[test]
        fn $name() {
            check($folder, stringify!($name));
        }
    )*)*};
}

played! {
    OF_THE_LANGUAGE: clipboard decorated defaults dracula every_output hello hidden one_line
        requires screenshots scrolling sourced typing unicode whimsy;
    OWN: boxes colours counter editor ended finder pager question shells variables windows;
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn check(folder: &str, name: &str) {
    let shown = screens(&root().join(folder), name);
    let golden = root().join(OWN).join("screens").join(format!("{name}.txt"));
    if std::env::var_os("BLESS").is_some() {
        fs::write(&golden, shown).unwrap();
        return;
    }
    let wanted = fs::read_to_string(&golden).unwrap_or_default();
    assert!(
        shown == wanted,
        "{name} shows:\n{shown}\ninstead of:\n{wanted}"
    );
}

/// A desk with the tape, and with what tapes look at.
fn desk(folder: &Path, name: &str) -> Desk {
    use std::os::unix::fs::PermissionsExt;
    let desk = Desk::new();
    let tape = fs::read_to_string(folder.join(format!("{name}.tape"))).unwrap();
    desk.write(&format!("play/{name}.tape"), format!("{tape}{SETTLE}"));
    if let Ok(setup) = fs::read(folder.join("parts/setup.tape")) {
        desk.write("play/parts/setup.tape", setup);
    }
    desk.write("play/notes.md", "# Notes\n\nSlipway ships.\n");
    desk.write("play/src/main.rs", "fn main() {}\n");
    desk.write("bin/open", "#!/bin/sh\necho \"opened $1\"\n");
    let executable = fs::Permissions::from_mode(0o755);
    fs::set_permissions(desk.path("bin/open"), executable).unwrap();
    desk
}

fn screens(folder: &Path, name: &str) -> String {
    let desk = desk(folder, name);
    let tape = format!("play/{name}.tape");
    let path = format!(
        "{}:{}",
        desk.path("bin").display(),
        std::env::var("PATH").unwrap()
    );
    let plan = desk.run(&["plan", &tape, "--json"]);
    let plan: Value = serde_json::from_str(&plan.output).unwrap();
    let recorded = desk
        .command(&["record", &tape, "--progress", "none"])
        .env("PATH", path)
        .output()
        .unwrap();
    let told = String::from_utf8_lossy(&recorded.stderr);
    assert!(recorded.status.success(), "{name}: {told}");
    settled(&cast(&desk, name), &waits(&plan["plan"]))
}

fn cast(desk: &Desk, name: &str) -> Cast {
    let take: PathBuf = desk.path(&format!("play/.demoreel/{name}/take"));
    let file = fs::File::open(take.join(name).join("terminal.cast")).unwrap();
    Cast::read(std::io::BufReader::new(file)).unwrap()
}

/// The steps that only let time pass.
fn waits(plan: &Value) -> Vec<String> {
    let steps = plan["act"]["scenes"][0]["steps"].as_array().unwrap().iter();
    let waits = steps.filter(|step| step["action"].get("wait").is_some());
    waits
        .map(|step| step["id"].as_str().unwrap().to_owned())
        .collect()
}

/// The screens at the ends of these steps and at the end of all, each with a line below it.
fn settled(cast: &Cast, waits: &[String]) -> String {
    let marks = cast.events.iter().filter_map(|event| match &event.kind {
        EventKind::Marker(name) => Some((event.at, name.as_str())),
        _ => None,
    });
    let marks: Vec<(Nanos, &str)> = marks.collect();
    let ends = marks.windows(2).filter_map(|pair| {
        let waited = waits.iter().any(|wait| wait == pair[0].1);
        waited.then_some(pair[1].0)
    });
    let mut playback = Playback::new(cast);
    let mut all: Vec<String> = Vec::new();
    for at in ends.chain([cast.length()]) {
        let text = playback.screen_at(at).text();
        if all.last() != Some(&text) {
            all.push(text);
        }
    }
    all.iter().map(|text| format!("{text}\n{LINE}\n")).collect()
}
