//! One terminal surface while it is on stage: a shell on a pseudo-terminal, or a recording that is
//! played. What is done with it is decided elsewhere, and how it looks nowhere near.

mod home;
mod keys;
mod line;
mod player;
mod pty;
mod shells;
mod still;
mod tape;
mod veil;

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use demoreel_primitives::cancel::Cancel;
use demoreel_primitives::plan::{self, CellGrid, Shell, TerminalSource};
use demoreel_primitives::space::{SurfacePoint, SurfaceRect, SurfaceSize, film_size};
use demoreel_primitives::time::Nanos;
use demoreel_take::SurfaceFacts;
use demoreel_terminal::cast::CastError;
use demoreel_terminal::{Screen, Size};

use crate::clock::{self, MachineTime, SceneClock, StageClock};
use crate::environment;
use crate::error::StageError;
use crate::job::RecordJob;
use crate::log::EventLog;
use crate::process::{Household, Launch, Member, Parting};
use crate::programs;
use crate::secrets::Secrets;
use crate::tempo::Idle;

pub use home::furnish;
pub use keys::{MouseAct, chord, letter, mouse, paste};
pub use line::ShellState;

use line::Line;
use player::Player;
use pty::Pty;
use veil::Veil;

/// Where a pointer rests before anybody has moved it, as a part of the surface.
const REST: (f64, f64) = (0.62, 0.58);
/// How long a shell may take to its first prompt.
const START_LIMIT: Nanos = Nanos::from_secs(20);
/// How often, and after what time each, an end is looked for that must come.
const ENDING_LOOKS: u32 = 100;
const ENDING_AGAIN: Nanos = Nanos::from_millis(10);

/// A terminal surface.
pub struct TerminalSurface {
    plan: plan::Surface,
    grid: CellGrid,
    pointer: SurfacePoint,
    /// Whether somebody has moved the pointer: before that it is not shown.
    pointed: bool,
    clock: StageClock,
    source: Source,
}

enum Source {
    Shell { line: Line, member: Member },
    Cast(Arc<Player>),
}

/// What a terminal needs of the stage.
pub struct Backstage<'a> {
    /// What was asked for.
    pub job: &'a RecordJob<'a>,
    /// Where programs live.
    pub household: &'a Arc<Household>,
    /// What is hidden.
    pub secrets: &'a Secrets,
    /// Where happenings are noted.
    pub log: &'a EventLog,
    /// How time passes.
    pub clock: StageClock,
    /// How a start is stopped.
    pub cancel: &'a Cancel,
}

impl TerminalSurface {
    /// How keys follow one another on it.
    pub fn rhythm(&self) -> plan::Rhythm {
        match &self.plan.kind {
            plan::SurfaceKind::Terminal(plan::Terminal {
                source: TerminalSource::Shell(shell),
                ..
            }) => shell.rhythm,
            _ => plan::Rhythm::Human,
        }
    }

    /// Starts the shell and waits for its first prompt, or opens the recording.
    pub fn start(
        plan: &plan::Surface,
        terminal: &plan::Terminal,
        stage: &Backstage<'_>,
    ) -> Result<TerminalSurface, StageError> {
        let source = match &terminal.source {
            TerminalSource::Shell(shell) => start_shell(&plan.name, shell, &terminal.grid, stage)?,
            TerminalSource::Cast { path, .. } => {
                let opened = Player::open(Path::new(path), stage.clock.clone());
                Source::Cast(Arc::new(
                    opened.map_err(|error| StageError::Cast(Box::new(error)))?,
                ))
            }
        };
        let side = |length: u32, part: f64| libm::round(f64::from(length) * part);
        Ok(TerminalSurface {
            plan: plan.clone(),
            grid: terminal.grid,
            pointer: euclid::point2(
                side(plan.size.width, REST.0),
                side(plan.size.height, REST.1),
            ),
            pointed: false,
            clock: stage.clock.clone(),
            source,
        })
    }

    /// Its name in the script.
    pub fn name(&self) -> &str {
        &self.plan.name
    }

    /// In logical pixels.
    pub fn size(&self) -> SurfaceSize {
        self.plan.size
    }

    /// Where its cells are.
    pub fn grid(&self) -> &CellGrid {
        &self.grid
    }

    /// What the take says about it.
    pub fn facts(&self) -> SurfaceFacts {
        SurfaceFacts {
            name: self.plan.name.clone(),
            logical: self.plan.size,
            size: film_size(self.plan.size, self.plan.density),
            density: self.plan.density,
        }
    }

