//! Values inside command lines. A value stays one word of the shell, or a part of one, whatever it
//! holds: bare, inside the author's own quotes, inside `$(...)`. Where no quoting can promise that
//! (backquotes, arithmetic, `${...}` of the shell, here-documents, after a backslash) it is
//! refused. What a program does with its words, such as `eval` or `sh -c`, is the author's.

/// A part of a command line.
pub(crate) enum Part {
    /// Written by the author, or meant to be taken as such.
    Author(String),
    /// A value, which must not be read as anything but itself.
    Value(String),
}

/// Why a value cannot stand where it does.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Refusal {
    /// Terminals and shells act on control characters before any quoting does.
    ControlCharacter,
    /// The place, as the end of a sentence.
    Place(&'static str),
}

/// The command line with every value quoted for its place.
pub(crate) fn join(parts: &[Part]) -> Result<String, Refusal> {
    let mut lexer = Lexer::default();
    let mut line = String::new();
    for (index, part) in parts.iter().enumerate() {
        match part {
            Part::Author(text) => {
                lexer.read(text);
                line.push_str(text);
            }
            Part::Value(value) => {
                if value.chars().any(char::is_control) {
                    return Err(Refusal::ControlCharacter);
                }
                let next = match parts.get(index + 1) {
                    Some(Part::Author(text)) => text.chars().next(),
                    _ => None,
                };
                line.push_str(&lexer.quoted(value, next)?);
                lexer.word_begins = false;
                lexer.word.clear();
            }
        }
    }
    Ok(line)
}

/// What a stretch of a command line is inside of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Inside {
    Single,
    Double,
    /// `$(...)`, `<(...)` or `(...)`.
    Command,
    Comment,
    /// `$'...'`.
    Ansi,
    Backquotes,
    /// `${...}`.
    Expansion,
    /// `$((...))`, `((...))` or `$[...]`.
    Arithmetic,
}

/// Follows the author's text as a shell would read it.
struct Lexer {
    stack: Vec<Inside>,
    escaped: bool,
    /// Whether the next letter begins a word.
    word_begins: bool,
    /// The bare word so far.
    word: String,
    /// From here on no place is certain.
    lost: Option<&'static str>,
    /// Parentheses that are open inside arithmetic.
    depth: usize,
}

impl Default for Lexer {
    fn default() -> Lexer {
        Lexer {
            stack: Vec::new(),
            escaped: false,
            word_begins: true,
            word: String::new(),
            lost: None,
            depth: 0,
        }
    }
}

impl Lexer {
    /// A value as it must be written here.
    fn quoted(&self, value: &str, next: Option<char>) -> Result<String, Refusal> {
        if let Some(place) = self.lost {
            return Err(Refusal::Place(place));
        }
        if self.escaped {
            return Err(Refusal::Place("after a backslash"));
        }
        match self.stack.last() {
            None | Some(Inside::Command) => Ok(match is_plain(value, next) {
                true => value.to_owned(),
                false => single(value),
            }),
            Some(Inside::Double) => Ok(match value.chars().all(is_harmless) {
                true => value.to_owned(),
                // Inside double quotes a shell still acts on some signs: the quotes are closed
                // for the value's sake, and opened again.
                false => format!("\"{}\"", single(value)),
            }),
            Some(Inside::Single) => Ok(value.replace('\'', r"'\''")),
            Some(Inside::Comment) => Ok(value.to_owned()),
            Some(Inside::Ansi) => Err(Refusal::Place("inside `$'...'`")),
            Some(Inside::Backquotes) => Err(Refusal::Place("inside backquotes")),
            Some(Inside::Expansion) => Err(Refusal::Place("inside `${...}` of the shell")),
            Some(Inside::Arithmetic) => Err(Refusal::Place("inside arithmetic")),
        }
    }

    fn read(&mut self, text: &str) {
        let chars: Vec<char> = text.chars().collect();
        let mut at = 0;
        while let Some(letter) = chars.get(at) {
            let rest: String = chars[at..].iter().take(3).collect();
            at += self.letter(*letter, &rest);
        }
    }

    /// Takes one letter in, or a sign of several; tells how many.
    fn letter(&mut self, letter: char, rest: &str) -> usize {
        if self.escaped {
            self.escaped = false;
            self.in_word(letter);
            return 1;
        }
        match self.stack.last() {
            Some(Inside::Single) => self.close_at(letter, '\''),
            Some(Inside::Comment) => self.close_at(letter, '\n'),
            Some(Inside::Ansi) => self.escaping(letter, '\''),
            Some(Inside::Backquotes) => self.escaping(letter, '`'),
            Some(Inside::Arithmetic) => self.arithmetic(letter),
            Some(Inside::Expansion) => self.expansion(letter, rest),
            Some(Inside::Double) => self.double(letter, rest),
            None | Some(Inside::Command) => self.bare(letter, rest),
        }
    }

