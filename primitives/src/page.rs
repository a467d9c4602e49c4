//! A page as it was at one moment: its visible elements, their texts and their boxes. Selectors
//! and texts are looked up in this, on the stage and in a take alike.

use serde::{Deserialize, Serialize};

use crate::space::SurfaceRect;

/// The visible elements of a page in document order, as a flat tree. Something is visible when it
/// is displayed, has a part inside the window, and is not wholly behind something else. An element
/// that is not visible but has a visible sibling is listed with an empty area and without its
/// children, so that selectors which count (`:nth-child`) count right.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Page {
    /// The page's address.
    pub url: String,
    /// Document order; a parent stands before its children.
    pub nodes: Vec<PageNode>,
}

/// An element or a run of text.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PageNode {
    /// Index of the parent in [`Page::nodes`]; none for the root.
    pub parent: Option<u32>,
    /// What it covers, clipped to what can be seen, in logical pixels of the surface.
    pub area: SurfaceRect,
    /// What it is.
    pub kind: PageNodeKind,
}

/// The two kinds of node.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PageNodeKind {
    /// An element.
    Element {
        /// Lower case.
        tag: String,
        /// Names and values as written; secrets (password values) are never here.
        attributes: Vec<(String, String)>,
        /// The accessible role, explicit or implied.
        role: Option<String>,
        /// The accessible name.
        name: Option<String>,
    },
    /// One line of a text node as it is laid out, so that its box is tight.
    Text {
        /// White space folded.
        text: String,
        /// Height of its letters' line in logical pixels (the computed font size).
        font_size: f64,
    },
}
