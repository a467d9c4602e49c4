//! A program that writes without end: the model keeps what is on the screen, and little more.

use std::fs;

use demoreel_primitives::time::Nanos;
use demoreel_terminal::{Size, Terminal};

/// Memory of this process that is really there, in bytes.
fn resident() -> usize {
    let pages = fs::read_to_string("/proc/self/statm").unwrap();
    let pages: usize = pages.split(' ').nth(1).unwrap().parse().unwrap();
    pages * 4096
}

/// What fills the screen, the rows above it and the thousand that the grid keeps to use again with
/// the most costly cells.
const FULL: usize = 112 << 20;

/// Feeds a piece until everything is full of it and then so many bytes more; gives how much memory
/// those took.
fn flood(piece: &[u8], bytes: usize) -> usize {
    let mut terminal = Terminal::new(Size::new(120, 40));
    let mut feed = |bytes: usize, start: i64| {
        for round in 0..bytes / piece.len() {
            terminal.feed(Nanos::from_millis(start + round as i64), piece);
        }
    };
    feed(FULL, 0);
    let before = resident();
    feed(bytes, 1 << 30);
    let grown = resident().saturating_sub(before);
    terminal.feed(Nanos::from_secs(1 << 30), b"\x18\x1bc$ ok");
    assert_eq!(terminal.screen().text(), "$ ok");
    grown
}

#[test]
#[ignore = "measures the memory of the whole process, so it runs alone and by hand"]
fn floods_of_every_kind_take_bounded_memory() {
    let line = "\x1b[32minfo\x1b[0m request served in 12 ms, all is well\r\n".repeat(64);
    let marks = format!("x{}", "\u{301}\u{302}\u{303}".repeat(500));
    let moving = "a\u{301}\x1b[H\x1b[C".repeat(300);
    let links: String = (0..300)
        .map(|number| format!("\x1b]8;;http://{}{number}\x1b\\z", "y".repeat(500)))
        .collect();
    let floods: [(&str, &str, usize); 6] = [
        ("lines", &line, 100),
        ("combining characters", &marks, 50),
        ("combining characters in a moving cell", &moving, 20),
        ("links", &links, 50),
        ("updates that never end", &format!("\x1b[?2026h{line}"), 50),
        ("questions", &"\x1b[c\x1b[6n".repeat(400), 20),
    ];
    for (name, piece, mebibytes) in floods {
        let grown = flood(piece.as_bytes(), mebibytes << 20);
        assert!(grown < 8 << 20, "{name}: {} MiB more", grown >> 20);
    }
    let mut endless = b"\x1b]2;".to_vec();
    endless.extend(vec![b't'; 1 << 20]);
    let mut terminal = Terminal::new(Size::new(120, 40));
    terminal.feed(Nanos::ZERO, &endless);
    let before = resident();
    for _ in 0..50 {
        terminal.feed(Nanos::ZERO, &endless[4..]);
    }
    let grown = resident().saturating_sub(before);
    assert!(
        grown < 4 << 20,
        "an endless title: {} KiB more",
        grown >> 10
    );
}
