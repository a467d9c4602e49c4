//! Letters as they are compared: white space folded, typographic variants made plain. Every glyph
//! remembers the letter of the run that it came from, so that a match has a place.

/// One letter of a run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Glyph {
    /// What is compared.
    pub letter: char,
    /// Which run of the paragraph.
    pub run: usize,
    /// Which letter of that run.
    pub at: usize,
    /// A space that layout suggests but no text holds: a match may step over it.
    pub soft: bool,
}

/// The glyphs of a run's text. Leading and trailing white space is kept as one space.
pub(crate) fn glyphs(text: &str, run: usize) -> Vec<Glyph> {
    let mut all: Vec<Glyph> = Vec::with_capacity(text.len());
    for (at, letter) in text.chars().enumerate() {
        let mut push = |letter: char| {
            let doubled = letter == ' ' && all.last().is_some_and(|last| last.letter == ' ');
            if !doubled {
                all.push(Glyph {
                    letter,
                    run,
                    at,
                    soft: false,
                });
            }
        };
        match plain(letter) {
            Some(plain) => plain.chars().for_each(push),
            None => push(letter),
        }
    }
    all
}

/// Words as they are compared: folded and without white space at the ends.
pub(crate) fn fold(text: &str) -> Vec<char> {
    let all: Vec<char> = glyphs(text, 0)
        .into_iter()
        .map(|glyph| glyph.letter)
        .collect();
    let start = all
        .iter()
        .position(|letter| *letter != ' ')
        .unwrap_or(all.len());
    let end = all
        .iter()
        .rposition(|letter| *letter != ' ')
        .map_or(start, |last| last + 1);
    all[start..end].to_vec()
}

/// The lower case of a letter as one letter, so that places stay the same.
pub(crate) fn lower(letter: char) -> char {
    letter.to_lowercase().next().unwrap_or(letter)
}

/// Whether two neighbours belong to one word. Scripts that put no space between words have no
/// such bond.
pub(crate) fn bound(left: char, right: char) -> bool {
    let alphabetic = |letter: char| letter.is_alphanumeric() && !is_spaceless(letter);
    alphabetic(left) && alphabetic(right)
}

/// Chinese, Japanese, Thai and their like.
pub(crate) fn is_spaceless(letter: char) -> bool {
    matches!(letter as u32,
        0x0E00..=0x0EFF | 0x1000..=0x109F | 0x1780..=0x17FF
        | 0x3040..=0x30FF | 0x3400..=0x9FFF | 0xF900..=0xFAFF | 0xFF66..=0xFF9F
        | 0x2_0000..=0x3_FFFF)
}

/// What a letter is compared as, where that is not itself.
fn plain(letter: char) -> Option<&'static str> {
    match letter {
        '\u{200B}'..='\u{200D}' | '\u{FEFF}' | '\u{00AD}' | '\u{2060}' => Some(""),
        '\u{2018}' | '\u{2019}' | '\u{201A}' | '\u{02BC}' => Some("'"),
        '\u{201C}' | '\u{201D}' | '\u{201E}' => Some("\""),
        '\u{2010}'..='\u{2015}' | '\u{2212}' => Some("-"),
        '\u{2026}' => Some("..."),
        _ if letter.is_whitespace() => Some(" "),
        _ => None,
    }
}
