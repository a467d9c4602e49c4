//! Branches, names for what is found, optional steps and ends of scenes, on real pages.

use super::common::*;
use demoreel_capture::locate;
use demoreel_primitives::event::{Button, Event, Happening};
use demoreel_primitives::plan::{
    Act, ActScene, Action, Condition, Effect, EffectId, EffectKind, Extent, FoundBy, Look,
    LookScene, Moment, StepId, ZoomScale,
};
use demoreel_primitives::progress::{Run, Unobserved};
use demoreel_primitives::target::{Finder, Target};
use demoreel_primitives::time::Nanos;

/// A banner that may be there, and two buttons that say what was clicked.
fn page(banner: &str) -> String {
    format!(
        r#"<body style="margin:0;font:20px sans-serif">{banner}
        <button style="position:absolute;left:40px;top:120px" onclick="log.textContent+=' start'">Start</button>
        <button style="position:absolute;left:300px;top:220px" onclick="log.textContent+=' less'">Less</button>
        <p id="log" style="position:absolute;left:40px;top:300px">clicked:</p>"#
    )
}

const BANNER: &str = r#"<button style="position:absolute;left:40px;top:20px"
    onclick="log.textContent+=' accept';this.remove()">Accept</button>"#;

fn id(number: usize) -> StepId {
    StepId(format!("main/{number}"))
}

fn seen(number: usize, visible: bool) -> Condition {
    Condition::Decided {
        step: id(number),
        visible,
    }
}

fn decide(words: &str) -> Action {
    Action::Decide {
        target: text(words),
        timeout: Nanos::from_millis(400),
    }
}

fn found(number: usize) -> Target {
    Target::plain(Finder::Found(FoundBy {
        name: "it".to_owned(),
        steps: vec![id(number)],
    }))
}

/// An act of one scene in which each step may depend on decisions.
fn act(studio: &Studio, steps: Vec<(Action, Vec<Condition>)>) -> Act {
    let (actions, given): (Vec<_>, Vec<_>) = steps.into_iter().unzip();
    let mut scene: ActScene = scene("main", actions);
    for (step, given) in scene.steps.iter_mut().zip(given) {
        step.given = given;
    }
    Act {
        scenes: vec![scene],
        ..studio.act(studio.surface(640, 360, 1.0), vec![])
    }
}

fn branches(studio: &Studio) -> Act {
    act(
        studio,
        vec![
            (decide("Accept"), vec![]),
            (click(text("Accept")), vec![seen(1, true)]),
            (decide("Less"), vec![seen(1, true)]),
            (click(text("Less")), vec![seen(1, true), seen(3, true)]),
            (click(text("Nowhere")), vec![seen(1, false)]),
            (click(text("Start")), vec![]),
        ],
    )
}

fn recorded(studio: &Studio, act: &Act) -> Vec<Event> {
    studio
        .record(act)
        .unwrap_or_else(|error| panic!("{:#?}", error.diagnostic()));
    studio.events("main")
}

/// The numbers of the steps that were performed.
fn performed(events: &[Event]) -> Vec<String> {
    let ends = events.iter().filter_map(|event| match &event.what {
        Happening::StepEnd { step } => step.0.rsplit('/').next().map(str::to_owned),
        _ => None,
    });
    ends.collect()
}

fn clicked(events: &[Event]) -> String {
    let all = words(&last_page(events));
    let log = all.split(" | ").find(|text| text.starts_with("clicked:"));
    log.unwrap().to_owned()
}

#[test]
fn what_is_seen_decides_and_is_in_the_log() {
    let studio = Studio::new(&[("index.html", &page(BANNER))]);
    let events = recorded(&studio, &branches(&studio));
    assert_eq!(performed(&events), ["1", "2", "3", "4", "6"]);
    assert_eq!(clicked(&events), "clicked: accept less start");
    let decisions = events.iter().filter_map(|event| match &event.what {
        Happening::Decided { step, visible } => Some((step.0.as_str(), *visible)),
        _ => None,
    });
    let decisions: Vec<_> = decisions.collect();
    assert_eq!(decisions, [("main/1", true), ("main/3", true)]);
}

