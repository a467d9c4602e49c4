//! Words found in paragraphs and in what elements are called. The whole of a label beats its
//! beginning, the beginning beats the middle; only whole words count, because `Active` is not in
//! `Inactive`.

use demoreel_primitives::page::{Page, PageNodeKind};
use demoreel_primitives::space::SurfaceRect;
use demoreel_primitives::target::Part;
use regex::Regex;

use super::glyph::{Glyph, bound, fold, lower};
use super::paragraph::{Paragraph, Run, on_one_line, paragraphs};
use super::tree::Tree;
use crate::miss::Spot;

/// Ranks, the best first. Names that nobody sees stand behind what is written out, and before
/// words that are only part of something longer.
const WHOLE: u8 = 0;
const WHOLE_LOOSE: u8 = 1;
const NAMED: u8 = 2;
const PREFIX: u8 = 3;
const PREFIX_LOOSE: u8 = 4;
const INSIDE: u8 = 5;
const INSIDE_LOOSE: u8 = 6;
const NAMED_IN_PART: u8 = 7;

/// Attributes that say what an element is called without being its text.
const NAMES: &[&str] = &["aria-label", "placeholder", "value", "alt", "title"];

/// Every place where the words stand.
pub(crate) fn find_words(page: &Page, words: &str, part: Part) -> Vec<Spot> {
    let wanted = fold(words);
    let tree = Tree::new(page);
    let mut spots = Vec::new();
    if wanted.is_empty() {
        return spots;
    }
    for paragraph in paragraphs(&tree) {
        for range in occurrences(&paragraph.glyphs, &wanted) {
            let rank = rank(&tree, &paragraph, &range, &wanted);
            spots.push(spot(&tree, &paragraph, range, rank, part));
        }
    }
    spots.extend(named(&tree, &wanted));
    spots
}

/// Reads an expression.
pub(crate) fn compile(pattern: &str) -> Result<Regex, String> {
    Regex::new(pattern).map_err(|error| match error {
        regex::Error::CompiledTooBig(_) => "the expression is too large".to_owned(),
        other => other
            .to_string()
            .lines()
            .last()
            .unwrap_or_default()
            .trim()
            .to_owned(),
    })
}

/// Every place where an expression matches. The whole of a paragraph beats a part.
pub(crate) fn find_pattern(page: &Page, pattern: &Regex, part: Part) -> Vec<Spot> {
    let tree = Tree::new(page);
    let mut spots = Vec::new();
    for paragraph in paragraphs(&tree) {
        let words = paragraph.words();
        for found in pattern.find_iter(&words).filter(|found| !found.is_empty()) {
            let start = words[..found.start()].chars().count();
            let range = start..start + found.as_str().chars().count();
            let whole = covers_all(&paragraph.glyphs, &range);
            spots.push(spot(
                &tree,
                &paragraph,
                range,
                if whole { WHOLE } else { INSIDE },
                part,
            ));
        }
    }
    spots
}

/// How well an element's name answers to words; nothing where it does not.
pub(crate) fn name_rank(name: &str, words: &str) -> Option<u8> {
    let (glyphs, wanted) = (super::glyph::glyphs(name, 0), fold(words));
    let range = occurrences(&glyphs, &wanted).into_iter().next()?;
    Some(
        match (
            covers_all(&glyphs, &range),
            is_exact(&glyphs, &range, &wanted),
        ) {
            (true, true) => WHOLE,
            (true, false) => WHOLE_LOOSE,
            (false, true) if starts(&glyphs, &range) => PREFIX,
            (false, false) if starts(&glyphs, &range) => PREFIX_LOOSE,
            (false, true) => INSIDE,
            (false, false) => INSIDE_LOOSE,
        },
    )
}

type Stretch = std::ops::Range<usize>;

/// Where the words stand in the glyphs, whatever the case, as whole words.
fn occurrences(glyphs: &[Glyph], wanted: &[char]) -> Vec<Stretch> {
    let mut all = Vec::new();
    let mut start = 0;
    while start < glyphs.len() {
        match end_of_match(glyphs, start, wanted) {
            Some(end) if is_whole_words(glyphs, start, end) => {
                all.push(start..end);
                start = end;
            }
            _ => start += 1,
        }
    }
    all
}

