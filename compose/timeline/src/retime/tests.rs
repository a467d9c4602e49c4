//! Take time against reel time: marks, holds, room for speech.

use super::*;
use crate::testing::*;
use demoreel_primitives::plan::{EffectKind, Words};
use demoreel_primitives::timeline::Timeline;

fn speed(from: Moment, until: Moment, factor: f64) -> (Moment, Extent, EffectKind) {
    (from, Extent::Until(until), EffectKind::Speed { factor })
}

fn clock(timeline: &Timeline, frame: u64) -> i64 {
    Nanos(scene(timeline).clock.at(frame).0).as_millis()
}

/// How many frames show exactly this picture of the take.
fn held(timeline: &Timeline, at: TakeTime) -> u64 {
    let scene = scene(timeline);
    let frames = 0..scene.frames;
    frames.filter(|frame| *scene.clock.at(*frame) == at).count() as u64
}

#[test]
fn a_scene_opens_and_ends_with_a_still_picture() {
    let mut stage = Stage::new(3000, &[3000]);
    stage.events = vec![pointer(0, 10.0, 10.0), pointer(100, 20.0, 10.0)];
    let timeline = stage.build();
    // 100 ms of the take are still anyway, so 400 ms are added; 800 ms at the end.
    assert_eq!(frame_showing(&timeline, 100), 30);
    assert_eq!(scene(&timeline).frames, (400 + 3000 + 800) * 60 / 1000);
}

#[test]
fn a_tail_that_was_filmed_counts() {
    let timeline = Stage::new(3000, &[2500]).build();
    assert_eq!(scene(&timeline).frames, (250 + 2500 + 800) * 60 / 1000);
}

#[test]
fn speed_up_plays_four_times_as_fast_and_nothing_else_changes() {
    let mut stage = Stage::new(10_000, &[1000, 9000, 10_000]);
    stage.effects = vec![speed(moment(1, 0), moment(2, 1), 4.0)];
    let timeline = stage.build();
    let (from, to) = (
        frame_showing(&timeline, 1000),
        frame_showing(&timeline, 9000),
    );
    assert_eq!(to - from, 120);
    assert_eq!(frame_showing(&timeline, 10_000 - 17) - to, 59);
    let step = clock(&timeline, from + 11) - clock(&timeline, from + 10);
    assert!((66..=67).contains(&step), "{step}");
}

#[test]
fn marks_that_overlap_multiply() {
    let mut stage = Stage::new(9000, &[1000, 5000, 9000]);
    stage.effects = vec![
        speed(moment(1, 0), moment(3, 2), 2.0),
        speed(moment(2, 1), moment(3, 2), 4.0),
    ];
    let timeline = stage.build();
    assert_eq!(
        frame_showing(&timeline, 5000) - frame_showing(&timeline, 1000),
        120
    );
    assert_eq!(
        frame_showing(&timeline, 8999) - frame_showing(&timeline, 5000),
        30
    );
}

#[test]
fn a_cut_is_never_shown_not_even_in_a_held_picture() {
    for (from, until) in [(0, 1), (1, 2), (2, 3)] {
        let mut stage = Stage::new(3000, &[1000, 2000, 3000]);
        stage.effects = vec![
            (
                moment(from, 0),
                Extent::Until(moment(until, 1)),
                EffectKind::Cut,
            ),
            say(moment(until, 1), "Said after what was cut."),
            say(
                moment(until, 2),
                "And said once more, so that a picture is held.",
            ),
        ];
        stage.spoken = vec![2.0, 2.0];
        let timeline = stage.build();
        let scene = scene(&timeline);
        let hidden = ms(from as i64 * 1000)..ms(until as i64 * 1000);
        let shown: Vec<_> = scene.clock.changes().iter().map(|(_, at)| *at).collect();
        assert!(
            shown.iter().all(|at| !hidden.contains(at)),
            "{from}: {shown:?}"
        );
        assert!(shown.len() > 100, "the rest is played");
    }
}

#[test]
fn a_hold_shows_the_picture_at_which_nothing_moves_any_more() {
    let mut stage = Stage::new(4000, &[1000, 4000]);
    stage.events = click(900).to_vec();
    stage.changes = (1050..1300).step_by(16).collect();
    let text = Words::plain("Now");
    let hold = Extent::Hold(Nanos::from_secs(2));
    stage.effects = vec![(moment(1, 0), hold, EffectKind::Caption { text })];
    let timeline = stage.build();
    let last_change = *stage.changes.last().expect("there are changes");
    assert_eq!(held(&timeline, ms(last_change)), 120);
}

#[test]
fn a_blinking_caret_is_no_movement() {
    let mut stage = Stage::new(4000, &[1000, 4000]);
    stage.blinks = (100..4000).step_by(100).collect();
    let hold = Extent::Hold(Nanos::from_secs(1));
    let text = Words::plain("Now");
    stage.effects = vec![(moment(1, 0), hold, EffectKind::Caption { text })];
    let timeline = stage.build();
    assert!((60..=61).contains(&held(&timeline, ms(1000))));
}

