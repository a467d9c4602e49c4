//! Composed steps and parameters.

use demoreel_primitives::plan::{Action, TypedText};
use demoreel_primitives::steps::Kind;
use demoreel_primitives::target::Finder;

use crate::project::{HEAD, Project};

fn project(steps: &str) -> Project {
    let head = HEAD.replace("surfaces:", "use:\n  - lib/greet.yaml\nsurfaces:");
    Project::of(&format!("{head}{steps}"))
}

const GREET: &str = "\
primitive: greet
about: Greet somebody.
needs: browser
params:
  name:
    type: text
    about: Whom.
  button:
    type: target
    default:
      css: \"#hello\"
  pause:
    type: duration
    default: 1s
steps:
  - type_text: Hello ${name}!
  - wait: ${pause}
  - click: ${button}
";

#[test]
fn a_composed_step_unfolds_in_its_place() {
    let project = project("      - click: A\n      - greet: Ada\n      - click: B\n")
        .with("lib/greet.yaml", GREET);
    let plan = project.plan();
    let steps = &plan.act.scenes[0].steps;
    let ids: Vec<_> = steps.iter().map(|step| step.id.0.as_str()).collect();
    assert_eq!(ids, ["one/1", "one/2", "one/3", "one/4", "one/5"]);
    let Action::TypeText { text, .. } = &steps[1].action else {
        panic!("{:?}", steps[1]);
    };
    assert_eq!(*text, TypedText::Plain("Hello Ada!".to_owned()));
    let Action::Click { target, .. } = &steps[3].action else {
        panic!("{:?}", steps[3]);
    };
    assert_eq!(
        target.finder,
        Finder::Css {
            selector: "#hello".to_owned()
        }
    );
}

#[test]
fn a_step_inside_knows_both_its_places() {
    let project = project("      - greet: Ada\n").with("lib/greet.yaml", GREET);
    let plan = project.plan();
    let origin = &plan.origins.0["one/3"];
    assert_eq!(origin.word, "click");
    assert_eq!(origin.place.pointer, "/scenes/0/steps/0/greet");
    let within: Vec<_> = origin
        .within
        .iter()
        .map(|place| place.pointer.as_str())
        .collect();
    assert_eq!(within, ["/steps/2/click"]);
    assert!(origin.within[0].file.ends_with("lib/greet.yaml"));
}

