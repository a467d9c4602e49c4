//! Captions of spoken and written words: lines, times, neighbours.

use super::*;
use crate::testing::*;
use demoreel_primitives::plan::{Anchor, Moment, Words, ZoomScale};
use demoreel_primitives::space::SurfaceRect;
use demoreel_primitives::timeline::{Layer, Timeline};

fn captions(timeline: &Timeline) -> &CaptionLayer {
    let layers = scene(timeline).layers.iter();
    let mut captions = layers.filter_map(|layer| match layer {
        Layer::Caption(captions) => Some(captions),
        _ => None,
    });
    captions.next().expect("there are captions")
}

/// Each caption's text with its first and last frame, in order.
fn shown(timeline: &Timeline) -> Vec<(String, u64, u64)> {
    let layer = captions(timeline);
    let mut all: Vec<(String, u64, u64)> = Vec::new();
    for frame in 0..scene(timeline).frames {
        if let Some(pose) = layer.shown.at(frame) {
            assert!((0.0..=1.0).contains(&pose.opacity));
            let lines = &layer.texts[pose.text as usize].lines;
            let lines: Vec<String> = lines.iter().map(|line| lines::written(line)).collect();
            let text = lines.join(" / ");
            match all.last_mut() {
                Some(last) if last.0 == text => last.2 = frame,
                _ => all.push((text, frame, frame)),
            }
        }
    }
    all
}

fn caption(from: Moment, until: Extent, text: &str) -> (Moment, Extent, EffectKind) {
    let text = Words::plain(text);
    (from, until, EffectKind::Caption { text })
}

const LONG: &str = "Every service gets its own address, its own logs, and its own metrics. You \
                    never leave the editor, and you never wait for a build that has already been \
                    made. Ask, watch, and it is live.";

#[test]
fn long_speech_is_divided_where_it_pauses() {
    let mut stage = Stage::new(1000, &[1000]);
    stage.effects = vec![say(moment(0, 0), LONG)];
    stage.spoken = vec![14.0];
    let timeline = stage.build();
    let shown = shown(&timeline);
    let texts: Vec<&str> = shown.iter().map(|shown| shown.0.as_str()).collect();
    assert_eq!(
        texts,
        [
            "Every service gets its own address, / its own logs, and its own metrics.",
            "You never leave the editor,",
            "and you never wait for a build / that has already been made.",
            "Ask, watch, and it is live.",
        ]
    );
}

#[test]
fn captions_are_shown_when_their_words_are_heard_and_never_overlap() {
    let mut stage = Stage::new(1000, &[1000]);
    stage.effects = vec![say(moment(0, 0), LONG)];
    stage.spoken = vec![14.0];
    let timeline = stage.build();
    let first = timeline.sound.clips[0].at * 60 / 48_000;
    let shown = shown(&timeline);
    assert_eq!(shown[0].1, first);
    for pair in shown.windows(2) {
        assert!(pair[0].2 < pair[1].1);
        // Half of the words are spoken after half of the time.
        let words: usize = pair[0].0.replace("/ ", "").split(' ').count();
        assert!(words > 2);
    }
    let words = LONG.split_whitespace().count() as f64;
    let before = shown[..3].iter().map(|shown| shown.0.replace("/ ", ""));
    let before = before.map(|text| text.split(' ').count()).sum::<usize>() as f64;
    let wanted = first as f64 + before / words * 14.0 * 60.0;
    assert!(
        (shown[3].1 as f64 - wanted).abs() < 2.0,
        "{} {wanted}",
        shown[3].1
    );
}

#[test]
fn every_caption_can_be_read() {
    for seconds in [2.0, 9.0, 30.0, 60.0] {
        let mut stage = Stage::new(1000, &[1000]);
        stage.effects = vec![say(moment(0, 0), LONG)];
        stage.spoken = vec![seconds];
        let timeline = stage.build();
        for text in &captions(&timeline).texts {
            let lines: Vec<_> = text.lines.iter().map(|line| lines::written(line)).collect();
            assert!(
                lines.len() <= 2 && lines.iter().all(|line| line.len() <= 42),
                "{lines:?}"
            );
        }
        for (text, from, to) in shown(&timeline) {
            assert!(to - from < 6 * 60 + 2, "{text}: {} frames", to - from);
            assert!(
                to - from >= 28,
                "{text}: {} frames of {seconds} s",
                to - from
            );
        }
    }
}

#[test]
fn written_words_win_over_spoken_ones_and_are_shown_as_long_as_they_ask() {
    let mut stage = Stage::new(8000, &[3000, 8000]);
    stage.effects = vec![
        say(moment(0, 0), "Words that somebody speaks meanwhile."),
        caption(
            moment(1, 1),
            Extent::Hold(Nanos::from_secs(2)),
            "Written words",
        ),
    ];
    stage.spoken = vec![5.0];
    let timeline = stage.build();
    let shown = shown(&timeline);
    let texts: Vec<&str> = shown.iter().map(|shown| shown.0.as_str()).collect();
    assert_eq!(
        texts,
        ["Words that somebody speaks meanwhile.", "Written words"]
    );
    assert_eq!(shown[1].2 - shown[1].1, 119);
}

