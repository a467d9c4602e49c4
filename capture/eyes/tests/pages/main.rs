//! Texts, selectors and roles on pages, as people would ask for them.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "a test that cannot prepare its food fails"
)]

mod builder;

use builder::{Builder, body};
use demoreel_eyes::{Found, Miss, Sight, Templates, Why, glimpse, look, look_all};
use demoreel_primitives::page::Page;
use demoreel_primitives::picture::Picture;
use demoreel_primitives::space::{SurfacePoint, SurfaceRect, SurfaceSize};
use demoreel_primitives::target::{Finder, Part, Side, Target};

fn with_sight<T>(page: &Page, act: impl FnOnce(&Sight, &mut Templates) -> T) -> T {
    let picture = Picture::black(2, 2);
    let size = SurfaceSize::new(1280, 720);
    let sight = Sight {
        picture: &picture,
        density: 1.0,
        size,
        page: Some(page),
        screen: None,
        ocr: None,
    };
    act(&sight, &mut Templates::new())
}

fn find(page: &Page, target: &Target) -> Result<Found, Miss> {
    with_sight(page, |sight, templates| look(sight, target, templates))
}

fn text(words: &str) -> Target {
    Target::plain(Finder::Text {
        text: words.to_owned(),
    })
}

fn css(selector: &str) -> Target {
    Target::plain(Finder::Css {
        selector: selector.to_owned(),
    })
}

fn role(role: &str, text: Option<&str>) -> Target {
    let (role, text) = (role.to_owned(), text.map(str::to_owned));
    Target::plain(Finder::Role { role, text })
}

/// Where it is, or what went wrong.
fn at(found: Result<Found, Miss>) -> Result<(f64, f64), Why> {
    found
        .map(|found| (found.area.min_x().round(), found.area.min_y().round()))
        .map_err(|m| m.why)
}

/// A list of services, each with a name, a state and a button.
fn services() -> Page {
    let mut page = body().leaf("h1", (20.0, 10.0, 200.0, 30.0), &[], "Services");
    page = page.open("ul", (20.0, 50.0, 800.0, 300.0), &[]);
    for (row, name) in ["guestbook", "billing", "search"].into_iter().enumerate() {
        let y = 50.0 + 60.0 * row as f64;
        page = page
            .open("li", (20.0, y, 800.0, 60.0), &[])
            .leaf("span", (30.0, y + 20.0, 90.0, 20.0), &[], name)
            .leaf("span", (300.0, y + 20.0, 60.0, 20.0), &[], "Active")
            .leaf(
                "button",
                (700.0, y + 10.0, 100.0, 40.0),
                &["role=button", "name=Deploy"],
                "Deploy",
            )
            .close();
    }
    page.close().page()
}

#[test]
fn the_whole_of_a_label_beats_its_case_its_beginning_and_its_middle() {
    let labels = ["Save all files", "how to Save", "SAVE", "Save"];
    let page = |labels: &[&str]| {
        let rows = labels.iter().enumerate();
        rows.fold(body(), |page, (row, label)| {
            page.leaf("p", (10.0, 40.0 * row as f64, 100.0, 20.0), &[], label)
        })
        .page()
    };
    assert_eq!(at(find(&page(&labels), &text("Save"))), Ok((10.0, 120.0)));
    assert_eq!(
        at(find(&page(&labels[..3]), &text("Save"))),
        Ok((10.0, 80.0))
    );
    assert_eq!(
        at(find(&page(&labels[..2]), &text("Save"))),
        Ok((10.0, 0.0))
    );
    let inside = find(&page(&labels[1..2]), &text("Save")).unwrap();
    assert!(
        inside.area.min_x() > 60.0 && inside.area.max_x() <= 110.0,
        "{inside:?}"
    );
}

#[test]
fn a_word_is_not_found_in_another_word_and_the_miss_says_so() {
    let page = body()
        .leaf("span", (10.0, 10.0, 80.0, 20.0), &[], "Inactive")
        .page();
    let miss = find(&page, &text("active")).unwrap_err();
    assert_eq!(miss.why, Why::Absent);
    assert!(miss.cause.clone().unwrap().contains("'Inactive'"));
}

