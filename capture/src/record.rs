//! An act becomes a take: which scenes are to be filmed, the stage, the scenes one after another,
//! and the darkroom in which films are made of what was filmed.

mod darkroom;
mod failure;
mod noting;
mod rolling;
mod schedule;

use std::path::Path;
use std::sync::{Mutex, MutexGuard, PoisonError};

use demoreel_eyes::Templates;
use demoreel_primitives::plan::{self, Act, ActScene, ActStep, SurfaceKind};
use demoreel_primitives::progress::Run;
use demoreel_primitives::time::{Nanos, TakeTime};
use demoreel_take::TakeWriter;

use crate::error::StageError;
use crate::footage;
use crate::job::{Pause, RecordJob, TakeSummary};
use crate::log::EventLog;
use crate::perform::{Means, Pace, Performer, Trail, resolve};
use crate::process;
use crate::requirements;
use crate::secrets::Secrets;
use crate::stage::{OnStage, Stage};
use crate::tempo::Tempo;

pub use failure::RecordError;

use darkroom::{Darkroom, Exposed};
use failure::Reason;
use rolling::{cut, roll};
use schedule::Schedule;

/// How long a scene stands before its first step, and after its last one.
const BEFORE: Nanos = Nanos::from_millis(500);
const AFTER: Nanos = Nanos::from_millis(700);
/// How long a surface's first page may take.
const HOME_LIMIT: Nanos = Nanos::from_secs(30);

/// Performs an act and films it into a take. Scenes that are filmed whole are kept, whatever
/// happens later; a scene that is not whole leaves nothing.
pub fn record(act: &Act, job: &RecordJob<'_>, run: &Run<'_>) -> Result<TakeSummary, RecordError> {
    let schedule = Schedule::of(act, job)?;
    if schedule.is_empty() {
        return Ok(schedule.summary());
    }
    requirements::check(act, job.environment.get("PATH").map_or("", String::as_str))?;
    process::sweep(&job.runtime);
    let secrets = Secrets::of_act(act, &job.environment)?;
    let log = EventLog::default();
    run.begin("record", Some(schedule.steps()));
    let stage = Stage::open(act, job, &secrets, &log, run.cancel)?;
    let writer = TakeWriter::prepare(&job.take, stage.facts())?;
    let crew = Crew {
        act,
        job,
        run,
        secrets,
        log,
        writer: Mutex::new(writer),
    };
    let (filmed, developed) = crew.film(stage, &schedule);
    let kept = schedule.kept_now(&lock(&crew.writer));
    filmed.map_err(|error| error.keeping(&kept))?;
    let summary = developed.map_err(|error| match run.cancel.is_cancelled() {
        true => RecordError::from(StageError::Cancelled).keeping(&kept),
        false => error.keeping(&kept),
    })?;
    run.done("record", Some(summary.in_words()));
    Ok(TakeSummary {
        kept: schedule.summary().kept,
        ..summary
    })
}

/// All that is needed to film, besides the stage itself.
struct Crew<'a> {
    act: &'a Act,
    job: &'a RecordJob<'a>,
    run: &'a Run<'a>,
    secrets: Secrets,
    log: EventLog,
    writer: Mutex<TakeWriter>,
}

/// What lasts from scene to scene.
struct Playing {
    stage: Stage,
    templates: Templates,
    /// Surfaces whose first page is open.
    opened: Vec<String>,
    steps_done: u64,
}