/// Where a match that begins at `start` ends. Soft spaces may stand for a space or for nothing.
fn end_of_match(glyphs: &[Glyph], start: usize, wanted: &[char]) -> Option<usize> {
    let mut at = start;
    for (index, letter) in wanted.iter().enumerate() {
        while index > 0 && *letter != ' ' && glyphs.get(at).is_some_and(|glyph| glyph.soft) {
            at += 1;
        }
        if lower(glyphs.get(at)?.letter) != lower(*letter) {
            return None;
        }
        at += 1;
    }
    Some(at)
}

fn is_whole_words(glyphs: &[Glyph], start: usize, end: usize) -> bool {
    let joined = |left: usize, right: usize| match (glyphs.get(left), glyphs.get(right)) {
        (Some(left), Some(right)) => bound(left.letter, right.letter),
        _ => false,
    };
    let begins = start == 0 || !joined(start - 1, start);
    begins && !joined(end - 1, end)
}

fn covers_all(glyphs: &[Glyph], range: &Stretch) -> bool {
    starts(glyphs, range) && glyphs[range.end..].iter().all(|glyph| glyph.letter == ' ')
}

fn starts(glyphs: &[Glyph], range: &Stretch) -> bool {
    glyphs[..range.start]
        .iter()
        .all(|glyph| glyph.letter == ' ')
}

fn is_exact(glyphs: &[Glyph], range: &Stretch, wanted: &[char]) -> bool {
    let letters = glyphs[range.clone()].iter().filter(|glyph| !glyph.soft);
    letters
        .map(|glyph| glyph.letter)
        .filter(|letter| *letter != ' ')
        .eq(wanted.iter().copied().filter(|letter| *letter != ' '))
}

fn rank(tree: &Tree, paragraph: &Paragraph, range: &Stretch, wanted: &[char]) -> u8 {
    let glyphs = &paragraph.glyphs;
    let exact = is_exact(glyphs, range, wanted);
    let whole = covers_all(glyphs, range) || is_an_element(tree, paragraph, range);
    match (whole, starts(glyphs, range), exact) {
        (true, _, true) => WHOLE,
        (true, _, false) => WHOLE_LOOSE,
        (false, true, true) => PREFIX,
        (false, true, false) => PREFIX_LOOSE,
        (false, false, true) => INSIDE,
        (false, false, false) => INSIDE_LOOSE,
    }
}

/// Whether a match is all that some inline element holds: a link in a menu, a badge in a line.
fn is_an_element(tree: &Tree, paragraph: &Paragraph, range: &Stretch) -> bool {
    let first = paragraph.runs[paragraph.glyphs[range.start].run].node;
    let block = tree.block_of(first);
    let mut inline = tree
        .ancestors(first)
        .take_while(|above| Some(*above) != block);
    inline.any(|element| {
        let within = |glyph: &Glyph| {
            let node = paragraph.runs[glyph.run].node;
            tree.ancestors(node).any(|above| above == element)
        };
        let glyphs = paragraph.glyphs.iter().enumerate();
        let mut held = glyphs
            .filter(|(_, g)| g.letter != ' ' && within(g))
            .map(|(at, _)| at);
        let start = held.next();
        let end = held.next_back().or(start);
        start == Some(range.start) && end == Some(range.end - 1)
    })
}

fn spot(tree: &Tree, paragraph: &Paragraph, range: Stretch, rank: u8, part: Part) -> Spot {
    let range = match part {
        Part::Word => grown_to_words(&paragraph.glyphs, range),
        _ => range,
    };
    let glyphs = &paragraph.glyphs[range];
    let first = &paragraph.runs[glyphs[0].run];
    let tight = covered(paragraph, glyphs);
    let area = match part {
        Part::Match | Part::Word => tight,
        Part::Line => line_of(paragraph, tight),
        Part::Row => tree
            .row_of(first.node)
            .unwrap_or_else(|| line_of(paragraph, tight)),
    };
    Spot {
        area,
        score: 1.0,
        scale: 1.0,
        label: tree.label(first.node, paragraph.words().trim()),
        text_height: Some(first.font_size),
        rank,
        clickable: tree.clickable(first.node).is_some(),
    }
}

