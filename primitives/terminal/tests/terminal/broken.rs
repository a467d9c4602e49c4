//! Bytes that no program should write, in amounts that no program should: nothing panics, nothing
//! grows without bound, and the terminal is of use afterwards.

use demoreel_primitives::target::Part;
use demoreel_primitives::time::Nanos;
use demoreel_terminal::{Pattern, Screen, Size, Terminal};

/// Beginnings, ends and oddities of escapes, from which broken ones are put together.
const SHARDS: &[&[u8]] = &[
    b"\x1b[",
    b"\x1b]",
    b"\x1b]133;",
    b"\x1b]8;;http://",
    b"\x1bP",
    b"\x1b\\",
    b"\x07",
    b"\x18",
    b"\x1b[?1049h",
    b"\x1b[?1049l",
    b"\x1b[?2026h",
    b"\x1b[?2026l",
    b"\x1b[?6h",
    b"\x1b[4h",
    b"\x1b[?7l",
    b"\x1b[99999999999;0r",
    b"\x1b[3;2r",
    b"\x1b[65535A",
    b"\x1b[0;0H",
    b"\x1b[999;999H",
    b"\x1b[9999@",
    b"\x1b[9999P",
    b"\x1b[9999L",
    b"\x1b[9999M",
    b"\x1b[9999X",
    b"\x1b[9999S",
    b"\x1b[9999T",
    b"\x1b[9999b",
    b"\x1b[9999I",
    b"\x1b[9999Z",
    b"\x1b[3J",
    b"\x1b[2J",
    b"\x1b[1J",
    b"\x1b#8",
    b"\x1bc",
    b"\x1b7",
    b"\x1b8",
    b"\x1bM",
    b"\x1bD",
    b"\x1bE",
    b"\x1b(0",
    b"\x1b[!p",
    b"\x1b[38;2;",
    b"\x1b[4:3m",
    b"\x1b[58:2::",
    b"\x1b]4;300;#fff\x07",
    b"\x1b]11;?\x07",
    b"\x1b[c",
    b"\x1b[6n",
    b"\x1b[14t",
    b"\x1b[18t",
    b"\x1b[22t",
    b"\x1b[23t",
    b"\x1b[>1u",
    b"\x1b[<9u",
    b"\x1b[?u",
    b"\xe6\x97",
    b"\xe6\x97\xa5",
    b"\xcc\x81",
    b"\xef\xb8\x8f",
    b"\xf0\x9f\x9a\x80",
    b"\xff",
    b"\x80\x9b",
    b"\t",
    b"\r",
    b"\n",
    b"\x08",
    b"\x7f",
    b"\x0e",
    b"\x0f",
    b";",
    b":",
    b"0123456789",
    b"m",
    b"h",
    b"l",
];

/// A small generator with a seed, so that a failure can be repeated.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 11) as usize % sides
    }

    /// Up to some hundred bytes, half of them random, half shards.
    fn bytes(&mut self) -> Vec<u8> {
        let mut bytes = Vec::new();
        for _ in 0..self.roll(40) {
            match self.roll(4) {
                0 | 1 => bytes.extend_from_slice(SHARDS[self.roll(SHARDS.len())]),
                2 => bytes.extend((0..self.roll(6)).map(|_| self.roll(256) as u8)),
                _ => bytes.extend((0..self.roll(12)).map(|_| 32 + self.roll(95) as u8)),
            }
        }
        bytes
    }
}

fn check(screen: &Screen, older: &Screen, size: Size) {
    assert_eq!(screen.columns, size.columns());
    assert_eq!(screen.rows.len(), size.rows() as usize);
    assert!(
        screen
            .rows
            .iter()
            .all(|row| row.cells.len() == size.columns() as usize)
    );
    assert!(screen.cursor.row < size.rows() && screen.cursor.column < size.columns());
    let inside = |columns: &std::ops::Range<u16>| {
        columns.start < columns.end && columns.end <= size.columns()
    };
    let damage = screen.damage_since(older);
    assert!(
        damage
            .iter()
            .all(|span| span.row < size.rows() && inside(&span.columns))
    );
    for found in screen.find(&Pattern::Text("0".into()), Part::Word) {
        assert!(
            found.boxes.iter().all(|span| inside(&span.columns)),
            "{found:?}"
        );
    }
}

/// Feeds at least this many bytes and looks at the screens on the way.
fn survive(seed: u64, bytes: usize) {
    let mut dice = Dice(seed);
    let mut size = Size::new(80, 24);
    let mut terminal = Terminal::new(size);
    let (mut fed, mut round, mut older) = (0, 0, terminal.screen());
    while fed < bytes {
        let piece = dice.bytes();
        fed += piece.len();
        round += 1;
        let heard = terminal.feed(Nanos::from_millis(round * 7), &piece);
        assert!(heard.replies.len() <= 64 * 1024);
        if dice.roll(50) == 0 {
            size = Size::new(1 + dice.roll(120) as u16, 1 + dice.roll(40) as u16);
            terminal.resize(size);
        }
        if dice.roll(20) == 0 {
            let screen = terminal.screen();
            check(&screen, &older, size);
            older = screen;
        }
    }
    assert_is_of_use(&mut terminal, Nanos::from_millis(round * 7 + 1000));
}

/// After a reset, whatever came before, plain text is plain text.
fn assert_is_of_use(terminal: &mut Terminal, at: Nanos) {
    terminal.resize(Size::new(40, 4));
    terminal.feed(at, b"\x18\x1b[?2026l\x1bc$ ok");
    assert_eq!(terminal.screen().text(), "$ ok");
}

#[test]
fn a_million_broken_bytes_do_no_harm() {
    for seed in 1..=4 {
        survive(0x9e37_79b9_7f4a_7c15_u64.wrapping_mul(seed), 250_000);
    }
}

#[test]
#[ignore = "a soak of ten million bytes; run it by hand after a change of the model"]
fn ten_million_broken_bytes_do_no_harm() {
    for seed in 1..=20 {
        survive(0xd129_0ddb_53c4_3e49_u64.wrapping_mul(seed), 500_000);
    }
}

#[test]
fn endless_strings_and_clusters_are_cut() {
    let mut terminal = Terminal::new(Size::new(20, 3));
    terminal.feed(Nanos::ZERO, b"\x1b]2;");
    let long = vec![b'a'; 1 << 20];
    for _ in 0..8 {
        terminal.feed(Nanos::ZERO, &long);
    }
    terminal.feed(Nanos::ZERO, b"\x07x");
    let title = terminal.screen().title;
    assert_eq!(title.map(|title| title.len()), Some(1024));
    for _ in 0..10_000 {
        terminal.feed(Nanos::ZERO, "\u{301}".as_bytes());
    }
    let cell = terminal.screen().rows[0].cells[0].text.to_string();
    assert!(cell.starts_with("x\u{301}"));
    assert!(
        cell.chars().count() <= 17,
        "{} characters",
        cell.chars().count()
    );
}

#[test]
fn a_link_of_any_length_is_no_link() {
    let address = format!("https://ml.ink/{}", "a".repeat(5000));
    let bytes = format!("\x1b]8;;{address}\x07go\x1b]8;;\x07");
    let mut terminal = Terminal::new(Size::new(20, 3));
    terminal.feed(Nanos::ZERO, bytes.as_bytes());
    let screen = terminal.screen();
    assert_eq!(screen.row_text(0), "go");
    assert_eq!(screen.rows[0].cells[0].link, None);
}
