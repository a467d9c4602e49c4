//! The words of a tape with their places. Lines mean nothing to it, as in vhs: a command may be
//! followed by another on its line. What never lives here: which commands there are.

use demoreel_primitives::diagnostic::Position;

/// One word.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Token {
    pub kind: TokenKind,
    /// Without quotes and slashes.
    pub text: String,
    pub start: Position,
    /// Just past the last character.
    pub end: Position,
    /// Whether it is the first of its line.
    pub first: bool,
}

/// What a word looks like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum TokenKind {
    /// Letters, digits and the signs of paths, without quotes.
    Bare,
    /// In quotes: `"`, `'` or backticks. There are no escapes.
    Quoted,
    /// A quote that its line does not close; the rest of the line is in it.
    Unclosed,
    /// Digits and dots.
    Number,
    /// Between slashes.
    Pattern,
    /// Between braces, these included.
    Json,
    /// Any other character by itself, such as `+` or `@`.
    Sign,
}

impl Token {
    /// Whether it stands for words: quoted, or bare.
    pub fn is_words(&self) -> bool {
        use TokenKind::{Bare, Quoted, Unclosed};
        matches!(self.kind, Bare | Quoted | Unclosed)
    }

    pub fn is_sign(&self, sign: &str) -> bool {
        self.kind == TokenKind::Sign && self.text == sign
    }
}

/// Takes a tape apart. Never fails: what is no word becomes a sign of its own.
pub(super) fn tokens(text: &str) -> Vec<Token> {
    let mut lexer = Lexer::new(text);
    let mut all = Vec::new();
    while let Some(token) = lexer.next_token() {
        all.push(token);
    }
    all
}

struct Lexer<'a> {
    rest: &'a str,
    at: Position,
    /// Whether nothing but space has been read of this line.
    fresh: bool,
}

impl<'a> Lexer<'a> {
    fn new(text: &'a str) -> Lexer<'a> {
        let at = Position { line: 1, column: 1 };
        Lexer {
            rest: text,
            at,
            fresh: true,
        }
    }

    fn next_token(&mut self) -> Option<Token> {
        self.skip();
        let start = self.at;
        let first = std::mem::replace(&mut self.fresh, false);
        let next = self.rest.chars().next()?;
        let (kind, text) = match next {
            '"' | '\'' | '`' => self.quoted(next),
            '/' => self.pattern(),
            '{' => self.json(),
            _ if self.begins_number() => {
                let digits = self.take_while(|c| c.is_ascii_digit() || c == '.');
                (TokenKind::Number, digits)
            }
            _ if next.is_alphabetic() || matches!(next, '.' | '_') => {
                let word = self.take_while(|c| c.is_alphanumeric() || "._-/%".contains(c));
                (TokenKind::Bare, word)
            }
            _ => (TokenKind::Sign, self.take(next.len_utf8())),
        };
        Some(Token {
            kind,
            text: text.to_owned(),
            start,
            end: self.at,
            first,
        })
    }

    /// Space, lines and comments.
    fn skip(&mut self) {
        loop {
            self.take_while(char::is_whitespace);
            if !self.rest.starts_with('#') {
                return;
            }
            self.take_while(|c| c != '\n');
        }
    }

    fn begins_number(&self) -> bool {
        let digits = self.rest.strip_prefix('.').unwrap_or(self.rest);
        digits.starts_with(|c: char| c.is_ascii_digit())
    }

    fn quoted(&mut self, quote: char) -> (TokenKind, &'a str) {
        self.take(1);
        let inside = self.take_while(|c| c != quote && c != '\n' && c != '\r');
        match self.rest.starts_with(quote) {
            true => {
                self.take(1);
                (TokenKind::Quoted, inside)
            }
            false => (TokenKind::Unclosed, inside),
        }
    }

    /// A slash that a backslash stands before does not end it.
    fn pattern(&mut self) -> (TokenKind, &'a str) {
        self.take(1);
        let mut escaped = false;
        let inside = self.take_while(|c| {
            let ends = matches!(c, '\n' | '\r') || (c == '/' && !escaped);
            escaped = c == '\\' && !escaped;
            !ends
        });
        match self.rest.starts_with('/') {
            true => {
                self.take(1);
                (TokenKind::Pattern, inside)
            }
            false => (TokenKind::Unclosed, inside),
        }
    }

    fn json(&mut self) -> (TokenKind, &'a str) {
        let length = self.rest.find('}').map_or(self.rest.len(), |at| at + 1);
        (TokenKind::Json, self.take(length))
    }

    fn take_while(&mut self, mut wanted: impl FnMut(char) -> bool) -> &'a str {
        let length = self.rest.find(|c| !wanted(c)).unwrap_or(self.rest.len());
        self.take(length)
    }

    fn take(&mut self, bytes: usize) -> &'a str {
        let (taken, rest) = self.rest.split_at(bytes);
        self.rest = rest;
        for c in taken.chars() {
            if c == '\n' {
                self.at.line += 1;
                self.at.column = 1;
                self.fresh = true;
            } else {
                self.at.column += 1;
            }
        }
        taken
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<(TokenKind, String)> {
        let all = tokens(text).into_iter();
        all.map(|token| (token.kind, token.text)).collect()
    }

    #[test]
    fn words_are_taken_apart_as_vhs_takes_them() {
        use TokenKind::*;
        let expect = |text: &str, wanted: &[(TokenKind, &str)]| {
            let wanted: Vec<_> = wanted.iter().map(|(k, t)| (*k, (*t).to_owned())).collect();
            assert_eq!(words(text), wanted, "{text}");
        };
        expect("Sleep .5s", &[(Bare, "Sleep"), (Number, ".5"), (Bare, "s")]);
        expect(
            "Ctrl+Alt+]",
            &[
                (Bare, "Ctrl"),
                (Sign, "+"),
                (Bare, "Alt"),
                (Sign, "+"),
                (Sign, "]"),
            ],
        );
        expect(
            "Output ./a-b/c_1.gif # x",
            &[(Bare, "Output"), (Bare, "./a-b/c_1.gif")],
        );
        expect(
            r"Wait /a\/b\\/ x",
            &[(Bare, "Wait"), (Pattern, r"a\/b\\"), (Bare, "x")],
        );
        expect(
            "Type `a \"b\" 'c'`",
            &[(Bare, "Type"), (Quoted, "a \"b\" 'c'")],
        );
        expect(
            "Type 'open\nEnter",
            &[(Bare, "Type"), (Unclosed, "open"), (Bare, "Enter")],
        );
        expect("{\"a\":\n1} b", &[(Json, "{\"a\":\n1}"), (Bare, "b")]);
    }

    #[test]
    fn places_count_characters_and_lines() {
        let all = tokens("Type \"é漢\"\r\n  Enter 2\n");
        let places = all
            .iter()
            .map(|t| (t.start.line, t.start.column, t.end.column));
        assert_eq!(
            places.collect::<Vec<_>>(),
            [(1, 1, 5), (1, 6, 10), (2, 3, 8), (2, 9, 10)]
        );
        let first: Vec<_> = all.iter().map(|token| token.first).collect();
        assert_eq!(first, [true, false, true, false]);
    }
}
