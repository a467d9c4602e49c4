//! Recordings: read, written, and broken in every way that has a name.

use demoreel_primitives::codes::take as codes;
use demoreel_primitives::colour::Colour;
use demoreel_primitives::time::Nanos;
use demoreel_terminal::Size;
use demoreel_terminal::cast::{
    Cast, CastError, CastEvent, CastReader, CastWriter, EventKind, Header,
};
use serde_json::json;

const THREE: &str = r##"{"version": 3, "term": {"cols": 80, "rows": 24, "type": "xterm-256color", "theme": {"fg": "#ffffff", "bg": "#101010", "palette": "#000000:#111111:#222222:#333333:#444444:#555555:#666666:#777777"}, "font": "x"}, "timestamp": 1504467315, "idle_time_limit": 1.5, "title": "Demo", "env": {"SHELL": "/bin/bash"}, "tags": ["a"], "x-own": [1]}
# a comment

[0.248848, "o", "$ "]
[1.001376, "m", ""]
[0, "i", "l"]
[0.000000001, "o", "\u001b[1mé\r\n"]
[2.5, "r", "100x30"]
[0.1, "q", {"any": 1}]
[1, "x", "3"]
"##;

fn events(cast: &Cast) -> Vec<(i64, EventKind)> {
    cast.events
        .iter()
        .map(|event| (event.at.0, event.kind.clone()))
        .collect()
}

fn error(text: &str) -> CastError {
    Cast::parse(text).unwrap_err()
}

/// A version 3 recording of these lines.
fn with_lines(lines: &str) -> String {
    format!("{{\"version\": 3, \"term\": {{\"cols\": 80, \"rows\": 24}}}}\n{lines}")
}

#[test]
fn version_three_is_read_with_times_since_the_beginning() {
    let cast = Cast::parse(THREE).unwrap();
    let header = &cast.header;
    assert_eq!(header.size, Size::new(80, 24));
    assert_eq!(header.term.as_deref(), Some("xterm-256color"));
    assert_eq!(header.idle_limit, Some(Nanos::from_millis(1500)));
    assert_eq!(
        header.theme.as_ref().unwrap().background,
        Colour::rgb(16, 16, 16)
    );
    assert_eq!(header.env["SHELL"], "/bin/bash");
    assert_eq!(
        events(&cast),
        [
            (248_848_000, EventKind::Output("$ ".into())),
            (1_250_224_000, EventKind::Marker(String::new())),
            (1_250_224_000, EventKind::Input("l".into())),
            (1_250_224_001, EventKind::Output("\x1b[1mé\r\n".into())),
            (3_750_224_001, EventKind::Resize(Size::new(100, 30))),
            (
                3_850_224_001,
                EventKind::Other {
                    code: "q".into(),
                    data: json!({"any": 1})
                }
            ),
            (4_850_224_001, EventKind::Exit(3)),
        ]
    );
}

#[test]
fn version_two_is_read_with_its_own_times_and_size() {
    let text = "{\"version\": 2, \"width\": 100, \"height\": 30, \"env\": {\"TERM\": \"xterm\"}, \"duration\": 9}\n\
                [0.5, \"o\", \"a\"]\n[1.25, \"o\", \"b\"]\n[1.25, \"x\", 7]";
    let cast = Cast::parse(text).unwrap();
    assert_eq!(cast.header.size, Size::new(100, 30));
    assert_eq!(cast.header.term.as_deref(), Some("xterm"));
    let other = EventKind::Other {
        code: "x".into(),
        data: json!(7),
    };
    assert_eq!(
        events(&cast),
        [
            (500_000_000, EventKind::Output("a".into())),
            (1_250_000_000, EventKind::Output("b".into())),
            (1_250_000_000, other),
        ],
        "exit statuses came with version 3"
    );
    assert_eq!(cast.length(), Nanos(1_250_000_000));
    assert_eq!(
        cast.output().map(|(_, text)| text).collect::<String>(),
        "ab"
    );
}

#[test]
fn what_is_written_is_read_again_to_the_nanosecond() {
    let cast = Cast::parse(THREE).unwrap();
    let mut written = Vec::new();
    cast.write(&mut written).unwrap();
    let text = String::from_utf8(written).unwrap();
    assert_eq!(Cast::parse(&text).unwrap(), cast);
    let first: serde_json::Value = serde_json::from_str(text.lines().next().unwrap()).unwrap();
    assert_eq!(
        first["term"]["font"], "x",
        "unknown keys are where they were"
    );
    assert_eq!(first["x-own"], json!([1]));
    assert!(text.contains("[0.000000001, \"o\", "), "{text}");
}

#[test]
fn a_character_that_was_cut_is_written_whole() {
    let mut writer = CastWriter::new(Vec::new(), &Header::new(Size::new(80, 24))).unwrap();
    let rocket = "🚀".as_bytes();
    writer
        .output(Nanos(10), &[b'a', rocket[0], rocket[1]])
        .unwrap();
    writer.output(Nanos(20), &rocket[2..3]).unwrap();
    writer
        .output(Nanos(30), &[rocket[3], 0xff, b'b', rocket[0]])
        .unwrap();
    let text = String::from_utf8(writer.finish().unwrap()).unwrap();
    let output = |text: &str| EventKind::Output(text.into());
    assert_eq!(
        events(&Cast::parse(&text).unwrap()),
        [
            (10, output("a")),
            (30, output("🚀\u{fffd}b")),
            (30, output("\u{fffd}"))
        ]
    );
}

