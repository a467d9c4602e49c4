//! What the tests of all providers share: lines, jobs, and looks at what was spoken.

#![allow(dead_code, reason = "no test uses all of it")]
#![allow(clippy::expect_used, reason = "a test that cannot go on says why")]

use std::path::Path;
use std::time::Duration;

use demoreel_primitives::cancel::Cancel;
use demoreel_primitives::plan::{EffectId, Voice};
use demoreel_primitives::progress::{Run, Unobserved};
use demoreel_primitives::speech::Speech;
use demoreel_primitives::time::SAMPLE_RATE;
use demoreel_primitives::wav::Wav;
use demoreel_studio::{Line, Patience, Spoken, VoiceError, VoiceJob, speak_lines};

pub fn lines(voice: &Voice, texts: &[&str]) -> Vec<Line> {
    let line = |(at, text): (usize, &&str)| Line {
        effect: EffectId(format!("one/look/{}", at + 1)),
        scene: "one".to_owned(),
        text: (*text).to_owned(),
        before: texts[..at].join(" "),
        after: texts[at + 1..].join(" "),
        language: "en".to_owned(),
        voice: voice.clone(),
    };
    texts.iter().enumerate().map(line).collect()
}

pub fn job(cache: &Path) -> VoiceJob {
    VoiceJob {
        cache: cache.to_owned(),
        path: std::env::var_os("PATH").unwrap_or_default(),
        home: cache.to_owned(),
        variables: Default::default(),
        proxy: None,
        budget: None,
        pay_again: false,
        day: "2026-11-20".to_owned(),
        patience: Patience {
            connect: Duration::from_secs(5),
            answer: Duration::from_secs(20),
            stall: Duration::from_millis(400),
            grace: Duration::from_millis(100),
            tries: 4,
            pause: Duration::from_millis(5),
            longest_pause: Duration::from_millis(50),
        },
    }
}

pub fn run(lines: &[Line], job: &VoiceJob) -> Result<Vec<Spoken>, VoiceError> {
    let cancel = Cancel::new();
    let observer = &Unobserved;
    let run = Run {
        observer,
        cancel: &cancel,
    };
    speak_lines(lines, job, &run)
}

pub fn sound(speech: &Speech) -> Vec<f32> {
    let audio = speech.audio.as_ref().expect("it can be heard");
    let bytes = std::fs::read(&audio.path).expect("the sound is there");
    assert_eq!(blake3::hash(&bytes).to_hex().as_str(), audio.digest);
    let wav = Wav::decode(&bytes).expect("the sound is a WAV file");
    assert_eq!((wav.rate, wav.channels), (SAMPLE_RATE, 1));
    assert_eq!(wav.samples.len() as u64, speech.samples);
    wav.samples
}

/// Whether something is heard in each five milliseconds. A 66th of the peak also tells the soft
/// burst with which the k of "Ink" is let go.
pub fn heard(sound: &[f32]) -> Vec<bool> {
    let peak = |part: &[f32]| part.iter().fold(0.0, |most: f32, at| most.max(at.abs()));
    let loudest = peak(sound);
    let parts = sound.chunks(240);
    parts.map(|part| peak(part) > loudest * 0.015).collect()
}

/// In every pause between two words: how far off, in samples, the words say that it begins and
/// ends.
pub fn pauses_off(speech: &Speech) -> Vec<(usize, usize)> {
    let heard = heard(&sound(speech));
    let mut all = Vec::new();
    for pair in speech.words.windows(2) {
        let (end, begin) = (pair[0].to, pair[1].from);
        assert!(end <= begin, "{pair:?}");
        if begin - end < 2400 {
            continue;
        }
        // Where does the silence around the pause's middle begin and end?
        let middle = ((end + begin) / 480) as usize;
        let stops = (0..middle).rev().find(|at| heard[*at]);
        let starts = (middle..heard.len()).find(|at| heard[*at]);
        let stops = (stops.expect("words before") + 1) * 240;
        let starts = starts.expect("words after") * 240;
        all.push((
            stops.abs_diff(end as usize),
            starts.abs_diff(begin as usize),
        ));
    }
    all
}

pub fn texts(speech: &Speech) -> Vec<&str> {
    speech.words.iter().map(|word| word.text.as_str()).collect()
}
