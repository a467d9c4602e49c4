//! The choice between several spots: rank, refiners, ties. Knows nothing of how they were found.

use demoreel_primitives::space::SurfaceRect;
use demoreel_primitives::target::{Finder, Side, Target};

use crate::miss::Spot;

/// How much closer two scores must be than the better one is to certainty, so that nobody could
/// tell the two pictures apart; and at least so close.
const SCORE_MARGIN: f64 = 0.25;
const LEAST_SCORE_MARGIN: f64 = 0.004;
/// Two distances that differ by less are equal, in logical pixels.
const NEAR_MARGIN: f64 = 1.0;

/// What is left.
pub(crate) enum Choice {
    /// The one.
    One(Spot),
    /// Equally good ones in reading order; two or more.
    Several(Vec<Spot>),
    /// `nth` asks for more than so many.
    TooFew(usize),
}

/// Leaves one of `spots` (one or more), or says why it cannot.
pub(crate) fn one(spots: Vec<Spot>, target: &Target, near: Option<SurfaceRect>) -> Choice {
    let spots = equals(spots, &target.finder);
    if let Some(nth) = target.nth {
        return pick(spots, nth);
    }
    let nearest = match near {
        Some(area) => nearest_to(spots, area),
        None => spots,
    };
    let mut left = the_clickable(the_likeliest(nearest, &target.finder));
    match left.len() {
        1 => Choice::One(left.remove(0)),
        _ => Choice::Several(left),
    }
}

/// The spots of the best rank, each place once, in reading order.
pub(crate) fn equals(spots: Vec<Spot>, finder: &Finder) -> Vec<Spot> {
    let best = spots.iter().map(|spot| spot.rank).min().unwrap_or_default();
    let best_ones = spots.into_iter().filter(|spot| spot.rank == best).collect();
    in_reading_order(each_place_once(best_ones, finder))
}

/// The spots whose middle is in `area`.
pub(crate) fn inside(spots: Vec<Spot>, area: SurfaceRect) -> Vec<Spot> {
    spots
        .into_iter()
        .filter(|spot| area.contains(spot.area.center()))
        .collect()
}

/// The spots on one side of `area`: wholly beyond its middle, and beside it rather than askew.
pub(crate) fn beside(spots: Vec<Spot>, side: Side, area: SurfaceRect) -> Vec<Spot> {
    let middle = area.center();
    let is_there = |spot: &Spot| {
        let own = spot.area;
        let same_rows = own.min_y() < area.max_y() && own.max_y() > area.min_y();
        let same_columns = own.min_x() < area.max_x() && own.max_x() > area.min_x();
        match side {
            Side::Above => same_columns && own.max_y() <= middle.y,
            Side::Below => same_columns && own.min_y() >= middle.y,
            Side::LeftOf => same_rows && own.max_x() <= middle.x,
            Side::RightOf => same_rows && own.min_x() >= middle.x,
        }
    };
    spots.into_iter().filter(is_there).collect()
}

fn pick(mut spots: Vec<Spot>, nth: i32) -> Choice {
    let count = spots.len();
    let index = match nth {
        1.. => nth as usize - 1,
        _ => count.wrapping_add_signed(nth as isize),
    };
    match index < count {
        true => Choice::One(spots.swap_remove(index)),
        false => Choice::TooFew(count),
    }
}

/// Merges spots that are one place: a text in its own label, an element in its wrapper.
fn each_place_once(mut spots: Vec<Spot>, finder: &Finder) -> Vec<Spot> {
    spots.sort_by(|a, b| a.area.area().total_cmp(&b.area.area()));
    let mut kept: Vec<Spot> = Vec::new();
    for spot in spots {
        match kept
            .iter_mut()
            .find(|other| same_place(other.area, spot.area, finder))
        {
            Some(other) => other.clickable |= spot.clickable,
            None => kept.push(spot),
        }
    }
    kept
}

/// Words inside words are one place; elements are only where they cover the same.
fn same_place(smaller: SurfaceRect, larger: SurfaceRect, finder: &Finder) -> bool {
    let common = smaller
        .intersection(&larger)
        .map_or(0.0, |area| area.area());
    match finder {
        Finder::Text { .. } | Finder::Matches { .. } => common >= 0.8 * smaller.area(),
        Finder::Image(_) => common >= 0.3 * smaller.area(),
        _ => common >= 0.9 * larger.area(),
    }
}

/// Top to bottom, and left to right where two stand on one line.
pub(crate) fn in_reading_order(mut spots: Vec<Spot>) -> Vec<Spot> {
    spots.sort_by(|a, b| a.area.center().y.total_cmp(&b.area.center().y));
    let mut ordered: Vec<Spot> = Vec::with_capacity(spots.len());
    let mut line: Vec<Spot> = Vec::new();
    for spot in spots {
        let same_line = line.first().is_none_or(|first| {
            spot.area.center().y - first.area.center().y < 0.5 * first.area.height()
        });
        if !same_line {
            flush(&mut line, &mut ordered);
        }
        line.push(spot);
    }
    flush(&mut line, &mut ordered);
    ordered
}

fn flush(line: &mut Vec<Spot>, ordered: &mut Vec<Spot>) {
    line.sort_by(|a, b| a.area.min_x().total_cmp(&b.area.min_x()));
    ordered.append(line);
}

/// By the distance of edges, then of middles.
fn nearest_to(spots: Vec<Spot>, anchor: SurfaceRect) -> Vec<Spot> {
    let by_edges = least_by(spots, |spot| gap(spot.area, anchor));
    least_by(by_edges, |spot| {
        let away = spot.area.center() - anchor.center();
        away.x.abs() + away.y.abs()
    })
}

fn least_by(spots: Vec<Spot>, distance: impl Fn(&Spot) -> f64) -> Vec<Spot> {
    let least = spots.iter().map(&distance).fold(f64::INFINITY, f64::min);
    spots
        .into_iter()
        .filter(|spot| distance(spot) <= least + NEAR_MARGIN)
        .collect()
}

/// How far right or left and up or down the nearest edges are; nothing for areas that touch.
fn gap(a: SurfaceRect, b: SurfaceRect) -> f64 {
    let right = (a.min_x() - b.max_x()).max(b.min_x() - a.max_x()).max(0.0);
    let down = (a.min_y() - b.max_y()).max(b.min_y() - a.max_y()).max(0.0);
    right + down
}

/// For pictures: those whose score nobody could tell from the best one's.
fn the_likeliest(spots: Vec<Spot>, finder: &Finder) -> Vec<Spot> {
    if !matches!(finder, Finder::Image(_)) {
        return spots;
    }
    let best = spots.iter().map(|spot| spot.score).fold(0.0, f64::max);
    let margin = SCORE_MARGIN * (1.0 - best) + LEAST_SCORE_MARGIN;
    spots
        .into_iter()
        .filter(|spot| spot.score >= best - margin)
        .collect()
}

/// Of a heading and a button that say the same, the button is meant.
fn the_clickable(spots: Vec<Spot>) -> Vec<Spot> {
    let clickable = spots.iter().filter(|spot| spot.clickable).count();
    match clickable {
        1 => spots.into_iter().filter(|spot| spot.clickable).collect(),
        _ => spots,
    }
}
