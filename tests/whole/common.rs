//! A folder with a script and its pages, the command run in it, and what is left behind. What is
//! expected of either stands in the tests.

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStderr, Command, Stdio};
use std::time::Duration;

use rustix::process::{Pid, Signal, kill_process, kill_process_group};
use serde_json::Value;
use tempfile::TempDir;

/// The command.
pub const FRONT: &str = env!("CARGO_BIN_EXE_demoreel");

/// A page with a button and a place in which nothing happens.
pub const PAGE: &str = "<!doctype html><title>Page</title><style>body { margin: 0; font: 20px \
                        sans-serif; background: #223; color: #eee }</style><button>Go</button>\
                        <p id=word>a quiet page</p><input id=field>";

/// A folder in which a script is written and rendered. It goes with the test.
pub struct Desk {
    folder: TempDir,
}

/// A run that ended.
#[derive(Debug)]
pub struct Ran {
    /// The exit status; none where a signal ended it.
    pub status: Option<i32>,
    /// Standard output.
    pub output: String,
    /// Standard error.
    pub progress: String,
}

/// A run that goes on.
pub struct Running {
    child: Child,
    progress: BufReader<ChildStderr>,
    seen: String,
}

impl Desk {
    /// A folder with [`PAGE`] in it.
    pub fn new() -> Desk {
        let folder = tempfile::Builder::new().prefix("reel-").tempdir().unwrap();
        let desk = Desk { folder };
        fs::create_dir(desk.path("run")).unwrap();
        desk.write("pages/index.html", PAGE);
        desk
    }

    /// A path in the folder.
    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Writes a file and the folders that it needs.
    pub fn write(&self, name: &str, content: impl AsRef<[u8]>) {
        let path = self.path(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, content).unwrap();
    }

    /// Writes `demo.yaml`: a small silent reel of [`PAGE`] with these scenes.
    pub fn script(&self, scenes: &str) {
        self.write("demo.yaml", script(scenes));
    }

    /// The command, in this folder, with a runtime folder that no other test sees.
    pub fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(FRONT);
        command.args(arguments);
        self.at_home(&mut command);
        command
    }

    /// Lets a command run in this folder and its runtime folder.
    pub fn at_home(&self, command: &mut Command) {
        command
            .current_dir(self.folder.path())
            .env("XDG_RUNTIME_DIR", self.path("run"))
            .env("XDG_CACHE_HOME", self.path("cache"))
            .stdin(Stdio::null());
    }

    /// Runs the command to its end.
    pub fn run(&self, arguments: &[&str]) -> Ran {
        ran(&mut self.command(arguments))
    }

    /// Renders `demo.yaml` into `out`, with `--json` and progress as JSON.
    pub fn render(&self, more: &[&str]) -> Ran {
        self.run(&[&RENDER, more].concat())
    }

    /// Starts a command in a process group of its own, as a shell does.
    pub fn start(&self, arguments: &[&str]) -> Running {
        let mut command = self.command(arguments);
        command.process_group(0);
        command.stdin(Stdio::piped());
        command.stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().unwrap();
        let progress = BufReader::new(child.stderr.take().unwrap());
        Running {
            child,
            progress,
            seen: String::new(),
        }
    }

    /// The scenes that the take of `demo.yaml` says it has.
    pub fn scenes_kept(&self) -> Vec<String> {
        let take = read_json(&self.path(".demoreel/demo/take/take.json"));
        let scenes = take["scenes"].as_array().unwrap().iter();
        scenes
            .map(|scene| scene["name"].as_str().unwrap().to_owned())
            .collect()
    }

    /// Every process that was started with this desk's runtime folder: number and name.
    pub fn processes(&self) -> Vec<(i32, String)> {
        let mark = self.path("run").display().to_string();
        let entries = fs::read_dir("/proc").unwrap().flatten();
        let pids = entries.filter_map(|entry| entry.file_name().to_str()?.parse::<i32>().ok());
        let named = pids.filter_map(|pid| {
            let read = |what: &str| fs::read(format!("/proc/{pid}/{what}")).unwrap_or_default();
            let all = [read("environ"), read("cmdline")].concat();
            let name = String::from_utf8_lossy(&read("comm")).trim().to_owned();
            String::from_utf8_lossy(&all)
                .contains(&mark)
                .then_some((pid, name))
        });
        named.collect()
    }

    /// No process runs, and the runtime folder is empty.
    pub fn assert_nothing_left(&self) {
        wait_until("all processes have ended", || self.processes().is_empty());
        assert_eq!(files_in(&self.path("run")), Vec::<PathBuf>::new());
    }

    /// Nothing that was being written lies about beside the finished files.
    pub fn assert_nothing_half_written(&self) {
        let unfinished = |path: &PathBuf| {
            let parts = path.strip_prefix(self.folder.path()).unwrap().components();
            parts
                .map(|part| part.as_os_str().to_string_lossy())
                .any(|part| {
                    part.starts_with(".partial")
                        || part.starts_with(".tmp")
                        || part.contains("spool")
                })
        };
        let files = files_in(self.folder.path());
        let left: Vec<_> = files.iter().filter(|path| unfinished(path)).collect();
        assert!(left.is_empty(), "{left:?}");
    }
}

/// What [`Desk::render`] calls.
pub const RENDER: [&str; 7] = [
    "render",
    "demo.yaml",
    "-o",
    "out",
    "--json",
    "--progress",
    "json",
];

