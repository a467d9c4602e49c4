//! The camera over small scenes: settled in time, still at rest, never backward.

use super::*;
use crate::testing::*;
use demoreel_primitives::motion::Spring;
use demoreel_primitives::plan::{EffectKind, Extent, ZoomScale};
use demoreel_primitives::space::CanvasPoint;
use demoreel_primitives::time::Nanos;
use demoreel_primitives::timeline::Timeline;

/// One click on a small button at 4 s, zoomed to during its step from 3 s to 4.1 s.
pub(super) fn one_click() -> Stage {
    let mut stage = Stage::new(9000, &[3000, 4100, 9000]);
    stage.events = vec![pointer(0, 100.0, 100.0), pointer(3900, 1200.0, 700.0)];
    stage.events.extend(click(4000));
    stage.effects = vec![zoom(
        moment(1, 0),
        Extent::Until(moment(2, 1)),
        ZoomScale::Auto,
    )];
    stage.sightings = vec![(0, area(1200.0, 700.0, 120.0, 40.0), 3000)];
    stage
}

pub(super) fn places(timeline: &Timeline) -> Vec<CanvasRect> {
    (0..scene(timeline).frames)
        .map(|frame| card_at(timeline, frame))
        .collect()
}

/// The scale of each frame, to six digits: places are kept on a grid.
fn scales(timeline: &Timeline) -> Vec<f64> {
    let places = places(timeline);
    let rest = places[0].size.width;
    let scale = |place: &CanvasRect| libm::round(place.size.width / rest * 1e6) / 1e6;
    places.iter().map(scale).collect()
}

#[test]
fn the_card_rests_centred_on_whole_pixels_with_its_padding() {
    let timeline = Stage::new(1000, &[1000]).build();
    let card = card_at(&timeline, 0);
    assert_eq!(card.center(), CanvasPoint::new(960.0, 540.0));
    assert_eq!(card.origin.y, 60.0);
    assert!((card.size.width / card.size.height - 1.6).abs() < 0.002);
    assert_eq!(card.origin.x.fract() + card.size.width.fract(), 0.0);
}

#[test]
fn the_camera_has_settled_before_the_click_and_leaves_after_its_result() {
    let timeline = one_click().build();
    let scales = scales(&timeline);
    let most = scales.iter().copied().fold(1.0, f64::max);
    assert_eq!(
        most, 2.2,
        "a small button is brought as close as the style allows"
    );
    let click = frame_showing(&timeline, 4000) as usize;
    assert!(
        scales[click] > 1.0 + 0.98 * (most - 1.0),
        "{}",
        scales[click]
    );
    // The result is watched for 0.9 s after the button came up.
    assert_eq!(scales[click + 58], most);
    assert!(scales[click + 62] < most);
    assert_eq!(scales[scales.len() - 1], 1.0);
}

#[test]
fn the_target_comes_to_the_middle() {
    let mut stage = one_click();
    stage.sightings[0].1 = area(800.0, 520.0, 120.0, 40.0);
    let timeline = stage.build();
    let card = card_at(&timeline, frame_showing(&timeline, 4050));
    let shown = card.origin.x + 0.5 * card.size.width;
    assert!((shown - 960.0).abs() < 1.0, "{shown}");
    let shown = card.origin.y + 0.52 * card.size.height;
    assert!((shown - 540.0).abs() < 1.0, "{shown}");
}

#[test]
fn an_edge_of_the_card_is_never_further_in_than_at_rest() {
    for (x, y) in [(10.0, 10.0), (1590.0, 990.0), (10.0, 990.0), (800.0, 5.0)] {
        let mut stage = one_click();
        stage.sightings[0].1 = area(x, y, 20.0, 10.0);
        let timeline = stage.build();
        let rest = card_at(&timeline, 0);
        for place in places(&timeline) {
            assert!(place.min_x() <= rest.min_x() + 1e-9 && place.min_y() <= rest.min_y() + 1e-9);
            assert!(place.max_x() >= rest.max_x() - 1e-9 && place.max_y() >= rest.max_y() - 1e-9);
        }
        let near = card_at(&timeline, frame_showing(&timeline, 4050));
        let margins = [
            near.min_x(),
            near.min_y(),
            1920.0 - near.max_x(),
            1080.0 - near.max_y(),
        ];
        let inside: Vec<_> = margins.iter().filter(|margin| **margin > 0.0).collect();
        assert!(
            !inside.is_empty() && inside.iter().all(|margin| **margin < 60.01),
            "{margins:?}"
        );
    }
}

