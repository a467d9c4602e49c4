//! A machine that stumbles: display and browser stand still most of the time. What is done and
//! what is noted keep their order all the same.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::JoinHandle;
use std::time::Duration;

use super::common::*;
use demoreel_primitives::event::{Event, Happening};
use demoreel_primitives::page::Page;
use demoreel_primitives::plan::{Action, Chord};
use rustix::process::{Pid, Signal, kill_process};

/// Stops the programs of a stage for a moment, again and again, until it is dropped.
struct Stumbling {
    over: Arc<AtomicBool>,
    thread: Option<JoinHandle<()>>,
}

impl Stumbling {
    fn of(studio: &Studio) -> Stumbling {
        let over = Arc::new(AtomicBool::new(false));
        let (runtime, ended) = (studio.path("runtime"), Arc::clone(&over));
        let thread = std::thread::spawn(move || {
            let mut round = 0;
            while !ended.load(Ordering::Relaxed) {
                let pids = processes_of(&runtime);
                // Each time another part of them, so that they fall behind each other.
                let stopped = pids.iter().filter(|pid| (**pid + round) % 3 != 0);
                let stopped: Vec<u32> = stopped.copied().collect();
                send(&stopped, Signal::STOP);
                std::thread::sleep(Duration::from_millis(90));
                send(&stopped, Signal::CONT);
                std::thread::sleep(Duration::from_millis(15));
                round += 1;
            }
        });
        Stumbling {
            over,
            thread: Some(thread),
        }
    }
}

impl Drop for Stumbling {
    fn drop(&mut self) {
        self.over.store(true, Ordering::Relaxed);
        self.thread.take().unwrap().join().unwrap();
    }
}

fn send(pids: &[u32], signal: Signal) {
    for pid in pids {
        let pid = Pid::from_raw(*pid as i32).unwrap();
        // It may have ended by itself.
        let _ = kill_process(pid, signal);
    }
}

/// The page that was known when a step's successor began, or at the end.
fn page_after(events: &[Event], step: usize) -> Page {
    let next = format!("main/{}", step + 1);
    let before = events.iter().take_while(
        |event| !matches!(&event.what, Happening::StepBegin { step } if step.0 == next),
    );
    let before: Vec<Event> = before.cloned().collect();
    last_page(&before)
}

#[test]
fn a_page_is_noted_when_it_has_handled_what_hands_did() {
    let page = r#"<body style="margin:0;font:20px sans-serif">
        <button id="go" style="position:absolute;left:40px;top:40px">Go</button>
        <p id="log" style="position:absolute;left:40px;top:140px">done: 0 0</p><script>
        let clicks = 0, keys = 0;
        const show = () => { log.textContent = `done: ${clicks} ${keys}` };
        go.onclick = () => { clicks += 1; show() };
        addEventListener('keyup', () => { keys += 1; show() });
        </script>"#;
    let studio = Studio::new(&[("index.html", page)]);
    let key = || Action::Press {
        chords: vec![Chord {
            modifiers: vec![],
            key: "x".to_owned(),
        }],
        pace: None,
    };
    let turns = 6;
    let actions = (0..turns).flat_map(|_| [click(css("#go")), key()]);
    let act = studio.act(studio.surface(500, 300, 1.0), actions.collect());
    let stumbling = Stumbling::of(&studio);
    studio
        .record(&act)
        .unwrap_or_else(|error| panic!("{:#?}", error.diagnostic()));
    drop(stumbling);
    let events = studio.events("main");
    for turn in 1..=turns {
        for (step, keys) in [(2 * turn - 1, turn - 1), (2 * turn, turn)] {
            let known = words(&page_after(&events, step));
            let wanted = format!("done: {turn} {keys}");
            assert!(known.contains(&wanted), "after step {step}: {known}");
        }
    }
}