/// A small, silent reel with these scenes.
pub fn script(scenes: &str) -> String {
    format!(
        "demoreel: 1\nsurfaces:\n  app:\n    browser:\n      serve: pages\n      \
         size: 640x360\n      density: 1\noutputs:\n  small:\n    size: 640x360\n    fps: 30\n\
         voice: silent\nscenes:\n{scenes}"
    )
}

/// Runs a command to its end.
pub fn ran(command: &mut Command) -> Ran {
    let output = command.output().unwrap();
    Ran {
        status: output.status.code(),
        output: String::from_utf8(output.stdout).unwrap(),
        progress: String::from_utf8(output.stderr).unwrap(),
    }
}

impl Ran {
    /// The JSON object on standard output.
    pub fn json(&self) -> Value {
        serde_json::from_str(&self.output).unwrap_or_else(|error| panic!("{error}: {self:?}"))
    }

    /// The files that it wrote; it must have succeeded.
    pub fn wrote(&self) -> Vec<PathBuf> {
        assert_eq!(self.status, Some(0), "{self:?}");
        let json = self.json();
        let files = json["wrote"].as_array().unwrap().iter();
        files
            .map(|file| PathBuf::from(file.as_str().unwrap()))
            .collect()
    }

    /// The one diagnostic of a run that failed with this status.
    pub fn mistake(&self, status: i32) -> Value {
        assert_eq!(self.status, Some(status), "{self:?}");
        let json = self.json();
        assert_eq!(json["ok"], false, "{self:?}");
        let diagnostics = json["diagnostics"].as_array().unwrap();
        assert_eq!(diagnostics.len(), 1, "{self:?}");
        diagnostics[0].clone()
    }

    /// What `--progress json` told.
    pub fn events(&self) -> Vec<Value> {
        let lines = self.progress.lines();
        lines
            .map(|line| {
                serde_json::from_str(line).unwrap_or_else(|error| panic!("{error}: {line}"))
            })
            .collect()
    }

    /// The stages that did something, in order.
    pub fn stages(&self) -> Vec<String> {
        let events = self.events();
        let begun = events.iter().filter(|event| event["event"] == "stage");
        begun
            .map(|event| event["stage"].as_str().unwrap().to_owned())
            .collect()
    }

    /// How many chunks were there already, and how many there are.
    pub fn chunks(&self) -> (usize, usize) {
        let events = self.events();
        let is_paint = |event: &&Value| event["event"] == "done" && event["stage"] == "paint";
        let done = events.iter().find(is_paint).unwrap();
        let words: Vec<&str> = done["detail"].as_str().unwrap().split(' ').collect();
        (words[0].parse().unwrap(), words[2].parse().unwrap())
    }
}

impl Running {
    /// Reads progress until a step or a stage begins.
    pub fn until(&mut self, word: &str) {
        self.until_line(|line| {
            let event: Value = serde_json::from_str(line).unwrap_or_default();
            event["detail"] == word || event["stage"] == word
        });
    }

    /// Reads progress until such a line.
    pub fn until_line(&mut self, is_it: impl Fn(&str) -> bool) {
        loop {
            let mut line = String::new();
            let read = self.progress.read_line(&mut line).unwrap();
            self.seen += &line;
            assert!(read > 0, "it ended too early: {}", self.seen);
            if is_it(&line) {
                return;
            }
        }
    }

    /// Presses Enter.
    pub fn enter(&mut self) {
        self.child.stdin.as_mut().unwrap().write_all(b"\n").unwrap();
    }

    /// Sends a signal to the whole group, as Ctrl-C in a terminal does.
    pub fn signal_all(&self, signal: Signal) {
        kill_process_group(self.pid(), signal).unwrap();
    }

    /// Its process number.
    pub fn pid(&self) -> Pid {
        Pid::from_child(&self.child)
    }

    /// Waits for its end.
    pub fn end(mut self) -> Ran {
        let mut output = String::new();
        let mut stdout = self.child.stdout.take().unwrap();
        stdout.read_to_string(&mut output).unwrap();
        self.progress.read_to_string(&mut self.seen).unwrap();
        Ran {
            status: self.child.wait().unwrap().code(),
            output,
            progress: self.seen,
        }
    }
}

/// Ends a process at once. It may be gone already.
pub fn kill(pid: i32) {
    if let Some(pid) = Pid::from_raw(pid) {
        let _ = kill_process(pid, Signal::KILL);
    }
}

/// Gives up only after so long that something is certainly wrong.
pub fn wait_until(what: &str, is_so: impl Fn() -> bool) {
    for _ in 0..600 {
        if is_so() {
            return;
        }
        std::thread::sleep(Duration::from_millis(50));
    }
    panic!("it never was so: {what}");
}

/// All files below a folder, in order.
pub fn files_in(folder: &Path) -> Vec<PathBuf> {
    let Ok(entries) = fs::read_dir(folder) else {
        return Vec::new();
    };
    let mut files = Vec::new();
    for entry in entries.flatten() {
        match entry.file_type() {
            Ok(kind) if kind.is_dir() => files.extend(files_in(&entry.path())),
            _ => files.push(entry.path()),
        }
    }
    files.sort();
    files
}

/// A JSON file.
pub fn read_json(path: &Path) -> Value {
    let text = fs::read_to_string(path).unwrap_or_else(|error| panic!("{path:?}: {error}"));
    serde_json::from_str(&text).unwrap()
}

/// Width and height of a PNG file.
pub fn png_size(path: &Path) -> (u32, u32) {
    let bytes = fs::read(path).unwrap();
    assert!(bytes.starts_with(b"\x89PNG\r\n\x1a\n"), "{path:?}");
    let number = |at: usize| u32::from_be_bytes(bytes[at..at + 4].try_into().unwrap());
    (number(16), number(20))
}
