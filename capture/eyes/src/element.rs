//! Elements of a page by selector and by role.

use std::cell::RefCell;
use std::collections::HashMap;

use demoreel_primitives::page::{Page, PageNodeKind};
use demoreel_primitives::target::Part;
use html5ever::interface::{ElementFlags, NodeOrText, TreeSink};
use html5ever::{Attribute, LocalName, QualName, ns};
use scraper::{Html, HtmlTreeSink, Selector};

use crate::miss::Spot;
use crate::text::{Tree, name_rank};

/// Every element that a selector names. The error is a sentence about the selector.
pub(crate) fn by_selector(page: &Page, selector: &str, part: Part) -> Result<Vec<Spot>, String> {
    let selector = Selector::parse(selector).map_err(|error| unreadable(selector, &error))?;
    let tree = Tree::new(page);
    let (html, indexes) = document(page);
    let mut spots = Vec::new();
    for element in html.select(&selector) {
        let Some(index) = indexes.get(&element.id()).copied() else {
            continue;
        };
        spots.extend(spot(&tree, index, 0, part));
    }
    Ok(spots)
}

/// Every element of a role, perhaps with a name.
pub(crate) fn by_role(page: &Page, role: &str, words: Option<&str>, part: Part) -> Vec<Spot> {
    let tree = Tree::new(page);
    let mut spots = Vec::new();
    for (index, node) in page.nodes.iter().enumerate() {
        let PageNodeKind::Element {
            role: Some(own),
            name,
            ..
        } = &node.kind
        else {
            continue;
        };
        let name = name.as_deref().unwrap_or_default();
        let rank = words.map_or(Some(0), |words| name_rank(name, words));
        if let Some(rank) = rank.filter(|_| own == role) {
            spots.extend(spot(&tree, index, rank, part));
        }
    }
    spots
}

fn spot(tree: &Tree, index: usize, rank: u8, part: Part) -> Option<Spot> {
    let node = &tree.nodes[index];
    let PageNodeKind::Element {
        name, attributes, ..
    } = &node.kind
    else {
        return None;
    };
    let id = attributes
        .iter()
        .find(|(key, _)| key == "id")
        .map(|(_, value)| value.as_str());
    let row = if part == Part::Row {
        tree.row_of(index)
    } else {
        None
    };
    (!node.area.is_empty()).then(|| Spot {
        rank,
        text_height: tree.text_height(index),
        ..Spot::certain(
            row.unwrap_or(node.area),
            tree.label(index, name.as_deref().or(id).unwrap_or_default()),
        )
    })
}

type Indexes = HashMap<<HtmlTreeSink as TreeSink>::Handle, usize>;

/// The page's elements as the tree that the selector engine reads, and back.
fn document(page: &Page) -> (Html, Indexes) {
    let sink = HtmlTreeSink::new(Html::new_document());
    let root = sink.get_document();
    let indexes = RefCell::new(HashMap::with_capacity(page.nodes.len()));
    let mut handles = Vec::with_capacity(page.nodes.len());
    for (index, node) in page.nodes.iter().enumerate() {
        let parent = node
            .parent
            .and_then(|parent| handles.get(parent as usize))
            .copied();
        let parent = parent.unwrap_or(root);
        let handle = match &node.kind {
            PageNodeKind::Element {
                tag, attributes, ..
            } => {
                let attributes = attributes.iter().map(|(key, value)| attribute(key, value));
                let name = QualName::new(None, ns!(html), LocalName::from(tag.as_str()));
                let flags = ElementFlags::default();
                let handle = sink.create_element(name, attributes.collect(), flags);
                sink.append(&parent, NodeOrText::AppendNode(handle));
                indexes.borrow_mut().insert(handle, index);
                handle
            }
            PageNodeKind::Text { text, .. } => {
                sink.append(&parent, NodeOrText::AppendText(text.as_str().into()));
                parent
            }
        };
        handles.push(handle);
    }
    (sink.finish(), indexes.into_inner())
}

fn attribute(key: &str, value: &str) -> Attribute {
    let name = QualName::new(None, ns!(), LocalName::from(key));
    Attribute {
        name,
        value: value.into(),
    }
}

/// What is wrong with a selector.
fn unreadable(selector: &str, error: &impl std::fmt::Display) -> String {
    let states = [
        ":hover",
        ":focus",
        ":active",
        ":visited",
        ":checked",
        ":disabled",
        ":enabled",
        ":target",
        "::before",
        "::after",
    ];
    match states.iter().find(|state| selector.contains(**state)) {
        Some(state) => format!(
            "a film holds elements and attributes, not '{state}'; select by an attribute or by 'role'"
        ),
        None if selector.trim().is_empty() => "the selector is empty".to_owned(),
        None => format!("it is not a CSS selector: {error}"),
    }
}
