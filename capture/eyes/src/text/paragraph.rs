//! Runs of text that read as one: joined across inline elements and wrapped lines, parted where
//! the layout leaves a gap.

use demoreel_primitives::page::PageNodeKind;
use demoreel_primitives::space::SurfaceRect;

use super::glyph::{Glyph, glyphs, is_spaceless};
use super::tree::Tree;

/// A gap between two runs on one line that is wider than so many ems parts them.
const PARTING_GAP: f64 = 1.2;
/// A narrower one is no space at all: letters of one word in two styles.
const JOINING_GAP: f64 = 0.12;

/// One line of a text node.
#[derive(Clone, Debug)]
pub(crate) struct Run<'a> {
    /// Index in the page.
    pub node: usize,
    /// As the page has it.
    pub text: &'a str,
    /// Its box.
    pub area: SurfaceRect,
    /// The computed font size.
    pub font_size: f64,
}

/// Text that reads as one.
#[derive(Clone, Debug, Default)]
pub(crate) struct Paragraph<'a> {
    /// In reading order; one or more.
    pub runs: Vec<Run<'a>>,
    /// Their letters.
    pub glyphs: Vec<Glyph>,
}

/// Every paragraph of a page, in document order. Texts that cover nothing cannot be seen and are
/// left out.
pub(crate) fn paragraphs<'a>(tree: &Tree<'a>) -> Vec<Paragraph<'a>> {
    let mut all: Vec<(Option<usize>, Paragraph)> = Vec::new();
    for (node, page_node) in tree.nodes.iter().enumerate() {
        let PageNodeKind::Text { text, font_size } = &page_node.kind else {
            continue;
        };
        let run = Run {
            node,
            text,
            area: page_node.area,
            font_size: *font_size,
        };
        if run.area.is_empty() || text.trim().is_empty() {
            continue;
        }
        let block = tree.block_of(node);
        match all.last_mut() {
            Some((last, paragraph)) if *last == block && paragraph.goes_on_with(&run) => {
                paragraph.push(run);
            }
            _ => {
                let mut paragraph = Paragraph::default();
                paragraph.push(run);
                all.push((block, paragraph));
            }
        }
    }
    all.into_iter().map(|(_, paragraph)| paragraph).collect()
}

impl<'a> Paragraph<'a> {
    /// Its words, for messages and regular expressions; one character for each glyph.
    pub fn words(&self) -> String {
        self.glyphs.iter().map(|glyph| glyph.letter).collect()
    }

    fn goes_on_with(&self, next: &Run) -> bool {
        let Some(last) = self.runs.last() else {
            return true;
        };
        let em = last.font_size.max(next.font_size).max(1.0);
        if on_one_line(last.area, next.area) {
            let gap = next.area.min_x() - last.area.max_x();
            return (-0.5 * em..=PARTING_GAP * em).contains(&gap);
        }
        let gap = next.area.min_y() - last.area.max_y();
        (-0.5 * em..=em).contains(&gap)
    }

    fn push(&mut self, run: Run<'a>) {
        let index = self.runs.len();
        let mut letters = glyphs(run.text, index);
        if let (Some(last), Some(end)) = (self.runs.last(), self.glyphs.last().copied()) {
            let spaced = end.letter == ' ' || letters.first().is_some_and(|g| g.letter == ' ');
            if end.letter == ' ' && letters.first().is_some_and(|glyph| glyph.letter == ' ') {
                letters.remove(0);
            }
            if !spaced && suggests_space(last, &run, end.letter, letters.first()) {
                self.glyphs.push(Glyph {
                    letter: ' ',
                    run: index - 1,
                    at: end.at,
                    soft: true,
                });
            }
        }
        self.glyphs.append(&mut letters);
        self.runs.push(run);
    }
}

/// Whether two boxes stand on one line of text.
pub(crate) fn on_one_line(a: SurfaceRect, b: SurfaceRect) -> bool {
    let common = a.max_y().min(b.max_y()) - a.min_y().max(b.min_y());
    common > 0.5 * a.height().min(b.height())
}

fn suggests_space(last: &Run, next: &Run, end: char, first: Option<&Glyph>) -> bool {
    if on_one_line(last.area, next.area) {
        return next.area.min_x() - last.area.max_x() > JOINING_GAP * last.font_size;
    }
    !(is_spaceless(end) && first.is_some_and(|glyph| is_spaceless(glyph.letter)))
}
