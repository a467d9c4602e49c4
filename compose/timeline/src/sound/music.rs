//! Music under scenes: scenes in a row that have the same music share one stretch of it, which
//! begins and ends softly.

use demoreel_primitives::plan::{Music, Output};
use demoreel_primitives::sounds::Tune;
use demoreel_primitives::timeline::{MusicClip, ReelScene};

use super::samples;

/// The music of a reel. `musics` has one entry for each scene of it.
pub fn under(
    output: &Output,
    scenes: &[ReelScene],
    musics: &[Option<&Music>],
    tunes: &[Tune],
) -> Vec<MusicClip> {
    let scenes: Vec<_> = scenes.iter().zip(musics).collect();
    let stretches = scenes.chunk_by(|one, next| one.1 == next.1);
    let clips = stretches.filter_map(|stretch| {
        let music = (*stretch.first()?.1)?;
        let tune = tunes.iter().find(|tune| tune.file == music.file)?;
        let (first, last) = (stretch.first()?.0, stretch.last()?.0);
        let at = output.rate.sample_of(first.first);
        let length = output.rate.sample_of(last.first + last.frames) - at;
        Some(MusicClip {
            audio: tune.audio.path.clone(),
            digest: tune.audio.digest.clone(),
            samples: tune.samples,
            at,
            length,
            gain: music.gain,
            duck: music.duck,
            fade_in: samples(music.fade_in).min(length / 2),
            fade_out: samples(music.fade_out).min(length / 2),
        })
    });
    clips.collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use demoreel_primitives::plan::Background;
    use demoreel_primitives::speech::Audio;
    use demoreel_primitives::time::{Nanos, TakeTime};
    use demoreel_primitives::timeline::Track;

    fn music(file: &str) -> Music {
        Music {
            file: file.to_owned(),
            gain: 0.0,
            duck: 12.0,
            fade_in: Nanos::from_secs(1),
            fade_out: Nanos::from_secs(2),
        }
    }

    fn tune(file: &str) -> Tune {
        Tune {
            file: file.to_owned(),
            audio: Audio {
                path: format!("{file}.wav"),
                digest: String::new(),
            },
            samples: 480_000,
        }
    }

    fn scenes() -> Vec<ReelScene> {
        let scene = |index: u64| ReelScene {
            name: index.to_string(),
            first: index * 600,
            frames: 600,
            clock: Track::constant(TakeTime(0)),
            background: Background::Solid(demoreel_primitives::colour::Colour::rgb(0, 0, 0)),
            layers: Vec::new(),
        };
        (0..4).map(scene).collect()
    }

    #[test]
    fn scenes_in_a_row_share_one_stretch_and_a_quiet_scene_parts_them() {
        let (calm, loud) = (music("calm"), music("loud"));
        let output = crate::testing::Stage::new(1000, &[]).output;
        let musics = [Some(&calm), Some(&calm), None, Some(&loud)];
        let clips = under(&output, &scenes(), &musics, &[tune("calm"), tune("loud")]);
        let spans: Vec<_> = clips.iter().map(|clip| (clip.at, clip.length)).collect();
        assert_eq!(spans, [(0, 960_000), (1_440_000, 480_000)]);
        assert_eq!((clips[0].fade_in, clips[0].fade_out), (48_000, 96_000));
        assert_eq!(clips[1].audio, "loud.wav");
    }

    #[test]
    fn fades_are_never_longer_than_the_music() {
        let mut calm = music("calm");
        calm.fade_out = Nanos::from_secs(60);
        let output = crate::testing::Stage::new(1000, &[]).output;
        let clips = under(&output, &scenes()[..1], &[Some(&calm)], &[tune("calm")]);
        assert_eq!(clips[0].fade_out, 240_000);
    }
}
