//! The presenter over small scenes: lips that close with the sound, a corner that gives way, and
//! a screen that stays readable.

use demoreel_primitives::plan::{Anchor, Corner, Extent, Layout, ZoomScale};
use demoreel_primitives::speech::Phoneme;
use demoreel_primitives::timeline::{Layer, PresenterLayer, Timeline};

use super::sounds::{self, Shape};
use super::*;
use crate::testing::*;

fn pip(corner: Corner) -> Layout {
    Layout::Pip {
        corner,
        size: 260.0,
        round: 0.5,
    }
}

fn presenter(timeline: &Timeline) -> Option<&PresenterLayer> {
    scene(timeline).layers.iter().find_map(|layer| match layer {
        Layer::Presenter(presenter) => Some(presenter),
        _ => None,
    })
}

fn speaking(layout: Layout) -> Stage {
    let mut stage = Stage::new(4000, &[4000]);
    stage.effects = vec![say(moment(0, 0), "Bring back my maps")];
    stage.spoken = vec![2.0];
    stage.output.styles[0].layout = layout;
    stage
}

#[test]
fn a_layout_without_a_place_for_it_has_no_presenter() {
    assert!(presenter(&speaking(Layout::Screen).build()).is_none());
    assert!(presenter(&speaking(pip(Corner::TopLeft)).build()).is_some());
}

#[test]
fn the_mouth_moves_while_it_speaks_and_rests_afterwards() {
    let timeline = speaking(pip(Corner::BottomRight)).build();
    let layer = presenter(&timeline).unwrap();
    let open = |frame: u64| layer.pose.at(frame).mouth.open;
    // Speech begins 250 ms into the scene.
    assert!((15..135).any(|frame| open(frame) > 12));
    assert!((160..scene(&timeline).frames).all(|frame| open(frame) == 0));
    assert!((0..10).all(|frame| open(frame) == 0));
}

#[test]
fn lips_are_shut_within_40_ms_of_every_sound_that_shuts_them() {
    let sound = |sound: &str, from: u64, to: u64| Phoneme {
        sound: sound.to_owned(),
        from: from * 48,
        to: to * 48,
    };
    let phonemes = vec![
        sound("aa", 0, 140),
        sound("p", 140, 200),
        sound("aa", 200, 330),
        sound("m", 330, 380),
        sound("ae", 380, 500),
        sound("b", 500, 560),
        sound("ow", 560, 700),
    ];
    let speech = demoreel_primitives::speech::Speech {
        effect: demoreel_primitives::plan::EffectId("one/look/1".to_owned()),
        audio: None,
        samples: 700 * 48,
        words: Vec::new(),
        phonemes,
    };
    let sounds = sounds::of(&speech, |sample| sample as f64 / 48_000.0);
    assert_eq!(sounds[1].shape, Shape::A);
    let lips = Lips::new(sounds);
    for (from, to) in [(0.140, 0.200), (0.330, 0.380), (0.500, 0.560)] {
        let shut = (0..).map(|beat| f64::from(beat) / BEATS);
        let mut near = shut
            .skip_while(|time| *time < from - 0.04)
            .take_while(|time| *time <= to + 0.04);
        assert!(near.any(|time| lips.at(time).open <= 2), "{from}");
    }
    for middle in [0.07, 0.26, 0.43] {
        assert!(lips.at(middle).open > 10, "{middle}");
    }
}

#[test]
fn words_without_phonemes_move_the_mouth_by_their_letters() {
    let timeline = speaking(pip(Corner::BottomRight)).build();
    let layer = presenter(&timeline).unwrap();
    let mouths = layer.pose.changes().iter().map(|(_, pose)| pose.mouth);
    let mut kinds: Vec<_> = mouths
        .map(|mouth| (mouth.open / 8, mouth.wide / 8))
        .collect();
    kinds.sort_unstable();
    kinds.dedup();
    assert!(kinds.len() >= 6, "{kinds:?}");
}

