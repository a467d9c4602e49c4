//! Small scenes with branches, and what is left of them.

use super::*;
use crate::event::Event;
use crate::plan::{Act, ActStep, EffectId, EffectKind, Look, Origins, PLAN_VERSION, Sooner};
use crate::target::{Finder, Target};
use crate::time::{Nanos, TakeTime};

/// One scene `one`; each step is its action and what it depends on.
fn plan(steps: Vec<(Action, Vec<Condition>)>, effects: Vec<Effect>) -> Plan {
    let step = |(index, (action, given))| ActStep {
        id: id(index + 1),
        surface: "app".to_owned(),
        action,
        given,
        optional: false,
    };
    let name = || "one".to_owned();
    Plan {
        version: PLAN_VERSION,
        title: name(),
        script: name(),
        home: "/".to_owned(),
        act: Act {
            surfaces: Vec::new(),
            services: Vec::new(),
            requires: Vec::new(),
            scenes: vec![ActScene {
                name: name(),
                steps: steps.into_iter().enumerate().map(step).collect(),
                surfaces: Vec::new(),
            }],
        },
        look: Look {
            outputs: Vec::new(),
            scenes: vec![LookScene {
                name: name(),
                effects,
                given: Vec::new(),
            }],
        },
        origins: Origins::default(),
    }
}

fn id(number: usize) -> StepId {
    StepId(format!("one/{number}"))
}

fn wait() -> Action {
    Action::Wait { length: Nanos(1) }
}

fn decide() -> Action {
    Action::Decide {
        target: Target::plain(Finder::Text {
            text: "Hello".to_owned(),
        }),
        timeout: Nanos::ZERO,
    }
}

fn seen(number: usize, visible: bool) -> Condition {
    Condition::Decided {
        step: id(number),
        visible,
    }
}

fn only_in(name: &str) -> Condition {
    Condition::Output {
        name: name.to_owned(),
        is: true,
    }
}

fn at(after_steps: u32, after_effects: u32) -> Moment {
    Moment {
        at_time: None,
        after_steps,
        after_effects,
    }
}

fn cut(number: usize, from: Moment, until: Moment, given: Vec<Condition>) -> Effect {
    Effect {
        id: EffectId(format!("one/look/{number}")),
        surface: "app".to_owned(),
        from,
        until: Extent::Until(until),
        kind: EffectKind::Cut,
        given,
        sooner: Vec::new(),
    }
}

/// A take of the scene in which these steps were performed and these decisions made.
fn filmed(performed: &[usize], decided: &[(usize, bool)]) -> Vec<FilmedScene> {
    let mut events = Vec::new();
    let mut note = |what| {
        let at = TakeTime(events.len() as i64);
        events.push(Event { at, what });
    };
    for number in performed {
        let step = id(*number);
        note(Happening::StepBegin { step: step.clone() });
        if let Some((_, visible)) = decided.iter().find(|(one, _)| one == number) {
            let (step, visible) = (step.clone(), *visible);
            note(Happening::Decided { step, visible });
        }
        note(Happening::StepEnd { step });
    }
    vec![FilmedScene {
        name: "one".to_owned(),
        act_hash: String::new(),
        length: Nanos(100),
        events,
        films: Vec::new(),
        casts: Vec::new(),
    }]
}

fn steps(plan: &Plan) -> Vec<&str> {
    let steps = plan.act.scenes[0].steps.iter();
    steps.map(|step| step.id.0.as_str()).collect()
}

fn spans(plan: &Plan) -> Vec<(&str, Moment, Moment)> {
    let effects = plan.look.scenes[0].effects.iter();
    let span = |effect: &Effect| match effect.until {
        Extent::Until(until) => Some((effect.from, until)),
        _ => None,
    };
    effects
        .filter_map(|effect| span(effect).map(|(from, until)| (effect.id.0.as_str(), from, until)))
        .collect()
}

/// Step 1 decides; 2 is in its branch, 3 in the other one, 4 in neither. An effect around each.
fn branches() -> Plan {
    plan(
        vec![
            (decide(), vec![]),
            (wait(), vec![seen(1, true)]),
            (wait(), vec![seen(1, false)]),
            (wait(), vec![]),
        ],
        vec![
            cut(1, at(1, 0), at(2, 1), vec![seen(1, true)]),
            cut(2, at(2, 1), at(3, 2), vec![seen(1, false)]),
            cut(3, at(3, 2), at(4, 3), vec![]),
        ],
    )
}

