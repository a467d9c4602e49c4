//! Real acts on a real display: what is done reaches the page, and the take says so.

use super::common::*;
use demoreel_primitives::event::{Button, Happening};
use demoreel_primitives::plan::{Action, Chord, Modifier, ScrollWay};
use demoreel_primitives::time::Nanos;

const DESK: &str = r#"<!doctype html><meta charset="utf-8"><title>desk</title>
<style>
  body { margin: 0; font: 16px system-ui; background: #f4f5f7; height: 3000px }
  #name { position: absolute; left: 40px; top: 40px; width: 300px; height: 30px }
  #go { position: absolute; left: 40px; top: 100px; width: 120px; height: 40px }
  #twice { position: absolute; left: 200px; top: 100px; width: 120px; height: 40px }
  #link { position: absolute; left: 400px; top: 50px }
  #box { position: absolute; left: 40px; top: 220px; width: 60px; height: 60px; background: #36c }
  #log { position: absolute; left: 40px; top: 320px; width: 700px; white-space: pre-wrap }
  #far { position: absolute; left: 40px; top: 2400px }
</style>
<input id="name" aria-label="Name"><button id="go">Go</button><button id="twice">Twice</button>
<a id="link" href="/other.html">Somewhere else</a><div id="box"></div><div id="log"></div>
<p id="far">The far end</p>
<script>
  const log = document.getElementById('log');
  const say = (text) => log.textContent += text + '; ';
  go.onclick = () => say('clicked ' + document.hasFocus());
  twice.ondblclick = () => say('double');
  twice.oncontextmenu = (event) => { event.preventDefault(); say('right') };
  addEventListener('keydown', (e) => { if (e.ctrlKey && e.key === 'k') { e.preventDefault(); say('chord') }});
  addEventListener('keydown', (e) => { if (e.key === 'Enter') say('name=' + document.getElementById('name').value) });
  let from = null;
  box.onpointerdown = (event) => { from = event; box.setPointerCapture(event.pointerId) };
  box.onpointerup = (event) => { if (from) say('dragged ' + Math.round(event.clientX - from.clientX)); from = null };
  addEventListener('scrollend', () => say('scrolled ' + Math.round(scrollY)));
</script>"#;

#[test]
fn hands_reach_the_page_and_the_take_tells_of_it() {
    let studio = Studio::new(&[("index.html", DESK), ("other.html", "<h1>Other page</h1>")]);
    let press = |modifiers: Vec<Modifier>, key: &str| Action::Press {
        chords: vec![Chord {
            modifiers,
            key: key.to_owned(),
        }],
        pace: None,
    };
    let act = studio.act(
        studio.surface(900, 600, 1.0),
        vec![
            click(text("Go")),
            wait_for(text("clicked true;")),
            type_text("Grüße, Mr. O'Neil {42} #1 漢字!", css("#name")),
            press(vec![], "Enter"),
            wait_for(text("name=Grüße, Mr. O'Neil {42} #1 漢字!")),
            press(vec![Modifier::Ctrl], "K"),
            wait_for(text("chord")),
            Action::Click {
                target: css("#twice"),
                button: Button::Left,
                count: 2,
                timeout: PATIENT,
            },
            Action::Click {
                target: css("#twice"),
                button: Button::Right,
                count: 1,
                timeout: PATIENT,
            },
            wait_for(text("double; right;")),
            Action::Drag {
                from: css("#box"),
                to: point(300.0, 250.0),
                timeout: PATIENT,
            },
            wait_for(text("dragged")),
            Action::Scroll {
                way: ScrollWay::To {
                    target: text("The far end"),
                },
                over: None,
                length: Nanos::from_millis(500),
                timeout: PATIENT,
            },
            Action::AssertVisible {
                target: text("The far end"),
            },
            Action::Scroll {
                way: ScrollWay::By {
                    right: 0.0,
                    down: -9999.0,
                },
                over: None,
                length: Nanos::from_millis(400),
                timeout: PATIENT,
            },
            Action::MoveTo {
                target: text("Somewhere else"),
                timeout: PATIENT,
            },
            click(text("Somewhere else")),
            wait_for(text("Other page")),
        ],
    );
    let summary = studio
        .record(&act)
        .unwrap_or_else(|error| panic!("{:#?}", error.diagnostic()));
    assert_eq!(summary.filmed, ["main"]);
    let scene = studio.take().scene("main").unwrap();
    let film = scene.film("app").unwrap();
    assert!(film.pictures.len() > 12, "{} pictures", film.pictures.len());
    println!("{summary:?} length {}", scene.length);
    for event in &scene.events {
        match &event.what {
            Happening::Page { .. } | Happening::Pointer { .. } | Happening::Wheel { .. } => {}
            what => println!("{:.3} {what:?}", event.at.as_secs_f64()),
        }
    }
}