#[test]
fn arguments_are_checked_where_the_step_is_called() {
    let project = project(
        "      - greet:\n          nam: Ada\n      - greet:\n          name: Ada\n          pause: 2\n      - greet\n",
    )
    .with("lib/greet.yaml", GREET);
    assert_eq!(
        project.complaints(),
        "\
E0203 11:11-14 /scenes/0/steps/0/greet/nam
  `greet` has no `nam`
  hint: did you mean `name`?
  fix: write `name` [{\"op\":\"move\",\"from\":\"/scenes/0/steps/0/greet/nam\",\"path\":\"/scenes/0/steps/0/greet/name\"}]
E0206 14:18-19 /scenes/0/steps/1/greet/pause
  `pause: 2` has no unit; a time needs its unit
  hint: `pause` takes a time with its unit, such as '500ms' or '2s'
  fix: write '2s' [{\"op\":\"replace\",\"path\":\"/scenes/0/steps/1/greet/pause\",\"value\":\"2s\"}]
E0204 15:9-14 /scenes/0/steps/2
  `greet` needs `name`
  hint: `name` takes words"
    );
}

#[test]
fn a_mistake_inside_shows_both_places() {
    let broken = GREET.replace("  - wait: ${pause}", "  - wait:\n      fro: ${pause}");
    let project =
        project("      - greet: Ada\n      - greet: Bob\n").with("lib/greet.yaml", broken);
    assert_eq!(
        project.complaints(),
        "\
E0203 lib/greet.yaml:18:7-10 /steps/1/wait/fro
  `wait` has no `fro`
  called here: 10:9-14 /scenes/0/steps/0/greet
  hint: did you mean `for`?
  fix: write `for` [{\"op\":\"move\",\"from\":\"/steps/1/wait/fro\",\"path\":\"/steps/1/wait/for\"}]"
    );
}

#[test]
fn a_step_that_nobody_calls_is_checked_all_the_same() {
    let broken = GREET.replace("${button}", "${buton}");
    let project = project("      - click: A\n").with("lib/greet.yaml", broken);
    assert_eq!(
        project.complaints(),
        "\
E0308 lib/greet.yaml:18:12-20 /steps/2/click
  there is no parameter `buton` here
  hint: did you mean `${button}`?"
    );
}

#[test]
fn composed_steps_nest_and_use_each_other() {
    let outer = "\
primitive: welcome
about: Greet twice.
use:
  - greet.yaml
params:
  who: text
steps:
  - greet: ${who}
  - say:
      text: Again
      steps:
        - greet:
            name: ${who} again
            button: Bye
";
    let head = HEAD.replace("surfaces:", "use:\n  - lib/welcome.yaml\nsurfaces:");
    let project = Project::of(&format!("{head}      - welcome: Ada\n"))
        .with("lib/welcome.yaml", outer)
        .with("lib/greet.yaml", GREET);
    let plan = project.plan();
    assert_eq!(plan.act.scenes[0].steps.len(), 6);
    let within = &plan.origins.0["one/6"].within;
    let pointers: Vec<_> = within.iter().map(|place| place.pointer.as_str()).collect();
    assert_eq!(pointers, ["/steps/1/say/steps/0/greet", "/steps/2/click"]);
    let Action::Click { target, .. } = &plan.act.scenes[0].steps[5].action else {
        panic!("a click");
    };
    assert_eq!(
        target.finder,
        Finder::Text {
            text: "Bye".to_owned()
        }
    );
}

#[test]
fn a_step_that_is_made_of_itself_is_refused_with_its_circle() {
    let step = |name: &str, next: &str| {
        format!("primitive: {name}\nabout: A circle.\nsteps:\n  - {next}\n")
    };
    let head = HEAD.replace("surfaces:", "use:\n  - a.yaml\n  - b.yaml\nsurfaces:");
    let project = Project::of(&format!("{head}      - ping\n"))
        .with("a.yaml", step("ping", "pong"))
        .with(
            "b.yaml",
            step("pong", "say:\n      text: x\n      steps:\n        - ping"),
        );
    assert_eq!(
        project.complaints(),
        "\
E0310 a.yaml:4:5-9 /steps/0
  `ping` is made of itself: ping → pong → ping
  hint: a composed step cannot call itself, not even through others"
    );
}

#[test]
fn steps_that_unfold_without_end_are_stopped() {
    let mut project = Project::new();
    let mut names = String::new();
    for n in 0..12 {
        let calls = format!("  - s{}\n", n + 1).repeat(9);
        let steps = if n == 11 {
            "  - say: x\n".to_owned()
        } else {
            calls
        };
        let text = format!("primitive: s{n}\nabout: Nine of the next.\nsteps:\n{steps}");
        names.push_str(&format!("  - s{n}.yaml\n"));
        project = project.with(&format!("s{n}.yaml"), text);
    }
    let head = HEAD.replace("surfaces:", &format!("use:\n{names}surfaces:"));
    let complaints = project
        .with("script.yaml", format!("{head}      - s0\n"))
        .complaints();
    assert_eq!(
        complaints
            .matches("unfold to more than any script needs")
            .count(),
        1
    );
}

#[test]
fn a_name_can_be_taken_once() {
    let head = HEAD.replace("surfaces:", "use:\n  - a.yaml\n  - b.yaml\nsurfaces:");
    let project = Project::of(&format!("{head}      - click: A\n"))
        .with(
            "a.yaml",
            "primitive: click\nabout: Mine.\nsteps:\n  - wait: 1s\n",
        )
        .with(
            "b.yaml",
            "primitive: fill_field\nabout: Mine.\nsteps:\n  - wait: 1s\n",
        );
    assert_eq!(
        project.complaints(),
        "\
E0312 a.yaml:1:12-17 /primitive
  the name `click` is taken by a built-in step
  hint: give the composed step another name
E0312 b.yaml:1:12-22 /primitive
  the name `fill_field` is taken by the step in 'builtin:fill_field'
  the other is here: builtin:fill_field:1:1-1 
  hint: give the composed step another name"
    );
}

#[test]
fn a_used_file_must_be_there_and_hold_a_step() {
    let head = HEAD.replace(
        "surfaces:",
        "use:\n  - lib/greeet.yaml\n  - other.yaml\nsurfaces:",
    );
    let project = Project::of(&format!("{head}      - click: A\n"))
        .with("lib/greet.yaml", GREET)
        .with("other.yaml", "demoreel: 1\nscenes: []\n");
    assert_eq!(
        project.complaints(),
        "\
E0301 3:5-20 /use/0
  there is no file or folder 'lib/greeet.yaml'
  hint: did you mean 'greet.yaml'?
E0311 4:5-15 /use/1
  'other.yaml' is not a composed step
  hint: such a file begins with `primitive:` and the step's name"
    );
}

#[test]
fn every_type_of_parameter_is_checked() {
    let params = "\
params:
  a: text
  id:
    type: identifier
    default: two words
  u:
    type: url
    default: example.com
  n:
    type: integer
    default: 1.5
  b:
    type: boolean
    default: maybe
  d:
    type: duration
    default: 3
  s:
    type: size
    default: 1920
  c:
    type: colour
    default: \"#ggg\"
  o:
    type: choice
    of:
      - http
      - sse
    default: htpt
  l:
    type: list
    of: duration
    default:
      - 1s
      - 2
  k:
    type: secret
    default: hunter2
  x:
    type: choice
  t: strng
";
    let script = HEAD.replace("surfaces:", &format!("{params}surfaces:"));
    let complaints = Project::of(&format!("{script}      - click: A\n")).complaints();
    let lines = complaints
        .lines()
        .filter(|line| line.starts_with("E0") || line.starts_with("  `"));
    let text: Vec<_> = lines
        .map(|line| line.split(" /p").next().unwrap_or(line))
        .collect();
    let expected = [
        "E0309 3:3-4",
        "E0205 6:14-23",
        "  `id` takes a name of letters, digits, '_' and '-', not 'two words'",
        "E0205 9:14-25",
        "  `u` takes an address such as 'https://example.com', not 'example.com'",
        "E0205 12:14-17",
        "  `n` takes a whole number, not '1.5'",
        "E0205 15:14-19",
        "  `b` takes 'true' or 'false', not 'maybe'",
        "E0206 18:14-15",
        "  `d: 3` has no unit; a time needs its unit",
        "E0205 21:14-18",
        "  `s` takes a width and a height, such as '1920x1080', not '1920'",
        "E0205 24:14-20",
        "  `c` takes a colour in quotes, such as \"#1e293b\", not '#ggg'",
        "E0208 30:14-18",
        "  `o` takes `http` or `sse`, not 'htpt'",
        "E0206 36:9-10",
        "  `l: 2` has no unit; a time needs its unit",
        "E0205 39:14-21",
        "  `k` takes `env` with the name of an environment variable, not 'hunter2'",
        "E0204 40:3-4",
        "E0208 42:6-11",
    ];
    for (have, want) in text.iter().zip(expected) {
        assert_eq!(*have, want);
    }
    assert!(text.len() >= expected.len(), "{complaints}");
}

#[test]
fn a_parameter_keeps_its_source_text_in_words_and_its_quotes_in_the_shell() {
    let script = "\
demoreel: 1
params:
  version:
    type: text
    default: 1.10
  name:
    type: text
    default: it's; rm -rf /
surfaces:
  app:
    browser: https://example.com
services:
  api:
    run: serve --name ${name} --price '$${x}'
scenes:
  - scene: one
    say: Version ${version} of ${name}
";
    let plan = Project::of(script).plan();
    assert_eq!(
        plan.act.services[0].run,
        r"serve --name 'it'\''s; rm -rf /' --price '${x}'"
    );
    let effect = &plan.look.scenes[0].effects[0].kind;
    let words = serde_json::to_string(effect).unwrap();
    assert_eq!(
        words,
        r#"{"say":{"text":{"en":"Version 1.10 of it's; rm -rf /"}}}"#
    );
}

#[test]
fn a_secret_is_only_a_name_in_the_plan() {
    let script = HEAD.replace(
        "surfaces:",
        "params:\n  token:\n    type: secret\n    default:\n      env: MY_TOKEN\nsurfaces:",
    );
    let steps = "
      - type_text: ${token}
      - type_text:
          text:
            env: OTHER
          into: Password
";
    let plan = Project::of(&format!("{script}{steps}")).plan();
    let typed: Vec<_> = plan.act.scenes[0]
        .steps
        .iter()
        .map(|step| match &step.action {
            Action::TypeText { text, .. } => text.clone(),
            other => panic!("{other:?}"),
        })
        .collect();
    let secret = |name: &str| TypedText::SecretFromEnv(name.to_owned());
    assert_eq!(typed, [secret("MY_TOKEN"), secret("OTHER")]);

    let spoken = Project::of(&format!("{script}      - say: The token is ${{token}}\n"));
    assert_eq!(
        spoken.complaints(),
        "\
E0205 13:14-35 /scenes/0/steps/0/say
  `token` is no single word and cannot stand inside a text
  hint: write `${token}` alone, where such a value is taken"
    );
}

#[test]
fn paths_are_relative_to_the_file_that_names_them() {
    let step = "\
primitive: press_save
about: Save.
params:
  icon:
    type: path
    default: icons/save.png
steps:
  - click:
      image: ${icon}
";
    let head = HEAD.replace("surfaces:", "use:\n  - lib/save.yaml\nsurfaces:");
    let steps = "      - press_save\n      - press_save: own.png\n";
    let project = Project::of(&format!("{head}{steps}")).with("lib/save.yaml", step);
    std::fs::create_dir(project.path("lib/icons")).unwrap();
    let project = project
        .with_picture("lib/icons/save.png", (20, 20), |x, y| (x * y) as u8)
        .with_picture("own.png", (20, 20), |x, y| (x * y) as u8);
    let paths: Vec<_> = project.plan().act.scenes[0]
        .steps
        .iter()
        .map(|step| match &step.action {
            Action::Click { target, .. } => match &target.finder {
                Finder::Image(template) => template.path.clone(),
                other => panic!("{other:?}"),
            },
            other => panic!("{other:?}"),
        })
        .collect();
    let home = project.path("").canonicalize().unwrap();
    let absolute = |path: &str| home.join(path).display().to_string();
    assert_eq!(paths, [absolute("lib/icons/save.png"), absolute("own.png")]);
}

#[test]
fn composed_steps_have_tables_like_built_in_ones() {
    let project = project("      - greet: Ada\n").with("lib/greet.yaml", GREET);
    let tables = demoreel_dsl::primitives_for(&project.path("script.yaml"), &demoreel_dsl::Disk);
    let greet = tables.iter().find(|table| table.name == "greet").unwrap();
    assert_eq!(greet.main.as_deref(), Some("name"));
    assert_eq!(greet.needs.as_deref(), Some("browser"));
    assert_eq!(
        greet.field("pause").map(|field| &field.kind),
        Some(&Kind::Duration)
    );
    assert_eq!(
        greet.field("pause").and_then(|field| field.default.clone()),
        Some("1s".into())
    );
}

#[test]
fn what_a_called_step_requires_is_required_of_the_act_on_its_surface() {
    let requires = "requires:\n  - program: greeter\n    get: apt install greeter\n  - bell\n";
    let definition = GREET.replace("needs: browser\n", &format!("needs: browser\n{requires}"));
    let uncalled = project("      - click: A\n").with("lib/greet.yaml", &definition);
    assert_eq!(uncalled.plan().act.requires, []);
    let called = project("      - greet: Ada\n").with("lib/greet.yaml", &definition);
    let plan = called.plan();
    let told: Vec<_> = plan
        .act
        .requires
        .iter()
        .map(|one| {
            let get = one.requirement.get.as_deref().unwrap_or("?");
            let surface = one.surface.as_deref().unwrap_or("?");
            format!("{} {get} {surface}", one.requirement.program)
        })
        .collect();
    assert_eq!(told, ["greeter apt install greeter app", "bell ? app"]);
    let origin = &plan.origins.0["requires:greeter"];
    assert_eq!((origin.place.start.line, origin.within.len()), (10, 0));
}

#[test]
fn a_script_can_require_programs_itself() {
    let head = HEAD.replace("surfaces:", "requires:\n  - gum\nsurfaces:");
    let plan = Project::of(&format!("{head}      - wait: 1s\n")).plan();
    let [gum] = plan.act.requires.as_slice() else {
        panic!("{:?}", plan.act.requires);
    };
    assert_eq!(
        (gum.requirement.program.as_str(), &gum.surface),
        ("gum", &None)
    );
    assert_eq!(plan.origins.0["requires:gum"].place.start.line, 3);
}