#[test]
fn at_rest_it_is_exactly_still_and_it_never_goes_back() {
    for spring in [Spring::CALM, Spring::BALANCED, Spring::SNAPPY] {
        let mut stage = one_click();
        stage.output.styles[0].camera.spring = spring;
        stage.steps[1].1 = 8500;
        let scales = scales(&stage.build());
        let top = scales
            .iter()
            .position(|scale| *scale == 2.2)
            .expect("it arrives");
        let leaves = scales
            .iter()
            .rposition(|scale| *scale == 2.2)
            .expect("it arrives");
        assert!(leaves > top + 30, "{spring:?}");
        assert!(scales[..=top].windows(2).all(|pair| pair[0] <= pair[1]));
        assert!(scales[top..leaves].iter().all(|scale| *scale == 2.2));
        assert!(scales[leaves..].windows(2).all(|pair| pair[0] >= pair[1]));
    }
}

#[test]
fn every_point_goes_straight_and_the_zoom_is_even_in_its_logarithm() {
    let timeline = one_click().build();
    let places = places(&timeline);
    let moving: Vec<_> = places
        .windows(2)
        .filter(|pair| pair[0] != pair[1])
        .collect();
    let (first, last) = (
        moving[0][0],
        places[frame_showing(&timeline, 4050) as usize],
    );
    let way = last.origin - first.origin;
    for place in moving
        .iter()
        .map(|pair| pair[0])
        .filter(|place| place.origin.x >= last.origin.x)
    {
        let gone = place.origin - first.origin;
        let aside = (way.x * gone.y - way.y * gone.x).abs() / way.length();
        assert!(aside < 2e-3, "{aside} pixels beside the straight line");
    }
}

#[test]
fn near_zooms_pan_and_far_ones_go_out_and_in() {
    for (second_at, pans) in [(6500, true), (12_000, false)] {
        let mut stage = Stage::new(
            16_000,
            &[3000, 4100, second_at - 1000, second_at + 100, 16_000],
        );
        stage.events = vec![pointer(0, 100.0, 100.0)];
        stage.events.extend(click(4000));
        stage.events.extend(click(second_at));
        stage.effects = vec![
            zoom(
                moment(1, 0),
                Extent::Until(moment(2, 1)),
                ZoomScale::Times(2.0),
            ),
            zoom(
                moment(3, 1),
                Extent::Until(moment(4, 2)),
                ZoomScale::Times(2.0),
            ),
        ];
        stage.sightings = vec![
            (0, area(500.0, 500.0, 100.0, 40.0), 3000),
            (1, area(1100.0, 500.0, 100.0, 40.0), second_at - 1000),
        ];
        let timeline = stage.build();
        let scales = scales(&timeline);
        let between =
            frame_showing(&timeline, 4100) as usize..frame_showing(&timeline, second_at) as usize;
        let least = scales[between].iter().copied().fold(9.0, f64::min);
        assert_eq!(least > 1.7, pans, "{least}");
    }
}

#[test]
fn a_zoom_waits_for_a_target_that_appears_later() {
    let mut stage = one_click();
    stage.events.truncate(1);
    stage.sightings[0].2 = 4000;
    stage.effects[0].1 = Extent::Until(moment(3, 1));
    let timeline = stage.build();
    let scales = scales(&timeline);
    let begins = frame_showing(&timeline, 3000) as usize;
    let appears = frame_showing(&timeline, 4000) as usize;
    assert_eq!(scales[begins], 1.0);
    assert!(scales[appears] > 2.1, "{}", scales[appears]);
}

