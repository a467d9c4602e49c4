//! Values for parameters from outside the script.

use demoreel_dsl::Options;
use demoreel_primitives::plan::{Action, Plan};
use demoreel_primitives::target::Finder;

use crate::project::Project;

const SCRIPT: &str = "\
demoreel: 1
params:
  name:
    type: identifier
  pause:
    type: duration
    default: 1s
  where:
    type: target
    default: Save
  token:
    type: secret
    default:
      env: TOKEN
surfaces:
  app:
    browser: https://example.com
scenes:
  - scene: one
    say: Hello ${name}
    steps:
      - wait: ${pause}
      - click: ${where}
";

fn set(pairs: &[(&str, &str)]) -> Options {
    let pairs = pairs.iter();
    Options {
        set: pairs
            .map(|(name, value)| (name.to_string(), value.to_string()))
            .collect(),
        ..Options::default()
    }
}

fn plan(project: &Project, options: &Options) -> Plan {
    let checked = project.check_with("script.yaml", options);
    assert_eq!(project.told(&checked), "");
    checked.plan.unwrap()
}

fn told(script: &str, options: &Options) -> String {
    let project = Project::of(script);
    project.told(&project.check_with("script.yaml", options))
}

fn spoken(plan: &Plan) -> String {
    let kind = serde_json::to_value(&plan.look.scenes[0].effects[0].kind).unwrap();
    kind["say"]["text"]["en"].as_str().unwrap().to_owned()
}

#[test]
fn a_parameter_without_a_default_must_be_given() {
    assert_eq!(
        told(SCRIPT, &Options::default()),
        "\
E0309 3:3-7 /params/name
  the parameter `name` has no value
  hint: give it with `--set name=...`, or give it a `default`"
    );
    let plan = plan(&Project::of(SCRIPT), &set(&[("name", "ink")]));
    assert_eq!(spoken(&plan), "Hello ink");
}

#[test]
fn words_hold_over_files_and_later_ones_over_earlier_ones() {
    let project = Project::of(SCRIPT)
        .with("one.yaml", "name: one\npause: 2s\n")
        .with("two.json", "{\"name\": \"two\"}");
    let options = Options {
        values: vec![project.path("one.yaml"), project.path("two.json")],
        ..Options::default()
    };
    let planned = plan(&project, &options);
    assert_eq!(spoken(&planned), "Hello two");
    let Action::Wait { length } = planned.act.scenes[0].steps[0].action else {
        panic!("a wait comes first")
    };
    assert_eq!(length.as_millis(), 2000);
    let set = [("name", "three"), ("name", "four")];
    let set = set.map(|(name, value)| (name.to_owned(), value.to_owned()));
    let options = Options {
        set: set.to_vec(),
        ..options
    };
    assert_eq!(spoken(&plan(&project, &options)), "Hello four");
}

#[test]
fn targets_are_words_or_maps_in_braces() {
    let finder = |value: &str| {
        let options = set(&[("name", "a"), ("where", value)]);
        match plan(&Project::of(SCRIPT), &options).act.scenes[0].steps[1].action {
            Action::Click { ref target, .. } => target.finder.clone(),
            ref other => panic!("{other:?}"),
        }
    };
    assert!(matches!(finder("Sign in"), Finder::Text { text, .. } if text == "Sign in"));
    let css = finder("{css: \"#go\"}");
    assert!(matches!(css, Finder::Css { selector } if selector == "#go"));
}

#[test]
fn a_value_from_outside_names_nothing_inside() {
    let script = SCRIPT.replace("identifier", "text");
    let options = set(&[("name", "${pause} and $${x}")]);
    let plan = plan(&Project::of(&script), &options);
    assert_eq!(spoken(&plan), "Hello ${pause} and $${x}");
}

#[test]
fn what_is_wrong_with_an_argument_is_told_at_the_argument() {
    let options = set(&[
        ("nam", "ink"),
        ("name", "two words"),
        ("pause", "2"),
        ("where", "{css: [}"),
    ]);
    assert_eq!(
        told(SCRIPT, &options),
        "\
E0308 --set nam=ink:1:7-10 
  the script has no parameter `nam`
  hint: did you mean `name`?
E0205 --set name=two words:1:12-21 
  `name` takes a name of letters, digits, '_' and '-', not 'two words'
  hint: write 'two_words'
E0206 --set pause=2:1:13-14 
  `pause: 2` has no unit; a time needs its unit
  hint: `pause` takes a time with its unit, such as '500ms' or '2s'
E0104 --set where={css: [}:1:19-19 
  this is not YAML: mismatched bracket '[' closed by '}'
  hint: check the indentation here and one line above; put words with special signs into quotes"
    );
}

#[test]
fn what_is_wrong_with_a_values_file_is_told_in_it() {
    let project = Project::of(SCRIPT)
        .with("wrong.yaml", "nmae: ink\npause: 3\n")
        .with("list.yaml", "- name\n")
        .with("empty.yaml", "# nothing yet\n");
    let paths = ["wrong.yaml", "list.yaml", "empty.yaml", "lost.yaml"];
    let options = Options {
        values: paths.map(|name| project.path(name)).to_vec(),
        set: vec![("name".to_owned(), "ink".to_owned())],
    };
    assert_eq!(
        project.told(&project.check_with("script.yaml", &options)),
        r#"
E0102 
  the values file 'lost.yaml' cannot be read: No such file or directory (os error 2)
  hint: did you mean 'list.yaml'?
E0314 list.yaml:1:1-7 
  'list.yaml' holds a list
  hint: write one line for each parameter, such as `name: guestbook`
E0308 wrong.yaml:1:1-5 /nmae
  the script has no parameter `nmae`
  hint: did you mean `name`?
E0206 wrong.yaml:2:8-9 /pause
  `pause: 3` has no unit; a time needs its unit
  hint: `pause` takes a time with its unit, such as '500ms' or '2s'
  fix: write '3s' [{"op":"replace","path":"/pause","value":"3s"}]"#
            .trim_start()
    );
}

#[test]
fn a_secret_on_the_command_line_is_refused_and_not_shown() {
    let options = set(&[("name", "ink"), ("token", "hunter2")]);
    let told = told(SCRIPT, &options);
    assert!(told.contains("E0205 --set token=***:1:13-16"), "{told}");
    assert!(!told.contains("hunter2"), "{told}");
    let options = set(&[("name", "ink"), ("token", "{env: OTHER}")]);
    plan(&Project::of(SCRIPT), &options);
}

#[test]
fn a_script_without_parameters_says_so() {
    let script = "demoreel: 1\nsurfaces:\n  app:\n    browser: https://example.com\nscenes:\n  - scene: one\n";
    assert_eq!(
        told(script, &set(&[("a", "b")])),
        "E0308 --set a=b:1:7-8 \n  the script has no parameter `a`\n  hint: it declares none; `params` would"
    );
}
