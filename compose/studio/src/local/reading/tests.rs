//! What is written, and how it is read aloud.

use super::*;

fn read_as(text: &str) -> String {
    let sentences = read(text);
    let scripts: Vec<String> = sentences.iter().map(Sentence::script).collect();
    scripts.join(" | ")
}

#[test]
fn plain_words_are_read_as_they_are_written() {
    assert_eq!(read_as("It's live, isn't it?"), "It's lyve, isn't it?");
    assert_eq!(
        read_as("One command connects it. Then ask!"),
        "One command connects it. | Then ask."
    );
}

#[test]
fn words_of_the_trade_are_spelled_for_the_voice() {
    for (written, spoken) in [
        ("MCP", "M C P."),
        ("APIs", "A P I's."),
        ("the CLI's", "the C L I's."),
        ("npm", "N P M."),
        ("YAML", "YAML."),
        ("GitHub", "Git Hub."),
        ("macOS", "mac O S."),
        ("v1.2", "v 1 point 2."),
        ("1.2.3", "1 point 2 point 3."),
        ("4x", "4 times."),
        ("500ms", "500 milliseconds."),
        ("1s", "1 second."),
        ("12 s", "12 seconds."),
        ("2 MB", "2 megabytes."),
        ("#1", "number 1."),
        ("A & B", "A and B."),
        ("hello.yaml", "hello dot yaml."),
        ("https://mcp.ml.ink/mcp", "mcp dot ml dot ink slash mcp."),
        ("localhost:4173", "local host 4173."),
        ("me@example.com", "me at example dot com."),
        ("add_mcp_server", "add mcp server."),
        ("command-line", "command line."),
        (".env", "dot env."),
        ("and/or", "and slash or."),
        ("naïve café", "naive cafe."),
    ] {
        assert_eq!(read_as(written), spoken, "{written}");
    }
}

#[test]
fn numbers_are_left_to_the_voice() {
    for written in [
        "3.5", "$5.50", "1,000", "10:30", "50%", "2026", "3-5", "20th",
    ] {
        assert_eq!(read_as(written), format!("{written}."));
    }
}

#[test]
fn every_written_word_stays_with_its_punctuation() {
    let text = "Wait — 3.5 s, “really”? Yes 🎉 (e.g. on MCP).";
    let sentences = read(text);
    let words: Vec<&str> = sentences
        .iter()
        .flat_map(|sentence| sentence.words.iter().map(|word| word.text.as_str()))
        .collect();
    assert_eq!(
        words,
        [
            "Wait —",
            "3.5",
            "s,",
            "“really”?",
            "Yes 🎉",
            "(e.g.",
            "on",
            "MCP)."
        ]
    );
    assert_eq!(words.join(" "), text);
    assert_eq!(
        read_as(text),
        "Wait, 3.5 seconds, really? | Yes for example on M C P."
    );
}

#[test]
fn there_may_be_nothing_to_say() {
    for text in ["", "   ", "...", "🎉 —"] {
        assert!(read(text).is_empty(), "{text}");
    }
}

#[test]
fn a_sentence_without_an_end_is_divided_all_the_same() {
    let text = "word ".repeat(10_000);
    let sentences = read(&text);
    assert!(sentences.iter().all(|sentence| sentence.words.len() <= 90));
    let words: usize = sentences.iter().map(|sentence| sentence.words.len()).sum();
    assert_eq!(words, 10_000);
}
