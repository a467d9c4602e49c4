//! What goes wrong with displays, browsers and pages.

use std::net::TcpListener;

use rustix::process::Signal;

use super::*;

const GO: &str = "  - scene: main\n    steps:\n      - click: Go\n";

#[test]
fn programs_that_are_missing_or_do_not_start_are_told() {
    let desk = Desk::of_page(GO);
    fs::create_dir(desk.path("bin")).unwrap();
    let told = || desk.told(&mut desk.with_bin_only(&RECORD));
    assert_told("E0401", &told());
    desk.program("Xvfb", "echo no room for a display >&2; exit 1");
    desk.link("chromium", "/usr/bin/chromium");
    assert_told("E0403", &told());
    fs::remove_file(desk.path("bin/Xvfb")).unwrap();
    fs::remove_file(desk.path("bin/chromium")).unwrap();
    desk.link("Xvfb", "/usr/bin/Xvfb");
    assert_told("E0402", &told());
    desk.program("chromium", "echo no shared memory >&2; exit 1");
    assert_told("E0404", &told());
}

#[test]
fn pages_that_cannot_be_opened_are_told() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap().to_string();
    drop(listener);
    let desk = Desk::new();
    let of = |url: &str| desk.write("demo.yaml", script(GO).replace("serve: pages", url));
    of(&format!("url: http://{address}/"));
    let told = desk.told(&mut desk.command(&RECORD));
    assert_told("E0409", &told.replace(&address, "127.0.0.1:PORT"));
    of("url: \"http://[\"");
    assert_told("E0408", &desk.told(&mut desk.command(&RECORD)));
}

/// What is told when some processes are killed while a page is filmed.
fn killed(desk: &Desk, is_it: impl Fn(&str, &str) -> bool) -> String {
    desk.script("  - scene: main\n    steps:\n      - wait: 3s\n      - click: Go\n");
    let mut running = desk.start(&["record", "demo.yaml", "--progress", "json"]);
    running.until("main/1");
    for (pid, name) in desk.processes() {
        let line = fs::read(format!("/proc/{pid}/cmdline")).unwrap_or_default();
        if is_it(&name, &String::from_utf8_lossy(&line)) {
            kill(pid);
        }
    }
    let mut ran = running.end();
    let is_progress = |line: &&str| !line.starts_with('{');
    let said = ran.progress.lines().filter(is_progress);
    ran.progress = said.map(|line| format!("{line}\n")).collect();
    desk.told_of(ran)
}

#[test]
fn browsers_and_pages_that_end_are_told() {
    let desk = Desk::new();
    let renderer = |_: &str, line: &str| line.contains("--type=renderer");
    assert_told("E0406", &killed(&desk, renderer));
    assert_told("E0405", &killed(&desk, |name, _| name == "chromium"));
}

#[test]
fn a_run_that_is_stopped_and_an_engine_that_is_killed_are_told() {
    let desk = Desk::of_terminal("  - scene: main\n    steps:\n      - wait: 600s\n");
    let start = || {
        let record = ["record", "demo.yaml", "--real-time", "--progress", "json"];
        let mut running = desk.start(&record);
        running.until("main/1");
        running
    };
    let plain = |running: Running| {
        let mut ran = running.end();
        let said = ran.progress.lines().filter(|line| !line.starts_with('{'));
        ran.progress = said.map(|line| format!("{line}\n")).collect();
        desk.told_of(ran)
    };
    let running = start();
    running.signal_all(Signal::INT);
    assert_told("E0901", &plain(running));
    let running = start();
    let busy = desk.told(&mut desk.command(&RECORD));
    assert_told("E0608", &busy);
    let processes = desk.processes();
    let engine = processes.iter().find(|one| one.1 == "demoreel-engine");
    kill(engine.unwrap().0);
    assert_told("E0903", &plain(running));
}

#[test]
fn targets_and_pages_that_never_come_to_rest_are_told() {
    let desk = Desk::new();
    desk.write(
        "pages/index.html",
        "<!doctype html><body><p>Top</p><div style='height:3000px'></div><p>Far</p><script>\
         onscroll = () => scrollTo(0, 0); let n = 0;\
         setInterval(() => document.body.style.background = ++n % 2 ? '#000' : '#fff', 50)</script>",
    );
    let told = |step: &str| {
        desk.script(&format!("  - scene: main\n    steps:\n      - {step}\n"));
        desk.told(&mut desk.command(&RECORD))
    };
    let still = "wait_until_still:\n          for: 400ms\n          timeout: 1s";
    assert_told("E0416", &told(still));
    assert_told(
        "E0420",
        &told("scroll:\n          to: Far\n          timeout: 1s"),
    );
    assert_told("E0508", &told("click:\n          point: 700, 100"));
}

#[test]
fn targets_that_are_not_there_are_told_with_a_picture() {
    let scenes = GO.replace(
        "click: Go",
        "click:\n          text: Stop\n          timeout: 300ms",
    );
    let desk = Desk::of_page(&scenes);
    assert_told("E0501", &desk.told(&mut desk.command(&RECORD)));
}
