//! A page as a value: what the script in `snapshot.js` sends, read into the shared words.

use demoreel_primitives::page::{Page, PageNode, PageNodeKind};
use demoreel_primitives::space::SurfaceRect;
use euclid::{point2, size2};
use serde::Deserialize;

const SCRIPT: &str = include_str!("snapshot.js");

/// Which part of the page is looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Extent {
    /// What can be seen now.
    Visible,
    /// All of it, also what is scrolled out of sight.
    Whole,
}

/// The expression that takes a snapshot.
pub fn expression(extent: Extent) -> String {
    format!("{SCRIPT}({})", extent == Extent::Whole)
}

/// Reads a snapshot; says what is wrong with one that cannot be read.
pub fn read(text: &str) -> Result<Page, serde_json::Error> {
    let raw: RawPage = serde_json::from_str(text)?;
    let nodes = raw.nodes.into_iter().map(RawNode::into_node).collect();
    let url = raw.url;
    Ok(Page { url, nodes })
}

#[derive(Deserialize)]
struct RawPage {
    url: String,
    nodes: Vec<RawNode>,
}

/// Parent, left, top, width, height, and then what it is.
#[derive(Deserialize)]
#[serde(untagged)]
enum RawNode {
    Element(
        Parent,
        f64,
        f64,
        f64,
        f64,
        String,
        Vec<(String, String)>,
        Word,
        Word,
    ),
    Text(Parent, f64, f64, f64, f64, String, f64),
}

type Parent = Option<u32>;
type Word = Option<String>;

impl RawNode {
    fn into_node(self) -> PageNode {
        match self {
            RawNode::Element(parent, x, y, width, height, tag, attributes, role, name) => {
                PageNode {
                    parent,
                    area: area(x, y, width, height),
                    kind: PageNodeKind::Element {
                        tag,
                        attributes,
                        role,
                        name,
                    },
                }
            }
            RawNode::Text(parent, x, y, width, height, text, font_size) => PageNode {
                parent,
                area: area(x, y, width, height),
                kind: PageNodeKind::Text { text, font_size },
            },
        }
    }
}

fn area(x: f64, y: f64, width: f64, height: f64) -> SurfaceRect {
    SurfaceRect::new(point2(x, y), size2(width, height))
}
