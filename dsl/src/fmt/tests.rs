//! The canonical form: by example, and for trees that were made at random.

use super::*;

fn yaml(text: &str) -> String {
    format("demo.yaml", text.as_bytes(), Some(Notation::Yaml))
        .unwrap()
        .text
}

fn json(text: &str) -> String {
    format("demo.yaml", text.as_bytes(), Some(Notation::Json))
        .unwrap()
        .text
}

fn data(text: &str) -> serde_json::Value {
    clear_tree("demo.yaml", text.as_bytes()).unwrap().to_json()
}

#[track_caller]
fn becomes(before: &str, after: &str) {
    let once = yaml(before);
    assert_eq!(once, after);
    assert_eq!(yaml(&once), once, "a second time");
    assert_eq!(data(&once), data(before));
}

#[test]
fn braces_become_blocks() {
    becomes(
        "{demoreel: 1, scenes: [{scene: a, steps: [zoom_out, {wait: 2s}, {click: {css: '#a', \
         nth: 2}},\n {press: {keys: [Tab, 'a, b']}}]}], env: [{a: \
         b}], list: [\n a, b], services: {}}\n",
        "demoreel: 1\nscenes:\n  - scene: a\n    steps:\n      - zoom_out\n      - wait: 2s\n      \
         - click:\n          css: \"#a\"\n          nth: 2\n      - press:\n          keys: [Tab, \"a, \
         b\"]\nenv:\n  - a: b\nlist:\n  - a\n  - b\nservices: {}\n",
    );
}

#[test]
fn comments_stay_where_they_are() {
    becomes(
        "#!modeline\n\n# Ours.\ndemoreel:   1   # one\n\n\n# Before.\nscenes: # all\n\n    # First.\n    \
         - scene: a   # a\n      steps:   # its\n        - wait: 2s  # short\n        # - wait: 3s\n\n         \
         # - wait: 4s\n    # Between.\n    - scene: b\n      steps:\n        - zoom_out # out\n        \
         # At the end.\n# Last.\n",
        "#!modeline\n\n# Ours.\ndemoreel: 1 # one\n\n# Before.\nscenes: # all\n  # First.\n  \
         - scene: a # a\n    steps: # its\n      - wait: 2s # short\n      # - wait: 3s\n\n      \
         # - wait: 4s\n  # Between.\n  - scene: b\n    steps:\n      - zoom_out # out\n      \
         # At the end.\n# Last.\n",
    );
    becomes(
        "scenes:\n  - # why\n    scene: a\n    say: # said\n      Hello\n    note: | # text\n      a\n      \
         b\n    # after\n    list: [a, # one\n      b] # two\n",
        "scenes:\n  # why\n  - scene: a\n    # said\n    say: Hello\n    # text\n    note: |\n      a\n      \
         b\n    # after\n    list: # one\n      - a\n      - b # two\n",
    );
}

#[test]
fn long_text_keeps_its_lines_and_short_text_needs_none() {
    becomes(
        "scenes:\n  - say: >-\n      Short\n      words.\n    run: |\n      a\n        b\n\n      c\n    one: |\n      \
         echo\n",
        "scenes:\n  - say: Short words.\n    run: |\n      a\n        b\n\n      c\n    one: |\n      echo\n",
    );
    let long = "This sentence goes on. ".repeat(8);
    let folded = yaml(&format!("scenes:\n  - say: >\n      {}\n", long.trim()));
    assert!(folded.lines().all(|line| line.len() <= 100), "{folded}");
    assert_eq!(yaml(&folded), folded);
    becomes(
        &format!("scenes:\n  - say: {}\n", long.trim()),
        &format!("scenes:\n  - say: {}\n", long.trim()),
    );
}

#[test]
fn words_keep_what_they_are() {
    becomes(
        "scenes:\n  - a: 'no'\n    b: no\n    c: \"1.10\"\n    d: 1.10\n    e: 'We are #1'\n    \
         f: \"Note: x\"\n    g: 'plain'\n    h: \"a\\nb\"\n    i: ' '\n    j: ~\n    k: \"\\u2028\"\n    \
         \"on\": 'it''s'\n",
        "scenes:\n  - a: \"no\"\n    b: no\n    c: \"1.10\"\n    d: 1.10\n    e: \"We are #1\"\n    \
         f: \"Note: x\"\n    g: plain\n    h: |-\n      a\n      b\n    i: \" \"\n    j:\n    \
         k: \"\\u2028\"\n    \"on\": it's\n",
    );
}

