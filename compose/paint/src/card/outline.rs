//! The outline of a card: how much of each pixel it covers. Coverage comes from the distance to
//! the outline, so an edge between two pixels is shared by both in the right parts.

use std::ops::Range;

use demoreel_primitives::picture::Plane;
use demoreel_primitives::space::CanvasRect;

use crate::area::{ceil, floor};

/// A rectangle with round corners.
#[derive(Clone, Copy, Debug)]
pub struct Outline {
    rect: CanvasRect,
    radius: f64,
    /// Below this it covers nothing.
    until: f64,
}

impl Outline {
    /// A radius that is too large is cut to half of the shorter side.
    pub fn new(rect: CanvasRect, radius: f64) -> Outline {
        let most = rect.width().min(rect.height()) / 2.0;
        Outline {
            rect,
            radius: radius.clamp(0.0, most),
            until: f64::INFINITY,
        }
    }

    /// The same down to a height.
    pub fn until(self, until: f64) -> Outline {
        Outline { until, ..self }
    }

    /// The part of a pixel that is covered, from 0 to 1.
    pub fn covers(&self, column: i32, row: i32) -> f64 {
        let centre = self.rect.center();
        let inset = |place: f64, middle: f64, side: f64| {
            (place - middle).abs() - (side / 2.0 - self.radius)
        };
        let x = inset(column as f64 + 0.5, centre.x, self.rect.width());
        let y = inset(row as f64 + 0.5, centre.y, self.rect.height());
        let (out_x, out_y) = (x.max(0.0), y.max(0.0));
        let outside = (out_x * out_x + out_y * out_y).sqrt();
        let distance = outside + x.max(y).min(0.0) - self.radius;
        (0.5 - distance).clamp(0.0, 1.0) * (self.until - f64::from(row)).clamp(0.0, 1.0)
    }

    /// The coverage of one row of a plane.
    pub fn row(&self, row: i32, plane: Plane) -> RowCoverage<'_> {
        let (any, full) = match plane {
            Plane::Y => self.luma_spans(row),
            Plane::U | Plane::V => {
                let (any, full) = self.luma_spans(2 * row);
                let (any_below, full_below) = self.luma_spans(2 * row + 1);
                let (any, full) = (hull(any, any_below), common(full, full_below));
                // A chroma sample weighs the luma columns at its left, at itself and at its right.
                let any = (any.start - 1).div_euclid(2)..(any.end + 1).div_euclid(2) + 1;
                (
                    any,
                    (full.start + 2).div_euclid(2)..(full.end - 1).div_euclid(2),
                )
            }
        };
        RowCoverage {
            outline: self,
            row,
            plane,
            any,
            full,
        }
    }

    /// The columns of a luma row that may be covered at all, and those that are wholly covered.
    fn luma_spans(&self, row: i32) -> (Range<i32>, Range<i32>) {
        let rect = self.rect;
        let place = row as f64 + 0.5;
        let end = (rect.max_y() + 0.5).min(self.until + 0.5);
        if place <= rect.min_y() - 0.5 || place >= end {
            return (0..0, 0..0);
        }
        let above = (place - rect.center().y).abs() - (rect.height() / 2.0 - self.radius);
        let inset = |reach: f64| {
            let depth = reach * reach - above.max(0.0) * above.max(0.0);
            self.radius - if depth > 0.0 { depth.sqrt() } else { 0.0 }
        };
        let any = inset(self.radius + 0.5).min(self.radius);
        let any = columns(rect.min_x() + any - 1.0, rect.max_x() - any + 1.0);
        if above > self.radius - 0.5 || place + 0.5 > self.until {
            return (any, 0..0);
        }
        let full = inset((self.radius - 0.5).max(0.0)).max(0.5);
        let full = columns(rect.min_x() + full + 1.0, rect.max_x() - full - 1.0);
        (
            any.clone(),
            full.start.min(any.end)..full.end.max(full.start).min(any.end),
        )
    }

    /// Columns of a plane that are wholly covered, in a row.
    pub fn hole(&self, row: i32, plane: Plane) -> Range<i32> {
        self.row(row, plane).full
    }

    /// The part of a plane's sample that is covered, of 256.
    fn weight(&self, column: i32, row: i32, plane: Plane) -> u32 {
        let share = match plane {
            Plane::Y => self.covers(column, row),
            Plane::U | Plane::V => {
                let pair = |x: i32| self.covers(x, 2 * row) + self.covers(x, 2 * row + 1);
                let middle = 2 * column;
                (pair(middle - 1) + 2.0 * pair(middle) + pair(middle + 1)) / 8.0
            }
        };
        (share * 256.0 + 0.5) as u32
    }
}

