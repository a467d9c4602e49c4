//! Templates that cannot be used, and searches whose answers are known because the pictures are
//! drawn here.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "a test that cannot prepare its food fails"
)]

use std::path::{Path, PathBuf};

use demoreel_eyes::{FileSearch, Found, Miss, Template, TemplateFault, Why};
use demoreel_primitives::space::{SurfacePoint, SurfaceRect};
use demoreel_primitives::target::{Finder, ImageTemplate, Target};
use image::{Rgba, RgbaImage};

/// A screen of boxes in many shades and sizes, the same every time.
fn screen(width: u32, height: u32) -> RgbaImage {
    let mut picture = RgbaImage::from_pixel(width, height, Rgba([244, 246, 250, 255]));
    let mut seed = 7_u32;
    let mut next = |below: u32| {
        seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (seed >> 8) % below
    };
    for _ in 0..600 {
        let (x, y, w, h) = (next(width), next(height), 3 + next(60), 2 + next(24));
        let shade = Rgba([next(256) as u8, next(256) as u8, next(256) as u8, 255]);
        for (dx, dy) in (0..h).flat_map(|dy| (0..w).map(move |dx| (dx, dy))) {
            if x + dx < width && y + dy < height {
                picture.put_pixel(x + dx, y + dy, shade);
            }
        }
    }
    picture
}

fn cut(picture: &RgbaImage, (x, y, w, h): (u32, u32, u32, u32)) -> RgbaImage {
    image::imageops::crop_imm(picture, x, y, w, h).to_image()
}

fn saved(folder: &Path, name: &str, picture: &RgbaImage) -> PathBuf {
    let path = folder.join(name);
    picture.save(&path).unwrap();
    path
}

fn target(path: &Path) -> Target {
    Target::plain(Finder::Image(ImageTemplate {
        path: path.display().to_string(),
        digest: String::new(),
        confidence: 0.9,
        density: Some(1.0),
    }))
}

fn corner(found: Result<Found, Miss>) -> Result<(f64, f64), Why> {
    found
        .map(|found| (found.area.min_x(), found.area.min_y()))
        .map_err(|miss| miss.why)
}

#[test]
fn pieces_of_every_size_are_found_exactly_where_they_were_cut() {
    let folder = tempfile::tempdir().unwrap();
    let screen = screen(640, 400);
    let mut search = FileSearch::new(&screen, 1.0);
    let sizes = [
        (23, 17),
        (40, 40),
        (97, 31),
        (150, 64),
        (300, 200),
        (640, 400),
    ];
    for (index, (w, h)) in sizes.into_iter().enumerate() {
        for corner_of in 0..4_u32 {
            let x = (37 + 131 * corner_of).min(640 - w);
            let y = (11 + 83 * corner_of).min(400 - h);
            let name = format!("{index}-{corner_of}.png");
            let path = saved(folder.path(), &name, &cut(&screen, (x, y, w, h)));
            let found = corner(search.one(&target(&path)));
            assert_eq!(found, Ok((x as f64, y as f64)), "{w}x{h} at {x}, {y}");
        }
    }
}

#[test]
fn the_same_picture_twice_is_an_error_that_nth_and_a_region_resolve() {
    let folder = tempfile::tempdir().unwrap();
    let mut screen = screen(640, 400);
    let piece = cut(&screen, (100, 100, 70, 30));
    image::imageops::replace(&mut screen, &piece, 417, 303);
    let path = saved(folder.path(), "piece.png", &piece);
    let mut search = FileSearch::new(&screen, 1.0);
    let miss = search.one(&target(&path)).unwrap_err();
    assert_eq!((miss.why, miss.others.len()), (Why::Ambiguous, 1));
    assert_eq!(search.all(&target(&path)).unwrap().len(), 2);
    let second = Target {
        nth: Some(2),
        ..target(&path)
    };
    assert_eq!(corner(search.one(&second)), Ok((417.0, 303.0)));
    let region = SurfaceRect::new(SurfacePoint::new(300.0, 200.0), euclid::size2(340.0, 200.0));
    let region = Target::plain(Finder::Region { region });
    let inside = Target {
        inside: Some(Box::new(region)),
        ..target(&path)
    };
    assert_eq!(corner(search.one(&inside)), Ok((417.0, 303.0)));
}

#[test]
fn transparent_pixels_are_not_compared() {
    let folder = tempfile::tempdir().unwrap();
    let screen = screen(640, 400);
    let mut round = cut(&screen, (200, 150, 60, 60));
    for (x, y, pixel) in round.enumerate_pixels_mut() {
        let (dx, dy) = (x as f64 - 29.5, y as f64 - 29.5);
        if dx * dx + dy * dy > 900.0 {
            *pixel = Rgba([255, 0, 255, 0]);
        }
    }
    let path = saved(folder.path(), "round.png", &round);
    assert_eq!(
        corner(FileSearch::new(&screen, 1.0).one(&target(&path))),
        Ok((200.0, 150.0))
    );
}

