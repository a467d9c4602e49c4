//! The page's flat list as a tree: ancestors, children, and what an element is for.

use demoreel_primitives::page::{Page, PageNode, PageNodeKind};
use demoreel_primitives::space::SurfaceRect;

/// Elements that flow inside a line of text.
const INLINE: &[&str] = &[
    "a", "abbr", "b", "bdi", "bdo", "cite", "code", "data", "del", "dfn", "em", "font", "i", "ins",
    "kbd", "label", "mark", "q", "rp", "rt", "ruby", "s", "samp", "small", "span", "strong", "sub",
    "sup", "svg", "time", "u", "var", "wbr",
];
/// Roles that are made to be clicked.
const CLICKABLE_ROLES: &[&str] = &[
    "button",
    "checkbox",
    "combobox",
    "link",
    "menuitem",
    "menuitemcheckbox",
    "menuitemradio",
    "option",
    "radio",
    "searchbox",
    "slider",
    "spinbutton",
    "switch",
    "tab",
    "textbox",
    "treeitem",
];
/// Tags that are made to be clicked.
const CLICKABLE_TAGS: &[&str] = &[
    "button", "input", "label", "option", "select", "summary", "textarea",
];

/// A page with its relations.
pub(crate) struct Tree<'a> {
    /// As in the page.
    pub nodes: &'a [PageNode],
    children: Vec<Vec<usize>>,
}

impl<'a> Tree<'a> {
    /// Reads a page. A parent that does not stand before its child is taken for none, so that
    /// walking up always ends.
    pub fn new(page: &'a Page) -> Tree<'a> {
        let mut children = vec![Vec::new(); page.nodes.len()];
        for (index, node) in page.nodes.iter().enumerate() {
            if let Some(parent) = node
                .parent
                .map(|parent| parent as usize)
                .filter(|p| *p < index)
            {
                children[parent].push(index);
            }
        }
        Tree {
            nodes: &page.nodes,
            children,
        }
    }

    /// The parent of a node.
    pub fn parent(&self, index: usize) -> Option<usize> {
        self.nodes[index]
            .parent
            .map(|parent| parent as usize)
            .filter(|parent| *parent < index)
    }

    /// The parents of a node, from the nearest up.
    pub fn ancestors(&self, index: usize) -> impl Iterator<Item = usize> + '_ {
        std::iter::successors(self.parent(index), |above| self.parent(*above))
    }

    /// The nodes below one, in document order.
    pub fn descendants(&self, index: usize) -> Vec<usize> {
        let mut all = Vec::new();
        let mut left: Vec<usize> = self.children[index].iter().rev().copied().collect();
        while let Some(next) = left.pop() {
            all.push(next);
            left.extend(self.children[next].iter().rev());
        }
        all
    }

    /// An element's tag; nothing for a text.
    pub fn tag(&self, index: usize) -> &'a str {
        match &self.nodes[index].kind {
            PageNodeKind::Element { tag, .. } => tag,
            PageNodeKind::Text { .. } => "",
        }
    }

    /// An element's role.
    pub fn role(&self, index: usize) -> Option<&'a str> {
        match &self.nodes[index].kind {
            PageNodeKind::Element { role, .. } => role.as_deref(),
            PageNodeKind::Text { .. } => None,
        }
    }

    /// An attribute's value as written.
    pub fn attribute(&self, index: usize, name: &str) -> Option<&'a str> {
        let PageNodeKind::Element { attributes, .. } = &self.nodes[index].kind else {
            return None;
        };
        attributes
            .iter()
            .find(|(key, _)| key == name)
            .map(|(_, value)| value.as_str())
    }

    /// The element that holds a text as its own line box would: the nearest that is not inline.
    pub fn block_of(&self, text: usize) -> Option<usize> {
        self.ancestors(text)
            .find(|above| !INLINE.contains(&self.tag(*above)))
    }

    /// The nearest thing that is made to be clicked: the node itself or what holds it.
    pub fn clickable(&self, index: usize) -> Option<usize> {
        std::iter::once(index)
            .chain(self.ancestors(index))
            .find(|node| self.is_clickable(*node))
    }

    fn is_clickable(&self, index: usize) -> bool {
        let tag = self.tag(index);
        CLICKABLE_TAGS.contains(&tag)
            || (tag == "a" && self.attribute(index, "href").is_some())
            || self.attribute(index, "onclick").is_some()
            || self
                .role(index)
                .is_some_and(|role| CLICKABLE_ROLES.contains(&role))
    }

    /// The row that holds a node: a table row, a list item, or one of several alike.
    pub fn row_of(&self, index: usize) -> Option<SurfaceRect> {
        let named = |node: &usize| {
            matches!(self.tag(*node), "tr" | "li" | "dt" | "dd" | "option")
                || matches!(
                    self.role(*node),
                    Some("row" | "listitem" | "option" | "treeitem")
                )
        };
        let chain = || std::iter::once(index).chain(self.ancestors(index));
        let row = chain()
            .find(named)
            .or_else(|| chain().find(|node| self.is_one_of_several(*node)));
        row.map(|node| self.nodes[node].area)
    }

    /// Whether an element has a sibling of the same tag and class that stands above or below it.
    fn is_one_of_several(&self, index: usize) -> bool {
        let Some(parent) = self.parent(index) else {
            return false;
        };
        let class = self.attribute(index, "class");
        let area = self.nodes[index].area;
        let alike = |other: &&usize| {
            let below = self.nodes[**other].area;
            **other != index
                && !self.tag(index).is_empty()
                && self.tag(**other) == self.tag(index)
                && self.attribute(**other, "class") == class
                && (below.min_y() >= area.max_y() - 1.0 || below.max_y() <= area.min_y() + 1.0)
        };
        self.children[parent].iter().any(|other| alike(&other))
    }

    /// The size of the letters in a node: that which most of its letters have.
    pub fn text_height(&self, index: usize) -> Option<f64> {
        let mut sizes: Vec<(f64, usize)> = Vec::new();
        for node in std::iter::once(index).chain(self.descendants(index)) {
            let PageNodeKind::Text { text, font_size } = &self.nodes[node].kind else {
                continue;
            };
            match sizes.iter_mut().find(|(size, _)| size == font_size) {
                Some((_, letters)) => *letters += text.chars().count(),
                None => sizes.push((*font_size, text.chars().count())),
            }
        }
        sizes
            .into_iter()
            .max_by_key(|(_, letters)| *letters)
            .map(|(size, _)| size)
    }

    /// What a node is, for messages: `the button 'Deploy'`, `the text 'Deploy'`.
    pub fn label(&self, index: usize, words: &str) -> String {
        let node = self.clickable(index).unwrap_or(index);
        let kind = match (self.role(node), self.tag(node)) {
            (Some(role), _) => role,
            (None, "") => "text",
            (None, tag) => tag,
        };
        match words.is_empty() {
            true => format!("the {kind}"),
            false => format!("the {kind} '{}'", shorten(words)),
        }
    }
}

/// At most forty letters of a text.
pub(crate) fn shorten(words: &str) -> String {
    match words.char_indices().nth(40) {
        Some((end, _)) => format!("{}...", words[..end].trim_end()),
        None => words.to_owned(),
    }
}
