//! The pointer over small scenes: places, shapes, presses, cuts.

use super::*;
use crate::testing::*;
use demoreel_primitives::event::Event;
use demoreel_primitives::plan::{EffectKind, Extent, ZoomScale};
use demoreel_primitives::timeline::{Layer, ReelScene, RippleLayer, Timeline};

fn pointer_of(timeline: &Timeline) -> &PointerLayer {
    pointer_in(scene(timeline))
}

fn pointer_in(scene: &ReelScene) -> &PointerLayer {
    let layers = scene.layers.iter();
    let mut pointers = layers.filter_map(|layer| match layer {
        Layer::Pointer(pointer) => Some(pointer),
        _ => None,
    });
    pointers.next().expect("there is a pointer")
}

fn ripple_of(timeline: &Timeline) -> &RippleLayer {
    let layers = scene(timeline).layers.iter();
    let mut ripples = layers.filter_map(|layer| match layer {
        Layer::Ripple(ripple) => Some(ripple),
        _ => None,
    });
    ripples.next().expect("there is a ripple")
}

/// Where the pointer is in a frame, in the surface's pixels.
fn on_surface(timeline: &Timeline, frame: u64) -> (f64, f64) {
    let pose = pointer_of(timeline)
        .pose
        .at(frame)
        .expect("it is always there");
    let card = card_at(timeline, frame);
    let part = (pose.at - card.origin).component_div(card.size.to_vector());
    (part.x * 1600.0, part.y * 1000.0)
}

fn cursor(millis: i64, shape: &str) -> Event {
    let surface = "app".to_owned();
    let shape = shape.to_owned();
    Event {
        at: ms(millis),
        what: Happening::Cursor { surface, shape },
    }
}

#[test]
fn it_is_where_the_takes_pointer_was_and_moves_evenly_between_two_places() {
    let mut stage = Stage::new(3000, &[3000]);
    stage.events = (0..=10)
        .map(|n| pointer(1000 + 25 * n, 100.0 + 40.0 * n as f64, 200.0))
        .collect();
    let timeline = stage.build();
    let scene = scene(&timeline);
    for frame in 0..scene.frames {
        let take = scene.clock.at(frame).as_secs_f64() - 1.0;
        let wanted = 100.0 + 40.0 * (take / 0.025).clamp(0.0, 10.0);
        let (x, y) = on_surface(&timeline, frame);
        assert!(
            (x - wanted).abs() < 0.01 && (y - 200.0).abs() < 1e-6,
            "{frame}: {x} {wanted}"
        );
    }
}

#[test]
fn it_rests_where_it_was_left_and_does_not_drift_to_its_next_place() {
    let mut stage = Stage::new(3000, &[3000]);
    stage.events = vec![pointer(0, 100.0, 100.0), pointer(2000, 300.0, 100.0)];
    let timeline = stage.build();
    let before = frame_showing(&timeline, 1980);
    assert!((on_surface(&timeline, before).0 - 100.0).abs() < 1e-6);
    assert!((on_surface(&timeline, before + 3).0 - 300.0).abs() < 1e-6);
}

#[test]
fn it_jumps_through_a_cut_and_follows_through_a_speed_up() {
    let moves = |kind| {
        let mut stage = Stage::new(4000, &[1000, 3000, 4000]);
        stage.events = (0..=160)
            .map(|n| pointer(25 * n, 10.0 * n as f64, 500.0))
            .collect();
        stage.effects = vec![(moment(1, 0), Extent::Until(moment(2, 1)), kind)];
        let timeline = stage.build();
        let frames = scene(&timeline).frames;
        let places: Vec<f64> = (0..frames)
            .map(|frame| on_surface(&timeline, frame).0)
            .collect();
        places
            .windows(2)
            .map(|pair| pair[1] - pair[0])
            .fold(0.0, f64::max)
    };
    assert!((moves(EffectKind::Cut) - 800.0).abs() < 10.0);
    assert!((moves(EffectKind::Speed { factor: 4.0 }) - 4.0 * 400.0 / 60.0).abs() < 0.5);
}

#[test]
fn it_dips_when_it_presses_and_comes_back() {
    let mut stage = Stage::new(3000, &[3000]);
    stage.events = vec![pointer(0, 100.0, 100.0)];
    stage.events.extend(click(1000));
    let timeline = stage.build();
    let press = frame_showing(&timeline, 1000);
    let height = |frame| {
        pointer_of(&timeline)
            .pose
            .at(frame)
            .expect("it is there")
            .height
    };
    assert_eq!(height(press - 1), 40.0);
    assert!(
        (height(press + 5) - 34.0).abs() < 0.2,
        "{}",
        height(press + 5)
    );
    assert_eq!(height(press + 14), 40.0);
}