    /// What is to be seen now, and a number that changes with it. Secrets are hidden.
    pub fn look(&self) -> (Screen, u64) {
        match &self.source {
            Source::Shell { line, .. } => line.look(),
            Source::Cast(player) => player.look(),
        }
    }

    /// Whether it plays a recording.
    pub fn is_recording(&self) -> bool {
        matches!(self.source, Source::Cast(_))
    }

    /// Waits until a program has written something, or the time is up.
    pub fn wait_news(&self, change: u64, limit: Nanos) {
        if let Source::Shell { line, .. } = &self.source {
            line.wait_news(change, limit);
        }
    }

    /// For how long the cells of an area have not changed.
    pub fn still_for(&self, area: Option<SurfaceRect>) -> Nanos {
        match &self.source {
            Source::Shell { line, .. } => {
                let since = line.still_since(&self.grid, area);
                self.clock.between(since, MachineTime::now())
            }
            Source::Cast(player) => player.still_for(&self.grid, area),
        }
    }

    /// What says whether it waits for us and for nothing else.
    pub fn idle(&self) -> Arc<dyn Idle> {
        match &self.source {
            Source::Shell { line, .. } => line.idle(),
            Source::Cast(player) => Arc::clone(player) as Arc<dyn Idle>,
        }
    }

    /// Sends what a hand does.
    pub fn send(&self, bytes: &[u8]) -> Result<(), StageError> {
        let line = self.line()?;
        let failed = |error: std::io::Error| match self.check() {
            Err(gone) => gone,
            Ok(()) => StageError::Hands(format!("the terminal takes no input: {error}")),
        };
        line.send(bytes).map_err(failed)
    }

    /// Gives the program a window of so many cells.
    pub fn resize(&self, columns: u16, rows: u16) -> Result<(), StageError> {
        let size = Size::new(columns, rows);
        let failed = |error: std::io::Error| StageError::Hands(format!("no new size: {error}"));
        self.line()?.resize(size, self.grid.cell).map_err(failed)
    }

    /// What the shell has said of itself.
    pub fn shell(&self) -> Result<ShellState, StageError> {
        self.line().map(Line::shell)
    }

    /// Begins to count exit statuses anew; says how many prompts there have been.
    pub fn count_statuses(&self) -> Result<u64, StageError> {
        self.line().map(Line::count_statuses)
    }

    /// Says whether a secret is being typed from now on.
    pub fn set_typing_secret(&self, typing: bool) {
        if let Source::Shell { line, .. } = &self.source {
            line.set_typing_secret(typing);
        }
    }

    /// Goes on playing, where it is a recording.
    pub fn play(&self) {
        if let Source::Cast(player) = &self.source {
            player.start();
        }
    }

    /// Begins to record into a file.
    pub fn roll(&self, path: &Path, clock: SceneClock) -> Result<(), StageError> {
        let rolled = match &self.source {
            Source::Shell { line, .. } => line.roll(path, clock),
            Source::Cast(player) => player.roll(path, clock),
        };
        rolled.map_err(|error| self.unrecorded(error))
    }

    /// A moment with a name on the recording.
    pub fn mark(&self, name: &str) {
        match &self.source {
            Source::Shell { line, .. } => line.mark(name),
            Source::Cast(player) => player.mark(name),
        }
    }

    /// Ends the recording: its file is whole.
    pub fn cut(&self) -> Result<(), StageError> {
        let cut = match &self.source {
            Source::Shell { line, .. } => line.cut(),
            Source::Cast(player) => player.cut(),
        };
        cut.map_err(|error| self.unrecorded(error))
    }

    /// Where the pointer is, and whether anybody has moved it yet.
    pub fn pointer(&self) -> (SurfacePoint, bool) {
        (self.pointer, self.pointed)
    }

    /// Puts the pointer there at once.
    pub fn point(&mut self, at: SurfacePoint) {
        self.pointer = at;
        self.pointed = true;
    }

    /// An error once the shell has gone.
    pub fn check(&self) -> Result<(), StageError> {
        match &self.source {
            Source::Shell { line, member } if line.has_ended() => {
                Err(gone(&self.plan.name, line, member))
            }
            _ => Ok(()),
        }
    }

    fn line(&self) -> Result<&Line, StageError> {
        match &self.source {
            Source::Shell { line, .. } => Ok(line),
            Source::Cast(_) => Err(StageError::WrongSurface {
                surface: self.plan.name.clone(),
            }),
        }
    }

    fn unrecorded(&self, error: CastError) -> StageError {
        StageError::Unrecorded {
            surface: self.plan.name.clone(),
            source: Box::new(error),
        }
    }
}

