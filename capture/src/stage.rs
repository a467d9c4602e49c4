//! The stage: services, served folders and surfaces, from the first to be started to the last to
//! be ended. Dropping it ends everything.

use std::path::Path;
use std::sync::Arc;

use demoreel_primitives::cancel::Cancel;
use demoreel_primitives::plan::{Act, Browser, BrowserHome, Service, Surface, SurfaceKind};
use demoreel_take::{Manifest, SurfaceFacts};

use crate::browser::BrowserLaunch;
use crate::clock::StageClock;
use crate::desktop::DesktopSurface;
use crate::environment;
use crate::error::StageError;
use crate::job::RecordJob;
use crate::log::EventLog;
use crate::process::{Household, Runtime};
use crate::recorder::Recorder;
use crate::secrets::Secrets;
use crate::services::{self, FolderServer, Running};
use crate::surface::{BrowserSurface, SurfaceError};
use crate::tempo::{Idle, Tempo};
use crate::terminal::{Backstage, TerminalSurface};

/// Everything that stands while an act is performed. Fields are dropped in order.
pub struct Stage {
    surfaces: Vec<OnStage>,
    services: Vec<(Service, Running)>,
    tempo: Arc<Tempo>,
    _servers: Vec<FolderServer>,
    _household: Arc<Household>,
}

/// A surface of one of the kinds that there are.
pub enum OnStage {
    /// Filmed as pictures.
    Browser(Box<BrowserSurface>),
    /// Recorded as what is written to it.
    Terminal(Box<TerminalSurface>),
    /// Filmed as pictures, whatever programs show on it.
    Desktop(Box<DesktopSurface>),
}

impl OnStage {
    /// Its name in the script.
    pub fn name(&self) -> &str {
        match self {
            OnStage::Browser(surface) => surface.name(),
            OnStage::Terminal(surface) => surface.name(),
            OnStage::Desktop(surface) => surface.name(),
        }
    }

    /// What the take says about it.
    pub fn facts(&self) -> SurfaceFacts {
        match self {
            OnStage::Browser(surface) => surface.facts(),
            OnStage::Terminal(surface) => surface.facts(),
            OnStage::Desktop(surface) => surface.facts(),
        }
    }

    /// The recorder before it, where it is filmed as pictures.
    pub fn recorder(&self) -> Option<&Recorder> {
        match self {
            OnStage::Browser(surface) => Some(surface.recorder()),
            OnStage::Desktop(surface) => Some(surface.recorder()),
            OnStage::Terminal(_) => None,
        }
    }

    /// Its display such as `:7`, where it has one.
    pub fn display(&self) -> Option<&str> {
        match self {
            OnStage::Browser(surface) => Some(surface.display()),
            OnStage::Desktop(surface) => Some(surface.display()),
            OnStage::Terminal(_) => None,
        }
    }
}

/// What failed while a stage was set up, and what of the script it belongs to.
#[derive(Debug)]
pub struct SetupFailure {
    /// As in the plan's origins: `surface:NAME` or `service:NAME`.
    pub place: Option<String>,
    /// What failed.
    pub error: SurfaceError,
}

impl Stage {
    /// Starts services and then surfaces, in the order of the script.
    pub fn open(
        act: &Act,
        job: &RecordJob<'_>,
        secrets: &Secrets,
        log: &EventLog,
        cancel: &Cancel,
    ) -> Result<Stage, SetupFailure> {
        let household = Arc::new(household(&job.runtime)?);
        let mut services = Vec::new();
        for service in &act.services {
            let running = services::start(service, &household, &job.environment, &job.home, cancel)
                .map_err(SetupFailure::at(format!("service:{}", service.name)))?;
            services.push((service.clone(), running));
        }
        let mut servers = Vec::new();
        let mut surfaces = Vec::new();
        let backstage = Backstage {
            job,
            household: &household,
            secrets,
            log,
            clock: StageClock::default(),
            cancel,
        };
        for surface in &act.surfaces {
            if cancel.is_cancelled() {
                return Err(SetupFailure::from(StageError::Cancelled));
            }
            let place = format!("surface:{}", surface.name);
            let started = start(surface, &backstage, &mut servers);
            surfaces.extend(started.map_err(|error| SetupFailure {
                place: Some(place),
                error,
            })?);
        }
        Ok(Stage {
            tempo: Arc::new(tempo(act, &backstage, &surfaces)),
            surfaces,
            services,
            _servers: servers,
            _household: household,
        })
    }

    /// The surfaces, in the order of the script.
    pub fn surfaces(&self) -> &[OnStage] {
        &self.surfaces
    }

    /// How time passes.
    pub fn tempo(&self) -> Arc<Tempo> {
        Arc::clone(&self.tempo)
    }

    /// The surface of this name.
    pub fn surface(&mut self, name: &str) -> Option<&mut OnStage> {
        self.surfaces
            .iter_mut()
            .find(|surface| surface.name() == name)
    }

