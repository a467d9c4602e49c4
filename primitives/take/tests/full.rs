//! A disk that is full, as the limit on the size of files shows it: a clear error, and nothing
//! left. The limit holds for a process, so each test runs itself again in one that has it.

#![expect(
    clippy::unwrap_used,
    reason = "a test stops at the first surprise, also in what its tests share"
)]

use std::path::Path;
use std::process::Command;

use demoreel_primitives::picture::Picture;
use demoreel_primitives::space::SurfaceSize;
use demoreel_primitives::time::Nanos;
use demoreel_take::spool::{Change, SpoolWriter};
use demoreel_take::synthetic::{Scene, write_take};
use demoreel_take::{Take, TakeError};

const INSIDE: &str = "DEMOREEL_TEST_FOLDER";

/// Runs the test of this name again, where no file may be longer than 64 KiB.
fn again(test: &str, folder: &Path) {
    let script = "trap '' XFSZ; ulimit -f 64; exec \"$0\" --exact \"$1\" --nocapture";
    let status = Command::new("bash")
        .args(["-c", script])
        .arg(std::env::current_exe().unwrap())
        .arg(test)
        .env(INSIDE, folder)
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&status.stderr).into_owned();
    assert!(status.status.success(), "{said}");
}

fn inside() -> Option<std::path::PathBuf> {
    std::env::var_os(INSIDE).map(Into::into)
}

#[test]
fn a_film_that_finds_no_room_leaves_the_whole_scenes() {
    let small = Scene::new("small", Nanos::from_secs(1), SurfaceSize::new(64, 64), 1.0);
    let Some(folder) = inside() else {
        let folder = tempfile::tempdir().unwrap();
        write_take(folder.path(), std::slice::from_ref(&small)).unwrap();
        again(
            "a_film_that_finds_no_room_leaves_the_whole_scenes",
            folder.path(),
        );
        let take = Take::open(folder.path()).unwrap();
        assert_eq!(take.scene("small").unwrap(), small.filmed());
        let entries = std::fs::read_dir(folder.path()).unwrap();
        assert_eq!(
            entries.count(),
            3,
            "the lock, take.json and the small scene"
        );
        return;
    };
    let large = SurfaceSize::new(1280, 720);
    let large = Scene::demo("large", 1, Nanos::from_secs(8), large, 1.0);
    let error = write_take(&folder, &[large]).unwrap_err();
    assert!(matches!(error, TakeError::DiskFull { .. }), "{error}");
    assert_eq!(error.diagnostic().code, "E0607");
}

#[test]
fn a_spool_that_finds_no_room_says_so() {
    let Some(folder) = inside() else {
        let folder = tempfile::tempdir().unwrap();
        again("a_spool_that_finds_no_room_says_so", folder.path());
        return;
    };
    let mut spool = SpoolWriter::create(&folder.join("app.spool")).unwrap();
    let mut state = 1_u32;
    let mut roll = || {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (state >> 24) as u8
    };
    let noise: Vec<u8> = (0..6_000_000).map(|_| roll()).collect();
    let change = Change {
        at: demoreel_primitives::time::TakeTime::ZERO,
        damage: vec![Picture::black(2000, 2000).bounds()],
    };
    let error = spool.push(&change, &noise).unwrap_err();
    assert!(matches!(error, TakeError::DiskFull { .. }), "{error}");
}