#[test]
fn the_same_scene_gives_the_same_poses_and_another_name_gives_others() {
    let one = speaking(pip(Corner::BottomRight)).build();
    let again = speaking(pip(Corner::BottomRight)).build();
    assert_eq!(presenter(&one), presenter(&again));
    let mut other = speaking(pip(Corner::BottomRight));
    other.name = "other";
    assert_ne!(
        presenter(&one).unwrap().pose,
        presenter(&other.build()).unwrap().pose
    );
}

#[test]
fn it_blinks_and_glances_at_what_is_clicked() {
    let mut stage = Stage::new(12_000, &[12_000]);
    stage.events = vec![pointer(0, 100.0, 100.0)];
    stage.events.extend(click(4000));
    stage.output.styles[0].layout = pip(Corner::BottomRight);
    let timeline = stage.build();
    let layer = presenter(&timeline).unwrap();
    let shut = layer.pose.changes().iter();
    assert!(shut.filter(|(_, pose)| pose.lids == 16).count() >= 2);
    let click = frame_showing(&timeline, 4000);
    let (right, down) = layer.pose.at(click).gaze;
    assert!(right < -20 && down < -8, "{right} {down}");
    assert_eq!(layer.pose.at(click - 120).gaze, (0, 0));
}

#[test]
fn the_picture_gives_way_before_a_click_in_its_corner() {
    let mut stage = Stage::new(8000, &[8000]);
    stage.events = vec![pointer(0, 100.0, 100.0), pointer(3800, 1540.0, 950.0)];
    stage.events.extend(click(4000));
    stage.output.styles[0].layout = pip(Corner::BottomRight);
    let timeline = stage.build();
    let layer = presenter(&timeline).unwrap();
    let begins = layer.place.at(0).unwrap();
    assert!(
        begins.min_x() > 1600.0 && begins.min_y() > 700.0,
        "{begins:?}"
    );
    let click = frame_showing(&timeline, 4000);
    let place = layer.place.at(click).unwrap();
    assert!(place.max_x() < 400.0, "{place:?}");
    // It goes smoothly: no frame moves it by more than a part of the way.
    for frame in 1..scene(&timeline).frames {
        let step =
            layer.place.at(frame).unwrap().origin - layer.place.at(frame - 1).unwrap().origin;
        assert!(step.length() < 110.0, "{frame}: {step:?}");
    }
}

#[test]
fn the_picture_is_smaller_while_the_camera_is_close() {
    let mut stage = Stage::new(9000, &[3000, 6000, 9000]);
    let until = Extent::Until(moment(2, 1));
    stage.effects = vec![zoom(moment(1, 0), until, ZoomScale::Times(2.0))];
    stage.sightings = vec![(0, area(400.0, 300.0, 100.0, 40.0), 3000)];
    stage.output.styles[0].layout = pip(Corner::BottomRight);
    let timeline = stage.build();
    let layer = presenter(&timeline).unwrap();
    let side = |millis| {
        layer
            .place
            .at(frame_showing(&timeline, millis))
            .unwrap()
            .width()
    };
    assert_eq!(side(1000), 260.0);
    assert_eq!(side(5000), 208.0);
}

fn upright(layout: Layout) -> Stage {
    let mut stage = speaking(layout);
    stage.output.size = demoreel_primitives::space::CanvasSize::new(1080, 1920);
    stage.output.styles[0].padding = 40.0;
    stage
}

#[test]
fn on_a_phone_the_screen_fills_its_window_and_the_presenter_its_part() {
    let stage = upright(Layout::ScreenOverAvatar { share: 0.4 });
    let timeline = stage.build();
    let stand = stage.examine(crate::layout::stand);
    let window = stand.window.unwrap();
    assert!(
        window.min_y() >= 0.06 * 1920.0 && window.max_y() <= 1152.0,
        "{window:?}"
    );
    let presenter = presenter(&timeline).unwrap().place.at(0).unwrap();
    assert!(presenter.min_y() >= 1152.0 - 1.0, "{presenter:?}");
    assert_eq!(presenter.max_y(), 1920.0);
    for frame in 0..scene(&timeline).frames {
        let card = card_at(&timeline, frame);
        assert!(
            card.inflate(0.01, 0.01).contains_rect(&window),
            "{frame}: {card:?}"
        );
    }
}