#[test]
fn a_zoom_that_holds_is_over_when_the_hold_is() {
    let mut stage = one_click();
    stage.events.truncate(1);
    stage.effects[0].1 = Extent::Hold(Nanos::from_secs(2));
    let timeline = stage.build();
    let scales = scales(&timeline);
    let begins = frame_showing(&timeline, 3000) as usize;
    assert_eq!(scales[begins], 1.0);
    assert_eq!(scales[begins + 119], 2.2);
    assert!(scales[begins + 124] < 2.2);
    assert_eq!(*scene(&timeline).clock.at(begins as u64 + 110), ms(3000));
}

#[test]
fn a_zoom_that_lasts_until_the_end_is_back_before_it() {
    let mut stage = one_click();
    stage.effects[0].1 = Extent::Until(moment(3, 1));
    let scales = scales(&stage.build());
    let end = scales.len();
    assert!(scales[end - 30] > 1.01 && scales[end - 57] > 2.19);
    assert_eq!(scales[end - 60], 2.2);
}

#[test]
fn it_arrives_exactly_and_stands_until_it_leaves() {
    for spring in [Spring::CALM, Spring::BALANCED, Spring::SNAPPY] {
        for until in [Extent::Until(moment(2, 1)), Extent::Until(moment(3, 1))] {
            let mut stage = one_click();
            stage.output.styles[0].camera.spring = spring;
            stage.steps[1].1 = 6500;
            stage.sightings[0].1 = area(800.0, 500.0, 120.0, 40.0);
            stage.effects[0].1 = until;
            let places = places(&stage.build());
            let rest = places[0];
            // The target is the card's middle, so its size tells where each edge must be.
            let there = places[frame_showing(&stage.build(), 6000) as usize];
            assert!((there.size.width - 2.2 * rest.size.width).abs() < 1e-3);
            let wanted = libm::round(960.0 - there.size.width / 2.0);
            assert_eq!(there.origin.x, wanted);
            let standing = places.iter().filter(|place| **place == there).count();
            assert!(standing > 60, "{standing}");
            // From the last frame of the way back on nothing moves, bit by bit.
            let back = places.len() - 6;
            assert!(
                places[back..].iter().all(|place| *place == rest),
                "{spring:?}"
            );
        }
    }
}

#[test]
fn a_zoom_nobody_looked_for_is_named_but_a_place_needs_no_looking() {
    let mut stage = one_click();
    stage.sightings.clear();
    let error = stage.try_build().expect_err("nobody looked");
    assert_eq!(error.subject(), "one/look/1");
    if let EffectKind::Zoom { target, .. } = &mut stage.effects[0].2 {
        let region = area(800.0, 500.0, 400.0, 200.0);
        target.finder = demoreel_primitives::target::Finder::Region { region };
    }
    assert!(stage.try_build().is_ok());
}

#[test]
fn a_pan_longer_than_the_picture_rises_on_its_way_and_is_settled_in_time() {
    let mut stage = Stage::new(12_000, &[3000, 4100, 5500, 6600, 12_000]);
    stage.events = vec![pointer(0, 100.0, 100.0)];
    stage.events.extend(click(4000));
    stage.events.extend(click(6500));
    stage.effects = vec![
        zoom(
            moment(1, 0),
            Extent::Until(moment(2, 1)),
            ZoomScale::Times(3.0),
        ),
        zoom(
            moment(3, 1),
            Extent::Until(moment(4, 2)),
            ZoomScale::Times(3.0),
        ),
    ];
    stage.sightings = vec![
        (0, area(100.0, 100.0, 60.0, 40.0), 3000),
        (1, area(1500.0, 900.0, 60.0, 40.0), 5500),
    ];
    let timeline = stage.build();
    let (first, second) = (
        frame_showing(&timeline, 4000),
        frame_showing(&timeline, 6500),
    );
    let scales = scales(&timeline);
    let between = &scales[first as usize..second as usize];
    let least = between.iter().copied().fold(9.0, f64::min);
    assert!((1.7..2.7).contains(&least), "{least}");
    let (there, last) = (card_at(&timeline, second), card_at(&timeline, second + 40));
    let way = (card_at(&timeline, first).origin - last.origin).length();
    let left = (there.origin - last.origin).length();
    assert!(left < 0.025 * way, "{left} of {way} pixels are left");
    let rest = card_at(&timeline, 0);
    for place in places(&timeline) {
        assert!(place.min_x() <= rest.min_x() + 1e-9 && place.max_y() >= rest.max_y() - 1e-9);
    }
}

