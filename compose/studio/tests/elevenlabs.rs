//! The client of ElevenLabs against a server that behaves and misbehaves as the real one does.

#![allow(clippy::expect_used, reason = "a test that cannot go on says why")]

#[path = "elevenlabs/common.rs"]
mod common;
#[path = "elevenlabs/fake.rs"]
mod fake;

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use common::{job, lines, run, sound, texts};
use demoreel_primitives::cancel::Cancel;
use demoreel_primitives::plan::{ElevenLabsSettings, ElevenLabsVoice, Voice};
use demoreel_primitives::progress::{Run, Unobserved};
use demoreel_store::Store;
use demoreel_studio::{Origin, Secret, Spoken, VoiceError, VoiceJob, speak_lines};
use fake::{Fake, KEY, Reply};
use serde_json::json;

fn rachel(base: &str) -> ElevenLabsVoice {
    ElevenLabsVoice {
        voice: "Rachel".to_owned(),
        model: "eleven_multilingual_v2".to_owned(),
        format: "pcm_24000".to_owned(),
        settings: ElevenLabsSettings::default(),
        seed: 1,
        language: None,
        normalization: "auto".to_owned(),
        dictionaries: Vec::new(),
        base_url: base.to_owned(),
        key_env: "ELEVENLABS_API_KEY".to_owned(),
    }
}

fn paying(cache: &Path) -> VoiceJob {
    let mut job = job(cache);
    let name = "ELEVENLABS_API_KEY".to_owned();
    job.variables.insert(name, Secret::new(KEY));
    job
}

/// A folder, a server, and a job that knows the key.
struct Stage {
    folder: tempfile::TempDir,
    fake: Fake,
    job: VoiceJob,
    voice: ElevenLabsVoice,
}

impl Stage {
    fn new() -> Stage {
        let folder = tempfile::tempdir().expect("a folder");
        let fake = Fake::start();
        Stage {
            job: paying(folder.path()),
            voice: rachel(&fake.base),
            folder,
            fake,
        }
    }

    fn say(&self, texts: &[&str]) -> Result<Vec<Spoken>, VoiceError> {
        run(
            &lines(&Voice::ElevenLabs(self.voice.clone()), texts),
            &self.job,
        )
    }

    /// The code of what goes wrong, and all that is said about it.
    fn fails(&self, text: &str) -> (String, String) {
        let error = self.say(&[text]).expect_err("it fails");
        let told = error.diagnostic();
        let all = format!(
            "{error:?} {} {}",
            told.message,
            told.hint.clone().unwrap_or_default()
        );
        assert!(!all.contains(KEY), "{all}");
        (told.code, told.message)
    }

    fn store(&self) -> Store {
        Store::at(self.folder.path())
    }
}

#[test]
fn a_text_is_bought_once_and_read_from_the_store_ever_after_even_without_the_key() {
    let mut stage = Stage::new();
    let spoken = stage.say(&["Hello, world.", "Bye."]).expect("all is well");
    assert_eq!(spoken[0].origin, Origin::Paid(13.0));
    assert_eq!(texts(&spoken[0].speech), ["Hello,", "world."]);
    // The tone of "world" begins behind seven letters of 50 ms, without the silence before.
    let word = &spoken[0].speech.words[1];
    assert_eq!((word.from, word.to), (7 * 2400, 12 * 2400));
    assert!(!sound(&spoken[0].speech).is_empty());
    assert_eq!(stage.fake.speeches().len(), 2);
    let payments = stage.store().payments();
    let credits: Vec<f64> = payments.iter().map(|it| it.credits).collect();
    assert_eq!((credits.iter().sum::<f64>(), payments.len()), (17.0, 2));
    assert_eq!(payments[0].request.as_deref(), Some("req-1"));

    stage.job.variables.clear();
    let again = stage
        .say(&["Hello, world.", "Bye."])
        .expect("nothing is asked");
    assert_eq!(again[0].speech, spoken[0].speech);
    assert!(again.iter().all(|it| it.origin == Origin::Kept));
    assert_eq!(stage.fake.speeches().len(), 2);
    let (code, message) = stage.fails("Something new.");
    assert_eq!(code, "E0807");
    assert!(message.contains("ELEVENLABS_API_KEY"), "{message}");
}