#[test]
fn on_a_phone_the_camera_goes_along_with_the_hand() {
    let mut stage = upright(Layout::ScreenOverAvatar { share: 0.4 });
    stage.effects.clear();
    stage.length = 9000;
    stage.steps = vec![(0, 9000)];
    stage.events = vec![pointer(0, 200.0, 500.0)];
    stage.events.extend(click(1500));
    stage.events.push(pointer(4800, 1500.0, 500.0));
    stage.events.extend(click(5000));
    let timeline = stage.build();
    let window = stage.examine(crate::layout::stand).window.unwrap();
    for (millis, x) in [(1500, 200.0), (5000, 1500.0)] {
        let card = card_at(&timeline, frame_showing(&timeline, millis));
        let shown = card.min_x() + x / 1600.0 * card.width();
        assert!(
            shown > window.min_x() + 40.0 && shown < window.max_x() - 40.0,
            "{millis}: {shown} in {window:?}"
        );
    }
    let every = 0..scene(&timeline).frames;
    let covered = |frame| {
        card_at(&timeline, frame)
            .inflate(0.01, 0.01)
            .contains_rect(&window)
    };
    assert!(every.into_iter().all(covered));
}

#[test]
fn on_a_phone_a_pointer_that_only_shows_is_followed_too() {
    let mut stage = upright(Layout::ScreenOverAvatar { share: 0.4 });
    stage.events = vec![pointer(0, 200.0, 500.0)];
    let way = (0..20).map(|step| pointer(1500 + 20 * step, 200.0 + 65.0 * step as f64, 500.0));
    stage.events.extend(way);
    let timeline = stage.build();
    let window = stage.examine(crate::layout::stand).window.unwrap();
    let card = card_at(&timeline, frame_showing(&timeline, 3000));
    let shown = card.min_x() + 1435.0 / 1600.0 * card.width();
    assert!(shown < window.max_x() - 40.0, "{shown} in {window:?}");
}

/// Where the first caption stands: its anchor and its point.
fn caption(timeline: &Timeline) -> (Anchor, f64) {
    let layers = scene(timeline).layers.iter();
    let mut captions = layers.filter_map(|layer| match layer {
        Layer::Caption(caption) => Some(&caption.texts[0]),
        _ => None,
    });
    let text = captions.next().unwrap();
    (text.anchor, text.at.y)
}

#[test]
fn captions_stand_on_the_seam_and_never_over_the_face() {
    let over = upright(Layout::ScreenOverAvatar { share: 0.4 }).build();
    let (anchor, y) = caption(&over);
    assert_eq!(anchor, Anchor::Center);
    assert!((1112.0..1240.0).contains(&y), "{y}");
    let under = upright(Layout::AvatarOverScreen { share: 0.4 }).build();
    let face = presenter(&under).unwrap().place.at(0).unwrap();
    let (_, y) = caption(&under);
    assert!(
        (face.max_y() - 60.0..face.max_y() + 60.0).contains(&y),
        "{y} {face:?}"
    );
}

#[test]
fn a_presenter_alone_has_no_card_and_no_pointer() {
    let mut stage = speaking(Layout::PresenterFull);
    stage.events = vec![pointer(0, 100.0, 100.0)];
    let timeline = stage.build();
    let layers = &scene(&timeline).layers;
    assert!(
        layers
            .iter()
            .all(|layer| matches!(layer, Layer::Presenter(_) | Layer::Caption(_)))
    );
    assert!(presenter(&timeline).is_some());
}
