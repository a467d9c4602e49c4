//! The voices of espeak-ng, of programs and of recordings, with the real things.

#![allow(clippy::expect_used, reason = "a test that cannot go on says why")]

#[path = "elevenlabs/common.rs"]
mod common;
#[path = "elevenlabs/fake.rs"]
#[allow(dead_code, reason = "only the alignment is asked here")]
mod fake;

use common::{heard, job, lines, pauses_off, run, sound, texts};
use demoreel_primitives::plan::{Align, CommandVoice, EspeakVoice, FileVoice, Voice};
use demoreel_primitives::time::SAMPLE_RATE;
use demoreel_primitives::wav::Wav;
use demoreel_studio::{Secret, Spoken, VoiceError};

fn espeak(voice: Option<&str>) -> Voice {
    Voice::Espeak(EspeakVoice {
        voice: voice.map(str::to_owned),
        pace: 1.0,
        pitch: 50,
    })
}

fn command(run: &str) -> Voice {
    Voice::Command(CommandVoice {
        run: run.to_owned(),
        version: String::new(),
        timeout: 20.0,
        env: vec!["TOKEN".to_owned()],
    })
}

fn spoken(voice: &Voice, texts: &[&str]) -> Result<Vec<Spoken>, VoiceError> {
    let folder = tempfile::tempdir().expect("a folder");
    let result = run(&lines(voice, texts), &job(folder.path()));
    // What is heard is looked at while its files are there.
    result.inspect(|spoken| {
        for one in spoken {
            assert!(!sound(&one.speech).is_empty());
            let words = &one.speech.words;
            assert!(
                words
                    .iter()
                    .all(|it| it.from <= it.to && it.to <= one.speech.samples)
            );
            assert!(words.windows(2).all(|it| it[0].to <= it[1].from));
        }
    })
}

#[test]
fn espeak_words_begin_and_end_where_the_sound_does() {
    let folder = tempfile::tempdir().expect("a folder");
    let said = [
        "One command connects Claude Code to Ink. Every service gets its own address, its own logs.",
        "Open the dashboard, name the service, and deploy it. After nine seconds, it is live.",
    ];
    let spoken = run(&lines(&espeak(Some("en-us")), &said), &job(folder.path()));
    let spoken = spoken.expect("espeak-ng is installed");
    let mut compared = 0;
    for (one, text) in spoken.iter().zip(said) {
        assert_eq!(texts(&one.speech).join(" "), text);
        assert!(one.speech.phonemes.len() > 30);
        for (stops, starts) in pauses_off(&one.speech) {
            assert!(
                stops <= 2880 && starts <= 2880,
                "{} {} ms",
                stops / 48,
                starts / 48
            );
            compared += 1;
        }
    }
    assert!(compared >= 4, "{compared} pauses were measured");
}

#[test]
fn espeak_speaks_many_languages_and_says_which_it_does_not() {
    let cases = [
        ("de", "Guten Tag, schöne Grüße.", 4),
        ("fr", "Bonjour à tous.", 3),
        ("ar", "مرحبا بالعالم", 2),
        ("cmn", "部署服务", 4),
        ("ru", "Привет, мир!", 2),
    ];
    for (language, text, count) in cases {
        let spoken = spoken(&espeak(Some(language)), &[text]).expect("it speaks it");
        let words = &spoken[0].speech.words;
        assert_eq!(words.len(), count, "{language}: {words:?}");
        assert!(words.iter().any(|it| it.from > 0), "{language}: {words:?}");
    }
    let error = spoken(&espeak(Some("nonesuch")), &["Qapla'."]).expect_err("it does not");
    assert_eq!(error.diagnostic().code, "E0802");
    let mut line = lines(&espeak(None), &["Qapla'."]);
    line[0].language = "xx".to_owned();
    let folder = tempfile::tempdir().expect("a folder");
    let error = run(&line, &job(folder.path())).expect_err("it does not");
    assert_eq!(error.diagnostic().code, "E0815");
}

#[test]
fn a_program_speaks_what_it_is_given_on_its_input() {
    let voice = command("espeak-ng --stdin --stdout");
    let spoken = spoken(&voice, &["Hello there, world."]).expect("it speaks");
    assert_eq!(texts(&spoken[0].speech), ["Hello", "there,", "world."]);
    assert!(spoken[0].speech.samples > u64::from(SAMPLE_RATE) / 2);
}

#[test]
fn a_program_that_fails_hangs_or_prints_something_else_is_told() {
    let cases = [
        ("echo it broke >&2; exit 3", "E0803", "it broke"),
        ("cat", "E0804", "WAV"),
        ("true", "E0804", "WAV"),
        ("no-such-program-here", "E0803", "not found"),
    ];
    for (line, code, words) in cases {
        let told = spoken(&command(line), &["Hello."])
            .expect_err("it fails")
            .diagnostic();
        assert_eq!(told.code, code, "{line}");
        assert!(told.message.contains(words), "{}", told.message);
    }
    let mut hangs = command("sleep 600 & sleep 600");
    if let Voice::Command(voice) = &mut hangs {
        voice.timeout = 0.2;
    }
    let told = spoken(&hangs, &["Hello."])
        .expect_err("it is ended")
        .diagnostic();
    assert!(
        told.message.contains("no end after 0.2 s"),
        "{}",
        told.message
    );
}