#[test]
fn a_misspelt_text_is_answered_with_what_is_there() {
    let miss = find(&services(), &text("Guestbok")).unwrap_err();
    assert_eq!(miss.similar.first().map(String::as_str), Some("guestbook"));
    assert_eq!(miss.hint.as_deref(), Some("did you mean 'guestbook'?"));
}

#[test]
fn a_button_is_one_place_with_its_own_words_and_beats_a_heading() {
    let page = body()
        .leaf("h2", (10.0, 10.0, 100.0, 30.0), &[], "Deploy")
        .open(
            "button",
            (10.0, 100.0, 120.0, 40.0),
            &["role=button", "name=Deploy"],
        )
        .leaf("span", (40.0, 110.0, 60.0, 20.0), &[], "Deploy")
        .close()
        .page();
    assert_eq!(at(find(&page, &text("Deploy"))), Ok((40.0, 110.0)));
}

#[test]
fn several_equal_places_are_an_error_that_nth_near_and_inside_resolve() {
    let page = services();
    let miss = find(&page, &text("Deploy")).unwrap_err();
    assert_eq!((miss.why, miss.others.len()), (Why::Ambiguous, 2));
    assert!(miss.message.contains("3 times") && miss.hint.clone().unwrap().contains("nth"));

    let nth = |nth| Target {
        nth: Some(nth),
        ..text("Deploy")
    };
    assert_eq!(at(find(&page, &nth(2))), Ok((700.0, 120.0)));
    assert_eq!(at(find(&page, &nth(-1))), Ok((700.0, 180.0)));
    assert_eq!(at(find(&page, &nth(4))), Err(Why::TooFew));
    assert_eq!(at(find(&page, &nth(0))), Err(Why::TooFew));

    let near = Target {
        near: Some(Box::new(text("billing"))),
        ..text("Deploy")
    };
    assert_eq!(at(find(&page, &near)), Ok((700.0, 120.0)));

    let row = Target {
        part: Part::Row,
        ..text("search")
    };
    let inside = Target {
        inside: Some(Box::new(row)),
        ..text("Deploy")
    };
    assert_eq!(at(find(&page, &inside)), Ok((700.0, 180.0)));
}

#[test]
fn a_side_chooses_among_several_and_says_where_there_is_none() {
    let page = services();
    let beside = |side, of: Target, target: Target| Target {
        sides: vec![(side, of)],
        ..target
    };
    let right = beside(Side::RightOf, text("search"), text("Deploy"));
    assert_eq!(at(find(&page, &right)), Ok((700.0, 180.0)));
    let left = beside(Side::LeftOf, text("search"), text("Deploy"));
    let miss = find(&page, &left).unwrap_err();
    assert_eq!(
        miss.message,
        "text 'Deploy' is not to the left of the text 'search'"
    );
    let active = |side| beside(side, text("billing"), text("Active"));
    assert_eq!(at(find(&page, &active(Side::Below))), Err(Why::Absent));

    // In one column the nearest is meant, and `nth` counts those that are left in reading order.
    let billing = beside(Side::RightOf, text("billing"), text("Active"));
    let below = beside(Side::Below, text("Services"), text("guestbook"));
    assert_eq!(at(find(&page, &billing)), Ok((300.0, 130.0)));
    assert_eq!(at(find(&page, &below)), Ok((30.0, 70.0)));
    let first = Target {
        nth: Some(1),
        ..text("Deploy")
    };
    let lower = |nth| Target {
        nth,
        ..beside(Side::Below, first.clone(), text("Deploy"))
    };
    assert_eq!(at(find(&page, &lower(None))), Ok((700.0, 120.0)));
    assert_eq!(at(find(&page, &lower(Some(2)))), Ok((700.0, 180.0)));
    assert_eq!(at(find(&page, &lower(Some(3)))), Err(Why::TooFew));
}

#[test]
fn a_wait_is_content_with_one_of_several() {
    let any = with_sight(&services(), |sight, templates| {
        glimpse(sight, &text("Active"), templates).map(|found| found.area.min_y())
    });
    assert_eq!(any.unwrap(), 70.0);
    let all = with_sight(&services(), |sight, templates| {
        look_all(sight, &text("Active"), templates)
    });
    assert_eq!(all.unwrap().len(), 3);
}