#[test]
fn json_and_back_loses_nothing() {
    let text = "scenes:\n  - a: 1.10\n    b: \"1.10\"\n    c: no\n    d: true\n    e: \"true\"\n    f: 007\n    \
                g: |\n      a\n      b\n    h: []\n    i:\n    j: 1e3\n";
    let there = json(text);
    assert!(there.contains("\"a\": 1.10,"), "{there}");
    assert!(there.contains("\"f\": \"007\""), "{there}");
    let parsed: serde_json::Value = serde_json::from_str(&there).unwrap();
    assert_eq!(parsed["scenes"][0]["d"], true);
    let back = yaml(&there);
    assert_eq!(
        back,
        text.replace(": no", ": \"no\"").replace("007", "\"007\"")
    );
    assert_eq!(json(&back), there);
    let kept = format("x.json", there.as_bytes(), None).unwrap().text;
    assert_eq!(kept, there);
}

#[test]
fn what_is_not_ours_is_refused() {
    let refused = |name: &str, text: &str| {
        let all = format(name, text.as_bytes(), None).unwrap_err();
        all[0].code.clone()
    };
    assert_eq!(refused("a.tape", "Output a.gif\n"), "E0914");
    assert_eq!(refused("compose.yaml", "services:\n  a: b\n"), "E0914");
    assert_eq!(refused("a.yaml", "scenes:\n  - say: Note: x\n"), "E0112");
    assert_eq!(refused("a.yaml", "scenes: 1\nscenes: 2\n"), "E0106");
}

/// A generator of numbers that is always the same.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 11) as usize % sides
    }
}

const TEXTS: &[&str] = &[
    "plain",
    "two words",
    "",
    " lead",
    "trail ",
    "# hash",
    "a # b",
    "a: b",
    "no",
    "1.10",
    "12",
    "true",
    "null",
    "~",
    "- dash",
    "{x}",
    "[y]",
    "*a",
    "&b",
    "!t",
    "%p",
    "@at",
    "it's",
    "\"q\"",
    "a\nb",
    "a\n\nb\n",
    "\nlead",
    "tab\there",
    "a\\b",
    "é ü 日本",
    "ends:",
    "x\n",
    "  in\n out",
    "a \nb",
    "---",
    "...",
    "?",
    "-",
    ":",
    "a\n---\nb",
    "|",
    ">",
    "${name}",
    "a,b",
    "y",
];

/// A value as JSON, and a text that says it, in one of the styles of YAML.
fn value(dice: &mut Dice, depth: usize) -> serde_json::Value {
    match dice.roll(if depth > 3 { 3 } else { 5 }) {
        0..=2 => match dice.roll(12) {
            0 => serde_json::Value::Null,
            1 => true.into(),
            2 => (dice.roll(500) as i64 - 100).into(),
            3 => (dice.roll(500) as f64 / 8.0).into(),
            _ => TEXTS[dice.roll(TEXTS.len())].into(),
        },
        3 => (0..dice.roll(4)).map(|_| value(dice, depth + 1)).collect(),
        _ => map(dice, depth),
    }
}

fn map(dice: &mut Dice, depth: usize) -> serde_json::Value {
    let pairs = (0..dice.roll(5)).map(|index| {
        let key = match dice.roll(8) {
            0 => format!("{}{index}", TEXTS[dice.roll(TEXTS.len())]),
            _ => format!("key{index}"),
        };
        (key, value(dice, depth + 1))
    });
    serde_json::Value::Object(pairs.collect())
}

/// JSON over several lines with comments of YAML strewn in; how many there are.
fn strewn(dice: &mut Dice, data: &serde_json::Value) -> (String, usize) {
    let mut comments = 0;
    let pretty = serde_json::to_string_pretty(data).unwrap();
    let lines = pretty.lines().map(|line| match dice.roll(6) {
        0 => {
            comments += 1;
            format!("{line} # note {comments}\n")
        }
        1 => {
            comments += 1;
            format!("{line}\n\n  # alone {comments}\n")
        }
        _ => format!("{line}\n"),
    });
    let text: String = lines.collect();
    (text, comments)
}

#[test]
fn random_trees_say_the_same_in_every_form() {
    let mut dice = Dice(0x9e37_79b9_7f4a_7c15);
    for _ in 0..1500 {
        let mut tree = serde_json::json!({ "demoreel": 1 });
        tree["data"] = value(&mut dice, 0);
        tree["more"] = map(&mut dice, 0);
        let (text, comments) = strewn(&mut dice, &tree);
        let block = yaml(&text);
        assert_eq!(data(&block), tree, "{text}\n{block}");
        assert_eq!(yaml(&block), block, "not the same twice:\n{text}");
        let kept = (1..=comments).filter(|number| {
            let ends = |line: &str| line.ends_with(&format!(" {number}"));
            block.lines().filter(|line| line.contains("# ")).any(ends)
        });
        assert_eq!(kept.count(), comments, "{text}\n{block}");
        let back = json(&block);
        assert_eq!(
            serde_json::from_str::<serde_json::Value>(&back).unwrap(),
            tree
        );
    }
}
