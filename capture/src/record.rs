//! An act becomes a take: which scenes are to be filmed, the stage, the scenes one after another,
//! and the darkroom in which films are made of what was filmed.

mod darkroom;
mod failure;
mod schedule;

use std::sync::{Mutex, MutexGuard, PoisonError};

use demoreel_eyes::Templates;
use demoreel_primitives::event::Happening;
use demoreel_primitives::plan::{Act, ActScene, ActStep};
use demoreel_primitives::progress::Run;
use demoreel_primitives::time::{Nanos, TakeTime};
use demoreel_take::{SceneWriter, TakeWriter};

use crate::browser::Extent;
use crate::clock::{self, SceneClock};
use crate::error::StageError;
use crate::job::{Pause, RecordJob, TakeSummary};
use crate::log::EventLog;
use crate::perform::{Means, Pace, PageNotes, Performer, TerminalPerformer, Trail, resolve};
use crate::process;
use crate::requirements;
use crate::secrets::Secrets;
use crate::stage::{OnStage, Stage};
use crate::surface::BrowserSurface;
use crate::terminal::TerminalSurface;

pub use failure::RecordError;

use darkroom::{Darkroom, Exposed};
use failure::Reason;
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
            self.open_homes(playing, scene)?;
            match is_filmed {
                false => self.play(playing, scene, Pace::Fast)?,
                true => darkroom.take(self.film_scene(playing, scene, &hash)?),
            }
        }
        Ok(())
    }

    /// A surface's own page is open when a scene first uses it.
    fn open_homes(&self, playing: &mut Playing, scene: &ActScene) -> Result<(), RecordError> {
        for name in &scene.surfaces {
            if playing.opened.contains(name) {
                continue;
            }
            if let Some(OnStage::Browser(surface)) = playing.stage.surface(name) {
                let home = resolve(surface.home(), surface.home());
                surface
                    .browser()
                    .open(&home, HOME_LIMIT, self.run.cancel)
                    .map_err(|error| RecordError::at(format!("surface:{name}"), error))?;
            }
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
        let clock = SceneClock::start();
        roll(&playing.stage, scene, &writer, clock)?;
        self.log.begin(clock);
        self.note_beginning(playing, scene)?;
        clock::sleep(BEFORE);
        let played = self.play(playing, scene, Pace::Filmed);
        if played.is_ok() {
            clock::sleep(AFTER);
        }
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

    /// Where everything stands at the scene's first moment.
    fn note_beginning(&self, playing: &Playing, scene: &ActScene) -> Result<(), RecordError> {
        for surface in filmed_surfaces(&playing.stage, scene) {
            match surface {
                OnStage::Browser(surface) => self.note_page(surface)?,
                OnStage::Terminal(surface) => self.note_pointer(surface),
            }
        }
        Ok(())
    }

    fn note_page(&self, surface: &BrowserSurface) -> Result<(), RecordError> {
        let name = surface.name().to_owned();
        self.log.note(Happening::Pointer {
            surface: name.clone(),
            at: surface.pointer(),
        });
        self.log.note(surface.cursor().now());
        let page = surface.browser().snapshot(Extent::Visible)?;
        let mut notes = PageNotes::default();
        notes.note(&name, &page, Nanos::ZERO, &self.log, &self.secrets);
        Ok(())
    }

    /// A terminal has a pointer once somebody has moved it.
    fn note_pointer(&self, surface: &TerminalSurface) {
        if let (at, true) = surface.pointer() {
            let surface = surface.name().to_owned();
            self.log.note(Happening::Pointer { surface, at });
        }
    }

    fn play(&self, playing: &mut Playing, scene: &ActScene, pace: Pace) -> Result<(), RecordError> {
        let means = Means {
            job: self.job,
            secrets: &self.secrets,
            log: &self.log,
            run: self.run,
            pace,
        };
        let mut trail = Trail::default();
        for step in &scene.steps {
            if trail.course.comes_to(step) {
                self.run.advance(playing.steps_done, Some(&step.id.0));
                playing.stage.check_services()?;
                perform(playing, &means, &mut trail, step)?;
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
            Performer::new(means, surface, templates, trail, placed).perform()
        }
        Some(OnStage::Terminal(surface)) => {
            TerminalPerformer::new(means, surface, templates, trail, placed).perform()
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
                .filter_map(|surface| match surface {
                    OnStage::Browser(surface) => {
                        Some((surface.name().to_owned(), surface.display().to_owned()))
                    }
                    OnStage::Terminal(_) => None,
                })
                .collect(),
        }
    }
}

fn filmed_surfaces<'a>(stage: &'a Stage, scene: &'a ActScene) -> impl Iterator<Item = &'a OnStage> {
    let is_filmed = |name: &str| scene.surfaces.iter().any(|filmed| filmed == name);
    stage
        .surfaces()
        .iter()
        .filter(move |surface| is_filmed(surface.name()))
}

fn roll(
    stage: &Stage,
    scene: &ActScene,
    writer: &SceneWriter,
    clock: SceneClock,
) -> Result<(), Reason> {
    for surface in filmed_surfaces(stage, scene) {
        match surface {
            OnStage::Browser(surface) => {
                let spool = writer.spool_path(surface.name());
                surface.recorder().roll(&spool, clock)?;
            }
            OnStage::Terminal(surface) => {
                surface.roll(&writer.cast_path(surface.name()), clock)?;
            }
        }
    }
    Ok(())
}

/// Ends all recordings, also where one of them fails.
fn cut(
    stage: &Stage,
    scene: &ActScene,
    writer: &mut SceneWriter,
) -> Result<Vec<darkroom::Spool>, Reason> {
    let cuts: Vec<_> = filmed_surfaces(stage, scene)
        .map(|surface| cut_one(surface, writer))
        .collect();
    let cuts: Result<Vec<_>, Reason> = cuts.into_iter().collect();
    Ok(cuts?.into_iter().flatten().collect())
}

fn cut_one(surface: &OnStage, writer: &mut SceneWriter) -> Result<Option<darkroom::Spool>, Reason> {
    match surface {
        OnStage::Browser(surface) => {
            let spooled = surface.recorder().cut()?;
            Ok(Some(darkroom::Spool {
                surface: surface.facts(),
                spooled,
            }))
        }
        OnStage::Terminal(surface) => {
            surface.cut()?;
            writer.add_cast(surface.name(), surface.size(), *surface.grid())?;
            Ok(None)
        }
    }
}

fn lock(writer: &Mutex<TakeWriter>) -> MutexGuard<'_, TakeWriter> {
    writer.lock().unwrap_or_else(PoisonError::into_inner)
}