    /// An error once a service that is needed has ended.
    pub fn check_services(&self) -> Result<(), SetupFailure> {
        for (service, running) in &self.services {
            running
                .check(service)
                .map_err(SetupFailure::at(format!("service:{}", service.name)))?;
        }
        Ok(())
    }

    /// What the take says about it.
    pub fn facts(&self) -> Manifest {
        let version = self.surfaces.iter().find_map(|surface| match surface {
            OnStage::Browser(surface) => Some(surface.browser().version()),
            OnStage::Terminal(_) | OnStage::Desktop(_) => None,
        });
        let programs = version.map(|version| ("chromium".to_owned(), version.to_owned()));
        Manifest {
            surfaces: self.surfaces.iter().map(OnStage::facts).collect(),
            programs: programs.into_iter().collect(),
            scenes: Vec::new(),
        }
    }
}

impl SetupFailure {
    fn at(place: String) -> impl FnOnce(StageError) -> SetupFailure {
        move |error| SetupFailure {
            place: Some(place),
            error: SurfaceError::Stage(error),
        }
    }
}

impl From<StageError> for SetupFailure {
    fn from(error: StageError) -> SetupFailure {
        SetupFailure {
            place: None,
            error: SurfaceError::Stage(error),
        }
    }
}

/// Pages, services and whatever a script calls real live on the machine's time.
fn tempo(act: &Act, stage: &Backstage<'_>, surfaces: &[OnStage]) -> Tempo {
    let (clock, company) = (stage.clock.clone(), stage.household.company());
    let idle = |surface: &OnStage| -> Option<Arc<dyn Idle>> {
        match surface {
            OnStage::Browser(_) | OnStage::Desktop(_) => None,
            OnStage::Terminal(surface) => Some(surface.idle()),
        }
    };
    let watched: Option<Vec<_>> = surfaces.iter().map(idle).collect();
    let is_real = |surface: &Surface| match &surface.kind {
        SurfaceKind::Browser(_) | SurfaceKind::Desktop(_) => true,
        SurfaceKind::Footage(_) => false,
        SurfaceKind::Terminal(terminal) => terminal.is_real_time(),
    };
    let real = stage.job.real_time || !act.services.is_empty();
    match watched {
        Some(watched) if !real && !act.surfaces.iter().any(is_real) => {
            Tempo::ahead(clock, company, watched)
        }
        _ => Tempo::real(clock, company),
    }
}

fn household(base: &Path) -> Result<Household, StageError> {
    let runtime = Runtime::open(base).map_err(StageError::files("the folder", base))?;
    Household::new(runtime).map_err(StageError::files("the folder", base))
}

/// Starts what a surface needs; footage needs nothing.
fn start(
    surface: &Surface,
    stage: &Backstage<'_>,
    servers: &mut Vec<FolderServer>,
) -> Result<Option<OnStage>, SurfaceError> {
    Ok(match &surface.kind {
        SurfaceKind::Browser(browser) => {
            let home = home_of(browser, servers)?;
            let started = start_browser(surface, browser, home, stage)?;
            Some(OnStage::Browser(Box::new(started)))
        }
        SurfaceKind::Terminal(terminal) => {
            let started = TerminalSurface::start(surface, terminal, stage)?;
            Some(OnStage::Terminal(Box::new(started)))
        }
        SurfaceKind::Desktop(desktop) => {
            let started = DesktopSurface::start(surface, desktop, stage)?;
            Some(OnStage::Desktop(Box::new(started)))
        }
        // It was filmed long ago.
        SurfaceKind::Footage(_) => None,
    })
}

/// The address of a surface's first page; a folder begins to be served.
fn home_of(browser: &Browser, servers: &mut Vec<FolderServer>) -> Result<String, StageError> {
    match &browser.home {
        BrowserHome::Url { url } => Ok(url.clone()),
        BrowserHome::Serve { folder, page, .. } => {
            let folder = Path::new(folder);
            let server =
                FolderServer::start(folder).map_err(StageError::files("the folder", folder))?;
            let address = format!("{}/{}", server.origin(), page.trim_start_matches('/'));
            servers.push(server);
            Ok(address)
        }
    }
}

fn start_browser(
    surface: &Surface,
    browser: &Browser,
    home: String,
    stage: &Backstage<'_>,
) -> Result<BrowserSurface, SurfaceError> {
    let given = &stage.job.environment;
    let runtime = stage.household.runtime();
    let private_home = runtime
        .subfolder(&format!("{}.home", surface.name))
        .map_err(StageError::files("the folder", runtime.folder()))?;
    let scratch = runtime
        .scratch()
        .map_err(StageError::files("the folder", runtime.folder()))?;
    let path = given.get("PATH").map(String::as_str).unwrap_or_default();
    let launch = BrowserLaunch {
        surface,
        environment: environment::allowed(given, &browser.env, &private_home, scratch.as_deref())?,
        path,
    };
    BrowserSurface::start(surface, home, stage.household, launch, stage.log)
}
