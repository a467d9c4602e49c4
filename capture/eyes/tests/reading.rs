//! Text read in pictures, by the real tesseract: letters of the repository's own font, dark on
//! light and light on dark, on buttons and in rows.

#![expect(clippy::unwrap_used, reason = "a test says what is wrong by failing")]

use demoreel_eyes::{FileSearch, Found, Miss, Ocr, Why};
use demoreel_primitives::space::{SurfacePoint, SurfaceRect};
use demoreel_primitives::target::{Finder, Part, Target};
use image::{Rgba, RgbaImage};
use tiny_skia::{Color, FillRule, Paint, PathBuilder, Pixmap, Transform};
use ttf_parser::{Face, OutlineBuilder};

const FONT: &[u8] = include_bytes!("../../../assets/fonts/Inter-Medium.otf");

/// A picture on which areas and words are put.
struct Screen(Pixmap);

impl Screen {
    fn new(ground: [u8; 3]) -> Screen {
        let mut pixmap = Pixmap::new(640, 320).unwrap();
        pixmap.fill(colour(ground));
        Screen(pixmap)
    }

    fn area(mut self, (x, y, width, height): (f32, f32, f32, f32), ground: [u8; 3]) -> Screen {
        let area = tiny_skia::Rect::from_xywh(x, y, width, height).unwrap();
        let identity = Transform::identity();
        self.0.fill_rect(area, &paint(ground), identity, None);
        self
    }

    /// Words whose base line begins at a place.
    fn words(mut self, words: &str, (x, y): (f32, f32), size: f32, ink: [u8; 3]) -> Screen {
        let face = Face::parse(FONT, 0).unwrap();
        let scale = size / face.units_per_em() as f32;
        let mut at = x;
        for letter in words.chars() {
            let glyph = face.glyph_index(letter).unwrap();
            let mut outline = Outline(PathBuilder::new());
            face.outline_glyph(glyph, &mut outline);
            if let Some(path) = outline.0.finish() {
                let place = Transform::from_row(scale, 0.0, 0.0, -scale, at, y);
                let winding = FillRule::Winding;
                self.0.fill_path(&path, &paint(ink), winding, place, None);
            }
            at += face.glyph_hor_advance(glyph).unwrap() as f32 * scale;
        }
        self
    }

    fn search(self, path: &str) -> FileSearch {
        let pixels = self.0.pixels().iter().map(|pixel| pixel.demultiply());
        let pixels: Vec<_> = pixels.collect();
        let picture = RgbaImage::from_fn(640, 320, |x, y| {
            let pixel = pixels[(y * 640 + x) as usize];
            Rgba([pixel.red(), pixel.green(), pixel.blue(), 255])
        });
        FileSearch::new(&picture, 1.0).reading_with(Ocr::new(path, "eng"))
    }
}

struct Outline(PathBuilder);

impl OutlineBuilder for Outline {
    fn move_to(&mut self, x: f32, y: f32) {
        self.0.move_to(x, y);
    }
    fn line_to(&mut self, x: f32, y: f32) {
        self.0.line_to(x, y);
    }
    fn quad_to(&mut self, x1: f32, y1: f32, x: f32, y: f32) {
        self.0.quad_to(x1, y1, x, y);
    }
    fn curve_to(&mut self, x1: f32, y1: f32, x2: f32, y2: f32, x: f32, y: f32) {
        self.0.cubic_to(x1, y1, x2, y2, x, y);
    }
    fn close(&mut self) {
        self.0.close();
    }
}

fn colour([red, green, blue]: [u8; 3]) -> Color {
    Color::from_rgba8(red, green, blue, 255)
}

fn paint(ink: [u8; 3]) -> Paint<'static> {
    let mut paint = Paint::default();
    paint.set_color(colour(ink));
    paint
}

const PATH: &str = "/usr/bin:/bin";
const WHITE: [u8; 3] = [255, 255, 255];
const INK: [u8; 3] = [30, 36, 50];
const BLUE: [u8; 3] = [37, 99, 235];

/// A form: words on white, words on buttons, a list with neighbours that read alike.
fn form(ground: [u8; 3], ink: [u8; 3]) -> FileSearch {
    Screen::new(ground)
        .words("New service", (24.0, 40.0), 22.0, ink)
        .words(
            "Choose a region close to your users.",
            (24.0, 76.0),
            14.0,
            ink,
        )
        .area((24.0, 96.0, 84.0, 32.0), BLUE)
        .words("Deploy", (42.0, 117.0), 14.0, WHITE)
        .area((120.0, 96.0, 84.0, 32.0), BLUE)
        .words("Cancel", (138.0, 117.0), 14.0, WHITE)
        .words("Inactive", (24.0, 170.0), 14.0, ink)
        .words("Active", (224.0, 170.0), 14.0, ink)
        .words("Region", (24.0, 210.0), 14.0, ink)
        .words("Frankfurt", (224.0, 210.0), 14.0, ink)
        .words("Region", (24.0, 250.0), 14.0, ink)
        .words("Oregon", (224.0, 250.0), 14.0, ink)
        .search(PATH)
}

