//! Times 30 s of a terminal at 1920x1080 and 60 frames a second, with a zoom in the middle:
//! `cargo run --release -p demoreel-compose --example terminal_speed -- FOLDER WORKERS`.

#![expect(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a tool for the people who build this"
)]

use std::path::PathBuf;
use std::time::Instant;

use demoreel_compose::{RenderJob, render, with_films};
use demoreel_primitives::cancel::Cancel;
use demoreel_primitives::colour::Colour;
use demoreel_primitives::motion::Spring;
use demoreel_primitives::plan::{
    Background, CellGrid, Format, Quality, Shadow, TerminalStyle, Timing,
};
use demoreel_primitives::progress::{Run, Unobserved};
use demoreel_primitives::space::{CanvasRect, CanvasSize, SurfaceSize};
use demoreel_primitives::time::{FrameRate, Nanos, TakeTime};
use demoreel_primitives::timeline::{Card, Layer, ReelScene, Timeline, Track};
use demoreel_take::{Manifest, Take, TakeWriter};
use demoreel_terminal::Size;
use demoreel_terminal::cast::{Cast, CastEvent, EventKind, Header};

const SECONDS: i64 = 30;
const FRAMES: u64 = 60 * SECONDS as u64;
const LOGICAL: SurfaceSize = SurfaceSize::new(1440, 810);

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let folder = PathBuf::from(&arguments[0]);
    let workers = arguments[1].parse().unwrap();
    let take = take(&folder.join("take"));
    let cancel = Cancel::new();
    let run = Run {
        observer: &Unobserved,
        cancel: &cancel,
    };
    let timeline = timeline(&take);
    for (name, format) in [("speed.mp4", Format::Mp4), ("speed.gif", Format::Gif)] {
        let _ = std::fs::remove_dir_all(folder.join("chunks"));
        let out = folder.join(name);
        let job = RenderJob {
            store: &folder.join("chunks"),
            workers,
            out: &out,
            format,
            quality: Quality::Standard,
            timing: Timing::Constant,
            sound: None,
            title: "",
        };
        let begin = Instant::now();
        render(&timeline, &take, &job, &run).unwrap();
        let took = begin.elapsed().as_secs_f64();
        let size = std::fs::metadata(&out).unwrap().len() / 1000;
        let times = SECONDS as f64 / took;
        println!("{name}: {took:.2} s, {times:.1} times as fast as it lasts, {size} kB");
    }
}

/// Commands typed at a human pace, each with an answer that scrolls.
fn recording() -> Cast {
    let mut events = Vec::new();
    let mut at = 200;
    for command in 0..6 {
        events.push((
            at,
            "\x1b[1;32m~/shop\x1b[0m \x1b[34mmain\x1b[0m $ ".to_owned(),
        ));
        for letter in "npm run build -- --mode production".chars() {
            at += 65;
            events.push((at, letter.to_string()));
        }
        for line in 0..30 {
            at += 35;
            let colour = 31 + (line + command) % 7;
            events.push((
                at,
                format!(
                    "\r\n\x1b[{colour}m✓\x1b[0m built module {line} in {} ms",
                    3 * line
                ),
            ));
        }
        at += 1400;
        events.push((at, "\r\n".to_owned()));
    }
    let event = |(at, text): (i64, String)| CastEvent {
        at: Nanos::from_millis(at),
        kind: EventKind::Output(text),
    };
    Cast {
        header: Header::new(Size::new(100, 26)),
        events: events.into_iter().map(event).collect(),
    }
}

fn take(place: &std::path::Path) -> Take {
    let _ = std::fs::remove_dir_all(place);
    let grid = CellGrid {
        columns: 100,
        rows: 26,
        cell: SurfaceSize::new(14, 30),
        margin: SurfaceSize::new(20, 15),
        letters: 23.0,
    };
    let mut take = TakeWriter::prepare(place, Manifest::default()).unwrap();
    let mut scene = take.begin_scene("one", "hash").unwrap();
    let file = std::fs::File::create(scene.cast_path("shell")).unwrap();
    recording().write(file).unwrap();
    scene.add_cast("shell", LOGICAL, grid).unwrap();
    take.keep_scene(scene, Nanos::from_secs(SECONDS)).unwrap();
    drop(take);
    Take::open(place).unwrap()
}

fn timeline(take: &Take) -> Timeline {
    let scene = with_films(take, take.scene("one").unwrap()).unwrap();
    let film = scene.film("shell").unwrap();
    let at = |frame: u64| TakeTime::ZERO + Nanos(frame as i64 * 1_000_000_000 / 60);
    let zoom = |frame: u64| {
        let seconds = frame as f64 / 60.0;
        let part =
            Spring::BALANCED.progress(seconds - 10.0) - Spring::BALANCED.progress(seconds - 15.0);
        if part.abs() < 1e-4 {
            1.0
        } else {
            libm::pow(2.0, part)
        }
    };
    let place = |frame: u64| {
        let (width, height) = (1728.0 * zoom(frame), 972.0 * zoom(frame));
        let corner = (96.0 * zoom(frame) - 500.0 * (zoom(frame) - 1.0), 54.0);
        CanvasRect::new(corner.into(), euclid::size2(width, height))
    };
    let card = Card {
        surface: "shell".to_owned(),
        pictures: Track::sample(FRAMES, |frame| film.picture_at(at(frame))),
        place: Track::sample(FRAMES, place),
        window: None,
        radius: 0.01,
        shadow: Shadow {
            opacity: 0.45,
            blur: 26.0,
            drop: 15.0,
        },
        rest_width: 1728.0,
        terminal: Some(TerminalStyle::default()),
        bar: None,
    };
    let scene = ReelScene {
        name: "one".to_owned(),
        first: 0,
        frames: FRAMES,
        clock: Track::sample(FRAMES, at),
        background: Background::Linear {
            angle: 125.0,
            colours: vec![Colour::rgb(35, 42, 92), Colour::rgb(194, 123, 208)],
        },
        layers: vec![Layer::Card(card)],
    };
    Timeline {
        cues: Vec::new(),
        output: "wide".to_owned(),
        canvas: CanvasSize::new(1920, 1080),
        rate: FrameRate::whole(60),
        scenes: vec![scene],
        sound: Default::default(),
        chapters: Vec::new(),
        stills: Vec::new(),
    }
}
