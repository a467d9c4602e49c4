//! The local voice with the real flite: times against the waveform, the cache, what may go wrong.

#![allow(clippy::expect_used, reason = "a test that cannot go on says why")]

use std::ffi::OsString;
use std::path::Path;

use demoreel_primitives::cancel::Cancel;
use demoreel_primitives::colour::Colour;
use demoreel_primitives::motion::Spring;
use demoreel_primitives::plan::{
    Background, CameraStyle, CaptionStyle, Effect, EffectId, EffectKind, Extent, LengthAim, Look,
    LookScene, Output, PointerStyle, Shadow, Style, Voice, Waiting, Words,
};
use demoreel_primitives::progress::{Observer, Progress, Run, Unobserved};
use demoreel_primitives::space::CanvasSize;
use demoreel_primitives::speech::Speech;
use demoreel_primitives::time::{FrameRate, SAMPLE_RATE};
use demoreel_primitives::wav::Wav;
use demoreel_studio::{VoiceError, VoiceJob, speak};

fn local(name: &str) -> Voice {
    let voice = name.to_owned();
    Voice::Local { voice, pace: 1.0 }
}

fn look(voice: Voice, texts: &[&str]) -> Look {
    let effects = texts.iter().enumerate().map(|(index, text)| Effect {
        id: EffectId(format!("one/look/{}", index + 1)),
        surface: "app".to_owned(),
        from: Default::default(),
        until: Extent::Words,
        kind: EffectKind::Say {
            text: Words::plain(*text),
        },
        given: Vec::new(),
        sooner: Vec::new(),
    });
    Look {
        outputs: vec![output(voice)],
        scenes: vec![LookScene {
            name: "one".to_owned(),
            effects: effects.collect(),
            given: Vec::new(),
        }],
    }
}

fn output(voice: Voice) -> Output {
    let colour = Colour::rgb(0, 0, 0);
    let style = Style {
        background: Background::Solid(colour),
        padding: 0.0,
        radius: 0.0,
        shadow: Shadow {
            opacity: 0.0,
            blur: 0.0,
            drop: 0.0,
        },
        pointer: PointerStyle {
            height: 0.0,
            ripple: None,
        },
        camera: CameraStyle {
            spring: Spring::BALANCED,
            max_scale: 1.0,
        },
        captions: CaptionStyle {
            spoken: false,
            size: 1.0,
            colour,
            plate: colour,
            margin: 0.0,
        },
        terminal: Default::default(),
        voice,
        waiting: Waiting::Keep,
        length: LengthAim::ANY,
    };
    Output {
        name: "wide".to_owned(),
        language: "en".to_owned(),
        size: CanvasSize::new(1920, 1080),
        rate: FrameRate::whole(60),
        format: demoreel_primitives::plan::Format::Mp4,
        length: LengthAim::ANY,
        styles: vec![style],
    }
}

fn job(cache: &Path) -> VoiceJob {
    VoiceJob {
        cache: cache.to_owned(),
        path: std::env::var_os("PATH").unwrap_or_default(),
    }
}

fn run_in(cache: &Path, look: &Look) -> Result<Vec<Speech>, VoiceError> {
    let cancel = Cancel::new();
    let observer = &Unobserved;
    speak(
        look,
        &look.outputs[0],
        &job(cache),
        &Run {
            observer,
            cancel: &cancel,
        },
    )
}

fn sound(speech: &Speech) -> Vec<f32> {
    let audio = speech.audio.as_ref().expect("it can be heard");
    let bytes = std::fs::read(&audio.path).expect("the sound is there");
    assert_eq!(blake3::hash(&bytes).to_hex().as_str(), audio.digest);
    let wav = Wav::decode(&bytes).expect("the sound is a WAV file");
    assert_eq!((wav.rate, wav.channels), (SAMPLE_RATE, 1));
    assert_eq!(wav.samples.len() as u64, speech.samples);
    wav.samples
}

