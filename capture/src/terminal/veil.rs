//! Keeps secrets out of what a terminal shows and records: whole ones wherever they stand, also
//! across lines and however they were written there, and the beginning of one behind which the
//! cursor stands. What it looks at is the screen, because a secret may come letter by letter,
//! with colours between or drawn in any order; and the stream, because a title is on no screen.

use std::sync::Arc;

use demoreel_terminal::{Cluster, Screen, Span};

use crate::secrets::Secrets;

const DOT: char = '•';
/// Shorter values are hidden only where they stand alone: they are in half of all words.
const SHORTEST: usize = 4;
/// So many letters of a secret before the cursor are taken for its beginning; while a secret is
/// being typed, one is enough.
const BEGINNING: usize = 3;

/// The secrets of a performance, as a terminal knows them.
pub struct Veil {
    secrets: Secrets,
    letters: Vec<Vec<char>>,
    /// Whether one is being typed just now.
    typing: bool,
    /// The last bytes of the stream.
    tail: Vec<u8>,
}

/// A letter on the screen; a line break has no place.
struct Letter {
    letter: char,
    place: Option<(u16, u16)>,
    width: u16,
}

impl Veil {
    /// For these.
    pub fn new(secrets: &Secrets) -> Veil {
        let values = secrets.values().iter();
        Veil {
            letters: values.map(|value| value.chars().collect()).collect(),
            secrets: secrets.clone(),
            typing: false,
            tail: Vec::new(),
        }
    }

    /// Whether there is nothing to keep.
    pub fn is_empty(&self) -> bool {
        self.letters.is_empty()
    }

    /// Says whether a secret is being typed from now on.
    pub fn set_typing(&mut self, typing: bool) {
        self.typing = typing;
    }

    /// Whether a part of the stream holds a secret, or ends with the beginning of one.
    pub fn is_in_stream(&mut self, bytes: &[u8]) -> bool {
        let values = self.secrets.values();
        let Some(longest) = values.iter().map(String::len).max() else {
            return false;
        };
        self.tail.extend_from_slice(bytes);
        let long = values.iter().filter(|value| value.len() >= SHORTEST);
        let found = long.into_iter().any(|value| {
            let value = value.as_bytes();
            let whole = self.tail.windows(value.len()).any(|part| part == value);
            whole || (BEGINNING..value.len()).any(|end| self.tail.ends_with(&value[..end]))
        });
        let kept = self.tail.len().saturating_sub(longest);
        self.tail.drain(..kept);
        found
    }

    /// Whether a screen shows a secret.
    pub fn is_on(&self, screen: &Screen) -> bool {
        let title = screen.title.as_deref().unwrap_or_default();
        !self.is_empty() && (!self.spans(screen).is_empty() || self.secrets.hide(title) != title)
    }

    /// The screen with dots in their place.
    pub fn hide(&self, mut screen: Screen) -> Screen {
        if self.is_empty() {
            return screen;
        }
        for Span { row, columns } in self.spans(&screen) {
            let row = Arc::make_mut(&mut screen.rows[row as usize]);
            for cell in &mut row.cells[columns.start as usize..columns.end as usize] {
                cell.text = Cluster::Single(DOT);
                cell.width = 1;
                cell.link = None;
            }
        }
        screen.title = screen.title.map(|title| self.secrets.hide(&title));
        for row in &mut screen.rows {
            let links = row.cells.iter().filter_map(|cell| cell.link.as_deref());
            if links
                .into_iter()
                .any(|link| self.secrets.hide(link) != link)
            {
                let cells = &mut Arc::make_mut(row).cells;
                cells.iter_mut().for_each(|cell| cell.link = None);
            }
        }
        screen
    }

    /// The cells of every secret.
    fn spans(&self, screen: &Screen) -> Vec<Span> {
        let text = letters(screen);
        let mut spans = Vec::new();
        for secret in self.letters.iter().filter(|secret| !secret.is_empty()) {
            let starts = 0..text.len().saturating_sub(secret.len() - 1);
            let whole = starts.map(|start| start..start + secret.len());
            let whole = whole.filter(|range| {
                let same = text[range.clone()]
                    .iter()
                    .map(|one| one.letter)
                    .eq(secret.iter().copied());
                same && (secret.len() >= SHORTEST || stands_alone(&text, range))
            });
            let begun = self.beginning(&text, screen, secret);
            for range in whole.chain(begun) {
                spans.extend(text[range].iter().filter_map(Letter::span));
            }
        }
        spans
    }

    /// The beginning of a secret that ends at the cursor.
    fn beginning(
        &self,
        text: &[Letter],
        screen: &Screen,
        secret: &[char],
    ) -> Option<std::ops::Range<usize>> {
        let least = match (self.typing, secret.len()) {
            (true, _) => 1,
            (false, ..SHORTEST) => return None,
            (false, _) => BEGINNING,
        };
        let cursor = (screen.cursor.row, screen.cursor.column);
        let end = text
            .iter()
            .rposition(|one| one.place.is_some_and(|place| place < cursor))?
            + 1;
        let reaches = |length: &usize| {
            let start = end.checked_sub(*length);
            let tail = start.and_then(|start| text.get(start..end));
            tail.is_some_and(|tail| {
                tail.iter()
                    .map(|one| one.letter)
                    .eq(secret[..*length].iter().copied())
            })
        };
        let length = (least..secret.len()).rev().find(reaches)?;
        Some(end - length..end)
    }
}

impl Letter {
    fn span(&self) -> Option<Span> {
        let (row, column) = self.place?;
        Some(Span {
            row,
            columns: column..column + self.width,
        })
    }
}

/// The screen's letters. A row that is full goes on in the next one, whoever broke it there.
fn letters(screen: &Screen) -> Vec<Letter> {
    let mut all = Vec::new();
    for (number, row) in screen.rows.iter().enumerate() {
        let used = row.cells.iter().rposition(|cell| !cell.text.is_blank());
        let end = used.map_or(0, |last| last + 1);
        let kept = if row.wrapped {
            row.cells.len() - usize::from(row.padded)
        } else {
            end
        };
        for (column, cell) in row.cells[..kept]
            .iter()
            .enumerate()
            .filter(|(_, cell)| cell.width > 0)
        {
            let letter = match &cell.text {
                Cluster::Single(letter) => *letter,
                Cluster::Joined(cluster) => cluster.chars().next().unwrap_or(' '),
            };
            all.push(Letter {
                letter,
                place: Some((number as u16, column as u16)),
                width: cell.width.into(),
            });
        }
        if !row.wrapped && end < row.cells.len() {
            all.push(Letter {
                letter: '\n',
                place: None,
                width: 0,
            });
        }
    }
    all
}

fn stands_alone(text: &[Letter], range: &std::ops::Range<usize>) -> bool {
    let is_word = |at: Option<usize>| {
        let letter = at.and_then(|at| text.get(at));
        letter.is_some_and(|one| one.letter.is_alphanumeric())
    };
    !is_word(range.start.checked_sub(1)) && !is_word(Some(range.end))
}
