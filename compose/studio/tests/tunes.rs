//! Music with the real ffmpeg: any kind of file becomes what the mix reads, once.

#![allow(clippy::expect_used, reason = "a test that cannot go on says why")]

use std::ffi::OsStr;
use std::path::Path;

use demoreel_primitives::cancel::Cancel;
use demoreel_primitives::sounds::Tune;
use demoreel_primitives::wav::Wav;
use demoreel_studio::{VoiceError, tunes};

const PATH: &str = "/usr/local/bin:/usr/bin:/bin";

fn ready(files: &[&Path], kept: &Path) -> Result<Vec<Tune>, VoiceError> {
    let files: Vec<&str> = files.iter().filter_map(|file| file.to_str()).collect();
    tunes(files, kept, OsStr::new(PATH), &Cancel::new())
}

/// Two seconds of a tone at another rate, in a file of this name.
fn tone(folder: &Path, name: &str) -> std::path::PathBuf {
    let file = folder.join(name);
    let made = std::process::Command::new("ffmpeg")
        .args(["-v", "error", "-nostdin", "-f", "lavfi", "-i"])
        .args(["sine=frequency=330:duration=2:sample_rate=22050", "-y"])
        .arg(&file)
        .status()
        .expect("ffmpeg is installed");
    assert!(made.success());
    file
}

#[test]
fn a_file_of_any_kind_is_made_ready_once_for_its_content() {
    let folder = tempfile::tempdir().expect("a folder");
    let kept = folder.path().join("sounds");
    let flac = tone(folder.path(), "-calm.flac");
    let made = ready(&[&flac, &flac], &kept).expect("it is a sound");
    assert_eq!(made.len(), 1);
    let bytes = std::fs::read(&made[0].audio.path).expect("it was made");
    let wav = Wav::decode(&bytes).expect("it is a WAV file");
    assert_eq!((wav.rate, wav.channels), (48_000, 2));
    assert_eq!(wav.samples.len() as u64, 2 * made[0].samples);
    assert!((95_000..97_500).contains(&made[0].samples), "{made:?}");
    // The same content under another name is not made again, nor is it where nothing can be made.
    let copy = folder.path().join("copy.flac");
    std::fs::copy(&flac, &copy).expect("there is room");
    let name = copy.to_str().expect("plain letters");
    let again = tunes([name], &kept, OsStr::new("/nowhere"), &Cancel::new());
    assert_eq!(again.expect("it is kept")[0].audio, made[0].audio);
}

#[test]
fn what_is_no_music_is_named() {
    let folder = tempfile::tempdir().expect("a folder");
    let kept = folder.path().join("sounds");
    let missing = folder.path().join("missing.mp3");
    let words = folder.path().join("words.mp3");
    std::fs::write(&words, "no sound").expect("there is room");
    for file in [&missing, &words] {
        let told = ready(&[file], &kept)
            .expect_err("it is no music")
            .diagnostic();
        assert_eq!(told.code, "E0817");
        assert!(
            told.message.contains(&*file.to_string_lossy()),
            "{}",
            told.message
        );
    }
    let left = std::fs::read_dir(&kept).map_or(0, Iterator::count);
    assert_eq!(left, 0, "nothing half made is kept");
}
