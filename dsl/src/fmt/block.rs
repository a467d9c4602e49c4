//! A sheet in block form. Comments go where they were: above what follows them, or at the end of a
//! line; those below the last thing of a block stay in it as long as they are indented like it.

use demoreel_primitives::diagnostic::Position;

use super::sheet::{Body, Comment, Leaf, Pair, Sheet, Words};
use super::words::{self, Written};

const STEP: usize = 2;
const END: Position = Position {
    line: u32::MAX,
    column: u32::MAX,
};

/// Keys of lists in which a word alone is the map of it and nothing.
const LISTS_OF_STEPS: &[&str] = &["steps", "else"];

/// The whole file.
pub(super) fn write(sheet: &Sheet) -> String {
    let mut writer = Writer {
        sheet,
        comments: 0,
        text: String::new(),
        last_line: 0,
        fresh: true,
    };
    match &sheet.root.body {
        Body::Map { entries, .. } => writer.map(entries, &sheet.root, (0, END)),
        Body::List { items, .. } => writer.list(items, &sheet.root, (0, END), ""),
        _ => {}
    }
    writer.comments_before(END, 0);
    writer.text
}

/// Where a block is written: its indentation, and the place of what follows it.
type Bounds = (usize, Position);

struct Writer<'a> {
    sheet: &'a Sheet,
    /// How many comments are written.
    comments: usize,
    text: String,
    /// The line of the source that was written last.
    last_line: u32,
    /// At the beginning of the file or of a block, where no blank line stands.
    fresh: bool,
}

impl<'a> Writer<'a> {
    fn map(&mut self, entries: &'a [Pair], leaf: &Leaf, (indent, limit): Bounds) {
        for (index, pair) in entries.iter().enumerate() {
            let follows = entries.get(index + 1);
            let limit = follows.map_or(limit, |next| next.key.start);
            // The first key stands behind the dash, if there is one.
            let behind_a_dash = index == 0 && self.text.ends_with("- ");
            self.comments_of(pair, limit, (indent, behind_a_dash));
            if !behind_a_dash {
                self.line(pair.key.start, indent);
            }
            self.pair(pair, (indent, limit));
        }
        if let Body::Map { flow: false, .. } = leaf.body {
            self.comments_inside(leaf.start.column, (indent, limit));
        }
    }

    fn list(&mut self, items: &'a [Leaf], leaf: &Leaf, (indent, limit): Bounds, key: &str) {
        for (index, item) in items.iter().enumerate() {
            let limit = items.get(index + 1).map_or(limit, |next| next.start);
            if index > 0 || !self.text.ends_with("- ") {
                self.comments_before(item.start, indent);
                if let Body::Words(words) = &item.body {
                    self.comments_of_words(item, words, limit, indent);
                }
                self.line(item.start, indent);
            }
            self.text.push_str("- ");
            self.item(item, (indent, limit), key);
        }
        if let Body::List { flow: false, .. } = leaf.body {
            self.comments_inside(leaf.start.column, (indent, limit));
        }
    }

    /// What stands behind a dash.
    fn item(&mut self, item: &'a Leaf, (indent, limit): Bounds, key: &str) {
        let inner = (indent + STEP, limit);
        match &item.body {
            Body::Map { entries, .. } if !entries.is_empty() => {
                match bare(entries).filter(|_| LISTS_OF_STEPS.contains(&key)) {
                    Some(pair) => {
                        self.text.push_str(&key_of(pair));
                        self.close(pair.value.end.line, limit);
                    }
                    None => self.map(entries, item, inner),
                }
            }
            // Its first dash stands behind this one.
            Body::List { items, .. } if !items.is_empty() => self.list(items, item, inner, ""),
            _ => self.single(item, inner),
        }
    }

    /// A key and what is behind it.
    fn pair(&mut self, pair: &'a Pair, (indent, limit): Bounds) {
        let key = key_of(pair);
        self.text.push_str(&key);
        self.text.push(':');
        let inner = (indent + STEP, limit);
        let line = pair.key.start.line;
        match &pair.value.body {
            Body::Map { entries, .. } if !entries.is_empty() => {
                self.open(line, limit);
                self.map(entries, &pair.value, inner);
            }
            Body::List { items, .. } if !items.is_empty() && !self.in_brackets(pair) => {
                self.open(line, limit);
                self.list(items, &pair.value, inner, &key);
            }
            Body::Nothing => self.close(line, limit),
            _ => {
                self.text.push(' ');
                self.single(&pair.value, inner);
            }
        }
    }

    /// Whether a list of words stays in the brackets that it was written in: on one line that is
    /// not too long, without comments.
    fn in_brackets(&self, pair: &Pair) -> bool {
        let (list, key) = (&pair.value, key_of(pair));
        let Body::List { items, flow: true } = &list.body else {
            return false;
        };
        let words = |item: &Leaf| matches!(item.body, Body::Words(_));
        list.start.line == list.end.line
            && pair.key.start.line == list.start.line
            && list.end.column as usize <= words::WIDTH
            && !LISTS_OF_STEPS.contains(&key.as_str())
            && items.iter().all(words)
    }

