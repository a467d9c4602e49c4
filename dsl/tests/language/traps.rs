//! What YAML makes of words that were not meant for it, and what is said about it.

use crate::project::{Project, assert_script, assert_steps};

#[test]
fn a_hash_swallows_spoken_words() {
    assert_steps(
        "      - say: We are #1 today\n      - caption:\n          text: Issue #42\n",
        r#"
E0110 8:14-20 /scenes/0/steps/0/say
  only 'We are' is read, because ' #' begins a comment in YAML
  hint: put the words into quotes: "We are #1 today"
  fix: put the words into quotes [{"op":"replace","path":"/scenes/0/steps/0/say","value":"We are #1 today"}]
E0110 10:17-22 /scenes/0/steps/1/caption/text
  only 'Issue' is read, because ' #' begins a comment in YAML
  hint: put the words into quotes: "Issue #42"
  fix: put the words into quotes [{"op":"replace","path":"/scenes/0/steps/1/caption/text","value":"Issue #42"}]"#
            .trim_start(),
    );
}

#[test]
fn a_comment_for_people_is_left_alone() {
    let plan = Project::steps("      - say: We are first # as of today\n").plan();
    let words = serde_json::to_value(&plan.look.scenes[0].effects[0].kind).unwrap();
    assert_eq!(words["say"]["text"]["en"], "We are first");
}

#[test]
fn a_colour_without_quotes_is_a_comment() {
    assert_script(
        "demoreel: 1\nsurfaces:\n  app:\n    browser: https://example.com\nbackground:\n  colour: #fff\nscenes:\n  - scene: one\n",
        r##"
E0111 6:3-9 /background/colour
  `colour` has no value, because '#fff' is a comment in YAML
  hint: put it into quotes: "#fff"
  fix: put it into quotes [{"op":"replace","path":"/background/colour","value":"#fff"}]"##
            .trim_start(),
    );
}

#[test]
fn color_is_spelt_our_way_and_a_comment_at_that() {
    assert_script(
        "demoreel: 1\nsurfaces:\n  app:\n    browser: https://example.com\nbackground:\n  color: #fff\nscenes:\n  - scene: one\n",
        r##"
E0210 warning 6:3-8 /background/color
  `color` is called `colour` here
  fix: write `colour` [{"op":"move","from":"/background/color","path":"/background/colour"}]
E0111 6:3-8 /background/color
  `color` has no value, because '#fff' is a comment in YAML
  hint: put it into quotes: "#fff"
  fix: put it into quotes [{"op":"replace","path":"/background/color","value":"#fff"}]"##
            .trim_start(),
    );
}

#[test]
fn a_selector_without_quotes_is_a_comment_or_a_list() {
    assert_steps(
        "      - click:\n          css: #name\n      - click: #name\n      - click:\n          css: [data-x=1]\n      - click: [data-x=1]\n",
        r##"
E0111 9:11-14 /scenes/0/steps/0/click/css
  `css` has no value, because '#name' is a comment in YAML
  hint: put it into quotes: "#name"
  fix: put it into quotes [{"op":"replace","path":"/scenes/0/steps/0/click/css","value":"#name"}]
E0111 10:9-14 /scenes/0/steps/1/click
  `click` has no value, because '#name' is a comment in YAML
  hint: put it into quotes, under `css` if it is a selector: `css: "#name"`
  fix: point at it by selector [{"op":"replace","path":"/scenes/0/steps/1/click","value":{"css":"#name"}}]
E0114 12:16-26 /scenes/0/steps/2/click/css
  `css` takes words, but '[data-x=1]' is a list in YAML
  hint: put it into quotes: "[data-x=1]"
  fix: put the words into quotes [{"op":"replace","path":"/scenes/0/steps/2/click/css","value":"[data-x=1]"}]
E0114 13:16-26 /scenes/0/steps/3/click
  `click` takes words, but '[data-x=1]' is a list in YAML
  hint: put it into quotes, under `css` if it is a selector: `css: "[data-x=1]"`
  fix: point at it by selector [{"op":"replace","path":"/scenes/0/steps/3/click","value":{"css":"[data-x=1]"}}]"##
            .trim_start(),
    );
}

