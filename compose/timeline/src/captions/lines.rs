//! Lines of a caption: at most two, about equally long, broken where the sense allows.

use demoreel_primitives::plan::CaptionDress;
use demoreel_primitives::space::CanvasSize;
use demoreel_primitives::speech::{join_words, joins};

/// Letters in a line at most.
const LETTERS: usize = 42;
/// The same where captions are a few large words.
const LARGE_LETTERS: usize = 18;
/// Words that belong to what follows.
const CLINGING: [&str; 14] = [
    "a", "an", "and", "at", "for", "in", "my", "of", "on", "or", "the", "to", "with", "your",
];

/// How many letters a line holds on a canvas.
pub fn width(canvas: CanvasSize, dress: CaptionDress, size: f64) -> usize {
    // A letter of the caption's face is half as wide as its em on average, with some reserve.
    let (letter, most) = match dress {
        CaptionDress::Big => (0.6, LARGE_LETTERS),
        CaptionDress::Karaoke => (0.57, LETTERS),
        CaptionDress::Boxed | CaptionDress::Clean => (0.54, LETTERS),
    };
    let fits = 0.86 * canvas.width as f64 / (letter * size.max(1.0));
    (fits as usize).clamp(8, most)
}

/// How wide words are at most, in ems of the caption's face: it may be too much, never too little.
pub fn ems(words: &[String]) -> f64 {
    written(words).chars().map(em).sum()
}

fn em(letter: char) -> f64 {
    match letter {
        'i' | 'j' | 'l' | '.' | ',' | ':' | ';' | '\'' | '!' | '|' | ' ' => 0.36,
        'f' | 'r' | 't' | 'I' | '(' | ')' | '[' | ']' | '-' => 0.48,
        'm' | 'w' | 'M' | 'W' | '@' | '%' | '—' | '…' => 1.02,
        'a'..='z' | '0'..='9' => 0.7,
        'A'..='Z' => 0.84,
        _ if is_wide(letter) => 1.3,
        _ => 0.95,
    }
}

/// Letters of words with a space between each two.
pub fn letters(words: &[&str]) -> usize {
    let letters: usize = words.iter().map(|word| room(word)).sum();
    let spaces = words.windows(2).filter(|pair| !joins(pair[0], pair[1]));
    letters + spaces.count()
}

/// Letters of the Latin alphabet that a word takes the room of: those of East Asia are as wide as
/// two.
fn room(word: &str) -> usize {
    word.chars()
        .map(|letter| 1 + usize::from(is_wide(letter)))
        .sum()
}

fn is_wide(letter: char) -> bool {
    matches!(letter, '\u{1100}'..='\u{115f}' | '\u{2e80}'..='\u{a4cf}'
        | '\u{ac00}'..='\u{d7a3}' | '\u{f900}'..='\u{faff}' | '\u{ff00}'..='\u{ff60}'
        | '\u{1f000}'..='\u{1faff}' | '\u{20000}'..='\u{3ffff}')
}

/// Whether words go into two lines.
pub fn fit(words: &[&str], width: usize) -> bool {
    letters(words) <= width || words.len() == 1 || breaks(words, width).next().is_some()
}

/// The words of one line, or of two that are balanced.
pub fn balance(words: &[&str], width: usize) -> Vec<Vec<String>> {
    let line = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect();
    if letters(words) <= width {
        return vec![line(words)];
    }
    let best = breaks(words, width).min_by_key(|at| unrest(words, *at));
    match best {
        Some(at) => vec![line(&words[..at]), line(&words[at..])],
        None => vec![line(words)],
    }
}

/// A line's words as they are written.
pub fn written(line: &[String]) -> String {
    let words: Vec<&str> = line.iter().map(String::as_str).collect();
    join_words(&words)
}

/// Places at which both lines fit.
fn breaks(words: &[&str], width: usize) -> impl Iterator<Item = usize> {
    (1..words.len())
        .filter(move |at| letters(&words[..*at]) <= width && letters(&words[*at..]) <= width)
}

/// How much worse a break is than one in the very middle, in letters.
fn unrest(words: &[&str], at: usize) -> usize {
    let uneven = letters(&words[..at]).abs_diff(letters(&words[at..]));
    let last = words[at - 1];
    let clings = CLINGING.contains(&last.to_lowercase().as_str());
    let pauses = last.ends_with([',', ';', ':', '.', '?', '!', '—', '–']);
    (uneven + if clings { 12 } else { 0 }).saturating_sub(if pauses { 10 } else { 0 })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn balanced(text: &str) -> Vec<String> {
        let lines = balance(&text.split(' ').collect::<Vec<_>>(), 42);
        lines.iter().map(|line| written(line)).collect()
    }

    #[test]
    fn a_short_caption_is_one_line() {
        assert_eq!(
            balanced("One command connects it."),
            ["One command connects it."]
        );
    }

    #[test]
    fn a_long_caption_is_two_lines_of_about_the_same_length() {
        assert_eq!(
            balanced("Then ask for what you want, and watch it go live in a few seconds."),
            [
                "Then ask for what you want,",
                "and watch it go live in a few seconds."
            ]
        );
    }

    #[test]
    fn a_line_does_not_end_with_a_word_that_clings_to_the_next() {
        let lines = balanced("Every service gets an address of the kind you can remember well");
        assert!(
            !lines[0].ends_with(" the") && !lines[0].ends_with(" of"),
            "{lines:?}"
        );
    }

    #[test]
    fn words_without_spaces_stay_without_and_take_twice_the_room() {
        let text = "点击部署按钮，等待服务启动，然后打开它的地址，看看它已经上线。";
        let words = demoreel_primitives::speech::words_of(text);
        let lines: Vec<_> = balance(&words, 42)
            .iter()
            .map(|line| written(line))
            .collect();
        assert_eq!((lines.len(), lines.concat().as_str()), (2, text));
        assert!(
            lines.iter().all(|line| line.chars().count() <= 21),
            "{lines:?}"
        );
    }

    #[test]
    fn a_narrow_canvas_holds_fewer_letters() {
        let (wide, tall) = (CanvasSize::new(1920, 1080), CanvasSize::new(1080, 1920));
        assert_eq!(width(wide, CaptionDress::Boxed, 44.0), 42);
        assert_eq!(width(tall, CaptionDress::Boxed, 60.0), 28);
        assert_eq!(width(wide, CaptionDress::Big, 65.0), 18);
    }
}
