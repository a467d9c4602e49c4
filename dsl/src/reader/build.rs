//! Parser events to nodes, with bounds on depth, size and the growth of aliases.

use std::collections::BTreeMap;
use std::rc::Rc;

use demoreel_primitives::codes::language as codes;
use demoreel_primitives::diagnostic::{Diagnostic, Position};
use granit_parser::{
    Event, Marker, Parser, ScalarStyle, ScanError, Span as Extent, StrInput, StructureStyle,
    options,
};

use crate::tree::{Entry, File, Key, Mapping, Node, Scalar, Span, Value, escape};

/// Deeper than any script nests.
pub(crate) const DEEPEST: usize = 64;
/// More nodes than any script has, copies by anchors and aliases included.
const MOST_NODES: usize = 100_000;
/// Longer than any place in a script: every node keeps its own, so long keys would multiply.
const LONGEST_POINTER: usize = 1024;

/// What the events gave.
pub(super) struct Built {
    /// As much of the tree as there was before the error.
    pub root: Option<Node>,
    pub diagnostics: Vec<Diagnostic>,
    /// Where the text stopped being YAML.
    pub error: Option<ScanError>,
}

/// Reads all events of a text.
pub(super) fn build(file: &Rc<File>, text: &str) -> Built {
    let options = options! {
        flow_nesting_limit: DEEPEST,
        block_nesting_limit: DEEPEST,
        emit_unresolved_aliases: false,
    };
    let mut builder = Builder {
        parser: Parser::new_from_str_with_options(text, options),
        file: file.clone(),
        anchors: BTreeMap::new(),
        comments: BTreeMap::new(),
        nodes: 0,
        is_refused: false,
        diagnostics: Vec::new(),
        error: None,
    };
    let mut root = builder.stream().filter(|_| !builder.is_refused);
    if let Some(root) = &mut root {
        attach_comments(root, &builder.comments);
    }
    Built {
        root,
        diagnostics: builder.diagnostics,
        error: builder.error,
    }
}

/// A comment's column and text, by its line.
type Comments = BTreeMap<u32, (u32, Rc<str>)>;

struct Builder<'a> {
    parser: Parser<'a, StrInput<'a>>,
    file: Rc<File>,
    /// What an anchor names, and of how many nodes it is.
    anchors: BTreeMap<usize, (Node, usize)>,
    comments: Comments,
    nodes: usize,
    /// Whether the text is too large to be read on.
    is_refused: bool,
    diagnostics: Vec<Diagnostic>,
    error: Option<ScanError>,
}

impl<'a> Builder<'a> {
    /// The next event that is no comment; none after the end or an error.
    fn next(&mut self) -> Option<(Event<'a>, Extent)> {
        while self.error.is_none() && !self.is_refused {
            match self.parser.next_event()? {
                Ok((Event::Comment(text, _), extent)) => self.note_comment(&text, extent),
                Ok(event) => return Some(event),
                Err(error) => self.error = Some(error),
            }
        }
        None
    }

    fn note_comment(&mut self, text: &str, extent: Extent) {
        // A comment for people begins with a space; `#fff` and `#1` were meant as words.
        if text.starts_with(|first: char| !first.is_whitespace() && first != '#' && first != '!') {
            let start = position(extent.start);
            self.comments
                .insert(start.line, (start.column, text.into()));
        }
    }

    /// The first document; a second one is a mistake.
    fn stream(&mut self) -> Option<Node> {
        let mut root = None;
        while let Some((event, extent)) = self.next() {
            match event {
                Event::DocumentStart(..) if root.is_some() => {
                    self.second_document(extent);
                    return root;
                }
                event if event.is_node() => root = Some(self.node(event, extent, String::new())),
                _ => {}
            }
        }
        root
    }

    fn second_document(&mut self, extent: Extent) {
        let message = "the file holds more than one document";
        let place = self.span(extent, "").place();
        let error = Diagnostic::error(codes::SEVERAL_DOCUMENTS, message).at(place);
        let hint = "one file is one script: take out the line `---`";
        self.diagnostics.push(error.hint(hint));
    }

