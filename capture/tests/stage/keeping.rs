//! What a take already has is not filmed again; what a secret is, it never has.

use super::common::*;
use demoreel_capture::RecordJob;
use demoreel_primitives::plan::{Action, TypedText};
use demoreel_primitives::time::Nanos;

const COUNTER: &str = r#"<button onclick="n.textContent = +n.textContent + 1">More</button>
    <p>count: <b id="n">0</b></p>"#;

#[test]
fn only_what_is_stale_is_filmed_and_scenes_before_it_are_played() {
    let studio = Studio::new(&[("index.html", COUNTER)]);
    let mut act = studio.act(studio.surface(500, 300, 1.0), vec![click(text("More"))]);
    act.scenes.push(scene(
        "second",
        vec![click(text("More")), wait_for(text("2"))],
    ));
    assert_eq!(studio.record(&act).unwrap().filmed, ["main", "second"]);

    let again = studio.record(&act).unwrap();
    assert_eq!((again.filmed.len(), again.kept.len()), (0, 2));

    // The counter says 3 only if the first scene was played again, in a fresh browser.
    act.scenes[1] = scene(
        "second",
        vec![
            click(text("More")),
            click(text("More")),
            wait_for(text("3")),
        ],
    );
    let changed = studio.record(&act).unwrap();
    assert_eq!(
        (changed.filmed, changed.kept),
        (vec!["second".to_owned()], vec!["main".to_owned()])
    );

    let job = RecordJob {
        from: Some("second".to_owned()),
        ..studio.job()
    };
    assert_eq!(studio.record_job(&act, &job).unwrap().filmed, ["second"]);
    let job = RecordJob {
        from: Some("third".to_owned()),
        ..studio.job()
    };
    let unknown = studio.record_job(&act, &job).unwrap_err().diagnostic();
    assert_eq!(unknown.code, "E0418");
    assert!(unknown.hint.unwrap().contains("'main', 'second'"));
}

#[test]
fn two_recordings_at_once_do_not_meet() {
    let record = |label: &'static str| {
        std::thread::spawn(move || {
            let page = format!("<h1>{label}</h1>");
            let studio = Studio::new(&[("index.html", &page)]);
            let act = studio.act(studio.surface(500, 300, 1.0), vec![wait_for(text(label))]);
            studio
                .record(&act)
                .map(|_| words(&last_page(&studio.events("main"))))
        })
    };
    for (thread, label) in [(record("left"), "left"), (record("right"), "right")] {
        assert_eq!(thread.join().unwrap().unwrap(), label);
    }
}

#[test]
fn a_secret_is_typed_and_stands_nowhere() {
    let page = r#"<input id="key"><p id="echo"></p><script>
        key.oninput = () => { echo.textContent = 'typed ' + key.value + ' of ' + key.value.length };
        </script>"#;
    let mut studio = Studio::new(&[("index.html", page)]);
    studio
        .environment
        .insert("API_KEY".to_owned(), "s3cret-Value".to_owned());
    let act = studio.act(
        studio.surface(700, 300, 1.0),
        vec![
            Action::TypeText {
                text: TypedText::SecretFromEnv("API_KEY".to_owned()),
                into: Some(css("#key")),
                pace: Nanos::from_millis(20),
                timeout: PATIENT,
            },
            wait_for(text("of 12")),
        ],
    );
    studio
        .record(&act)
        .unwrap_or_else(|error| panic!("{:#?}", error.diagnostic()));
    assert!(words(&last_page(&studio.events("main"))).contains("typed ••• of 12"));
    let log = std::fs::read(studio.path("take/main/events.jsonl")).unwrap();
    assert!(!String::from_utf8(log).unwrap().contains("s3cret"));

    studio.environment.remove("API_KEY");
    let job = RecordJob {
        fresh: true,
        ..studio.job()
    };
    let missing = studio.record_job(&act, &job).unwrap_err().diagnostic();
    assert_eq!(missing.code, "E0412");
}

#[test]
fn two_thousand_mixed_letters_arrive_as_they_were_typed() {
    let page = r#"<textarea id="text" style="width:95%;height:200px"></textarea><p id="sum"></p>
        <script>
        const fold = (s) => { let h = 0; for (const c of s) h = (h * 31 + c.codePointAt(0)) >>> 0; return h };
        text.oninput = () => { sum.textContent = 'sum ' + [...text.value].length + ' ' + fold(text.value) };
        </script>"#;
    let studio = Studio::new(&[("index.html", page)]);
    let letters: Vec<char> = r#"aAbB!@#$%^&*()_+{}|:"<>?~`-=[]\;',./zZ09 éÉßüÜñ€ç漢字かな❤"#
        .chars()
        .collect();
    let mut number = 7_u32;
    let words: String = (0..2000)
        .map(|_| {
            number = number.wrapping_mul(1_103_515_245).wrapping_add(12_345);
            letters[(number >> 16) as usize % letters.len()]
        })
        .collect();
    let sum = words
        .chars()
        .fold(0_u32, |h, c| h.wrapping_mul(31).wrapping_add(c as u32));
    let mut act = studio.act(
        studio.surface(700, 400, 1.0),
        vec![type_text(&words, css("#text"))],
    );
    act.scenes.push(scene(
        "second",
        vec![wait_for(text(&format!("sum 2000 {sum}")))],
    ));
    let job = RecordJob {
        from: Some("second".to_owned()),
        ..studio.job()
    };
    studio
        .record_job(&act, &job)
        .unwrap_or_else(|error| panic!("{:#?}", error.diagnostic()));
}
