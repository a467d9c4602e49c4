//! The passes together: whole timelines of small scenes.

use crate::testing::*;
use demoreel_primitives::plan::{EffectKind, Extent, Words, ZoomScale};
use demoreel_primitives::time::FrameRate;
use demoreel_primitives::timeline::Timeline;

/// A scene with something of everything.
fn whole() -> Stage {
    let title = Words::plain("Deploy");
    let later = Words::plain("Watch");
    let name = "live".to_owned();
    let mut stage = Stage::new(6000, &[2000, 3000, 6000]);
    stage.events = vec![pointer(0, 100.0, 100.0), pointer(1900, 800.0, 500.0)];
    stage.events.extend(click(2500));
    stage.effects = vec![
        (moment(0, 0), Extent::Instant, EffectKind::Chapter { title }),
        say(moment(0, 1), "Now deploy it."),
        zoom(moment(1, 2), Extent::Until(moment(2, 3)), ZoomScale::Auto),
        (
            moment(2, 3),
            Extent::Instant,
            EffectKind::Still { name, of: None },
        ),
        (
            moment(2, 4),
            Extent::Instant,
            EffectKind::Chapter { title: later },
        ),
    ];
    stage.spoken = vec![1.5];
    stage.sightings = vec![(2, area(800.0, 500.0, 90.0, 30.0), 2000)];
    stage
}

#[test]
fn chapters_and_stills_are_at_the_frames_of_their_moments() {
    let timeline = whole().build();
    let chapters: Vec<_> = timeline
        .chapters
        .iter()
        .map(|chapter| chapter.frame)
        .collect();
    let frame = frame_showing(&timeline, 3000);
    assert_eq!(chapters, [0, frame]);
    assert_eq!(
        (timeline.stills[0].name.as_str(), timeline.stills[0].frame),
        ("live", frame)
    );
}

#[test]
fn a_timeline_survives_being_written_and_read() {
    let timeline = whole().build();
    let written = serde_json::to_string(&timeline).expect("it can be written");
    let read: Timeline = serde_json::from_str(&written).expect("it can be read");
    assert!(read == timeline, "it differs after being written and read");
}

#[test]
fn sound_begins_at_the_first_sample_of_a_frame_at_every_rate() {
    for (num, den) in [(60, 1), (30_000, 1001), (24, 1), (1, 1)] {
        let mut stage = whole();
        let rate = FrameRate { num, den };
        stage.output.rate = rate;
        let timeline = stage.build();
        let at = timeline.sound.clips[0].at;
        let frame = (0..)
            .find(|frame| rate.sample_of(*frame) >= at)
            .expect("a frame");
        assert_eq!(rate.sample_of(frame), at);
        assert!(timeline.frames() >= 1);
    }
}

#[test]
fn the_same_take_gives_the_same_timeline() {
    assert!(whole().build() == whole().build());
}