#[test]
fn two_runs_at_once_buy_a_text_once() {
    let stage = Stage::new();
    std::thread::scope(|scope| {
        for _ in 0..3 {
            scope.spawn(|| {
                stage
                    .say(&["Only once.", "And once more."])
                    .expect("all is well")
            });
        }
    });
    assert_eq!(stage.fake.speeches().len(), 2);
    assert_eq!(stage.store().payments().len(), 2);
}

#[test]
fn a_changed_sentence_is_one_new_call() {
    let stage = Stage::new();
    stage.say(&["One.", "Two.", "Three."]).expect("all is well");
    stage
        .say(&["One.", "Two, changed.", "Three."])
        .expect("all is well");
    assert_eq!(stage.fake.speeches().len(), 4);
}

#[test]
fn what_is_asked_for_is_what_the_script_says_and_no_more() {
    let mut stage = Stage::new();
    stage.voice.settings.stability = Some(0.4);
    stage.voice.model = "eleven multilingual V2".to_owned();
    stage.say(&["Hello."]).expect("all is well");
    let wanted = json!({
        "text": "Hello.",
        "model_id": "eleven_multilingual_v2",
        "seed": 1,
        "apply_text_normalization": "auto",
        "voice_settings": {"stability": 0.4},
    });
    assert_eq!(stage.fake.speeches(), [wanted]);
    let asked = stage.fake.requests();
    let path = &asked.last().expect("there is one").path;
    assert_eq!(
        path,
        "/v1/text-to-speech/rachelrachelrachel12/with-timestamps?output_format=pcm_24000"
    );
}

#[test]
fn a_key_that_may_not_list_speaks_where_ids_are_given() {
    let mut stage = Stage::new();
    let refusal = Reply::error(401, "missing_permissions");
    stage.fake.at("/v2/voices", refusal.clone());
    stage.fake.at("/v1/models", refusal);
    assert_eq!(stage.fails("By name.").0, "E0802");
    stage.voice.voice = "rachelrachelrachel12".to_owned();
    stage.say(&["By id."]).expect("all is well");
}

#[test]
fn a_name_that_nobody_has_is_told_with_those_there_are() {
    let mut stage = Stage::new();
    stage.voice.voice = "Rachelle".to_owned();
    let (code, message) = stage.fails("Hello.");
    assert_eq!((code.as_str(), stage.fake.speeches().len()), ("E0802", 0));
    assert!(message.contains("voice 'Rachelle'"), "{message}");
    stage.voice = rachel(&stage.fake.base);
    stage.voice.model = "eleven_v99".to_owned();
    assert_eq!(stage.fails("Hello.").0, "E0802");
}

#[test]
fn refusals_are_told_apart_cost_nothing_and_are_not_tried_again() {
    let field = json!({"detail": [{"loc": ["body", "voice_settings", "speed"], "msg": "too fast", "type": "x"}]});
    let old = json!({"detail": {"status": "quota_exceeded", "message": "Too few credits."}});
    let plan = json!({"detail": {"type": "payment_required", "code": "paid_plan_required", "message": "Not for free users."}});
    let long =
        json!({"detail": {"status": "max_character_limit_exceeded", "message": "Too long."}});
    let echo = json!({"detail": format!("no such key: {KEY}")});
    let cases = [
        (Reply::json(401, echo), "E0808", "no such key: (the key)"),
        (Reply::json(402, plan), "E0809", "Not for free users."),
        (Reply::json(401, old), "E0809", "Too few credits."),
        (
            Reply::json(422, field),
            "E0810",
            "`voice_settings.speed`: too fast",
        ),
        (Reply::json(400, long), "E0810", "Too long."),
    ];
    for (reply, wanted, words) in cases {
        let stage = Stage::new();
        stage.fake.next(reply);
        let (code, message) = stage.fails("Hello.");
        assert_eq!(code, wanted);
        assert!(message.contains(words), "{message}");
        assert_eq!(stage.fake.speeches().len(), 1);
        assert!(stage.store().unsettled().is_empty() && stage.store().payments().is_empty());
        stage.say(&["Hello."]).expect("the next run is free to try");
    }
}

