//! A screen that is painted again is the same screen, and what follows goes on as if nothing had
//! happened.

use demoreel_primitives::time::Nanos;
use demoreel_terminal::{Screen, Size, Terminal};

const SIZE: (u16, u16) = (24, 6);

fn fed(text: &str) -> Terminal {
    let mut terminal = Terminal::new(Size::new(SIZE.0, SIZE.1));
    terminal.feed(Nanos::ZERO, text.as_bytes());
    terminal
}

fn again(of: &mut Terminal) -> (Screen, Terminal) {
    let screen = of.screen();
    let text = of.restore(&screen, |primary| primary);
    (screen, fed(&text))
}

#[test]
fn everything_that_can_be_seen_comes_back() {
    for text in [
        "plain\r\ntwo",
        "\x1b[1;3;38;2;1;2;3;48;5;200mred\x1b[0m \x1b[4:3;58;5;9mcurl\x1b[0m\x1b[7m \x1b[0m.",
        "a line that is far longer than the screen is wide and so it wraps twice over",
        "漢字漢字漢字漢字漢字漢字漢字漢字 wide ones wrap with a gap",
        "\x1b]8;;https://ml.ink\x1b\\link\x1b]8;;\x1b\\ e\u{301} 👩\u{200d}🚀 ok",
        "\x1b[?25l\x1b[3;5Hhidden\x1b[6 q\x1b]2;a title\x07",
        "\x1b[48;5;4m\x1b[2J\x1b[Hcoloured to the edges",
        "\x1b[?2004h\x1b[?1h\x1b[?1003h\x1b[?1006h\x1b=\x1b[?1004hmodes",
        "\x1b[6;1Hthe last row to its last",
    ] {
        let mut first = fed(text);
        let (screen, mut second) = again(&mut first);
        assert_eq!(second.screen(), screen, "{text:?}");
    }
}

#[test]
fn what_follows_is_set_and_scrolled_as_before() {
    let mut first = fed("top\r\n\x1b[2;4r\x1b[4;1Ha\r\nb\x1b[1;31m");
    let (_, mut second) = again(&mut first);
    for terminal in [&mut first, &mut second] {
        terminal.feed(Nanos::ZERO, b"\r\nred\r\nand more\r\nbelow");
    }
    assert_eq!(first.screen(), second.screen());
    assert_eq!(first.screen().row_text(0), "top");
}

#[test]
fn what_was_behind_a_full_screen_program_comes_back_with_its_end() {
    let mut first = fed("before\r\n$ vim\x1b[?1049h\x1b[2J\x1b[Hinside");
    let (_, mut second) = again(&mut first);
    for terminal in [&mut first, &mut second] {
        terminal.feed(Nanos::ZERO, b"\x1b[?1049l!");
    }
    assert_eq!(first.screen().text(), "before\n$ vim!");
    assert_eq!(second.screen().rows, first.screen().rows);
}

#[test]
fn a_stream_is_whole_when_nothing_is_begun() {
    for (text, whole) in [
        ("words", true),
        ("\x1b[3", false),
        ("\x1b[?2026hheld", false),
        ("\x1b[?2026hheld\x1b[?2026l", true),
    ] {
        assert_eq!(fed(text).is_whole(), whole, "{text:?}");
    }
}