#[test]
fn a_caption_by_itself_stays_long_enough_to_be_read_even_at_the_end() {
    let mut stage = Stage::new(500, &[500]);
    let text = "Five words stay for long.";
    stage.effects = vec![caption(moment(1, 0), Extent::Words, text)];
    let timeline = stage.build();
    let (_, from, to) = shown(&timeline).remove(0);
    assert_eq!(to - from + 1, (700 + 5 * 350) * 60 / 1000);
}

#[test]
fn words_fade_in_and_out_but_not_between_two_that_follow() {
    let mut stage = Stage::new(1000, &[1000]);
    stage.effects = vec![say(moment(0, 0), LONG)];
    stage.spoken = vec![14.0];
    let timeline = stage.build();
    let layer = captions(&timeline);
    let opacity = |frame: u64| layer.shown.at(frame).map_or(0.0, |pose| pose.opacity);
    let shown = shown(&timeline);
    assert!(opacity(shown[0].1) < 0.3 && opacity(shown[0].1 + 8) == 1.0);
    assert_eq!((opacity(shown[1].1 - 1), opacity(shown[1].1)), (1.0, 1.0));
    let last = shown[shown.len() - 1].2;
    assert!(opacity(last) < 0.3 && opacity(last + 1) == 0.0);
}

#[test]
fn nothing_is_shown_of_speech_where_the_style_says_so() {
    let mut stage = Stage::new(1000, &[1000]);
    stage.effects = vec![say(moment(0, 0), "Not shown.")];
    stage.spoken = vec![2.0];
    stage.output.styles[0].captions.spoken = false;
    assert_eq!(scene(&stage.build()).layers.len(), 1);
}

#[test]
fn a_pause_inside_a_sentence_leaves_no_gap_and_one_between_sentences_does() {
    // The speaker stops for two seconds: after "editor,", and after "metrics.".
    for (word, gap) in [(18, false), (13, true)] {
        let mut stage = Stage::new(1000, &[1000]);
        stage.effects = vec![say(moment(0, 0), LONG)];
        stage.spoken = vec![14.0];
        stage.pause = (word, 2.0);
        let timeline = stage.build();
        let shown = shown(&timeline);
        assert!(shown.len() >= 4, "{shown:?}");
        let gaps = shown.windows(2).filter(|pair| pair[0].2 + 1 != pair[1].1);
        assert_eq!(gaps.count(), usize::from(gap), "{shown:?}");
    }
}

#[test]
fn one_short_word_is_shown_for_eight_tenths_of_a_second_even_if_nothing_follows() {
    let mut stage = Stage::new(100, &[]);
    stage.effects = vec![say(moment(0, 0), "Done.")];
    stage.spoken = vec![0.2];
    let timeline = stage.build();
    let (_, from, to) = shown(&timeline).remove(0);
    assert_eq!(to - from + 1, 48);
}

#[test]
fn a_caption_gives_way_early_only_to_the_next_one() {
    for seconds in [2.0, 5.0, 9.0, 14.0, 30.0] {
        let mut stage = Stage::new(1000, &[1000]);
        stage.effects = vec![
            say(moment(0, 0), LONG),
            say(moment(1, 1), "Yes. No. And so on."),
        ];
        stage.spoken = vec![seconds, 1.2];
        let timeline = stage.build();
        let shown = shown(&timeline);
        for (index, (text, from, to)) in shown.iter().enumerate() {
            let next = shown.get(index + 1).map(|next| next.1);
            let gives_way = next == Some(to + 1);
            assert!(
                to - from + 1 >= 48 || gives_way,
                "{seconds} {text}: {from} to {to}"
            );
        }
    }
}

/// The frames at which each word of the scene is first marked, in order.
fn marked(timeline: &Timeline) -> Vec<u64> {
    let layer = captions(timeline);
    let mut frames = Vec::new();
    let mut before = None;
    for frame in 0..scene(timeline).frames {
        let now = layer
            .shown
            .at(frame)
            .and_then(|pose| Some((pose.text, pose.word?)));
        if now.is_some() && now != before {
            frames.push(frame);
        }
        before = now;
    }
    frames
}