#[test]
fn what_passes_is_waited_for() {
    let crowded = Reply::error(429, "concurrent_limit_exceeded");
    let cases = [
        Reply::error(429, "rate_limit_exceeded").with("retry-after", "0"),
        Reply::error(429, "rate_limit_exceeded"),
        crowded.with("retry-after-ms", "1"),
        Reply::error(500, "internal_error"),
        Reply::error(400, "system_busy"),
        Reply {
            body: b"<html>bad gateway</html>".to_vec(),
            ..Reply::json(502, json!(null))
        },
    ];
    for reply in cases {
        let stage = Stage::new();
        stage.fake.next(reply.clone());
        stage.fake.next(reply);
        stage.say(&["Hello."]).expect("the third try succeeds");
        assert_eq!(stage.fake.speeches().len(), 3);
        assert_eq!(stage.store().payments().len(), 1);
    }
}

#[test]
fn a_service_that_stays_broken_is_given_up_and_nothing_is_owed() {
    let stage = Stage::new();
    for _ in 0..4 {
        stage.fake.next(Reply::error(500, "internal_error"));
    }
    assert_eq!(stage.fails("Hello.").0, "E0811");
    assert_eq!(stage.fake.speeches().len(), 4);
    assert!(stage.store().unsettled().is_empty());
}

#[test]
fn an_answer_that_is_lost_on_the_way_is_not_bought_again_unasked() {
    let whole = fake::speech("Hello.");
    let stalls = Reply {
        cut: Some(100),
        stalls: true,
        ..whole.clone()
    };
    let dropped = Reply {
        cut: Some(100),
        ..whole
    };
    for reply in [stalls, dropped] {
        let mut stage = Stage::new();
        stage.fake.next(reply);
        let (code, _) = stage.fails("Hello.");
        assert_eq!(code, "E0813");
        let error = stage.say(&["Hello."]).expect_err("it stops and asks");
        let hint = error.diagnostic().hint.expect("a hint");
        assert!(
            hint.contains("req-1") && hint.contains("--pay-again"),
            "{hint}"
        );
        assert_eq!(stage.fake.speeches().len(), 1);
        assert_eq!(stage.store().unsettled().len(), 1);
        stage.job.pay_again = true;
        stage.say(&["Hello."]).expect("it was asked");
        assert_eq!(stage.fake.speeches().len(), 2);
        assert!(stage.store().unsettled().is_empty());
    }
}

#[test]
fn a_crash_between_the_answer_and_its_use_costs_nothing() {
    let stage = Stage::new();
    let spoken = stage.say(&["Hello."]).expect("all is well");
    // What a crash just after the answer leaves behind: the answer, and no entry.
    let bought = stage.store().payments()[0].key.clone();
    stage
        .store()
        .keep_answer(&bought, &fake::speech("Hello.").body)
        .expect("there is room");
    for kept in stage.store().entries() {
        stage.store().remove(&kept.key).expect("it can be removed");
    }
    let again = stage.say(&["Hello."]).expect("all is well");
    assert_eq!(again[0].speech, spoken[0].speech);
    assert_eq!(
        (again[0].origin, stage.fake.speeches().len()),
        (Origin::Made, 1)
    );
}

