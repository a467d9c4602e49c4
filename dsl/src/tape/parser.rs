//! Words to commands. Reading a tape never fails: what cannot be read is reported, and reading
//! goes on with the next line. What never lives here: what becomes of the commands.

mod arguments;
mod keys;
mod set;
mod source;

use std::path::PathBuf;
use std::rc::Rc;

use demoreel_primitives::codes::{Code, tape as codes};
use demoreel_primitives::diagnostic::Diagnostic;

use super::command::{Command, Does, Said};
use super::lexer::{self, Token};
use crate::files::Files;
use crate::guess;
use crate::tree::{File, Span};

/// The commands that are no keys.
const COMMANDS: &[&str] = &[
    "Output",
    "Require",
    "Set",
    "Type",
    "Sleep",
    "Wait",
    "Hide",
    "Show",
    "Screenshot",
    "Copy",
    "Paste",
    "Env",
    "Source",
    "Ctrl",
    "Alt",
    "Shift",
    "ScrollUp",
    "ScrollDown",
];

/// Reads the commands of one tape, and of those that it plays.
pub(super) struct Parser<'a> {
    files: &'a Files<'a>,
    file: Rc<File>,
    tokens: Vec<Token>,
    /// The next token.
    at: usize,
    /// The tapes that are open, this one last.
    open: Vec<PathBuf>,
    pub commands: Vec<Command>,
    pub diagnostics: Vec<Diagnostic>,
}

/// A command that could not be read; what is wrong was reported.
struct Unread;

type Read<T> = Result<T, Unread>;

impl<'a> Parser<'a> {
    pub fn new(files: &'a Files<'a>, file: &Rc<File>, text: &str, open: Vec<PathBuf>) -> Self {
        Parser {
            files,
            file: file.clone(),
            tokens: lexer::tokens(text),
            at: 0,
            open,
            commands: Vec::new(),
            diagnostics: Vec::new(),
        }
    }

    /// Reads all of it.
    pub fn run(&mut self) {
        while let Some(token) = self.next() {
            if self.command(&token).is_err() {
                self.skip_line();
            }
        }
    }

    fn command(&mut self, token: &Token) -> Read<()> {
        let name = match token.kind {
            lexer::TokenKind::Bare => token.text.as_str(),
            _ => return Err(self.unknown(token)),
        };
        if let Some(key) = keys::named(name) {
            let does = self.key(key)?;
            return self.add(token, does);
        }
        let does = match name {
            "Output" => Does::Output(self.path(token)?),
            "Require" => Does::Require(self.words(token)?),
            "Set" => Does::Set(self.set(token)?),
            "Type" => {
                let pace = self.pace()?;
                let text = self.joined(token)?;
                Does::Type { text, pace }
            }
            "Sleep" => Does::Sleep(self.time(token)?),
            "Wait" => self.wait(token)?,
            "Hide" => Does::Hide,
            "Show" => Does::Show,
            "Screenshot" => Does::Screenshot(self.path(token)?),
            "Copy" => Does::Copy(self.joined(token)?),
            "Paste" => Does::Paste,
            "Env" => {
                let name = self.words(token)?;
                let value = self.words(token)?;
                Does::Env { name, value }
            }
            "ScrollUp" => self.scroll(-1)?,
            "ScrollDown" => self.scroll(1)?,
            "Ctrl" | "Alt" | "Shift" => Does::Chords(self.chords(token)?),
            "Source" => return self.source(token),
            _ => return Err(self.unknown(token)),
        };
        self.add(token, does)
    }

    fn add(&mut self, token: &Token, does: Does) -> Read<()> {
        let word = self.span(token, token);
        self.commands.push(Command { word, does });
        Ok(())
    }

    fn unknown(&mut self, token: &Token) -> Unread {
        let message = format!("there is no command '{}'", token.text);
        let error = Diagnostic::error(codes::UNKNOWN_COMMAND, message);
        let known = COMMANDS.iter().copied().chain(keys::names());
        let hint = match nearest(&token.text, known) {
            Some(near) => format!("did you mean `{near}`?"),
            None => {
                "words to type stand in quotes after `Type`; a comment begins with #".to_owned()
            }
        };
        self.report(token, error.hint(hint))
    }

    /// Words in quotes or without, of one token.
    fn words(&mut self, after: &Token) -> Read<Said<String>> {
        match self.peek().cloned() {
            Some(token) if token.is_words() => {
                self.at += 1;
                Ok(self.said(&token))
            }
            _ => Err(self.expected(after, "words, in quotes where they hold any signs")),
        }
    }

    /// A word and whatever it holds; a quote that is not closed is told of.
    fn said(&mut self, token: &Token) -> Said<String> {
        if token.kind == lexer::TokenKind::Unclosed {
            let message = "the line ends inside these words, and they are taken as they are";
            let warning = Diagnostic::warning(codes::UNCLOSED, message);
            self.report(token, warning.hint("close them as they were opened"));
        }
        Said {
            value: token.text.clone(),
            span: self.span(token, token),
        }
    }

    /// Says that something else was expected after a command's word.
    fn expected(&mut self, after: &Token, what: &str) -> Unread {
        let message = format!("`{}` takes {what}", after.text);
        let error = Diagnostic::error(codes::ARGUMENT, message);
        match self.peek().filter(|next| !next.first).cloned() {
            Some(next) => {
                let hint = format!("'{}' is none", next.text);
                self.report(&next, error.hint(hint))
            }
            None => self.report(after, error),
        }
    }

    fn wrong(&mut self, token: &Token, code: Code, message: String, hint: &str) -> Unread {
        let error = Diagnostic::error(code, message);
        self.report(token, error.hint(hint))
    }

    fn report(&mut self, token: &Token, diagnostic: Diagnostic) -> Unread {
        let place = self.span(token, token).place();
        self.diagnostics.push(diagnostic.at(place));
        Unread
    }

    fn span(&self, from: &Token, to: &Token) -> Span {
        Span {
            file: self.file.clone(),
            start: from.start,
            end: to.end,
            pointer: "".into(),
        }
    }

    fn peek(&self) -> Option<&Token> {
        self.tokens.get(self.at)
    }

    fn next(&mut self) -> Option<Token> {
        let token = self.tokens.get(self.at).cloned();
        self.at += 1;
        token
    }

    /// Takes a sign that comes next.
    fn takes_sign(&mut self, sign: &str) -> bool {
        let there = self.peek().is_some_and(|token| token.is_sign(sign));
        self.at += usize::from(there);
        there
    }

    fn skip_line(&mut self) {
        while self.peek().is_some_and(|token| !token.first) {
            self.at += 1;
        }
    }
}

/// The nearest of some names, whatever their capitals.
pub(super) fn nearest<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let lower: Vec<_> = known
        .into_iter()
        .map(|one| (one.to_lowercase(), one))
        .collect();
    let near = guess::nearest(word, lower.iter().map(|(lower, _)| lower.as_str()))?;
    let mut all = lower.iter();
    all.find(|(lower, _)| lower == near).map(|(_, one)| *one)
}
