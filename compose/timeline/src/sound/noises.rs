//! Keys and clicks, at the very samples at which they were struck. No two keys in a row sound alike.

use demoreel_primitives::event::{Event, Happening};
use demoreel_primitives::plan::Hurried;
use demoreel_primitives::sounds::{Noise, NoiseKind};
use demoreel_primitives::timeline::{Part, SoundClip};

use super::{amplitude, samples};
use crate::material::Material;
use crate::retime::Retimed;

/// Film that is played faster than this is hurried.
const HURRIED: f64 = 1.6;

/// The scene's keys and clicks.
pub fn clips(material: &Material<'_>, retimed: &Retimed, first: u64) -> Vec<SoundClip> {
    let style = material.style.sound.noises;
    if !style.keys && !style.clicks {
        return Vec::new();
    }
    let mut hand = Hand::default();
    let mut clips = Vec::new();
    for event in material.inputs() {
        let Some(kind) = hand.strikes(event) else {
            continue;
        };
        let wanted = match kind {
            NoiseKind::Down | NoiseKind::Up => style.clicks,
            NoiseKind::Letter | NoiseKind::Space | NoiseKind::Enter => style.keys,
        };
        let noise = hand.pick(kind, material.noises);
        if let Some((time, pace)) = retimed.heard_at(event.at)
            && let Some(noise) = noise
            && wanted
            && (pace <= HURRIED || style.hurried == Hurried::KeepPitch)
        {
            clips.push(SoundClip {
                part: Part::Noise,
                audio: noise.audio.path.clone(),
                digest: noise.audio.digest.clone(),
                at: material.output.rate.sample_of(first) + samples(time),
                samples: noise.samples,
                gain: amplitude(style.gain),
            });
        }
    }
    clips
}

/// What the hand is doing.
#[derive(Default)]
struct Hand {
    /// What is still to be typed, if it may be told.
    text: Vec<char>,
    struck: usize,
}

impl Hand {
    /// What an event sounds like.
    fn strikes(&mut self, event: &Event) -> Option<NoiseKind> {
        match &event.what {
            Happening::Button { down: true, .. } => Some(NoiseKind::Down),
            Happening::Button { down: false, .. } => Some(NoiseKind::Up),
            Happening::Key { keys, .. } => Some(key(keys)),
            Happening::Typing { text, .. } => {
                self.text = text.iter().flat_map(|text| text.chars().rev()).collect();
                None
            }
            Happening::Letter { .. } => Some(match self.text.pop() {
                Some(' ') => NoiseKind::Space,
                Some('\n') => NoiseKind::Enter,
                _ => NoiseKind::Letter,
            }),
            _ => None,
        }
    }

    /// One of the noises of a kind, never the same twice in a row where there are several.
    fn pick<'n>(&mut self, kind: NoiseKind, noises: &'n [Noise]) -> Option<&'n Noise> {
        let of_kind: Vec<&Noise> = noises.iter().filter(|noise| noise.kind == kind).collect();
        if of_kind.is_empty() {
            return None;
        }
        self.struck += 1;
        // Steps of two and three in turn: all come up, none after itself.
        let step = self.struck / 2 * 5 + self.struck % 2 * 2;
        Some(of_kind[step % of_kind.len()])
    }
}

fn key(keys: &str) -> NoiseKind {
    match keys.rsplit('+').next() {
        Some("Enter" | "Return") => NoiseKind::Enter,
        Some("Space") => NoiseKind::Space,
        _ => NoiseKind::Letter,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::*;
    use demoreel_primitives::plan::{EffectKind, Extent};
    use demoreel_primitives::timeline::Timeline;

    /// Typing of `a b`, Enter and a click, two of the keys under a mark that plays four times as
    /// fast.
    fn stage() -> Stage {
        let mut stage = Stage::new(8000, &[2000, 6000, 8000]);
        let surface = || "app".to_owned();
        let at = |millis, what| Event {
            at: ms(millis),
            what,
        };
        let text = Some("a b".to_owned());
        stage.events = vec![
            at(
                500,
                Happening::Typing {
                    surface: surface(),
                    text,
                },
            ),
            at(1000, Happening::Letter { surface: surface() }),
            at(3000, Happening::Letter { surface: surface() }),
            at(4000, Happening::Letter { surface: surface() }),
            at(
                6500,
                Happening::Key {
                    surface: surface(),
                    keys: "Enter".to_owned(),
                },
            ),
        ];
        stage.events.extend(click(7000));
        stage.effects = vec![(
            moment(1, 0),
            Extent::Until(moment(2, 1)),
            EffectKind::Speed { factor: 4.0 },
        )];
        let noises = &mut stage.output.styles[0].sound.noises;
        noises.keys = true;
        noises.clicks = true;
        stage
    }

    /// What is heard and the milliseconds of the reel.
    fn heard(timeline: &Timeline) -> Vec<(&str, u64)> {
        let clips = timeline.sound.clips.iter();
        clips
            .map(|clip| (clip.audio.as_str(), clip.at / 48))
            .collect()
    }

    #[test]
    fn keys_and_clicks_are_heard_when_they_are_struck() {
        let timeline = stage().build();
        let names: Vec<&str> = heard(&timeline).iter().map(|one| one.0).collect();
        assert_eq!(names, ["letter", "enter", "down", "up"]);
        let at = |index: usize| heard(&timeline)[index].1 as i64;
        let shown = |millis: i64| {
            let frame = frame_showing(&timeline, millis);
            (frame * 1000 / 60) as i64
        };
        for (index, millis) in [(0, 1000), (1, 6500), (2, 7000)] {
            let off = shown(millis) - at(index);
            assert!((0..=17).contains(&off), "{millis}: {off} ms early");
        }
        assert_eq!(at(3) - at(2), 80);
    }

    #[test]
    fn where_film_is_hurried_they_are_heard_only_if_somebody_asks() {
        let mut stage = stage();
        stage.output.styles[0].sound.noises.hurried = Hurried::KeepPitch;
        let timeline = stage.build();
        let names: Vec<&str> = heard(&timeline).iter().map(|one| one.0).collect();
        assert_eq!(names, ["letter", "space", "letter", "enter", "down", "up"]);
        assert_eq!(heard(&timeline)[2].1 - heard(&timeline)[1].1, 250);
    }

    #[test]
    fn either_can_be_left_out_and_both_are_unless_somebody_asks() {
        let mut stage = stage();
        stage.output.styles[0].sound.noises.keys = false;
        let names = |stage: &Stage| heard(&stage.build()).len();
        assert_eq!(names(&stage), 2);
        stage.output.styles[0].sound.noises = Default::default();
        assert_eq!(names(&stage), 0);
    }
}
