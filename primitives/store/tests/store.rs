//! The store: what is kept, what is damaged, what was paid.

#![allow(clippy::expect_used, reason = "a test that cannot go on says why")]

use demoreel_primitives::cancel::Cancel;
use demoreel_primitives::speech::Word;
use demoreel_store::{About, Intent, Made, Payment, Store, key};

fn made(text: &str) -> Made {
    Made {
        sound: vec![0.25; 4800],
        samples: 4800,
        words: vec![Word {
            text: text.to_owned(),
            from: 0,
            to: 4800,
        }],
        about: About {
            voice: "elevenlabs, Rachel".to_owned(),
            text: text.to_owned(),
            credits: 5.0,
        },
        ..Made::default()
    }
}

#[test]
fn what_is_kept_comes_back_and_what_is_damaged_does_not() {
    let folder = tempfile::tempdir().expect("a folder");
    let store = Store::open(folder.path()).expect("it can be made");
    let name = key(&["voice", "Hello."]);
    let entry = store.put(&name, made("Hello.")).expect("there is room");
    assert_eq!(store.get(&name), Some(entry));
    std::fs::write(store.sound(&name), b"RIFF").expect("it can be written");
    assert_eq!(store.get(&name), None);
    let kept = store.entries();
    assert_eq!((kept.len(), kept[0].whole), (1, false));
    store.remove(&name).expect("it can be removed");
    assert!(store.entries().is_empty() && !store.has(&name));
}

#[test]
fn a_name_tells_its_parts_apart() {
    assert_ne!(key(&["ab", "c"]), key(&["a", "bc"]));
    assert_eq!(key(&["a"]).len(), 64);
}

#[test]
fn an_intent_lasts_until_its_answer_is_kept_or_it_came_to_nothing() {
    let folder = tempfile::tempdir().expect("a folder");
    let store = Store::open(folder.path()).expect("it can be made");
    let name = key(&["call"]);
    let intent = Intent {
        provider: "elevenlabs".to_owned(),
        text: "Hello.".to_owned(),
        request: None,
    };
    store.intend(&name, &intent).expect("there is room");
    assert_eq!(store.open_intent(&name), Some(intent.clone()));
    assert_eq!(store.unsettled(), std::slice::from_ref(&name));
    store.keep_answer(&name, b"{}").expect("there is room");
    assert_eq!(store.open_intent(&name), None);
    assert_eq!(store.answer(&name).as_deref(), Some(&b"{}"[..]));
    store.use_up(&name).expect("it can be removed");
    store.intend(&name, &intent).expect("there is room");
    store.withdraw(&name).expect("it can be removed");
    assert!(store.unsettled().is_empty());
}

#[test]
fn the_ledger_survives_a_line_that_was_cut_short() {
    let folder = tempfile::tempdir().expect("a folder");
    let store = Store::open(folder.path()).expect("it can be made");
    let payment = Payment {
        day: "2026-11-20".to_owned(),
        provider: "elevenlabs".to_owned(),
        voice: "Rachel".to_owned(),
        model: "eleven_multilingual_v2".to_owned(),
        characters: 6,
        credits: 6.0,
        request: None,
        key: key(&["call"]),
    };
    store.pay(&payment).expect("there is room");
    let ledger = folder.path().join("ledger.jsonl");
    let mut text = std::fs::read_to_string(&ledger).expect("it is there");
    text.push_str("{\"day\":\n");
    std::fs::write(&ledger, text).expect("it can be written");
    store.pay(&payment).expect("there is room");
    assert_eq!(store.payments(), [payment.clone(), payment]);
}

#[test]
fn whoever_waits_for_a_lock_can_be_stopped() {
    let folder = tempfile::tempdir().expect("a folder");
    let store = Store::open(folder.path()).expect("it can be made");
    let cancel = Cancel::new();
    let name = key(&["lock"]);
    let held = store.lock(&name, &cancel).expect("it can be locked");
    assert!(held.is_some());
    cancel.cancel();
    assert!(store.lock(&name, &cancel).expect("no error").is_none());
    drop(held);
    assert!(store.lock(&name, &cancel).expect("no error").is_some());
}
