//! Whole scripts, and every example that the tables show.

use std::path::Path;

use demoreel_dsl::{Disk, Options, primitives};
use demoreel_primitives::plan::{Action, EffectKind, Extent};

use crate::project::{HEAD, Project};

#[test]
fn the_worked_script_is_planned() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/language/worked/deploy.yaml");
    let checked = demoreel_dsl::plan(&path, &Options::default(), &Disk);
    assert_eq!(checked.diagnostics, []);
    let plan = checked.plan.unwrap();
    assert_eq!(plan.title, "Deploy a service");
    let counts: Vec<_> = plan
        .act
        .scenes
        .iter()
        .map(|scene| scene.steps.len())
        .collect();
    assert_eq!(counts, [5, 4]);
    assert!(matches!(
        &plan.act.scenes[1].steps[1].action,
        Action::WaitFor { timeout, .. } if timeout.as_millis() == 60_000
    ));
    let zoom = &plan.look.scenes[0].effects[2];
    assert!(matches!(zoom.kind, EffectKind::Zoom { .. }));
    // The form is close from before the first click into it until after the last one.
    let Extent::Until(end) = zoom.until else {
        panic!("{zoom:?}")
    };
    assert_eq!((zoom.from.after_steps, end.after_steps), (1, 5));
}

#[test]
fn two_surfaces_two_outputs_and_a_step_of_steps() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/language/worked/ink.yaml");
    let checked = demoreel_dsl::plan(&path, &Options::default(), &Disk);
    assert_eq!(checked.diagnostics, []);
    let plan = checked.plan.unwrap();
    let surfaces: Vec<_> = plan
        .act
        .scenes
        .iter()
        .map(|scene| scene.surfaces.clone())
        .collect();
    assert_eq!(surfaces, [["settings"], ["app"]]);
    assert_eq!(
        plan.act.services[0].run,
        "./serve --mcp https://mcp.ml.ink/mcp"
    );
    let paddings: Vec<_> = plan
        .look
        .outputs
        .iter()
        .map(|one| one.styles[0].padding)
        .collect();
    assert_eq!(paddings, [54.0, 86.4]);
    // Three steps of `fill_field` twice, then two clicks and a wait.
    assert_eq!(plan.act.scenes[0].steps.len(), 9);
    let origin = &plan.origins.0["connect/2"];
    assert_eq!((origin.word.as_str(), origin.within.len()), ("press", 2));
    assert_eq!(origin.within[1].file, "builtin:fill_field");
    let zoom = plan.look.scenes[0].effects.last().unwrap();
    let Extent::Until(end) = zoom.until else {
        panic!("{zoom:?}")
    };
    assert_eq!(end.after_steps, 9, "an open zoom ends with its scene");
}

#[test]
fn a_plan_survives_being_written() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/language/worked/deploy.yaml");
    let plan = demoreel_dsl::plan(&path, &Options::default(), &Disk)
        .plan
        .unwrap();
    let text = serde_json::to_string(&plan).unwrap();
    assert_eq!(
        serde_json::from_str::<demoreel_primitives::plan::Plan>(&text).unwrap(),
        plan
    );
}

#[test]
fn every_example_of_every_step_checks() {
    for table in primitives() {
        assert!(
            !table.about.is_empty() && !table.example.is_empty(),
            "{}",
            table.name
        );
        let indented: String = table
            .example
            .lines()
            .map(|line| format!("      {line}\n"))
            .collect();
        // What an example ends has to be open.
        let before = match table.name.as_str() {
            "zoom_out" => "      - zoom_to: A\n",
            "mark_normal" => "      - mark_speedup\n",
            _ => "",
        };
        let head = match table.needs.as_deref() {
            Some("terminal") => {
                HEAD.replace("app:\n    browser: https://example.com", "app: terminal")
            }
            Some("desktop") => {
                HEAD.replace("app:\n    browser: https://example.com", "app: desktop")
            }
            _ => HEAD.to_owned(),
        };
        let complaints = Project::of(&format!("{head}{before}{indented}")).complaints();
        assert_eq!(complaints, "", "{}", table.name);
    }
}

#[test]
fn every_related_step_and_main_field_is_there() {
    let tables = primitives();
    for table in &tables {
        for name in &table.related {
            assert!(
                tables.iter().any(|one| one.name == *name),
                "{}: {name}",
                table.name
            );
        }
        for name in table.main.iter().chain(&table.one_of) {
            assert!(table.field(name).is_some(), "{}: {name}", table.name);
        }
        for field in &table.fields {
            assert!(!field.about.is_empty(), "{}: {}", table.name, field.name);
        }
    }
}

/// A generator of numbers that are the same in every run.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, below: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % below as u64) as usize
    }
}

#[test]
fn no_slip_of_the_pen_breaks_the_checker() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/language/worked");
    let script = std::fs::read_to_string(folder.join("ink.yaml")).unwrap();
    let composed = std::fs::read_to_string(folder.join("steps/add_mcp_server.yaml")).unwrap();
    let signs: Vec<char> = "\t\n {}[]:#-\"'|>&*!%@`$,?~\u{e9}\u{1f600}0"
        .chars()
        .collect();
    let mut dice = Dice(0x9e37_79b9_7f4a_7c15);
    for _ in 0..150 {
        let mut slip = |text: &str| {
            let mut chars: Vec<char> = text.chars().collect();
            for _ in 0..1 + dice.roll(4) {
                let at = dice.roll(chars.len());
                match dice.roll(4) {
                    0 => _ = chars.remove(at),
                    1 => chars.insert(at, signs[dice.roll(signs.len())]),
                    2 => chars[at] = signs[dice.roll(signs.len())],
                    _ => chars.truncate(at + 1),
                }
            }
            chars.into_iter().collect::<String>()
        };
        let project =
            Project::of(&slip(&script)).with("steps/add_mcp_server.yaml", slip(&composed));
        let checked = project.check();
        assert!(checked.plan.is_some() || !checked.diagnostics.is_empty());
    }
}

#[test]
fn five_hundred_steps_are_checked_and_stay_in_order() {
    let steps: String = (0..500)
        .map(|n| format!("      - click: Button {n}\n"))
        .collect();
    let plan = Project::steps(&steps).plan();
    let last = plan.act.scenes[0].steps.last().unwrap();
    assert_eq!(last.id.0, "one/500");
    assert_eq!(plan.origins.0["one/500"].place.start.line, 507);
}
