//! Mixes, measured: loudness, peaks, joins and silence.

use std::path::Path;

use demoreel_primitives::timeline::MusicClip;
use demoreel_primitives::wav::Wav;
use ebur128::{EbuR128, Mode};

use super::*;

/// A whole mix, interleaved.
fn mixed(clips: &[SoundClip], total: u64) -> Result<Vec<f32>, EncodeError> {
    all_of(clips, &[], total)
}

/// The same, with music.
fn all_of(clips: &[SoundClip], music: &[MusicClip], total: u64) -> Result<Vec<f32>, EncodeError> {
    let track = Soundtrack {
        clips: clips.to_vec(),
        music: music.to_vec(),
    };
    let mix = mix(&track, total, TARGET)?;
    let (mut playing, mut all) = (mix.play()?, Vec::new());
    while let Some(piece) = playing.piece()? {
        all.extend_from_slice(piece.as_flattened());
    }
    Ok(all)
}

/// A hum that swells and fades like words, with a few hard peaks.
fn babble(seconds: f64, loud: f64) -> Vec<f32> {
    let samples = (seconds * SAMPLE_RATE as f64) as usize;
    let wave = |at: usize| {
        let time = at as f64 / SAMPLE_RATE as f64;
        let swell = 0.55 + 0.45 * libm::sin(time * 19.0);
        let tone = libm::sin(time * 1130.0) + 0.6 * libm::sin(time * 3571.0 + 1.0);
        let knock = if at % 24_000 < 40 { 2.5 } else { 1.0 };
        (tone * swell * knock * loud) as f32
    };
    (0..samples).map(wave).collect()
}

/// A clip in a folder that the test owns.
fn clip(folder: &Path, at: u64, samples: Vec<f32>) -> SoundClip {
    let path = folder.join(format!("{at}.wav"));
    let count = samples.len() as u64;
    let wav = Wav {
        rate: SAMPLE_RATE,
        channels: 1,
        samples,
    };
    std::fs::write(&path, wav.encode()).expect("the folder can be written");
    SoundClip {
        part: Part::Speech,
        audio: path.display().to_string(),
        digest: String::new(),
        at,
        samples: count,
        gain: 1.0,
    }
}

/// Integrated loudness and true peak in decibels.
fn measured(mix: &[f32]) -> (f64, f64) {
    let mut meter = EbuR128::new(2, SAMPLE_RATE, Mode::I | Mode::TRUE_PEAK).expect("a meter");
    meter.add_frames_f32(mix).expect("whole frames");
    let peak = meter.true_peak(0).expect("a peak");
    (
        meter.loudness_global().expect("a loudness"),
        20.0 * libm::log10(peak),
    )
}

fn measured_by_ffmpeg(folder: &Path, mix: &[f32]) -> (f64, f64) {
    let path = folder.join("mix.wav");
    let wav = Wav {
        rate: SAMPLE_RATE,
        channels: 2,
        samples: mix.to_vec(),
    };
    std::fs::write(&path, wav.encode()).expect("the folder can be written");
    let ran = std::process::Command::new("ffmpeg")
        .args(["-hide_banner", "-nostdin", "-i"])
        .arg(&path)
        .args(["-af", "ebur128=peak=true", "-f", "null", "-"])
        .output()
        .expect("ffmpeg is installed");
    let told = String::from_utf8_lossy(&ran.stderr).into_owned();
    let summary = told
        .rsplit("Summary:")
        .next()
        .expect("a summary")
        .to_owned();
    let value = |name: &str| -> f64 {
        let rest = summary.split(name).nth(1).expect("the value is told");
        let number = rest.split_whitespace().next().expect("a number");
        number.parse().expect("a number")
    };
    (value("I:"), value("Peak:"))
}

#[test]
fn quiet_and_loud_speech_come_out_at_the_same_loudness_below_the_ceiling() {
    for loud in [0.004, 0.1, 0.5] {
        let folder = tempfile::tempdir().expect("a folder");
        let clips = [
            clip(folder.path(), 12_000, babble(3.0, loud)),
            clip(folder.path(), 200_000, babble(2.0, loud * 0.8)),
        ];
        let mix = mixed(&clips, 320_000).expect("the clips are whole");
        assert_eq!(mix.len(), 640_000);
        let (loudness, peak) = measured(&mix);
        assert!((loudness + 16.0).abs() < 0.3, "{loud}: {loudness} LUFS");
        assert!(peak <= -1.9, "{loud}: {peak} dBTP");
        let (loudness, peak) = measured_by_ffmpeg(folder.path(), &mix);
        assert!(
            (loudness + 16.0).abs() <= 0.4,
            "{loud}: {loudness} LUFS by ffmpeg"
        );
        assert!(peak <= -1.8, "{loud}: {peak} dBTP by ffmpeg");
    }
}

