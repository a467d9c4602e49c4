//! The take's folder as others see it: whole or not there, and clear about what is wrong.

#![expect(
    clippy::unwrap_used,
    reason = "a test stops at the first surprise, also in what its tests share"
)]

use std::fs;
use std::path::Path;

use demoreel_primitives::event::Happening;
use demoreel_primitives::space::SurfaceSize;
use demoreel_primitives::time::{Nanos, TakeTime};
use demoreel_take::synthetic::{SURFACE, Scene, write_take};
use demoreel_take::{Manifest, Take, TakeError, TakeWriter};

fn scene(name: &str) -> Scene {
    let size = SurfaceSize::new(320, 200);
    Scene::new(name, Nanos::from_secs(2), size, 1.0)
        .flash(Nanos::from_secs(1), Nanos::from_millis(500))
        .scroll(Nanos::from_millis(200), 60.0, Nanos::from_millis(300))
}

fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).unwrap();
    let name =
        |entry: std::io::Result<fs::DirEntry>| entry.unwrap().file_name().into_string().unwrap();
    let mut names: Vec<_> = entries.map(name).collect();
    names.sort();
    names
}

/// Rewrites a file of the scene `a`.
fn spoil(folder: &Path, file: &str, change: impl FnOnce(Vec<u8>) -> Vec<u8>) {
    let path = folder.join("a").join(file);
    fs::write(&path, change(fs::read(&path).unwrap())).unwrap();
}

fn cut(bytes: Vec<u8>) -> Vec<u8> {
    bytes[..bytes.len() * 2 / 3].to_vec()
}

#[test]
fn a_scene_that_was_written_is_read_back_and_nothing_else_is_left() {
    let folder = tempfile::tempdir().unwrap();
    let take = write_take(folder.path(), &[scene("a"), scene("b").act_hash("other")]).unwrap();
    assert_eq!(take.scene("a").unwrap(), scene("a").filmed());
    assert_eq!(names(folder.path()), [".lock", "a", "b", "take.json"]);
    let files = [
        format!("{SURFACE}.idx"),
        format!("{SURFACE}.mkv"),
        "events.jsonl".to_owned(),
    ];
    assert_eq!(names(&folder.path().join("a")), files);
    assert!(take.is_current("b", "other") && !take.is_current("a", "other"));
    assert_eq!(take.manifest().surfaces, [scene("a").surface()]);
    let scene = take.scene("a").unwrap();
    let mut film = take.open_film(&scene, SURFACE).unwrap();
    film.check(&scene.films[0]).unwrap();
}

#[test]
fn events_of_a_newer_version_survive_a_round_trip() {
    let folder = tempfile::tempdir().unwrap();
    let mut writer = TakeWriter::prepare(folder.path(), Manifest::default()).unwrap();
    let mut scene = writer.begin_scene("a", "hash").unwrap();
    let odd = serde_json::json!({"event": "confetti", "pieces": [1, 2], "nested": {"t": 5}});
    let odd = Happening::Unknown(odd.as_object().unwrap().clone());
    scene.log(TakeTime(9), odd.clone());
    scene.log(
        TakeTime(5),
        Happening::Missed {
            surface: "app".to_owned(),
            pictures: 2,
        },
    );
    let kept = writer.keep_scene(scene, Nanos(20)).unwrap();
    let read = Take::open(folder.path()).unwrap().scene("a").unwrap();
    assert_eq!(read, kept);
    assert_eq!(
        (read.events[1].at, &read.events[1].what),
        (TakeTime(9), &odd)
    );
    assert_eq!(read.events[0].at, TakeTime(5));
}

#[test]
fn a_known_event_without_its_fields_is_damage() {
    let folder = tempfile::tempdir().unwrap();
    let take = write_take(folder.path(), &[scene("a")]).unwrap();
    spoil(folder.path(), "events.jsonl", |bytes| {
        String::from_utf8(bytes)
            .unwrap()
            .replacen("\"shape\"", "\"form\"", 1)
            .into()
    });
    let error = take.scene("a").unwrap_err();
    assert!(matches!(error, TakeError::Damaged { .. }), "{error}");
    assert!(error.to_string().contains("'cursor'"), "{error}");
}

#[test]
fn a_scene_that_is_dropped_or_interrupted_leaves_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let writer = TakeWriter::prepare(folder.path(), Manifest::default()).unwrap();
    let dropped = writer.begin_scene("a", "hash").unwrap();
    fs::write(dropped.spool_path("app"), b"much").unwrap();
    drop(dropped);
    assert_eq!(names(folder.path()), [".lock", "take.json"]);
    let killed = writer.begin_scene("a", "hash").unwrap();
    fs::write(killed.spool_path("app"), b"much").unwrap();
    std::mem::forget(killed);
    drop(writer);
    assert_eq!(names(folder.path()).len(), 3);
    let _next = TakeWriter::prepare(folder.path(), Manifest::default()).unwrap();
    assert_eq!(names(folder.path()), [".lock", "take.json"]);
}