#[test]
fn what_is_not_seen_takes_the_other_branch() {
    let page = page("").replace("Less", "Nowhere");
    let studio = Studio::new(&[("index.html", &page)]);
    let events = recorded(&studio, &branches(&studio));
    assert_eq!(performed(&events), ["1", "5", "6"]);
    assert_eq!(clicked(&events), "clicked: less start");
}

#[test]
fn a_name_is_the_place_where_it_was_found() {
    let studio = Studio::new(&[("index.html", &page(BANNER))]);
    // The banner goes away when it is clicked; its place stays.
    let steps = vec![
        (click(text("Accept")), vec![]),
        (click(text("Less")), vec![]),
        (
            Action::MoveTo {
                target: found(1),
                timeout: PATIENT,
            },
            vec![],
        ),
    ];
    let act = act(&studio, steps);
    let events = recorded(&studio, &act);
    let take = studio.take();
    let filmed = take.scene("main").unwrap();
    let by = FoundBy {
        name: "it".to_owned(),
        steps: vec![id(1)],
    };
    let spotted = filmed.found(&by).unwrap();
    let pointer = events.iter().rev().find_map(|event| match &event.what {
        Happening::Pointer { at, .. } => Some(*at),
        _ => None,
    });
    assert!(
        spotted.area.contains(pointer.unwrap()),
        "{spotted:?} {pointer:?}"
    );

    let zoom = |target| Effect {
        id: EffectId("main/look/1".to_owned()),
        surface: "app".to_owned(),
        from: Moment {
            at_time: None,
            after_steps: 3,
            after_effects: 0,
        },
        until: Extent::Hold(Nanos::from_secs(1)),
        kind: EffectKind::Zoom {
            target,
            scale: ZoomScale::Auto,
            timeout: Nanos::from_secs(1),
        },
        given: Vec::new(),
        sooner: Vec::new(),
    };
    let sighted = |target| {
        let look = Look {
            outputs: Vec::new(),
            scenes: vec![LookScene {
                name: "main".to_owned(),
                effects: vec![zoom(target)],
                given: Vec::new(),
            }],
        };
        let run = Run {
            observer: &Unobserved,
            cancel: &studio.cancel,
        };
        locate(&look, &take, &run)
    };
    let sighting = sighted(found(1)).unwrap().remove(0);
    assert_eq!((sighting.area, sighting.at), (spotted.area, spotted.at));
    assert!(sighting.text_height.is_some());
    let missing = sighted(found(9)).unwrap_err();
    assert_eq!(missing.diagnostics()[0].1.code, "E0430");
}

#[test]
fn an_optional_step_is_left_out_and_any_other_failure_is_one() {
    let studio = Studio::new(&[("index.html", &page(""))]);
    let brief = |words: &str| Action::Click {
        target: text(words),
        button: Button::Left,
        count: 1,
        timeout: Nanos::from_millis(300),
    };
    let mut act = act(
        &studio,
        vec![(brief("Accept"), vec![]), (brief("Start"), vec![])],
    );
    act.scenes[0].steps[0].optional = true;
    let events = recorded(&studio, &act);
    assert_eq!(performed(&events), ["1", "2"]);
    assert_eq!(clicked(&events), "clicked: start");
    let skipped = events.iter().filter_map(|event| match &event.what {
        Happening::Skipped { step, target } => Some((step.0.as_str(), target.as_str())),
        _ => None,
    });
    assert_eq!(skipped.collect::<Vec<_>>(), [("main/1", "text 'Accept'")]);
    // No picture is left of a failure that was none.
    assert!(!studio.path("explain").join("main-1.png").exists());

    act.scenes[0].steps[1].optional = true;
    act.scenes[0].steps[1].action = click(css("button["));
    let error = studio.record(&act).unwrap_err();
    assert_eq!(error.place(), Some("main/2"), "{:?}", error.diagnostic());
}

#[test]
fn a_scene_can_end_early() {
    let studio = Studio::new(&[("index.html", &page(BANNER))]);
    let act = act(
        &studio,
        vec![
            (decide("Accept"), vec![]),
            (Action::EndScene { drop: true }, vec![seen(1, true)]),
            (click(text("Start")), vec![]),
        ],
    );
    let events = recorded(&studio, &act);
    assert_eq!(performed(&events), ["1", "2"]);
    assert_eq!(clicked(&events), "clicked:");
}
