//! Chunks as a player sees them: every frame comes back, whether it was encoded or only said to
//! be the one before.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::path::{Path, PathBuf};
use std::process::Command;

use demoreel_encode::{ChunkFile, ChunkWriter, EncodeSettings, Labels, Parts, Streams, join};
use demoreel_primitives::cancel::Cancel;
use demoreel_primitives::picture::{Picture, Plane};
use demoreel_primitives::plan::{Quality, Timing};
use demoreel_primitives::progress::{Run, Unobserved};
use demoreel_primitives::space::CanvasSize;
use demoreel_primitives::time::FrameRate;

const WIDTH: usize = 330;
const HEIGHT: usize = 178;

fn settings(timing: Timing) -> EncodeSettings {
    EncodeSettings {
        canvas: CanvasSize::new(WIDTH as u32, HEIGHT as u32),
        rate: FrameRate::whole(30),
        quality: Quality::Standard,
        timing,
    }
}

/// A picture that is like no other: a plane of waves that moves with `number`, and noise.
fn picture(number: u32) -> Picture {
    let mut picture = Picture::black(WIDTH, HEIGHT);
    let mut random = number.wrapping_mul(2_654_435_761) | 1;
    for plane in Plane::ALL {
        let width = picture.plane_size(plane).0;
        for (index, sample) in picture.plane_mut(plane).iter_mut().enumerate() {
            random ^= random << 13;
            random ^= random >> 17;
            random ^= random << 5;
            let (x, y) = ((index % width) as u32, (index / width) as u32);
            *sample = (60 + (x + 3 * number) % 97 + y * number % 41 + random % 6) as u8;
        }
    }
    picture
}

/// Writes a chunk in which `true` is a new picture and `false` the one before.
fn chunk(path: &Path, timing: Timing, frames: &[bool]) -> u64 {
    let mut writer = ChunkWriter::create(path.parent().unwrap(), &settings(timing)).unwrap();
    let mut number = 0;
    for new in frames {
        if *new {
            number += 1;
            writer.push(&picture(number)).unwrap();
        } else {
            writer.push_same().unwrap();
        }
    }
    writer.finish(path).unwrap()
}

/// The frames of a chunk that FFmpeg shows.
fn decoded(path: &Path) -> Vec<Vec<u8>> {
    pictures(path, "h264")
}

/// The same of a reel.
fn decoded_reel(path: &Path) -> Vec<Vec<u8>> {
    pictures(path, "mp4")
}

/// FFmpeg must have nothing to complain about.
fn pictures(path: &Path, format: &str) -> Vec<Vec<u8>> {
    let out = Command::new("ffmpeg")
        .args(["-v", "warning", "-xerror", "-err_detect", "explode"])
        .args(["-f", format, "-i"])
        .arg(path)
        .args(["-fps_mode", "passthrough", "-f", "rawvideo", "-"])
        .output()
        .unwrap();
    assert_eq!(String::from_utf8_lossy(&out.stderr), "");
    let size = WIDTH * HEIGHT * 3 / 2;
    out.stdout.chunks(size).map(<[u8]>::to_vec).collect()
}

/// Every way in which new pictures and repeats follow one another: single ones, long runs that
/// wrap the frame numbers, runs over the places where players can begin, and a run at the end.
fn pattern() -> Vec<bool> {
    let mut frames = vec![true];
    for (new, same) in [(3, 1), (1, 40), (20, 2), (1, 1), (1, 75), (30, 0), (2, 33)] {
        frames.extend(std::iter::repeat_n(true, new));
        frames.extend(std::iter::repeat_n(false, same));
    }
    frames
}

#[test]
fn a_repeated_frame_is_the_one_before_to_the_bit() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("woven");
    let frames = pattern();
    assert_eq!(chunk(&path, Timing::Constant, &frames), frames.len() as u64);
    let shown = decoded(&path);
    assert_eq!(shown.len(), frames.len());
    let gop = settings(Timing::Constant).gop() as usize;
    for (index, new) in frames.iter().enumerate().skip(1) {
        // Where a player can begin, the frame is encoded anew.
        if index % gop != 0 {
            assert_eq!(shown[index] != shown[index - 1], *new, "frame {index}");
        }
    }
}

