//! Films are made of what was filmed, in a thread that gives way to the filming itself.

use std::sync::Mutex;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread::{Scope, ScopedJoinHandle};

use demoreel_primitives::progress::{Run, Unobserved};
use demoreel_primitives::time::Nanos;
use demoreel_take::film::{Spooled, develop};
use demoreel_take::{SceneWriter, SurfaceFacts, TakeError, TakeWriter};

use super::{RecordError, lock};
use crate::job::TakeSummary;

/// How far the thread steps back behind the others: 19 is as far as it goes.
const COURTESY: i32 = 15;

/// A scene that was played to its end and that has no films yet.
pub struct Exposed {
    /// With all its events.
    pub scene: SceneWriter,
    /// One for each filmed surface, in the order of the act.
    pub spools: Vec<Spool>,
    /// From its first moment to its last.
    pub length: Nanos,
}

/// What the recorder kept of a surface.
pub struct Spool {
    /// Whose.
    pub surface: SurfaceFacts,
    /// How much.
    pub spooled: Spooled,
}

/// Takes scenes in and puts them into the take, in order.
pub struct Darkroom<'scope> {
    door: Sender<Exposed>,
    thread: ScopedJoinHandle<'scope, (TakeSummary, Result<(), TakeError>)>,
}

impl<'scope> Darkroom<'scope> {
    /// Opens it for the time of a scope.
    pub fn open<'env>(
        scope: &'scope Scope<'scope, 'env>,
        writer: &'scope Mutex<TakeWriter>,
        run: &'scope Run<'scope>,
    ) -> Darkroom<'scope> {
        let (door, inbox) = channel();
        let thread = scope.spawn(move || develop_all(&inbox, writer, run));
        Darkroom { door, thread }
    }

    /// Hands a scene in.
    pub fn take(&self, exposed: Exposed) {
        // It listens until it is closed; a failure of its own is told then.
        let _ = self.door.send(exposed);
    }

    /// Waits until all films are made.
    pub fn close(self) -> Result<TakeSummary, RecordError> {
        drop(self.door);
        match self.thread.join() {
            Ok((summary, result)) => {
                result?;
                Ok(summary)
            }
            Err(panic) => std::panic::resume_unwind(panic),
        }
    }
}

fn develop_all(
    inbox: &Receiver<Exposed>,
    writer: &Mutex<TakeWriter>,
    run: &Run<'_>,
) -> (TakeSummary, Result<(), TakeError>) {
    // Without the right to step back it works all the same.
    let _ = rustix::process::setpriority_process(None, COURTESY);
    let mut summary = TakeSummary::default();
    let mut result = Ok(());
    for exposed in inbox {
        if result.is_ok() {
            result = develop_one(exposed, writer, run, &mut summary);
        }
    }
    (summary, result)
}

fn develop_one(
    exposed: Exposed,
    writer: &Mutex<TakeWriter>,
    run: &Run<'_>,
    summary: &mut TakeSummary,
) -> Result<(), TakeError> {
    let Exposed {
        mut scene,
        spools,
        length,
    } = exposed;
    // Pictures are not the steps that the record's progress counts.
    let quiet = Run {
        observer: &Unobserved,
        cancel: run.cancel,
    };
    for Spool { surface, spooled } in spools {
        let name = &surface.name;
        let (spool, film) = (scene.spool_path(name), scene.film_path(name));
        let film = develop(&spool, &spooled, &surface, &film, &quiet)?;
        summary.missed += film.missed;
        summary.pictures += film.pictures.len() as u64;
        scene.add_film(film)?;
    }
    let filmed = lock(writer).keep_scene(scene, length)?;
    summary.filmed.push(filmed.name);
    Ok(())
}

impl TakeSummary {
    /// Such as `2 scenes, 1034 pictures, none missed`.
    pub(super) fn in_words(&self) -> String {
        let scenes = match self.filmed.len() {
            1 => "1 scene".to_owned(),
            count => format!("{count} scenes"),
        };
        let missed = match self.missed {
            0 => "none".to_owned(),
            count => count.to_string(),
        };
        format!("{scenes}, {} pictures, {missed} missed", self.pictures)
    }
}