#[test]
fn words_are_joined_across_inline_elements_and_wrapped_lines() {
    let page = body()
        .open("p", (10.0, 10.0, 200.0, 50.0), &[])
        .text("Deploy your ", (10.0, 10.0, 90.0, 20.0))
        .leaf("b", (100.0, 10.0, 40.0, 20.0), &[], "first")
        .text("service today", (10.0, 32.0, 100.0, 20.0))
        .close()
        .page();
    let found = find(&page, &text("your first service")).unwrap();
    assert!(
        found.area.min_x() < 80.0 && found.area.max_y() == 52.0,
        "{found:?}"
    );
    let line = Target {
        part: Part::Line,
        ..text("first")
    };
    assert_eq!(find(&page, &line).unwrap().area.width(), 130.0);
}

#[test]
fn a_word_in_two_styles_and_typographic_quotes_are_still_one_text() {
    let page = body()
        .open("p", (10.0, 10.0, 200.0, 20.0), &[])
        .leaf("b", (10.0, 10.0, 20.0, 20.0), &[], "De")
        .text(
            "ploy\u{00A0}isn\u{2019}t  done\u{2026}",
            (30.0, 10.0, 120.0, 20.0),
        )
        .close()
        .page();
    assert!(find(&page, &text("Deploy isn't done...")).is_ok());
    assert!(find(&page, &text("Deploy  isn\u{2019}t")).is_ok());
}

#[test]
fn menu_entries_on_one_line_are_texts_of_their_own() {
    let page = body()
        .open("nav", (0.0, 0.0, 400.0, 30.0), &[])
        .leaf("a", (10.0, 5.0, 40.0, 20.0), &["href=/"], "Home")
        .leaf("a", (58.0, 5.0, 40.0, 20.0), &["href=/docs"], "Docs")
        .close()
        .leaf("p", (10.0, 100.0, 200.0, 20.0), &[], "Docs and more")
        .page();
    assert_eq!(at(find(&page, &text("Docs"))), Ok((58.0, 5.0)));
}

#[test]
fn fields_are_found_by_placeholder_and_icons_by_label_but_written_text_comes_first() {
    let page = || {
        body()
            .open(
                "input",
                (10.0, 10.0, 200.0, 30.0),
                &["placeholder=Service name", "role=textbox"],
            )
            .close()
            .open(
                "button",
                (300.0, 10.0, 30.0, 30.0),
                &["aria-label=Close", "role=button"],
            )
            .close()
            .leaf(
                "p",
                (10.0, 200.0, 300.0, 20.0),
                &[],
                "Type the service name here",
            )
    };
    assert_eq!(
        at(find(&page().page(), &text("Service name"))),
        Ok((10.0, 10.0))
    );
    assert_eq!(at(find(&page().page(), &text("Close"))), Ok((300.0, 10.0)));
    let labelled = page()
        .leaf("label", (10.0, 300.0, 80.0, 20.0), &[], "Service name")
        .page();
    assert_eq!(
        at(find(&labelled, &text("Service name"))),
        Ok((10.0, 300.0))
    );
}

#[test]
fn selectors_read_the_tree_and_count_hidden_siblings() {
    let page = body()
        .open("tbody", (0.0, 0.0, 300.0, 100.0), &[])
        .open("tr", (0.0, 0.0, 0.0, 0.0), &["class=template"])
        .close()
        .leaf("tr", (0.0, 20.0, 300.0, 20.0), &["class=row first"], "one")
        .leaf(
            "tr",
            (0.0, 40.0, 300.0, 20.0),
            &["class=row", "data-x=1"],
            "two",
        )
        .close()
        .page();
    assert_eq!(at(find(&page, &css("tr:nth-child(3)"))), Ok((0.0, 40.0)));
    assert_eq!(at(find(&page, &css("tbody > .row.first"))), Ok((0.0, 20.0)));
    assert_eq!(at(find(&page, &css("[data-x='1']"))), Ok((0.0, 40.0)));
    assert_eq!(at(find(&page, &css(".first + tr"))), Ok((0.0, 40.0)));
    assert_eq!(at(find(&page, &css(".template"))), Err(Why::Absent));
    assert_eq!(at(find(&page, &css(".row"))), Err(Why::Ambiguous));
    assert_eq!(find(&page, &css(".first")).unwrap().text_height, Some(16.0));
}

