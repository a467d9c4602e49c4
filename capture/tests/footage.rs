//! Recordings of other programs, made by ffmpeg here, as takes: good ones, odd ones, broken ones.

#![expect(
    clippy::unwrap_used,
    reason = "a test stops at the first surprise, also in what its tests share"
)]

use std::path::{Path, PathBuf};
use std::process::Command;

use demoreel_capture::footage::{Footage, FootageError, import};
use demoreel_primitives::cancel::Cancel;
use demoreel_primitives::diagnostic::Diagnostic;
use demoreel_primitives::event::Happening;
use demoreel_primitives::filmed::FilmedScene;
use demoreel_primitives::footage::{CAMERA, SCENE, SURFACE};
use demoreel_primitives::progress::{Run, Unobserved};
use demoreel_primitives::space::FilmSize;
use demoreel_primitives::time::Nanos;
use demoreel_take::Take;
use tempfile::TempDir;

/// Clips that are made here, and the takes of them.
struct Bench(TempDir);

impl Bench {
    fn new() -> Bench {
        Bench(tempfile::tempdir().unwrap())
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    /// Lets ffmpeg write a clip of one of its own sources.
    fn clip(&self, name: &str, source: &str, words: &[&str]) -> PathBuf {
        let path = self.path(name);
        let mut ffmpeg = Command::new("ffmpeg");
        ffmpeg.args(["-y", "-v", "error", "-nostdin", "-f", "lavfi", "-i", source]);
        let ran = ffmpeg.args(words).arg(&path).output().unwrap();
        assert!(
            ran.status.success(),
            "{}",
            String::from_utf8_lossy(&ran.stderr)
        );
        path
    }

    /// Lets ffmpeg write a clip anew without decoding it.
    fn copy(&self, from: &Path, name: &str, words: &[&str]) -> PathBuf {
        let path = self.path(name);
        let mut ffmpeg = Command::new("ffmpeg");
        ffmpeg
            .args(["-y", "-v", "error", "-nostdin", "-i"])
            .arg(from);
        let ran = ffmpeg.args(["-c", "copy"]).args(words).arg(&path);
        assert!(ran.output().unwrap().status.success());
        path
    }

    fn import(&self, footage: &Footage) -> Result<(Vec<Diagnostic>, FilmedScene), FootageError> {
        let cancel = Cancel::new();
        let run = Run {
            observer: &Unobserved,
            cancel: &cancel,
        };
        let folder = self.path("take");
        let told = import(footage, &folder, &run)?;
        let take = Take::open(&folder)?;
        let scene = take.scene(SCENE)?;
        for film in &scene.films {
            take.open_film(&scene, &film.surface)?.check(film)?;
        }
        Ok((told, scene))
    }

    fn take(&self, clip: &Path) -> (Vec<Diagnostic>, FilmedScene) {
        self.import(&of(clip)).unwrap()
    }

    /// The colour of a take's picture at a place.
    fn colour(&self, number: u64, (x, y): (usize, usize)) -> [u8; 3] {
        let take = Take::open(&self.path("take")).unwrap();
        let scene = take.scene(SCENE).unwrap();
        let mut film = take.open_film(&scene, SURFACE).unwrap();
        film.picture(number).unwrap().rgb_at(x, y)
    }
}

fn of(clip: &Path) -> Footage {
    Footage {
        clip: clip.to_owned(),
        events: None,
        camera: None,
    }
}

/// Half a second of something that always moves.
const MOVING: &str = "testsrc=size=320x180:rate=20:duration=0.5";

fn near(one: [u8; 3], other: [u8; 3]) -> bool {
    one.iter().zip(other).all(|(a, b)| a.abs_diff(b) <= 6)
}

#[test]
fn a_clip_becomes_a_picture_for_each_change_with_its_own_time() {
    let bench = Bench::new();
    let source = "color=c=red:size=320x180:rate=20:duration=1,\
                  drawbox=c=blue:t=fill:enable='gte(t,0.5)'";
    let clip = bench.clip("clip.mp4", source, &["-pix_fmt", "yuv420p", "-qp", "0"]);
    let (told, scene) = bench.take(&clip);
    assert_eq!(told, []);
    assert_eq!(scene.length, Nanos::from_secs(1));
    let at: Vec<i64> = scene.films[0].pictures.iter().map(|one| one.at.0).collect();
    assert_eq!(at, [0, 500_000_000]);
    assert!(near(bench.colour(0, (160, 90)), [254, 0, 0]));
    assert!(near(bench.colour(1, (160, 90)), [0, 0, 254]));
}

#[test]
fn what_a_hand_did_and_a_camera_come_with_it() {
    let bench = Bench::new();
    let camera = "testsrc2=size=64x64:rate=10:duration=0.5";
    let events = bench.path("events.jsonl");
    std::fs::write(&events, "{\"t\": 0.25, \"move\": [10, 20]}\n").unwrap();
    let footage = Footage {
        clip: bench.clip("clip.mp4", MOVING, &[]),
        events: Some(events),
        camera: Some(bench.clip("camera.mp4", camera, &[])),
    };
    let (told, scene) = bench.import(&footage).unwrap();
    assert_eq!(told, []);
    assert_eq!(scene.film(CAMERA).unwrap().pictures.len(), 5);
    let [event] = &scene.events[..] else {
        unreachable!("one event: {:?}", scene.events);
    };
    assert_eq!(event.at.0, 250_000_000);
    assert!(matches!(&event.what, Happening::Pointer { surface, .. } if surface == SURFACE));
}

#[test]
fn ten_bits_full_range_and_other_matrices_show_the_same_colours() {
    let bench = Bench::new();
    let source = "color=c=0x28a060:size=320x180:rate=10:duration=0.2";
    let kinds: [&[&str]; 4] = [
        &["-pix_fmt", "yuv420p10le"],
        &["-vf", "scale=out_range=full", "-pix_fmt", "yuvj420p"],
        &[
            "-vf",
            "scale=out_color_matrix=bt709",
            "-colorspace",
            "bt709",
        ],
        &["-pix_fmt", "yuv444p"],
    ];
    for words in kinds {
        let clip = bench.clip("clip.mp4", source, &[words, &["-qp", "4"]].concat());
        let (told, _) = bench.take(&clip);
        assert_eq!(told, []);
        let shown = bench.colour(0, (100, 100));
        assert!(near(shown, [0x28, 0xa0, 0x60]), "{words:?}: {shown:?}");
    }
}

#[test]
fn odd_sides_are_cut_and_a_camera_held_upright_is_shown_upright() {
    let bench = Bench::new();
    let odd = "testsrc=size=321x181:rate=10:duration=0.2";
    let clip = bench.clip("odd.mp4", odd, &["-pix_fmt", "yuv444p"]);
    let (_, scene) = bench.take(&clip);
    assert_eq!(scene.films[0].size, FilmSize::new(320, 180));
    let source = "color=c=red:size=320x180:rate=10:duration=0.2,drawbox=c=blue:w=160:t=fill";
    let flat = bench.clip("flat.mp4", source, &["-pix_fmt", "yuv420p"]);
    let upright = bench.copy(&flat, "upright.mp4", &["-metadata:s:v:0", "rotate=90"]);
    let (_, scene) = bench.take(&upright);
    assert_eq!(scene.films[0].size, FilmSize::new(180, 320));
    // What was at the left is above: the picture was turned clockwise to be shown.
    let ends = [bench.colour(0, (90, 20)), bench.colour(0, (90, 300))];
    assert!(ends.contains(&bench.colour(0, (20, 20))) && ends[0] != ends[1]);
}

#[test]
fn a_rate_that_varies_is_kept_and_missing_times_are_made_up() {
    let bench = Bench::new();
    let words = ["-vf", "select='not(mod(n,3))+gt(n,6)'", "-vsync", "vfr"];
    let clip = bench.clip("clip.mkv", MOVING, &words);
    let (told, scene) = bench.take(&clip);
    assert_eq!(told, []);
    let at: Vec<i64> = scene.films[0]
        .pictures
        .iter()
        .map(|one| one.at.0 / 1_000_000)
        .collect();
    assert_eq!(at, [0, 150, 300, 350, 400, 450]);
    let bare = bench.clip("bare.h264", MOVING, &["-bf", "0"]);
    let (_, scene) = bench.take(&bare);
    let pictures = &scene.films[0].pictures;
    assert_eq!(pictures.len(), 10);
    assert!(pictures.is_sorted_by(|one, other| one.at < other.at));
}

#[test]
fn what_is_broken_in_the_middle_is_left_out_and_told() {
    let bench = Bench::new();
    let source = "testsrc2=size=320x180:rate=30:duration=4";
    let clip = bench.clip("clip.mkv", source, &["-g", "15", "-bf", "0"]);
    let mut bytes = std::fs::read(&clip).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle..middle + 3000].fill(0xaa);
    std::fs::write(&clip, &bytes).unwrap();
    let (told, scene) = bench.take(&clip);
    let [warning] = &told[..] else {
        unreachable!("one warning: {told:?}");
    };
    assert_eq!(warning.code, "E1106");
    let pictures = scene.films[0].pictures.len();
    assert!((60..120).contains(&pictures), "{pictures} pictures");
    assert!(
        scene.length > Nanos::from_millis(3900),
        "{:?}",
        scene.length
    );
}