#[test]
fn a_program_sees_what_the_script_hands_it_and_its_words_are_struck_from_complaints() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut job = job(folder.path());
    job.variables
        .insert("TOKEN".to_owned(), Secret::new("t0p-secret"));
    let voice = command("echo \"token $TOKEN home ${HOME-none}\" >&2; exit 1");
    let told = run(&lines(&voice, &["Hello."]), &job)
        .expect_err("it fails")
        .diagnostic();
    assert!(
        told.message.contains("token (the key) home none"),
        "{}",
        told.message
    );
}

/// Two seconds for each word: a tone of 300 ms, then silence.
fn recording(words: usize) -> Vec<u8> {
    let rate = SAMPLE_RATE as usize;
    let mut samples = Vec::new();
    for _ in 0..words {
        samples.extend((0..rate * 3 / 10).map(|at| if (at / 100) % 2 == 0 { 0.4 } else { -0.4 }));
        samples.extend(vec![0.0; rate * 2 / 10]);
    }
    let wav = Wav {
        rate: SAMPLE_RATE,
        channels: 1,
        samples,
    };
    wav.encode()
}

fn recorded(folder: &std::path::Path, align: Align) -> Voice {
    Voice::File(FileVoice {
        folder: folder.display().to_string(),
        align,
    })
}

#[test]
fn a_scene_s_recording_is_cut_into_its_sentences() {
    let folder = tempfile::tempdir().expect("a folder");
    std::fs::write(folder.path().join("one.wav"), recording(4)).expect("there is room");
    let voice = recorded(folder.path(), Align::Evenly);
    let said = ["Alpha bravo.", "Gamma delta."];
    let spoken = run(&lines(&voice, &said), &job(folder.path())).expect("all is well");
    for one in &spoken {
        assert_eq!(one.speech.words.len(), 2);
        let heard = heard(&sound(&one.speech));
        // Two tones with one pause of 200 ms between them.
        let changes = heard.windows(2).filter(|it| it[0] != it[1]).count();
        assert!((2..=4).contains(&changes), "{changes}");
        for (stops, starts) in pauses_off(&one.speech) {
            assert!(
                stops <= 2880 && starts <= 2880,
                "{} {} ms",
                stops / 48,
                starts / 48
            );
        }
    }
}

#[test]
fn a_recording_of_another_kind_is_read_and_a_bad_one_is_named() {
    let folder = tempfile::tempdir().expect("a folder");
    let wav = folder.path().join("source.wav");
    std::fs::write(&wav, recording(2)).expect("there is room");
    let made = std::process::Command::new("ffmpeg")
        .args(["-v", "error", "-nostdin", "-i"])
        .arg(&wav)
        .arg(folder.path().join("one.mp3"))
        .status()
        .expect("ffmpeg is installed");
    assert!(made.success());
    let voice = recorded(folder.path(), Align::Evenly);
    let spoken = run(&lines(&voice, &["Alpha bravo."]), &job(folder.path())).expect("all is well");
    assert_eq!(spoken[0].speech.words.len(), 2);
    for bytes in [&b"no sound"[..], &[]] {
        std::fs::write(folder.path().join("one.wav"), bytes).expect("there is room");
        let told = run(&lines(&voice, &["Alpha bravo."]), &job(folder.path()));
        let told = told.expect_err("it is no sound").diagnostic();
        assert_eq!(told.code, "E0816");
        assert!(told.message.contains("scene 'one'"), "{}", told.message);
    }
    std::fs::remove_file(folder.path().join("one.wav")).expect("it is there");
    std::fs::remove_file(folder.path().join("one.mp3")).expect("it is there");
    let told = run(&lines(&voice, &["Alpha bravo."]), &job(folder.path()));
    assert_eq!(told.expect_err("there is none").diagnostic().code, "E0816");
}

#[test]
fn with_a_key_the_words_of_a_recording_are_found_once_for_the_scene() {
    let folder = tempfile::tempdir().expect("a folder");
    std::fs::write(folder.path().join("one.wav"), recording(4)).expect("there is room");
    let fake = fake::Fake::start();
    let align = Align::ElevenLabs {
        base_url: fake.base.clone(),
        key_env: "KEY".to_owned(),
    };
    let mut job = job(folder.path());
    job.variables
        .insert("KEY".to_owned(), Secret::new(fake::KEY));
    let voice = recorded(folder.path(), align);
    let spoken = run(&lines(&voice, &["Alpha bravo.", "Gamma delta."]), &job);
    let spoken = spoken.expect("all is well");
    assert_eq!(fake.requests().len(), 1);
    // Half a second from word to word is what the service says.
    let words = &spoken[0].speech.words;
    assert_eq!(words[1].from - words[0].from, 24_000);
}
