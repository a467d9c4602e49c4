//! Text on a page: paragraphs of glyphs joined across inline elements, and the words found in them.
//! Knows nothing of pictures.

mod glyph;
mod label;
mod paragraph;
mod tree;
mod words;

pub(crate) use label::{alike, likely_cause};
pub(crate) use tree::{Tree, shorten};
pub(crate) use words::{compile, find_pattern, find_words, name_rank};
