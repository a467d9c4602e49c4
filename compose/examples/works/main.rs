//! The works that are measured: `works make FOLDER WORK` makes a take and, from the same pictures,
//! a source clip for ffmpeg; `works render FOLDER WORK OUT.mp4 [WORKERS] [STEP]` renders it, on
//! the ladder of effects only up to STEP; `works lossless FOLDER WORK OUT.mkv` writes the same
//! frames without loss; `works split FOLDER WORK` says where the time of one thread goes. `make
//! bench` runs it.

#![expect(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a tool for the people who build this"
)]

#[path = "../../tests/reel/demo.rs"]
mod demo;
mod look;
mod lossless;
mod material;
mod split;

use std::path::Path;

use demoreel_compose::{RenderJob, render};
use demoreel_primitives::cancel::Cancel;
use demoreel_primitives::plan::{Format, Quality, Timing};
use demoreel_primitives::progress::{Run, Unobserved};
use demoreel_take::Take;
use look::Step;
use material::Work;

fn main() {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let (verb, folder) = (words[0], Path::new(words[1]));
    let work = Work::named(words[2]);
    let folder = folder.join(words[2]);
    if verb == "make" {
        return material::make(&folder, work);
    }
    let take = Take::open(&folder.join("take")).unwrap();
    match verb {
        "render" => {
            let workers = words.get(4).map_or(2, |word| word.parse().unwrap());
            let step = words
                .get(5)
                .map_or(Step::last(work), |word| Step::named(word));
            reel(&folder, &take, (work, step), Path::new(words[3]), workers);
        }
        "split" => split::print(&folder, &take, work),
        "lossless" => lossless::write(&take, work, Path::new(words[3])),
        other => println!("there is no `{other}`"),
    }
}

fn reel(folder: &Path, take: &Take, (work, step): (Work, Step), out: &Path, workers: usize) {
    let cancel = Cancel::new();
    let run = Run {
        observer: &Unobserved,
        cancel: &cancel,
    };
    let store = tempfile::tempdir_in(folder).unwrap();
    let sound = material::sound(folder, work);
    let job = RenderJob {
        store: store.path(),
        workers,
        out,
        format: Format::Mp4,
        quality: Quality::Standard,
        timing: Timing::Constant,
        sound: sound.as_ref(),
        title: "",
    };
    render(&look::timeline(take, work, step), take, &job, &run).unwrap();
}
