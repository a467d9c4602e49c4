//! Real shells read what is joined, and find the values as they were.

use std::process::Command;

use super::*;

/// Values that try to get out.
const NASTY: &[&str] = &[
    "plain",
    "two words",
    "",
    "'; touch broken; '",
    "\"; touch broken; \"",
    "$(touch broken)",
    "`touch broken`",
    "'$(touch broken)'",
    "\"$(touch broken)\"",
    "\\",
    "\\'",
    "'",
    "''",
    "\"",
    "a\\\"b",
    "$HOME ${HOME} $((1+1))",
    "!! !x",
    "* ? [a-z] ~ {a,b}",
    "a;b&c|d>e<f#g",
    "-n",
    "if",
    "2",
    "x=y",
    "\u{e9}\u{1f600}",
    ") ; touch broken ; (",
    "}; touch broken; ${",
];

/// Where a value stands, and what the shell must print for it.
const PLACES: &[(&str, &str, &str, &str)] = &[
    ("printf '[%s]' ", "", "[", "]"),
    ("printf '[%s]' a", "b", "[a", "b]"),
    ("printf '[%s]' \"a ", " b\"", "[a ", " b]"),
    ("printf '[%s]' 'a ", " b'", "[a ", " b]"),
    ("printf '[%s]' \"it's ", "\"", "[it's ", "]"),
    ("printf '[%s]' \\\"", "\\\"", "[\"", "\"]"),
    ("printf '[%s]' \"$(printf '%s' ", ")\"", "[", "]"),
    ("printf '[%s]' \"$(printf '%s' \"", "\")\"", "[", "]"),
    ("printf '[%s]' \"$(printf '%s' '", "')\"", "[", "]"),
    ("(printf '[%s]' \"", "\")", "[", "]"),
    ("x=", "; printf '[%s]' \"$x\"", "[", "]"),
    ("true && printf '[%s]' ", " # it's done", "[", "]"),
    ("# it's ", "\nprintf '[]'", "[", "]"),
];

#[test]
fn no_value_gets_out_of_its_word_in_any_shell() {
    let folder = tempfile::tempdir().unwrap();
    for shell in ["sh", "bash"] {
        for (before, after, opens, closes) in PLACES {
            for value in NASTY {
                let parts = [
                    Part::Author((*before).to_owned()),
                    Part::Value((*value).to_owned()),
                    Part::Author((*after).to_owned()),
                ];
                let line = join(&parts).unwrap();
                let ran = Command::new(shell)
                    .args(["-c", &line])
                    .current_dir(folder.path())
                    .output()
                    .unwrap();
                let printed = String::from_utf8(ran.stdout).unwrap();
                let shown = if before.starts_with('#') { "" } else { value };
                assert_eq!(
                    printed,
                    format!("{opens}{shown}{closes}"),
                    "{shell}: {line}"
                );
            }
        }
    }
    assert!(!folder.path().join("broken").exists());
}

fn at(before: &str, value: &str, after: &str) -> Result<String, Refusal> {
    join(&[
        Part::Author(before.to_owned()),
        Part::Value(value.to_owned()),
        Part::Author(after.to_owned()),
    ])
}

#[test]
fn a_harmless_value_is_written_as_it_is() {
    let line = at("add --transport http ", "https://mcp.ml.ink/mcp", "").unwrap();
    assert_eq!(line, "add --transport http https://mcp.ml.ink/mcp");
    assert_eq!(at("echo \"v", "1.2", "\"").unwrap(), "echo \"v1.2\"");
    assert_eq!(at("echo ", "2", ">file").unwrap(), "echo '2'>file");
}

#[test]
fn where_no_quoting_helps_a_value_is_refused() {
    for (before, after) in [
        ("echo \\", ""),
        ("echo `id ", "`"),
        ("echo $((", "))"),
        ("((x = ", "))"),
        ("echo $[", "]"),
        ("echo ${x:-", "}"),
        ("echo \"${x:-", "}\""),
        ("echo \"${x:-\"a\"}", "\""),
        ("echo $'a ", "'"),
        ("cat <<END\n", "\nEND"),
        ("echo \"$(case x in x) echo ", ";; esac)\""),
        ("case x in x) echo ", ";; esac"),
    ] {
        let refused = at(before, "x", after);
        assert!(
            matches!(refused, Err(Refusal::Place(_))),
            "{before}: {refused:?}"
        );
    }
    for value in ["a\nb", "a\u{3}", "\u{1b}[A", "a\tb", "\u{9b}"] {
        assert_eq!(at("echo ", value, ""), Err(Refusal::ControlCharacter));
    }
}

#[test]
fn what_the_author_takes_raw_is_the_authors() {
    let parts = [
        Part::Author("echo \"".to_owned()),
        Part::Author("$(date) \" '".to_owned()),
        Part::Value("it's".to_owned()),
        Part::Author("'".to_owned()),
    ];
    assert_eq!(join(&parts).unwrap(), r#"echo "$(date) " 'it'\''s'"#);
}