#[test]
fn words_that_yaml_cannot_read_do_not_hide_what_follows() {
    assert_steps(
        "      - say: Note: this\n      - say: @home\n      - say: *bold* words\n      - say: \"Hi\" she said\n      - clik: A\n",
        r#"
E0112 8:14-24 /scenes/0/steps/0/say
  ': ' begins a new key in YAML, so these words need quotes
  hint: write "Note: this"
  fix: put the words into quotes [{"op":"replace","path":"/scenes/0/steps/0/say","value":"Note: this"}]
E0113 9:14-19 /scenes/0/steps/1/say
  '@' at the beginning means something else in YAML, so these words need quotes
  hint: write "@home"
  fix: put the words into quotes [{"op":"replace","path":"/scenes/0/steps/1/say","value":"@home"}]
E0113 10:14-26 /scenes/0/steps/2/say
  '*' at the beginning means something else in YAML, so these words need quotes
  hint: write "*bold* words"
  fix: put the words into quotes [{"op":"replace","path":"/scenes/0/steps/2/say","value":"*bold* words"}]
E0113 11:14-27 /scenes/0/steps/3/say
  the text goes on after its closing ", so these words need quotes
  hint: write "\"Hi\" she said"
  fix: put the words into quotes [{"op":"replace","path":"/scenes/0/steps/3/say","value":"\"Hi\" she said"}]
E0202 12:9-13 /scenes/0/steps/4/clik
  there is no step `clik`
  hint: did you mean `click`?
  fix: write `click` [{"op":"move","from":"/scenes/0/steps/4/clik","path":"/scenes/0/steps/4/click"}]"#
            .trim_start(),
    );
}

#[test]
fn a_quote_that_is_never_closed_ends_with_its_line() {
    assert_steps(
        "      - say: \"Hello\n      - say: 'It's late'\n      - clik: A\n",
        r#"
E0113 8:14-20 /scenes/0/steps/0/say
  the " that opens here is never closed
  hint: write "Hello"
  fix: put the words into quotes [{"op":"replace","path":"/scenes/0/steps/0/say","value":"Hello"}]
E0113 9:14-25 /scenes/0/steps/1/say
  the text goes on after its closing ', so these words need quotes
  hint: write "It's late"
  fix: put the words into quotes [{"op":"replace","path":"/scenes/0/steps/1/say","value":"It's late"}]
E0202 10:9-13 /scenes/0/steps/2/clik
  there is no step `clik`
  hint: did you mean `click`?
  fix: write `click` [{"op":"move","from":"/scenes/0/steps/2/clik","path":"/scenes/0/steps/2/click"}]"#
            .trim_start(),
    );
}

#[test]
fn a_comma_inside_braces_ends_the_words() {
    assert_steps(
        "      - click: {text: Deploy, now}\n",
        r#"
E0115 8:31-34 /scenes/0/steps/0/click/now
  inside braces a comma ends the words before it, so `now` is a key
  hint: put the words into quotes: "Deploy, now"; or leave the braces out
  fix: put the words into quotes [{"op":"remove","path":"/scenes/0/steps/0/click/now"},{"op":"replace","path":"/scenes/0/steps/0/click/text","value":"Deploy, now"}]"#
            .trim_start(),
    );
}

#[test]
fn on_is_no_key() {
    assert_steps(
        "      - click:\n          text: Save\n          on: app\n",
        r#"
E0215 10:11-13 /scenes/0/steps/0/click/on
  `on` is no key, and many YAML readers take it for true
  hint: the word is `surface`
  fix: write `surface` [{"op":"move","from":"/scenes/0/steps/0/click/on","path":"/scenes/0/steps/0/click/surface"}]"#
            .trim_start(),
    );
}

