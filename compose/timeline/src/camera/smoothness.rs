//! How smooth the camera is, measured on the card's edges in canvas pixels at 60 frames a second:
//! what the timeline's grid adds to the closed form, and what the closed form does by itself.

use demoreel_primitives::motion::Spring;
use demoreel_primitives::plan::{Extent, ZoomScale};
use demoreel_primitives::space::CanvasRect;

use super::path::Path;
use super::tests::{one_click, places};
use super::{shots, stride};
use crate::testing::*;
use crate::{layout, retime};

/// Half a step of the timeline's grid.
const GRID: f64 = 0.5 / 1024.0;

/// Moves of every kind: in and out, at three paces; a merge with a pan, short and long; a move
/// that is turned round in its middle.
fn stages() -> Vec<(&'static str, Stage)> {
    let paced = |spring| {
        let mut stage = one_click();
        stage.output.styles[0].camera.spring = spring;
        stage
    };
    vec![
        ("calm zoom", paced(Spring::CALM)),
        ("balanced zoom", paced(Spring::BALANCED)),
        ("snappy zoom", paced(Spring::SNAPPY)),
        ("short pan", two_zooms((500.0, 500.0), (760.0, 540.0))),
        ("long pan", two_zooms((100.0, 100.0), (1500.0, 900.0))),
        ("turned round", turned_round()),
    ]
}

fn two_zooms(first: (f64, f64), second: (f64, f64)) -> Stage {
    let mut stage = Stage::new(12_000, &[3000, 4100, 5500, 6600, 12_000]);
    stage.events = vec![pointer(0, 100.0, 100.0)];
    stage.events.extend(click(4000));
    stage.events.extend(click(6500));
    let times = ZoomScale::Times(2.0);
    stage.effects = vec![
        zoom(moment(1, 0), Extent::Until(moment(2, 1)), times),
        zoom(moment(3, 1), Extent::Until(moment(4, 2)), times),
    ];
    stage.sightings = vec![
        (0, area(first.0, first.1, 60.0, 40.0), 3000),
        (1, area(second.0, second.1, 60.0, 40.0), 5500),
    ];
    stage
}

fn turned_round() -> Stage {
    let mut stage = Stage::new(9000, &[3000, 3300, 9000]);
    stage.events = vec![pointer(0, 100.0, 100.0)];
    let until = Extent::Until(moment(2, 1));
    stage.effects = vec![zoom(moment(1, 0), until, ZoomScale::Times(2.0))];
    stage.sightings = vec![(0, area(1200.0, 700.0, 60.0, 40.0), 3000)];
    stage
}

/// The path before it is put on the grid.
fn exact(stage: &Stage) -> Vec<CanvasRect> {
    stage.examine(|material| {
        let retimed = retime::retime(material).expect("it can be retimed");
        let stand = layout::stand(material);
        let (first, moves) = shots::moves(material, &retimed, &stand).expect("it can be planned");
        let path = Path::new(stride(material), &stand.rest, first, moves);
        let times = (0..retimed.frames).map(|frame| retimed.shown(frame).as_secs_f64());
        times.map(|time| path.at(time).card(&stand.rest)).collect()
    })
}

/// The four edges, each as a row of values.
fn edges(places: &[CanvasRect]) -> [Vec<f64>; 4] {
    let of = |edge: fn(&CanvasRect) -> f64| places.iter().map(edge).collect();
    [
        of(CanvasRect::min_x),
        of(CanvasRect::min_y),
        of(CanvasRect::max_x),
        of(CanvasRect::max_y),
    ]
}

fn differences(values: &[f64]) -> Vec<f64> {
    values.windows(2).map(|pair| pair[1] - pair[0]).collect()
}

fn greatest(values: impl IntoIterator<Item = f64>) -> f64 {
    values.into_iter().map(f64::abs).fold(0.0, f64::max)
}

#[test]
fn no_edge_is_off_the_closed_form_by_more_than_half_a_step_of_the_grid() {
    for (name, stage) in stages() {
        let (kept, exact) = (edges(&places(&stage.build())), edges(&exact(&stage)));
        for (kept, exact) in kept.iter().zip(&exact) {
            let off = greatest(kept.iter().zip(exact).map(|(kept, exact)| kept - exact));
            assert!(off <= GRID + 1e-9, "{name}: {off}");
        }
    }
}

#[test]
fn a_slow_creep_has_no_jitter() {
    for (name, stage) in stages() {
        let (kept, exact) = (edges(&places(&stage.build())), edges(&exact(&stage)));
        for (kept, exact) in kept.iter().zip(&exact) {
            // What is not the movement's own acceleration, where an edge goes less than half a
            // pixel a frame: the second difference of what the grid adds.
            let added: Vec<f64> = kept.iter().zip(exact).map(|(k, e)| k - e).collect();
            let turns = differences(&differences(&added));
            let speeds = differences(exact);
            let slow = turns
                .iter()
                .zip(&speeds)
                .filter(|(_, speed)| speed.abs() < 0.5);
            let jitter = greatest(slow.map(|(turn, _)| *turn));
            assert!(jitter <= 4.0 * GRID + 1e-9, "{name}: {jitter}");
        }
    }
}

#[test]
fn nothing_jolts() {
    for (name, stage) in stages() {
        for edge in edges(&exact(&stage)) {
            let highest = edge.iter().copied().fold(f64::MIN, f64::max);
            let way = highest - edge.iter().copied().fold(f64::MAX, f64::min);
            let turns = differences(&differences(&edge));
            let jolts = differences(&turns);
            // A spring that is let go at once jolts with twice as much in its first frame.
            assert!(greatest(jolts) <= 0.008 * way, "{name}");
            assert!(greatest(turns) <= 0.025 * way, "{name}");
        }
    }
}

#[test]
fn no_edge_goes_back() {
    for (name, stage) in stages().into_iter().take(3) {
        for edge in edges(&places(&stage.build())) {
            let steps = differences(&edge);
            let moving: Vec<bool> = steps
                .iter()
                .filter(|step| **step != 0.0)
                .map(|step| *step > 0.0)
                .collect();
            let turns = moving.windows(2).filter(|pair| pair[0] != pair[1]);
            assert_eq!(turns.count(), 1, "{name}: in once and out once");
        }
    }
}
