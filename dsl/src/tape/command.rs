//! What the commands of a tape say, each with its place. What never lives here: how they are
//! read, and what becomes of them.

use demoreel_primitives::time::Nanos;

use crate::tree::Span;

/// One command.
#[derive(Clone, Debug)]
pub(super) struct Command {
    /// Its own word, such as `Type`.
    pub word: Span,
    pub does: Does,
}

/// A word of a tape and where it stands.
#[derive(Clone, Debug)]
pub(super) struct Said<T> {
    pub value: T,
    pub span: Span,
}

/// What a command does.
#[derive(Clone, Debug)]
pub(super) enum Does {
    /// A file that the tape makes.
    Output(Said<String>),
    /// A program that must be there.
    Require(Said<String>),
    Set(Said<Setting>),
    Type {
        text: Said<String>,
        /// Between two keys.
        pace: Option<Said<Nanos>>,
    },
    /// One key, several times.
    Key {
        /// As our steps call it.
        key: &'static str,
        count: Said<u32>,
        /// After each.
        pace: Option<Said<Nanos>>,
    },
    /// Keys held together, as our steps write them; several where several keys were named.
    Chords(Said<Vec<String>>),
    /// Looks back in the output.
    Scroll {
        /// Lines; up is negative.
        lines: i64,
        /// After each line.
        pace: Option<Said<Nanos>>,
    },
    Sleep(Said<Nanos>),
    Wait {
        /// The whole screen, not only the line of the cursor.
        screen: bool,
        timeout: Option<Said<Nanos>>,
        pattern: Option<Said<String>>,
    },
    Hide,
    Show,
    Screenshot(Said<String>),
    Copy(Said<String>),
    Paste,
    Env {
        name: Said<String>,
        value: Said<String>,
    },
}

/// What `Set` says.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Setting {
    Shell(String),
    FontFamily(String),
    FontSize(f64),
    LetterSpacing(f64),
    LineHeight(f64),
    Framerate(f64),
    TypingSpeed(Nanos),
    /// A name, or JSON in braces.
    Theme(String),
    PlaybackSpeed(f64),
    Height(f64),
    Width(f64),
    Padding(f64),
    /// Percent of the frames.
    LoopOffset(f64),
    /// A colour, or a picture's file.
    MarginFill(String),
    Margin(f64),
    WindowBar(String),
    WindowBarSize(f64),
    BorderRadius(f64),
    CursorBlink(bool),
    WaitTimeout(Nanos),
    WaitPattern(String),
}
