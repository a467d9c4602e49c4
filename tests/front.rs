//! The front alone: it is light, and it says what is wrong.

use std::process::Command;

const FRONT: &str = env!("CARGO_BIN_EXE_demoreel");

/// A machine without ffmpeg, OpenCV and Chromium can still check and plan.
#[test]
fn the_front_links_nothing_but_the_system_libraries() {
    let output = Command::new("readelf")
        .args(["-d", FRONT])
        .output()
        .unwrap();
    let table = String::from_utf8(output.stdout).unwrap();
    let needed: Vec<_> = table
        .lines()
        .filter(|line| line.contains("(NEEDED)"))
        .collect();
    assert!(!needed.is_empty(), "readelf said nothing:\n{table}");
    for line in needed {
        let system = ["libc.so", "libm.so", "libgcc_s.so", "ld-linux"];
        assert!(system.iter().any(|name| line.contains(name)), "{line}");
    }
}
