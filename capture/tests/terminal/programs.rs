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

    /// The rows of its screen, once they have stopped changing.
    fn rows(&self) -> Vec<String> {
        let mut last = String::new();
        for _ in 0..100 {
            std::thread::sleep(std::time::Duration::from_millis(300));
            let now = self.call(&["capture-pane", "-p"]);
            if now == last && !now.trim().is_empty() {
                break;
            }
            last = now;
        }
        last.lines().map(|row| row.trim_end().to_owned()).collect()
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

/// Runs a command in a shell in the project's folder, sends keys, and gives the last screen.
fn shown(studio: &Studio, command: &str, keys: &[&str]) -> Screen {
    let mut own = plain(ShellProgram::Bash);
    own.folder = Some(".".to_owned());
    let mut actions: Vec<Action> = vec![typed(&format!("clear; {command}\n")), wait_still(900)];
    for key in keys {
        actions.push(press(&[key]));
    }
    actions.push(wait_still(700));
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

fn same_as_tmux(command: &str, keys: &[(&str, &str)]) -> Screen {
    let studio = Studio::new();
    text_file(&studio);
    let ours: Vec<&str> = keys.iter().map(|(ours, _)| *ours).collect();
    let screen = shown(&studio, command, &ours);
    let tmux = Tmux::run(&studio, command);
    tmux.call(&["set", "-g", "status", "off"]);
    tmux.rows();
    for (_, key) in keys {
        tmux.call(&["send-keys", key]);
    }
    assert_eq!(rows(&screen), tmux.rows(), "{command}");
    screen
}

#[test]
fn vim_looks_as_it_does_elsewhere() {
    let command = "vim -u NONE -i NONE -n --cmd 'set ruler nu nocp showcmd' notes.txt";
    let keys = [
        ("Ctrl+F", "C-f"),
        ("j", "j"),
        ("d", "d"),
        ("d", "d"),
        ("p", "p"),
    ];
    let screen = same_as_tmux(command, &keys);
    assert!(screen.modes.alternate);
}

#[test]
fn less_looks_as_it_does_elsewhere() {
    let keys = [("Space", "Space"), ("k", "k"), ("ArrowRight", "Right")];
    same_as_tmux("LESSCHARSET=utf-8 less -S -N notes.txt", &keys);
}

#[test]
fn fzf_looks_as_it_does_elsewhere() {
    let keys = [("1", "1"), ("2", "2"), ("Ctrl+P", "C-p")];
    same_as_tmux("fzf --no-color --info=inline < notes.txt", &keys);
}

#[test]
fn tmux_itself_divides_its_window() {
    let studio = Studio::new();
    let socket = studio.path("inner").display().to_string();
    let command = format!(
        "tmux -S {socket} -f /dev/null new-session 'printf left; sleep 1000' \\; \
         split-window -h 'printf right; sleep 1000' \\; set status off"
    );
    let screen = shown(&studio, &command, &[]);
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
