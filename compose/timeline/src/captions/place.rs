//! Where captions stand: at the place that the style names, and elsewhere while that would cover
//! what the reel is about: the target of a zoom, of a click or of typing, and the presenter's face.
//! Where the frame is divided they stand on the seam. Captions that follow
//! each other stay together where any one place is free for all of them.

use demoreel_primitives::event::Happening;
use demoreel_primitives::plan::{Anchor, EffectKind};
use demoreel_primitives::space::{CanvasPoint, CanvasRect, SurfaceRect};
use demoreel_primitives::target::Finder;
use demoreel_primitives::time::{Nanos, TakeTime};
use demoreel_primitives::timeline::{PresenterCut, PresenterLayer};
use euclid::{Rect, Size2D};

use super::{Scenery, Shown, lines};
use crate::layout::{canvas_area, point_on_grid};
use crate::material::Material;
use crate::pace;
use crate::pointer;
use crate::retime::Retimed;

/// A caption keeps this distance from what it must not cover, as a part of its letters' height.
const CLEAR: f64 = 0.35;
/// What a click without an element is about, logical pixels around it.
const AROUND: f64 = 24.0;
/// A click's target is looked at so long before it.
const AIMED: Nanos = Nanos::from_millis(700);
/// The part of a presenter's picture that is above its hair.
const HAIR: f64 = 0.1;
/// While the camera moves, places are tried once in so many frames.
const STEP: u64 = 6;

/// A place: this point of the caption stands there.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Spot {
    pub anchor: Anchor,
    pub at: CanvasPoint,
}

/// Something that must be seen for a while.
struct Watched {
    from: Nanos,
    to: Nanos,
    area: SurfaceRect,
}

/// The place of each caption.
pub fn places(
    material: &Material<'_>,
    retimed: &Retimed,
    scenery: &Scenery<'_>,
    all: &[Shown],
) -> Vec<Spot> {
    let chooser = Chooser {
        material,
        retimed,
        scenery,
        watched: watched(material, retimed),
    };
    let mut spots = Vec::new();
    for run in all.chunk_by(|one, next| one.to == next.from) {
        spots.extend(chooser.run(run));
    }
    spots
}

struct Chooser<'a> {
    material: &'a Material<'a>,
    retimed: &'a Retimed,
    scenery: &'a Scenery<'a>,
    watched: Vec<Watched>,
}