fn grown_to_words(glyphs: &[Glyph], range: Stretch) -> Stretch {
    let is_space = |glyph: &Glyph| glyph.letter == ' ';
    let start = glyphs[..range.start]
        .iter()
        .rposition(is_space)
        .map_or(0, |space| space + 1);
    let end = glyphs[range.end..]
        .iter()
        .position(is_space)
        .map_or(glyphs.len(), |n| range.end + n);
    start..end
}

/// The box of some letters, run by run.
fn covered(paragraph: &Paragraph, glyphs: &[Glyph]) -> SurfaceRect {
    let letters = || glyphs.iter().filter(|glyph| !glyph.soft);
    let mut area: Option<SurfaceRect> = None;
    for (index, run) in paragraph.runs.iter().enumerate() {
        let mut here = letters()
            .filter(|glyph| glyph.run == index)
            .map(|glyph| glyph.at);
        if let Some(start) = here.next() {
            let end = here.next_back().unwrap_or(start) + 1;
            let piece = stretch_of(run, start, end);
            area = Some(area.map_or(piece, |area| area.union(&piece)));
        }
    }
    area.unwrap_or(paragraph.runs[0].area)
}

/// The part of a run that some of its letters take, by their usual widths.
fn stretch_of(run: &Run, start: usize, end: usize) -> SurfaceRect {
    let widths: Vec<f64> = run.text.chars().map(usual_width).collect();
    let sum = |upto: usize| widths[..upto.min(widths.len())].iter().sum::<f64>();
    let scale = run.area.width() / sum(widths.len()).max(f64::MIN_POSITIVE);
    let mut area = run.area;
    area.origin.x += sum(start) * scale;
    area.size.width = (sum(end) - sum(start)) * scale;
    area
}

/// Widths of letters in ems, roughly as sans-serif faces have them.
fn usual_width(letter: char) -> f64 {
    match letter {
        'i' | 'j' | 'l' | '\'' | '|' | '.' | ',' | ':' | ';' | '!' => 0.27,
        'f' | 't' | 'r' | 'I' | ' ' | '(' | ')' | '[' | ']' | '/' | '-' => 0.36,
        'm' | 'w' | 'M' | 'W' | '@' | '%' => 0.87,
        'A'..='Z' | '&' | '+' | '=' | '<' | '>' => 0.67,
        _ if super::glyph::is_spaceless(letter) => 1.0,
        _ => 0.57,
    }
}

/// All of the paragraph that stands on the same line.
fn line_of(paragraph: &Paragraph, area: SurfaceRect) -> SurfaceRect {
    let same_line = paragraph
        .runs
        .iter()
        .filter(|run| on_one_line(run.area, area));
    same_line.fold(area, |line, run| line.union(&run.area))
}

/// Elements that are called so, by an attribute or by their accessible name.
fn named(tree: &Tree, wanted: &[char]) -> Vec<Spot> {
    let words: String = wanted.iter().collect();
    let mut spots = Vec::new();
    for (index, node) in tree.nodes.iter().enumerate() {
        let PageNodeKind::Element { name, .. } = &node.kind else {
            continue;
        };
        if node.area.is_empty() {
            continue;
        }
        let attributes = NAMES.iter().filter_map(|key| tree.attribute(index, key));
        let names = attributes.chain(name.as_deref());
        let best = names
            .filter_map(|name| Some((name_rank(name, &words)?, name)))
            .min();
        if let Some((rank, name)) = best {
            spots.push(Spot {
                rank: if rank <= WHOLE_LOOSE {
                    NAMED
                } else {
                    NAMED_IN_PART
                },
                clickable: tree.clickable(index).is_some(),
                text_height: tree.text_height(index),
                ..Spot::certain(node.area, tree.label(index, name))
            });
        }
    }
    spots
}