#[test]
fn two_clicks_close_together_inside_one_zoom_both_find_it_settled() {
    for gap in [100, 300, 700, 1500] {
        for spring in [Spring::CALM, Spring::BALANCED, Spring::SNAPPY] {
            let mut stage = one_click();
            stage.output.styles[0].camera.spring = spring;
            stage.steps = vec![(0, 3000), (3000, 4100 + gap), (4100 + gap, 9000)];
            stage.events.extend(click(4000 + gap));
            let timeline = stage.build();
            let places = places(&timeline);
            let [first, second] = [4000, 4000 + gap].map(|at| frame_showing(&timeline, at));
            let there = places[second as usize + 50];
            let way = (there.origin - places[0].origin).length();
            for click in [first, second] {
                let left = (places[click as usize].origin - there.origin).length();
                assert!(left < 0.02 * way, "{spring:?} {gap}: {left} of {way}");
            }
            // Nor does it leave between the two, or before the second one's result is seen.
            let leaves = places.iter().rposition(|place| *place == there);
            let seen = second + 4 + 54;
            assert!(
                leaves.is_some_and(|frame| frame as u64 >= seen),
                "{spring:?} {gap}"
            );
        }
    }
}

/// What a test changes about a scene.
type Change = fn(&mut Stage);

/// How many frames in a row stand closer than at rest, at most.
fn standing_close(places: &[CanvasRect]) -> usize {
    let mut longest = 0;
    let mut run = 0;
    for pair in places.windows(2) {
        let stands = pair[0] == pair[1] && pair[0] != places[0];
        run = if stands { run + 1 } else { 0 };
        longest = longest.max(run);
    }
    longest
}

#[test]
fn no_scene_is_cut_while_the_camera_moves_and_every_zoom_is_seen() {
    // A zoom that is the scene's last word; one whose target appears with the film's last
    // picture; a click that ends its scene, in a zoom that does so too; one that holds.
    let last_word = |stage: &mut Stage| stage.effects[0].0 = moment(3, 0);
    let appears_late = |stage: &mut Stage| stage.sightings[0].2 = 9000;
    let clicked_last = |stage: &mut Stage| {
        stage.events.truncate(2);
        stage.events.extend(click(8900));
    };
    let holds = |stage: &mut Stage| {
        stage.effects[0].0 = moment(3, 0);
        stage.effects[0].1 = Extent::Hold(Nanos::from_secs(2));
    };
    let kinds: [(&str, Change); 4] = [
        ("last word", last_word),
        ("appears late", appears_late),
        ("clicked last", clicked_last),
        ("holds", holds),
    ];
    for (name, kind) in kinds {
        for spring in [Spring::CALM, Spring::BALANCED, Spring::SNAPPY] {
            let mut stage = one_click();
            stage.output.styles[0].camera.spring = spring;
            stage.effects[0].1 = Extent::Until(moment(3, 1));
            kind(&mut stage);
            let timeline = stage.build();
            let places = places(&timeline);
            let end = places.len();
            assert!(
                places[end - 6..].iter().all(|place| *place == places[0]),
                "{name} {spring:?}"
            );
            let seen = standing_close(&places);
            assert!(seen >= 24, "{name} {spring:?}: {seen}");
            if name == "clicked last" {
                let click = frame_showing(&timeline, 8900) as usize;
                let there = places[click + 10];
                assert!(
                    places[click + 10..click + 48]
                        .iter()
                        .all(|place| *place == there)
                );
            }
        }
    }
}
