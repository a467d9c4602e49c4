//! Rendering a reel: a list of stages.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::atomic::AtomicU64;

use demoreel_encode::sound::Mix;
use demoreel_encode::{ChunkFile, EncodeError, EncodeSettings, Labels, Parts, Streams, join};
use demoreel_primitives::filmed::FilmedScene;
use demoreel_primitives::plan::{Format, Quality, Timing};
use demoreel_primitives::progress::Run;
use demoreel_primitives::timeline::Timeline;
use demoreel_take::Take;

use crate::chunks::{self, Chunk};
use crate::error::ComposeError;
use crate::formats;
use crate::glyphs;
use crate::store::Store;
use crate::terminals::Terminals;
use crate::workers::{self, Work};

/// How and where a reel is rendered.
pub struct RenderJob<'a> {
    /// The folder of finished chunks; made if need be. Outputs and languages can share it.
    pub store: &'a Path,
    /// How many threads work; 1 or more. It changes nothing but the time it takes.
    pub workers: usize,
    /// The finished file.
    pub out: &'a Path,
    /// What it is.
    pub format: Format,
    /// How good the picture is.
    pub quality: Quality,
    /// How equal frames are kept.
    pub timing: Timing,
    /// What is heard; nothing for a reel without a sound track.
    pub sound: Option<&'a Mix>,
    /// The reel's title; may be empty.
    pub title: &'a str,
}

/// A finished reel.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reel {
    /// The file.
    pub path: PathBuf,
    /// Its frames.
    pub frames: u64,
    /// Chunks that it is joined from.
    pub chunks: usize,
    /// Chunks that were rendered in this run.
    pub rendered: usize,
}

/// Renders a timeline. Chunks that the store holds are not rendered again; whatever happens, each
/// file is whole or absent.
pub fn render(
    timeline: &Timeline,
    take: &Take,
    job: &RenderJob<'_>,
    run: &Run<'_>,
) -> Result<Reel, ComposeError> {
    let settings = settings(timeline, job);
    let mut filmed = filmed_scenes(timeline, take)?;
    let terminals = Terminals::develop(timeline, take, &mut filmed, run)?;
    glyphs::tell(timeline, run);
    let whole = formats::Reel {
        timeline,
        take,
        filmed: &filmed,
        terminals: &terminals,
    };
    match job.format {
        Format::Mp4 => return chunked(&whole, &settings, job, run),
        Format::Gif => formats::gif(&whole, job, run)?,
        Format::Webm => formats::webm(&whole, &settings, job, run)?,
        Format::Png => formats::png_files(&whole, job.out, run)?,
        Format::Txt => formats::screens(&whole, job.out)?,
    }
    run.wrote(job.out);
    Ok(Reel {
        path: job.out.to_owned(),
        frames: timeline.frames(),
        chunks: 0,
        rendered: 0,
    })
}

/// Renders the chunks that are missing and joins all.
fn chunked(
    whole: &formats::Reel<'_>,
    settings: &EncodeSettings,
    job: &RenderJob<'_>,
    run: &Run<'_>,
) -> Result<Reel, ComposeError> {
    let (timeline, take) = (whole.timeline, whole.take);
    let store = Store::open(job.store)?;
    let chunks = chunks::plan(timeline, whole.filmed, settings)?;
    let rendered = render_missing(
        (take, whole.terminals),
        &chunks,
        &store,
        (*settings, job.workers),
        run,
    )?;
    join_all(timeline, &chunks, &store, job, run)?;
    let used: Vec<_> = chunks.iter().map(|chunk| store.path(&chunk.name)).collect();
    store.prune(&used);
    run.wrote(job.out);
    Ok(Reel {
        path: job.out.to_owned(),
        frames: timeline.frames(),
        chunks: chunks.len(),
        rendered,
    })
}

fn settings(timeline: &Timeline, job: &RenderJob<'_>) -> EncodeSettings {
    EncodeSettings {
        canvas: timeline.canvas,
        rate: timeline.rate,
        quality: job.quality,
        timing: job.timing,
    }
}

/// What goes into a video file besides its pictures.
pub(crate) fn streams<'a>(timeline: &'a Timeline, job: &RenderJob<'a>) -> Streams<'a> {
    Streams {
        rate: timeline.rate,
        sound: job.sound,
        labels: Labels {
            title: job.title,
            chapters: &timeline.chapters,
            frames: timeline.frames(),
        },
    }
}

/// What was filmed of each of the timeline's scenes.
pub(crate) fn filmed_scenes(
    timeline: &Timeline,
    take: &Take,
) -> Result<Vec<FilmedScene>, ComposeError> {
    let scenes = timeline.scenes.iter();
    Ok(scenes
        .map(|scene| take.scene(&scene.name))
        .collect::<Result<_, _>>()?)
}

/// Renders the chunks that the store does not hold, and says how many those were.
fn render_missing(
    (take, terminals): (&Take, &Terminals),
    chunks: &[Chunk<'_>],
    store: &Store,
    (settings, workers): (EncodeSettings, usize),
    run: &Run<'_>,
) -> Result<usize, ComposeError> {
    let frames = |chunks: &[&Chunk<'_>]| -> u64 {
        chunks
            .iter()
            .map(|chunk| chunk.frames.end - chunk.frames.start)
            .sum()
    };
    let all: Vec<&Chunk<'_>> = chunks.iter().collect();
    let mut seen = BTreeSet::new();
    let missing: Vec<&Chunk<'_>> = chunks
        .iter()
        .filter(|chunk| !store.has(&chunk.name) && seen.insert(&chunk.name))
        .collect();
    let total = frames(&all);
    run.begin("paint", Some(total));
    let ready = total - frames(&missing);
    run.advance(ready, None);
    let work = Work {
        take,
        terminals,
        settings,
        store,
        run,
        done: AtomicU64::new(ready),
    };
    workers::render_all(&work, &missing, workers)?;
    let kept = all.len() - missing.len();
    run.done(
        "paint",
        Some(format!("{kept} of {} chunks were already there", all.len())),
    );
    Ok(missing.len())
}

fn join_all(
    timeline: &Timeline,
    chunks: &[Chunk<'_>],
    store: &Store,
    job: &RenderJob<'_>,
    run: &Run<'_>,
) -> Result<(), ComposeError> {
    run.begin("join", None);
    let file = |chunk: &Chunk<'_>| ChunkFile {
        path: store.path(&chunk.name),
        frames: chunk.frames.end - chunk.frames.start,
    };
    let files: Vec<ChunkFile> = chunks.iter().map(file).collect();
    let parts = Parts {
        settings: settings(timeline, job),
        chunks: &files,
        streams: streams(timeline, job),
    };
    let joined = join(&parts, job.out, run);
    if let Err(EncodeError::Damaged { path, .. }) = &joined {
        store.remove(path);
    }
    joined?;
    run.done("join", None);
    Ok(())
}