#[test]
fn a_sound_begins_at_its_very_sample_on_both_sides() {
    let folder = tempfile::tempdir().expect("a folder");
    let clips = [clip(folder.path(), 48_123, vec![0.25; 48_000])];
    let mix = mixed(&clips, 144_000).expect("the clip is whole");
    let first = mix.iter().position(|sample| *sample != 0.0);
    assert_eq!(first, Some(2 * 48_123));
    assert!(mix.chunks(2).all(|pair| pair[0] == pair[1]));
    assert_eq!(
        mix.iter().rposition(|sample| *sample != 0.0),
        Some(2 * 96_123 - 1)
    );
}

#[test]
fn silence_stays_silence() {
    let folder = tempfile::tempdir().expect("a folder");
    assert_eq!(mixed(&[], 1000).expect("nothing to read"), vec![0.0; 2000]);
    let clips = [clip(folder.path(), 100, vec![0.0; 48_000])];
    let mix = mixed(&clips, 60_000).expect("the clip is whole");
    assert!(mix.iter().all(|sample| *sample == 0.0));
}

#[test]
fn a_sound_that_outlasts_the_reel_fades_instead_of_clicking() {
    let folder = tempfile::tempdir().expect("a folder");
    let clips = [clip(folder.path(), 0, babble(2.0, 0.3))];
    let mix = mixed(&clips, 48_000).expect("the clip is whole");
    let last = &mix[mix.len() - 4..];
    assert!(last.iter().all(|sample| sample.abs() < 0.01), "{last:?}");
}

#[test]
fn the_limiter_turns_down_smoothly_and_leaves_the_rest_alone() {
    let mut track = vec![[0.1_f32, 0.05]; 48_000];
    track[24_000] = [0.2, 1.5];
    let (mut limiter, mut limited) = (Limiter::new(0.5), Vec::new());
    for piece in track.chunks(1_000) {
        limiter.limit(piece.iter().copied(), &mut limited);
    }
    limiter.finish(&mut limited);
    assert_eq!(limited.len(), track.len());
    assert_eq!(limited[..20_000], track[..20_000]);
    let pairs = || limited.iter().zip(&track);
    let gains: Vec<f32> = pairs().map(|(out, pair)| out[0] / pair[0]).collect();
    let other = pairs().map(|(out, pair)| out[1] / pair[1]);
    assert!(
        gains
            .iter()
            .zip(other)
            .all(|(one, two)| (one - two).abs() < 1e-5)
    );
    let steps = gains.windows(2).map(|pair| (pair[1] - pair[0]).abs());
    assert!(steps.fold(0.0, f32::max) < 0.02, "the gain never jumps");
    assert!(limited.as_flattened().iter().all(|side| side.abs() <= 0.5));
}

#[test]
fn a_sound_that_is_not_what_was_planned_is_named() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut short = clip(folder.path(), 0, vec![0.1; 100]);
    short.samples = 101;
    let error = mixed(&[short], 1000).expect_err("a sample is missing");
    assert!(
        error.to_string().contains("100 samples, not 101"),
        "{error}"
    );
    let mut gone = clip(folder.path(), 5, vec![0.1; 100]);
    gone.audio.push('x');
    let error = mixed(&[gone], 1000).expect_err("the file is not there");
    assert!(matches!(error, EncodeError::Read { .. }));
}

/// Ten seconds of a chord, which never swells, under all of a reel.
fn chord(folder: &Path, length: u64) -> MusicClip {
    let wave = |at: usize| {
        let time = at as f64 / SAMPLE_RATE as f64;
        let tones =
            [220.0, 277.2, 329.6].map(|hertz| libm::sin(time * hertz * std::f64::consts::TAU));
        (tones.iter().sum::<f64>() / 6.0) as f32
    };
    let samples = 480_000;
    let wav = Wav {
        rate: SAMPLE_RATE,
        channels: 1,
        samples: (0..samples).map(wave).collect(),
    };
    let path = folder.join("chord.wav");
    std::fs::write(&path, wav.encode()).expect("the folder can be written");
    MusicClip {
        audio: path.display().to_string(),
        digest: String::new(),
        samples: samples as u64,
        at: 0,
        length,
        gain: 0.0,
        duck: 12.0,
        fade_in: 48_000,
        fade_out: 96_000,
    }
}

