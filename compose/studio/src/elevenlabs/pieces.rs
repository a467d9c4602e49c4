//! Long text in pieces: at the ends of sentences, else at spaces, else anywhere.

/// Pieces of at most so many letters, without space at their ends.
pub fn of(text: &str, most: usize) -> Vec<&str> {
    let most = most.max(1);
    let mut pieces = Vec::new();
    let mut rest = text.trim();
    loop {
        let limit = byte_of(rest, most);
        if limit == rest.len() {
            break;
        }
        let at = sentence_end(rest, limit)
            .or_else(|| space(rest, limit))
            .unwrap_or(limit);
        let (piece, left) = rest.split_at(at);
        pieces.push(piece.trim());
        rest = left.trim_start();
    }
    pieces.push(rest);
    pieces.retain(|piece| !piece.is_empty());
    pieces
}

/// The last letters of a text.
pub fn last(text: &str, most: usize) -> &str {
    let count = text.chars().count();
    &text[byte_of(text, count.saturating_sub(most))..]
}

/// The first letters of a text.
pub fn first(text: &str, most: usize) -> &str {
    &text[..byte_of(text, most)]
}

/// Where the letter with this number begins.
fn byte_of(text: &str, letter: usize) -> usize {
    let mut letters = text.char_indices();
    letters.nth(letter).map_or(text.len(), |(at, _)| at)
}

/// The end of the last sentence that fits.
fn sentence_end(text: &str, limit: usize) -> Option<usize> {
    let fits = text[..limit].char_indices();
    let ends = fits.filter(|(_, letter)| ".!?…。！？".contains(*letter));
    let ends = ends.map(|(at, letter)| (at + letter.len_utf8(), letter));
    let mut ends = ends.filter(|(at, letter)| {
        let next = text[*at..].chars().next();
        !letter.is_ascii() || next.is_none_or(char::is_whitespace)
    });
    ends.next_back().map(|(at, _)| at)
}

fn space(text: &str, limit: usize) -> Option<usize> {
    text[..limit]
        .rfind(char::is_whitespace)
        .filter(|at| *at > 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_divided_at_the_last_sentence_that_fits() {
        let text = "One. Two is 2.5 times as long! Three?";
        assert_eq!(
            of(text, 20),
            ["One.", "Two is 2.5 times as", "long! Three?"]
        );
        assert_eq!(of(text, 31), ["One. Two is 2.5 times as long!", "Three?"]);
        assert_eq!(of(text, 100), [text]);
    }

    #[test]
    fn nothing_is_lost_and_no_piece_is_too_long() {
        let words = (0..10_000).map(|at| format!("word{at}. "));
        let long: String = words.collect();
        for most in [1, 7, 60, 9999] {
            let pieces = of(&long, most);
            assert!(pieces.iter().all(|piece| piece.chars().count() <= most));
            let bare = |text: &str| text.replace(char::is_whitespace, "");
            assert_eq!(bare(&pieces.concat()), bare(&long));
        }
        assert_eq!(of("部署。服务。", 4), ["部署。", "服务。"]);
        assert!(of("  ", 5).is_empty());
    }

    #[test]
    fn context_is_cut_between_letters() {
        assert_eq!(last("größer", 3), "ßer");
        assert_eq!(first("größer", 3), "grö");
        assert_eq!(first("x", 3), "x");
    }
}