impl Crew<'_> {
    /// Plays all scenes, while films are made of those that are done.
    fn film(
        &self,
        stage: Stage,
        schedule: &Schedule<'_>,
    ) -> (Result<(), RecordError>, Result<TakeSummary, RecordError>) {
        std::thread::scope(|scope| {
            let darkroom = Darkroom::open(scope, &self.writer, self.run);
            let mut playing = Playing {
                stage,
                templates: Templates::new(),
                opened: Vec::new(),
                steps_done: 0,
            };
            let played = self.play_all(&mut playing, schedule, &darkroom);
            if let (Err(error), Some(pause)) = (&played, self.job.pause_on_failure) {
                pause(&playing.pause(error));
            }
            // The stage is closed before the last films are made: nothing needs it any more.
            drop(playing);
            (played, darkroom.close())
        })
    }

    fn play_all(
        &self,
        playing: &mut Playing,
        schedule: &Schedule<'_>,
        darkroom: &Darkroom<'_>,
    ) -> Result<(), RecordError> {
        for (scene, is_filmed) in schedule.scenes() {
            let hash = self.act.scene_hash(scene);
            let scene = &self.act.scenes[scene];
            if let Some(footage) = footage_of(self.act, scene) {
                if is_filmed {
                    darkroom.take(self.adopt(scene, footage, &hash)?);
                }
                continue;
            }
            self.open_homes(playing, scene)?;
            match is_filmed {
                false => self.play(playing, scene, Pace::Fast, &mut Trail::default())?,
                true => darkroom.take(self.film_scene(playing, scene, &hash)?),
            }
        }
        Ok(())
    }

    /// Takes over the films and the events of footage, under the surface's own name.
    fn adopt(
        &self,
        scene: &ActScene,
        (surface, footage): (&str, &plan::Footage),
        hash: &str,
    ) -> Result<Exposed, RecordError> {
        let mut writer = lock(&self.writer).begin_scene(&scene.name, hash)?;
        let length = footage::adopt(Path::new(&footage.folder), surface, &mut writer)?;
        Ok(Exposed {
            scene: writer,
            spools: Vec::new(),
            length,
        })
    }

    /// A surface's own page is open when a scene first uses it.
    fn open_homes(&self, playing: &mut Playing, scene: &ActScene) -> Result<(), RecordError> {
        for name in &scene.surfaces {
            if playing.opened.contains(name) {
                continue;
            }
            let opened = match playing.stage.surface(name) {
                Some(OnStage::Browser(surface)) => {
                    let home = resolve(surface.home(), surface.home());
                    let browser = surface.browser();
                    browser
                        .open(&home, HOME_LIMIT, self.run.cancel)
                        .map_err(Reason::from)
                }
                Some(OnStage::Desktop(surface)) => surface
                    .open_home(HOME_LIMIT, self.run.cancel)
                    .map_err(Reason::from),
                Some(OnStage::Terminal(_)) | None => Ok(()),
            };
            opened.map_err(|error| RecordError::at(format!("surface:{name}"), error))?;
            playing.opened.push(name.clone());
        }
        Ok(())
    }

    fn film_scene(
        &self,
        playing: &mut Playing,
        scene: &ActScene,
        hash: &str,
    ) -> Result<Exposed, RecordError> {
        let mut writer = lock(&self.writer).begin_scene(&scene.name, hash)?;
        let tempo = playing.stage.tempo();
        let clock = tempo.clock().start_scene();
        roll(&playing.stage, scene, &writer, &clock)?;
        self.log.begin(clock.clone());
        let mut trail = Trail::default();
        self.note_beginning(playing, scene, &mut trail.pages)?;
        self.stand(&tempo, BEFORE)?;
        let played = self.play(playing, scene, Pace::Filmed, &mut trail);
        let played = played.and_then(|()| {
            self.stand(&tempo, AFTER)?;
            // They may have changed since the last step.
            self.note_pages(playing, scene, &mut trail.pages)
        });
        let length = clock.now() - TakeTime::ZERO;
        let cut = cut(&playing.stage, scene, &mut writer);
        let events = self.log.end();
        played?;
        let spools = cut?;
        for event in events {
            writer.log(event.at, event.what);
        }
        Ok(Exposed {
            scene: writer,
            spools,
            length,
        })
    }

    /// Lets a moment pass in which nobody does anything.
    fn stand(&self, tempo: &Tempo, length: Nanos) -> Result<(), StageError> {
        tempo.pass(length, || match self.run.cancel.is_cancelled() {
            true => Err(StageError::Cancelled),
            false => Ok(()),
        })
    }

    fn play(
        &self,
        playing: &mut Playing,
        scene: &ActScene,
        pace: Pace,
        trail: &mut Trail,
    ) -> Result<(), RecordError> {
        let means = Means {
            job: self.job,
            secrets: &self.secrets,
            log: &self.log,
            run: self.run,
            tempo: playing.stage.tempo(),
            pace,
        };
        for step in &scene.steps {
            if trail.course.comes_to(step) {
                self.run.advance(playing.steps_done, Some(&step.id.0));
                playing.stage.check_services()?;
                perform(playing, &means, trail, step)?;
            }
            playing.steps_done += 1;
        }
        self.run.advance(playing.steps_done, Some(&scene.name));
        Ok(())
    }
}

fn perform(
    playing: &mut Playing,
    means: &Means<'_>,
    trail: &mut Trail,
    step: &ActStep,
) -> Result<(), RecordError> {
    let failed = |failure| RecordError::at(step.id.0.clone(), failure);
    let placed = &trail.course.placed(step).map_err(failed)?;
    let templates = &mut playing.templates;
    let performed = match playing.stage.surface(&step.surface) {
        Some(OnStage::Browser(surface)) => {
            Performer::new(means, surface.as_mut(), templates, trail, placed).perform()
        }
        Some(OnStage::Terminal(surface)) => {
            Performer::new(means, surface.as_mut(), templates, trail, placed).perform()
        }
        Some(OnStage::Desktop(surface)) => {
            Performer::new(means, surface.as_mut(), templates, trail, placed).perform()
        }
        None => return Err(RecordError::no_surface(step)),
    };
    performed.map_err(failed)
}

impl Playing {
    fn pause(&self, error: &RecordError) -> Pause {
        let surfaces = self.stage.surfaces().iter();
        Pause {
            diagnostic: error.diagnostic(),
            displays: surfaces
                .filter_map(|surface| {
                    Some((surface.name().to_owned(), surface.display()?.to_owned()))
                })
                .collect(),
        }
    }
}

/// The footage that a scene shows, if it shows any, and its surface's name.
fn footage_of<'a>(act: &'a Act, scene: &'a ActScene) -> Option<(&'a str, &'a plan::Footage)> {
    let name = scene.surfaces.first()?;
    match &act.surface(name)?.kind {
        SurfaceKind::Footage(footage) => Some((name.as_str(), footage)),
        _ => None,
    }
}

fn lock(writer: &Mutex<TakeWriter>) -> MutexGuard<'_, TakeWriter> {
    writer.lock().unwrap_or_else(PoisonError::into_inner)
}
