//! What is on a page instead of the words that are not: the nearest visible texts, and why.

use demoreel_primitives::page::Page;

use super::paragraph::paragraphs;
use super::tree::{Tree, shorten};

/// How many texts are named.
const NAMED: usize = 3;
/// Less alike than this is not worth saying.
const ALIKE: f64 = 0.72;

/// Visible texts that read alike, the nearest first.
pub(crate) fn alike(page: &Page, words: &str) -> Vec<String> {
    let wanted = words.trim().to_lowercase();
    let tree = Tree::new(page);
    let mut scored: Vec<(f64, String)> = Vec::new();
    for paragraph in paragraphs(&tree) {
        let runs = paragraph.runs.iter().map(|run| run.text.trim().to_owned());
        for text in runs.chain([paragraph.words().trim().to_owned()]) {
            let score = likeness(&text.to_lowercase(), &wanted);
            if score >= ALIKE && !scored.iter().any(|(_, other)| *other == text) {
                scored.push((score, text));
            }
        }
    }
    scored.sort_by(|a, b| b.0.total_cmp(&a.0));
    scored
        .into_iter()
        .take(NAMED)
        .map(|(_, text)| shorten(&text))
        .collect()
}

/// The likeliest reason, as a sentence without a full stop.
pub(crate) fn likely_cause(page: &Page, words: &str, similar: &[String]) -> Option<String> {
    if page.nodes.is_empty() {
        return Some("the page is empty".to_owned());
    }
    let wanted = words.trim().to_lowercase();
    if let Some(longer) = similar
        .iter()
        .find(|text| text.to_lowercase().contains(&wanted))
    {
        return Some(format!(
            "'{words}' is only a part of a word in '{longer}'; write the whole word, or use 'matches'"
        ));
    }
    similar
        .first()
        .map(|nearest| format!("the page has '{nearest}', which reads alike"))
}

/// 1 for equal texts; the best of the whole text and of its words, which are worth a little less.
fn likeness(text: &str, wanted: &str) -> f64 {
    if text.is_empty() || wanted.is_empty() {
        return 0.0;
    }
    let whole = strsim::jaro_winkler(text, wanted).min(length_ratio(text, wanted));
    let mut words = text.split_whitespace();
    let part = words.any(|word| word.contains(wanted) || strsim::jaro_winkler(word, wanted) > 0.92);
    if part { whole.max(0.75) } else { whole }
}

fn length_ratio(text: &str, wanted: &str) -> f64 {
    let (a, b) = (text.chars().count() as f64, wanted.chars().count() as f64);
    0.5 + 0.5 * a.min(b) / a.max(b)
}