#[test]
fn a_clip_whose_end_is_missing_is_taken_as_far_as_it_goes() {
    let bench = Bench::new();
    let clip = bench.clip("clip.mkv", "testsrc2=size=320x180:rate=30:duration=4", &[]);
    let bytes = std::fs::read(&clip).unwrap();
    std::fs::write(&clip, &bytes[..bytes.len() / 2]).unwrap();
    let (_, scene) = bench.take(&clip);
    assert!((20..110).contains(&scene.films[0].pictures.len()));
}

#[test]
fn what_cannot_be_imported_is_refused_by_name_and_leaves_no_scene() {
    let bench = Bench::new();
    let whole = bench.clip("whole.mp4", MOVING, &[]);
    let bytes = std::fs::read(&whole).unwrap();
    std::fs::write(bench.path("cut.mp4"), &bytes[..bytes.len() / 2]).unwrap();
    std::fs::write(bench.path("words.mp4"), "no film at all").unwrap();
    std::fs::write(bench.path("empty.mp4"), "").unwrap();
    bench.clip("sound.mp4", "sine=duration=0.2", &[]);
    let bright = ["-pix_fmt", "yuv420p10le", "-color_trc", "smpte2084"];
    bench.clip("bright.mp4", MOVING, &bright);
    bench.clip("tiny.mp4", "testsrc=size=8x8:rate=10:duration=0.2", &[]);
    let refused = [
        ("cut.mp4", "E1101"),
        ("words.mp4", "E1101"),
        ("empty.mp4", "E1101"),
        ("gone.mp4", "E1101"),
        ("sound.mp4", "E1102"),
        ("bright.mp4", "E1103"),
        ("tiny.mp4", "E1104"),
    ];
    for (name, code) in refused {
        let told = bench
            .import(&of(&bench.path(name)))
            .err()
            .map(|error| error.diagnostic());
        let told = told.unwrap();
        assert_eq!(told.code, code, "{name}: {}", told.message);
        assert!(told.message.contains(name), "{}", told.message);
        assert!(!bench.path("take").join(SCENE).exists(), "{name}");
    }
}
