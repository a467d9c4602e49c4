//! The local voice with the real flite: times against the waveform, the cache, what may go wrong.

#![allow(clippy::expect_used, reason = "a test that cannot go on says why")]

#[path = "elevenlabs/common.rs"]
mod common;

use std::ffi::OsString;

use common::{heard, job, lines, pauses_off, run, sound, texts};
use demoreel_primitives::cancel::Cancel;
use demoreel_primitives::plan::Voice;
use demoreel_primitives::progress::{Observer, Progress, Run, Unobserved};
use demoreel_studio::{Spoken, VoiceError, VoiceJob, speak_lines};

fn local(name: &str) -> Voice {
    let voice = name.to_owned();
    Voice::Local { voice, pace: 1.0 }
}

const TEXTS: [&str; 4] = [
    "One command connects Claude Code to Ink. Every service gets its own address, its own logs, \
     and its own metrics.",
    "Open the dashboard, name the service, and deploy it. After nine seconds, it is live.",
    "Add a remote MCP server, at $5.50 or less, at 10:30, in 500ms.",
    "Always alone, Olivia opens every envelope. Nobody, no matter how naïve, minds.",
];

#[test]
fn words_begin_and_end_where_the_sound_does() {
    let cache = tempfile::tempdir().expect("a folder");
    let spoken =
        run(&lines(&local("slt"), &TEXTS), &job(cache.path())).expect("flite is installed");
    let mut compared = 0;
    for (one, text) in spoken.iter().zip(TEXTS) {
        assert_eq!(texts(&one.speech).join(" "), text);
        for (stops, starts) in pauses_off(&one.speech) {
            assert!(starts <= 2880, "a word begins {} ms off", starts / 48);
            assert!(stops <= 2880, "a word ends {} ms off", stops / 48);
            compared += 1;
        }
    }
    assert!(compared >= 10, "{compared} pauses were measured");
}

#[test]
fn speech_has_no_silence_at_its_ends_and_does_not_clip_or_click() {
    let cache = tempfile::tempdir().expect("a folder");
    let spoken =
        run(&lines(&local("slt"), &TEXTS), &job(cache.path())).expect("flite is installed");
    for Spoken { speech, .. } in &spoken {
        let sound = sound(speech);
        let heard = heard(&sound);
        let first = heard
            .iter()
            .position(|heard| *heard)
            .expect("something is heard");
        let last = heard
            .iter()
            .rposition(|heard| *heard)
            .expect("something is heard");
        assert!(
            first * 5 <= 60 && (heard.len() - last) * 5 <= 150,
            "{first} {last}"
        );
        assert!(sound.iter().all(|at| at.abs() < 0.99));
        assert!(sound[0].abs() < 1e-4 && sound[sound.len() - 1].abs() < 1e-4);
        let phones = &speech.phonemes;
        assert!(
            phones
                .iter()
                .all(|phone| phone.from < phone.to && phone.to <= speech.samples)
        );
        assert!(phones.windows(2).all(|pair| pair[0].to <= pair[1].from));
    }
}

#[test]
fn a_sentence_is_spoken_once_even_by_two_renders_at_once() {
    #[derive(Default)]
    struct Counts(std::sync::Mutex<Vec<String>>);
    impl Observer for Counts {
        fn notice(&self, progress: Progress) {
            if let Progress::Done { detail, .. } = progress {
                self.0.lock().expect("no panic").extend(detail);
            }
        }
    }
    let cache = tempfile::tempdir().expect("a folder");
    let said = lines(&local("slt"), &["Spoken only once."]);
    let (observer, cancel) = (Counts::default(), Cancel::new());
    let run = Run {
        observer: &observer,
        cancel: &cancel,
    };
    let job = job(cache.path());
    let both: Vec<Vec<Spoken>> = std::thread::scope(|scope| {
        let one = || speak_lines(&said, &job, &run).expect("flite is installed");
        let threads = [scope.spawn(one), scope.spawn(one)];
        threads
            .map(|thread| thread.join().expect("no panic"))
            .into()
    });
    assert_eq!(both[0][0].speech, both[1][0].speech);
    let mut told = observer.0.into_inner().expect("no panic");
    told.sort();
    assert_eq!(
        told,
        ["0 spoken, 1 already there", "1 spoken, 0 already there"]
    );
}