fn columns(from: f64, to: f64) -> Range<i32> {
    let from = floor(from.clamp(-1e6, 1e6));
    from..ceil(to.clamp(-1e6, 1e6)).max(from)
}

fn hull(one: Range<i32>, other: Range<i32>) -> Range<i32> {
    match (one.is_empty(), other.is_empty()) {
        (true, _) => other,
        (_, true) => one,
        _ => one.start.min(other.start)..one.end.max(other.end),
    }
}

fn common(one: Range<i32>, other: Range<i32>) -> Range<i32> {
    one.start.max(other.start)..one.end.min(other.end)
}

/// The coverage of one row of a plane.
pub struct RowCoverage<'a> {
    outline: &'a Outline,
    row: i32,
    plane: Plane,
    any: Range<i32>,
    full: Range<i32>,
}

impl RowCoverage<'_> {
    /// The columns among `within` that must be painted.
    pub fn painted(&self, within: Range<i32>) -> Option<Range<i32>> {
        let span = common(self.any.clone(), within);
        (!span.is_empty()).then_some(span)
    }

    /// The columns of a painted span that are not wholly covered: at its left and at its right.
    pub fn edges(&self, span: Range<i32>) -> [Range<i32>; 2] {
        if self.full.is_empty() {
            return [span.clone(), span.end..span.end];
        }
        let inside = |column: i32| column.clamp(span.start, span.end);
        [
            span.start..inside(self.full.start),
            inside(self.full.end)..span.end,
        ]
    }

    /// Blends columns from `from` on with what lay under them.
    pub fn soften(&self, from: i32, under: &[u8], out: &mut [u8]) {
        for ((column, out), under) in (from..).zip(out).zip(under) {
            let weight = self.outline.weight(column, self.row, self.plane);
            let mixed = *out as u32 * weight + *under as u32 * (256 - weight) + 128;
            *out = (mixed >> 8) as u8;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn outline() -> Outline {
        let rect = CanvasRect::new(euclid::point2(10.3, 7.6), euclid::size2(61.7, 40.2));
        Outline::new(rect, 12.5)
    }

    #[test]
    fn coverage_adds_up_to_the_area() {
        let outline = outline();
        let sum: f64 = (0..60)
            .flat_map(|row| (0..90).map(move |column| outline.covers(column, row)))
            .sum();
        let area = 61.7 * 40.2 - (4.0 - std::f64::consts::PI) * 12.5 * 12.5;
        assert!((sum - area).abs() < 1.5, "{sum} for {area}");
    }

    #[test]
    fn spans_hold_what_is_covered_and_what_is_wholly_covered() {
        let outline = outline();
        for (plane, wide, high) in [(Plane::Y, 90, 60), (Plane::U, 45, 30)] {
            for row in 0..high {
                let spans = outline.row(row, plane);
                for column in 0..wide {
                    let weight = outline.weight(column, row, plane);
                    assert!(
                        weight == 0 || spans.any.contains(&column),
                        "{plane:?} {column} {row}"
                    );
                    assert!(
                        weight == 256 || !spans.full.contains(&column),
                        "{plane:?} {column} {row}"
                    );
                }
            }
            let full = outline.row(high / 2, plane).full;
            assert!(
                full.len() as i32 > wide / 2,
                "the middle row is mostly full: {full:?}"
            );
        }
    }

    #[test]
    fn an_edge_between_two_pixels_is_shared_by_both() {
        let rect = CanvasRect::new(euclid::point2(4.25, 0.0), euclid::size2(20.0, 20.0));
        let outline = Outline::new(rect, 0.0);
        assert_eq!(outline.covers(3, 10), 0.0);
        assert_eq!(outline.covers(4, 10), 0.75);
        assert_eq!(outline.covers(5, 10), 1.0);
        assert_eq!(outline.covers(24, 10), 0.25);
    }
}
