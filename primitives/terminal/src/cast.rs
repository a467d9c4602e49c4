//! Recordings of terminals in the asciicast format: version 3 is read and written, version 2 read.
//! The model here knows no version; each has a file of its own. Events that we do not know survive
//! a round trip, and so do unknown keys of the header; comments do not.

mod error;
mod header;
mod reader;
mod v2;
mod v3;
mod writer;

use std::io::BufRead;

use demoreel_primitives::colour::Colour;
use demoreel_primitives::time::Nanos;
use serde_json::{Map, Value};

use crate::model::Size;
pub use error::CastError;
pub use reader::CastReader;
pub use writer::CastWriter;

/// A whole recording.
#[derive(Clone, Debug, PartialEq)]
pub struct Cast {
    /// What it says of itself.
    pub header: Header,
    /// In order of time.
    pub events: Vec<CastEvent>,
}

/// What a recording says of itself.
#[derive(Clone, Debug, PartialEq)]
pub struct Header {
    /// The terminal's size when it began.
    pub size: Size,
    /// What `TERM` was.
    pub term: Option<String>,
    /// The terminal's name and version.
    pub term_version: Option<String>,
    /// The terminal's colours.
    pub theme: Option<CastTheme>,
    /// When it began, in seconds of Unix time.
    pub timestamp: Option<i64>,
    /// The longest pause that its author wants to be shown.
    pub idle_limit: Option<Nanos>,
    /// The command that was recorded.
    pub command: Option<String>,
    /// Its title.
    pub title: Option<String>,
    /// Some variables of the environment, as they stand.
    pub env: Map<String, Value>,
    /// Words to sort it by.
    pub tags: Vec<String>,
    /// Keys that we do not know, as they stand.
    pub rest: Map<String, Value>,
}

/// The colours of the terminal that was recorded.
#[derive(Clone, Debug, PartialEq)]
pub struct CastTheme {
    /// Of plain text.
    pub foreground: Colour,
    /// Behind everything.
    pub background: Colour,
    /// The first 8 or 16 indexed colours.
    pub palette: Vec<Colour>,
}

/// Something that happened.
#[derive(Clone, Debug, PartialEq)]
pub struct CastEvent {
    /// Since the beginning.
    pub at: Nanos,
    /// What it was.
    pub kind: EventKind,
}

/// What can happen in a recording.
#[derive(Clone, Debug, PartialEq)]
pub enum EventKind {
    /// The program wrote (`o`).
    Output(String),
    /// The user typed (`i`).
    Input(String),
    /// A moment with a name, which may be empty (`m`).
    Marker(String),
    /// The window has another size (`r`).
    Resize(Size),
    /// The program ended with this status (`x`, version 3).
    Exit(i32),
    /// An event that we do not know.
    Other {
        /// Its code.
        code: String,
        /// What it carries.
        data: Value,
    },
}

impl Cast {
    /// Reads a whole recording. Where a part of a damaged one is better than nothing, a
    /// [`CastReader`] gives its events up to the error.
    pub fn read(input: impl BufRead) -> Result<Cast, CastError> {
        let reader = CastReader::new(input)?;
        let header = reader.header().clone();
        let events = reader.collect::<Result<_, _>>()?;
        Ok(Cast { header, events })
    }

    /// The same from a text.
    pub fn parse(text: &str) -> Result<Cast, CastError> {
        Cast::read(text.as_bytes())
    }

    /// Writes it in version 3.
    pub fn write(&self, output: impl std::io::Write) -> Result<(), CastError> {
        let mut writer = CastWriter::new(output, &self.header)?;
        for event in &self.events {
            writer.event(event)?;
        }
        writer.finish().map(drop)
    }
}

impl Header {
    /// One that says nothing but the size.
    pub fn new(size: Size) -> Header {
        Header {
            size,
            term: None,
            term_version: None,
            theme: None,
            timestamp: None,
            idle_limit: None,
            command: None,
            title: None,
            env: Map::new(),
            tags: Vec::new(),
            rest: Map::new(),
        }
    }
}
