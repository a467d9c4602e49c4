//! What a synthetic scene's log says.

use demoreel_primitives::event::{Button, Event, Happening};
use demoreel_primitives::motion::minimum_jerk;
use demoreel_primitives::page::{Page, PageNode, PageNodeKind};
use demoreel_primitives::space::{SurfacePoint, SurfaceRect};
use demoreel_primitives::time::{Nanos, TakeTime};

use super::{Act, Beat, KEY_PACE, REACH, SURFACE, Scene};

/// How long a button stays down.
const HELD: Nanos = Nanos::from_millis(70);

/// The scene's events in order of time.
pub(super) fn events(scene: &Scene) -> Vec<Event> {
    let mut log = Log { events: Vec::new() };
    let size = scene.logical;
    let middle = SurfacePoint::new(size.width as f64 / 2.0, size.height as f64 / 2.0);
    log.add(TakeTime::ZERO, pointer(middle));
    log.add(TakeTime::ZERO, cursor("left_ptr"));
    log.add(TakeTime::ZERO, page(scene));
    let mut hand = middle;
    for (index, beat) in scene.beats.iter().enumerate() {
        let step = scene.step(index + 1);
        let (begin, end) = span(beat);
        log.add(begin, Happening::StepBegin { step: step.clone() });
        hand = log.play(scene, beat, hand);
        log.add(end, Happening::StepEnd { step });
    }
    log.events.sort_by_key(|event| event.at);
    log.events
        .retain(|event| event.at <= TakeTime::ZERO + scene.length);
    log.events
}

/// When a beat's step begins and ends.
fn span(beat: &Beat) -> (TakeTime, TakeTime) {
    let (before, after) = match &beat.what {
        Act::Click { .. } => (REACH, HELD),
        Act::Type { text } => (Nanos::ZERO, Nanos(KEY_PACE.0 * text.len() as i64)),
        Act::Scroll { length, .. } | Act::Flash { length } | Act::Spin { length } => {
            (Nanos::ZERO, *length)
        }
    };
    let begin = (beat.at - before).max(TakeTime::ZERO);
    (begin, beat.at + after)
}

struct Log {
    events: Vec<Event>,
}

impl Log {
    fn add(&mut self, at: TakeTime, what: Happening) {
        self.events.push(Event { at, what });
    }

    /// Logs a beat and gives the place at which it leaves the hand.
    fn play(&mut self, scene: &Scene, beat: &Beat, hand: SurfacePoint) -> SurfacePoint {
        let surface = SURFACE.to_owned();
        match &beat.what {
            Act::Click { on } => {
                self.reach(hand, *on, beat.at);
                self.click(scene, *on, beat.at);
                return *on;
            }
            Act::Type { text } => {
                let text = Some(text.clone());
                self.add(beat.at, Happening::Typing { surface, text });
            }
            Act::Scroll { down, length } => {
                for tick in 0..length.as_millis() / 100 {
                    let at = beat.at + Nanos::from_millis(tick * 100);
                    let notches = (0.0, down.signum());
                    let surface = surface.clone();
                    self.add(at, Happening::Wheel { surface, notches });
                }
            }
            Act::Flash { .. } | Act::Spin { .. } => {}
        }
        hand
    }

    /// A hand's way to a place, there a moment before `arrival`.
    fn reach(&mut self, from: SurfacePoint, to: SurfacePoint, arrival: TakeTime) {
        let ticks = 36;
        for tick in 1..=ticks {
            let part = minimum_jerk(tick as f64 / ticks as f64);
            let left = Nanos((REACH.0 - Nanos::from_millis(60).0) * (ticks - tick) / ticks);
            let at = arrival - Nanos::from_millis(60) - left;
            self.add(at.max(TakeTime::ZERO), pointer(from.lerp(to, part)));
        }
    }

    fn click(&mut self, scene: &Scene, on: SurfacePoint, at: TakeTime) {
        let shape = match () {
            () if scene.button().contains(on) => "hand2",
            () if scene.field().contains(on) => "text",
            () => "left_ptr",
        };
        self.add(at - Nanos::from_millis(80), cursor(shape));
        for (delay, down) in [(Nanos::ZERO, true), (HELD, false)] {
            let surface = SURFACE.to_owned();
            let button = Button::Left;
            let what = Happening::Button {
                surface,
                button,
                down,
            };
            self.add(at + delay, what);
        }
    }
}

fn pointer(at: SurfacePoint) -> Happening {
    let surface = SURFACE.to_owned();
    Happening::Pointer { surface, at }
}

fn cursor(shape: &str) -> Happening {
    Happening::Cursor {
        surface: SURFACE.to_owned(),
        shape: shape.to_owned(),
    }
}

/// The page's elements that a script would point at.
fn page(scene: &Scene) -> Happening {
    let size = scene.logical.cast::<f64>().to_vector();
    let whole = SurfaceRect::new(SurfacePoint::zero(), (size.x, size.y).into());
    let nodes = vec![
        element(None, whole, "body", None, None),
        element(
            Some(0),
            scene.button(),
            "button",
            Some("deploy"),
            Some("Deploy"),
        ),
        words(1, scene.button().inflate(-22.0, -8.0), "Deploy"),
        element(Some(0), scene.field(), "input", Some("name"), Some("Name")),
    ];
    let url = "http://127.0.0.1/".to_owned();
    Happening::Page {
        surface: SURFACE.to_owned(),
        page: Page { url, nodes },
    }
}

fn element(
    parent: Option<u32>,
    area: SurfaceRect,
    tag: &str,
    id: Option<&str>,
    name: Option<&str>,
) -> PageNode {
    let role = match tag {
        "button" => Some("button".to_owned()),
        "input" => Some("textbox".to_owned()),
        _ => None,
    };
    let attributes = id.map(|id| ("id".to_owned(), id.to_owned()));
    PageNode {
        parent,
        area,
        kind: PageNodeKind::Element {
            tag: tag.to_owned(),
            attributes: attributes.into_iter().collect(),
            role,
            name: name.map(str::to_owned),
        },
    }
}

fn words(parent: u32, area: SurfaceRect, text: &str) -> PageNode {
    PageNode {
        parent: Some(parent),
        area,
        kind: PageNodeKind::Text {
            text: text.to_owned(),
            font_size: 14.0,
        },
    }
}
