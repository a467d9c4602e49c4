//! Word times where a voice does not tell them: the words share what is heard of the sound by
//! their lengths, and nobody speaks in a pause.

use demoreel_primitives::speech::{Word, words_of};
use demoreel_primitives::time::SAMPLE_RATE;

use crate::silent;

/// Samples of one look at the sound: 10 ms.
const LOOK: usize = SAMPLE_RATE as usize / 100;
/// What is below this part of the peak is silence.
const SILENCE: f32 = 0.02;
/// Silence of so many looks is a pause; less is part of a word.
const PAUSE: usize = 15;

/// The words of a text with the times at which they are likely to sound.
pub fn words(text: &str, sound: &[f32]) -> Vec<Word> {
    let words = words_of(text);
    let weights: Vec<u64> = words.iter().map(|word| silent::weight(word)).collect();
    let total: u64 = weights.iter().sum();
    let spans = heard(sound);
    let length: u64 = spans.iter().map(|(from, to)| to - from).sum();
    let mut done = 0;
    let mut place = |weight: u64| {
        let from = at(&spans, scaled(done, length, total));
        done += weight;
        let to = end(&spans, scaled(done, length, total));
        (from, to.max(from))
    };
    let timed = words.iter().zip(&weights).map(|(word, weight)| {
        let (from, to) = place(*weight);
        Word {
            text: (*word).to_owned(),
            from,
            to,
        }
    });
    timed.collect()
}

fn scaled(part: u64, length: u64, total: u64) -> u64 {
    (part as u128 * length as u128 / total.max(1) as u128) as u64
}

/// Stretches of sound with no pause in them, in samples; the whole where all is silent.
pub fn heard(sound: &[f32]) -> Vec<(u64, u64)> {
    let looks: Vec<f32> = sound.chunks(LOOK).map(peak).collect();
    let loudest = looks.iter().copied().fold(0.0, f32::max);
    let mut spans: Vec<(u64, u64)> = Vec::new();
    for (at, look) in looks.iter().enumerate() {
        if *look <= loudest * SILENCE || loudest == 0.0 {
            continue;
        }
        let (from, to) = (
            (at * LOOK) as u64,
            ((at + 1) * LOOK).min(sound.len()) as u64,
        );
        match spans.last_mut() {
            Some(last) if from - last.1 < (PAUSE * LOOK) as u64 => last.1 = to,
            _ => spans.push((from, to)),
        }
    }
    if spans.is_empty() {
        spans.push((0, sound.len() as u64));
    }
    spans
}

fn peak(part: &[f32]) -> f32 {
    part.iter().fold(0.0, |most, at| f32::max(most, at.abs()))
}

/// Where so many heard samples have passed; at an edge the beginning of what follows.
fn at(spans: &[(u64, u64)], mut heard: u64) -> u64 {
    for (from, to) in spans {
        if heard < to - from {
            return from + heard;
        }
        heard -= to - from;
    }
    spans.last().map_or(0, |last| last.1)
}

/// The same; at an edge the end of what was before.
fn end(spans: &[(u64, u64)], mut heard: u64) -> u64 {
    for (from, to) in spans {
        if heard <= to - from {
            return from + heard;
        }
        heard -= to - from;
    }
    spans.last().map_or(0, |last| last.1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_share_what_is_heard_and_none_sounds_in_a_pause() {
        let second = SAMPLE_RATE as usize;
        let mut sound = vec![0.5; second];
        sound.extend(vec![0.0; second]);
        sound.extend(vec![0.5; second]);
        let words = words("alpha bravo", &sound);
        let second = second as u64;
        assert_eq!((words[0].from, words[0].to), (0, second));
        assert_eq!((words[1].from, words[1].to), (2 * second, 3 * second));
    }

    #[test]
    fn silence_and_nothing_are_shared_too() {
        assert_eq!(words("one", &[0.0; 4800])[0].to, 4800);
        assert_eq!(words("one", &[])[0].to, 0);
        assert!(words(" ", &[0.5; 4800]).is_empty());
    }
}
