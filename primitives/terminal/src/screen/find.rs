//! Finds text on a screen and says which cells it takes, for `wait_for`, `zoom_to` and `highlight`.

use std::ops::Range;

use demoreel_primitives::target::Part;
use regex::Regex;

use super::text::{Place, Reading};
use super::{Screen, Span};

/// What is looked for.
#[derive(Clone, Debug)]
pub enum Pattern {
    /// Exactly these characters, in this case. They may cross from row to row where a line wraps.
    Text(String),
    /// A regular expression over the text of the screen, lines parted by `\n`.
    Matches(Regex),
}

/// A match on a screen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// The characters of the part that was asked for.
    pub text: String,
    /// Their cells, one span a row, from the top; never empty.
    pub boxes: Vec<Span>,
    /// Whether the match itself stands alone, with no letter or digit right beside it.
    pub whole_words: bool,
}

impl Screen {
    /// All matches in reading order, each widened to the part that is meant. Matches without a
    /// character (`^`, `$`) take no cell and are left out.
    pub fn find(&self, pattern: &Pattern, part: Part) -> Vec<Found> {
        self.find_in(&self.read_all(), pattern, part)
    }

    /// The same in the line of the cursor alone, whose ends `^` and `$` mean.
    pub fn find_on_prompt_line(&self, pattern: &Pattern, part: Part) -> Vec<Found> {
        let line = self.read(self.line_around(self.cursor.row));
        self.find_in(&line, pattern, part)
    }

    fn find_in(&self, reading: &Reading, pattern: &Pattern, part: Part) -> Vec<Found> {
        pattern
            .ranges(&reading.text)
            .into_iter()
            .filter(|range| !range.is_empty())
            .filter_map(|range| self.found(reading, range, part))
            .collect()
    }

    fn found(&self, reading: &Reading, range: Range<usize>, part: Part) -> Option<Found> {
        let text = &reading.text;
        let meant = match part {
            Part::Match => range.clone(),
            Part::Word => widen(text, range.clone(), char::is_whitespace),
            Part::Line | Part::Row => widen(text, range.clone(), |character| character == '\n'),
        };
        let mut boxes = reading.boxes(&meant);
        if part == Part::Row {
            boxes = self.whole_rows(boxes);
        }
        (!boxes.is_empty()).then(|| Found {
            text: text[meant].to_owned(),
            boxes,
            whole_words: stands_alone(text, &range),
        })
    }

    fn whole_rows(&self, boxes: Vec<Span>) -> Vec<Span> {
        let columns = 0..self.columns;
        boxes
            .into_iter()
            .map(|span| Span {
                row: span.row,
                columns: columns.clone(),
            })
            .collect()
    }
}

impl Pattern {
    /// Where it is in a text, in bytes. A text's own matches do not overlap.
    fn ranges(&self, text: &str) -> Vec<Range<usize>> {
        match self {
            Pattern::Text(words) if words.is_empty() => Vec::new(),
            Pattern::Text(words) => text
                .match_indices(words.as_str())
                .map(|(start, found)| start..start + found.len())
                .collect(),
            Pattern::Matches(regex) => regex.find_iter(text).map(|found| found.range()).collect(),
        }
    }

    /// Whether it is anywhere in a text, such as [`Screen::text`] or [`Screen::prompt_line`].
    pub fn is_in(&self, text: &str) -> bool {
        match self {
            Pattern::Text(words) => text.contains(words.as_str()),
            Pattern::Matches(regex) => regex.is_match(text),
        }
    }
}

impl Reading {
    /// The cells of a stretch of the text, blanks at the ends of rows left out by the reading.
    fn boxes(&self, range: &Range<usize>) -> Vec<Span> {
        // A match may begin inside a cluster; its cell is the last that begins at or before it.
        let first = self
            .places
            .partition_point(|place| place.offset <= range.start);
        let end = self
            .places
            .partition_point(|place| place.offset < range.end);
        let mut boxes: Vec<Span> = Vec::new();
        let Some(places) = self.places.get(self.start_of(first, range)..end) else {
            return boxes;
        };
        for place in places {
            let columns = place.column..place.column + place.width;
            match boxes.last_mut() {
                Some(last) if last.row == place.row => last.columns.end = columns.end,
                _ => boxes.push(Span {
                    row: place.row,
                    columns,
                }),
            }
        }
        boxes
    }

    /// The index of the first cell of a range, given how many cells begin at or before it.
    fn start_of(&self, begun: usize, range: &Range<usize>) -> usize {
        let before: Option<&Place> = begun.checked_sub(1).and_then(|at| self.places.get(at));
        match before {
            // Between that cell and the range a line ended, so the match begins with the break.
            Some(place) if self.text.as_bytes()[place.offset..=range.start].contains(&b'\n') => {
                begun
            }
            Some(_) => begun - 1,
            None => begun,
        }
    }
}

/// Grows a range to both sides, up to the characters that end it.
fn widen(text: &str, range: Range<usize>, ends: impl Fn(char) -> bool) -> Range<usize> {
    let start = text[..range.start].rfind(&ends).map_or(0, |at| {
        let ending = text[at..].chars().next().map_or(0, char::len_utf8);
        at + ending
    });
    let end = text[range.end..]
        .find(&ends)
        .map_or(text.len(), |at| range.end + at);
    start..end
}

/// Whether no word of the text goes on before or behind a range. A match that begins or ends with
/// a sign is not part of a longer word on that side.
fn stands_alone(text: &str, range: &Range<usize>) -> bool {
    let goes_on = |outside: Option<char>, inside: Option<char>| {
        let is_word = |letter: Option<char>| letter.is_some_and(char::is_alphanumeric);
        is_word(outside) && is_word(inside)
    };
    let (before, found, after) = (
        &text[..range.start],
        &text[range.clone()],
        &text[range.end..],
    );
    let begins = goes_on(before.chars().next_back(), found.chars().next());
    let ends = goes_on(after.chars().next(), found.chars().next_back());
    !begins && !ends
}