#[test]
fn a_sound_that_was_damaged_is_spoken_again_and_is_the_same() {
    let cache = tempfile::tempdir().expect("a folder");
    let said = lines(&local("slt"), &["Damaged once."]);
    let before = run(&said, &job(cache.path())).expect("flite is installed");
    let path = &before[0]
        .speech
        .audio
        .as_ref()
        .expect("it can be heard")
        .path;
    std::fs::write(path, b"RIFF").expect("the file can be written");
    let after = run(&said, &job(cache.path())).expect("flite is installed");
    assert_eq!(before[0].speech, after[0].speech);
    sound(&after[0].speech);
}

#[test]
fn without_flite_the_message_names_its_package_and_the_way_round() {
    let cache = tempfile::tempdir().expect("a folder");
    let job = VoiceJob {
        path: OsString::from("/nonexistent"),
        ..job(cache.path())
    };
    let error = run(&lines(&local("slt"), &["Hello."]), &job).expect_err("no flite");
    let diagnostic = error.diagnostic();
    assert_eq!(diagnostic.code, "E0801");
    let hint = diagnostic.hint.expect("a hint");
    assert!(
        hint.contains("Debian package `flite`") && hint.contains("voice: silent"),
        "{hint}"
    );
}

#[test]
fn a_voice_that_flite_lacks_is_not_replaced_by_another() {
    let cache = tempfile::tempdir().expect("a folder");
    let error =
        run(&lines(&local("rachel"), &["Hello."]), &job(cache.path())).expect_err("no voice");
    assert_eq!(error.to_string(), "flite has no voice 'rachel'");
    assert!(error.diagnostic().hint.expect("a hint").contains("slt"));
}

#[test]
fn words_that_cannot_be_spoken_are_named_with_their_step() {
    let cache = tempfile::tempdir().expect("a folder");
    let error =
        run(&lines(&local("slt"), &["Hello.", "🎉"]), &job(cache.path())).expect_err("no word");
    assert_eq!(error.subject().expect("a step").0, "one/look/2");
    assert_eq!(error.diagnostic().code, "E0806");
}

#[test]
fn a_silent_voice_gives_times_and_no_sound() {
    let cache = tempfile::tempdir().expect("a folder");
    let spoken = run(
        &lines(&Voice::Silent, &["Nobody hears this."]),
        &job(cache.path()),
    );
    let spoken = &spoken.expect("fine")[0].speech;
    assert_eq!(spoken.audio, None);
    assert_eq!(spoken.words.len(), 3);
    assert_eq!(spoken.words[2].to, spoken.samples);
}

#[test]
fn a_stopped_run_stops_speaking() {
    let cache = tempfile::tempdir().expect("a folder");
    let cancel = Cancel::new();
    cancel.cancel();
    let run = Run {
        observer: &Unobserved,
        cancel: &cancel,
    };
    let said = lines(&local("slt"), &["Hello."]);
    let error = speak_lines(&said, &job(cache.path()), &run);
    assert!(matches!(error, Err(VoiceError::Cancelled)), "{error:?}");
}

#[test]
fn words_of_another_language_are_not_read_as_english() {
    let cache = tempfile::tempdir().expect("a folder");
    let mut said = lines(&local("slt"), &["Guten Tag."]);
    said[0].language = "de".to_owned();
    let error = run(&said, &job(cache.path())).expect_err("it speaks English");
    assert_eq!(error.diagnostic().code, "E0815");
    let error = run(&lines(&local("slt"), &["部署服务"]), &job(cache.path()));
    assert_eq!(
        error.expect_err("it speaks English").diagnostic().code,
        "E0815"
    );
}