#[test]
fn filming_a_scene_again_replaces_it_and_keeps_the_others() {
    let folder = tempfile::tempdir().unwrap();
    write_take(folder.path(), &[scene("a"), scene("b")]).unwrap();
    let take = write_take(folder.path(), &[scene("a").seed(9).act_hash("new")]).unwrap();
    assert_eq!(
        take.scene("a").unwrap(),
        scene("a").seed(9).act_hash("new").filmed()
    );
    assert_eq!(take.scene("b").unwrap(), scene("b").filmed());
    assert_eq!(take.manifest().scenes.len(), 2);
}

#[test]
fn two_writers_do_not_meet() {
    let folder = tempfile::tempdir().unwrap();
    let first = TakeWriter::prepare(folder.path(), Manifest::default()).unwrap();
    let second = TakeWriter::prepare(folder.path(), Manifest::default());
    assert!(matches!(second, Err(TakeError::Busy { .. })));
    drop(first);
    TakeWriter::prepare(folder.path(), Manifest::default()).unwrap();
}

#[test]
fn what_is_missing_or_of_another_act_or_version_is_told_apart() {
    let folder = tempfile::tempdir().unwrap();
    let missing = Take::open(&folder.path().join("no")).unwrap_err();
    assert!(matches!(missing, TakeError::Missing { .. }), "{missing}");
    let take = write_take(folder.path(), &[scene("a")]).unwrap();
    let no_scene = take.scene("c").unwrap_err();
    assert!(matches!(no_scene, TakeError::NoScene { .. }), "{no_scene}");
    let stale = take.scene_of("a", "another act").unwrap_err();
    assert!(matches!(stale, TakeError::Stale { .. }), "{stale}");
    assert_eq!(stale.diagnostic().code, "E0604");
    take.scene_of("a", "synthetic-a").unwrap();

    spoil(folder.path(), "../take.json", |bytes| {
        String::from_utf8(bytes)
            .unwrap()
            .replace("\"format\": 1", "\"format\": 7")
            .into()
    });
    let newer = Take::open(folder.path()).unwrap_err();
    assert!(
        matches!(newer, TakeError::Version { found: 7, .. }),
        "{newer}"
    );
    // A newer take is not overwritten either.
    let writer = TakeWriter::prepare(folder.path(), Manifest::default());
    assert!(matches!(writer, Err(TakeError::Version { .. })));
}

#[test]
fn whatever_is_cut_short_is_named() {
    for file in ["events.jsonl", "app.idx", "app.mkv"] {
        let folder = tempfile::tempdir().unwrap();
        let take = write_take(folder.path(), &[scene("a")]).unwrap();
        spoil(folder.path(), file, cut);
        let error = take.scene("a").unwrap_err();
        assert!(
            matches!(error, TakeError::CutShort { .. }),
            "{file}: {error}"
        );
        assert!(error.to_string().contains(file), "{error}");
        assert_eq!(error.diagnostic().code, "E0601");
        fs::remove_file(folder.path().join("a").join(file)).unwrap();
        let error = take.scene("a").unwrap_err();
        assert!(
            matches!(error, TakeError::CutShort { .. }),
            "{file}: {error}"
        );
    }
    let folder = tempfile::tempdir().unwrap();
    write_take(folder.path(), &[scene("a")]).unwrap();
    spoil(folder.path(), "../take.json", cut);
    let error = Take::open(folder.path()).unwrap_err();
    assert!(matches!(error, TakeError::CutShort { .. }), "{error}");
}

#[test]
fn names_cannot_lead_out_of_the_folder() {
    let folder = tempfile::tempdir().unwrap();
    let writer = TakeWriter::prepare(folder.path(), Manifest::default()).unwrap();
    for name in ["", "..", "../a", "a/b", ".hidden", "take.json", "a\0"] {
        let scene = writer.begin_scene(name, "hash");
        assert!(matches!(scene, Err(TakeError::Name { .. })), "{name}");
    }
}

#[test]
fn a_folder_that_cannot_be_made_is_said_so() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("file"), b"").unwrap();
    let error = TakeWriter::prepare(&folder.path().join("file/take"), Manifest::default());
    let error = error.unwrap_err();
    assert!(matches!(error, TakeError::NotWritable { .. }), "{error}");
    assert_eq!(error.diagnostic().code, "E0606");
}
