//! Full-screen programs, looked at twice: as our recording shows them, and as tmux, a terminal
//! that shares no code with ours, shows the same program with the same keys.

use std::process::Command;

use demoreel_primitives::plan::{Action, ShellProgram};
use demoreel_terminal::Screen;

use crate::common::*;

/// What tmux shows after a program was started in a window of the same size and sent some keys.
struct Tmux {
    socket: String,
}

impl Tmux {
    fn run(studio: &Studio, command: &str) -> Tmux {
        let tmux = Tmux {
            socket: studio.path("tmux").display().to_string(),
        };
        let size = ["-x", "60", "-y", "16"];
        let start = ["-f", "/dev/null", "new-session", "-d"];
        let folder = studio.folder.path().display().to_string();
        let mut all: Vec<&str> = start.to_vec();
        all.extend(size);
        all.extend(["-c", &folder, command]);
        tmux.call(&all);
        tmux
    }

    fn call(&self, arguments: &[&str]) -> String {
        let output = Command::new("tmux")
            .args(["-S", &self.socket])
            .args(arguments)
            .env("LANG", "C.UTF-8")
            .env_remove("TMUX")
            .output()
            .unwrap();
        String::from_utf8(output.stdout).unwrap()
    }

    /// The rows of its screen.
    fn rows(&self) -> Vec<String> {
        let all = self.call(&["capture-pane", "-p"]);
        all.lines().map(|row| row.trim_end().to_owned()).collect()
    }

    /// Waits until its screen is as it should be; gives up only after so long that something is
    /// certainly wrong.
    fn wait_until(&self, is_so: impl Fn(&[String]) -> bool) {
        for _ in 0..600 {
            if is_so(&self.rows()) {
                return;
            }
            std::thread::sleep(std::time::Duration::from_millis(50));
        }
    }

    fn wait_for(&self, pattern: &str) {
        let pattern = regex::Regex::new(pattern).unwrap();
        self.wait_until(|rows| pattern.is_match(&rows.join("\n")));
    }
}

impl Drop for Tmux {
    fn drop(&mut self) {
        self.call(&["kill-server"]);
    }
}

fn rows(screen: &Screen) -> Vec<String> {
    (0..screen.rows.len() as u16)
        .map(|row| screen.row_text(row))
        .collect()
}

/// A key in our words and in tmux's, and what is waited for after it, if anything.
type Stroke<'a> = (&'a str, &'a str, Option<&'a str>);

/// Runs a command in a shell in the project's folder until it shows something, sends keys, and
/// gives the last screen.
fn shown(studio: &Studio, command: &str, ready: &str, strokes: &[Stroke<'_>]) -> Screen {
    let mut own = plain(ShellProgram::Bash);
    own.folder = Some(".".to_owned());
    let mut actions: Vec<Action> = vec![typed(&format!("clear; {command}\n"))];
    actions.push(wait_for(matches(ready)));
    for (key, _, then) in strokes {
        actions.push(press(&[key]));
        actions.extend(then.map(|then| wait_for(matches(then))));
    }
    actions.push(wait_still(900));
    let source = demoreel_primitives::plan::TerminalSource::Shell(own);
    studio
        .record(&act(surface(source), vec![scene("main", actions)]))
        .unwrap();
    studio.end_of("main")
}

fn text_file(studio: &Studio) {
    let lines: String = (1..60)
        .map(|n| format!("{n}\tline number {n} — é 漢字 {}\n", "─".repeat(n)))
        .collect();
    std::fs::write(studio.path("notes.txt"), lines).unwrap();
}

fn same_as_tmux(command: &str, ready: &str, strokes: &[Stroke<'_>]) -> Screen {
    let studio = Studio::new();
    text_file(&studio);
    let screen = shown(&studio, command, ready, strokes);
    let tmux = Tmux::run(&studio, command);
    tmux.call(&["set", "-g", "status", "off"]);
    tmux.wait_for(ready);
    for (_, key, then) in strokes {
        tmux.call(&["send-keys", key]);
        then.iter().for_each(|then| tmux.wait_for(then));
    }
    tmux.wait_until(|theirs| theirs == rows(&screen));
    assert_eq!(rows(&screen), tmux.rows(), "{command}");
    screen
}

#[test]
fn vim_looks_as_it_does_elsewhere() {
    let command = "vim -u NONE -i NONE -n --cmd 'set ruler nu nocp showcmd' notes.txt";
    let keys = [
        ("Ctrl+F", "C-f", None),
        ("j", "j", None),
        ("d", "d", None),
        ("d", "d", None),
        ("p", "p", Some("16,1 +28%")),
    ];
    let screen = same_as_tmux(command, "1,1 +Top", &keys);
    assert!(screen.modes.alternate);
}

#[test]
fn less_looks_as_it_does_elsewhere() {
    let keys = [
        ("Space", "Space", None),
        ("k", "k", None),
        ("ArrowRight", "Right", Some("(?m)^ +29 +─")),
    ];
    let command = "LESSCHARSET=utf-8 less -S -N notes.txt";
    same_as_tmux(command, "(?m)^notes.txt", &keys);
}

#[test]
fn fzf_looks_as_it_does_elsewhere() {
    let keys = [
        ("1", "1", None),
        ("2", "2", Some("< 2/59")),
        ("Ctrl+P", "C-p", Some("(?m)^> 21")),
    ];
    let command = "fzf --no-color --info=inline < notes.txt";
    same_as_tmux(command, "59/59", &keys);
}

#[test]
fn tmux_itself_divides_its_window() {
    let studio = Studio::new();
    let socket = studio.path("inner").display().to_string();
    let command = format!(
        "tmux -S {socket} -f /dev/null new-session 'printf left; sleep 1000' \\; \
         split-window -h 'printf right; sleep 1000' \\; set status off"
    );
    let screen = shown(&studio, &command, "(?m)^left.*right", &[]);
    Command::new("tmux")
        .args(["-S", &socket, "kill-server"])
        .status()
        .unwrap();
    let first = screen.row_text(0);
    assert!(first.starts_with("left"), "{first}");
    assert!(
        first.contains("│right") || first.contains("xright"),
        "{first}"
    );
    for row in 1..16 {
        let line = screen.row_text(row);
        assert_eq!(line.trim(), "│", "row {row}: {line:?}");
    }
}

#[test]
fn htop_fills_the_screen_and_gives_it_back() {
    let studio = Studio::new();
    let actions = vec![
        run("echo before"),
        typed("htop --no-color -d 5\n"),
        wait_for(matches("F1Help")),
        press(&["q"]),
        wait_still(300),
        run("echo after"),
    ];
    let shown = studio.play(ShellProgram::Bash, actions).text();
    assert!(
        shown.contains("before") && shown.contains("after"),
        "{shown}"
    );
    assert!(!shown.contains("F1Help"), "{shown}");
}