impl Chooser<'_> {
    /// Captions that follow each other.
    fn run(&self, run: &[Shown]) -> Vec<Spot> {
        let seen: Vec<Vec<CanvasRect>> = run.iter().map(|shown| self.seen(shown)).collect();
        let together = self.edges().into_iter().find(|spot| {
            let mut each = run.iter().zip(&seen);
            each.all(|(shown, seen)| self.covers(shown, *spot, seen) == 0.0)
        });
        let each = run.iter().zip(&seen);
        each.map(|(shown, seen)| together.unwrap_or_else(|| self.alone(shown, seen)))
            .collect()
    }

    /// The place of one caption that covers nothing, or least.
    fn alone(&self, shown: &Shown, seen: &[CanvasRect]) -> Spot {
        let [home, away] = self.edges();
        let beside = self.beside(shown, seen);
        let spots = [home, away].into_iter().chain(beside);
        let costs = spots.map(|spot| (self.covers(shown, spot, seen), spot));
        let least = costs.min_by(|one, other| one.0.total_cmp(&other.0));
        least.map_or(home, |(_, spot)| spot)
    }

    /// The place that the style names, and the same at the opposite edge.
    fn edges(&self) -> [Spot; 2] {
        if let Some(seam) = self.seam() {
            return seam;
        }
        let style = &self.material.style.captions;
        let (across, down) = (style.place.across(), style.place.down());
        let canvas = self.material.output.size.to_f64();
        let along = |part: f64, side: f64| side * part + style.margin * (1.0 - 2.0 * part);
        // Beside a presenter, captions are under the screen.
        let x = self
            .scenery
            .stand
            .window
            .map_or_else(|| along(across, canvas.width), |window| window.center().x);
        let spot = |anchor: Anchor, down: f64| Spot {
            anchor,
            at: CanvasPoint::new(x, along(down, canvas.height)),
        };
        let away = if down > 0.25 { 0.0 } else { 1.0 };
        [
            spot(style.place, down),
            spot(with_down(style.place, away), away),
        ]
    }

    /// Between the screen and a presenter above or below it; else in the screen's lower edge.
    fn seam(&self) -> Option<[Spot; 2]> {
        let stand = self.scenery.stand;
        let (window, presenter) = (stand.window?, stand.presenter?);
        if presenter.width() <= window.width() {
            return None;
        }
        let below = presenter.min_y() >= window.max_y();
        let y = match below {
            true => (window.max_y() + presenter.min_y() + HAIR * presenter.height()) / 2.0,
            false => presenter.max_y(),
        };
        let spot = |anchor, y: f64| Spot {
            anchor,
            at: point_on_grid(CanvasPoint::new(window.center().x, libm::round(y))),
        };
        let inside = window.max_y() - 0.04 * window.height();
        Some([spot(Anchor::Center, y), spot(Anchor::Bottom, inside)])
    }

    /// Right above and right below what must be seen, where that is on the canvas.
    fn beside(&self, shown: &Shown, seen: &[CanvasRect]) -> Vec<Spot> {
        let style = &self.material.style.captions;
        let Some(all) = seen.iter().copied().reduce(|one, other| one.union(&other)) else {
            return Vec::new();
        };
        let [home, _] = self.edges();
        let spot = |down: f64, y: f64| Spot {
            anchor: with_down(style.place, down),
            at: point_on_grid(CanvasPoint::new(home.at.x, libm::round(y))),
        };
        let clear = CLEAR * style.size;
        let both = [
            spot(1.0, all.min_y() - clear),
            spot(0.0, all.max_y() + clear),
        ];
        let canvas = self.material.output.size.to_f64();
        let edge = style.margin.min(0.04 * canvas.height);
        let inside = |spot: &Spot| {
            let area = self.area(shown, *spot);
            area.min_y() >= edge && area.max_y() <= canvas.height - edge
        };
        both.into_iter().filter(inside).collect()
    }

    /// What a caption covers there, at most.
    fn area(&self, shown: &Shown, spot: Spot) -> CanvasRect {
        let style = &self.material.style.captions;
        let cut = style.dress.cut();
        let widest = shown.lines.iter().map(|line| lines::ems(line));
        let most = self.material.output.size.to_f64().width;
        let width = (widest.fold(0.0, f64::max) + 2.0 * cut.across) * style.size;
        let width = width.min(most);
        let height = (shown.lines.len() as f64 * cut.leading + 2.0 * cut.down) * style.size;
        let (across, down) = (spot.anchor.across(), spot.anchor.down());
        let corner = CanvasPoint::new(spot.at.x - across * width, spot.at.y - down * height);
        Rect::new(corner, Size2D::new(width, height))
    }

    /// How much of what must be seen is covered, canvas pixels over all moments.
    fn covers(&self, shown: &Shown, spot: Spot, seen: &[CanvasRect]) -> f64 {
        let clear = 0.9 * CLEAR * self.material.style.captions.size;
        let area = self.area(shown, spot).inflate(clear, clear);
        let parts = seen.iter().filter_map(|target| {
            let part = area.intersection(target)?;
            // A line has no area, and is covered all the same.
            Some(part.width().max(1.0) * part.height().max(1.0))
        });
        parts.sum()
    }

    /// Where on the canvas what must be seen is while a caption is shown.
    fn seen(&self, shown: &Shown) -> Vec<CanvasRect> {
        let canvas = Rect::from_size(self.material.output.size.to_f64());
        let mut all: Vec<CanvasRect> = Vec::new();
        for watched in &self.watched {
            let (from, to) = (watched.from.max(shown.from), watched.to.min(shown.to));
            if from >= to {
                continue;
            }
            for frame in self.frames(from, to) {
                let place = self.scenery.card.place.at(frame);
                let area = canvas_area(self.material, place, &watched.area);
                let area = area.inflate(1.0, 1.0).intersection(&canvas);
                all.extend(area.filter(|area| all.last() != Some(area)));
            }
        }
        for frame in self.frames(shown.from, shown.to) {
            let face = self.scenery.presenter.and_then(|layer| face(layer, frame));
            all.extend(face.filter(|area| all.last() != Some(area)));
        }
        all
    }

    /// Some frames of a time, its first and its last among them.
    fn frames(&self, from: Nanos, to: Nanos) -> impl Iterator<Item = u64> + use<> {
        let (first, last) = (self.retimed.frame_at(from), self.retimed.frame_at(to));
        let some = (first..last.max(first + 1)).step_by(STEP as usize);
        some.chain([last])
    }
}

