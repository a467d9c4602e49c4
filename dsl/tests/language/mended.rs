//! Fixes in the text: what they change, and all that they leave as it was.

use demoreel_dsl::{Disk, Mended, Options};

use crate::project::{HEAD, Project};

fn mend(script: &str) -> Mended {
    let project = Project::of(script);
    demoreel_dsl::mend(&project.path("script.yaml"), &Options::default(), &Disk)
}

/// Steps and what becomes of them; what stands around them stays.
fn assert_mended(before: &str, after: &str) {
    let text = mend(&format!("{HEAD}{before}")).text;
    let expected = format!("{HEAD}{after}");
    assert_eq!(text.as_deref(), Some(expected.as_str()), "{before}");
}

#[test]
fn only_the_words_in_question_are_changed() {
    assert_mended(
        "\n      # First the form.\n      -   clik:   Save   # here\n\n      - wait: 2 # long enough\n",
        "\n      # First the form.\n      -   click:   Save   # here\n\n      - wait: 2s # long enough\n",
    );
}

#[test]
fn each_kind_of_slip() {
    let slips = [
        ("- say: We are #1 today\n", "- say: \"We are #1 today\"\n"),
        ("- say: Note: this\n", "- say: \"Note: this\"\n"),
        ("- say: @home\n", "- say: \"@home\"\n"),
        (
            "- say: \"Hi\" she said\n",
            "- say: \"\\\"Hi\\\" she said\"\n",
        ),
        (
            "- click:\n          css: #name\n",
            "- click:\n          css: \"#name\"\n",
        ),
        (
            "- click:\n          css: [data-x=1]\n",
            "- click:\n          css: \"[data-x=1]\"\n",
        ),
        (
            "- click:\n          point: [640, 400]\n",
            "- click:\n          point: 640, 400\n",
        ),
        ("- wait:2s\n", "- wait: 2s\n"),
        ("- zoomout\n", "- zoom_out\n"),
        ("- mark_speedup: \"4\"\n", "- mark_speedup: 4\n"),
        (
            "- open: www.example.com\n",
            "- open: https://www.example.com\n",
        ),
        (
            "- click: Save\n        wait: 2s\n        press: Enter\n",
            "- click: Save\n      - wait: 2s\n      - press: Enter\n",
        ),
        (
            "- click:\n          'txt': Save\n          on: app\n",
            "- click:\n          'text': Save\n          surface: app\n",
        ),
    ];
    for (before, after) in slips {
        assert_mended(&format!("      {before}"), &format!("      {after}"));
    }
}

#[test]
fn the_version_is_written_above_the_first_key() {
    let script = "# A demo.\n\n# Where it is.\nsurfaces:\n  app:\n    browser: https://example.com\nscenes:\n  - scene: one\n";
    let mended = mend(script);
    let expected = script.replace("surfaces:", "demoreel: 1\nsurfaces:");
    assert_eq!(mended.text.as_deref(), Some(expected.as_str()));
    assert!(mended.checked.plan.is_some());
    assert_eq!(mended.changes[0].title, "write `demoreel: 1`");
}

#[test]
fn what_is_not_certain_is_left_to_the_author() {
    let mixed = "      - clik: Save\n      - click: {text: Deploy, now} # go\n";
    let mended = mend(&format!("{HEAD}{mixed}"));
    let expected = mixed.replace("clik:", "click:");
    assert_eq!(mended.text.unwrap(), format!("{HEAD}{expected}"));
    assert_eq!(mended.changes.len(), 1);
    let left: Vec<_> = mended
        .checked
        .diagnostics
        .iter()
        .map(|one| one.code.as_str())
        .collect();
    assert_eq!(left, ["E0115"]);
}

#[test]
fn a_key_is_not_renamed_to_one_that_is_there() {
    let steps = "      - wait_for:\n          text: Active\n          txt: Ready\n";
    assert!(mend(&format!("{HEAD}{steps}")).text.is_none());
}

#[test]
fn other_files_line_ends_and_marks_stay() {
    let script = format!("\u{feff}{HEAD}      - clik: Save\n").replace('\n', "\r\n");
    let expected = script.replace("clik", "click");
    assert_eq!(mend(&script).text.unwrap(), expected);
    let json = "{\"demoreel\": 1, \"surfaces\": {\"app\": {\"browser\": \"https://example.com\"}},\n \"scenes\": [{\"scene\": \"one\", \"steps\": [{\"clik\": \"A\"}, {\"wait\": 2}]}]}";
    let expected = json.replace("clik", "click").replace("2}", "\"2s\"}");
    assert_eq!(mend(json).text.unwrap(), expected);
}

#[test]
fn a_script_without_mistakes_is_not_touched() {
    let mended = mend(&format!("{HEAD}      - click: Save\n"));
    assert!(mended.text.is_none() && mended.changes.is_empty());
    assert!(mended.checked.plan.is_some());
}

#[test]
fn a_line_that_was_guessed_at_is_left_to_the_author() {
    let head = HEAD.replace("demoreel: 1\n", "demoreel: 1\ntitle: [One, two\n");
    let mended = mend(&format!("{head}      - clik: Save\n"));
    assert_eq!(mended.text, Some(format!("{head}      - click: Save\n")));
    assert_eq!(mended.changes.len(), 1);
}
