//! Probes of the model: each says which promise of terminals it holds.

use demoreel_primitives::colour::Colour;
use demoreel_primitives::time::Nanos;
use demoreel_terminal::{CursorShape, Ink, Mouse, Screen, Size, Span, Style, Terminal, Underline};

use crate::screen;

fn style_of(sgr: &str) -> Style {
    screen(4, 1, &format!("\x1b[{sgr}mx")).rows[0].cells[0].style
}

#[test]
fn every_style_is_seen_and_goes_with_its_own_end() {
    let plain = Style::default();
    let on: [(&str, &str, Style); 8] = [
        (
            "1",
            "22",
            Style {
                bold: true,
                ..plain
            },
        ),
        ("2", "22", Style { dim: true, ..plain }),
        (
            "3",
            "23",
            Style {
                italic: true,
                ..plain
            },
        ),
        (
            "5",
            "25",
            Style {
                blink: true,
                ..plain
            },
        ),
        (
            "7",
            "27",
            Style {
                inverse: true,
                ..plain
            },
        ),
        (
            "8",
            "28",
            Style {
                hidden: true,
                ..plain
            },
        ),
        (
            "9",
            "29",
            Style {
                strikeout: true,
                ..plain
            },
        ),
        (
            "4",
            "24",
            Style {
                underline: Underline::Single,
                ..plain
            },
        ),
    ];
    for (start, end, expected) in on {
        assert_eq!(style_of(start), expected, "SGR {start}");
        assert_eq!(style_of(&format!("{start};{end}")), plain, "SGR {end}");
        assert_eq!(style_of(&format!("{start};0")), plain, "SGR {start};0");
    }
}

#[test]
fn underlines_have_five_kinds_and_a_colour() {
    let kinds = [
        ("4:2", Underline::Double),
        ("4:3", Underline::Curly),
        ("4:4", Underline::Dotted),
        ("4:5", Underline::Dashed),
        ("4:0", Underline::None),
    ];
    for (sgr, kind) in kinds {
        assert_eq!(style_of(sgr).underline, kind, "SGR {sgr}");
    }
    let red = Some(Ink::Exact(Colour::rgb(255, 0, 10)));
    assert_eq!(style_of("4;58:2::255:0:10").underline_ink, red);
    assert_eq!(style_of("4;58:5:9").underline_ink, Some(Ink::Indexed(9)));
    assert_eq!(style_of("4;58:5:9;59").underline_ink, None);
}

#[test]
fn colours_are_kept_as_the_program_named_them() {
    let cases = [
        ("31", Ink::Indexed(1)),
        ("97", Ink::Indexed(15)),
        ("38;5;200", Ink::Indexed(200)),
        ("38;2;1;2;3", Ink::Exact(Colour::rgb(1, 2, 3))),
        ("38:2::1:2:3", Ink::Exact(Colour::rgb(1, 2, 3))),
        ("31;39", Ink::Default),
    ];
    for (sgr, ink) in cases {
        let shown = screen(4, 1, &format!("\x1b[{sgr}mx"));
        assert_eq!(shown.rows[0].cells[0].foreground, ink, "SGR {sgr}");
    }
    let shown = screen(4, 1, "\x1b[44mx\x1b[K");
    assert_eq!(
        shown.rows[0].cells[3].background,
        Ink::Indexed(4),
        "erasing paints"
    );
}

#[test]
fn a_program_can_replace_the_colours_of_the_theme() {
    let shown = screen(4, 1, "\x1b]4;1;#102030\x07\x1b]11;#fafafa\x07\x1b[31mx");
    let replaced = Ink::Exact(Colour::rgb(0x10, 0x20, 0x30));
    assert_eq!(shown.rows[0].cells[0].foreground, replaced);
    assert_eq!(shown.background, Some(Colour::rgb(0xfa, 0xfa, 0xfa)));
}

#[test]
fn only_the_scroll_region_scrolls() {
    let shown = screen(3, 5, "a\r\nb\r\nc\r\nd\r\ne\x1b[2;4r\x1b[4;1H\n\nX\x1b[r");
    assert_eq!(shown.text(), "a\nd\n\nX\ne");
    let up = screen(3, 4, "a\r\nb\r\nc\r\nd\x1b[2;3r\x1b[2;1H\x1bM");
    assert_eq!(
        up.text(),
        "a\n\nb\nd",
        "reverse index at the top of the region"
    );
}