/// What must be seen of a presenter: its face, or its whole picture where that is small.
fn face(layer: &PresenterLayer, frame: u64) -> Option<CanvasRect> {
    let place = (*layer.place.at(frame))?;
    if layer.cut != PresenterCut::Figure {
        return Some(place);
    }
    let at = |part: f64, from: f64, side: f64| from + part * side;
    let (left, top) = (
        at(0.3, place.min_x(), place.width()),
        at(0.29, place.min_y(), place.height()),
    );
    let size = Size2D::new(0.4 * place.width(), 0.33 * place.height());
    Some(Rect::new(CanvasPoint::new(left, top), size))
}

/// The anchor at the same side, at the upper edge, the middle or the lower one.
fn with_down(anchor: Anchor, down: f64) -> Anchor {
    let row = match down {
        0.0 => [Anchor::TopLeft, Anchor::Top, Anchor::TopRight],
        1.0 => [Anchor::BottomLeft, Anchor::Bottom, Anchor::BottomRight],
        _ => [Anchor::Left, Anchor::Center, Anchor::Right],
    };
    row[(2.0 * anchor.across()) as usize]
}

/// The targets of zooms, and of the hand.
fn watched(material: &Material<'_>, retimed: &Retimed) -> Vec<Watched> {
    let mut all = zoomed(material, retimed);
    all.extend(clicked(material, retimed));
    all.extend(typed(material, retimed));
    all
}

fn zoomed(material: &Material<'_>, retimed: &Retimed) -> Vec<Watched> {
    let effects = material.look.effects.iter();
    let seen = effects.filter_map(|effect| {
        let EffectKind::Zoom { target, .. } = &effect.kind else {
            return None;
        };
        let begin = retimed.begin(effect);
        let (area, since) = match (material.sighting(&effect.id), &target.finder) {
            (Some(sighting), _) => (sighting.area, retimed.time_of(sighting.at)),
            (None, Finder::Region { region }) => (*region, begin),
            _ => return None,
        };
        Some(Watched {
            from: begin.max(since),
            to: retimed.end(effect),
            area,
        })
    });
    seen.collect()
}

/// What is clicked: the element that its step found, or a little around the place.
fn clicked(material: &Material<'_>, retimed: &Retimed) -> Vec<Watched> {
    let found = found(material);
    let presses = pointer::presses(material).filter_map(|press| {
        let at = retimed.shown(retimed.frame_of(press.at)?);
        let around = SurfaceRect::new(press.place, Size2D::zero()).inflate(AROUND, AROUND);
        let element = found.iter().rev().find(|(from, _, area)| {
            *from <= press.at && area.inflate(1.0, 1.0).contains(press.place)
        });
        Some(Watched {
            from: at - AIMED,
            to: at + pace::RESULT_SEEN,
            area: element.map_or(around, |(_, _, area)| *area),
        })
    });
    presses.collect()
}

/// What is typed into, as long as the typing step lasts.
fn typed(material: &Material<'_>, retimed: &Retimed) -> Vec<Watched> {
    let typing: Vec<TakeTime> = material
        .inputs()
        .filter(|event| matches!(event.what, Happening::Typing { .. }))
        .map(|event| event.at)
        .collect();
    let found = found(material).into_iter();
    let fields = found.filter(|(from, to, _)| typing.iter().any(|at| from <= at && at <= to));
    fields
        .map(|(from, to, area)| Watched {
            from: retimed.time_of(from),
            to: retimed.time_of(to) + pace::RESULT_SEEN,
            area,
        })
        .collect()
}

/// What each step found, from then until the step's end.
fn found(material: &Material<'_>) -> Vec<(TakeTime, TakeTime, SurfaceRect)> {
    let shown = &material.film.surface;
    let events = material.filmed.events.iter();
    let found = events.filter_map(|event| match &event.what {
        Happening::Found {
            step,
            surface,
            area,
            ..
        } if surface == shown => {
            let (_, end) = material.filmed.step_times(step)?;
            Some((event.at, end, *area))
        }
        _ => None,
    });
    found.collect()
}
