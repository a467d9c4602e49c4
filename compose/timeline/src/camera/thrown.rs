//! Scenes of no plan at all, thrown at the camera: whatever they ask for, each begins and ends at
//! rest and nothing jumps.

use demoreel_primitives::motion::Spring;
use demoreel_primitives::plan::{Extent, ZoomScale};
use demoreel_primitives::time::Nanos;

use super::tests::places;
use crate::testing::*;

/// Numbers that look thrown and are the same each time.
struct Dice(u64);

impl Dice {
    fn below(&mut self, limit: i64) -> i64 {
        let multiplier = 6_364_136_223_846_793_005;
        self.0 = self
            .0
            .wrapping_mul(multiplier)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as i64 % limit
    }
}

/// A scene of up to six steps, each with zooms and clicks at places of no plan at all.
fn thrown(dice: &mut Dice) -> Stage {
    let steps = 1 + dice.below(6);
    let mut end = 0;
    let mut ends = vec![];
    for _ in 0..steps {
        end += 50 + dice.below(3000);
        ends.push(end);
    }
    let mut stage = Stage::new(end + 700, &ends);
    stage.output.styles[0].camera.spring =
        [Spring::CALM, Spring::BALANCED, Spring::SNAPPY][dice.below(3) as usize];
    stage.events = vec![pointer(0, 100.0, 100.0)];
    for end in ends.iter().filter(|_| dice.below(2) == 0) {
        stage.events.extend(click(end - 40));
    }
    let mut from = 0;
    for number in 0..1 + dice.below(4) {
        from = (from + dice.below(3)).min(steps);
        let number = number as u32;
        let until = match dice.below(3) {
            0 => Extent::Hold(Nanos::from_millis(100 + dice.below(3000))),
            1 => Extent::Until(moment((from + dice.below(3)).min(steps) as u32, number + 1)),
            _ => Extent::Until(moment(steps as u32, 4)),
        };
        stage
            .effects
            .push(zoom(moment(from as u32, number), until, ZoomScale::Auto));
        let place = area(dice.below(1600) as f64, dice.below(1000) as f64, 90.0, 30.0);
        let seen = dice.below(end + 700);
        stage.sightings.push((number as usize, place, seen));
    }
    stage
}

#[test]
fn every_scene_begins_and_ends_at_rest_and_the_camera_is_never_flung() {
    let mut dice = Dice(1);
    for number in 0..400 {
        let stage = thrown(&mut dice);
        let places = places(&stage.build());
        let rest = stage.examine(crate::layout::stand).rest;
        assert_eq!(places[0], rest, "{number}");
        let still = places.iter().rev().take_while(|place| **place == rest);
        assert!(still.count() >= 6, "{number}");
        // The greatest change of speed that any of the three springs asks for by itself is 29
        // pixels a frame; two that meet may ask for more, none for a jump.
        for pair in places.windows(3) {
            let turn = (pair[2].origin - pair[1].origin) - (pair[1].origin - pair[0].origin);
            assert!(turn.length() < 60.0, "{number}: {turn:?}");
        }
    }
}
