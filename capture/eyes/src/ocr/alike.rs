//! Words that were read not quite right: signs that look alike are taken for each other, and where
//! the reading itself was unsure, a letter may differ. A word that was read with certainty is what
//! it is.

use demoreel_primitives::target::Part;

use super::{ReadLine, ReadWord, Reading};
use crate::miss::Spot;

/// From here on a word is read with certainty.
const SURE: f64 = 0.8;
/// An unsure reading may differ in one letter of so many.
const LETTERS_A_SLIP: usize = 5;
/// Behind whatever was read as it was asked for.
const LOOKS_ALIKE: u8 = 8;
const UNSURE: u8 = 9;

/// Every place where words stand that may well be these.
pub(crate) fn find_alike(reading: &Reading, words: &str, part: Part) -> Vec<Spot> {
    let wanted: Vec<&str> = words.split_whitespace().collect();
    if wanted.is_empty() {
        return Vec::new();
    }
    let mut spots = Vec::new();
    for line in &reading.lines {
        for there in line.words.windows(wanted.len()) {
            if let Some((rank, score)) = likeness(there, &wanted) {
                spots.push(spot(line, there, part, rank, score));
            }
        }
    }
    spots
}

/// How well words that were read answer to others: rank and score; nothing where they do not.
fn likeness(there: &[ReadWord], wanted: &[&str]) -> Option<(u8, f64)> {
    let each = there.iter().zip(wanted).map(|(there, wanted)| {
        let (read, meant) = (shape(&there.text), shape(wanted));
        if read == meant {
            return Some((LOOKS_ALIKE, 0.95));
        }
        let slips = strsim::osa_distance(&read, &meant);
        let letters = meant.chars().count();
        let may_slip = there.confidence < SURE && !meant.contains(|c: char| c.is_ascii_digit());
        let near = may_slip && slips <= letters / LETTERS_A_SLIP;
        near.then(|| (UNSURE, 1.0 - slips as f64 / letters as f64))
    });
    each.reduce(|all, one| {
        let ((rank, score), (other, less)) = (all?, one?);
        Some((rank.max(other), score.min(less)))
    })?
}

/// A word without what tells apart signs that look alike, and without signs around it.
fn shape(word: &str) -> String {
    let plain = word
        .trim_matches(|c: char| c.is_ascii_punctuation() || !c.is_ascii() && !c.is_alphanumeric());
    let plain = if plain.is_empty() { word } else { plain };
    let folded = plain.to_lowercase().replace("rn", "m").replace("vv", "w");
    let alike = |letter: char| match letter {
        'i' | 'l' | '1' | '|' | '!' => 'l',
        'o' | '0' => 'o',
        '\u{2018}' | '\u{2019}' | '`' => '\'',
        '\u{2010}'..='\u{2015}' => '-',
        other => other,
    };
    folded.chars().map(alike).collect()
}

fn spot(line: &ReadLine, there: &[ReadWord], part: Part, rank: u8, score: f64) -> Spot {
    let areas = there.iter().map(|word| word.area);
    let tight = areas
        .reduce(|all, one| all.union(&one))
        .unwrap_or(line.area);
    let area = match part {
        Part::Match | Part::Word => tight,
        Part::Line | Part::Row => line.area,
    };
    let read: Vec<_> = there.iter().map(|word| word.text.as_str()).collect();
    let label = format!("what reads '{}'", read.join(" "));
    Spot {
        score,
        rank,
        text_height: Some(line.area.height()),
        ..Spot::certain(area, label)
    }
}
