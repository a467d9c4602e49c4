//! What is wrong with takes, chunks and what is made of them.

use super::*;

fn filmed() -> Desk {
    let desk = Desk::of_terminal(GREETING);
    assert_eq!(desk.run(&RECORD).status, Some(0));
    desk
}

fn compose(desk: &Desk) -> String {
    desk.told(&mut desk.command(&COMPOSE))
}

/// A file of the take's only scene.
fn of_scene(desk: &Desk, name: &str) -> PathBuf {
    desk.path(".demoreel/demo/take/main").join(name)
}

#[test]
fn takes_that_cannot_be_used_are_told() {
    let desk = Desk::of_terminal(GREETING);
    assert_told("E0602", &compose(&desk));
    let desk = filmed();
    let log = of_scene(&desk, "events.jsonl");
    let whole = fs::read(&log).unwrap();
    fs::write(&log, &whole[..whole.len() * 2 / 3]).unwrap();
    assert_told("E0601", &without_numbers(&compose(&desk)));
    fs::remove_file(&log).unwrap();
    fs::create_dir(&log).unwrap();
    assert_told("E0609", &compose(&desk));
    fs::remove_dir(&log).unwrap();
    fs::write(&log, whole).unwrap();

    let index = desk.path(".demoreel/demo/take/take.json");
    let text = fs::read_to_string(&index).unwrap();
    let mut take: serde_json::Value = serde_json::from_str(&text).unwrap();
    take["format"] = 99.into();
    fs::write(&index, take.to_string()).unwrap();
    assert_told("E0603", &compose(&desk));
    fs::write(&index, "{}").unwrap();
    assert_told("E0605", &compose(&desk));
    fs::write(&index, text).unwrap();

    desk.write("demo.yaml", terminal(&GREETING.replace("hello", "bye")));
    assert_told("E0604", &compose(&desk));
}

#[test]
fn recordings_of_other_programs_that_cannot_be_played_are_told() {
    let desk = Desk::new();
    let playing = terminal("  - scene: main\n    steps:\n      - wait: 100ms\n");
    let text = playing.replace("columns: 60\n      rows: 8", "cast: demo.cast");
    desk.write("demo.yaml", text);
    let header = "{\"version\": 3, \"term\": {\"cols\": 60, \"rows\": 8}}\n";
    let good = format!("{header}[0.1, \"o\", \"hello\"]\n");
    desk.write(
        "old.cast",
        "{\"version\": 1, \"width\": 60, \"height\": 8}\n",
    );
    desk.write("cut.cast", format!("{header}[0.1, \"o\", \"hel"));
    // A check would refuse them, so they take their place after it.
    let ways = [
        ("E0630", "rm demo.cast"),
        ("E0631", "mv old.cast demo.cast"),
        ("E0632", "mv cut.cast demo.cast"),
    ];
    for (code, way) in ways {
        desk.write("demo.cast", &good);
        let engine = format!("{way}; exec ENGINE");
        assert_told(code, &desk.told(&mut desk.meddled(&engine, &RECORD)));
    }
}

#[test]
fn chunks_that_others_changed_are_told() {
    let desk = filmed();
    assert_eq!(desk.run(&COMPOSE).status, Some(0));
    let chunks = files_in(&desk.path(".demoreel/demo/chunks"));
    let chunk = &chunks[0];
    fs::remove_file(desk.path("out/demo.mp4")).unwrap();
    let whole = fs::read(chunk).unwrap();
    fs::write(chunk, &whole[..whole.len() / 2]).unwrap();
    assert_told("E0705", &without_numbers(&compose(&desk)));
    assert_eq!(desk.run(&COMPOSE).status, Some(0));
    let source = "#define _GNU_SOURCE\n#include <dlfcn.h>\n#include <errno.h>\n#include <string.h>\n\
        #include <fcntl.h>\nint open64(const char *path, int flags, ...) {\n\
        if (strstr(path, \"/chunks/\") && !(flags & (O_WRONLY | O_RDWR))) { errno = EIO; return -1; }\n\
        int (*real)(const char *, int, ...) = dlsym(RTLD_NEXT, \"open64\");\n\
        return real(path, flags, 0600); }\n";
    let library = desk.library("failing.c", source);
    let engine = format!("LD_PRELOAD={} exec ENGINE", library.display());
    assert_told("E0702", &desk.told(&mut desk.meddled(&engine, &COMPOSE)));
}

#[test]
fn disks_that_are_full_are_told() {
    let desk = filmed();
    let limited = |arguments: &[&str]| {
        let mut command = Command::new("prlimit");
        command.arg("--fsize=2048").arg(FRONT);
        desk.at_home(command.args(arguments));
        desk.told(&mut command)
    };
    assert_told("E0701", &limited(&COMPOSE));
    let much = GREETING.replace("echo hello", "seq 1 2000");
    desk.write("demo.yaml", terminal(&much));
    assert_told("E0607", &limited(&RECORD));
}

#[test]
fn what_a_reel_lacks_is_told() {
    let desk = Desk::new();
    let rare = "  - scene: main\n    steps:\n      - run_command: printf '\\U0010FFFD\\n'\n";
    let text = terminal(rare).replace("voice:", "terminal:\n  font: Nowhere Mono\nvoice:");
    desk.write("demo.yaml", &text);
    let told = desk.told(&mut desk.command(&QUIET));
    assert_told("E0714", &told);
    assert_told("E0715", &told);
    let long = format!(
        "length: 500ms\n{}",
        terminal(GREETING).replace("demoreel: 1\n", "")
    );
    desk.write("demo.yaml", format!("demoreel: 1\n{long}"));
    assert_told(
        "E0716",
        &without_numbers(&desk.told(&mut desk.command(&QUIET))),
    );
    let late = ["still", "demo.yaml", "--at", "10m", "--progress", "none"];
    assert_told(
        "E0722",
        &without_numbers(&desk.told(&mut desk.command(&late))),
    );
}
