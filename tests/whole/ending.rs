//! However a run ends, nothing goes on after it, and the next one works.

use rustix::process::{Signal, kill_process};

use super::common::*;

const SHORT: &str = "  - scene: main\n    steps:\n      - click: Go\n";
const LONG: &str = "  - scene: main\n    steps:\n      - click: Go\n      - wait: 600s\n";

fn is_display_or_browser((_, name): &(i32, String)) -> bool {
    ["Xvfb", "chromium", "chrome_crashpad"].contains(&name.as_str())
}

/// A run in the middle of its long step.
fn filming(desk: &Desk) -> Running {
    desk.script(LONG);
    let mut running = desk.start(&RENDER);
    running.until("main/2");
    let at_work = desk.processes();
    assert!(at_work.iter().any(|one| one.1 == "Xvfb"), "{at_work:?}");
    assert!(at_work.iter().any(|one| one.1 == "chromium"), "{at_work:?}");
    running
}

/// The next run has no trouble with what is left.
fn assert_next_run_works(desk: &Desk) {
    desk.script(SHORT);
    assert_eq!(desk.render(&[]).wrote(), [desk.path("out/demo.mp4")]);
    desk.assert_nothing_left();
    desk.assert_nothing_half_written();
}

#[test]
fn an_interrupt_while_filming_ends_everything_at_once() {
    let desk = Desk::new();
    let running = filming(&desk);
    running.signal_all(Signal::INT);
    let stopped = running.end().mistake(1);
    assert_eq!(stopped["code"], "E0901", "{stopped}");
    desk.assert_nothing_left();
    desk.assert_nothing_half_written();
    assert!(files_in(&desk.path("out")).is_empty());
    assert_next_run_works(&desk);
}

/// As a container's runtime does, which knows the front alone.
#[test]
fn a_front_that_is_asked_to_end_ends_everything() {
    let desk = Desk::new();
    let running = filming(&desk);
    kill_process(running.pid(), Signal::TERM).unwrap();
    let stopped = running.end().mistake(1);
    assert_eq!(stopped["code"], "E0901", "{stopped}");
    desk.assert_nothing_left();
    desk.assert_nothing_half_written();
}

#[test]
fn a_stage_that_is_left_standing_ends_at_enter_and_at_an_interrupt() {
    let desk = Desk::new();
    desk.script(&SHORT.replace("Go", "\n          text: Stop\n          timeout: 300ms"));
    let ends: [fn(&mut Running); 2] = [Running::enter, |running| running.signal_all(Signal::INT)];
    for end in ends {
        let mut running = desk.start(&["record", "demo.yaml", "--pause-on-failure", "--json"]);
        running.until_line(|line| line.contains("E0501"));
        let standing = desk.processes();
        assert!(
            standing.iter().any(|one| one.1 == "chromium"),
            "{standing:?}"
        );
        end(&mut running);
        assert_eq!(running.end().mistake(1)["code"], "E0501");
        desk.assert_nothing_left();
    }
}

#[test]
fn an_interrupt_while_painting_leaves_no_reel() {
    let desk = Desk::new();
    let large = script(&format!(
        "{SHORT}      - caption:\n          text: hold\n          for: 30s\n"
    ));
    let large = large.replace(
        "  small:\n    size: 640x360",
        "  large:\n    size: 1920x1080",
    );
    desk.write("demo.yaml", large);
    let mut running = desk.start(&RENDER);
    running.until("paint");
    running.signal_all(Signal::INT);
    let stopped = running.end().mistake(1);
    assert_eq!(stopped["code"], "E0901", "{stopped}");
    desk.assert_nothing_left();
    desk.assert_nothing_half_written();
    assert!(files_in(&desk.path("out")).is_empty());
    assert_eq!(desk.scenes_kept(), ["main"]);
}

#[test]
fn a_front_that_is_killed_takes_everything_with_it() {
    let desk = Desk::new();
    let running = filming(&desk);
    kill(running.pid().as_raw_nonzero().get());
    assert_eq!(running.end().status, None);
    desk.assert_nothing_left();
    assert_next_run_works(&desk);
}

#[test]
fn an_engine_that_is_killed_is_reported_and_swept_up_by_the_next_run() {
    let desk = Desk::new();
    let running = filming(&desk);
    let processes = desk.processes();
    let engine = processes.iter().find(|one| one.1 == "demoreel-engine");
    kill(engine.unwrap().0);
    let died = running.end().mistake(1);
    assert_eq!(died["code"], "E0903", "{died}");
    assert!(
        died["message"].as_str().unwrap().contains("signal: 9"),
        "{died}"
    );
    wait_until("display and browser have ended", || {
        !desk.processes().iter().any(is_display_or_browser)
    });
    assert_next_run_works(&desk);
}