#[test]
fn selectors_that_cannot_be_used_say_why() {
    let cause = |selector: &str| {
        let miss = find(&services(), &css(selector)).unwrap_err();
        assert_eq!(miss.why, Why::WrongWords, "{selector}");
        assert!(miss.why.is_final());
        miss.cause.clone().unwrap()
    };
    assert!(cause("button:hover").contains(":hover"));
    assert!(cause("li[").contains("not a CSS selector"));
    assert!(cause(" ").contains("empty"));
}

#[test]
fn roles_have_names() {
    let page = services();
    assert_eq!(
        at(find(&page, &role("button", Some("deploy")))),
        Err(Why::Ambiguous)
    );
    assert_eq!(at(find(&page, &role("slider", None))), Err(Why::Absent));
    let near = Target {
        near: Some(Box::new(text("guestbook"))),
        ..role("button", Some("Deploy"))
    };
    assert_eq!(at(find(&page, &near)), Ok((700.0, 60.0)));
}

#[test]
fn expressions_match_lines_as_they_are_read() {
    let page = body()
        .leaf("p", (10.0, 10.0, 300.0, 20.0), &[], "Deployed in 12.4 s")
        .leaf("p", (10.0, 40.0, 300.0, 20.0), &[], "eu-west-1")
        .page();
    let pattern = |pattern: &str| {
        Target::plain(Finder::Matches {
            pattern: pattern.to_owned(),
        })
    };
    assert_eq!(at(find(&page, &pattern(r"eu-\w+-\d"))), Ok((10.0, 40.0)));
    let number = find(&page, &pattern(r"\d+\.\d s")).unwrap();
    assert!(number.area.min_x() > 150.0, "{number:?}");
    assert_eq!(at(find(&page, &pattern("("))), Err(Why::WrongWords));
}

#[test]
fn places_are_cut_to_the_surface_and_refused_outside() {
    let page = services();
    let point = |x, y| {
        Target::plain(Finder::Point {
            point: SurfacePoint::new(x, y),
        })
    };
    let found = find(
        &page,
        &Target {
            offset: (3.0, -2.0),
            ..point(100.0, 50.0)
        },
    )
    .unwrap();
    assert_eq!((found.point.x, found.point.y), (103.0, 48.0));
    assert_eq!(at(find(&page, &point(2000.0, 50.0))), Err(Why::OffSurface));
    let region = SurfaceRect::new(
        SurfacePoint::new(1200.0, 700.0),
        euclid::size2(500.0, 500.0),
    );
    let found = find(&page, &Target::plain(Finder::Region { region })).unwrap();
    assert_eq!((found.area.max_x(), found.area.max_y()), (1280.0, 720.0));
}

#[test]
fn any_takes_the_first_that_is_there_and_explains_the_nearest_miss() {
    let any = |targets: Vec<Target>| Target::plain(Finder::Any { targets });
    let page = services();
    assert_eq!(
        at(find(&page, &any(vec![text("Gone"), text("billing")]))),
        Ok((30.0, 130.0))
    );
    assert_eq!(
        at(find(&page, &any(vec![text("Gone"), text("Away")]))),
        Err(Why::Absent)
    );
    assert_eq!(
        at(find(&page, &any(vec![text("Deploy"), text("billing")]))),
        Err(Why::Ambiguous)
    );
}

#[test]
fn without_a_page_texts_are_not_found_and_it_says_so() {
    let picture = Picture::black(16, 16);
    let size = SurfaceSize::new(16, 16);
    let sight = Sight {
        picture: &picture,
        density: 1.0,
        size,
        page: None,
        screen: None,
        ocr: None,
    };
    let miss = look(&sight, &text("Deploy"), &mut Templates::new()).unwrap_err();
    assert_eq!(miss.why, Why::NoPage);
    assert!(!miss.why.is_final());
}

#[test]
fn a_page_whose_tree_is_damaged_does_no_harm() {
    let mut page: Page = Builder::default()
        .leaf("p", (0.0, 0.0, 50.0, 20.0), &[], "Deploy")
        .page();
    page.nodes[1].parent = Some(99);
    page.nodes[0].parent = Some(0);
    assert!(find(&page, &text("Deploy")).is_ok());
    assert!(find(&page, &css("p")).is_ok());
}
