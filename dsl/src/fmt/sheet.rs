//! A text as it is laid out: values in order with their places and styles, and the comments
//! between them. What never lives here: what is wrong with a text; the reader has said it.

use std::collections::BTreeMap;

use demoreel_primitives::diagnostic::Position;
use granit_parser::{Event, Parser, ScalarStyle, Span, StrInput, StructureStyle, options};

use crate::reader::{DEEPEST, is_nothing, position};

/// A file.
pub(super) struct Sheet {
    pub root: Leaf,
    /// From top to bottom.
    pub comments: Vec<Comment>,
    /// Lines with nothing on them.
    pub blank: Vec<bool>,
}

/// A comment with its sign.
pub(super) struct Comment {
    pub at: Position,
    pub text: String,
}

/// A value and its place.
#[derive(Clone)]
pub(super) struct Leaf {
    pub start: Position,
    pub end: Position,
    pub body: Body,
}

#[derive(Clone)]
pub(super) enum Body {
    Nothing,
    Words(Words),
    List { items: Vec<Leaf>, flow: bool },
    Map { entries: Vec<Pair>, flow: bool },
}

/// A scalar.
#[derive(Clone)]
pub(super) struct Words {
    pub text: String,
    pub style: Style,
}

/// How words were written.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Style {
    Plain,
    Quoted,
    /// With `|`.
    Literal,
    /// With `>`.
    Folded,
}

#[derive(Clone)]
pub(super) struct Pair {
    pub key: Leaf,
    pub value: Leaf,
}

impl Sheet {
    /// Reads a text that the reader has found to be clear.
    pub fn read(text: &str) -> Sheet {
        let options = options! { flow_nesting_limit: DEEPEST, block_nesting_limit: DEEPEST };
        let mut scribe = Scribe {
            parser: Parser::new_from_str_with_options(text, options),
            anchors: BTreeMap::new(),
            comments: Vec::new(),
        };
        let root = scribe.document();
        Sheet {
            root,
            comments: scribe.comments,
            blank: text.lines().map(|line| line.trim().is_empty()).collect(),
        }
    }

    /// Whether the line above this one is blank.
    pub fn blank_above(&self, line: u32) -> bool {
        let above = (line as usize).checked_sub(2);
        above.and_then(|above| self.blank.get(above)) == Some(&true)
    }
}

struct Scribe<'a> {
    parser: Parser<'a, StrInput<'a>>,
    anchors: BTreeMap<usize, Leaf>,
    comments: Vec<Comment>,
}

impl<'a> Scribe<'a> {
    /// The next event that is no comment.
    fn next(&mut self) -> Option<(Event<'a>, Span)> {
        loop {
            match self.parser.next_event()?.ok()? {
                (Event::Comment(text, _), span) => self.note(&text, span),
                event => return Some(event),
            }
        }
    }

    fn note(&mut self, text: &str, span: Span) {
        self.comments.push(Comment {
            at: position(span.start),
            text: format!("#{}", text.trim_end()),
        });
    }

    /// The first document, and the comments up to the end of the text.
    fn document(&mut self) -> Leaf {
        let mut root = None;
        while let Some((event, span)) = self.next() {
            if event.is_node() {
                root = Some(self.leaf(event, span));
            }
        }
        root.unwrap_or_else(|| nothing(Position { line: 1, column: 1 }))
    }

    fn leaf(&mut self, event: Event<'a>, span: Span) -> Leaf {
        let anchor = event.anchor_id();
        let mut leaf = nothing(position(span.start));
        leaf.end = position(span.end);
        match event {
            Event::Alias(id) => {
                // Its own place is what the comments around it are near to.
                let target = self.anchors.get(&id).map(|target| target.body.clone());
                leaf.body = target.unwrap_or(Body::Nothing);
            }
            Event::SequenceStart(style, ..) => {
                let (items, end) = self.items();
                let flow = style == StructureStyle::Flow;
                leaf.end = end.filter(|_| flow).unwrap_or(leaf.end);
                leaf.body = Body::List { items, flow };
            }
            Event::MappingStart(style, ..) => {
                let (entries, end) = self.pairs();
                let flow = style == StructureStyle::Flow;
                leaf.end = end.filter(|_| flow).unwrap_or(leaf.end);
                leaf.body = Body::Map { entries, flow };
            }
            Event::Scalar(text, style, ..) => leaf.body = words(&text, style),
            _ => {}
        }
        if let Some(id) = anchor {
            self.anchors.insert(id, leaf.clone());
        }
        leaf
    }

    fn items(&mut self) -> (Vec<Leaf>, Option<Position>) {
        let mut items = Vec::new();
        while let Some((event, span)) = self.next() {
            if matches!(event, Event::SequenceEnd) {
                return (items, Some(position(span.end)));
            }
            items.push(self.leaf(event, span));
        }
        (items, None)
    }

    fn pairs(&mut self) -> (Vec<Pair>, Option<Position>) {
        let mut pairs = Vec::new();
        while let Some((event, span)) = self.next() {
            if matches!(event, Event::MappingEnd) {
                return (pairs, Some(position(span.end)));
            }
            let text = match &event {
                Event::Scalar(text, ..) => text.clone().into_owned(),
                _ => String::new(),
            };
            let key = as_key(self.leaf(event, span), text);
            let Some((event, span)) = self.next() else {
                break;
            };
            let mut value = self.leaf(event, span);
            if matches!(value.body, Body::Nothing) {
                (value.start, value.end) = (key.end, key.end);
            }
            pairs.push(Pair { key, value });
        }
        (pairs, None)
    }
}

/// A key is words, whatever else they might be.
fn as_key(mut leaf: Leaf, text: String) -> Leaf {
    let style = match leaf.body {
        Body::Words(words) => words.style,
        _ => Style::Plain,
    };
    leaf.body = Body::Words(Words { text, style });
    leaf
}

fn nothing(at: Position) -> Leaf {
    Leaf {
        start: at,
        end: at,
        body: Body::Nothing,
    }
}

fn words(text: &str, style: ScalarStyle) -> Body {
    let style = match style {
        ScalarStyle::Plain if is_nothing(text) => return Body::Nothing,
        ScalarStyle::Plain => Style::Plain,
        ScalarStyle::Literal => Style::Literal,
        ScalarStyle::Folded => Style::Folded,
        _ => Style::Quoted,
    };
    Body::Words(Words {
        text: text.to_owned(),
        style,
    })
}
