//! What the tests of terminals share: small acts, and what their recordings show.

use std::collections::BTreeMap;
use std::io::BufReader;
use std::path::{Path, PathBuf};

use demoreel_capture::{RecordError, RecordJob, TakeSummary, record};
use demoreel_primitives::cancel::Cancel;
use demoreel_primitives::event::Event;
use demoreel_primitives::plan::{
    Act, ActScene, ActStep, Action, CellGrid, Chord, Shell, ShellProgram, StepId, Surface,
    SurfaceKind, Terminal, TerminalSource, TypedText,
};
use demoreel_primitives::progress::{Run, Unobserved};
use demoreel_primitives::space::SurfaceSize;
use demoreel_primitives::steps::parse_chord;
use demoreel_primitives::target::{Finder, Target};
use demoreel_primitives::time::Nanos;
use demoreel_take::Take;
use demoreel_terminal::cast::Cast;
use demoreel_terminal::{Playback, Screen};

/// How long is waited for what should come.
pub const PATIENT: Nanos = Nanos::from_secs(300);

/// A folder with a project, a take and everything else that a recording needs.
pub struct Studio {
    pub folder: tempfile::TempDir,
    pub cancel: Cancel,
    pub environment: BTreeMap<String, String>,
}

impl Studio {
    pub fn new() -> Studio {
        let path = std::env::var("PATH").unwrap();
        Studio {
            folder: tempfile::tempdir().unwrap(),
            cancel: Cancel::new(),
            environment: BTreeMap::from([("PATH".to_owned(), path)]),
        }
    }

    /// With a variable that the user has set.
    pub fn with(mut self, name: &str, value: &str) -> Studio {
        self.environment.insert(name.to_owned(), value.to_owned());
        self
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub fn job(&self) -> RecordJob<'static> {
        RecordJob {
            take: self.path("take"),
            from: None,
            fresh: false,
            real_time: false,
            seed: 1,
            home: self.folder.path().to_owned(),
            explain: self.path("explain"),
            runtime: self.path("r"),
            environment: self.environment.clone(),
            pause_on_failure: None,
        }
    }

    pub fn record(&self, act: &Act) -> Result<TakeSummary, RecordError> {
        let run = Run {
            observer: &Unobserved,
            cancel: &self.cancel,
        };
        record(act, &self.job(), &run)
    }

    /// Records one scene of a shell, and gives what it showed in the end.
    pub fn play(&self, program: ShellProgram, actions: Vec<Action>) -> Screen {
        let act = act(shell(program), vec![scene("main", actions)]);
        if let Err(error) = self.record(&act) {
            panic!("{:#?}", error.diagnostic());
        }
        self.end_of("main")
    }

    /// The failure of one scene of a shell, in words.
    pub fn fail(&self, program: ShellProgram, actions: Vec<Action>) -> Failure {
        let act = act(shell(program), vec![scene("main", actions)]);
        Failure::of(self.record(&act).unwrap_err())
    }

    pub fn cast(&self, scene: &str) -> Cast {
        let take = Take::open(&self.path("take")).unwrap();
        let file = std::fs::File::open(take.cast_path(scene, "shell")).unwrap();
        Cast::read(BufReader::new(file)).unwrap()
    }

    pub fn end_of(&self, scene: &str) -> Screen {
        let cast = self.cast(scene);
        Playback::new(&cast).screen_at(Nanos::from_secs(1_000_000))
    }

    pub fn events(&self, scene: &str) -> Vec<Event> {
        let take = Take::open(&self.path("take")).unwrap();
        take.scene(scene).unwrap().events
    }
}

/// A failure as its report has it.
#[derive(Debug)]
pub struct Failure {
    pub code: String,
    pub message: String,
    pub hint: String,
}

impl Failure {
    pub fn of(error: RecordError) -> Failure {
        let diagnostic = error.diagnostic();
        Failure {
            code: diagnostic.code.to_string(),
            message: diagnostic.message,
            hint: diagnostic.hint.unwrap_or_default(),
        }
    }
}

