//! espeak-ng's phonemes, which are those of IPA, in the words of ARPABET.

/// Sounds of several letters first.
const SOUNDS: [(&str, &str); 63] = [
    ("tʃ", "ch"),
    ("dʒ", "jh"),
    ("aɪ", "ay"),
    ("aʊ", "aw"),
    ("eɪ", "ey"),
    ("ɔɪ", "oy"),
    ("oʊ", "ow"),
    ("əʊ", "ow"),
    ("ɪə", "ih"),
    ("eə", "eh"),
    ("ʊə", "uh"),
    ("ɑː", "aa"),
    ("iː", "iy"),
    ("uː", "uw"),
    ("ɔː", "ao"),
    ("ɜː", "er"),
    ("ts", "s"),
    ("pf", "f"),
    ("p", "p"),
    ("b", "b"),
    ("t", "t"),
    ("d", "d"),
    ("k", "k"),
    ("ɡ", "g"),
    ("g", "g"),
    ("f", "f"),
    ("v", "v"),
    ("θ", "th"),
    ("ð", "dh"),
    ("s", "s"),
    ("z", "z"),
    ("ʃ", "sh"),
    ("ʒ", "zh"),
    ("ç", "sh"),
    ("x", "hh"),
    ("h", "hh"),
    ("m", "m"),
    ("n", "n"),
    ("ŋ", "ng"),
    ("ɲ", "n"),
    ("l", "l"),
    ("ɫ", "l"),
    ("ɾ", "d"),
    ("ɹ", "r"),
    ("r", "r"),
    ("ʁ", "r"),
    ("j", "y"),
    ("w", "w"),
    ("i", "iy"),
    ("ɪ", "ih"),
    ("e", "eh"),
    ("ɛ", "eh"),
    ("æ", "ae"),
    ("a", "aa"),
    ("ɑ", "aa"),
    ("ɐ", "ah"),
    ("ʌ", "ah"),
    ("ə", "ax"),
    ("ɔ", "ao"),
    ("ɒ", "aa"),
    ("o", "ow"),
    ("ʊ", "uh"),
    ("u", "uw"),
];

/// Vowels of other languages, by the shape of the mouth; then the pause.
const OTHERS: [(&str, &str); 8] = [
    ("y", "uw"),
    ("ø", "er"),
    ("œ", "er"),
    ("ɨ", "ih"),
    ("ɯ", "uw"),
    ("ɜ", "er"),
    ("ɚ", "er"),
    ("_", "pau"),
];

/// The sound of a phoneme; nothing where it has none of its own, such as a mark of stress.
pub fn arpabet(name: &str) -> String {
    let bare = name.trim_start_matches(['ˈ', 'ˌ', '%', '=', ',', '\'']);
    let known = SOUNDS.iter().chain(&OTHERS);
    let mut known = known.filter(|(ipa, _)| bare.starts_with(ipa));
    known.next().map_or_else(String::new, |it| it.1.to_owned())
}

#[cfg(test)]
mod tests {
    use super::arpabet;

    #[test]
    fn the_longest_name_wins_and_stress_is_no_sound() {
        assert_eq!(arpabet("tʃ"), "ch");
        assert_eq!(arpabet("ˈaɪ"), "ay");
        assert_eq!(arpabet("t"), "t");
        assert_eq!(arpabet("_:"), "pau");
        assert_eq!(arpabet("ˈ"), "");
    }
}
