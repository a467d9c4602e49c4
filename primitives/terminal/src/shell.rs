//! Shell integration: what a shell says about itself between the characters. Recognised wherever
//! the stream is cut, and unbounded strings are kept from the model. What never lives here: guesses
//! about what a prompt looks like.

/// A program may send any length of an operating system command; the model hears this much.
const LONGEST_PASSED: usize = 64 * 1024;

/// No folder or title that anybody would show is longer.
const LONGEST_KEPT: usize = 4096;

const ESCAPE: u8 = 0x1b;
const BELL: u8 = 0x07;
const CANCEL: u8 = 0x18;
const SUBSTITUTE: u8 = 0x1a;

/// Something that a shell said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ShellEvent {
    /// The prompt begins (OSC 133;A).
    PromptStart,
    /// The prompt has ended; what follows is the user's command (OSC 133;B).
    CommandStart,
    /// The command was sent; what follows is its output (OSC 133;C).
    OutputStart,
    /// The command has ended (OSC 133;D).
    CommandEnd {
        /// Its exit status, where the shell said it.
        status: Option<i32>,
    },
    /// The shell's folder, decoded (OSC 7).
    Folder(String),
    /// The window's title (OSC 0 and 2).
    Title(String),
}

/// An event and where it was.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ShellMark {
    /// What was said.
    pub event: ShellEvent,
    /// Bytes fed since the terminal began, up to the end of the sequence.
    pub position: u64,
    /// The cursor's row at that moment, from 0.
    pub row: u16,
    /// The cursor's column at that moment, from 0.
    pub column: u16,
}

/// Follows the stream just closely enough to know its operating system commands.
#[derive(Debug, Default)]
pub(crate) struct Scanner {
    state: State,
    /// The beginning of the current command.
    kept: Vec<u8>,
    /// Its length so far.
    length: usize,
}

#[derive(Clone, Copy, Debug, Default, PartialEq)]
enum State {
    #[default]
    Ground,
    Escape,
    Command,
}

/// What to do with the next bytes.
#[derive(Debug, PartialEq)]
pub(crate) struct Piece {
    /// How many; 1 or more.
    pub taken: usize,
    /// Whether the model may see them.
    pub passed: bool,
    /// What ended with them.
    pub event: Option<ShellEvent>,
}

impl Piece {
    fn plain(taken: usize) -> Piece {
        Piece {
            taken,
            passed: true,
            event: None,
        }
    }
}

impl Scanner {
    /// Judges the beginning of `bytes`, which is not empty.
    pub(crate) fn next_piece(&mut self, bytes: &[u8]) -> Piece {
        match self.state {
            State::Ground => self.ground(bytes),
            State::Escape => self.escape(bytes[0]),
            State::Command => self.command(bytes),
        }
    }

    fn ground(&mut self, bytes: &[u8]) -> Piece {
        match bytes.iter().position(|&byte| byte == ESCAPE) {
            Some(at) => {
                self.state = State::Escape;
                Piece::plain(at + 1)
            }
            None => Piece::plain(bytes.len()),
        }
    }

    fn escape(&mut self, byte: u8) -> Piece {
        match byte {
            b']' => {
                self.state = State::Command;
                self.kept.clear();
                self.length = 0;
            }
            CANCEL | SUBSTITUTE => self.state = State::Ground,
            // Other control characters act at once and the escape goes on.
            0x00..=0x1f | 0x7f => {}
            _ => self.state = State::Ground,
        }
        Piece::plain(1)
    }

    fn command(&mut self, bytes: &[u8]) -> Piece {
        let ends = |byte: &u8| matches!(*byte, BELL | ESCAPE | CANCEL | SUBSTITUTE);
        let run = bytes.iter().position(ends).unwrap_or(bytes.len());
        if run == 0 {
            return self.end(bytes[0]);
        }
        let room = LONGEST_PASSED.saturating_sub(self.length);
        let taken = if room == 0 { run } else { run.min(room) };
        let kept = taken.min(LONGEST_KEPT + 1 - self.kept.len());
        self.kept.extend_from_slice(&bytes[..kept]);
        self.length = self.length.saturating_add(taken);
        Piece {
            taken,
            passed: room > 0,
            event: None,
        }
    }

    fn end(&mut self, byte: u8) -> Piece {
        self.state = if byte == ESCAPE {
            State::Escape
        } else {
            State::Ground
        };
        let whole = self.kept.len() <= LONGEST_KEPT && matches!(byte, BELL | ESCAPE);
        let event = whole.then(|| read_command(&self.kept)).flatten();
        self.kept.clear();
        Piece {
            event,
            ..Piece::plain(1)
        }
    }
}

fn read_command(payload: &[u8]) -> Option<ShellEvent> {
    let text = String::from_utf8_lossy(payload);
    let (number, rest) = text.split_once(';')?;
    match number {
        "0" | "2" => Some(ShellEvent::Title(rest.to_owned())),
        "7" => folder(rest).map(ShellEvent::Folder),
        "133" => prompt_mark(rest),
        _ => None,
    }
}

/// `A`, `B`, `C` or `D`, each perhaps with fields after it, of which only the exit status matters.
fn prompt_mark(fields: &str) -> Option<ShellEvent> {
    let mut fields = fields.split(';');
    match fields.next()? {
        "A" => Some(ShellEvent::PromptStart),
        "B" => Some(ShellEvent::CommandStart),
        "C" => Some(ShellEvent::OutputStart),
        "D" => Some(ShellEvent::CommandEnd {
            status: fields.next().and_then(|status| status.parse().ok()),
        }),
        _ => None,
    }
}

/// The path of `file://HOST/PATH`, whoever the host is. `None` where it is no such address.
fn folder(address: &str) -> Option<String> {
    let after = address.strip_prefix("file://")?;
    let path = &after[after.find('/')?..];
    let mut bytes = Vec::with_capacity(path.len());
    let mut rest = path.as_bytes();
    while let Some((&byte, after)) = rest.split_first() {
        let escaped = (byte == b'%').then(|| hex_pair(after)).flatten();
        bytes.push(escaped.unwrap_or(byte));
        rest = if escaped.is_some() {
            &after[2..]
        } else {
            after
        };
    }
    String::from_utf8(bytes).ok()
}

fn hex_pair(bytes: &[u8]) -> Option<u8> {
    let digit = |at: usize| char::from(*bytes.get(at)?).to_digit(16);
    Some((digit(0)? * 16 + digit(1)?) as u8)
}