#[test]
fn only_the_branch_that_was_taken_is_left_and_moments_count_what_is_left() {
    let yes = branches().as_played(&filmed(&[1, 2, 4], &[(1, true)]), None);
    assert_eq!(steps(&yes), ["one/1", "one/2", "one/4"]);
    let left = [
        ("one/look/1", at(1, 0), at(2, 1)),
        ("one/look/3", at(2, 1), at(3, 2)),
    ];
    assert_eq!(spans(&yes), left);
    let no = branches().as_played(&filmed(&[1, 3, 4], &[(1, false)]), None);
    assert_eq!(steps(&no), ["one/1", "one/3", "one/4"]);
    let left = [
        ("one/look/2", at(1, 0), at(2, 1)),
        ("one/look/3", at(2, 1), at(3, 2)),
    ];
    assert_eq!(spans(&no), left);
}

#[test]
fn playing_a_played_plan_changes_nothing() {
    let film = filmed(&[1, 3, 4], &[(1, false)]);
    let once = branches().as_played(&film, None);
    assert_eq!(once.as_played(&film, Some("wide")), once);
}

#[test]
fn a_decision_inside_a_branch_that_was_not_taken_takes_neither_of_its_own() {
    let steps_of = vec![
        (decide(), vec![]),
        (decide(), vec![seen(1, true)]),
        (wait(), vec![seen(1, true), seen(2, true)]),
        (wait(), vec![seen(1, true), seen(2, false)]),
        (wait(), vec![]),
    ];
    let played = plan(steps_of, Vec::new()).as_played(&filmed(&[1, 5], &[(1, false)]), None);
    assert_eq!(steps(&played), ["one/1", "one/5"]);
}

#[test]
fn an_effect_ends_in_the_branch_that_ends_it_or_else_later() {
    let mut plan = branches();
    let open = &mut plan.look.scenes[0].effects[2];
    (open.from, open.until) = (at(0, 2), Extent::Until(at(4, 3)));
    open.sooner = vec![Sooner {
        given: vec![seen(1, true)],
        at: at(2, 3),
    }];
    let yes = plan.as_played(&filmed(&[1, 2, 4], &[(1, true)]), None);
    assert_eq!(spans(&yes)[1], ("one/look/3", at(0, 1), at(2, 2)));
    let no = plan.as_played(&filmed(&[1, 3, 4], &[(1, false)]), None);
    assert_eq!(spans(&no)[1], ("one/look/3", at(0, 1), at(3, 2)));
}

#[test]
fn the_end_of_a_scene_ends_what_is_open_and_nothing_comes_after_it() {
    let end = |drop| {
        plan(
            vec![
                (wait(), vec![]),
                (Action::EndScene { drop }, vec![]),
                (wait(), vec![]),
            ],
            vec![
                cut(1, at(0, 0), at(3, 2), vec![]),
                cut(2, at(2, 1), at(3, 2), vec![]),
            ],
        )
    };
    let film = filmed(&[1, 2], &[]);
    let played = end(false).as_played(&film, None);
    assert_eq!(steps(&played), ["one/1", "one/2"]);
    assert_eq!(spans(&played), [("one/look/1", at(0, 0), at(2, 1))]);
    assert_eq!(played.as_played(&film, None), played);
    let dropped = end(true).as_played(&film, None);
    assert!(dropped.act.scenes.is_empty() && dropped.look.scenes.is_empty());
}

#[test]
fn what_is_of_one_output_waits_until_the_output_is_known() {
    let mut plan = branches();
    plan.look.scenes[0].effects[2].given = vec![only_in("tall")];
    let film = filmed(&[1, 2, 4], &[(1, true)]);
    let played = plan.as_played(&film, None);
    assert_eq!(spans(&played).len(), 2);
    assert_eq!(spans(&played.as_played(&film, Some("wide"))).len(), 1);
    assert_eq!(spans(&played.as_played(&film, Some("tall"))).len(), 2);
    plan.look.scenes[0].given = vec![only_in("tall").opposite()];
    assert!(plan.as_played(&film, Some("tall")).act.scenes.is_empty());
}
