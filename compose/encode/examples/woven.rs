//! A film that players are tried with: `woven OUT.mp4 [constant|every_frame|variable]`. Each
//! picture carries its number as a row of black and white fields; the number of the picture that
//! each frame shows is printed as JSON.

#![allow(clippy::unwrap_used, clippy::print_stdout)]

use std::path::Path;

use demoreel_encode::{
    ChunkFile, ChunkWriter, EncodeSettings, Labels, Parts, Streams, join, sound::Mix,
};
use demoreel_primitives::cancel::Cancel;
use demoreel_primitives::picture::{Picture, Plane};
use demoreel_primitives::plan::{Quality, Timing};
use demoreel_primitives::progress::{Run, Unobserved};
use demoreel_primitives::space::CanvasSize;
use demoreel_primitives::time::FrameRate;

const WIDTH: usize = 640;
const HEIGHT: usize = 360;
/// Fields of the number, and the side of one.
const FIELDS: usize = 16;
const FIELD: usize = 40;

fn main() {
    let words: Vec<String> = std::env::args().collect();
    let out = Path::new(&words[1]);
    let timing = match words.get(2).map(String::as_str) {
        Some("every_frame") => Timing::EveryFrame,
        Some("variable") => Timing::Variable,
        _ => Timing::Constant,
    };
    let settings = EncodeSettings {
        canvas: CanvasSize::new(WIDTH as u32, HEIGHT as u32),
        rate: FrameRate::whole(60),
        quality: Quality::Standard,
        timing,
    };
    let folder = tempfile::tempdir().unwrap();
    let (mut shown, mut chunks) = (Vec::new(), Vec::new());
    for (index, runs) in chunks_of_runs().iter().enumerate() {
        let path = folder.path().join(index.to_string());
        let mut writer = ChunkWriter::create(folder.path(), &settings).unwrap();
        for (new, same) in runs {
            for _ in 0..*new {
                let number = shown.last().map_or(1, |last| last + 1);
                writer.push(&picture(number)).unwrap();
                shown.push(number);
            }
            for _ in 0..*same {
                writer.push_same().unwrap();
                shown.push(shown[shown.len() - 1]);
            }
        }
        let frames = writer.finish(&path).unwrap();
        chunks.push(ChunkFile { path, frames });
    }
    let frames = shown.len() as u64;
    let silence = Mix::silence(settings.rate.sample_of(frames));
    let parts = Parts {
        settings,
        chunks: &chunks,
        streams: Streams {
            rate: settings.rate,
            sound: Some(&silence),
            labels: Labels {
                title: "For players",
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
    join(&parts, out, &run).unwrap();
    println!("{shown:?}");
}

/// New pictures and repeats: single ones, runs that wrap the frame numbers, runs over the places
/// where players can begin, and runs at the end of a chunk.
fn chunks_of_runs() -> [Vec<(u64, u64)>; 3] {
    [
        vec![(3, 1), (1, 40), (20, 2), (1, 1), (1, 200), (30, 0), (2, 33)],
        vec![(1, 400), (1, 1), (90, 0), (1, 7)],
        vec![(1, 1), (1, 2), (1, 3), (60, 0), (1, 119), (1, 1), (1, 90)],
    ]
}

/// Waves that move with the number, under its fields.
fn picture(number: u64) -> Picture {
    let mut picture = Picture::black(WIDTH, HEIGHT);
    for plane in Plane::ALL {
        let width = picture.plane_size(plane).0;
        for (at, sample) in picture.plane_mut(plane).iter_mut().enumerate() {
            let (x, y) = (at % width, at / width);
            let wave = (x + 3 * number as usize) % 97 + (y * 2 + number as usize) % 61;
            *sample = 50 + wave as u8;
        }
    }
    for field in 0..FIELDS {
        let value = if number >> field & 1 == 1 { 235 } else { 16 };
        for row in 0..FIELD {
            let begin = row * WIDTH + field * FIELD;
            picture.plane_mut(Plane::Y)[begin..begin + FIELD].fill(value);
        }
    }
    for plane in [Plane::U, Plane::V] {
        let rows = FIELD / 2 * WIDTH / 2;
        picture.plane_mut(plane)[..rows].fill(128);
    }
    picture
}
