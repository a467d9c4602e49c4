//! Terminals from their recordings to files of every format: sharp at every scale, each screen
//! once, and nothing half written.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test says so by failing"
)]

use std::path::{Path, PathBuf};
use std::process::Command;

use demoreel_compose::encode::sound::Mix;
use demoreel_compose::{RenderJob, render, still, with_films};
use demoreel_primitives::cancel::Cancel;
use demoreel_primitives::colour::Colour;
use demoreel_primitives::picture::{Picture, Plane};
use demoreel_primitives::plan::{
    Background, CellGrid, Format, Quality, Shadow, TerminalStyle, Timing,
};
use demoreel_primitives::progress::{Run, Unobserved};
use demoreel_primitives::space::{CanvasRect, CanvasSize, SurfaceSize};
use demoreel_primitives::theme::TerminalTheme;
use demoreel_primitives::time::{FrameRate, Nanos, TakeTime};
use demoreel_primitives::timeline::{Card, Layer, ReelScene, Timeline, Track};
use demoreel_take::{Manifest, Take, TakeWriter};
use demoreel_terminal::Size;
use demoreel_terminal::cast::{Cast, CastEvent, EventKind, Header};
use tempfile::TempDir;

const GRID: CellGrid = CellGrid {
    columns: 20,
    rows: 5,
    cell: SurfaceSize::new(10, 20),
    margin: SurfaceSize::new(10, 10),
    letters: 16.0,
};
const LOGICAL: SurfaceSize = SurfaceSize::new(220, 120);
const FRAMES: u64 = 60;

struct Bench {
    folder: TempDir,
    take: Take,
}

impl Bench {
    fn new() -> Bench {
        let folder = tempfile::tempdir().unwrap();
        let place = folder.path().join("take");
        let mut take = TakeWriter::prepare(&place, Manifest::default()).unwrap();
        let mut scene = take.begin_scene("one", "hash").unwrap();
        let file = std::fs::File::create(scene.cast_path("shell")).unwrap();
        recording().write(file).unwrap();
        scene.add_cast("shell", LOGICAL, GRID).unwrap();
        take.keep_scene(scene, Nanos::from_secs(2)).unwrap();
        drop(take);
        let take = Take::open(&place).unwrap();
        Bench { folder, take }
    }

    fn timeline(&self, scale: f64, theme: &str) -> Timeline {
        let scene = with_films(&self.take, self.take.scene("one").unwrap()).unwrap();
        let film = scene.film("shell").unwrap();
        let at = |frame: u64| TakeTime::ZERO + Nanos(frame as i64 * 33_333_333);
        let size = euclid::size2(220.0 * scale, 120.0 * scale);
        let card = Card {
            surface: "shell".to_owned(),
            pictures: Track::sample(FRAMES, |frame| film.picture_at(at(frame))),
            place: Track::constant(CanvasRect::new(euclid::point2(20.0, 20.0), size)),
            window: None,
            radius: 0.0,
            shadow: Shadow {
                opacity: 0.0,
                blur: 0.0,
                drop: 0.0,
            },
            rest_width: 220.0 * scale,
            terminal: Some(TerminalStyle {
                theme: TerminalTheme::named(theme).unwrap(),
                ..TerminalStyle::default()
            }),
            bar: None,
        };
        let scene = ReelScene {
            name: "one".to_owned(),
            first: 0,
            frames: FRAMES,
            clock: Track::sample(FRAMES, at),
            background: Background::Solid(Colour::rgb(40, 40, 90)),
            layers: vec![Layer::Card(card)],
        };
        let side = |length: f64| (length as u32 + 40).next_multiple_of(2);
        Timeline {
            output: "wide".to_owned(),
            canvas: CanvasSize::new(side(220.0 * scale), side(120.0 * scale)),
            rate: FrameRate::whole(30),
            scenes: vec![scene],
            sound: Default::default(),
            cues: Vec::new(),
            chapters: Vec::new(),
            stills: Vec::new(),
        }
    }

    fn render(&self, name: &str, format: Format) -> PathBuf {
        let out = self.folder.path().join(name);
        let cancel = Cancel::new();
        let sound = Mix::silence(96_000);
        let job = RenderJob {
            store: &self.folder.path().join("store"),
            workers: 2,
            out: &out,
            format,
            quality: Quality::Standard,
            timing: Timing::Constant,
            sound: format.has_sound().then_some(&sound),
            title: "",
        };
        let timeline = self.timeline(1.0, "midnight");
        render(&timeline, &self.take, &job, &run(&cancel)).unwrap();
        let left = std::fs::read_dir(self.folder.path()).unwrap().flatten();
        let hidden = |name: &std::ffi::OsStr| name.to_string_lossy().starts_with('.');
        assert!(!left.into_iter().any(|entry| hidden(&entry.file_name())));
        out
    }

