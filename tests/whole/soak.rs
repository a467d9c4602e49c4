//! What takes long: many runs killed at many moments. `make soak` runs it.

use std::thread::sleep;
use std::time::Duration;

use super::common::*;

const KILLS: u64 = 40;

/// Moments that are spread over a whole run, the same in every soak.
fn moment(kill: u64) -> Duration {
    let scattered = kill.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 32;
    Duration::from_millis(scattered % 9_000)
}

#[test]
#[ignore = "takes minutes; `make soak` runs it"]
fn a_run_that_is_killed_at_any_moment_leaves_nothing_and_the_next_one_works() {
    let desk = Desk::new();
    desk.script("  - scene: main\n    steps:\n      - click: Go\n      - wait: 1s\n");
    for kill_number in 0..KILLS {
        let running = desk.start(&RENDER);
        sleep(moment(kill_number));
        kill(running.pid().as_raw_nonzero().get());
        drop(running.end());
        wait_until("everything has ended", || desk.processes().is_empty());
    }
    assert_eq!(desk.render(&[]).wrote(), [desk.path("out/demo.mp4")]);
    desk.assert_nothing_left();
    desk.assert_nothing_half_written();
}