    /// What needs no block of keys or dashes.
    fn single(&mut self, leaf: &Leaf, (indent, limit): Bounds) {
        let several = leaf.start.line != leaf.end.line;
        match &leaf.body {
            // Behind a dash nothing has no place of its own unless it is written.
            Body::Nothing => self.text.push_str("null"),
            Body::Map { .. } => self.text.push_str("{}"),
            Body::List { items, .. } => self.text.push_str(&words::brackets(items)),
            Body::Words(words) => match words::written(words, several, indent) {
                Written::Inline(text) => self.text.push_str(&text),
                Written::Below { header, lines } => {
                    self.text.push_str(&header);
                    self.text.push('\n');
                    self.below(&lines, indent);
                    self.last_line = self.last_line.max(leaf.start.line);
                    return;
                }
            },
        }
        self.close(leaf.end.line, limit);
    }

    fn below(&mut self, lines: &[String], indent: usize) {
        for line in lines {
            if !line.is_empty() {
                self.text.push_str(&" ".repeat(indent));
            }
            self.text.push_str(line);
            self.text.push('\n');
        }
    }

    /// Begins a line for what the source has in a place.
    fn line(&mut self, at: Position, indent: usize) {
        self.blank(at.line);
        self.text.push_str(&" ".repeat(indent));
    }

    /// One blank line where the source has some.
    fn blank(&mut self, line: u32) {
        if !self.fresh && line > self.last_line && self.sheet.blank_above(line) {
            self.text.push('\n');
        }
        self.fresh = false;
        self.last_line = self.last_line.max(line);
    }

    /// Ends a line with the comment that the source has at its end.
    fn close(&mut self, line: u32, limit: Position) {
        if let Some(comment) = self.comment(|comment| comment.at.line == line && comment.at < limit)
        {
            self.text.push(' ');
            self.text.push_str(&comment.text);
        }
        self.text.push('\n');
        self.last_line = self.last_line.max(line);
    }

    /// Ends a line below which a block begins.
    fn open(&mut self, line: u32, limit: Position) {
        self.close(line, limit);
        self.fresh = true;
    }

    /// The comments above a key, and those that cannot stay between it and its words.
    fn comments_of(
        &mut self,
        pair: &Pair,
        limit: Position,
        (indent, behind_a_dash): (usize, bool),
    ) {
        if behind_a_dash {
            return;
        }
        self.comments_before(pair.key.start, indent);
        if let Body::Words(words) = &pair.value.body {
            self.comments_of_words(&pair.value, words, limit, indent);
        }
    }

    fn comments_of_words(&mut self, leaf: &Leaf, words: &Words, limit: Position, indent: usize) {
        let several = leaf.start.line != leaf.end.line;
        let is_below = matches!(
            words::written(words, several, indent + STEP),
            Written::Below { .. }
        );
        if is_below {
            let line = leaf.start.line;
            let beside = |comment: &Comment| comment.at.line <= line && comment.at < limit;
            self.comments_while(indent, beside);
        } else {
            self.comments_before(leaf.start, indent);
        }
    }

    /// Comments on lines of their own, up to a place.
    fn comments_before(&mut self, limit: Position, indent: usize) {
        self.comments_while(indent, |comment| comment.at < limit);
    }

    /// Comments below the last thing of a block.
    fn comments_inside(&mut self, column: u32, (indent, limit): Bounds) {
        let inside = |comment: &Comment| comment.at < limit && comment.at.column >= column;
        self.comments_while(indent, inside);
    }

    fn comments_while(&mut self, indent: usize, which: impl Fn(&Comment) -> bool) {
        while let Some(comment) = self.comment(&which) {
            self.line(comment.at, indent);
            self.text.push_str(&comment.text);
            self.text.push('\n');
        }
    }

    /// The next comment, if it is one of these.
    fn comment(&mut self, which: impl Fn(&Comment) -> bool) -> Option<&'a Comment> {
        let next = self.sheet.comments.get(self.comments);
        let next = next.filter(|comment| which(comment))?;
        self.comments += 1;
        Some(next)
    }
}

/// The one key of a map that has nothing behind it.
fn bare(entries: &[Pair]) -> Option<&Pair> {
    match entries {
        [pair] => match &pair.value.body {
            Body::Nothing => Some(pair),
            Body::Map { entries, .. } if entries.is_empty() => Some(pair),
            _ => None,
        },
        _ => None,
    }
}

fn key_of(pair: &Pair) -> String {
    match &pair.key.body {
        Body::Words(words) => words::word(words),
        _ => "\"\"".to_owned(),
    }
}