/// How far words of the bundled face reach.
fn reach(words: &str, size: f64) -> f64 {
    let face = Face::parse(FONT, 0).unwrap();
    let advance = |letter| {
        let glyph = face.glyph_index(letter).unwrap();
        f64::from(face.glyph_hor_advance(glyph).unwrap())
    };
    let units: f64 = words.chars().map(advance).sum();
    units * size / f64::from(face.units_per_em())
}

fn text(words: &str) -> Target {
    Target::plain(Finder::Text {
        text: words.to_owned(),
    })
}

fn matches(pattern: &str) -> Target {
    Target::plain(Finder::Matches {
        pattern: pattern.to_owned(),
    })
}

fn assert_around(found: &Result<Found, Miss>, (x, y): (f64, f64), (width, height): (f64, f64)) {
    let area = found.as_ref().unwrap().area;
    let near = |a: f64, b: f64| (a - b).abs() <= 3.0;
    let is_there = near(area.origin.x, x)
        && near(area.origin.y, y)
        && near(area.size.width, width)
        && near(area.size.height, height);
    assert!(is_there, "{area:?}");
}

#[test]
fn words_are_found_where_they_are_whatever_their_colours() {
    for (ground, ink) in [(WHITE, INK), (INK, WHITE)] {
        let mut form = form(ground, ink);
        assert_around(
            &form.one(&text("New service")),
            (25.0, 24.0),
            (reach("New service", 22.0) - 2.0, 17.0),
        );
        assert_around(
            &form.one(&text("Deploy")),
            (43.0, 106.0),
            (reach("Deploy", 14.0) - 1.0, 14.0),
        );
        assert_around(
            &form.one(&text("Cancel")),
            (138.0, 106.0),
            (reach("Cancel", 14.0) - 1.0, 11.0),
        );
        assert_around(
            &form.one(&text("your users.")),
            (24.0 + reach("Choose a region close to ", 14.0), 68.0),
            (reach("your users.", 14.0) - 1.0, 11.0),
        );
    }
}

#[test]
fn a_word_is_not_found_in_one_that_holds_it() {
    let mut form = form(WHITE, INK);
    assert_around(
        &form.one(&text("Active")),
        (224.0, 159.0),
        (reach("Active", 14.0) - 1.0, 11.0),
    );
    assert_around(
        &form.one(&text("frankfurt")),
        (225.0, 199.0),
        (reach("Frankfurt", 14.0) - 1.0, 11.0),
    );
    let miss = form.one(&text("Frank")).unwrap_err();
    assert_eq!(miss.why, Why::Absent);
    assert_eq!(miss.similar, ["Frankfurt"]);
    assert_eq!(form.one(&text("Services")).unwrap_err().why, Why::Absent);
    let twice = form.one(&text("Region")).unwrap_err();
    assert_eq!(twice.why, Why::Ambiguous);
    assert_eq!(form.all(&text("Region")).unwrap().len(), 2);
}

#[test]
fn expressions_lines_and_regions_are_understood() {
    let mut form = form(WHITE, INK);
    assert_around(
        &form.one(&matches("Ore[a-z]+")),
        (225.0, 239.0),
        (reach("Oregon", 14.0) - 1.0, 14.0),
    );
    let mut line = text("close");
    line.part = Part::Line;
    let found = form.one(&line).unwrap().area;
    assert!(
        found.origin.x < 26.0 && found.size.width > 240.0,
        "{found:?}"
    );
    let mut inside = text("Region");
    let lower = SurfaceRect::new(SurfacePoint::new(0.0, 225.0), (640.0, 60.0).into());
    let region = Finder::Region { region: lower };
    inside.inside = Some(Box::new(Target::plain(region)));
    assert_around(
        &form.one(&inside),
        (25.0, 239.0),
        (reach("Region", 14.0) - 1.0, 14.0),
    );
}

#[test]
fn a_picture_without_text_and_a_machine_without_tesseract_say_so() {
    let mut plain = Screen::new(WHITE).search(PATH);
    let miss = plain.one(&text("Deploy")).unwrap_err();
    assert_eq!(miss.cause.as_deref(), Some("no text can be read there"));
    let screen = Screen::new(WHITE).words("Deploy", (24.0, 40.0), 14.0, INK);
    let miss = screen.search("/nowhere").one(&text("Deploy")).unwrap_err();
    let told = miss.diagnostic();
    assert_eq!(told.code, "E0511");
    assert_eq!(
        told.state.as_deref(),
        Some("tesseract, which reads text in pictures, is not installed")
    );
    assert_eq!(
        told.hint.as_deref(),
        Some("install the Debian package 'tesseract-ocr'")
    );
}
