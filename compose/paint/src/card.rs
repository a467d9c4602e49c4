//! Painting a card: a film's picture, resampled to where the card is, with round corners.

mod bar;
mod outline;
mod placement;

use std::ops::Range;

use demoreel_primitives::picture::{Picture, Plane};

pub use bar::Bars;
pub use outline::Outline;
pub use placement::{Placement, Placements, Pose};

use crate::area::Area;
use crate::resample::{Kernel, Resampling, Source, Workspace};

/// What paints cards: rows between the passes, and a row's saved ends.
pub struct CardBrush {
    kernel: Kernel,
    space: Workspace,
    under: Vec<u8>,
}

impl CardBrush {
    /// A brush that computes with this kernel.
    pub fn new(kernel: Kernel) -> CardBrush {
        CardBrush {
            kernel,
            space: Workspace::default(),
            under: Vec::new(),
        }
    }

    /// Paints the part of a card that lies in `area`, whose edges are even.
    pub fn paint(
        &mut self,
        placement: &Placement,
        film: &Picture,
        area: Area,
        frame: &mut Picture,
    ) {
        for plane in Plane::ALL {
            let (width, height) = film.plane_size(plane);
            let source = Source {
                samples: film.plane(plane),
                width,
                height,
            };
            let stride = frame.plane_size(plane).0;
            self.paint_plane(
                placement,
                source,
                area.of_plane(plane),
                plane,
                (stride, frame.plane_mut(plane)),
            );
        }
    }

    fn paint_plane(
        &mut self,
        placement: &Placement,
        source: Source<'_>,
        area: Area,
        plane: Plane,
        (stride, samples): (usize, &mut [u8]),
    ) {
        let tables = placement.tables(plane);
        let (columns, rows) = (tables.columns(), tables.rows());
        let covered = Area::new(columns.start, rows.start, columns.end, rows.end);
        let Some(area) = area.meet(covered) else {
            return;
        };
        let mut resampling =
            Resampling::new(self.kernel, source, tables, &mut self.space, area.columns());
        for row in area.rows() {
            let coverage = placement.outline.row(row, plane);
            let Some(span) = coverage.painted(area.columns()) else {
                continue;
            };
            let line = &mut samples[row as usize * stride..(row as usize + 1) * stride];
            let edges = coverage.edges(span.clone());
            self.under.clear();
            for edge in &edges {
                self.under.extend_from_slice(&line[columns_of(edge)]);
            }
            resampling.row(row, span.start, &mut line[columns_of(&span)]);
            let (left, right) = self.under.split_at(edges[0].len());
            coverage.soften(edges[0].start, left, &mut line[columns_of(&edges[0])]);
            coverage.soften(edges[1].start, right, &mut line[columns_of(&edges[1])]);
        }
    }
}

fn columns_of(span: &Range<i32>) -> Range<usize> {
    span.start as usize..span.end as usize
}