/// Five milliseconds of sound each: whether something is heard. A 66th of the peak also
/// tells the soft burst with which the k of "Ink" is let go.
fn heard(sound: &[f32]) -> Vec<bool> {
    let peak = |part: &[f32]| part.iter().fold(0.0, |most: f32, at| most.max(at.abs()));
    let loudest = peak(sound);
    let parts = sound.chunks(240);
    parts.map(|part| peak(part) > loudest * 0.015).collect()
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
    let spoken = run_in(cache.path(), &look(local("slt"), &TEXTS)).expect("flite is installed");
    let mut compared = 0;
    for (speech, text) in spoken.iter().zip(TEXTS) {
        let words: Vec<&str> = speech.words.iter().map(|word| word.text.as_str()).collect();
        assert_eq!(words.join(" "), text);
        let heard = heard(&sound(speech));
        for pair in speech.words.windows(2) {
            let (end, begin) = (pair[0].to, pair[1].from);
            assert!(pair[0].from < end && end <= begin, "{pair:?}");
            if begin - end < 2400 {
                continue;
            }
            // In a pause: where does the silence around its middle begin and end?
            let middle = ((end + begin) / 480) as usize;
            let stops = (0..middle)
                .rev()
                .find(|at| heard[*at])
                .map(|at| (at + 1) * 240);
            let starts = (middle..heard.len())
                .find(|at| heard[*at])
                .map(|at| at * 240);
            let (stops, starts) = (stops.expect("words before"), starts.expect("words after"));
            let off = [
                stops.abs_diff(end as usize),
                starts.abs_diff(begin as usize),
            ];
            assert!(off[1] <= 2880, "{pair:?} begins {} ms off", off[1] / 48);
            assert!(off[0] <= 2880, "{pair:?} ends {} ms off", off[0] / 48);
            compared += 1;
        }
    }
    assert!(compared >= 10, "{compared} pauses were measured");
}

#[test]
fn speech_has_no_silence_at_its_ends_and_does_not_clip_or_click() {
    let cache = tempfile::tempdir().expect("a folder");
    let spoken = run_in(cache.path(), &look(local("slt"), &TEXTS)).expect("flite is installed");
    for speech in &spoken {
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
    let look = look(local("slt"), &["Spoken only once."]);
    let (observer, cancel) = (Counts::default(), Cancel::new());
    let run = Run {
        observer: &observer,
        cancel: &cancel,
    };
    let job = job(cache.path());
    let both: Vec<Vec<Speech>> = std::thread::scope(|scope| {
        let one = || speak(&look, &look.outputs[0], &job, &run).expect("flite is installed");
        let threads = [scope.spawn(one), scope.spawn(one)];
        threads
            .map(|thread| thread.join().expect("no panic"))
            .into()
    });
    assert_eq!(both[0], both[1]);
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
    let look = look(local("slt"), &["Damaged once."]);
    let before = run_in(cache.path(), &look).expect("flite is installed");
    let path = &before[0].audio.as_ref().expect("it can be heard").path;
    std::fs::write(path, b"RIFF").expect("the file can be written");
    let after = run_in(cache.path(), &look).expect("flite is installed");
    assert_eq!(before, after);
    sound(&after[0]);
}

#[test]
fn without_flite_the_message_names_its_package_and_the_way_round() {
    let cache = tempfile::tempdir().expect("a folder");
    let job = VoiceJob {
        path: OsString::from("/nonexistent"),
        ..job(cache.path())
    };
    let (observer, cancel) = (&Unobserved, Cancel::new());
    let run = Run {
        observer,
        cancel: &cancel,
    };
    let look = look(local("slt"), &["Hello."]);
    let error = speak(&look, &look.outputs[0], &job, &run).expect_err("no flite");
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
    let error = run_in(cache.path(), &look(local("rachel"), &["Hello."])).expect_err("no voice");
    assert_eq!(error.to_string(), "flite has no voice 'rachel'");
    assert!(error.diagnostic().hint.expect("a hint").contains("slt"));
}

#[test]
fn words_that_cannot_be_spoken_are_named_with_their_step() {
    let cache = tempfile::tempdir().expect("a folder");
    let error = run_in(cache.path(), &look(local("slt"), &["Hello.", "🎉"])).expect_err("no word");
    assert_eq!(error.subject().expect("a step").0, "one/look/2");
    assert_eq!(error.diagnostic().code, "E0806");
}

#[test]
fn a_silent_voice_gives_times_and_no_sound() {
    let cache = tempfile::tempdir().expect("a folder");
    let spoken = run_in(cache.path(), &look(Voice::Silent, &["Nobody hears this."])).expect("fine");
    assert_eq!(spoken[0].audio, None);
    assert_eq!(spoken[0].words.len(), 3);
    assert_eq!(spoken[0].words[2].to, spoken[0].samples);
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
    let look = look(local("slt"), &["Hello."]);
    let error = speak(&look, &look.outputs[0], &job(cache.path()), &run);
    assert!(matches!(error, Err(VoiceError::Cancelled)), "{error:?}");
}