#[test]
fn a_later_sentence_waits_for_the_one_before_and_the_picture_waits_with_it() {
    let mut stage = Stage::new(2000, &[1000, 2000]);
    stage.effects = vec![
        say(moment(0, 0), "A long first sentence."),
        say(moment(1, 1), "The second."),
    ];
    stage.spoken = vec![3.0, 1.0];
    let timeline = stage.build();
    let starts: Vec<u64> = timeline.sound.clips.iter().map(|clip| clip.at).collect();
    // 250 ms of lead, three seconds, a breath of 300 ms.
    assert_eq!(starts, [12_000, 12_000 + 144_000 + 14_400]);
    assert_eq!(
        frame_showing(&timeline, 1001),
        (250 + 3000 + 300) * 60 / 1000 + 1
    );
}

#[test]
fn a_scene_lasts_as_long_as_its_words() {
    let mut stage = Stage::new(500, &[500]);
    stage.effects = vec![say(moment(0, 0), "Words that go on.")];
    stage.spoken = vec![5.0];
    assert_eq!(scene(&stage.build()).frames, (250 + 5000 + 450) * 60 / 1000);
}

#[test]
fn a_scene_without_a_single_step_is_as_long_as_its_words() {
    let mut stage = Stage::new(0, &[]);
    stage.effects = vec![say(moment(0, 0), "Hello.")];
    stage.spoken = vec![1.0];
    let timeline = stage.build();
    assert_eq!(scene(&timeline).frames, 102);
    assert_eq!(scene(&timeline).clock.changes().len(), 1);
}

#[test]
fn words_and_their_steps_end_together() {
    let mut stage = Stage::new(3000, &[1000, 2000, 3000]);
    let text = Words::plain("Tied to one step.");
    let tied = Extent::Until(moment(2, 1));
    stage.effects = vec![(moment(1, 0), tied, EffectKind::Say { text })];
    stage.spoken = vec![4.0];
    let timeline = stage.build();
    let begins = timeline.sound.clips[0].at * 60 / 48_000;
    assert_eq!(begins, frame_showing(&timeline, 1000));
    assert_eq!(frame_showing(&timeline, 2001), begins + 240 + 1);
}

#[test]
fn speech_over_a_speed_up_is_not_shortened() {
    let mut stage = Stage::new(9000, &[8000, 9000]);
    stage.effects = vec![
        speed(moment(0, 0), moment(1, 2), 4.0),
        say(moment(0, 1), "Spoken over the speed up."),
        say(moment(1, 2), "Then this."),
    ];
    stage.spoken = vec![5.0, 1.0];
    let timeline = stage.build();
    let [first, second] = &timeline.sound.clips[..] else {
        panic!("two sentences");
    };
    assert_eq!(first.samples, 240_000);
    assert_eq!(second.at - first.at, 240_000 + 14_400);
}

#[test]
fn take_time_never_goes_back_and_clicks_are_at_their_own_frame() {
    let mut stage = Stage::new(6000, &[1500, 4500, 6000]);
    stage.events = [1234, 2000, 4321, 5555]
        .iter()
        .flat_map(|at| click(*at))
        .collect();
    stage.effects = vec![
        say(moment(0, 0), "One sentence."),
        speed(moment(1, 1), moment(2, 2), 3.0),
        say(moment(2, 2), "Another sentence."),
    ];
    stage.spoken = vec![4.0, 2.0];
    let plan = stage.plan();
    let timeline = stage.build();
    assert_eq!(plan.look.scenes[0].effects.len(), 3);
    let scene = scene(&timeline);
    let times: Vec<_> = (0..scene.frames)
        .map(|frame| *scene.clock.at(frame))
        .collect();
    assert!(times.windows(2).all(|pair| pair[0] <= pair[1]));
    let ripple = scene.layers.iter().find_map(|layer| match layer {
        demoreel_primitives::timeline::Layer::Ripple(ripple) => Some(ripple),
        _ => None,
    });
    let ring = &ripple.expect("clicks leave rings").ring;
    for at in [1234, 2000, 4321, 5555] {
        let frame = frame_showing(&timeline, at);
        assert!(
            ring.at(frame).is_some() && ring.at(frame) != ring.at(frame - 1),
            "{at}"
        );
    }
}

#[test]
fn what_is_missing_is_named() {
    let mut stage = Stage::new(1000, &[1000]);
    stage.effects = vec![say(moment(0, 0), "Nobody spoke this.")];
    let error = stage.try_build().expect_err("no speech was given");
    assert_eq!(
        error.to_string(),
        "the words of one/look/1 have not been spoken"
    );
}