#[test]
fn repeats_change_nothing_in_the_pictures_around_them() {
    let folder = tempfile::tempdir().unwrap();
    let (woven, plain) = (folder.path().join("woven"), folder.path().join("plain"));
    let mut frames = vec![true; 8];
    frames.extend([false; 19]);
    frames.extend([true, false, true, true, false, false, true]);
    chunk(&woven, Timing::Constant, &frames);
    let new: Vec<bool> = frames.iter().copied().filter(|new| *new).collect();
    chunk(&plain, Timing::Constant, &new);
    let shown = decoded(&woven);
    let of_new = shown.iter().zip(&frames).filter(|(_, new)| **new);
    let of_new: Vec<_> = of_new.map(|(frame, _)| frame.clone()).collect();
    assert!(of_new == decoded(&plain), "the pictures differ");
}

#[test]
fn every_frame_can_be_asked_to_be_encoded() {
    let folder = tempfile::tempdir().unwrap();
    let (woven, whole) = (folder.path().join("woven"), folder.path().join("whole"));
    let frames = pattern();
    chunk(&woven, Timing::Constant, &frames);
    chunk(&whole, Timing::EveryFrame, &frames);
    assert_eq!(decoded(&whole).len(), frames.len());
    let size = |path: &Path| std::fs::metadata(path).unwrap().len();
    assert!(size(&woven) < size(&whole));
}

/// A reel of one chunk.
fn joined(folder: &Path, timing: Timing, frames: &[bool]) -> PathBuf {
    let (path, out) = (folder.join("chunk"), folder.join(format!("{timing:?}.mp4")));
    let frames = chunk(&path, timing, frames);
    let parts = Parts {
        settings: settings(timing),
        chunks: &[ChunkFile { path, frames }],
        streams: Streams {
            rate: FrameRate::whole(30),
            sound: None,
            labels: Labels {
                title: "",
                chapters: &[],
                frames,
            },
        },
    };
    let cancel = Cancel::new();
    let run = Run {
        observer: &Unobserved,
        cancel: &cancel,
    };
    join(&parts, &out, &run).unwrap();
    out
}

/// When each picture of a reel begins and how long it is, in frames.
fn shown(reel: &Path) -> Vec<(u64, u64)> {
    let words = ["-v", "error", "-show_entries", "packet=pts,duration"];
    let mut probe = Command::new("ffprobe");
    let probe = probe.args(words).args(["-of", "csv=p=0"]).arg(reel);
    let out = probe.output().unwrap();
    let lines = String::from_utf8(out.stdout).unwrap();
    let number = |word: Option<&str>| -> u64 { word.unwrap().parse().unwrap() };
    let packet = |line: &str| {
        let mut words = line.split(',');
        (number(words.next()), number(words.next()))
    };
    lines.lines().map(packet).collect()
}

#[test]
fn a_frame_can_last_longer_instead_of_being_repeated() {
    let folder = tempfile::tempdir().unwrap();
    let mut frames = vec![true, true, false, false, true, false];
    frames.extend([false; 60]);
    frames.extend([true, false]);
    let lasting = joined(folder.path(), Timing::Variable, &frames);
    let woven = joined(folder.path(), Timing::Constant, &frames);
    // Where players can begin, at frame 60, there is a picture in any case.
    let wanted = [(0, 1), (1, 3), (4, 56), (60, 6), (66, 2)];
    assert_eq!(shown(&lasting), wanted);
    let one_each: Vec<(u64, u64)> = (0..68).map(|frame| (frame, 1)).collect();
    assert_eq!(shown(&woven), one_each);
    let (some, all) = (decoded_reel(&lasting), decoded_reel(&woven));
    let all = wanted.iter().map(|(first, _)| &all[*first as usize]);
    assert!(some.iter().eq(all), "the pictures differ");
}