#[test]
fn an_answer_that_is_no_speech_is_kept_and_not_bought_again() {
    let words = fake::speech("Hello, long world.");
    let body: serde_json::Value = serde_json::from_slice(&words.body).expect("it is JSON");
    let with = |audio: &[u8]| {
        use base64::Engine;
        let mut body = body.clone();
        body["audio_base64"] = json!(base64::engine::general_purpose::STANDARD.encode(audio));
        Reply::json(200, body)
    };
    let cases = [
        Reply {
            body: words.body[..words.body.len() / 2].to_vec(),
            ..words.clone()
        },
        with(b"<html>not sound</html>"),
        with(b"ID3 a song of some kind"),
        with(&[0; 48_000]),
        with(&[1, 200, 3, 100, 7, 90]),
        with(b"odd"),
    ];
    for reply in cases {
        let stage = Stage::new();
        stage.fake.next(reply);
        assert_eq!(stage.fails("Hello, long world.").0, "E0804");
        assert_eq!(stage.fails("Hello, long world.").0, "E0804");
        assert_eq!(stage.fake.speeches().len(), 1);
    }
}

#[test]
fn without_times_the_words_share_what_is_heard() {
    let stage = Stage::new();
    let mut body: serde_json::Value =
        serde_json::from_slice(&fake::speech("Hello, world.").body).expect("it is JSON");
    body["alignment"] = json!(null);
    stage.fake.next(Reply::json(200, body));
    let spoken = stage.say(&["Hello, world."]).expect("all is well");
    let words = &spoken[0].speech.words;
    assert_eq!(words.len(), 2);
    assert!(words[0].to <= words[1].from && words[1].to <= spoken[0].speech.samples);
}

#[test]
fn ten_thousand_words_are_bought_in_pieces_with_what_stands_around_them() {
    let mut stage = Stage::new();
    let word = |at: usize| format!("w{at:05}{}", if at % 9 == 8 { ". " } else { " " });
    let text: String = (0..10_000).map(word).collect();
    let spoken = stage.say(&[&text]).expect("all is well");
    assert_eq!(spoken[0].speech.words.len(), 10_000);
    let asked = stage.fake.speeches();
    assert_eq!(asked.len(), 8);
    let context = |at: usize, name: &str| asked[at].get(name).and_then(|it| it.as_str());
    assert!(context(0, "previous_text").is_none() && context(7, "next_text").is_none());
    assert!(
        asked[1]["text"]
            .as_str()
            .expect("a text")
            .starts_with(&context(0, "next_text").expect("a text")[..20])
    );
    assert!(context(1, "previous_text").expect("a text").ends_with('.'));
    // A model that refuses context gets none.
    stage.voice.model = "eleven_v3".to_owned();
    let short: String = text.chars().take(6000).collect();
    stage.say(&[&short]).expect("all is well");
    assert_eq!(stage.fake.speeches().len(), 10);
}

#[test]
fn calls_at_once_are_as_many_as_the_account_may_make() {
    let stage = Stage::new();
    let texts: Vec<String> = (0..12).map(|at| format!("Sentence number {at}.")).collect();
    let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
    stage.say(&texts).expect("all is well");
    assert!(
        (1..=3).contains(&stage.fake.most()),
        "{}",
        stage.fake.most()
    );
    assert_eq!(stage.fake.speeches().len(), 12);
}

#[test]
fn a_budget_is_not_exceeded_and_what_is_kept_needs_none() {
    let mut stage = Stage::new();
    stage.job.budget = Some(10.0);
    assert_eq!(stage.fails("More than ten letters.").0, "E0814");
    assert!(stage.fake.requests().is_empty());
    stage.job.budget = Some(22.0);
    stage
        .say(&["More than ten letters."])
        .expect("it is enough");
    stage.job.budget = Some(0.0);
    stage
        .say(&["More than ten letters."])
        .expect("it costs nothing");
}

#[test]
fn a_language_that_the_model_lacks_is_told_before_anything_is_paid() {
    let mut stage = Stage::new();
    stage.voice.language = Some("tlh".to_owned());
    assert_eq!(stage.fails("Qapla'.").0, "E0815");
    stage.voice.language = Some("de".to_owned());
    stage.say(&["Guten Tag."]).expect("all is well");
    assert_eq!(stage.fake.speeches()[0]["language_code"], "de");
}

#[test]
fn nothing_to_say_is_told_before_anything_is_asked() {
    let stage = Stage::new();
    for text in ["", " ", "…", "[whispers]"] {
        assert_eq!(stage.fails(text).0, "E0806");
    }
    assert!(stage.fake.requests().is_empty());
}