#[test]
fn a_ring_begins_with_the_click_stays_on_its_place_and_is_gone_after_450_ms() {
    let mut stage = Stage::new(3000, &[3000]);
    stage.events = vec![pointer(0, 400.0, 300.0)];
    stage.events.extend(click(1003));
    stage.events.push(pointer(1100, 900.0, 300.0));
    let timeline = stage.build();
    let ring = &ripple_of(&timeline).ring;
    let press = frame_showing(&timeline, 1003);
    assert!(ring.at(press - 1).is_none());
    let frames: Vec<_> = (press..press + 27)
        .map(|frame| ring.at(frame).expect("a ring"))
        .collect();
    assert!(
        frames
            .windows(2)
            .all(|pair| pair[0].radius < pair[1].radius)
    );
    assert!(
        frames
            .windows(2)
            .all(|pair| pair[0].opacity > pair[1].opacity)
    );
    assert!(frames.iter().all(|ring| ring.at == frames[0].at));
    assert!(ring.at(press + 27).is_none());
}

#[test]
fn a_shape_that_was_only_passed_over_is_not_shown() {
    let mut stage = Stage::new(4000, &[4000]);
    stage.events = vec![
        pointer(0, 1.0, 1.0),
        cursor(0, "left_ptr"),
        cursor(1000, "hand2"),
        cursor(1040, "left_ptr"),
        cursor(2000, "xterm"),
        cursor(3000, "left_ptr"),
    ];
    let timeline = stage.build();
    let shapes = &pointer_of(&timeline).shape;
    let kinds: Vec<_> = shapes.changes().iter().map(|(_, shape)| *shape).collect();
    assert_eq!(
        kinds,
        [CursorShape::Arrow, CursorShape::Text, CursorShape::Arrow]
    );
    assert_eq!(shapes.changes()[1].0, frame_showing(&timeline, 2000));
}

#[test]
fn a_take_without_a_pointer_shows_none() {
    let timeline = Stage::new(1000, &[1000]).build();
    assert_eq!(scene(&timeline).layers.len(), 1);
}

/// What a take notes of a scene whose only step is a click after the pointer's way, as a stage
/// writes it: first where everything stands, some milliseconds after the film began to roll.
fn filmed_click(name: &'static str, from: (f64, f64), to: (f64, f64), shapes: [&str; 2]) -> Stage {
    let mut stage = Stage::new(2000, &[1300]);
    stage.name = name;
    stage.steps[0].0 = 510;
    stage.events = vec![pointer(4, from.0, from.1), cursor(5, shapes[0])];
    for n in 0..=50 {
        let part = f64::from(n) / 50.0;
        let (x, y) = (
            from.0 + (to.0 - from.0) * part,
            from.1 + (to.1 - from.1) * part,
        );
        stage.events.push(pointer(530 + 8 * i64::from(n), x, y));
    }
    stage.events.push(cursor(925, shapes[1]));
    stage.events.extend(click(1100));
    stage
}

#[test]
fn from_one_scene_to_the_next_on_the_same_surface_it_stays_as_it_is() {
    let (a, b, c) = ((100.0, 100.0), (1200.5, 700.25), (300.0, 650.0));
    let mut first = filmed_click("first", a, b, ["left_ptr", "hand2"]);
    let until = Extent::Until(moment(1, 1));
    first.effects = vec![zoom(moment(0, 0), until, ZoomScale::Times(2.0))];
    first.sightings = vec![(0, area(b.0, b.1, 120.0, 40.0), 0)];
    let second = filmed_click("second", b, c, ["hand2", "xterm"]);
    let third = filmed_click("third", c, a, ["xterm", "left_ptr"]);
    let timeline = in_a_row(&[first, second, third]);
    for pair in timeline.scenes.windows(2) {
        let (before, after) = (pointer_in(&pair[0]), pointer_in(&pair[1]));
        let last = pair[0].frames - 1;
        assert_eq!(before.pose.at(last), after.pose.at(0), "{}", pair[1].name);
        assert_eq!(before.shape.at(last), after.shape.at(0), "{}", pair[1].name);
        // The cut falls where nothing moves, on either side.
        let still =
            |layer: &PointerLayer, frame: u64| layer.pose.at(frame) == layer.pose.at(frame + 1);
        assert!((last - 5..last).all(|frame| still(before, frame)));
        assert!((0..29).all(|frame| still(after, frame)));
        assert_eq!(after.shape.at(0), after.shape.at(29));
    }
}
