//! How the works look, and the ladder of effects: each step adds one to those before.

use demoreel_primitives::filmed::FilmedScene;
use demoreel_primitives::plan::Shadow;
use demoreel_primitives::space::{CanvasRect, CanvasSize};
use demoreel_primitives::time::{FrameRate, TakeTime};
use demoreel_primitives::timeline::{Card, Layer, Timeline, Track};
use demoreel_take::Take;

use super::demo::Demo;
use super::material::{CAMERA, Work, filmed};

/// The steps of the ladder.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Step {
    /// The film alone, as large as the canvas.
    Film,
    /// On a background, with padding and round corners.
    Framed,
    /// With zooms.
    Zoom,
    /// With the pointer and its rings.
    Pointer,
    /// With a shadow, which moves with the card.
    Shadow,
    /// With a presenter in a corner.
    Presenter,
}

impl Step {
    /// By its name on the command line.
    pub fn named(word: &str) -> Step {
        match word {
            "film" => Step::Film,
            "framed" => Step::Framed,
            "zoom" => Step::Zoom,
            "pointer" => Step::Pointer,
            "shadow" => Step::Shadow,
            _ => Step::Presenter,
        }
    }

    /// All that a work has.
    pub fn last(work: Work) -> Step {
        match work {
            Work::Dense => Step::Presenter,
            Work::Typical | Work::Sharp => Step::Shadow,
        }
    }
}

/// The work's timeline up to a step.
pub fn timeline(take: &Take, work: Work, step: Step) -> Timeline {
    let filmed = filmed(take);
    let zooms = match work {
        _ if step < Step::Zoom => Vec::new(),
        Work::Dense => vec![
            (4.0, 14.0, (0.3, 0.2), 1.8),
            (22.0, 34.0, (0.7, 0.6), 2.2),
            (42.0, 54.0, (0.5, 0.4), 1.6),
        ],
        Work::Typical | Work::Sharp => vec![
            (4.0, 9.0, (0.9, 0.05), 1.8),
            (12.0, 18.0, (0.2, 0.1), 2.0),
            (32.0, 40.0, (0.5, 0.3), 1.6),
        ],
    };
    let demo = Demo {
        captions: Vec::new(),
        zooms,
        ..Demo::full_hd()
    };
    let mut timeline = demo.timeline(std::slice::from_ref(&filmed));
    let canvas = timeline.canvas;
    for scene in &mut timeline.scenes {
        scene.layers.retain(|layer| match layer {
            Layer::Caption(_) | Layer::Presenter(_) => false,
            Layer::Pointer(_) | Layer::Ripple(_) => step >= Step::Pointer,
            Layer::Card(_) => true,
        });
        for layer in &mut scene.layers {
            if let Layer::Card(card) = layer {
                dress(card, work, step, canvas);
            }
        }
        if step >= Step::Presenter {
            let card = presenter(&filmed, scene.frames, canvas);
            scene.layers.push(Layer::Card(card));
        }
    }
    timeline
}

fn dress(card: &mut Card, work: Work, step: Step, canvas: CanvasSize) {
    if work == Work::Dense {
        card.radius = 40.0 / card.rest_width;
    }
    if step < Step::Shadow {
        card.shadow.opacity = 0.0;
    }
    if step == Step::Film {
        card.radius = 0.0;
        let whole = euclid::size2(f64::from(canvas.width), f64::from(canvas.height));
        card.place = Track::constant(CanvasRect::from_size(whole));
    }
}

/// A round picture at the lower right.
fn presenter(filmed: &FilmedScene, frames: u64, canvas: CanvasSize) -> Card {
    let rate = FrameRate::whole(60);
    let film = filmed.film(CAMERA);
    let side = 320.0;
    let corner = euclid::point2(
        f64::from(canvas.width) - side - 54.0,
        f64::from(canvas.height) - side - 54.0,
    );
    let place = CanvasRect::new(corner, euclid::size2(side, side));
    Card {
        surface: CAMERA.to_owned(),
        pictures: Track::sample(frames, |frame| {
            film.map_or(0, |film| film.picture_at(TakeTime(rate.time_of(frame).0)))
        }),
        place: Track::constant(place),
        window: None,
        radius: 0.5,
        shadow: Shadow {
            opacity: 0.4,
            blur: 20.0,
            drop: 10.0,
        },
        rest_width: side,
        terminal: None,
        bar: None,
    }
}