#[test]
fn the_key_is_in_no_file_and_goes_to_no_other_address() {
    let stage = Stage::new();
    let other = Fake::start();
    stage.say(&["Hello."]).expect("all is well");
    stage
        .fake
        .next(Reply::error(307, "moved").with("location", &format!("{}/x", other.base)));
    stage.fails("Moved.");
    assert!(other.requests().is_empty());
    for file in std::fs::read_dir(stage.folder.path()).expect("it is there") {
        let bytes = std::fs::read(file.expect("it is there").path()).expect("it can be read");
        let found = bytes.windows(KEY.len()).any(|part| part == KEY.as_bytes());
        assert!(!found);
    }
    assert!(!format!("{:?}", stage.job).contains(KEY));
}

#[test]
fn whoever_cannot_prove_to_be_the_service_gets_no_key() {
    let mut stage = Stage::new();
    let (base, heard) = impostor();
    stage.voice.base_url = base;
    let (code, message) = stage.fails("Hello.");
    assert_eq!(code, "E0812");
    assert!(message.contains("cannot prove"), "{message}");
    assert_eq!(heard.load(Ordering::SeqCst), 0);
    assert!(stage.store().unsettled().is_empty());
}

/// A TLS server with a certificate of its own making. It counts the bytes that it could read.
fn impostor() -> (String, Arc<AtomicUsize>) {
    use std::io::Read;
    let certificate = include_bytes!("elevenlabs/self-signed.cert.der").to_vec();
    let key = include_bytes!("elevenlabs/self-signed.key.der").to_vec();
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let config = rustls::ServerConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .expect("there are versions")
        .with_no_client_auth()
        .with_single_cert(
            vec![certificate.into()],
            rustls::pki_types::PrivatePkcs8KeyDer::from(key).into(),
        )
        .expect("they belong together");
    let config = Arc::new(config);
    let listener = std::net::TcpListener::bind("127.0.0.1:0").expect("a port is free");
    let base = format!("https://{}", listener.local_addr().expect("it is bound"));
    let heard = Arc::new(AtomicUsize::new(0));
    let count = Arc::clone(&heard);
    std::thread::spawn(move || {
        for stream in listener.incoming().take(8).map_while(Result::ok) {
            let session = rustls::ServerConnection::new(Arc::clone(&config));
            let mut tls = rustls::StreamOwned::new(session.expect("it is configured"), stream);
            let mut bytes = [0; 1024];
            let read = tls.read(&mut bytes).unwrap_or_default();
            count.fetch_add(read, Ordering::SeqCst);
        }
    });
    (base, heard)
}

#[test]
fn nobody_there_is_told_as_that() {
    let mut stage = Stage::new();
    let free = std::net::TcpListener::bind("127.0.0.1:0").expect("a port is free");
    stage.voice.base_url = format!("http://{}", free.local_addr().expect("it is bound"));
    drop(free);
    assert_eq!(stage.fails("Hello.").0, "E0812");
}

#[test]
fn a_stopped_run_ends_and_keeps_what_it_may_have_paid_in_mind() {
    let stage = Stage::new();
    stage.fake.next(Reply {
        cut: Some(10),
        stalls: true,
        ..fake::speech("Hello.")
    });
    let cancel = Cancel::new();
    let lines = lines(&Voice::ElevenLabs(stage.voice.clone()), &["Hello."]);
    let mut job = stage.job.clone();
    job.patience.stall = std::time::Duration::from_secs(60);
    std::thread::scope(|scope| {
        let speaking = scope.spawn(|| {
            let run = Run {
                observer: &Unobserved,
                cancel: &cancel,
            };
            speak_lines(&lines, &job, &run)
        });
        while stage.fake.speeches().is_empty() {
            std::thread::sleep(std::time::Duration::from_millis(5));
        }
        cancel.cancel();
        assert!(speaking.join().expect("no panic").is_err());
    });
    assert_eq!(stage.store().unsettled().len(), 1);
}
