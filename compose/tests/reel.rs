//! Whole reels: the same file from any number of workers, only what changed is rendered, and what
//! comes out is what players expect. All of it on synthetic takes.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test says so by failing"
)]

#[path = "reel/demo.rs"]
mod demo;
#[path = "reel/probe.rs"]
mod probe;

use std::path::{Path, PathBuf};

use demo::Demo;
use demoreel_compose::encode::sound::{Mix, mix};
use demoreel_compose::{ComposeError, Reel, RenderJob, render, still};
use demoreel_primitives::cancel::Cancel;
use demoreel_primitives::colour::Colour;
use demoreel_primitives::filmed::FilmedScene;
use demoreel_primitives::plan::{Background, Format, Quality, Timing};
use demoreel_primitives::progress::{Observer, Progress, Run, Unobserved};
use demoreel_primitives::space::{CanvasSize, SurfaceSize};
use demoreel_primitives::time::{FrameRate, Nanos};
use demoreel_primitives::timeline::{Soundtrack, Timeline};
use demoreel_take::Take;
use demoreel_take::synthetic::{Scene, write_take};
use tempfile::TempDir;

/// A take with two scenes, a folder for what is made of it, and a small demo.
struct Bench {
    folder: TempDir,
    take: Take,
    filmed: Vec<FilmedScene>,
    demo: Demo,
}

impl Bench {
    fn new() -> Bench {
        let folder = tempfile::tempdir().unwrap();
        let size = SurfaceSize::new(240, 150);
        let scene = |name: &str, seed, seconds| {
            Scene::demo(name, seed, Nanos::from_secs(seconds), size, 1.0)
        };
        let scenes = [scene("one", 1, 12), scene("two", 2, 8)];
        std::fs::create_dir(folder.path().join("take")).unwrap();
        let take = write_take(&folder.path().join("take"), &scenes).unwrap();
        let filmed = ["one", "two"].map(|name| take.scene(name).unwrap()).into();
        let demo = Demo {
            canvas: CanvasSize::new(320, 180),
            rate: FrameRate::whole(30),
            captions: vec![vec!["First".to_owned()], vec!["Second".to_owned()]],
            ..Demo::full_hd()
        };
        Bench {
            folder,
            take,
            filmed,
            demo,
        }
    }

