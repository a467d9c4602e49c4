//! `cache`: what is listed, what is found damaged, and what is taken away.

use std::fs;

use demoreel_store::{About, Intent, Made, Store, key};

use super::common::{cache, demoreel, said};

fn store(folder: &std::path::Path) -> Store {
    let store = Store::open(&cache(folder).join("demoreel/speech")).unwrap();
    for (text, credits) in [("A free sentence.", 0.0), ("A paid sentence.", 16.0)] {
        let about = About {
            voice: "elevenlabs, Rachel".to_owned(),
            text: text.to_owned(),
            credits,
        };
        let made = Made {
            sound: vec![0.1; 48_000],
            samples: 48_000,
            about,
            ..Made::default()
        };
        store.put(&key(&[text]), made).unwrap();
    }
    store
}

#[test]
fn entries_are_listed_with_what_they_cost() {
    let folder = tempfile::tempdir().unwrap();
    assert!(said(folder.path(), &["cache", "ls"]).contains("0 entries"));
    store(folder.path());
    let table = said(folder.path(), &["cache", "ls"]);
    for words in [
        "A free sentence.",
        "free",
        "16 credits",
        "2 entries",
        "1.0 s",
    ] {
        assert!(table.contains(words), "{words}:\n{table}");
    }
}

#[test]
fn what_cost_nothing_is_taken_away_and_what_was_paid_for_stays() {
    let folder = tempfile::tempdir().unwrap();
    let store = store(folder.path());
    said(folder.path(), &["cache", "rm", "--free"]);
    let left = store.entries();
    assert_eq!(left.len(), 1);
    assert_eq!(left[0].about.text, "A paid sentence.");
    let unknown = demoreel(folder.path(), &["cache", "rm", "00000000"]);
    assert_eq!(unknown.status, 2, "{}", unknown.err);
    said(folder.path(), &["cache", "rm", &left[0].key[..12]]);
    assert!(store.entries().is_empty());
}

#[test]
fn damage_and_calls_without_an_answer_are_found() {
    let folder = tempfile::tempdir().unwrap();
    let store = store(folder.path());
    assert_eq!(demoreel(folder.path(), &["cache", "verify"]).status, 0);
    fs::write(store.sound(&key(&["A paid sentence."])), "no sound").unwrap();
    let intent = Intent {
        provider: "elevenlabs".to_owned(),
        text: "Never answered.".to_owned(),
        request: None,
    };
    store.intend(&key(&["lost"]), &intent).unwrap();
    let found = demoreel(folder.path(), &["cache", "verify"]);
    assert_eq!(found.status, 1);
    for words in [
        "damaged    ",
        "A paid sentence.",
        "unsettled  ",
        "Never answered.",
    ] {
        assert!(found.out.contains(words), "{words}:\n{}", found.out);
    }
}
