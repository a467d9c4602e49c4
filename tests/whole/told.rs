//! Messages that need a stage, a take or a broken machine, word for word as a person reads them.
//! Each case of a code brings it about with the real command; what is printed is kept in
//! `tests/messages/CODE.txt`, beside those of the language. `BLESS=1` writes it anew.

mod film;
mod meddled;
mod stage;
mod terminal;
mod voice;

use std::fs;
use std::io::ErrorKind;
use std::os::unix::fs::PermissionsExt;
use std::os::unix::fs::symlink;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::thread::yield_now;

use super::common::*;

/// A terminal, and a small silent reel of it.
pub fn terminal(scenes: &str) -> String {
    format!(
        "demoreel: 1\nsurfaces:\n  shell:\n    terminal:\n      columns: 60\n      rows: 8\n\
         outputs:\n  small:\n    size: 640x360\n    fps: 30\nvoice: silent\nscenes:\n{scenes}"
    )
}

/// A scene of one command.
pub const GREETING: &str = "  - scene: main\n    steps:\n      - run_command: echo hello\n";

impl Desk {
    /// A folder with a script of a terminal.
    pub fn of_terminal(scenes: &str) -> Desk {
        let desk = Desk::new();
        desk.write("demo.yaml", terminal(scenes));
        desk
    }

    /// A folder with a script of [`PAGE`].
    pub fn of_page(scenes: &str) -> Desk {
        let desk = Desk::new();
        desk.script(scenes);
        desk
    }

    /// A program in `bin`, as a script of the shell.
    pub fn program(&self, name: &str, text: &str) {
        let path = self.path("bin").join(name);
        self.write(&format!("bin/{name}"), format!("#!/bin/sh\n{text}\n"));
        fs::set_permissions(path, fs::Permissions::from_mode(0o755)).unwrap();
    }

    /// Lets `bin` have one of the machine's programs.
    pub fn link(&self, name: &str, program: &str) {
        fs::create_dir_all(self.path("bin")).unwrap();
        symlink(program, self.path("bin").join(name)).unwrap();
    }

    /// The command, with nothing but `bin` on its path.
    pub fn with_bin_only(&self, arguments: &[&str]) -> Command {
        let mut command = self.command(arguments);
        command.env("PATH", self.path("bin"));
        command
    }

    /// The command from a folder in which a script of the shell stands for the engine. `ENGINE` in
    /// it is the real one.
    pub fn meddled(&self, engine: &str, arguments: &[&str]) -> Command {
        let front = self.path("bin/demoreel");
        fs::create_dir_all(self.path("bin")).unwrap();
        fs::copy(FRONT, &front).unwrap();
        let real = Path::new(FRONT).with_file_name("demoreel-engine");
        let engine = engine.replace("ENGINE", real.to_str().unwrap());
        self.program("demoreel-engine", &engine);
        let mut command = Command::new(front);
        self.at_home(command.args(arguments));
        command
    }

    /// A library in `bin` that stands before the machine's own, built from C or C++.
    pub fn library(&self, name: &str, source: &str) -> PathBuf {
        self.write(name, source);
        let library = self.path("bin").join(name).with_extension("so");
        fs::create_dir_all(self.path("bin")).unwrap();
        let compiler = if name.ends_with(".c") { "cc" } else { "c++" };
        let mut command = Command::new(compiler);
        command.args(["-shared", "-fPIC", "-o"]);
        let built = ran(command.arg(&library).arg(self.path(name)));
        assert_eq!(built.status, Some(0), "{built:?}");
        library
    }

    /// Runs a command, and gives what it printed and its exit status, as it is on every machine.
    pub fn told(&self, command: &mut Command) -> String {
        let output = loop {
            match command.output() {
                // Another test's child may still hold a program of `bin` open for writing.
                Err(error) if error.kind() == ErrorKind::ExecutableFileBusy => yield_now(),
                output => break output.unwrap(),
            }
        };
        let printed = [output.stdout, output.stderr].concat();
        let told = String::from_utf8_lossy(&printed).into_owned();
        self.plain(&format!(
            "{told}exit status {}\n",
            output.status.code().unwrap()
        ))
    }

    /// What [`Desk::told`] tells, of a run that was started before.
    pub fn told_of(&self, ran: Ran) -> String {
        let Ran {
            status,
            output,
            progress,
        } = ran;
        self.plain(&format!(
            "{output}{progress}exit status {}\n",
            status.unwrap()
        ))
    }

    fn plain(&self, told: &str) -> String {
        let folder = self.path("").canonicalize().unwrap();
        let programs = Path::new(FRONT).parent().unwrap();
        told.replace(&folder.display().to_string(), "/FOLDER")
            .replace(&programs.display().to_string(), "/PROGRAMS")
            .split_inclusive('\n')
            .map(plain_names)
            .collect()
    }
}

/// A line without what is another at each run: how long something was looked for, the names of
/// chunks and of files that were being written.
fn plain_names(line: &str) -> String {
    let mut plain = line.to_owned();
    let begins = [
        ("(looked for ", ')'),
        ("/chunks/", '`'),
        ("/.chunk-", '"'),
        ("/chunks/.", '"'),
    ];
    for (begin, end) in begins {
        if let Some(at) = plain.find(begin).map(|at| at + begin.len())
            && let Some(length) = plain[at..].find(end)
        {
            plain.replace_range(at..at + length, "...");
        }
    }
    plain
}

/// What was told, with `N` for each number: of frames and moments, which no two runs share.
pub fn without_numbers(told: &str) -> String {
    let mut plain = String::new();
    let mut letters = told.chars().peekable();
    while let Some(letter) = letters.next() {
        if !letter.is_ascii_digit() || plain.ends_with(|c: char| c.is_alphabetic()) {
            plain.push(letter);
            if letter.is_ascii_digit() {
                while let Some(digit) = letters.next_if(char::is_ascii_digit) {
                    plain.push(digit);
                }
            }
            continue;
        }
        while letters.next_if(char::is_ascii_digit).is_some() {}
        plain.push('N');
    }
    plain
}

/// Compares what was told with what is kept.
pub fn assert_told(code: &str, told: &str) {
    assert!(
        told.contains(&format!("[{code}]")),
        "{code} is not in\n{told}"
    );
    let kept = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/messages")
        .join(format!("{code}.txt"));
    if std::env::var_os("BLESS").is_some() {
        fs::write(&kept, told).unwrap();
    }
    let before = fs::read_to_string(&kept).unwrap_or_default();
    assert!(
        before == told,
        "{code}:\n{told}\ninstead of\n{before}\nBLESS=1 takes it as right"
    );
}

/// What a run that says nothing on its way prints.
pub const QUIET: [&str; 6] = ["render", "demo.yaml", "-o", "out", "--progress", "none"];
/// The same for filming.
pub const RECORD: [&str; 4] = ["record", "demo.yaml", "--progress", "none"];
/// The same for composing.
pub const COMPOSE: [&str; 6] = ["compose", "demo.yaml", "-o", "out", "--progress", "none"];