    fn timeline(&self) -> Timeline {
        self.demo.timeline(&self.filmed)
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Renders to `NAME.mp4` with the chunks of the folder `store`.
    fn render(&self, timeline: &Timeline, name: &str, store: &str, workers: usize) -> Reel {
        let cancel = Cancel::new();
        let run = Run {
            observer: &Unobserved,
            cancel: &cancel,
        };
        self.try_render(
            timeline,
            (&self.path(name), &self.path(store)),
            workers,
            &run,
        )
        .unwrap()
    }

    fn try_render(
        &self,
        timeline: &Timeline,
        (out, store): (&Path, &Path),
        workers: usize,
        run: &Run<'_>,
    ) -> Result<Reel, ComposeError> {
        let sound = Mix::silence(timeline.rate.sample_of(timeline.frames()));
        let job = RenderJob {
            store,
            workers,
            out,
            format: Format::Mp4,
            quality: Quality::Standard,
            timing: Timing::Constant,
            sound: Some(&sound),
            title: "A reel",
        };
        render(timeline, &self.take, &job, run)
    }
}

#[test]
fn any_number_of_workers_writes_the_same_file() {
    let bench = Bench::new();
    let timeline = bench.timeline();
    let files: Vec<Vec<u8>> = [1, 2, 4, 8]
        .into_iter()
        .map(|workers| {
            let name = format!("{workers}.mp4");
            let reel = bench.render(&timeline, &name, &format!("store {workers}"), workers);
            assert_eq!((reel.chunks, reel.rendered), (3, 3));
            std::fs::read(bench.path(&name)).unwrap()
        })
        .collect();
    assert!(files[0] == files[1], "one and two workers differ");
    assert!(files[0] == files[2], "one and eight workers differ");
}

#[test]
fn what_is_there_is_not_rendered_again_and_a_change_renders_what_it_touches() {
    let mut bench = Bench::new();
    let first = bench.render(&bench.timeline(), "a.mp4", "store", 2);
    assert_eq!((first.chunks, first.rendered), (3, 3));
    let again = bench.render(&bench.timeline(), "b.mp4", "store", 2);
    assert_eq!(again.rendered, 0);
    assert_eq!(
        std::fs::read(bench.path("a.mp4")).unwrap(),
        std::fs::read(bench.path("b.mp4")).unwrap()
    );
    // The captions lie in the first ten seconds of each scene: the rest of scene one stays.
    bench.demo.captions[1] = vec!["Another".to_owned()];
    assert_eq!(
        bench
            .render(&bench.timeline(), "c.mp4", "store", 2)
            .rendered,
        2
    );
    bench.demo.background = Background::Solid(Colour::rgb(10, 20, 30));
    assert_eq!(
        bench
            .render(&bench.timeline(), "d.mp4", "store", 2)
            .rendered,
        3
    );
}

#[test]
fn a_scene_that_moves_keeps_its_chunks() {
    let bench = Bench::new();
    bench.render(&bench.timeline(), "a.mp4", "store", 2);
    let mut timeline = bench.timeline();
    timeline.scenes.swap(0, 1);
    timeline.scenes[0].first = 0;
    timeline.scenes[1].first = timeline.scenes[0].frames;
    assert_eq!(bench.render(&timeline, "b.mp4", "store", 2).rendered, 0);
}

#[test]
fn the_file_is_what_players_expect() {
    let bench = Bench::new();
    let timeline = bench.timeline();
    bench.render(&timeline, "reel.mp4", "store", 2);
    let facts = probe::facts(&bench.path("reel.mp4"));
    for fact in [
        "codec_name=h264",
        "profile=High",
        "pix_fmt=yuv420p",
        "color_range=tv",
        "color_space=bt709",
        "color_transfer=bt709",
        "color_primaries=bt709",
        "chroma_location=left",
        "avg_frame_rate=30/1",
        "nb_frames=600",
        "codec_name=aac",
        "sample_rate=48000",
        "channels=2",
        "TAG:title=Begin",
        "TAG:title=A reel",
    ] {
        assert!(
            facts.lines().any(|line| line == fact),
            "{fact} is not in\n{facts}"
        );
    }
    let times = probe::frame_times(&bench.path("reel.mp4"));
    assert_eq!(
        times,
        (0..600).collect::<Vec<i64>>(),
        "frame n is at n in ticks of a frame"
    );
    probe::decodes_cleanly(&bench.path("reel.mp4"));
}

#[test]
fn a_still_is_the_frame_of_the_reel() {
    let cancel = Cancel::new();
    let run = Run {
        observer: &Unobserved,
        cancel: &cancel,
    };
    let bench = Bench::new();
    let timeline = bench.timeline();
    bench.render(&timeline, "reel.mp4", "store", 2);
    for frame in [0, 47, 299, 300, 301, 360, 599] {
        let painted = still(&timeline, &bench.take, frame, &run).unwrap();
        let played = probe::frame(&bench.path("reel.mp4"), frame, &painted);
        let likeness = probe::likeness(&painted, &played);
        assert!(likeness > 36.0, "frame {frame}: {likeness} dB");
    }
    assert!(matches!(
        still(&timeline, &bench.take, 600, &run),
        Err(ComposeError::NoFrame { .. })
    ));
}

#[test]
fn a_damaged_chunk_is_told_of_removed_and_rendered_anew() {
    let bench = Bench::new();
    let timeline = bench.timeline();
    bench.render(&timeline, "a.mp4", "store", 2);
    let chunk = std::fs::read_dir(bench.path("store"))
        .unwrap()
        .next()
        .unwrap()
        .unwrap()
        .path();
    let bytes = std::fs::read(&chunk).unwrap();
    std::fs::write(&chunk, &bytes[..bytes.len() / 2]).unwrap();
    let cancel = Cancel::new();
    let run = Run {
        observer: &Unobserved,
        cancel: &cancel,
    };
    let paths = (bench.path("b.mp4"), bench.path("store"));
    let error = bench
        .try_render(&timeline, (&paths.0, &paths.1), 2, &run)
        .unwrap_err();
    assert!(
        error.diagnostic().message.contains("damaged"),
        "{}",
        error.diagnostic().message
    );
    assert!(!paths.0.exists());
    assert_eq!(bench.render(&timeline, "b.mp4", "store", 2).rendered, 1);
    assert!(std::fs::read(paths.0).unwrap() == std::fs::read(bench.path("a.mp4")).unwrap());
}

/// Pulls the token after so many frames.
struct Impatient<'a>(u64, &'a Cancel);