/// How strong a stretch of a mix is, decibels.
fn strength(mix: &[f32], seconds: std::ops::Range<f64>) -> f64 {
    let at = |second: f64| (second * 96_000.0) as usize;
    let part = &mix[at(seconds.start)..at(seconds.end)];
    let power: f64 = part
        .iter()
        .map(|side| f64::from(*side) * f64::from(*side))
        .sum();
    10.0 * libm::log10(power / part.len() as f64)
}

#[test]
fn music_gives_way_before_words_begin_and_comes_back_after_them() {
    let folder = tempfile::tempdir().expect("a folder");
    let total = 30 * 48_000;
    let music = chord(folder.path(), total);
    // Words that are hardly there leave the music to be measured under them.
    let words = [clip(folder.path(), 10 * 48_000, babble(4.0, 1e-4))];
    let quiet = SoundClip {
        gain: 1e-6,
        ..words[0].clone()
    };
    let mix = all_of(&[quiet], &[music], total).expect("all is whole");
    let (before, under) = (strength(&mix, 5.0..9.0), strength(&mix, 10.0..14.0));
    assert!((before - under - 12.0).abs() < 0.3, "{before} {under}");
    let after = strength(&mix, 16.0..20.0);
    assert!((after - before).abs() < 0.5, "{before} {after}");
    assert!(
        strength(&mix, 9.5..9.7) > under + 8.0,
        "it has not yet given way"
    );
    assert!(
        (strength(&mix, 9.98..10.0) - under).abs() < 0.6,
        "it has by the first word"
    );
}

#[test]
fn music_is_as_long_as_it_must_be_without_a_gap_or_a_click_where_it_begins_anew() {
    let folder = tempfile::tempdir().expect("a folder");
    let total = 35 * 48_000;
    let mix = all_of(&[], &[chord(folder.path(), total)], total).expect("all is whole");
    let (loudness, peak) = measured(&mix);
    assert!(
        (loudness + 16.0).abs() < 0.3 && peak < -1.9,
        "{loudness} {peak}"
    );
    let usual = strength(&mix, 3.0..6.0);
    for tenth in 20..320 {
        let at = f64::from(tenth) / 10.0;
        let here = strength(&mix, at..at + 0.1);
        // Two chords over each other can meet in any phase.
        assert!((here - usual).abs() < 7.0, "{at} s: {here} against {usual}");
    }
    let steps = mix.chunks(2).map(|pair| f64::from(pair[0]));
    let steps: Vec<f64> = steps.collect();
    let largest = steps.windows(2).map(|pair| (pair[1] - pair[0]).abs());
    let largest = largest.fold(0.0, f64::max);
    let middle = steps[200_000..300_000]
        .windows(2)
        .map(|pair| (pair[1] - pair[0]).abs());
    assert!(largest < 2.1 * middle.fold(0.0, f64::max), "{largest}");
    assert!(strength(&mix, 0.0..0.05) < usual - 20.0, "it comes softly");
    assert!(
        strength(&mix, 34.95..35.0) < usual - 20.0,
        "and goes softly"
    );
}

#[test]
fn words_with_music_and_clicks_are_as_loud_as_words_alone() {
    let folder = tempfile::tempdir().expect("a folder");
    let total = 12 * 48_000;
    let words = clip(folder.path(), 48_000, babble(8.0, 0.02));
    let mut knock = clip(folder.path(), 24_000, babble(0.05, 0.3));
    knock.part = Part::Noise;
    let music = chord(folder.path(), total);
    let all = all_of(&[words.clone(), knock], &[music], total).expect("all is whole");
    let (loudness, peak) = measured(&all);
    assert!(
        (loudness + 16.0).abs() < 0.3 && peak < -1.9,
        "{loudness} {peak}"
    );
    let alone = mixed(&[words], total).expect("the clip is whole");
    let (with, without) = (strength(&all, 3.0..7.0), strength(&alone, 3.0..7.0));
    assert!((with - without).abs() < 1.0, "{with} {without}");
}

#[test]
fn clicks_alone_stay_soft() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut knock = clip(folder.path(), 24_000, babble(0.05, 0.1));
    knock.part = Part::Noise;
    let mix = mixed(&[knock], 96_000).expect("the clip is whole");
    let highest = mix.iter().fold(0.0_f32, |most, side| most.max(side.abs()));
    assert!((0.02..0.15).contains(&highest), "{highest}");
}