    fn still(&self, scale: f64, theme: &str) -> Picture {
        let cancel = Cancel::new();
        let timeline = self.timeline(scale, theme);
        still(&timeline, &self.take, FRAMES - 1, &run(&cancel)).unwrap()
    }
}

fn run(cancel: &Cancel) -> Run<'_> {
    Run {
        observer: &Unobserved,
        cancel,
    }
}

/// A prompt, a command typed letter by letter, its answer in a box.
fn recording() -> Cast {
    let mut events = vec![(0, "$ ".to_owned())];
    events.extend((0..6).map(|key| (300 + 100 * key, "deploy"[key as usize..][..1].to_owned())));
    events.push((
        1200,
        "\r\n┌────┐\r\n│ \x1b[32mok\x1b[0m │\r\n└────┘".to_owned(),
    ));
    let event = |(at, text): (i64, String)| CastEvent {
        at: Nanos::from_millis(at),
        kind: EventKind::Output(text),
    };
    Cast {
        header: Header::new(Size::new(20, 5)),
        events: events.into_iter().map(event).collect(),
    }
}

/// What ffprobe says of a file's first stream of pictures.
fn probe(file: &Path, what: &str) -> String {
    let output = Command::new("ffprobe")
        .args(["-v", "error", "-count_frames", "-select_streams", "v:0"])
        .args(["-show_entries", what, "-of", "csv=p=0"])
        .arg(file)
        .output()
        .unwrap();
    assert!(output.stderr.is_empty(), "{output:?}");
    String::from_utf8(output.stdout).unwrap().trim().to_owned()
}

#[test]
fn every_format_shows_the_same_screens() {
    let bench = Bench::new();
    let mp4 = bench.render("reel.mp4", Format::Mp4);
    assert_eq!(probe(&mp4, "stream=codec_name,nb_read_frames"), "h264,60");
    let webm = bench.render("reel.webm", Format::Webm);
    assert_eq!(probe(&webm, "stream=codec_name,nb_read_frames"), "vp9,60");
    let gif = bench.render("reel.gif", Format::Gif);
    // Eight screens: the prompt, six letters, the answer.
    assert_eq!(probe(&gif, "stream=codec_name,nb_read_frames"), "gif,8");
    assert_eq!(probe(&gif, "format=duration"), "2.000000");
    let folder = bench.render("reel-frames", Format::Png);
    assert_eq!(std::fs::read_dir(&folder).unwrap().count(), 60);
    assert_eq!(
        probe(&folder.join("000060.png"), "stream=codec_name"),
        "png"
    );
}

#[test]
fn the_text_of_a_reel_has_each_screen_once() {
    let bench = Bench::new();
    let text = std::fs::read_to_string(bench.render("reel.txt", Format::Txt)).unwrap();
    let line = format!("{}\n", "─".repeat(80));
    let screens: Vec<&str> = text.split_terminator(&line).collect();
    assert_eq!(screens.len(), 8, "{text}");
    assert_eq!(screens[0], "$\n");
    assert_eq!(screens[3], "$ dep\n");
    assert_eq!(screens[7], "$ deploy\n┌────┐\n│ ok │\n└────┘\n");
}

/// The greatest step from one pixel to the next in the row of the typed command.
fn steepest(picture: &Picture, scale: f64) -> u8 {
    let row = (20.0 + (10.0 + 12.0) * scale) as usize * picture.width();
    let row = &picture.plane(Plane::Y)[row..row + picture.width()];
    let steps = row.windows(2).map(|pair| pair[0].abs_diff(pair[1]));
    steps.skip(25).take((100.0 * scale) as usize).max().unwrap()
}

#[test]
fn letters_are_as_sharp_two_and_a_half_times_as_large() {
    let bench = Bench::new();
    for scale in [1.0, 2.5] {
        let picture = bench.still(scale, "midnight");
        assert!(steepest(&picture, scale) > 120, "{scale}");
    }
}

#[test]
fn a_theme_colours_the_whole_card() {
    let bench = Bench::new();
    let middle = |picture: &Picture| picture.plane(Plane::Y)[130 * picture.width() + 200];
    assert!(middle(&bench.still(1.0, "daylight")) > 220);
    assert!(middle(&bench.still(1.0, "midnight")) < 40);
}
