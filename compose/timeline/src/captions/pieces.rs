//! Where long words are divided into captions: at the ends of sentences, else at pauses, so that
//! each fits two lines and can be read in its time. The division with the least cost is found
//! exactly.

use std::ops::Range;

use demoreel_primitives::speech::Word;
use demoreel_primitives::time::SAMPLE_RATE;

use super::lines::{fit, letters};

/// Samples that a spoken caption is shown at least and at most.
const LEAST: u64 = SAMPLE_RATE as u64 * 8 / 10;
const MOST: u64 = SAMPLE_RATE as u64 * 56 / 10;

/// Pieces of spoken words, whose times matter.
pub fn of_speech(words: &[Word], width: usize) -> Vec<Range<usize>> {
    let texts: Vec<&str> = words.iter().map(|word| word.text.as_str()).collect();
    divide(&texts, width, |piece| {
        let length = words[piece.end - 1]
            .to
            .saturating_sub(words[piece.start].from);
        if length > MOST {
            None
        } else if length < LEAST {
            Some(1.5)
        } else {
            Some(0.0)
        }
    })
}

/// Pieces of written words.
pub fn of_text(words: &[&str], width: usize) -> Vec<Range<usize>> {
    divide(words, width, |_| Some(0.0))
}

/// The cheapest division of words into pieces that fit. `timed` adds the cost of a piece's time,
/// nothing where that is not allowed; a single word always is.
fn divide(
    words: &[&str],
    width: usize,
    timed: impl Fn(&Range<usize>) -> Option<f64>,
) -> Vec<Range<usize>> {
    // The least cost of the words before each place, and where its last piece begins.
    let mut best: Vec<(f64, usize)> = vec![(0.0, 0)];
    for end in 1..=words.len() {
        let mut least = (f64::INFINITY, end - 1);
        for start in (0..end).rev() {
            let piece = start..end;
            if piece.len() > 1 && !fit(&words[piece.clone()], width) {
                break;
            }
            let time = match timed(&piece) {
                Some(cost) => cost,
                None if piece.len() == 1 => 0.0,
                None => break,
            };
            let cost = best[start].0 + time + cost(words, &piece, width);
            if cost < least.0 {
                least = (cost, start);
            }
        }
        best.push(least);
    }
    let mut pieces = Vec::new();
    let mut end = words.len();
    while end > 0 {
        let start = best[end].1;
        pieces.push(start..end);
        end = start;
    }
    pieces.reverse();
    pieces
}

/// A caption costs something by itself, more if it breaks off in the middle of a thought, if it
/// joins two sentences, or if it holds hardly anything.
fn cost(words: &[&str], piece: &Range<usize>, width: usize) -> f64 {
    let last = words[piece.end - 1];
    let breaks_off = match () {
        _ if piece.end == words.len() || ends_sentence(last) => 0.0,
        _ if last.ends_with([',', ';', ':', '—', '–']) => 0.4,
        _ => 1.6,
    };
    let inside = &words[piece.start..piece.end - 1];
    let joined = inside.iter().filter(|word| ends_sentence(word)).count() as f64;
    let full = letters(&words[piece.clone()]) as f64 / (2 * width) as f64;
    let thin = if full < 0.18 { 0.8 } else { 0.0 };
    1.0 + breaks_off + 1.3 * joined + thin + 0.5 * full * full
}

/// Whether a sentence ends with this word.
pub fn ends_sentence(word: &str) -> bool {
    let bare = word.trim_end_matches(['"', '\'', ')', '”', '’']);
    bare.ends_with(['.', '!', '?', '…'])
}