#[test]
fn the_writer_refuses_to_go_back_in_time() {
    let mut writer = CastWriter::new(Vec::new(), &Header::new(Size::new(80, 24))).unwrap();
    writer.output(Nanos(10), b"a").unwrap();
    let back = CastEvent {
        at: Nanos(9),
        kind: EventKind::Marker("m".into()),
    };
    let refused = writer.event(&back).unwrap_err();
    assert!(
        matches!(refused, CastError::Backwards { line: 3, .. }),
        "{refused}"
    );
}

#[test]
fn other_versions_are_named() {
    for version in ["1", "4", "\"3\""] {
        let text = format!("# made elsewhere\n{{\"version\": {version}, \"width\": 1}}\n");
        let wrong = error(&text);
        assert!(
            matches!(&wrong, CastError::Version { line: 2, found } if found == version),
            "{wrong}"
        );
        assert_eq!(wrong.diagnostic().code, codes::CAST_VERSION.id);
    }
}

#[test]
fn a_truncated_recording_is_whole_up_to_its_last_line() {
    let text = with_lines("[1, \"o\", \"a\"]\n[1, \"o\", \"日本\"]");
    let last = text.rfind('\n').unwrap() + 1;
    for end in last + 1..text.len() {
        let mut reader = CastReader::new(&text.as_bytes()[..end]).unwrap();
        assert!(matches!(reader.next(), Some(Ok(_))));
        let cut = reader.next().unwrap().unwrap_err();
        assert!(
            matches!(cut, CastError::Truncated { line: 3 }),
            "cut at {end}: {cut}"
        );
        assert!(reader.next().is_none(), "and that is the end");
    }
    assert_eq!(
        Cast::parse(&text).unwrap().events.len(),
        2,
        "only the line break is missing"
    );
}

#[test]
fn bad_lines_are_named_by_their_number() {
    let json = error(&with_lines(
        "[1, \"o\", \"a\"]\n\n[1, o]\n[1, \"o\", \"b\"]\n",
    ));
    assert!(matches!(json, CastError::Json { line: 4, .. }), "{json}");
    let stops = error(&with_lines("[1, \"o\",\n[1, \"o\", \"b\"]\n"));
    assert!(matches!(stops, CastError::Json { line: 2, .. }), "{stops}");
    for line in [
        "{}",
        "[1, \"o\"]",
        "[1, \"o\", \"a\", 2]",
        "[\"1\", \"o\", \"a\"]",
        "[1, 2, \"a\"]",
        "[1, \"o\", 5]",
        "[1, \"r\", \"80x\"]",
        "[1, \"r\", \"0x24\"]",
        "[1, \"x\", \"bad\"]",
        "[1e300, \"o\", \"a\"]",
    ] {
        let wrong = error(&with_lines(&format!("[0, \"m\", \"\"]\n{line}\n")));
        assert!(
            matches!(wrong, CastError::Event { line: 3, .. }),
            "{line}: {wrong}"
        );
        assert_eq!(wrong.diagnostic().code, codes::CAST_DAMAGED.id);
    }
}

#[test]
fn times_that_go_back_are_named() {
    let three = error(&with_lines("[1, \"o\", \"a\"]\n[-0.5, \"o\", \"b\"]\n"));
    assert_eq!(three.to_string(), "line 3: time goes back from 1s to 500ms");
    let two =
        "{\"version\": 2, \"width\": 80, \"height\": 24}\n[2, \"o\", \"a\"]\n[1.5, \"o\", \"b\"]\n";
    assert_eq!(
        error(two).to_string(),
        "line 3: time goes back from 2s to 1.5s"
    );
}

#[test]
fn headers_that_cannot_be_are_refused() {
    assert!(matches!(error(""), CastError::Empty));
    assert!(matches!(error("# only a comment\n"), CastError::Empty));
    assert!(matches!(
        error("{\"version\": 3, \"te"),
        CastError::Truncated { line: 1 }
    ));
    for header in [
        "[1]",
        "{}",
        "{\"version\": 3}",
        "{\"version\": 3, \"term\": {\"cols\": 80}}",
        "{\"version\": 3, \"term\": {\"cols\": 0, \"rows\": 24}}",
        "{\"version\": 2, \"width\": 80, \"height\": \"24\"}",
        "{\"version\": 2, \"width\": 80, \"height\": 24, \"theme\": {\"fg\": \"red\"}}",
    ] {
        let wrong = error(&format!("{header}\n"));
        assert!(
            matches!(wrong, CastError::Header { line: 1, .. }),
            "{header}: {wrong}"
        );
    }
    let bytes = b"{\"version\": 2, \"width\": 80, \"height\": 24}\n[1, \"o\", \"\xff\"]\n";
    let text = Cast::read(&bytes[..]).unwrap_err();
    assert!(matches!(text, CastError::NotText { line: 2 }), "{text}");
}