#[test]
fn wide_characters_take_two_cells_and_never_half_a_one() {
    let shown = screen(5, 2, "日本語");
    let widths: Vec<u8> = shown.rows[0].cells.iter().map(|cell| cell.width).collect();
    assert_eq!(
        widths,
        [2, 0, 2, 0, 1],
        "the third does not fit into one cell"
    );
    assert!(shown.rows[0].wrapped && shown.rows[0].padded);
    assert_eq!(
        shown.text(),
        "日本語",
        "a wrapped line is one line, without the gap"
    );
    let halved = screen(5, 1, "日本\x1b[2Gx");
    assert_eq!(
        halved.row_text(0),
        " x本",
        "writing over one half removes the other"
    );
}

#[test]
fn combining_characters_and_emoji_sequences_stay_together() {
    let shown = screen(8, 1, "e\u{301}x");
    assert_eq!(shown.rows[0].cells[0].text.to_string(), "e\u{301}");
    assert_eq!(shown.rows[0].cells[1].text.to_string(), "x");
    let emoji = screen(8, 1, "❤\u{fe0f}🚀!");
    assert_eq!(emoji.row_text(0), "❤\u{fe0f}🚀!");
    assert_eq!(emoji.rows[0].cells[1].width, 2, "the rocket");
    let coder = "👩\u{1f3fd}\u{200d}💻!";
    let joined = screen(8, 1, coder);
    assert_eq!(joined.row_text(0), coder);
    let widths = |shown: &Screen| -> Vec<u8> {
        let cells = shown.rows[0].cells.iter();
        cells.map(|cell| cell.width).collect()
    };
    assert_eq!(widths(&joined), [2, 0, 1, 1, 1, 1, 1, 1], "one emoji");
    let flags = screen(8, 1, "🇩🇪🇫🇷!");
    assert_eq!(flags.row_text(0), "🇩🇪🇫🇷!");
    assert_eq!(widths(&flags), [2, 0, 2, 0, 1, 1, 1, 1], "two flags");
    let apart = screen(8, 1, "👩\u{200d}x🏽🚀");
    assert_eq!(widths(&apart)[..5], [2, 0, 1, 2, 0], "nothing to join");
}

#[test]
fn the_alternate_screen_comes_and_goes() {
    let mut terminal = Terminal::new(Size::new(10, 3));
    terminal.feed(Nanos::ZERO, b"$ vim\r\n\x1b[?1049h\x1b[2J\x1b[Hfile");
    let inside = terminal.screen();
    assert!(inside.modes.alternate);
    assert_eq!(inside.text(), "file");
    terminal.feed(Nanos::ZERO, b"\x1b[?1049l");
    let after = terminal.screen();
    assert!(!after.modes.alternate);
    assert_eq!(after.text(), "$ vim");
    assert_eq!(
        (after.cursor.row, after.cursor.column),
        (1, 0),
        "the cursor is back too"
    );
}

#[test]
fn a_narrower_window_wraps_and_a_wider_one_unwraps() {
    let mut terminal = Terminal::new(Size::new(12, 4));
    terminal.feed(Nanos::ZERO, b"hello world!\r\n$ ");
    terminal.resize(Size::new(6, 4));
    let narrow = terminal.screen();
    assert_eq!((narrow.columns, narrow.rows.len()), (6, 4));
    assert_eq!(
        narrow.text(),
        "world!\n$",
        "what there are more rows of goes up"
    );
    terminal.resize(Size::new(12, 4));
    assert_eq!(terminal.screen().row_text(0), "hello world!");
    assert_eq!(
        Size::new(0, 9999),
        Size::new(2, 500),
        "sizes that cannot be are bent"
    );
}

#[test]
fn modes_are_reported_to_whoever_types() {
    let shown = screen(
        4,
        1,
        "\x1b[?2004h\x1b[?1002h\x1b[?1006h\x1b[?1004h\x1b[?1h\x1b=",
    );
    let modes = shown.modes;
    assert!(modes.bracketed_paste && modes.sgr_mouse && modes.focus_events);
    assert!(modes.application_cursor && modes.application_keypad);
    assert_eq!(modes.mouse, Mouse::Drags);
    assert_eq!(
        screen(4, 1, "\x1b[?1003h\x1b[?1003l").modes.mouse,
        Mouse::Off
    );
}

