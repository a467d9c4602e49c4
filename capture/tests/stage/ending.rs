//! Nothing outlives a stage: not when it is dropped, not when its process is killed.

use std::path::Path;
use std::process::{Command, Stdio};

use super::common::*;
use demoreel_capture::sweep;
use demoreel_primitives::plan::{Action, Ready, Service};
use demoreel_primitives::progress::{Observer, Progress, Run};
use demoreel_primitives::time::Nanos;

/// Tells the test below that it is the child which will be killed, and where it works.
const CHILD: &str = "DEMOREEL_TEST_CHILD";

/// Not a test of its own: the body of the process that the next test kills.
#[test]
fn child_that_is_killed() {
    let Ok(folder) = std::env::var(CHILD) else {
        return;
    };
    let studio = Studio::new(&[("index.html", "<p>hello</p>")]);
    let mut act = studio.act(
        studio.surface(500, 300, 1.0),
        vec![
            wait_for(text("hello")),
            Action::Wait {
                length: Nanos::from_secs(600),
            },
        ],
    );
    act.services.push(Service {
        name: "stray".to_owned(),
        run: "setsid sleep 1000 & sleep 1000".to_owned(),
        ready: Ready::Started,
        timeout: Nanos::from_secs(5),
        env: Vec::new(),
    });
    let job = demoreel_capture::RecordJob {
        runtime: Path::new(&folder).join("runtime"),
        ..studio.job()
    };
    let observer = Announcer(Path::new(&folder).join("begun"));
    let run = Run {
        observer: &observer,
        cancel: &studio.cancel,
    };
    let _ = demoreel_capture::record(&act, &job, &run);
}

/// Writes a file when the long step begins.
struct Announcer(std::path::PathBuf);

impl Observer for Announcer {
    fn notice(&self, progress: Progress) {
        if matches!(progress, Progress::Advance { detail: Some(step), .. } if step == "main/2") {
            std::fs::write(&self.0, "").unwrap();
        }
    }
}

#[test]
fn what_a_killed_process_leaves_is_gone_after_the_next_sweep() {
    let folder = tempfile::tempdir().unwrap();
    let runtime = folder.path().join("runtime");
    let mut child = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "ending::child_that_is_killed", "--nocapture"])
        .env(CHILD, folder.path())
        .env("TMPDIR", folder.path())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    wait_until(|| folder.path().join("begun").exists());
    assert!(
        processes_of(&runtime).len() > 4,
        "a stage at work has many processes"
    );
    // A stage that is at work is not swept.
    assert_eq!(sweep(&runtime), 0);
    child.kill().unwrap();
    child.wait().unwrap();
    // The display and the browser end with their process, without anybody's help.
    wait_until(|| {
        processes_of(&runtime)
            .iter()
            .all(|pid| !is_display_or_browser(*pid))
    });
    assert_eq!(sweep(&runtime), 1);
    wait_until(|| processes_of(&runtime).is_empty());
    assert_eq!(std::fs::read_dir(&runtime).unwrap().count(), 0);
}

fn is_display_or_browser(pid: u32) -> bool {
    let name = std::fs::read_to_string(format!("/proc/{pid}/comm")).unwrap_or_default();
    ["Xvfb", "chromium", "chrome_crashpad"].contains(&name.trim())
}

/// Gives up only after so long that something is certainly wrong.
fn wait_until(is_so: impl Fn() -> bool) {
    for _ in 0..1200 {
        if is_so() {
            return;
        }
        std::thread::sleep(std::time::Duration::from_millis(50));
    }
    panic!("it never was so");
}

/// Reads the environment of every process of the stage while it stands.
struct Spy<'a> {
    studio: &'a Studio,
    seen: std::sync::Mutex<Vec<(u32, String)>>,
}

impl Observer for Spy<'_> {
    fn notice(&self, progress: Progress) {
        if matches!(progress, Progress::Advance { detail: Some(step), .. } if step == "main/1") {
            for pid in processes_of(&self.studio.path("runtime")) {
                let environment = std::fs::read(format!("/proc/{pid}/environ")).unwrap_or_default();
                let text = String::from_utf8_lossy(&environment).into_owned();
                self.seen.lock().unwrap().push((pid, text));
            }
        }
    }
}

#[test]
fn programs_on_the_stage_see_only_what_is_allowed() {
    let mut studio = Studio::new(&[("index.html", "<p>hello</p>")]);
    studio
        .environment
        .insert("SECRET_TOKEN".to_owned(), "nobody-may-see-this".to_owned());
    studio
        .environment
        .insert("HOME".to_owned(), "/the/users/own".to_owned());
    let act = studio.act(studio.surface(500, 300, 1.0), vec![wait_for(text("hello"))]);
    let spy = Spy {
        studio: &studio,
        seen: std::sync::Mutex::default(),
    };
    let run = Run {
        observer: &spy,
        cancel: &studio.cancel,
    };
    demoreel_capture::record(&act, &studio.job(), &run).unwrap();
    let seen = spy.seen.into_inner().unwrap();
    assert!(
        seen.iter()
            .any(|(_, text)| text.contains("FONTCONFIG_FILE=")),
        "{}",
        seen.len()
    );
    for (pid, text) in seen {
        assert!(
            !text.contains("nobody-may-see-this") && !text.contains("/the/users/own"),
            "{pid}"
        );
        // Whatever this test itself was started with is not passed on either.
        assert!(!text.contains("CARGO_MANIFEST_DIR="), "{pid}: {text}");
    }
}
