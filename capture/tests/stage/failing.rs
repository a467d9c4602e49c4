//! What goes wrong is said in plain words, and what was whole is kept.

use std::io::Read;
use std::net::TcpListener;

use super::common::*;
use demoreel_capture::RecordJob;
use demoreel_primitives::diagnostic::Diagnostic;
use demoreel_primitives::plan::{Action, BrowserHome};
use demoreel_primitives::progress::{Observer, Progress, Run};
use demoreel_primitives::time::Nanos;

fn failure(studio: &Studio, home: &str) -> Diagnostic {
    let home = BrowserHome::Url {
        url: home.to_owned(),
    };
    let act = studio.act(studio.surface_at(500, 300, 1.0, home), vec![]);
    let error = studio.record(&act).unwrap_err();
    assert_eq!(error.place(), Some("surface:app"));
    error.diagnostic()
}

#[test]
fn a_page_that_does_not_load_says_why() {
    let studio = Studio::new(&[("index.html", "home")]);
    // Nobody listens at a port that was free a moment ago.
    let port = TcpListener::bind("127.0.0.1:0")
        .unwrap()
        .local_addr()
        .unwrap()
        .port();
    let refused = failure(&studio, &format!("http://127.0.0.1:{port}/"));
    assert_eq!(refused.code, "E0409");
    assert!(
        refused.message.contains("nothing listens there"),
        "{refused:?}"
    );
    let unknown = failure(&studio, "http://no-such-host.invalid/");
    assert!(
        unknown.message.contains("no-such-host.invalid"),
        "{unknown:?}"
    );
    assert_eq!(unknown.code, "E0409");

    let open = |url: &str, timeout| Action::Open {
        url: url.to_owned(),
        timeout,
    };
    let missing = open("/missing.html", PATIENT);
    let act = studio.act(studio.surface(500, 300, 1.0), vec![missing]);
    let error = studio.record(&act).unwrap_err();
    assert_eq!(error.place(), Some("main/1"));
    assert!(
        error.diagnostic().message.contains("status 404"),
        "{:?}",
        error.diagnostic()
    );

    // A server that takes the call and says nothing.
    let silent = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}/", silent.local_addr().unwrap());
    let act = studio.act(
        studio.surface(500, 300, 1.0),
        vec![open(&address, Nanos::from_secs(2))],
    );
    let slow = studio.record(&act).unwrap_err().diagnostic();
    assert!(slow.message.contains("not done after 2s"), "{slow:?}");
    let (mut call, _) = silent.accept().unwrap();
    assert!(call.read(&mut [0; 3]).unwrap() > 0, "Chromium did call");
}

#[test]
fn programs_that_are_missing_are_named_with_their_packages() {
    let mut studio = Studio::new(&[("index.html", "home")]);
    let empty = studio.path("empty");
    std::fs::create_dir(&empty).unwrap();
    studio
        .environment
        .insert("PATH".to_owned(), empty.display().to_string());
    let act = studio.act(studio.surface(500, 300, 1.0), vec![]);
    let missing = studio.record(&act).unwrap_err().diagnostic();
    assert_eq!(missing.code, "E0401");
    assert!(missing.hint.unwrap().contains("package 'xvfb'"));

    std::os::unix::fs::symlink("/usr/bin/Xvfb", empty.join("Xvfb")).unwrap();
    let missing = studio.record(&act).unwrap_err().diagnostic();
    assert_eq!(missing.code, "E0402");
    assert!(missing.hint.unwrap().contains("package 'chromium'"));
}

#[test]
fn a_target_that_is_not_there_is_explained_in_words_and_as_a_picture() {
    let studio = Studio::new(&[("index.html", "<button>Deploy</button><p>Nothing yet</p>")]);
    let mut action = click(text("Depoly"));
    if let Action::Click { timeout, .. } = &mut action {
        *timeout = Nanos::from_secs(1);
    }
    let act = studio.act(studio.surface(500, 300, 1.0), vec![action]);
    let asked = std::sync::Mutex::new(Vec::new());
    let pause = |pause: &demoreel_capture::Pause| asked.lock().unwrap().push(pause.clone());
    let job = RecordJob {
        pause_on_failure: Some(&pause),
        ..studio.job()
    };
    let error = studio.record_job(&act, &job).unwrap_err();
    assert_eq!(error.place(), Some("main/1"));
    let diagnostic = error.diagnostic();
    assert_eq!(diagnostic.code, "E0501");
    assert!(diagnostic.message.contains("Depoly"), "{diagnostic:?}");
    assert!(
        format!("{diagnostic:?}").contains("Deploy"),
        "{diagnostic:?}"
    );
    assert!(
        diagnostic
            .state
            .unwrap()
            .contains("no scene is in the take")
    );
    let picture = std::fs::read(&diagnostic.attachments[0]).unwrap();
    assert!(picture.starts_with(b"\x89PNG"));
    let asked = asked.into_inner().unwrap();
    assert_eq!(asked.len(), 1);
    assert!(asked[0].displays[0].1.starts_with(':'));
    assert!(studio.take().manifest().scenes.is_empty());
    assert!(processes_of(studio.folder.path()).is_empty());
}