impl Observer for Impatient<'_> {
    fn notice(&self, progress: Progress) {
        if matches!(progress, Progress::Advance { done, .. } if done >= self.0) {
            self.1.cancel();
        }
    }
}

#[test]
fn a_run_that_is_stopped_keeps_whole_chunks_and_the_next_one_goes_on() {
    let bench = Bench::new();
    let timeline = bench.timeline();
    let cancel = Cancel::new();
    let observer = Impatient(360, &cancel);
    let run = Run {
        observer: &observer,
        cancel: &cancel,
    };
    let (out, store) = (bench.path("reel.mp4"), bench.path("store"));
    let error = bench
        .try_render(&timeline, (&out, &store), 1, &run)
        .unwrap_err();
    assert!(error.is_cancelled(), "{error}");
    assert!(!out.exists());
    let left: Vec<_> = std::fs::read_dir(&store)
        .unwrap()
        .flatten()
        .map(|entry| entry.file_name())
        .collect();
    assert!(
        left.iter()
            .all(|name| name.to_string_lossy().ends_with(".h264")),
        "{left:?}"
    );
    let reel = bench.render(&timeline, "reel.mp4", "store", 1);
    assert_eq!(reel.rendered, 3 - left.len());
    assert!(!left.is_empty());
    bench.render(&timeline, "whole.mp4", "other store", 1);
    let same = std::fs::read(out).unwrap() == std::fs::read(bench.path("whole.mp4")).unwrap();
    assert!(same, "a run in two parts writes another file");
}

#[test]
fn a_folder_that_cannot_be_written_is_named() {
    let bench = Bench::new();
    let cancel = Cancel::new();
    let run = Run {
        observer: &Unobserved,
        cancel: &cancel,
    };
    let nowhere = bench.path("not/there/reel.mp4");
    let error = bench.try_render(&bench.timeline(), (&nowhere, &bench.path("store")), 1, &run);
    let message = error.unwrap_err().diagnostic().message;
    assert!(message.contains("not/there"), "{message}");
    let file = bench.path("file");
    std::fs::write(&file, "").unwrap();
    let error = bench.try_render(&bench.timeline(), (&bench.path("a.mp4"), &file), 1, &run);
    assert!(error.unwrap_err().diagnostic().message.contains("file"));
}

#[test]
fn a_beep_and_a_flash_are_played_together() {
    let bench = Bench::new();
    let mut timeline = bench.timeline();
    let (flash, rate) = (137, timeline.rate);
    probe::flash_at(&mut timeline, flash);
    let track = Soundtrack {
        clips: vec![probe::beep(bench.folder.path(), rate.sample_of(flash))],
        music: Vec::new(),
    };
    let sound = mix(&track, rate.sample_of(timeline.frames()), -16.0).unwrap();
    let cancel = Cancel::new();
    let run = Run {
        observer: &Unobserved,
        cancel: &cancel,
    };
    let out = bench.path("reel.mp4");
    let job = RenderJob {
        store: &bench.path("store"),
        workers: 2,
        out: &out,
        format: Format::Mp4,
        quality: Quality::Draft,
        timing: Timing::Constant,
        sound: Some(&sound),
        title: "",
    };
    render(&timeline, &bench.take, &job, &run).unwrap();
    let (seen, heard) = (probe::flash_seconds(&out), probe::beep_seconds(&out));
    assert!((seen - flash as f64 / 30.0).abs() < 1e-6, "seen at {seen}");
    assert!(
        (seen - heard).abs() < 0.005,
        "seen at {seen}, heard at {heard}"
    );
}
