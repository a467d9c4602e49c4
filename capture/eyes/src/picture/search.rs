//! The search of one size of a template: at every place of a shrunken picture, then exactly at
//! every place that could be the best. Gives the same best place as an exact search of everything,
//! for a twentieth of its time.

use super::correlate::{Likeness, Needle, Scores, everywhere};
use super::grey::{Grey, View};
use super::template::{Shrunk, Sized};

/// What a level of the search keeps: places that score not much less than its best one, since a
/// shrunken picture blurs and shifts what it shows. Least shrunken first.
const LEVELS: [Level; 4] = [
    Level {
        margin: 2.0,
        floor: -1.0,
        most: 48,
    },
    Level {
        margin: 0.35,
        floor: 0.30,
        most: 48,
    },
    Level {
        margin: 0.50,
        floor: 0.22,
        most: 256,
    },
    Level {
        margin: 0.50,
        floor: 0.20,
        most: 256,
    },
];
/// A shrunken template keeps at least so many samples a side.
const LEAST_SIDE: usize = 6;
/// A shrunken template keeps at least this part of its variance, or it is no longer itself.
const LEAST_KEPT: f64 = 0.35;

/// A passing search goes on where a shrunken match scores at least this.
const PROMISING: f64 = 0.65;
/// So many samples are compared at one level, about, but at least so many places.
const MOST_SAMPLES: usize = 12_000_000;
const FEWEST_CLIMBS: usize = 32;
/// How far around a place that the level above found it is looked for.
const REACH: usize = 2;

/// One size of the search.
struct Level {
    margin: f64,
    floor: f64,
    most: usize,
}

/// A place and how well the template fits there.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Match {
    /// Left edge in the plane.
    pub x: usize,
    /// Upper edge in the plane.
    pub y: usize,
    /// How it compares.
    pub likeness: Likeness,
}

/// What is searched, at every size of the search.
pub(crate) struct Field<'a> {
    plane: View<'a>,
    shrunk: Vec<Grey>,
}

/// How hard a search tries.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Effort {
    /// Every place that could be the best is looked at exactly.
    Thorough,
    /// Only where the shrunken picture already says that something is there.
    Passing,
}

impl<'a> Field<'a> {
    /// Shrinks a plane to every size of the search.
    pub fn new(plane: View<'a>) -> Field<'a> {
        let mut shrunk = vec![plane.shrunk(2)];
        while shrunk.len() + 1 < LEVELS.len() {
            shrunk.push(shrunk[shrunk.len() - 1].view().shrunk(2));
        }
        Field { plane, shrunk }
    }

    fn at(&self, level: usize) -> View<'_> {
        if level == 0 {
            self.plane
        } else {
            self.shrunk[level - 1].view()
        }
    }

    /// The best places, the best first, none overlapping a better one by more than half.
    pub fn best_places(
        &self,
        template: &Sized,
        effort: Effort,
    ) -> Result<Vec<Match>, opencv::Error> {
        let levels = &template.levels;
        let (width, height) = (levels[0].luma.width, levels[0].luma.height);
        if width > self.plane.width || height > self.plane.height {
            return Ok(Vec::new());
        }
        let top = levels.len() - 1;
        let scores = everywhere(self.at(top), &levels[top].luma, levels[top].mask.as_ref())?;
        let mut places = hilltops(&scores, &LEVELS[top], effort);
        for level in (0..top).rev() {
            let needle = levels[level].needle();
            let below = places.iter().map(|(x, y)| (2 * x, 2 * y));
            let climbed = below
                .take(affordable(needle.size()))
                .map(|place| climb(self.at(level), &needle, place));
            places = kept(climbed.collect(), &LEVELS[level]);
        }
        let needle = levels[0].needle();
        let exact = |(x, y)| Match {
            x,
            y,
            likeness: needle.at(self.plane, x, y),
        };
        Ok(apart(
            places.into_iter().map(exact).collect(),
            width,
            height,
        ))
    }
}

