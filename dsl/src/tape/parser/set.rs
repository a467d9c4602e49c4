//! `Set` and its values.

use demoreel_primitives::codes::tape as codes;

use super::{Parser, Read, nearest};
use crate::tape::command::{Said, Setting};
use crate::tape::lexer::{Token, TokenKind};
use crate::tape::settings::{self, BARS, Takes};

impl Parser<'_> {
    pub(super) fn set(&mut self, word: &Token) -> Read<Said<Setting>> {
        let next = self.peek().filter(|next| !next.first).cloned();
        let Some(name) = next.filter(|name| name.kind == TokenKind::Bare) else {
            return Err(self.expected(word, "the name of a setting and its value"));
        };
        let Some(takes) = settings::named(&name.text) else {
            let message = format!("there is no setting '{}'", name.text);
            let hint = match nearest(&name.text, settings::names()) {
                Some(near) => format!("did you mean `{near}`?"),
                None => format!(
                    "they are {}",
                    settings::names().collect::<Vec<_>>().join(", ")
                ),
            };
            return Err(self.wrong(&name, codes::UNKNOWN_SETTING, message, &hint));
        };
        self.at += 1;
        let value = self.setting(&name, takes)?;
        let last = self.tokens[self.at - 1].clone();
        let span = self.span(&name, &last);
        Ok(Said { value, span })
    }

    fn setting(&mut self, name: &Token, takes: Takes) -> Read<Setting> {
        match takes {
            Takes::Time(make) => self.time(name).map(|said| make(said.value)),
            Takes::Words(make) => self.words(name).map(|said| make(said.value)),
            Takes::Number(make, least, most) => self.number(name, (least, most)).map(make),
            Takes::Percent(make) => {
                let number = self.number(name, (0.0, 1e6))?;
                self.takes_sign("%");
                Ok(make(number))
            }
            Takes::Flag(make) => {
                let token = self.value(name)?;
                match token.text.as_str() {
                    "true" => Ok(make(true)),
                    "false" => Ok(make(false)),
                    _ => Err(self.no_value(name, &token, "`true` or `false`")),
                }
            }
            Takes::Pattern(make) => {
                let token = self.value(name)?;
                self.pattern(&token).map(|said| make(said.value))
            }
            Takes::Theme => self.value(name).map(|token| Setting::Theme(token.text)),
            Takes::Bar => {
                let token = self.value(name)?;
                match token.text.is_empty() || BARS.contains(&token.text.as_str()) {
                    true => Ok(Setting::WindowBar(token.text)),
                    false => Err(self.no_value(name, &token, &BARS.join(", "))),
                }
            }
            Takes::Fill => {
                let token = self.value(name)?;
                match is_fill(&token.text) {
                    true => Ok(Setting::MarginFill(token.text)),
                    false => Err(self.no_value(
                        name,
                        &token,
                        "a colour such as \"#674EFF\", or a picture",
                    )),
                }
            }
        }
    }

    /// Any one token of the line, with its quote closed.
    fn value(&mut self, name: &Token) -> Read<Token> {
        match self.peek().filter(|next| !next.first).cloned() {
            Some(token) if token.kind != TokenKind::Sign => {
                self.at += 1;
                self.said(&token);
                Ok(token)
            }
            _ => Err(self.expected(name, "a value")),
        }
    }

    fn number(&mut self, name: &Token, (least, most): (f64, f64)) -> Read<f64> {
        if self.peek().is_some_and(|next| next.first) {
            return Err(self.expected(name, "a number"));
        }
        let minus = self.takes_sign("-");
        let token = self.value(name)?;
        let number = token.text.parse::<f64>().ok().filter(|it| it.is_finite());
        let number = number.map(|it| if minus { -it } else { it });
        match number.filter(|it| (least..=most).contains(it)) {
            Some(number) => Ok(number),
            None => {
                let range = format!("a number from {least} to {most}, without a unit");
                Err(self.no_value(name, &token, &range))
            }
        }
    }

    fn no_value(&mut self, name: &Token, token: &Token, takes: &str) -> super::Unread {
        let message = format!("'{}' is no value of `{}`", token.text, name.text);
        let hint = format!("it takes {takes}");
        self.wrong(token, codes::VALUE, message, &hint)
    }
}

/// A colour of six digits, or the name of a file.
fn is_fill(text: &str) -> bool {
    match text.strip_prefix('#') {
        Some(digits) => digits.len() == 6 && digits.chars().all(|c| c.is_ascii_hexdigit()),
        None => !text.is_empty(),
    }
}
