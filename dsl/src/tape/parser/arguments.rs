//! What commands of a tape take: words, files, times, patterns.

use demoreel_primitives::codes::tape as codes;
use demoreel_primitives::time::Nanos;

use super::{Parser, Read};
use crate::tape::command::{Does, Said};
use crate::tape::lexer::{Token, TokenKind};

/// Longer than any tape.
const LONGEST_SECONDS: f64 = 86_400.0;

impl Parser<'_> {
    /// A file or a folder.
    pub(super) fn path(&mut self, after: &Token) -> Read<Said<String>> {
        match self.peek().filter(|next| !next.first) {
            Some(next) if next.is_words() => self.words(after),
            Some(_) => Err(self.expected(
                after,
                "a path; one that begins with a digit or a slash needs quotes",
            )),
            None => Err(self.expected(after, "a path")),
        }
    }

    /// All words that follow, with a space between them. A bare word that begins a line is a
    /// command, and a misspelt one at that.
    pub(super) fn joined(&mut self, after: &Token) -> Read<Said<String>> {
        let goes_on =
            |token: &Token| token.is_words() && !(token.first && token.kind == TokenKind::Bare);
        let mut parts = Vec::new();
        let mut last = after.clone();
        let first = self.peek().cloned();
        while let Some(token) = self.peek().filter(|token| goes_on(token)).cloned() {
            // A command may follow on the same line.
            if token.kind == TokenKind::Bare && !parts.is_empty() && is_command(&token.text) {
                break;
            }
            self.at += 1;
            parts.push(self.said(&token).value);
            last = token;
        }
        match (first, parts.is_empty()) {
            (Some(first), false) => Ok(Said {
                value: parts.join(" "),
                span: self.span(&first, &last),
            }),
            _ => Err(self.expected(after, "words in quotes")),
        }
    }

    /// `@` and a length of time.
    pub(super) fn pace(&mut self) -> Read<Option<Said<Nanos>>> {
        if !self.takes_sign("@") {
            return Ok(None);
        }
        let at = self.tokens[self.at - 1].clone();
        self.time(&at).map(Some)
    }

    /// A number of seconds, or of what its unit says.
    pub(super) fn time(&mut self, after: &Token) -> Read<Said<Nanos>> {
        let next = self.peek().filter(|next| next.kind == TokenKind::Number);
        let Some(token) = next.cloned() else {
            return Err(self.expected(after, "a length of time, such as 500ms or 2s"));
        };
        self.at += 1;
        let mut last = token.clone();
        let unit = match self.peek().map(|unit| unit.text.as_str()) {
            Some("ms") => Some(0.001),
            Some("s") => Some(1.0),
            Some("m") => Some(60.0),
            _ => None,
        };
        if let (Some(_), Some(next)) = (unit, self.peek().filter(|next| !next.first).cloned()) {
            self.at += 1;
            last = next;
        }
        let seconds = token
            .text
            .parse::<f64>()
            .ok()
            .map(|it| it * unit.unwrap_or(1.0));
        match seconds.filter(|seconds| *seconds <= LONGEST_SECONDS) {
            Some(seconds) => Ok(Said {
                value: Nanos::from_secs_f64(seconds),
                span: self.span(&token, &last),
            }),
            None => {
                let message = format!("'{}' is no length of time", token.text);
                let hint = "write a number with ms, s or m, of a day at most";
                Err(self.wrong(&token, codes::ARGUMENT, message, hint))
            }
        }
    }

    /// `Wait[+Screen|+Line][@time] [/pattern/]`.
    pub(super) fn wait(&mut self, word: &Token) -> Read<Does> {
        let mut screen = false;
        if self.takes_sign("+") {
            match self.peek().map(|token| token.text.as_str()) {
                Some("Screen") => screen = true,
                Some("Line") => {}
                _ => return Err(self.expected(word, "`+Screen` or `+Line`")),
            }
            self.at += 1;
        }
        let timeout = self.pace()?;
        if let Some(none) = timeout.as_ref().filter(|it| it.value == Nanos(0)) {
            let token = self.tokens[self.at - 1].clone();
            let message = format!("waiting for {} is no waiting", none.value.as_secs_f64());
            let hint = "write how long at most, such as Wait@10s";
            return Err(self.wrong(&token, codes::ARGUMENT, message, hint));
        }
        let next = self.peek().filter(|token| is_pattern(token));
        let pattern = match next.cloned() {
            None => None,
            Some(token) => {
                self.at += 1;
                Some(self.pattern(&token)?)
            }
        };
        Ok(Does::Wait {
            screen,
            timeout,
            pattern,
        })
    }

    /// Checks a pattern as a regular expression.
    pub(super) fn pattern(&mut self, token: &Token) -> Read<Said<String>> {
        let said = self.said(token);
        match regex_syntax::parse(&said.value) {
            Ok(_) => Ok(said),
            Err(error) => {
                let why = error.to_string();
                let why = why.lines().last().unwrap_or_default();
                let why = why.trim_start_matches("error: ");
                let message = format!("the pattern /{}/ cannot be read: {why}", said.value);
                let hint = "a sign that is meant as itself has a backslash before it";
                Err(self.wrong(token, codes::PATTERN, message, hint))
            }
        }
    }
}

/// A pattern, or one that its line does not close.
fn is_pattern(token: &Token) -> bool {
    token.kind == TokenKind::Pattern || (token.kind == TokenKind::Unclosed && !token.first)
}

fn is_command(word: &str) -> bool {
    super::COMMANDS.contains(&word) || super::keys::named(word).is_some()
}