#[test]
fn tabs_are_told_line_by_line_and_read_all_the_same() {
    assert_script(
        "demoreel: 1\nsurfaces:\n\tapp:\n\t\tbrowser: https://example.com\nscenes:\n  - scene: one\n    stesp: []\n",
        r#"
E0108 3:1-2 
  this line is indented with a tab
  hint: YAML is indented with spaces alone: two for each level
E0108 4:1-2 
  this line is indented with a tab
  hint: YAML is indented with spaces alone: two for each level
E0203 7:5-10 /scenes/0/stesp
  the scene has no `stesp`
  hint: did you mean `steps`?
  fix: write `steps` [{"op":"move","from":"/scenes/0/stesp","path":"/scenes/0/steps"}]"#
            .trim_start(),
    );
}

#[test]
fn a_missing_dash_makes_two_keys_of_one_step() {
    assert_steps(
        "      - click: Save\n        wait: 2s\n        press: Enter\n      - click: Next\n",
        r#"
E0201 9:9-13 /scenes/0/steps/0/wait
  a step has exactly one key; found `click` and `wait`
  the step begins here: 8:9-14 /scenes/0/steps/0/click
  hint: begin line 9 with `- `, so that `wait` is a step of its own
  fix: make each a step of its own [{"op":"remove","path":"/scenes/0/steps/0/wait"},{"op":"add","path":"/scenes/0/steps/1","value":{"wait":"2s"}},{"op":"remove","path":"/scenes/0/steps/0/press"},{"op":"add","path":"/scenes/0/steps/2","value":{"press":"Enter"}}]"#
            .trim_start(),
    );
}

#[test]
fn a_field_beside_its_step_belongs_inside() {
    assert_steps(
        "      - click:\n        css: form\n        nth: 2\n",
        r#"
E0212 9:9-12 /scenes/0/steps/0/css
  `css` stands beside `click`, not inside it
  hint: indent `css` by two more spaces
  fix: put it inside [{"op":"replace","path":"/scenes/0/steps/0","value":{"click":{"css":"form","nth":2}}}]"#
            .trim_start(),
    );
}

#[test]
fn a_space_is_missing_after_the_colon() {
    assert_steps(
        "      - wait:2s\n",
        r#"
E0202 8:9-16 /scenes/0/steps/0
  there is no step `wait:2s`
  hint: put a space after the colon: `wait: 2s`
  fix: put a space after the colon [{"op":"replace","path":"/scenes/0/steps/0","value":{"wait":"2s"}}]"#
            .trim_start(),
    );
}

#[test]
fn words_keep_their_source_text() {
    let project = Project::steps(
        "      - click: 12\n      - click: 1.10\n      - click: no\n      - click: 2026-01-01\n      - click: 1e3\n",
    );
    let texts: Vec<_> = project.plan().act.scenes[0]
        .steps
        .iter()
        .map(|step| serde_json::to_value(&step.action).unwrap())
        .map(|action| action["click"]["target"]["finder"]["text"]["text"].clone())
        .collect();
    assert_eq!(texts, ["12", "1.10", "no", "2026-01-01", "1e3"]);
}

#[test]
fn nothing_is_nothing_unless_it_is_quoted() {
    assert_steps(
        "      - say: null\n      - say: \"null\"\n      - say: ~\n",
        "\
E0204 8:9-12 /scenes/0/steps/0/say
  `say` needs `text`
  hint: `text` takes words, or a map from languages to words; for example:
- say: One command connects it.
- say:
    text: Watch the log.
    steps:
      - click: Deploy
E0204 10:9-12 /scenes/0/steps/2/say
  `say` needs `text`
  hint: `text` takes words, or a map from languages to words; for example:
- say: One command connects it.
- say:
    text: Watch the log.
    steps:
      - click: Deploy",
    );
}

#[test]
fn a_block_of_text_keeps_its_hashes_and_loses_its_last_line_break() {
    let plan =
        Project::steps("      - say: |\n          We are #1: really\n          today\n").plan();
    let words = serde_json::to_value(&plan.look.scenes[0].effects[0].kind).unwrap();
    assert_eq!(words["say"]["text"]["en"], "We are #1: really\ntoday");
}