fn start_shell(
    name: &str,
    shell: &Shell,
    grid: &CellGrid,
    stage: &Backstage<'_>,
) -> Result<Source, StageError> {
    let size = Size::new(grid.columns, grid.rows);
    let failed = |error: std::io::Error| StageError::Shell {
        surface: name.to_owned(),
        what: format!("did not start: {error}"),
        screen: String::new(),
    };
    let launch = launch(name, shell, stage)?;
    let (pty, slave) = Pty::open(size, grid.cell).map_err(failed)?;
    let member = stage.household.start_on(launch, slave).map_err(failed)?;
    let veil = Veil::new(stage.secrets);
    let end = (pty, member.pid());
    let line = Line::start(name, size, end, veil, stage.log.clone()).map_err(failed)?;
    wait_for_prompt(name, &line, &member, stage.cancel)?;
    Ok(Source::Shell { line, member })
}

/// How the shell is started: in a home of its own, with settings of ours.
fn launch(name: &str, shell: &Shell, stage: &Backstage<'_>) -> Result<Launch, StageError> {
    let given = &stage.job.environment;
    let runtime = stage.household.runtime();
    let unmade = || StageError::files("the folder", runtime.folder());
    let path = given.get("PATH").map(String::as_str).unwrap_or_default();
    let program = programs::shell(shell.program, path)?;
    let private = runtime
        .subfolder(&format!("{name}.home"))
        .map_err(unmade())?;
    furnish(&private, &shell.keep, given)?;
    let settings = runtime
        .subfolder(&format!("{name}.settings"))
        .map_err(unmade())?;
    let start = shells::prepare(shell.program, program, &settings).map_err(unmade())?;
    let scratch = runtime.scratch().map_err(unmade())?;
    let mut environment = environment::allowed(given, &shell.env, &private, scratch.as_deref())?;
    environment.extend(terminal_environment(&start.program));
    environment.extend(start.environment);
    environment.extend(shell.variables.clone());
    let own = shell.path.iter().map(|own| own.folder.as_str());
    let folders: Vec<&str> = own.chain([path]).collect();
    environment.extend([("PATH".to_owned(), folders.join(":"))]);
    let prompt = shell.prompt.iter();
    environment.extend(prompt.map(|prompt| (shells::PROMPT.to_owned(), prompt.clone())));
    let folder = match &shell.folder {
        Some(folder) => stage.job.home.join(folder),
        None => private,
    };
    Ok(Launch {
        name: format!("terminal {name}"),
        program: start.program,
        arguments: start.arguments,
        environment,
        folder: folder
            .canonicalize()
            .map_err(StageError::files("the folder", &folder))?,
        log: settings.join("output.log"),
        pipes: false,
        // An interactive shell takes no notice of a polite request.
        parting: Parting::Kill,
    })
}

fn terminal_environment(program: &Path) -> BTreeMap<String, String> {
    let all = [
        ("TERM", "xterm-256color".to_owned()),
        ("COLORTERM", "truecolor".to_owned()),
        ("TERM_PROGRAM", "demoreel".to_owned()),
        ("SHELL", program.display().to_string()),
    ];
    all.map(|(name, value)| (name.to_owned(), value)).into()
}

fn wait_for_prompt(
    name: &str,
    line: &Line,
    member: &Member,
    cancel: &Cancel,
) -> Result<(), StageError> {
    let begun = MachineTime::now();
    while line.shell().prompts == 0 {
        if cancel.is_cancelled() {
            return Err(StageError::Cancelled);
        }
        if line.has_ended() {
            return Err(gone(name, line, member));
        }
        if MachineTime::now().since(begun) > START_LIMIT {
            return Err(StageError::Shell {
                surface: name.to_owned(),
                what: format!("had no prompt after {START_LIMIT}"),
                screen: line.screen().text(),
            });
        }
        let (_, change) = line.look();
        if line.shell().prompts == 0 {
            line.wait_news(change, Nanos::from_millis(50));
        }
    }
    Ok(())
}

fn gone(name: &str, line: &Line, member: &Member) -> StageError {
    // A terminal closes a moment before it is known how its program ended.
    let how = (0..ENDING_LOOKS).find_map(|look| {
        if look > 0 {
            clock::sleep(ENDING_AGAIN);
        }
        member.ended()
    });
    StageError::Shell {
        surface: name.to_owned(),
        what: how.unwrap_or_else(|| "has gone".to_owned()),
        screen: line.screen().text(),
    }
}
