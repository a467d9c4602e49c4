//! Pages written by hand: an indented outline of elements and texts.

use demoreel_primitives::page::{Page, PageNode, PageNodeKind};
use demoreel_primitives::space::{SurfacePoint, SurfaceRect};

/// Grows a page. Every method adds below the element that was opened last.
#[derive(Default)]
pub struct Builder {
    page: Page,
    open: Vec<u32>,
}

impl Builder {
    /// Opens an element with attributes such as `id=name`; `role` and `name` are the accessible
    /// ones.
    pub fn open(mut self, tag: &str, area: (f64, f64, f64, f64), attributes: &[&str]) -> Builder {
        let pairs = attributes.iter().map(|pair| pair.split_once('=').unwrap());
        let (mut role, mut name) = (None, None);
        let mut written = Vec::new();
        for (key, value) in pairs {
            match key {
                "role" => role = Some(value.to_owned()),
                "name" => name = Some(value.to_owned()),
                _ => written.push((key.to_owned(), value.to_owned())),
            }
        }
        let kind = PageNodeKind::Element {
            tag: tag.to_owned(),
            attributes: written,
            role,
            name,
        };
        let index = self.push(area, kind);
        self.open.push(index);
        self
    }

    /// One line of text, 16 pixels high.
    pub fn text(mut self, text: &str, area: (f64, f64, f64, f64)) -> Builder {
        let kind = PageNodeKind::Text {
            text: text.to_owned(),
            font_size: 16.0,
        };
        self.push(area, kind);
        self
    }

    /// Closes the element that was opened last.
    pub fn close(mut self) -> Builder {
        self.open.pop();
        self
    }

    /// An element with one line of text that fills it.
    pub fn leaf(
        self,
        tag: &str,
        area: (f64, f64, f64, f64),
        attributes: &[&str],
        text: &str,
    ) -> Builder {
        self.open(tag, area, attributes).text(text, area).close()
    }

    /// The page.
    pub fn page(self) -> Page {
        self.page
    }

    fn push(&mut self, (x, y, width, height): (f64, f64, f64, f64), kind: PageNodeKind) -> u32 {
        let area = SurfaceRect::new(SurfacePoint::new(x, y), euclid::size2(width, height));
        self.page.nodes.push(PageNode {
            parent: self.open.last().copied(),
            area,
            kind,
        });
        self.page.nodes.len() as u32 - 1
    }
}

/// An empty page with a body.
pub fn body() -> Builder {
    Builder::default().open("body", (0.0, 0.0, 1280.0, 720.0), &[])
}
