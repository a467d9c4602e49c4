//! Casts played through the model.

use demoreel_primitives::time::Nanos;
use demoreel_terminal::Playback;
use demoreel_terminal::cast::Cast;

const CAST: &str = "{\"version\": 3, \"term\": {\"cols\": 10, \"rows\": 2}}\n\
[0.5, \"o\", \"one\"]\n\
[0.5, \"m\", \"here\"]\n\
[0, \"o\", \"\"]\n\
[1, \"o\", \"\\u001b[?2026h\\rtwo\"]\n\
[1, \"r\", \"20x2\"]\n\
[1, \"o\", \"\\r\\u001b[K3\"]\n";

#[test]
fn any_moment_can_be_seen_also_backwards() {
    let cast = Cast::parse(CAST).unwrap();
    let mut playback = Playback::new(&cast);
    let mut text_at = |millis| playback.screen_at(Nanos::from_millis(millis)).text();
    assert_eq!(text_at(499), "");
    assert_eq!(text_at(500), "one");
    assert_eq!(text_at(9000), "3");
    assert_eq!(text_at(2149), "one", "held back by an unfinished update");
    assert_eq!(text_at(2150), "two");
    assert_eq!(text_at(0), "");
}

#[test]
fn each_change_comes_once_with_its_moment() {
    let cast = Cast::parse(CAST).unwrap();
    let seen: Vec<_> = Playback::changes(&cast)
        .map(|(at, screen)| (at.as_millis(), screen.columns, screen.text()))
        .collect();
    let expected = [
        (0, 10, ""),
        (500, 10, "one"),
        (2150, 10, "two"),
        (3000, 20, "two"),
        (4000, 20, "3"),
    ];
    let expected: Vec<_> = expected
        .map(|(at, columns, text)| (at, columns, text.to_owned()))
        .into();
    assert_eq!(seen, expected);
}
