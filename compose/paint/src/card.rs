//! Painting a card: a film's picture, resampled to where the card is, with round corners.

mod outline;
mod placement;

use demoreel_primitives::picture::{Picture, Plane};

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
        CardBrush { kernel, space: Workspace::default(), under: Vec::new() }
    }

    /// Paints the part of a card that lies in `area`, whose edges are even.
    pub fn paint(&mut self, placement: &Placement, film: &Picture, area: Area, frame: &mut Picture) {
        for plane in Plane::ALL {
            let (width, height) = film.plane_size(plane);
            let source = Source { samples: film.plane(plane), width, height };
            let stride = frame.plane_size(plane).0;
            self.paint_plane(placement, source, area.of_plane(plane), plane, (stride, frame.plane_mut(plane)));
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
        let Some(area) = area.meet(covered) else { return };
        let mut resampling =
            Resampling::new(self.kernel, source, tables, &mut self.space, area.columns());
        for row in area.rows() {
            let coverage = placement.outline.row(row, plane);
            let Some(span) = coverage.painted(area.columns()) else { continue };
            let begin = row as usize * stride;
            let out = &mut samples[begin + span.start as usize..begin + span.end as usize];
            self.under.clear();
            self.under.extend_from_slice(out);
            resampling.row(row, span.start, out);
            coverage.soften(span.start, &self.under, out);
        }
    }
}
