//! Values inside words and command lines.

use demoreel_dsl::Options;
use demoreel_primitives::plan::Plan;

use crate::project::{Project, assert_script};

const HEAD: &str = "\
demoreel: 1
params:
  name:
    type: text
    default: it's mine
  token:
    type: secret
    default:
      env: TOKEN
  tags:
    type: list
    of: text
    default:
      - a
      - b
surfaces:
  app:
    browser: https://example.com
";

fn script(rest: &str) -> String {
    format!("{HEAD}{rest}scenes:\n  - scene: one\n")
}

fn service(command: &str) -> String {
    let plan = Project::of(&script(&format!("services:\n  web: {command}\n"))).plan();
    plan.act.services[0].run.clone()
}

fn said(words: &str) -> String {
    let plan: Plan = Project::of(&format!("{}    say: {words}\n", script(""))).plan();
    let kind = serde_json::to_value(&plan.look.scenes[0].effects[0].kind).unwrap();
    kind["say"]["text"].to_string()
}

#[test]
fn a_value_is_one_word_of_a_command_wherever_it_stands() {
    assert_eq!(service("./serve ${name}"), r"./serve 'it'\''s mine'");
    assert_eq!(
        service("./serve \"--name=${name}\""),
        r#"./serve "--name="'it'\''s mine'"""#
    );
    assert_eq!(service("./serve 'x ${name}'"), r"./serve 'x it'\''s mine'");
    assert_eq!(
        service("./serve ${name | upper}"),
        r"./serve 'IT'\''S MINE'"
    );
    assert_eq!(service("./serve ${name | raw}"), "./serve it's mine");
    assert_eq!(service("./serve $${HOME}"), "./serve ${HOME}");
}

#[test]
fn a_value_is_refused_where_no_quotes_can_hold_it() {
    assert_script(
        &script("services:\n  web: ./serve $(( ${name} ))\n"),
        "\
E0331 20:8-30 /services/web
  a value cannot stand inside arithmetic: a shell could read it as a command
  hint: put it bare or into quotes, or write `| raw` if it is meant to be read by the shell",
    );
    let project = Project::of(&script("services:\n  web: ./serve ${name}\n"));
    let options = Options {
        set: vec![("name".to_owned(), "a\u{3}rm -rf .".to_owned())],
        ..Options::default()
    };
    let told = project.told(&project.check_with("script.yaml", &options));
    assert!(told.starts_with("E0331 "), "{told}");
}

#[test]
fn filters_change_words_and_unknown_ones_are_told() {
    assert!(said("Hello ${name | title}").contains("Hello It's Mine"));
    assert!(said("\"All: ${tags | join(', ')}\"").contains("All: a, b"));
    assert!(said("${tags.1}").contains("b"));
    assert_script(
        &format!("{}    say: Hello ${{name | uper}} and ${{tags}}\n    caption: ${{name + 1}}\n", script("")),
        "\
E0330 21:10-42 /scenes/0/say
  there is no filter `uper`
  hint: did you mean `upper`?
E0308 22:14-25 /scenes/0/caption
  `${name + 1}` is no name of a value
  hint: it holds a name, perhaps fields of it, and filters, such as `${page.title | upper}`; `$${` is a plain `${`",
    );
}

#[test]
fn what_is_put_in_is_not_read_again() {
    let script = script("").replace("it's mine", "$${token} and $${tags}");
    let steps =
        "    steps:\n      - say: Hello ${name}\n      - caption:\n          text: ${name}\n";
    let plan = Project::of(&format!("{script}{steps}")).plan();
    let effects = serde_json::to_string(&plan.look.scenes[0].effects).unwrap();
    assert!(effects.contains("Hello ${token} and ${tags}"), "{effects}");
    assert!(effects.contains("\"${token} and ${tags}\""), "{effects}");
}

#[test]
fn a_secret_stands_in_no_words() {
    let told =
        Project::of(&format!("{}    say: The token is ${{token}}\n", script(""))).complaints();
    assert!(told.contains("`token` is no single word"), "{told}");
}

#[test]
fn values_that_double_themselves_come_to_an_end() {
    let mut project = Project::new();
    let mut names = String::new();
    for n in 0..30 {
        let next = match n {
            29 => "  - say: ${x}\n".to_owned(),
            _ => format!("  - s{}: ${{x}}${{x}}\n", n + 1),
        };
        let text = format!("primitive: s{n}\nabout: Twice.\nparams:\n  x: text\nsteps:\n{next}");
        names.push_str(&format!("  - s{n}.yaml\n"));
        project = project.with(&format!("s{n}.yaml"), text);
    }
    let head = HEAD.replace("surfaces:", &format!("use:\n{names}surfaces:"));
    let told = project
        .with(
            "script.yaml",
            format!("{head}scenes:\n  - scene: one\n    steps:\n      - s0: ab\n"),
        )
        .complaints();
    assert!(told.starts_with("E0105 "), "{told}");
}
