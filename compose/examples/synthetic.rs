//! Renders a reel of a synthetic take: `synthetic FOLDER [SECONDS] [WORKERS] [DENSITY]`. With
//! `--stills` only a few frames as PNG files.

#![allow(clippy::unwrap_used, clippy::print_stdout, clippy::expect_used)]

#[path = "../tests/reel/demo.rs"]
mod demo;

use std::path::Path;
use std::time::Instant;

use demoreel_compose::encode::sound::Mix;
use demoreel_compose::{RenderJob, render, still, write_still};
use demoreel_primitives::cancel::Cancel;
use demoreel_primitives::plan::{Format, Quality, Timing};
use demoreel_primitives::progress::{Run, Unobserved};
use demoreel_primitives::space::SurfaceSize;
use demoreel_primitives::time::Nanos;
use demoreel_take::Take;
use demoreel_take::synthetic::{Scene, write_take};

fn main() {
    let words: Vec<String> = std::env::args()
        .skip(1)
        .filter(|word| word != "--stills")
        .collect();
    let number = |index: usize, or: f64| words.get(index).map_or(or, |word| word.parse().unwrap());
    let folder = Path::new(&words[0]);
    let (seconds, workers, density) = (number(1, 12.0), number(2, 2.0), number(3, 2.0));
    let take_folder = folder.join(format!("take-{seconds}-{density}"));
    let take = Take::open(&take_folder).unwrap_or_else(|_| {
        std::fs::create_dir_all(&take_folder).unwrap();
        let length = Nanos::from_secs_f64(seconds);
        let scene = Scene::demo("deploy", 7, length, SurfaceSize::new(1440, 900), density);
        write_take(&take_folder, &[scene]).unwrap()
    });
    let filmed = vec![take.scene("deploy").unwrap()];
    let timeline = demo::Demo::full_hd().timeline(&filmed);
    let cancel = Cancel::new();
    let run = Run {
        observer: &Unobserved,
        cancel: &cancel,
    };
    if std::env::args().any(|word| word == "--stills") {
        for frame in [0, 30, 60, 75, 100, 150, 215, 300, 318, 400, 500, 600] {
            let picture = still(&timeline, &take, frame, &run).unwrap();
            write_still(&picture, &folder.join(format!("frame-{frame:04}.png"))).unwrap();
        }
        return;
    }
    let sound = Mix::silence(timeline.rate.sample_of(timeline.frames()));
    let out = folder.join("reel.mp4");
    let job = RenderJob {
        store: &folder.join("chunks"),
        workers: workers as usize,
        out: &out,
        format: Format::Mp4,
        quality: Quality::Standard,
        timing: Timing::Constant,
        sound: Some(&sound),
        title: "Synthetic",
    };
    let begin = Instant::now();
    let reel = render(&timeline, &take, &job, &run).unwrap();
    println!("{reel:?} in {:.2} s", begin.elapsed().as_secs_f64());
}