/// Ends Chromium as soon as a certain step begins.
struct Assassin<'a> {
    step: &'a str,
    studio: &'a Studio,
}

impl Observer for Assassin<'_> {
    fn notice(&self, progress: Progress) {
        if let Progress::Advance {
            detail: Some(detail),
            ..
        } = progress
            && detail == self.step
        {
            for pid in processes_of(&self.studio.path("runtime")) {
                let name = std::fs::read_to_string(format!("/proc/{pid}/comm")).unwrap_or_default();
                if name.trim() == "chromium" {
                    let pid = rustix::process::Pid::from_raw(pid as i32).unwrap();
                    // Its children may have gone with their parent already.
                    let _ = rustix::process::kill_process(pid, rustix::process::Signal::KILL);
                }
            }
        }
    }
}

#[test]
fn chromium_killed_in_the_middle_ends_the_take_and_keeps_the_scenes_before() {
    let studio = Studio::new(&[("index.html", "<p>hello</p>")]);
    let mut act = studio.act(studio.surface(500, 300, 1.0), vec![wait_for(text("hello"))]);
    act.scenes.push(scene(
        "second",
        vec![
            Action::Wait {
                length: Nanos::from_secs(3),
            },
            wait_for(text("hello")),
        ],
    ));
    let assassin = Assassin {
        step: "second/1",
        studio: &studio,
    };
    let run = Run {
        observer: &assassin,
        cancel: &studio.cancel,
    };
    let error = demoreel_capture::record(&act, &studio.job(), &run).unwrap_err();
    let diagnostic = error.diagnostic();
    assert_eq!(diagnostic.code, "E0405", "{diagnostic:?}");
    assert!(diagnostic.message.contains("signal 9"), "{diagnostic:?}");
    assert!(
        diagnostic
            .state
            .unwrap()
            .contains("'main' is whole and is kept")
    );
    assert!(studio.take().scene("main").is_ok());
    assert!(studio.take().scene("second").is_err());
    assert!(processes_of(studio.folder.path()).is_empty());
}

/// Stops the run as soon as a certain step begins.
struct Stopper<'a>(&'a str, &'a Studio);

impl Observer for Stopper<'_> {
    fn notice(&self, progress: Progress) {
        if matches!(progress, Progress::Advance { detail: Some(step), .. } if step == self.0) {
            self.1.cancel.cancel();
        }
    }
}

#[test]
fn a_run_that_is_stopped_leaves_nothing_running_and_nothing_half_done() {
    let studio = Studio::new(&[("index.html", "<p>hello</p>")]);
    let long = Action::Wait {
        length: Nanos::from_secs(600),
    };
    let act = studio.act(
        studio.surface(500, 300, 1.0),
        vec![wait_for(text("hello")), long],
    );
    let stopper = Stopper("main/2", &studio);
    let run = Run {
        observer: &stopper,
        cancel: &studio.cancel,
    };
    let error = demoreel_capture::record(&act, &studio.job(), &run).unwrap_err();
    assert!(error.is_cancelled(), "{:?}", error.diagnostic());
    assert!(studio.take().manifest().scenes.is_empty());
    let left = std::fs::read_dir(studio.path("take")).unwrap().flatten();
    let left: Vec<_> = left.map(|entry| entry.file_name()).collect();
    assert!(
        !left
            .iter()
            .any(|name| name.to_string_lossy().contains("main")),
        "{left:?}"
    );
    assert!(processes_of(studio.folder.path()).is_empty());
    assert_eq!(
        std::fs::read_dir(studio.path("runtime")).unwrap().count(),
        0
    );
}
