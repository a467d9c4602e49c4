//! Whole scripts, and every example that the tables show.

use std::path::Path;

use demoreel_dsl::{Disk, primitives};
use demoreel_primitives::plan::{Action, EffectKind, Extent};

use crate::project::{HEAD, Project};

#[test]
fn the_worked_script_is_planned() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/language/worked/deploy.yaml");
    let checked = demoreel_dsl::plan(&path, &Disk);
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
fn a_plan_survives_being_written() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/language/worked/deploy.yaml");
    let plan = demoreel_dsl::plan(&path, &Disk).plan.unwrap();
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
        let complaints = Project::of(&format!("{HEAD}{before}{indented}")).complaints();
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
