//! Branches, loops, names for what is found, and ends of scenes.

use demoreel_primitives::plan::{ActStep, Action, Condition, EffectKind, Extent, Plan};
use demoreel_primitives::target::Finder;

use crate::project::{HEAD, Project, assert_script, assert_steps};

fn steps(plan: &Plan) -> &[ActStep] {
    &plan.act.scenes[0].steps
}

/// What each step depends on, as `1+` for "step 1 saw it" and `1-` for the contrary.
fn given(plan: &Plan) -> Vec<String> {
    let mark = |condition: &Condition| match condition {
        Condition::Decided { step, visible } => {
            let number = step.0.rsplit('/').next().unwrap();
            format!("{number}{}", if *visible { "+" } else { "-" })
        }
        Condition::Output { name, is } => format!("{}{name}", if *is { "" } else { "not " }),
    };
    let all = steps(plan).iter();
    all.map(|step| step.given.iter().map(mark).collect::<Vec<_>>().join(" "))
        .collect()
}

fn names(plan: &Plan) -> Vec<&str> {
    let scenes = plan.act.scenes.iter();
    scenes.map(|scene| scene.name.as_str()).collect()
}

fn clicked(step: &ActStep) -> &str {
    match &step.action {
        Action::Click { target, .. } => match &target.finder {
            Finder::Text { text } => text,
            other => panic!("{other:?}"),
        },
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_branch_by_sight_is_a_step_that_decides_and_steps_that_depend_on_it() {
    let plan = Project::steps(
        "      - when:
          visible: Accept
          timeout: 3s
          steps:
            - click: Accept
            - when:
                visible:
                  css: .more
                is: false
                steps:
                  - click: More
                else:
                  - click: Less
          else:
            - wait: 1s
      - click: Start
",
    )
    .plan();
    assert_eq!(given(&plan), ["", "1+", "1+", "1+ 3-", "1+ 3+", "1-", ""]);
    let Action::Decide { timeout, .. } = &steps(&plan)[0].action else {
        panic!("{:?}", steps(&plan)[0])
    };
    assert_eq!(timeout.as_millis(), 3000);
    assert_eq!(plan.origins.0["one/1"].word, "when");
}

#[test]
fn a_branch_by_parameter_leaves_nothing_of_the_other_one() {
    let script = |default: &str| {
        let head = HEAD.replace(
            "surfaces:",
            &format!("params:\n  mode:\n    type: choice\n    of: [fast, full]\n    default: {default}\n  dark:\n    type: boolean\n    default: true\nsurfaces:"),
        );
        Project::of(&format!(
            "{head}      - when:\n          param: mode\n          is: full\n          steps:\n            - click: Full\n          else:\n            - click: Fast\n      - when:\n          param: dark\n          is: false\n          steps:\n            - click: Light\n"
        ))
    };
    let clicks = |default: &str| -> Vec<String> {
        let plan = script(default).plan();
        steps(&plan)
            .iter()
            .map(|step| clicked(step).to_owned())
            .collect()
    };
    assert_eq!(clicks("full"), ["Full"]);
    assert_eq!(clicks("fast"), ["Fast"]);
    let wrong = HEAD.replace(
        "surfaces:",
        "params:\n  mode:\n    type: choice\n    of: [fast, full]\n    default: fast\nsurfaces:",
    );
    assert_script(
        &format!("{wrong}      - when:\n          param: mode\n          is: ful\n          steps:\n            - click: Full\n      - when:\n          param: mode\n          steps:\n            - clik: A\n      - when:\n          param: mod\n          steps:\n            - wait: 1s\n"),
        "\
E0208 15:15-18 /scenes/0/steps/0/when/is
  `is` takes `fast` or `full`, not 'ful'
  hint: did you mean `full`?
  fix: write 'full' [{\"op\":\"replace\",\"path\":\"/scenes/0/steps/0/when/is\",\"value\":\"full\"}]
E0204 18:9-13 /scenes/0/steps/1/when
  `mode` is 'fast', not true or false
  hint: say what it must be, such as `is: fast`
E0202 21:15-19 /scenes/0/steps/1/when/steps/0/clik
  there is no step `clik`
  hint: did you mean `click`?
  fix: write `click` [{\"op\":\"move\",\"from\":\"/scenes/0/steps/1/when/steps/0/clik\",\"path\":\"/scenes/0/steps/1/when/steps/0/click\"}]
E0308 22:9-13 /scenes/0/steps/2/when
  there is no parameter `mod` here
  hint: did you mean `mode`?",
    );
}

#[test]
fn a_branch_that_is_not_taken_is_checked_all_the_same() {
    let head = HEAD.replace(
        "surfaces:",
        "params:\n  dark:\n    type: boolean\n    default: true\nsurfaces:",
    );
    assert_script(
        &format!("{head}      - when:\n          param: dark\n          steps:\n            - wait: 1s\n          else:\n            - wait: 2\n"),
        "\
E0206 17:21-22 /scenes/0/steps/0/when/else/0/wait
  `wait: 2` has no unit; a time needs its unit
  hint: `wait` takes a time with its unit, such as '500ms' or '2s'
  fix: write '2s' [{\"op\":\"replace\",\"path\":\"/scenes/0/steps/0/when/else/0/wait\",\"value\":\"2s\"}]",
    );
}

#[test]
fn an_effect_that_a_branch_ends_ends_elsewhere_where_the_branch_is_not_taken() {
    let plan = Project::steps(
        "      - zoom_to: Form
      - when:
          visible: Error
          steps:
            - zoom_out
            - caption: Oh
      - click: Save
      - zoom_out
",
    )
    .plan();
    let effects = &plan.look.scenes[0].effects;
    let zoom = &effects[0];
    assert_eq!(zoom.sooner.len(), 1);
    assert_eq!(zoom.sooner[0].at.after_steps, 1);
    let Extent::Until(end) = zoom.until else {
        panic!("{zoom:?}")
    };
    assert_eq!(end.after_steps, 2);
    assert_eq!(effects[1].given.len(), 1);
}

#[test]
fn outputs_decide_over_what_is_shown_alone() {
    let head = HEAD.replace("scenes:", "outputs:\n  wide: youtube\nscenes:");
    let plan = Project::of(&format!(
        "{head}      - when:\n          output: wide\n          is: false\n          steps:\n            - caption: Elsewhere\n"
    ))
    .plan();
    let caption = &plan.look.scenes[0].effects[0];
    let not_wide = Condition::Output {
        name: "wide".to_owned(),
        is: false,
    };
    assert_eq!(caption.given, [not_wide]);
    assert_script(
        &format!(
            "{head}      - when:\n          output: wide\n          steps:\n            - wait: 1s\n"
        ),
        "\
E0335 13:15-19 /scenes/0/steps/0/when/steps/0/wait
  `wait` acts, and so cannot depend on an output
  hint: all outputs are made of one take: only steps that show can differ between them",
    );
}

#[test]
fn a_scene_can_depend_on_what_is_seen_on_a_parameter_or_on_an_output() {
    let script = "\
demoreel: 1
params:
  long:
    type: boolean
    default: false
surfaces:
  app:
    browser: https://example.com
outputs:
  wide: youtube
scenes:
  - scene: intro
    when:
      param: long
    say: At length
  - scene: sale
    when:
      visible: Sale
    say: A sale
    steps:
      - click: Sale
  - scene: wide_only
    when:
      output: wide
    caption: Wide
";
    let plan = Project::of(script).plan();
    assert_eq!(names(&plan), ["sale", "wide_only"]);
    let sale = &plan.act.scenes[0].steps;
    assert!(matches!(sale[0].action, Action::Decide { .. }));
    assert!(matches!(sale[1].action, Action::EndScene { drop: true }));
    assert_eq!(given(&plan), ["", "1-", ""]);
    assert_eq!(plan.look.scenes[1].given.len(), 1);
    let nothing = script.split("  - scene: sale").next().unwrap();
    assert_script(
        nothing,
        "\
E0204 12:3-15:19 /scenes
  every scene is left out by its `when`
  hint: give other values with `--set`, or a scene without `when`",
    );
}

#[test]
fn a_loop_does_its_steps_for_each_item() {
    let plan = Project::steps(
        "      - for_each:
          in:
            - name: Billing
              pause: 1s
            - name: Members
              pause: 2s
          as: tab
          steps:
            - click: ${tab.name}
            - wait: ${tab.pause}
            - for_each:
                in: [1.10, no]
                as: word
                steps:
                  - type_text: ${tab.name | lower} ${word}
",
    )
    .plan();
    let ids: Vec<_> = steps(&plan).iter().map(|step| step.id.0.as_str()).collect();
    assert_eq!(
        ids,
        [
            "one/1", "one/2", "one/3", "one/4", "one/5", "one/6", "one/7", "one/8"
        ]
    );
    assert_eq!(clicked(&steps(&plan)[4]), "Members");
    let typed = serde_json::to_value(&steps(&plan)[6].action).unwrap();
    assert_eq!(typed["type_text"]["text"]["plain"], "members 1.10");
    let rounds = &plan.origins.0["one/8"].rounds;
    let words: Vec<_> = rounds.iter().map(|round| round.message.as_str()).collect();
    assert_eq!(
        words,
        ["in the round with 'Members'", "in the round with 'no'"]
    );
}

#[test]
fn what_is_wrong_in_a_round_names_the_item() {
    assert_steps(
        "      - for_each:\n          in: [1s, 2]\n          as: time\n          steps:\n            - wait: ${time}\n",
        "\
E0206 12:21-28 /scenes/0/steps/0/for_each/steps/0/wait
  `wait: 2` has no unit; a time needs its unit
  in the round with '2': 9:20-21 /scenes/0/steps/0/for_each/in/1
  hint: `wait` takes a time with its unit, such as '500ms' or '2s'",
    );
    assert_steps(
        "      - for_each:\n          in:\n            - nam: a\n          as: tab\n          steps:\n            - click: ${tab.name}\n            - click: ${tap.nam}\n",
        "\
E0308 13:22-33 /scenes/0/steps/0/for_each/steps/0/click
  `tab` has no `name`
  in the round with 'a': 10:15-21 /scenes/0/steps/0/for_each/in/0
  hint: did you mean `nam`?
E0308 14:22-32 /scenes/0/steps/0/for_each/steps/1/click
  there is no parameter `tap` here
  in the round with 'a': 10:15-21 /scenes/0/steps/0/for_each/in/0
  hint: did you mean `${tab}`?",
    );
}

const PAGES: &str = "\
demoreel: 1
params:
  pages:
    type: list
    of:
      title: text
      path:
        type: text
        default: /
    default:
      - title: Pricing plans
        path: /pricing
      - title: About
surfaces:
  app:
    browser: https://example.com
scenes:
  - for_each:
      in: ${pages}
      as: page
      scenes:
        - scene: tour_${page.title | slug}
          say: This is ${page.title}.
          steps:
            - open: ${page.path}
";

#[test]
fn a_loop_of_scenes_makes_each_by_its_name() {
    let plan = Project::of(PAGES).plan();
    assert_eq!(names(&plan), ["tour_pricing_plans", "tour_about"]);
    let opens = serde_json::to_value(&plan.act.scenes[1].steps[0].action).unwrap();
    assert_eq!(opens["open"]["url"], "/");
    let same = PAGES.replace("tour_${page.title | slug}", "tour");
    assert_script(
        &same,
        "\
E0307 22:18-22 /scenes/0/for_each/scenes/0/scene
  two scenes are called `tour`
  in the round with 'About': 19:11-19 /scenes/0/for_each/in
  hint: put the item into the name, such as `scene: tour_${page}`; `| slug` makes a name of any words",
    );
    let wrong = PAGES.replace("title: About", "titel: About");
    let told = Project::of(&wrong).complaints();
    assert!(told.contains("has no `titel`"), "{told}");
}

#[test]
fn loops_inside_loops_come_to_an_end() {
    let mut script = HEAD.to_owned();
    let mut indent = "      ".to_owned();
    for level in 0..9 {
        script.push_str(&format!(
            "{indent}- for_each:\n{indent}    in: [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]\n{indent}    as: x{level}\n{indent}    steps:\n"
        ));
        indent.push_str("      ");
    }
    script.push_str(&format!("{indent}- wait: 1s\n"));
    let told = Project::of(&script).complaints();
    assert_eq!(told.matches("E0105").count(), 1, "{told}");
    let many = PAGES.replace(
        "in: ${pages}",
        &format!("in: {:?}", (0..2000).collect::<Vec<_>>()),
    );
    let many = many
        .replace("${page.title | slug}", "${page}")
        .replace("${page.title}", "it");
    let told = Project::of(&many.replace("${page.path}", "/")).complaints();
    assert!(
        told.contains("the loops make more than 1000 scenes"),
        "{told}"
    );
}

#[test]
fn a_name_is_the_place_of_the_last_step_that_gave_it() {
    let plan = Project::steps(
        "      - wait_for:
          text: Active
          as: live
      - when:
          visible: New
          steps:
            - click:
                text: New
                as: live
      - click:
          found: live
      - zoom_to:
          found: live
          for: 2s
      - still: live
",
    )
    .plan();
    let Action::Click { target, .. } = &steps(&plan)[3].action else {
        panic!("{:?}", steps(&plan)[3])
    };
    let Finder::Found(by) = &target.finder else {
        panic!("{target:?}")
    };
    let ids: Vec<_> = by.steps.iter().map(|step| step.0.as_str()).collect();
    assert_eq!(ids, ["one/1", "one/3"]);
    let effects = &plan.look.scenes[0].effects;
    let EffectKind::Still { of, .. } = &effects[1].kind else {
        panic!("{effects:?}")
    };
    assert_eq!(of.as_ref(), Some(by));
}

#[test]
fn a_name_that_both_branches_give_is_sure_and_one_of_a_single_branch_is_not() {
    let both = "      - when:\n          visible: A\n          steps:\n            - click:\n                text: A\n                as: it\n          else:\n            - click:\n                text: B\n                as: it\n      - zoom_to:\n          found: it\n";
    Project::steps(both).plan();
    let one = both.replace(
        "                text: B\n                as: it\n",
        "                text: B\n",
    );
    assert_steps(
        &one,
        "\
E0333 17:9-16 /scenes/0/steps/1/zoom_to
  `it` may stand for nothing here
  it is named here: 11:15-20 /scenes/0/steps/0/when/steps/0/click
  hint: it is named in a branch of `when` alone: use it there, or name it in the other branch too",
    );
    assert_steps(
        "      - click:\n          text: A\n          optional: true\n          as: it\n      - zoom_to:\n          found: it\n",
        "\
E0333 12:9-16 /scenes/0/steps/1/zoom_to
  `it` may stand for nothing here
  it is named here: 8:9-14 /scenes/0/steps/0/click
  hint: an optional step may find nothing: use `it` inside a `when` instead",
    );
}

#[test]
fn an_optional_step_looks_for_two_seconds_unless_it_says_otherwise() {
    let plan = Project::steps(
        "      - click:\n          text: A\n          optional: true\n      - click:\n          text: B\n          optional: true\n          timeout: 5s\n      - click: C\n",
    )
    .plan();
    let timeouts: Vec<_> = steps(&plan)
        .iter()
        .map(|step| match step.action {
            Action::Click { timeout, .. } => (step.optional, timeout.as_millis()),
            ref other => panic!("{other:?}"),
        })
        .collect();
    assert_eq!(timeouts, [(true, 2000), (true, 5000), (false, 10000)]);
}

#[test]
fn a_composed_step_keeps_its_names_to_itself() {
    let step = "primitive: look\nabout: Look for it.\nsteps:\n  - wait_for:\n      text: It\n      as: it\n  - zoom_to:\n      found: it\n      for: 1s\n";
    let head = HEAD.replace("surfaces:", "use:\n  - look.yaml\nsurfaces:");
    Project::of(&format!("{head}      - look\n"))
        .with("look.yaml", step)
        .plan();
    let told = Project::of(&format!(
        "{head}      - look\n      - zoom_to:\n          found: it\n"
    ))
    .with("look.yaml", step)
    .complaints();
    assert!(told.starts_with("E0332 11:9-16"), "{told}");
}

#[test]
fn a_composed_step_that_calls_itself_in_a_loop_or_a_branch_is_refused() {
    for body in [
        "  - for_each:\n      in: [1, 2]\n      as: n\n      steps:\n        - again\n",
        "  - when:\n      visible: More\n      steps:\n        - wait: 1s\n      else:\n        - again\n",
    ] {
        let step = format!("primitive: again\nabout: Again.\nsteps:\n{body}");
        let head = HEAD.replace("surfaces:", "use:\n  - again.yaml\nsurfaces:");
        let told = Project::of(&format!("{head}      - again\n"))
            .with("again.yaml", &step)
            .complaints();
        assert!(
            told.contains("`again` is made of itself: again → again"),
            "{told}"
        );
    }
}

#[test]
fn words_of_other_tools_are_understood() {
    let plan = Project::steps(
        "      - if:\n          visible: A\n          then:\n            - click: A\n          otherwise:\n            - click: B\n",
    );
    let checked = plan.check();
    let plan = checked.plan.unwrap();
    assert_eq!(given(&plan), ["", "1+", "1-"]);
    assert_eq!(checked.diagnostics.len(), 3);
}
