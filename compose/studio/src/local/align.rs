//! Which written word each sound of a sentence belongs to. The sounds of the sentence are laid
//! against those of its words spoken alone; they differ a little where words meet, so the best
//! match is found (Needleman and Wunsch 1970).

use super::flite::Phone;
use super::sounds::unlike;

/// What it costs that a sound has no counterpart.
const ALONE: f64 = 0.7;

/// For each phone the index of the token that it belongs to; none for pauses.
pub fn owners(phones: &[Phone], tokens: &[Vec<String>]) -> Vec<Option<usize>> {
    let heard: Vec<usize> = (0..phones.len())
        .filter(|at| !phones[*at].is_pause())
        .collect();
    let expected: Vec<(usize, &str)> = tokens
        .iter()
        .enumerate()
        .flat_map(|(token, sounds)| sounds.iter().map(move |sound| (token, sound.as_str())))
        .collect();
    let sounds: Vec<&str> = heard.iter().map(|at| phones[*at].sound.as_str()).collect();
    let mut owners = vec![None; phones.len()];
    for (place, partner) in heard.iter().zip(partners(&sounds, &expected)) {
        owners[*place] = partner.map(|partner| expected[partner].0);
    }
    adopt(phones, &mut owners);
    owners
}

/// The counterpart of each heard sound in the cheapest match.
fn partners(heard: &[&str], expected: &[(usize, &str)]) -> Vec<Option<usize>> {
    let width = expected.len() + 1;
    let mut cost = vec![0.0; (heard.len() + 1) * width];
    let price = |h: usize, e: usize| unlike(heard[h], expected[e].1);
    for h in 0..=heard.len() {
        for e in 0..width {
            cost[h * width + e] = match (h, e) {
                (0, _) => e as f64 * ALONE,
                (_, 0) => h as f64 * ALONE,
                _ => {
                    let both = cost[(h - 1) * width + e - 1] + price(h - 1, e - 1);
                    let alone = f64::min(cost[(h - 1) * width + e], cost[h * width + e - 1]);
                    f64::min(both, alone + ALONE)
                }
            };
        }
    }
    let mut partners = vec![None; heard.len()];
    let (mut h, mut e) = (heard.len(), expected.len());
    while h > 0 && e > 0 {
        let here = cost[h * width + e];
        if here == cost[(h - 1) * width + e - 1] + price(h - 1, e - 1) {
            (h, e) = (h - 1, e - 1);
            partners[h] = Some(e);
        } else if here == cost[(h - 1) * width + e] + ALONE {
            h -= 1;
        } else {
            e -= 1;
        }
    }
    partners
}

/// A sound without a counterpart belongs to the word before it, after a pause to the next one.
fn adopt(phones: &[Phone], owners: &mut [Option<usize>]) {
    let mut before = None;
    for at in 0..phones.len() {
        match owners[at] {
            _ if phones[at].is_pause() => before = None,
            Some(owner) => before = Some(owner),
            None => owners[at] = before,
        }
    }
    let mut after = None;
    for at in (0..phones.len()).rev() {
        match owners[at] {
            _ if phones[at].is_pause() => {}
            Some(owner) => after = Some(owner),
            None => owners[at] = after,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn owners_of(spoken: &str, words: &[&str]) -> Vec<Option<usize>> {
        let phones: Vec<Phone> = spoken
            .split(' ')
            .map(|sound| Phone {
                sound: sound.to_owned(),
                from: 0,
                to: 1,
            })
            .collect();
        let split = |word: &&str| word.split(' ').map(str::to_owned).collect();
        owners(&phones, &words.iter().map(split).collect::<Vec<_>>())
    }

    #[test]
    fn sounds_that_change_where_words_meet_stay_with_their_word() {
        // "the app": the vowel of "the" differs from the word spoken alone.
        let owners = owners_of("pau dh iy ae p pau", &["dh ax", "ae p"]);
        assert_eq!(owners, [None, Some(0), Some(0), Some(1), Some(1), None]);
    }

    #[test]
    fn sounds_that_are_swallowed_or_added_do_not_move_their_neighbours() {
        let swallowed = owners_of("n eh k s t ay m", &["n eh k s t", "t ay m"]);
        assert_eq!(swallowed[4..], [Some(1), Some(1), Some(1)]);
        let added = owners_of("l ao r pau r ae n", &["l ao", "r ae n"]);
        assert_eq!(added[..4], [Some(0), Some(0), Some(0), None]);
    }

    #[test]
    fn a_word_that_was_expanded_owns_all_of_it() {
        let owners = owners_of(
            "f ay v d aa l er z f l ae t",
            &["f ay v d aa l er z", "f l ae t"],
        );
        assert_eq!(owners[7], Some(0));
        assert_eq!(owners[8], Some(1));
    }
}