    fn node(&mut self, event: Event<'a>, extent: Extent, pointer: String) -> Node {
        self.grow(1, extent, &pointer);
        self.refuse_tag(&event, extent, &pointer);
        let tag = event.tag().map(|tag| tag.original().to_string());
        let anchor = event.anchor_id();
        let before = self.nodes;
        let mut span = self.span(extent, &pointer);
        let value = match event {
            Event::Alias(id) => return self.alias(id, span, extent),
            Event::SequenceStart(style, ..) => {
                let (items, end) = self.sequence(&pointer);
                let last = items.last().map(|item: &Node| item.span.end);
                span.end = closing(style, last, end).unwrap_or(span.end);
                Value::Sequence(items)
            }
            Event::MappingStart(style, ..) => {
                let (entries, end) = self.mapping(&pointer);
                let last = entries.last().map(|entry: &Entry| entry.value.span.end);
                span.end = closing(style, last, end).unwrap_or(span.end);
                let braces = style == StructureStyle::Flow;
                Value::Mapping(Mapping { entries, braces })
            }
            // `!now` was meant as words; refused above, it is not told of as missing too.
            Event::Scalar(text, ..) if tag.is_some() => Value::Scalar(Scalar {
                text: format!("{} {text}", tag.unwrap_or_default()),
                quoted: true,
            }),
            // The parser also gives `~`, of no width, where nothing is written.
            Event::Scalar(text, ScalarStyle::Plain, ..) if is_nothing(&text) => Value::Null,
            Event::Scalar(text, style, ..) => Value::Scalar(Scalar {
                text: text.into_owned(),
                quoted: style != ScalarStyle::Plain,
            }),
            _ => Value::Null,
        };
        let node = Node {
            span,
            value,
            swallowed: None,
        };
        if let Some(id) = anchor {
            let count = self.nodes - before + 1;
            self.grow(count, extent, &node.span.pointer);
            self.anchors.insert(id, (node.clone(), count));
        }
        node
    }

    fn sequence(&mut self, pointer: &str) -> (Vec<Node>, Option<Extent>) {
        let mut items = Vec::new();
        while let Some((event, extent)) = self.next() {
            if matches!(event, Event::SequenceEnd) {
                return (items, Some(extent));
            }
            let place = format!("{pointer}/{}", items.len());
            items.push(self.node(event, extent, place));
        }
        (items, None)
    }

    fn mapping(&mut self, pointer: &str) -> (Vec<Entry>, Option<Extent>) {
        let mut entries: Vec<Entry> = Vec::new();
        let mut known: BTreeMap<String, usize> = BTreeMap::new();
        while let Some((event, extent)) = self.next() {
            if matches!(event, Event::MappingEnd) {
                return (entries, Some(extent));
            }
            let Some(key) = self.key(event, extent, pointer) else {
                self.skip_value(pointer);
                continue;
            };
            let Some((event, extent)) = self.next() else {
                break;
            };
            let inner = format!("{pointer}/{}", escape(&key.text));
            let mut value = self.node(event, extent, inner);
            if value.is_null() && value.span.start == value.span.end {
                value.span = key.span.clone();
            }
            match known.get(&key.text) {
                Some(first) => self.diagnostics.push(duplicate(&key, &entries[*first])),
                None => {
                    known.insert(key.text.clone(), entries.len());
                    entries.push(Entry { key, value });
                }
            }
        }
        (entries, None)
    }

    fn key(&mut self, event: Event<'a>, extent: Extent, pointer: &str) -> Option<Key> {
        if let Event::Scalar(text, ..) = &event {
            let text = text.clone().into_owned();
            let span = self.span(extent, &format!("{pointer}/{}", escape(&text)));
            return Some(Key { text, span });
        }
        let node = self.node(event, extent, pointer.to_owned());
        let message = format!("{} stands where a key is expected", node.in_words());
        let error = Diagnostic::error(codes::KEY_NOT_A_WORD, message).at(node.span.place());
        let hint = match templated(&node) {
            Some(name) => format!("for a parameter's value write `${{{name}}}`"),
            None => "a key is one word; quote a value that begins with [, {, * or &".to_owned(),
        };
        self.diagnostics.push(error.hint(hint));
        None
    }

    fn skip_value(&mut self, pointer: &str) {
        if let Some((event, extent)) = self.next() {
            self.node(event, extent, pointer.to_owned());
        }
    }

