//! Where a card is, with all tables that painting it needs; the last few are kept.

use std::sync::Arc;

use demoreel_primitives::picture::Plane;
use demoreel_primitives::plan::Shadow;
use demoreel_primitives::space::{CanvasRect, FilmSize};

use super::Outline;
use crate::area::Area;
use crate::ground::{Bell, ShadowTables};
use crate::resample::{Axis, Map, Tables};

/// How many placements are kept: those of the cards of a layout, before and after a move.
const KEPT: usize = 8;

/// All that a placement depends on.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Pose {
    /// The film's size.
    pub film: FilmSize,
    /// Where the film goes.
    pub place: CanvasRect,
    /// The card, of which the film may be a part, or that may be a part of the film.
    pub card: CanvasRect,
    /// Below this nothing is painted.
    pub until: f64,
    /// Radius of the corners, canvas pixels.
    pub radius: f64,
    /// The shadow, canvas pixels.
    pub shadow: Shadow,
}

/// A card's tables.
pub struct Placement {
    pose: Pose,
    planes: [Tables; 2],
    /// The card's edge.
    pub outline: Outline,
    /// Nothing where it is clear.
    pub shadow: Option<ShadowTables>,
}

impl Placement {
    /// Computes the tables of a pose for a canvas.
    pub fn new(pose: Pose, canvas: Area, bell: &Bell) -> Placement {
        let tables = |plane: Plane| {
            let (x, y) = maps(&pose, plane);
            let seen = pose.card.intersection(&pose.place);
            let seen = seen.unwrap_or(CanvasRect::new(pose.place.origin, Default::default()));
            let covered = Area::around(seen.inflate(1.0, 1.0));
            let covered = covered
                .meet(canvas)
                .unwrap_or(Area::new(0, 0, 0, 0))
                .of_plane(plane);
            let width = match plane {
                Plane::Y => pose.film.width,
                Plane::U | Plane::V => pose.film.width / 2,
            };
            Tables::new(
                Axis::new(x, covered.columns()),
                Axis::new(y, covered.rows()),
                width as usize,
            )
        };
        let shadowed = pose.shadow.opacity > 0.0;
        Placement {
            pose,
            planes: [tables(Plane::Y), tables(Plane::U)],
            outline: Outline::new(pose.card, pose.radius).until(pose.until),
            shadow: shadowed.then(|| ShadowTables::new(bell, pose.card, pose.shadow, canvas)),
        }
    }

    /// The resampling tables of a plane; both chroma planes share theirs.
    pub fn tables(&self, plane: Plane) -> &Tables {
        &self.planes[usize::from(plane != Plane::Y)]
    }
}

/// How a plane's samples map to the film's, along x and along y. Chroma sits on the left one of
/// its two columns and between its two rows, in the film as on the canvas.
fn maps(pose: &Pose, plane: Plane) -> (Map, Map) {
    let step_x = pose.film.width as f64 / pose.place.width();
    let step_y = pose.film.height as f64 / pose.place.height();
    let (left, top) = (pose.place.min_x(), pose.place.min_y());
    match plane {
        Plane::Y => (
            Map {
                step: step_x,
                offset: (0.5 - left) * step_x - 0.5,
            },
            Map {
                step: step_y,
                offset: (0.5 - top) * step_y - 0.5,
            },
        ),
        Plane::U | Plane::V => (
            Map {
                step: step_x,
                offset: ((0.5 - left) * step_x - 0.5) / 2.0,
            },
            Map {
                step: step_y,
                offset: (1.0 - top) * step_y / 2.0 - 0.5,
            },
        ),
    }
}

/// The placements that were used last.
#[derive(Default)]
pub struct Placements {
    kept: Vec<Arc<Placement>>,
}

impl Placements {
    /// The tables of a pose, computed or kept.
    pub fn get(&mut self, pose: Pose, canvas: Area, bell: &Bell) -> Arc<Placement> {
        let known = self
            .kept
            .iter()
            .position(|placement| placement.pose == pose);
        let placement = match known {
            Some(index) => self.kept.remove(index),
            None => Arc::new(Placement::new(pose, canvas, bell)),
        };
        self.kept.truncate(KEPT - 1);
        self.kept.insert(0, Arc::clone(&placement));
        placement
    }
}
