//! Text on a terminal's screen. A text is there as whole words, as on a page; the case that was
//! asked for beats another.

use demoreel_primitives::plan::CellGrid;
use demoreel_primitives::space::SurfaceRect;
use demoreel_primitives::target::Part;
use demoreel_terminal::{Found, Pattern, Screen};
use regex::Regex;

use crate::miss::Spot;

/// A terminal at one moment.
#[derive(Clone, Copy)]
pub struct ScreenSight<'a> {
    /// What it shows.
    pub screen: &'a Screen,
    /// Where its cells are.
    pub grid: &'a CellGrid,
    /// Whether only the line that the cursor is in counts.
    pub at_cursor: bool,
}

const EXACT: u8 = 0;
const LOOSE: u8 = 1;

/// Every place where the words stand.
pub(crate) fn find_words(sight: &ScreenSight, words: &str, part: Part) -> Vec<Spot> {
    let exact = sight.find(&Pattern::Text(words.to_owned()), part);
    let mut spots = sight.spots(exact.iter().filter(|found| found.whole_words), EXACT);
    let loose = Regex::new(&format!("(?i){}", regex::escape(words)));
    if let (true, Ok(loose)) = (spots.is_empty(), loose) {
        let found = sight.find(&Pattern::Matches(loose), part);
        spots = sight.spots(found.iter().filter(|found| found.whole_words), LOOSE);
    }
    spots
}

/// Every place where an expression matches.
pub(crate) fn find_pattern(sight: &ScreenSight, pattern: &Regex, part: Part) -> Vec<Spot> {
    let found = sight.find(&Pattern::Matches(pattern.clone()), part);
    sight.spots(found.iter(), EXACT)
}

impl ScreenSight<'_> {
    fn find(&self, pattern: &Pattern, part: Part) -> Vec<Found> {
        match self.at_cursor {
            true => self.screen.find_on_prompt_line(pattern, part),
            false => self.screen.find(pattern, part),
        }
    }

    fn spots<'f>(&self, found: impl Iterator<Item = &'f Found>, rank: u8) -> Vec<Spot> {
        let spot = |found: &Found| {
            let label = format!("the text '{}'", crate::text::shorten(found.text.trim()));
            Some(Spot {
                text_height: Some(self.grid.letters),
                rank,
                ..Spot::certain(self.area(found)?, label)
            })
        };
        found.filter_map(spot).collect()
    }

    /// All cells of a match; where it goes over several rows, what holds them.
    fn area(&self, found: &Found) -> Option<SurfaceRect> {
        let areas = found
            .boxes
            .iter()
            .map(|span| self.grid.area(span.row, span.columns.clone()));
        areas.reduce(|all, area| all.union(&area))
    }
}
