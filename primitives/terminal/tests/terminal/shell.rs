//! Shell integration: what is said, where, and that cutting the stream anywhere changes nothing.

use demoreel_primitives::time::Nanos;
use demoreel_terminal::{ShellEvent, ShellMark, Size, Terminal};

const SESSION: &str = "\x1b]7;file://host/tmp/my%20app\x07\x1b]2;shop\x1b\\\x1b]133;A\x07$ \x1b]133;B\x07\
ls\r\n\x1b]133;C;cmdline=ls\x1b\\é日.txt\r\n\x1b]133;D;0\x07\x1b]133;A\x1b\\$ false\r\n\x1b]133;C\x07\x1b]133;D;130;aid=7\x07\x1b]133;D\x07";

fn heard(pieces: &[&[u8]]) -> Vec<ShellMark> {
    let mut terminal = Terminal::new(Size::new(20, 6));
    let feeds = pieces
        .iter()
        .map(|piece| terminal.feed(Nanos::ZERO, piece).marks);
    feeds.flatten().collect()
}

#[test]
fn a_session_is_understood() {
    let events: Vec<_> = heard(&[SESSION.as_bytes()])
        .into_iter()
        .map(|mark| mark.event)
        .collect();
    let end = |status| ShellEvent::CommandEnd { status };
    assert_eq!(
        events,
        [
            ShellEvent::Folder("/tmp/my app".into()),
            ShellEvent::Title("shop".into()),
            ShellEvent::PromptStart,
            ShellEvent::CommandStart,
            ShellEvent::OutputStart,
            end(Some(0)),
            ShellEvent::PromptStart,
            ShellEvent::OutputStart,
            end(Some(130)),
            end(None),
        ]
    );
}

#[test]
fn marks_say_where_they_were() {
    let marks = heard(&[b"ab", b"\r\n$ \x1b]133;B\x07ls"]);
    assert_eq!(marks.len(), 1);
    assert_eq!((marks[0].row, marks[0].column), (1, 2));
    assert_eq!(marks[0].position, 2 + 4 + 8);
}

#[test]
fn it_does_not_matter_where_the_stream_is_cut() {
    let bytes = SESSION.as_bytes();
    let whole = heard(&[bytes]);
    for cut in 0..=bytes.len() {
        // With the ST form, the sequence is over with the escape that begins the ST.
        assert_eq!(
            heard(&[&bytes[..cut], &bytes[cut..]]),
            whole,
            "cut at {cut}"
        );
    }
    let single: Vec<&[u8]> = bytes.chunks(1).collect();
    assert_eq!(heard(&single), whole);
}

#[test]
fn what_only_looks_like_a_mark_is_none() {
    for bytes in [
        "]133;A\x07",
        "\x1b]133;A\x18",
        "\x1b]1337;A\x07",
        "\x1b]133;Z\x07",
        "\x1b]133\x07",
        "\x1b]7;http://x/y\x07",
        "\x1b]7;file://host\x07",
        "\x1b]7;file:///%ff\x07",
    ] {
        assert_eq!(heard(&[bytes.as_bytes()]), [], "{bytes:?}");
    }
}
