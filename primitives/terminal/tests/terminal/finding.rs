//! Text on screens: rows, lines, the prompt, and where words stand.

use demoreel_primitives::target::Part;
use demoreel_terminal::{Found, Pattern, Span};
use regex::Regex;

use crate::screen;

fn text(words: &str) -> Pattern {
    Pattern::Text(words.into())
}

fn matches(pattern: &str) -> Pattern {
    Pattern::Matches(Regex::new(pattern).unwrap())
}

fn boxes(found: &[Found]) -> Vec<Vec<(u16, u16, u16)>> {
    let span = |span: &Span| (span.row, span.columns.start, span.columns.end);
    found
        .iter()
        .map(|one| one.boxes.iter().map(span).collect())
        .collect()
}

#[test]
fn a_match_can_be_widened_to_its_word_line_or_row() {
    let shown = screen(30, 3, "\r\n  Live at https://shop.ml.ink now");
    let part = |part| shown.find(&text("shop"), part);
    assert_eq!(boxes(&part(Part::Match)), [[(1, 18, 22)]]);
    assert_eq!(boxes(&part(Part::Word)), [[(1, 10, 29)]]);
    assert_eq!(part(Part::Word)[0].text, "https://shop.ml.ink");
    assert_eq!(
        part(Part::Line)[0].text,
        "  Live at https://shop.ml.ink now"
    );
    assert_eq!(boxes(&part(Part::Row)), [[(1, 0, 30), (2, 0, 30)]]);
    assert!(part(Part::Match)[0].whole_words);
    assert!(!shown.find(&text("ttp"), Part::Match)[0].whole_words);
}

#[test]
fn text_is_found_where_it_wraps_but_not_over_line_ends() {
    let shown = screen(5, 3, "hello w\r\norld");
    assert_eq!(
        boxes(&shown.find(&text("lo w"), Part::Match)),
        [[(0, 3, 5), (1, 0, 2)]]
    );
    assert!(shown.find(&text("world"), Part::Match).is_empty());
    assert_eq!(
        boxes(&shown.find(&matches("w\norl"), Part::Match)),
        [[(1, 1, 2), (2, 0, 3)]]
    );
    assert_eq!(
        boxes(&shown.find(&matches("\nor"), Part::Match)),
        [[(2, 0, 2)]]
    );
}

#[test]
fn cells_are_counted_and_not_bytes() {
    let shown = screen(20, 1, "日本 e\u{301}tat ok");
    assert_eq!(boxes(&shown.find(&text("本"), Part::Match)), [[(0, 2, 4)]]);
    assert_eq!(
        boxes(&shown.find(&text("ok"), Part::Match)),
        [[(0, 10, 12)]]
    );
    assert_eq!(
        boxes(&shown.find(&text("\u{301}t"), Part::Match)),
        [[(0, 5, 7)]]
    );
}

#[test]
fn all_matches_come_in_reading_order() {
    let shown = screen(10, 2, "no ok no\r\nno");
    let found = shown.find(&text("no"), Part::Match);
    assert_eq!(boxes(&found), [[(0, 0, 2)], [(0, 6, 8)], [(1, 0, 2)]]);
    assert!(
        shown.find(&matches("^"), Part::Match).is_empty(),
        "nothing to point at"
    );
    assert!(shown.find(&text(""), Part::Match).is_empty());
}

#[test]
fn the_prompt_line_is_the_line_of_the_cursor_however_long() {
    let shown = screen(6, 4, "old\r\n$ ink deploy");
    assert_eq!(shown.prompt_line(), "$ ink deploy");
    assert_eq!(
        boxes(&shown.find_on_prompt_line(&matches("deploy$"), Part::Match)),
        [[(2, 0, 6)]]
    );
    assert!(
        shown
            .find_on_prompt_line(&text("old"), Part::Match)
            .is_empty()
    );
    assert!(matches(r"\$ ink").is_in(&shown.prompt_line()));
}

#[test]
fn hidden_text_is_not_there_to_be_found() {
    let shown = screen(20, 1, "key: \x1b[8msecret\x1b[0m!");
    assert_eq!(shown.text(), "key:       !");
    assert!(shown.find(&text("secret"), Part::Match).is_empty());
}
