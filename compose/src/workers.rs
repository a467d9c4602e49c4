//! The workers: threads that take the longest chunk that nobody has taken, paint its frames and
//! encode them. They share nothing but the list.

use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, AtomicU64, AtomicUsize, Ordering};

use demoreel_encode::{ChunkWriter, EncodeSettings};
use demoreel_paint::{FrameState, Painter};
use demoreel_primitives::progress::Run;
use demoreel_take::Take;

use crate::chunks::Chunk;
use crate::error::ComposeError;
use crate::films::SceneFilms;
use crate::store::Store;
use crate::terminals::Terminals;

/// How many frames are painted before they are told of.
const TELL_EVERY: u64 = 10;

/// What all workers see.
pub struct Work<'a> {
    /// The take.
    pub take: &'a Take,
    /// Its terminals.
    pub terminals: &'a Terminals,
    /// How chunks are encoded.
    pub settings: EncodeSettings,
    /// Where they go.
    pub store: &'a Store,
    /// Who watches.
    pub run: &'a Run<'a>,
    /// Frames done so far.
    pub done: AtomicU64,
}

impl Work<'_> {
    fn tell(&self, last: bool) {
        let done = self.done.fetch_add(1, Ordering::SeqCst) + 1;
        if last || done.is_multiple_of(TELL_EVERY) {
            self.run.advance(done, None);
        }
    }
}

/// Renders all chunks with so many threads. After the first failure no chunk is begun any more;
/// chunks that are finished stay.
pub fn render_all(
    work: &Work<'_>,
    chunks: &[&Chunk<'_>],
    workers: usize,
) -> Result<(), ComposeError> {
    let mut queue: Vec<&Chunk<'_>> = chunks.to_vec();
    queue.sort_by_key(|chunk| std::cmp::Reverse(chunk.cost));
    let (next, failed) = (AtomicUsize::new(0), AtomicBool::new(false));
    let failure = Mutex::new(None);
    std::thread::scope(|scope| {
        let loop_of = || {
            let mut worker = Worker {
                work,
                stop: &failed,
                painter: None,
                films: None,
            };
            while let Some(chunk) = queue.get(next.fetch_add(1, Ordering::SeqCst)) {
                if let Err(error) = worker.render(chunk) {
                    if !failed.swap(true, Ordering::SeqCst) {
                        *failure.lock().unwrap_or_else(|held| held.into_inner()) = Some(error);
                    }
                    return;
                }
            }
        };
        for number in 1..workers.clamp(1, queue.len().max(1)) {
            let thread = std::thread::Builder::new().name(format!("paint {number}"));
            // A machine that gives no more threads renders with those that it gave.
            let _ = thread.spawn_scoped(scope, loop_of);
        }
        loop_of();
    });
    let failure = failure
        .into_inner()
        .unwrap_or_else(|held| held.into_inner());
    failure.map_or(Ok(()), Err)
}

/// One thread's own things, kept from chunk to chunk.
struct Worker<'a> {
    work: &'a Work<'a>,
    stop: &'a AtomicBool,
    painter: Option<Painter<'a>>,
    films: Option<SceneFilms<'a>>,
}

impl<'a> Worker<'a> {
    fn render(&mut self, chunk: &Chunk<'a>) -> Result<(), ComposeError> {
        let work = self.work;
        let painter = self
            .painter
            .get_or_insert_with(|| Painter::new(work.settings.canvas));
        let films = self.films.take().filter(|films| films.are_of(chunk.filmed));
        let films = self.films.insert(
            films.unwrap_or_else(|| SceneFilms::new(work.take, chunk.filmed, work.terminals)),
        );
        let mut writer = ChunkWriter::create(work.store.folder(), &work.settings)?;
        for frame in chunk.frames.clone() {
            if work.run.cancel.is_cancelled() || self.stop.load(Ordering::Relaxed) {
                return Err(ComposeError::Cancelled);
            }
            let state = FrameState::at(chunk.scene, chunk.filmed, frame)?;
            let damage = painter.paint(&state, films)?;
            if damage.is_empty() && frame != chunk.frames.start {
                writer.push_same()?;
            } else {
                writer.push(painter.frame())?;
            }
            work.tell(frame + 1 == chunk.frames.end);
        }
        writer.finish(&work.store.path(&chunk.name))?;
        Ok(())
    }
}
