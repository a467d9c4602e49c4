//! Look targets in a take that was written by hand: a badge that appears late, slides in and comes
//! to rest, as a text of the page and as pixels of the film.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "a test that cannot prepare its food fails"
)]

use std::path::Path;

use demoreel_capture::locate::{LocateError, locate};
use demoreel_primitives::cancel::Cancel;
use demoreel_primitives::event::Happening;
use demoreel_primitives::page::{Page, PageNode, PageNodeKind};
use demoreel_primitives::picture::{Picture, Plane};
use demoreel_primitives::plan::{
    Effect, EffectId, EffectKind, Extent, Look, LookScene, Moment, StepId, ZoomScale,
};
use demoreel_primitives::progress::{Run, Unobserved};
use demoreel_primitives::sighting::Sighting;
use demoreel_primitives::space::{FilmSize, SurfacePoint, SurfaceRect, SurfaceSize};
use demoreel_primitives::target::{Finder, ImageTemplate, Target};
use demoreel_primitives::time::{Nanos, TakeTime};
use demoreel_take::film::FilmWriter;
use demoreel_take::{Manifest, SurfaceFacts, Take, TakeWriter};

const LOGICAL: SurfaceSize = SurfaceSize::new(320, 200);
const DENSITY: f64 = 2.0;
/// The badge in film pixels.
const BADGE: (usize, usize) = (80, 40);

fn at(millis: i64) -> TakeTime {
    TakeTime(millis * 1_000_000)
}

/// Where the badge is, in logical pixels: it slides up for half a second.
fn badge_top(millis: i64) -> Option<f64> {
    (millis >= 1000).then(|| 120.0 - 8.0 * ((millis.min(1500) - 1000) / 50) as f64)
}

/// Stripes and dots that nothing else on the film has.
fn badge_pixel(x: usize, y: usize) -> u8 {
    if (x / 5 + y / 7).is_multiple_of(3) || (x * x + 3 * y) % 11 < 3 {
        40
    } else {
        220
    }
}

fn luma(grey: u8) -> u8 {
    (16.0 + grey as f64 * 219.0 / 255.0).round() as u8
}

fn picture(millis: i64) -> Picture {
    let mut picture = Picture::black(640, 400);
    let width = picture.width();
    let samples = picture.plane_mut(Plane::Y);
    for (index, sample) in samples.iter_mut().enumerate() {
        *sample = luma(200 + ((index % width / 40 + index / width / 30) % 2) as u8 * 20);
    }
    if let Some(top) = badge_top(millis) {
        let top = (top * DENSITY) as usize;
        for y in 0..BADGE.1 {
            for x in 0..BADGE.0 {
                samples[(top + y) * width + 100 + x] = luma(badge_pixel(x, y));
            }
        }
    }
    picture
}

fn page(millis: i64) -> Page {
    let node = |parent, text: Option<&str>, (x, y, w, h): (f64, f64, f64, f64)| PageNode {
        parent,
        area: SurfaceRect::new(SurfacePoint::new(x, y), euclid::size2(w, h)),
        kind: match text {
            Some(text) => PageNodeKind::Text {
                text: text.to_owned(),
                font_size: 14.0,
            },
            None => PageNodeKind::Element {
                tag: "p".to_owned(),
                attributes: Vec::new(),
                role: None,
                name: None,
            },
        },
    };
    let mut nodes = vec![node(None, None, (10.0, 10.0, 80.0, 20.0))];
    nodes.push(node(Some(0), Some("Services"), (10.0, 10.0, 80.0, 20.0)));
    if let Some(top) = badge_top(millis) {
        nodes.push(node(None, None, (50.0, top, 40.0, 20.0)));
        nodes.push(node(Some(2), Some("Deployed"), (50.0, top, 40.0, 20.0)));
    }
    Page {
        url: "http://localhost/".to_owned(),
        nodes,
    }
}

/// A scene of four seconds: one step until 0.8 s, one until 3.5 s.
fn take(folder: &Path) -> Take {
    let surface = SurfaceFacts {
        name: "app".to_owned(),
        logical: LOGICAL,
        size: FilmSize::new(640, 400),
        density: DENSITY,
    };
    let facts = Manifest {
        surfaces: vec![surface.clone()],
        programs: Default::default(),
        scenes: Vec::new(),
    };
    let mut take = TakeWriter::prepare(folder, facts).unwrap();
    let mut scene = take.begin_scene("s", "act").unwrap();
    let step = |number: u32| StepId(format!("s/{number}"));
    let page = |millis| Happening::Page {
        surface: "app".to_owned(),
        page: page(millis),
    };
    let moving: Vec<i64> = (0..=10).map(|beat| 1000 + 50 * beat).collect();
    let mut events = vec![
        (0, page(0)),
        (0, Happening::StepBegin { step: step(1) }),
        (800, Happening::StepEnd { step: step(1) }),
        (800, Happening::StepBegin { step: step(2) }),
        (3500, Happening::StepEnd { step: step(2) }),
    ];
    events.extend(moving.iter().map(|millis| (*millis, page(*millis))));
    events.sort_by_key(|(millis, _)| *millis);
    for (millis, what) in events {
        scene.log(at(millis), what);
    }
    let mut film = FilmWriter::create(&scene.film_path("app"), &surface).unwrap();
    for millis in [0].into_iter().chain(moving) {
        let picture = picture(millis);
        film.push(at(millis), vec![picture.bounds()], &picture)
            .unwrap();
    }
    scene.add_film(film.finish(0).unwrap()).unwrap();
    take.keep_scene(scene, Nanos::from_secs(4)).unwrap();
    Take::open(folder).unwrap()
}