#[test]
fn cursors_have_shapes_that_blink_or_not_and_hide() {
    let shapes = [
        (1, CursorShape::Block, true),
        (2, CursorShape::Block, false),
        (3, CursorShape::Underline, true),
        (6, CursorShape::Bar, false),
    ];
    for (code, shape, blinking) in shapes {
        let cursor = screen(4, 1, &format!("\x1b[{code} q")).cursor;
        assert_eq!((cursor.shape, cursor.blinking), (shape, blinking), "{code}");
        assert!(cursor.visible);
    }
    assert!(!screen(4, 1, "\x1b[?25l").cursor.visible);
}

#[test]
fn links_have_addresses_and_end() {
    let shown = screen(8, 1, "\x1b]8;;https://ml.ink\x1b\\go\x1b]8;;\x1b\\ on");
    let links: Vec<_> = shown.rows[0]
        .cells
        .iter()
        .map(|cell| cell.link.as_deref())
        .collect();
    assert_eq!(
        links[..3],
        [Some("https://ml.ink"), Some("https://ml.ink"), None]
    );
}

#[test]
fn titles_are_set_and_questions_answered() {
    let mut terminal = Terminal::new(Size::new(80, 24));
    let heard = terminal.feed(
        Nanos::ZERO,
        b"\x1b]2;build\x07\x07\x1b[3;5H\x1b[6n\x1b]11;?\x07",
    );
    assert_eq!(terminal.screen().title.as_deref(), Some("build"));
    assert_eq!(heard.bells, 1);
    assert_eq!(
        String::from_utf8_lossy(&heard.replies),
        "\x1b[3;5R\x1b]11;rgb:1111/1313/1818\x07"
    );
}

#[test]
fn line_drawing_and_tabs_are_plain_characters() {
    assert_eq!(screen(12, 1, "\x1b(0lqk\x1b(B\tx").row_text(0), "┌─┐     x");
}

#[test]
fn a_synchronised_update_shows_at_once_and_never_waits_for_ever() {
    let mut terminal = Terminal::new(Size::new(10, 1));
    terminal.feed(Nanos::ZERO, b"old\x1b[?2026h\rnew");
    assert_eq!(terminal.screen().text(), "old");
    terminal.feed(Nanos::from_millis(20), b"er\x1b[?2026l");
    assert_eq!(terminal.screen().text(), "newer");
    terminal.feed(Nanos::from_millis(100), b"\x1b[?2026h\rnever");
    assert_eq!(terminal.held_until(), Some(Nanos::from_millis(250)));
    terminal.settle(Nanos::from_millis(249));
    assert_eq!(terminal.screen().text(), "newer");
    terminal.settle(Nanos::from_millis(250));
    assert_eq!(terminal.screen().text(), "never");
}

#[test]
fn damage_is_what_changed_with_wide_characters_whole() {
    let mut terminal = Terminal::new(Size::new(10, 3));
    terminal.feed(Nanos::ZERO, "\x1b[?25lone\r\nab日c".as_bytes());
    let before = terminal.screen();
    terminal.feed(Nanos::ZERO, "\x1b[2;3Hx".as_bytes());
    let after = terminal.screen();
    let span = |row, columns| Span { row, columns };
    assert_eq!(after.damage_since(&before), [span(1, 2..4)]);
    assert_eq!(before.damage_since(&after), [span(1, 2..4)]);
    assert_eq!(after.damage_since(&after), []);
    assert!(
        std::sync::Arc::ptr_eq(&before.rows[0], &after.rows[0]),
        "rows are shared"
    );
    terminal.feed(Nanos::ZERO, b"\x1b[?25h\x1b[1;1H");
    let shown = terminal.screen();
    assert_eq!(
        shown.damage_since(&after),
        [span(0, 0..1)],
        "a cursor appears"
    );
    terminal.feed(Nanos::ZERO, b"\x1b[3;10H");
    let moved = terminal.screen().damage_since(&shown);
    assert_eq!(moved, [span(0, 0..1), span(2, 9..10)], "and moves");
    terminal.resize(Size::new(10, 2));
    assert_eq!(
        terminal.screen().damage_since(&after),
        [span(0, 0..10), span(1, 0..10)]
    );
}