    fn close_at(&mut self, letter: char, end: char) -> usize {
        if letter == end {
            self.stack.pop();
            self.word_begins = end == '\n';
        }
        1
    }

    fn escaping(&mut self, letter: char, end: char) -> usize {
        self.escaped = letter == '\\';
        self.close_at(letter, end)
    }

    fn arithmetic(&mut self, letter: char) -> usize {
        match letter {
            '(' | '[' => self.depth += 1,
            ')' | ']' => self.depth = self.depth.saturating_sub(1),
            _ => {}
        }
        if self.depth == 0 {
            self.stack.pop();
        }
        1
    }

    fn expansion(&mut self, letter: char, rest: &str) -> usize {
        match letter {
            '}' => _ = self.stack.pop(),
            '\\' => self.escaped = true,
            // Quotes inside an expansion mean different things in different places.
            '\'' | '"' => self.lost = Some("after quotes inside `${...}` of the shell"),
            _ => return self.dollar(letter, rest),
        }
        1
    }

    fn double(&mut self, letter: char, rest: &str) -> usize {
        match letter {
            '"' => _ = self.stack.pop(),
            '\\' => self.escaped = true,
            _ => return self.dollar(letter, rest),
        }
        1
    }

    /// What begins with a dollar sign or a backquote, bare and inside double quotes.
    fn dollar(&mut self, letter: char, rest: &str) -> usize {
        let (inside, length) = match letter {
            '`' => (Inside::Backquotes, 1),
            '$' if rest.starts_with("$((") => (Inside::Arithmetic, 3),
            '$' if rest.starts_with("$(") => (Inside::Command, 2),
            '$' if rest.starts_with("${") => (Inside::Expansion, 2),
            '$' if rest.starts_with("$[") => (Inside::Arithmetic, 2),
            _ => return 1,
        };
        if inside == Inside::Arithmetic {
            self.depth = length - 1;
        }
        self.word_begins = inside == Inside::Command;
        self.word.clear();
        self.stack.push(inside);
        length
    }

    fn bare(&mut self, letter: char, rest: &str) -> usize {
        match letter {
            '#' if self.word_begins => self.stack.push(Inside::Comment),
            '\'' => self.open(Inside::Single),
            '"' => self.open(Inside::Double),
            '\\' => self.escaped = true,
            '$' if rest.starts_with("$'") => {
                self.open(Inside::Ansi);
                return 2;
            }
            '$' | '`' => {
                self.word_begins = false;
                return self.dollar(letter, rest);
            }
            '<' if rest.starts_with("<<<") => {
                self.word_ends();
                return 3;
            }
            '<' if rest.starts_with("<<") => {
                self.lost = Some("after a here-document");
                return 2;
            }
            '(' if rest.starts_with("((") && self.word_begins => {
                self.depth = 2;
                self.stack.push(Inside::Arithmetic);
                return 2;
            }
            '(' => {
                self.word_ends();
                self.stack.push(Inside::Command);
            }
            ')' => {
                self.word_ends();
                if self.stack.pop().is_none() {
                    self.lost = Some("after a parenthesis that nothing opens");
                }
                self.word_begins = false;
            }
            ' ' | '\t' | '\n' | ';' | '&' | '|' | '<' | '>' => self.word_ends(),
            _ => self.in_word(letter),
        }
        1
    }

    fn open(&mut self, inside: Inside) {
        self.word_begins = false;
        self.word.clear();
        self.stack.push(inside);
    }

    fn in_word(&mut self, letter: char) {
        self.word_begins = false;
        self.word.push(letter);
    }

    fn word_ends(&mut self) {
        // Its patterns end in parentheses that nothing opens.
        if self.word == "case" {
            self.lost = Some("after `case`");
        }
        self.word.clear();
        self.word_begins = true;
    }
}

/// Signs that mean nothing to a shell, wherever they stand in a word.
fn is_harmless(letter: char) -> bool {
    letter.is_ascii_alphanumeric() || "_-./:@%+".contains(letter)
}

/// Whether a bare word is only itself, without quotes.
fn is_plain(value: &str, next: Option<char>) -> bool {
    const RESERVED: &[&str] = &[
        "if", "then", "else", "elif", "fi", "do", "done", "case", "esac", "while", "until", "for",
        "in", "function", "select", "time", "coproc",
    ];
    let harmless = !value.is_empty() && value.chars().all(is_harmless);
    // `2>file` and `name()` are not words.
    harmless && !RESERVED.contains(&value) && !matches!(next, Some('<' | '>' | '(' | '='))
}

/// In single quotes.
fn single(value: &str) -> String {
    format!("'{}'", value.replace('\'', r"'\''"))
}

#[cfg(test)]
mod tests;