#[test]
fn a_template_made_at_another_density_is_found_at_its_ratio() {
    let folder = tempfile::tempdir().unwrap();
    let screen = screen(640, 400);
    let doubled =
        image::imageops::resize(&screen, 1280, 800, image::imageops::FilterType::CatmullRom);
    let path = saved(folder.path(), "piece.png", &cut(&screen, (120, 80, 90, 50)));
    let found = FileSearch::new(&doubled, 2.0).one(&target(&path)).unwrap();
    assert_eq!(
        (found.area.min_x(), found.area.min_y(), found.scale),
        (120.0, 80.0, 2.0)
    );
    assert_eq!(found.area.width(), 90.0);
}

#[test]
fn the_same_shapes_in_another_colour_are_not_it() {
    let folder = tempfile::tempdir().unwrap();
    let screen = screen(640, 400);
    let path = saved(folder.path(), "piece.png", &cut(&screen, (120, 80, 90, 50)));
    let mut other = screen.clone();
    for pixel in other.pixels_mut() {
        let [red, green, blue, alpha] = pixel.0;
        *pixel = Rgba([blue, green, red, alpha]);
    }
    let miss = FileSearch::new(&other, 1.0)
        .one(&target(&path))
        .unwrap_err();
    assert_eq!(miss.why, Why::Absent);
    let paler = image::imageops::brighten(&image::imageops::contrast(&screen, -50.0), 40);
    let miss = FileSearch::new(&paler, 1.0)
        .one(&target(&path))
        .unwrap_err();
    assert!(miss.cause.clone().unwrap().contains("paler"));
}

#[test]
fn templates_that_cannot_be_used_say_why() {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name);
    let fault = |name: &str| Template::read(&at(name)).unwrap_err();

    assert!(matches!(
        fault("missing.png"),
        TemplateFault::Unreadable { .. }
    ));
    std::fs::write(at("empty.png"), b"").unwrap();
    assert!(fault("empty.png").to_string().contains("empty"));
    std::fs::write(at("text.png"), b"not a picture at all").unwrap();
    assert!(matches!(
        fault("text.png"),
        TemplateFault::NotAPicture { .. }
    ));
    saved(
        folder.path(),
        "flat.png",
        &RgbaImage::from_pixel(40, 20, Rgba([90, 90, 90, 255])),
    );
    assert!(matches!(fault("flat.png"), TemplateFault::Flat { .. }));
    let mut clear = screen(40, 20);
    clear.pixels_mut().for_each(|pixel| pixel.0[3] = 0);
    saved(folder.path(), "clear.png", &clear);
    assert!(matches!(fault("clear.png"), TemplateFault::Flat { .. }));
    saved(folder.path(), "wide.png", &RgbaImage::new(20_000, 4));
    assert!(matches!(
        fault("wide.png"),
        TemplateFault::Size { width: 20_000, .. }
    ));
    let whole = std::fs::read(saved(folder.path(), "good.png", &screen(64, 64))).unwrap();
    std::fs::write(at("cut.png"), &whole[..whole.len() / 2]).unwrap();
    assert!(matches!(
        fault("cut.png"),
        TemplateFault::NotAPicture { .. }
    ));
}

#[test]
fn a_template_larger_than_the_screen_is_its_own_error() {
    let folder = tempfile::tempdir().unwrap();
    let path = saved(folder.path(), "large.png", &screen(3000, 1200));
    let miss = FileSearch::new(&screen(320, 200), 1.0)
        .one(&target(&path))
        .unwrap_err();
    assert_eq!(miss.why, Why::TemplateTooLarge);
    assert!(miss.cause.clone().unwrap().contains("3000x1200"));
}

#[test]
fn a_miss_is_drawn_with_its_best_place_and_its_template() {
    let folder = tempfile::tempdir().unwrap();
    let (screen, other) = (screen(640, 400), screen(700, 420));
    let path = saved(folder.path(), "piece.png", &cut(&other, (10, 300, 90, 50)));
    let mut search = FileSearch::new(&screen, 1.0);
    let miss = search.one(&target(&path)).unwrap_err();
    let drawn = miss.annotate(&search.sight());
    assert!(
        drawn.width() == 640 && drawn.height() > 420,
        "a strip of words is below"
    );
    let spot = miss.best.clone().unwrap().area;
    let middle = (spot.center().x as u32, spot.center().y as u32);
    let lit = drawn.get_pixel(middle.0, middle.1).0;
    let there = screen.get_pixel(middle.0, middle.1).0;
    let near = lit.iter().zip(there).all(|(a, b)| a.abs_diff(b) < 40);
    assert!(near, "the best place is not dimmed: {lit:?} for {there:?}");
    let png = folder.path().join("miss.png");
    miss.write_png(&search.sight(), &png).unwrap();
    assert_eq!(image::open(&png).unwrap().width(), 640);
    let nowhere = folder.path().join("no-such-folder/miss.png");
    assert!(miss.write_png(&search.sight(), &nowhere).is_err() && !nowhere.exists());
}