#[test]
fn the_marked_word_is_the_one_that_is_heard_to_the_frame() {
    for dress in [CaptionDress::Karaoke, CaptionDress::Big] {
        let mut stage = Stage::new(1000, &[1000]);
        stage.effects = vec![say(moment(0, 0), LONG)];
        stage.spoken = vec![14.0];
        stage.output.styles[0].captions.dress = dress;
        let timeline = stage.build();
        let first = timeline.sound.clips[0].at * 60 / 48_000;
        let words = stage.speech().remove(0).words;
        let heard = words
            .iter()
            .map(|word| first + (word.from * 60).div_ceil(48_000));
        assert_eq!(marked(&timeline), heard.collect::<Vec<_>>(), "{dress:?}");
    }
}

#[test]
fn no_word_is_marked_on_a_plain_plate_or_where_nobody_speaks() {
    let mut stage = Stage::new(8000, &[8000]);
    stage.effects = vec![say(moment(0, 0), LONG)];
    stage.spoken = vec![14.0];
    assert!(marked(&stage.build()).is_empty());
    stage.effects = vec![caption(moment(0, 0), Extent::Words, "Nobody says this.")];
    stage.spoken.clear();
    stage.output.styles[0].captions.dress = CaptionDress::Karaoke;
    assert!(marked(&stage.build()).is_empty());
}

#[test]
fn large_captions_are_a_few_words_that_grow_to_their_size() {
    let mut stage = Stage::new(1000, &[1000]);
    stage.effects = vec![say(moment(0, 0), LONG)];
    stage.spoken = vec![14.0];
    stage.output.styles[0].captions.dress = CaptionDress::Big;
    stage.output.styles[0].captions.size = 65.0;
    let timeline = stage.build();
    let layer = captions(&timeline);
    for text in &layer.texts {
        assert!(
            text.lines
                .iter()
                .all(|line| lines::written(line).len() <= 18)
        );
    }
    for (text, from, to) in shown(&timeline) {
        let scale = |frame: u64| layer.shown.at(frame).map_or(0.0, |pose| pose.scale);
        assert!(scale(from) < 0.9 && scale(to) == 1.0, "{text}");
        assert!(
            (from..to).all(|frame| scale(frame) <= scale(frame + 1)),
            "{text}"
        );
    }
}

/// A sentence over a zoom to an area of the surface.
fn over_a_zoom(target: SurfaceRect) -> Stage {
    let mut stage = Stage::new(6000, &[1000, 6000]);
    let scale = ZoomScale::Times(1.0);
    stage.effects = vec![
        zoom(moment(0, 0), Extent::Until(moment(2, 2)), scale),
        say(moment(0, 1), LONG),
    ];
    stage.sightings = vec![(0, target, 0)];
    stage.spoken = vec![14.0];
    stage
}

/// The part of the canvas' height at which each caption stands.
fn heights(stage: &Stage) -> Vec<f64> {
    let timeline = stage.build();
    let texts = captions(&timeline).texts.iter();
    texts.map(|text| text.at.y / 1080.0).collect()
}

#[test]
fn captions_stand_where_the_style_says_while_nothing_is_there() {
    let free = over_a_zoom(area(800.0, 200.0, 300.0, 80.0));
    assert!(heights(&free).iter().all(|at| *at == 1020.0 / 1080.0));
    let mut above = over_a_zoom(area(800.0, 900.0, 300.0, 80.0));
    above.output.styles[0].captions.place = Anchor::Top;
    assert!(heights(&above).iter().all(|at| *at == 60.0 / 1080.0));
}

#[test]
fn captions_that_would_cover_a_zooms_target_stand_at_the_other_edge_together() {
    let covered = over_a_zoom(area(800.0, 930.0, 300.0, 80.0));
    assert!(heights(&covered).iter().all(|at| *at == 60.0 / 1080.0));
}

#[test]
fn a_target_at_both_edges_leaves_the_place_beside_it() {
    let mut stage = over_a_zoom(area(800.0, 30.0, 900.0, 60.0));
    let scale = ZoomScale::Times(1.0);
    stage
        .effects
        .push(zoom(moment(0, 2), Extent::Until(moment(2, 3)), scale));
    stage
        .sightings
        .push((2, area(800.0, 960.0, 900.0, 60.0), 0));
    // Both are watched at once, so neither edge is free and there is no place beside them all:
    // the place that covers least is taken, and that is inside the canvas.
    let timeline = stage.build();
    for text in &captions(&timeline).texts {
        assert!((0.0..=1080.0).contains(&text.at.y));
    }
}

#[test]
fn a_click_on_what_a_caption_would_cover_moves_that_caption_alone() {
    let mut stage = Stage::new(12_000, &[8000, 12_000]);
    stage.effects = vec![
        say(moment(0, 0), "Words that come long before the click."),
        say(moment(1, 1), "Words that are heard while it happens."),
    ];
    stage.spoken = vec![2.0, 2.0];
    stage.events = vec![pointer(100, 800.0, 930.0)];
    stage.events.extend(click(8300));
    let at = heights(&stage);
    assert_eq!(at, [1020.0 / 1080.0, 60.0 / 1080.0]);
}