    fn alias(&mut self, id: usize, span: Span, extent: Extent) -> Node {
        let nothing = |span| Node {
            span,
            value: Value::Null,
            swallowed: None,
        };
        let Some(count) = self.anchors.get(&id).map(|(_, count)| *count) else {
            return nothing(span);
        };
        self.grow(count, extent, &span.pointer.clone());
        match self.anchors.get(&id).filter(|_| !self.is_refused) {
            None => nothing(span),
            Some((target, _)) => Node {
                span,
                ..target.clone()
            },
        }
    }

    /// Counts nodes, and refuses the text where they are too many or too deep to be a script's.
    fn grow(&mut self, by: usize, extent: Extent, pointer: &str) {
        self.nodes = self.nodes.saturating_add(by);
        let is_long = pointer.len() > LONGEST_POINTER;
        if self.is_refused || (self.nodes <= MOST_NODES && !is_long) {
            return;
        }
        self.is_refused = true;
        let (message, hint) = match (is_long, self.anchors.is_empty()) {
            (true, _) => (
                "the keys in this file are longer than any in a script",
                "a key is a word; long words are values",
            ),
            (false, false) => (
                "the aliases in this file unfold to more than any script needs",
                "write out what is repeated, or use parameters",
            ),
            (false, true) => (
                "the file holds more than any script needs",
                "make several scripts of it, or a composed step of what is repeated",
            ),
        };
        let pointer = if is_long { "" } else { pointer };
        let place = self.span(extent, pointer).place();
        let error = Diagnostic::error(codes::TOO_LARGE, message).at(place);
        self.diagnostics.push(error.hint(hint));
    }

    fn refuse_tag(&mut self, event: &Event<'a>, extent: Extent, pointer: &str) {
        let Some(tag) = event.tag() else { return };
        let message = format!("the tag '{}' has no meaning in a script", tag.original());
        let place = self.span(extent, pointer).place();
        let error = Diagnostic::error(codes::SPECIAL_START, message).at(place);
        let hint = "put words that begin with ! into quotes";
        self.diagnostics.push(error.hint(hint));
    }

    fn span(&self, extent: Extent, pointer: &str) -> Span {
        Span {
            file: self.file.clone(),
            start: position(extent.start),
            end: position(extent.end),
            pointer: pointer.into(),
        }
    }
}

/// The name inside `{{name}}`, which other tools fill in.
fn templated(node: &Node) -> Option<&str> {
    match node.as_mapping()?.entries.as_slice() {
        [only] if only.value.is_null() => Some(&only.key.text),
        _ => None,
    }
}

/// The words for nothing in YAML 1.2.
pub(crate) fn is_nothing(text: &str) -> bool {
    matches!(text, "" | "~" | "null" | "Null" | "NULL")
}

/// The end of a collection: its bracket, or the end of the last thing in it.
fn closing(style: StructureStyle, last: Option<Position>, end: Option<Extent>) -> Option<Position> {
    match style {
        StructureStyle::Flow => end.map(|extent| position(extent.end)),
        StructureStyle::Block => last,
    }
}

fn duplicate(key: &Key, first: &Entry) -> Diagnostic {
    let line = first.key.span.start.line;
    let message = format!("`{}` is given twice; the first is in line {line}", key.text);
    Diagnostic::error(codes::DUPLICATE_KEY, message)
        .at(key.span.place())
        .related("given first", first.key.span.place())
        .hint("keep one of them; to do two steps, begin each with `- `")
}

fn attach_comments(node: &mut Node, comments: &Comments) {
    match &mut node.value {
        Value::Scalar(scalar) if scalar.quoted => {}
        Value::Null | Value::Scalar(_) => {
            let end = node.span.end;
            let comment = comments
                .get(&end.line)
                .filter(|(column, _)| *column >= end.column);
            node.swallowed = comment.map(|(_, text)| text.clone());
        }
        Value::Sequence(items) => {
            items
                .iter_mut()
                .for_each(|item| attach_comments(item, comments));
        }
        Value::Mapping(mapping) => {
            let values = mapping.entries.iter_mut().map(|entry| &mut entry.value);
            values.for_each(|value| attach_comments(value, comments));
        }
    }
}

pub(crate) fn position(marker: Marker) -> Position {
    Position {
        line: u32::try_from(marker.line()).unwrap_or(u32::MAX),
        column: u32::try_from(marker.col() + 1).unwrap_or(u32::MAX),
    }
}
