//! Lines of a caption: at most two, about equally long, broken where the sense allows.

use demoreel_primitives::space::CanvasSize;
use demoreel_primitives::speech::{join_words, joins};

/// Letters in a line at most.
const LETTERS: usize = 42;
/// Words that belong to what follows.
const CLINGING: [&str; 14] = [
    "a", "an", "and", "at", "for", "in", "my", "of", "on", "or", "the", "to", "with", "your",
];

/// How many letters a line holds on a canvas.
pub fn width(canvas: CanvasSize, size: f64) -> usize {
    // A letter of the caption's face is half as wide as its em on average, with some reserve.
    let fits = 0.86 * canvas.width as f64 / (0.54 * size.max(1.0));
    (fits as usize).clamp(8, LETTERS)
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
    let wide = |letter: char| matches!(letter, '\u{1100}'..='\u{115f}' | '\u{2e80}'..='\u{a4cf}' | '\u{ac00}'..='\u{d7a3}' | '\u{f900}'..='\u{faff}' | '\u{ff00}'..='\u{ff60}' | '\u{20000}'..='\u{3ffff}');
    word.chars()
        .map(|letter| 1 + usize::from(wide(letter)))
        .sum()
}

/// Whether words go into two lines.
pub fn fit(words: &[&str], width: usize) -> bool {
    letters(words) <= width || words.len() == 1 || breaks(words, width).next().is_some()
}

/// One line, or two that are balanced.
pub fn balance(words: &[&str], width: usize) -> Vec<String> {
    if letters(words) <= width {
        return vec![join_words(words)];
    }
    let best = breaks(words, width).min_by_key(|at| unrest(words, *at));
    match best {
        Some(at) => vec![join_words(&words[..at]), join_words(&words[at..])],
        None => vec![join_words(words)],
    }
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
        balance(&text.split(' ').collect::<Vec<_>>(), 42)
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
        let lines = balance(&words, 42);
        assert_eq!((lines.len(), lines.concat().as_str()), (2, text));
        assert!(
            lines.iter().all(|line| line.chars().count() <= 21),
            "{lines:?}"
        );
    }

    #[test]
    fn a_narrow_canvas_holds_fewer_letters() {
        assert_eq!(width(CanvasSize::new(1920, 1080), 44.0), 42);
        assert_eq!(width(CanvasSize::new(1080, 1920), 60.0), 28);
    }
}