/// The template at every level at which it is still itself; one or more.
pub(crate) fn pyramid(whole: Shrunk) -> Vec<Shrunk> {
    let least = LEAST_KEPT * whole.needle().variance();
    let mut levels = vec![whole];
    while levels.len() < LEVELS.len() {
        let half = levels[levels.len() - 1].half();
        let side = half.luma.width.min(half.luma.height);
        if side < LEAST_SIDE || half.needle().variance() < least {
            break;
        }
        levels.push(half);
    }
    levels
}

type Place = (usize, usize);

/// How many places are climbed with a needle of this size. Large templates have few places that
/// are anything like them, and each costs more.
fn affordable((width, height): Place) -> usize {
    let steps = (2 * REACH + 1) * (2 * REACH + 1);
    (MOST_SAMPLES / (steps * width * height)).max(FEWEST_CLIMBS)
}

/// Places that score no less than their neighbours and not much less than the best.
fn hilltops(scores: &Scores, level: &Level, effort: Effort) -> Vec<Place> {
    let best = scores.values.iter().copied().fold(0.0, f32::max) as f64;
    if effort == Effort::Passing && best < PROMISING {
        return Vec::new();
    }
    let floor = (best - level.margin).max(level.floor) as f32;
    let mut tops: Vec<(f64, Place)> = Vec::new();
    for y in 0..scores.height {
        let row = &scores.values[y * scores.width..][..scores.width];
        for (x, score) in row.iter().copied().enumerate() {
            if score >= floor && is_top(scores, x, y, score) {
                tops.push((score as f64, (x, y)));
            }
        }
    }
    kept(tops, level)
}

/// The places that a level keeps, each once, the best first.
fn kept(mut places: Vec<(f64, Place)>, level: &Level) -> Vec<Place> {
    places.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
    places.dedup_by_key(|(_, place)| *place);
    let best = places.first().map_or(0.0, |(score, _)| *score);
    let floor = (best - level.margin).max(level.floor);
    let good = places.into_iter().filter(|(score, _)| *score >= floor);
    good.take(level.most).map(|(_, place)| place).collect()
}

fn is_top(scores: &Scores, x: usize, y: usize, score: f32) -> bool {
    let columns = x.saturating_sub(1)..(x + 2).min(scores.width);
    let rows = y.saturating_sub(1)..(y + 2).min(scores.height);
    rows.into_iter().all(|row| {
        let row = &scores.values[row * scores.width..];
        row[columns.clone()].iter().all(|other| *other <= score)
    })
}

/// The best place near one that was found at the level above, and its score.
fn climb(plane: View, needle: &Needle, (x, y): Place) -> (f64, Place) {
    let (width, height) = needle.size();
    let columns = x.saturating_sub(REACH)..=(x + REACH).min(plane.width - width);
    let rows = y.saturating_sub(REACH)..=(y + REACH).min(plane.height - height);
    let places = rows.flat_map(|row| columns.clone().map(move |column| (column, row)));
    places.fold((f64::NEG_INFINITY, (x, y)), |best, place| {
        let score = needle.at(plane, place.0, place.1).score;
        if score > best.0 { (score, place) } else { best }
    })
}

/// The best first; what overlaps a better one by half is the same place.
fn apart(mut matches: Vec<Match>, width: usize, height: usize) -> Vec<Match> {
    matches.sort_by(|a, b| {
        let by_score = b.likeness.score.total_cmp(&a.likeness.score);
        by_score.then((a.y, a.x).cmp(&(b.y, b.x)))
    });
    let mut kept: Vec<Match> = Vec::new();
    for next in matches {
        let overlaps = |other: &Match| {
            2 * other.x.abs_diff(next.x) < width && 2 * other.y.abs_diff(next.y) < height
        };
        if !kept.iter().any(overlaps) {
            kept.push(next);
        }
    }
    kept
}