fn zoom(number: u32, target: Target, timeout: Nanos) -> Effect {
    Effect {
        id: EffectId(format!("s/look/{number}")),
        surface: "app".to_owned(),
        from: Moment {
            at_time: None,
            after_steps: 1,
            after_effects: 0,
        },
        until: Extent::Hold(Nanos::from_secs(2)),
        kind: EffectKind::Zoom {
            target,
            scale: ZoomScale::Auto,
            timeout,
        },
        given: Vec::new(),
        sooner: Vec::new(),
    }
}

fn text(words: &str) -> Target {
    Target::plain(Finder::Text {
        text: words.to_owned(),
    })
}

fn located(take: &Take, effects: Vec<Effect>) -> Result<Vec<Sighting>, LocateError> {
    let scenes = vec![LookScene {
        name: "s".to_owned(),
        effects,
        given: Vec::new(),
    }];
    let look = Look {
        outputs: Vec::new(),
        scenes,
    };
    let cancel = Cancel::new();
    locate(
        &look,
        take,
        &Run {
            observer: &Unobserved,
            cancel: &cancel,
        },
    )
}

#[test]
fn a_target_that_appears_late_is_taken_where_it_has_come_to_rest() {
    let folder = tempfile::tempdir().unwrap();
    let take = take(&folder.path().join("take"));
    let template = folder.path().join("badge.png");
    let pixels = demoreel_eyes::RgbImage::from_fn(BADGE.0 as u32, BADGE.1 as u32, |x, y| {
        let grey = badge_pixel(x as usize, y as usize);
        [grey, grey, grey].into()
    });
    demoreel_eyes::write_png(&pixels, &template).unwrap();
    let image = Target::plain(Finder::Image(ImageTemplate {
        path: template.display().to_string(),
        digest: String::new(),
        confidence: 0.9,
        density: None,
    }));
    let timeout = Nanos::from_secs(5);
    let effects = vec![zoom(1, text("Deployed"), timeout), zoom(2, image, timeout)];
    let sightings = located(&take, effects).unwrap();
    let resting = SurfaceRect::new(SurfacePoint::new(50.0, 40.0), euclid::size2(40.0, 20.0));
    for sighting in &sightings {
        assert_eq!(sighting.area, resting, "{sighting:?}");
        assert_eq!(sighting.at, at(1500), "{sighting:?}");
    }
    assert_eq!(sightings[0].text_height, Some(14.0));
    assert_eq!(sightings[1].effect.0, "s/look/2");
}

#[test]
fn what_is_not_there_in_time_is_named_with_its_effect_and_shown() {
    let folder = tempfile::tempdir().unwrap();
    let take = take(&folder.path().join("take"));
    let short = Nanos::from_millis(100);
    let effects = vec![
        zoom(1, text("Services"), short),
        zoom(2, text("Deployed"), short),
        zoom(3, text("Servces"), short),
    ];
    let error = located(&take, effects).unwrap_err();
    let diagnostics = error.diagnostics();
    let ids: Vec<_> = diagnostics
        .iter()
        .filter_map(|(id, _)| id.clone())
        .map(|id| id.0)
        .collect();
    assert_eq!(ids, ["s/look/2", "s/look/3"]);
    let hint = diagnostics[1].1.hint.clone();
    assert_eq!(hint.as_deref(), Some("did you mean 'Services'?"));
    let LocateError::Unseen(unseen) = &error else {
        panic!("{error}")
    };
    let picture = unseen[0].picture.as_ref().unwrap();
    assert!(picture.height() > 400 && picture.width() == 640);
}

#[test]
fn a_surface_that_was_not_filmed_and_a_stopped_run_are_said() {
    let folder = tempfile::tempdir().unwrap();
    let take = take(&folder.path().join("take"));
    let elsewhere = Effect {
        surface: "shell".to_owned(),
        ..zoom(1, text("x"), Nanos::ZERO)
    };
    let error = located(&take, vec![elsewhere]).unwrap_err();
    assert!(matches!(error, LocateError::NotFilmed { .. }), "{error}");

    let effects = vec![zoom(1, text("Services"), Nanos::ZERO)];
    let scenes = vec![LookScene {
        name: "s".to_owned(),
        effects,
        given: Vec::new(),
    }];
    let look = Look {
        outputs: Vec::new(),
        scenes,
    };
    let cancel = Cancel::new();
    cancel.cancel();
    let run = Run {
        observer: &Unobserved,
        cancel: &cancel,
    };
    assert!(matches!(
        locate(&look, &take, &run),
        Err(LocateError::Cancelled)
    ));
}
