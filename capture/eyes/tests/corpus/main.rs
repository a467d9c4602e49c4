//! Templates cut out of real pages, looked for on others whose answers are known: moved, in other
//! densities and themes, disabled, hovered, covered, absent, twice, and beside what looks much
//! like them. An answer is right or it is an error; a wrong one never is acceptable.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "a test that cannot prepare its food fails"
)]

mod browser;
mod pages;

use std::collections::BTreeMap;
use std::path::Path;

use demoreel_eyes::{FileSearch, Found, Miss};
use demoreel_primitives::space::SurfacePoint;
use demoreel_primitives::target::{Finder, ImageTemplate, Target};

use pages::{Scene, State, THINGS, Thing};

/// Where templates are cut from.
const SOURCES: &[Scene] = &[
    scene("cut-1x", false, 1.0, 0.0, State::Normal),
    scene("cut-2x", false, 2.0, 0.0, State::Normal),
];

/// Where they are looked for.
const SHOTS: &[Scene] = &[
    scene("same-1x", false, 1.0, 0.0, State::Normal),
    scene("same-2x", false, 2.0, 0.0, State::Normal),
    scene("moved-1x", false, 1.0, 23.0, State::Normal),
    scene("moved-2x", false, 2.0, 23.0, State::Normal),
    scene("subpixel-1x", false, 1.0, 7.4, State::Normal),
    scene("subpixel-2x", false, 2.0, 7.3, State::Normal),
    scene("scale-125", false, 1.25, 5.0, State::Normal),
    scene("scale-150", false, 1.5, 5.0, State::Normal),
    scene("dark-1x", true, 1.0, 11.0, State::Normal),
    scene("dark-2x", true, 2.0, 11.0, State::Normal),
    scene("disabled-1x", false, 1.0, 0.0, State::Disabled),
    scene("disabled-2x", false, 2.0, 3.0, State::Disabled),
    scene("alikes-1x", false, 1.0, 0.0, State::LookAlikes),
    scene("alikes-2x", false, 2.0, 9.0, State::LookAlikes),
    scene("covered-1x", false, 1.0, 0.0, State::Covered),
    scene("covered-2x", false, 2.0, 4.0, State::Covered),
    scene("absent-1x", false, 1.0, 0.0, State::Absent),
    scene("absent-2x", false, 2.0, 0.0, State::Absent),
    scene("twice-1x", false, 1.0, 0.0, State::Twice),
    scene("twice-2x", false, 2.0, 6.0, State::Twice),
    scene("hovered-1x", false, 1.0, 0.0, State::Hovered),
    scene("hovered-2x", false, 2.0, 8.0, State::Hovered),
    scene("beside-1x", false, 1.0, 0.0, State::BesideLookAlikes),
    scene("beside-2x", false, 2.0, 12.0, State::BesideLookAlikes),
];

const fn scene(name: &'static str, dark: bool, density: f64, shift: f64, state: State) -> Scene {
    Scene {
        name,
        dark,
        density,
        shift,
        state,
    }
}

/// What an answer is worth.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Worth {
    Right,
    Error,
    Wrong,
}

#[test]
fn no_answer_is_wrong_and_what_is_there_is_found() {
    let kept = std::env::var_os("DEMOREEL_CORPUS").map(std::path::PathBuf::from);
    let folder = tempfile::tempdir().unwrap();
    let folder = kept.as_deref().unwrap_or(folder.path());
    if !folder.join("cut-1x.png").exists() {
        browser::shoot_all(folder, &[SOURCES, SHOTS].concat());
    }
    let templates: Vec<_> = SOURCES
        .iter()
        .flat_map(|source| cut(folder, source))
        .collect();
    let mut tally: BTreeMap<(String, Worth), Vec<String>> = BTreeMap::new();
    for shot in SHOTS {
        let mut search =
            FileSearch::open(&folder.join(format!("{}.png", shot.name)), shot.density).unwrap();
        for (thing, density, target) in &templates {
            let answer = search.one(target);
            let worth = match judge(shot, thing, &answer) {
                Worth::Error if must_be_right(shot, *density) => Worth::Wrong,
                worth => worth,
            };
            let case = format!("{}@{density} {}", thing.name, told(&answer));
            tally
                .entry((shot.name.to_owned(), worth))
                .or_default()
                .push(case);
        }
        for ((name, worth), cases) in tally.iter().filter(|((name, _), _)| name == shot.name) {
            println!("{name:12} {worth:?} {}: {}", cases.len(), cases.join(" | "));
        }
    }
    let wrong: Vec<_> = tally
        .iter()
        .filter(|((_, worth), _)| *worth == Worth::Wrong)
        .collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
}

fn told(answer: &Result<Found, Miss>) -> String {
    match answer {
        Ok(found) => format!("{:.3} x{}", found.score, found.scale),
        Err(miss) => format!("{:?} {}", miss.why, miss.cause.clone().unwrap_or_default()),
    }
}

/// Whether an error is no good answer: everything is there (or surely is not), whole pixels away
/// from where it was cut, in the same density and theme.
fn must_be_right(shot: &Scene, density: f64) -> bool {
    let plain = !matches!(shot.state, State::Covered | State::Hovered);
    plain && !shot.dark && shot.density == density && shot.shift.fract() == 0.0
}

/// Every thing of a page as a template file, with the density at which it was cut.
fn cut(folder: &Path, source: &Scene) -> Vec<(&'static Thing, f64, Target)> {
    let shot = image::open(folder.join(format!("{}.png", source.name)))
        .unwrap()
        .to_rgba8();
    let cut_out = THINGS.iter().map(|thing| {
        let (x, y, width, height) = source.place(thing);
        let px = |value: f64| (value * source.density).round() as u32;
        let piece =
            image::imageops::crop_imm(&shot, px(x), px(y), px(width), px(height)).to_image();
        let path = folder.join(format!("{}-{}.png", thing.name, source.density));
        piece.save(&path).unwrap();
        let template = ImageTemplate {
            path: path.display().to_string(),
            digest: source.name.to_owned(),
            confidence: 0.9,
            density: Some(source.density),
        };
        (
            thing,
            source.density,
            Target::plain(Finder::Image(template)),
        )
    });
    cut_out.collect()
}

fn judge(shot: &Scene, thing: &Thing, answer: &Result<Found, Miss>) -> Worth {
    let (x, y, width, height) = shot.place(thing);
    let middle = SurfacePoint::new(x + width / 2.0, y + height / 2.0);
    let there = matches!(
        shot.state,
        State::Normal | State::Hovered | State::BesideLookAlikes | State::Covered
    );
    match answer {
        Ok(found) if there && (found.point - middle).length() < 1.5 => Worth::Right,
        Ok(_) => Worth::Wrong,
        Err(miss) if shot.state == State::Twice && miss.why.is_ambiguous() => Worth::Right,
        Err(_)
            if matches!(
                shot.state,
                State::Disabled | State::LookAlikes | State::Absent
            ) =>
        {
            Worth::Right
        }
        Err(_) => Worth::Error,
    }
}
