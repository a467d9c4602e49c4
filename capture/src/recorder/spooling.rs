//! The thread that compresses and writes. Its queue is short, so that memory stays small; a
//! picture that finds it full is not queued.

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{Receiver, SyncSender, TrySendError, channel, sync_channel};
use std::thread::JoinHandle;

use demoreel_primitives::picture::Picture;
use demoreel_take::TakeError;
use demoreel_take::spool::{Change, SpoolWriter};

use super::RecorderError;

/// Samples that may wait, in bytes: some 8 whole pictures at 2880x1800.
const WAITING_BYTES: usize = 64 << 20;
/// Pictures that may wait.
const WAITING: usize = 256;

/// A spool that is being written.
#[derive(Debug)]
pub(super) struct Spooling {
    queue: SyncSender<Parcel>,
    /// Memory that has been written out and may be filled again.
    empties: Receiver<Vec<u8>>,
    waiting: Arc<AtomicUsize>,
    thread: JoinHandle<Result<u64, TakeError>>,
}

#[derive(Debug)]
struct Parcel {
    change: Change,
    samples: Vec<u8>,
}

impl Spooling {
    /// Begins a spool.
    pub(super) fn start(path: &Path) -> Result<Spooling, RecorderError> {
        let mut writer = SpoolWriter::create(path)?;
        let (queue, parcels) = sync_channel::<Parcel>(WAITING);
        let (give_back, empties) = channel();
        let waiting = Arc::new(AtomicUsize::new(0));
        let left = waiting.clone();
        let write = move || {
            for Parcel { change, samples } in parcels {
                writer.push(&change, &samples)?;
                left.fetch_sub(samples.len(), Ordering::AcqRel);
                // When nobody wants it back, the spool is about to end.
                let _ = give_back.send(samples);
            }
            writer.finish()
        };
        let thread = std::thread::Builder::new()
            .name("spool".to_owned())
            .spawn(write)
            .map_err(|error| TakeError::writing(path, error))?;
        Ok(Spooling {
            queue,
            empties,
            waiting,
            thread,
        })
    }

    /// Whether there is room for one more picture of so many bytes.
    pub(super) fn has_room(&self, bytes: usize) -> bool {
        let waiting = self.waiting.load(Ordering::Acquire);
        waiting == 0 || waiting + bytes <= WAITING_BYTES
    }

    /// Queues what changed. Gives it back when the queue is full; says that the thread is gone by
    /// an error, whose reason [`Spooling::finish`] knows.
    pub(super) fn offer(&self, change: Change, picture: &Picture) -> Result<(), Refused> {
        let mut samples = self.empties.try_recv().unwrap_or_default();
        samples.clear();
        for area in &change.damage {
            picture.copy_area(*area, &mut samples);
        }
        let bytes = samples.len();
        self.waiting.fetch_add(bytes, Ordering::AcqRel);
        let refused = match self.queue.try_send(Parcel { change, samples }) {
            Ok(()) => return Ok(()),
            Err(TrySendError::Full(parcel)) => Refused::Full(parcel.change),
            Err(TrySendError::Disconnected(_)) => Refused::Gone,
        };
        self.waiting.fetch_sub(bytes, Ordering::AcqRel);
        Err(refused)
    }

    /// Waits until everything is written, and gives the number of pictures.
    pub(super) fn finish(self) -> Result<u64, RecorderError> {
        drop(self.queue);
        match self.thread.join() {
            Ok(written) => Ok(written?),
            Err(_) => Err(RecorderError::lost("the spool's thread broke down")),
        }
    }
}

/// Why a picture was not queued.
#[derive(Debug)]
pub(super) enum Refused {
    /// There is no room now.
    Full(Change),
    /// The thread has ended, because it could not write.
    Gone,
}