pub fn grid() -> CellGrid {
    CellGrid {
        columns: 60,
        rows: 16,
        cell: SurfaceSize::new(10, 20),
        margin: SurfaceSize::new(20, 20),
        letters: 16.0,
    }
}

pub fn surface(source: TerminalSource) -> Surface {
    let grid = grid();
    Surface {
        name: "shell".to_owned(),
        size: grid.surface_size(),
        density: 2.0,
        kind: SurfaceKind::Terminal(Terminal { source, grid }),
    }
}

pub fn plain(program: ShellProgram) -> Shell {
    Shell {
        program,
        folder: None,
        env: Vec::new(),
        keep: Vec::new(),
        path: Vec::new(),
        variables: Default::default(),
        prompt: None,
        rhythm: Default::default(),
        real_time: false,
    }
}

pub fn shell(program: ShellProgram) -> Surface {
    surface(TerminalSource::Shell(plain(program)))
}

pub fn act(surface: Surface, scenes: Vec<ActScene>) -> Act {
    Act {
        surfaces: vec![surface],
        services: Vec::new(),
        requires: Vec::new(),
        scenes,
    }
}

pub fn scene(name: &str, actions: Vec<Action>) -> ActScene {
    let step = |(index, action)| ActStep {
        id: StepId(format!("{name}/{}", index + 1)),
        surface: "shell".to_owned(),
        action,
        given: Vec::new(),
        optional: false,
    };
    ActScene {
        name: name.to_owned(),
        steps: actions.into_iter().enumerate().map(step).collect(),
        surfaces: vec!["shell".to_owned()],
    }
}

pub fn run(command: &str) -> Action {
    run_to(command, 0)
}

pub fn run_to(command: &str, expect_status: u8) -> Action {
    Action::RunCommand {
        command: command.to_owned(),
        expect_status,
        pace: Nanos::from_millis(3),
        timeout: PATIENT,
    }
}

pub fn typed(text: &str) -> Action {
    Action::TypeText {
        text: TypedText::Plain(text.to_owned()),
        into: None,
        pace: Nanos::from_millis(5),
        timeout: PATIENT,
    }
}

pub fn secret(name: &str) -> Action {
    Action::TypeText {
        text: TypedText::SecretFromEnv(name.to_owned()),
        into: None,
        pace: Nanos::from_millis(15),
        timeout: PATIENT,
    }
}

pub fn press(keys: &[&str]) -> Action {
    let chords: Vec<Chord> = keys.iter().map(|key| parse_chord(key).unwrap()).collect();
    Action::Press { chords, pace: None }
}

pub fn text(words: &str) -> Target {
    Target::plain(Finder::Text {
        text: words.to_owned(),
    })
}

pub fn matches(pattern: &str) -> Target {
    Target::plain(Finder::Matches {
        pattern: pattern.to_owned(),
    })
}

pub fn wait_for(target: Target) -> Action {
    Action::WaitFor {
        target,
        timeout: PATIENT,
    }
}

pub fn wait_still(millis: i64) -> Action {
    Action::WaitUntilStill {
        region: None,
        still: Nanos::from_millis(millis),
        timeout: PATIENT,
    }
}

/// The pids of all processes whose environment names a folder.
pub fn processes_of(folder: &Path) -> Vec<u32> {
    let needle = folder.display().to_string();
    let entries = std::fs::read_dir("/proc").unwrap().flatten();
    let pids = entries.filter_map(|entry| entry.file_name().to_str()?.parse::<u32>().ok());
    let is_marked = |pid: &u32| {
        let environ = std::fs::read(format!("/proc/{pid}/environ")).unwrap_or_default();
        *pid != std::process::id() && String::from_utf8_lossy(&environ).contains(&needle)
    };
    pids.filter(is_marked).collect()
}
