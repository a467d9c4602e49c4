//! The rhythm of typing: words flow, a new word or sentence takes a thought.

use demoreel_primitives::time::Nanos;

use super::random::Random;

/// No two keys come closer than this part of the mean.
const SHORTEST: f64 = 0.45;
/// How much the rhythm varies: the standard deviation as a part of the mean.
const UNEVEN: f64 = 0.28;

/// Times between keys, around a mean.
#[derive(Debug)]
pub struct Cadence {
    mean: Nanos,
    random: Random,
    before: Option<char>,
}

impl Cadence {
    /// A rhythm whose keys come this far apart on average.
    pub fn new(mean: Nanos, random: Random) -> Cadence {
        Cadence {
            mean,
            random,
            before: None,
        }
    }

    /// From the key before to this one; nothing before the first.
    pub fn pause_before(&mut self, letter: char) -> Nanos {
        let Some(before) = self.before.replace(letter) else {
            return Nanos::ZERO;
        };
        let thought = match before {
            '.' | '!' | '?' | '\n' => 2.2,
            ',' | ';' | ':' => 1.6,
            ' ' => 1.15,
            _ if before == letter => 0.75,
            _ if letter.is_uppercase() && !before.is_uppercase() => 1.25,
            _ => 0.95,
        };
        let uneven = (1.0 + UNEVEN * self.random.bell()).max(SHORTEST);
        Nanos::from_secs_f64(self.mean.as_secs_f64() * thought * uneven)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_mean_is_what_was_asked_for_and_no_key_comes_too_soon() {
        let text = "Deploy the guestbook to production, then open it and sign. ".repeat(20);
        let mut cadence = Cadence::new(Nanos::from_millis(60), Random::new(1, "typing"));
        let pauses: Vec<i64> = text.chars().map(|c| cadence.pause_before(c).0).collect();
        let mean = pauses.iter().sum::<i64>() / pauses.len() as i64;
        assert!((55_000_000..67_000_000).contains(&mean), "{mean}");
        assert!(pauses[1..].iter().all(|pause| *pause > 18_000_000));
    }
}
