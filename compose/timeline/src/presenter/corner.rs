//! The presenter in a corner of the picture: smaller while the camera is close, and in another
//! corner before the hand or the camera needs its own.

use demoreel_primitives::motion::minimum_jerk;
use demoreel_primitives::plan::{Corner, Layout};
use demoreel_primitives::space::{CanvasPoint, CanvasRect};
use demoreel_primitives::timeline::{Card, Track};
use euclid::{point2, size2};

use crate::layout::{area_on_grid, canvas_area, canvas_from_surface};
use crate::material::Material;
use crate::pointer::presses;
use crate::retime::Retimed;

/// Distance from the canvas' edges, as a part of its shorter side.
const MARGIN: f64 = 0.032;
/// How much smaller it is while the camera is close, and from which scale on that is all.
const SHRINKS: f64 = 0.2;
const CLOSE: f64 = 1.6;
/// What is clicked or zoomed to keeps this distance, as a part of the picture's side.
const AIR: f64 = 0.12;
/// How long a change of corner takes, and how long before it must be done.
const MOVE: f64 = 0.55;
const EARLY: f64 = 0.75;

/// Something that must be seen, with its area of the canvas; in seconds.
struct Need {
    at: f64,
    area: CanvasRect,
}

/// A change of corner.
struct Change {
    at: f64,
    to: Corner,
}

/// To the right and down: where the screen is from a corner.
pub fn inward(corner: Corner) -> (f64, f64) {
    match corner {
        Corner::TopLeft => (1.0, 0.6),
        Corner::TopRight => (-1.0, 0.6),
        Corner::BottomLeft => (1.0, -0.6),
        Corner::BottomRight => (-1.0, -0.6),
    }
}

/// Where the picture is in each frame; nothing in a layout without one.
pub fn place(
    material: &Material<'_>,
    retimed: &Retimed,
    card: &Card,
) -> Option<Track<Option<CanvasRect>>> {
    let Layout::Pip { corner, size, .. } = material.style.layout else {
        return None;
    };
    let canvas = material.output.size.to_f64();
    let margin = MARGIN * canvas.width.min(canvas.height);
    let at = |corner: Corner, size: f64| -> CanvasRect {
        let (right, lower) = (canvas.width - margin - size, canvas.height - margin - size);
        let origin = match corner {
            Corner::TopLeft => point2(margin, margin),
            Corner::TopRight => point2(right, margin),
            Corner::BottomLeft => point2(margin, lower),
            Corner::BottomRight => point2(right, lower),
        };
        CanvasRect::new(origin, size2(size, size))
    };
    let covers = |corner: Corner, need: &Need| {
        let picture = at(corner, size).inflate(size * AIR, size * AIR);
        picture.intersects(&need.area) || picture.contains(need.area.origin)
    };
    let changes = changes(corner, &needs(material, retimed, card), covers);
    Some(Track::sample(retimed.frames, |frame| {
        let grown = card.place.at(frame).width() / card.rest_width;
        let close = ((grown - 1.0) / (CLOSE - 1.0)).clamp(0.0, 1.0);
        let size = size * (1.0 - SHRINKS * close);
        let time = retimed.shown(frame).as_secs_f64();
        Some(area_on_grid(between(corner, &changes, time, |corner| {
            at(corner, size)
        })))
    }))
}

/// The picture on its way between two corners.
fn between(
    first: Corner,
    changes: &[Change],
    time: f64,
    at: impl Fn(Corner) -> CanvasRect,
) -> CanvasRect {
    let gone = changes.partition_point(|change| change.at <= time);
    let Some(last) = gone.checked_sub(1) else {
        return at(first);
    };
    let from = last.checked_sub(1).map_or(first, |index| changes[index].to);
    let part = minimum_jerk((time - changes[last].at) / MOVE);
    let (from, to) = (at(from), at(changes[last].to));
    CanvasRect::new(from.origin.lerp(to.origin, part), to.size)
}

/// All that must be seen, in order: what is clicked, and what the camera looks at.
fn needs(material: &Material<'_>, retimed: &Retimed, card: &Card) -> Vec<Need> {
    let clicked = presses(material).filter_map(|press| {
        let frame = retimed.frame_of(press.at)?;
        let at: CanvasPoint = canvas_from_surface(material, card.place.at(frame), press.place);
        Some(Need {
            at: retimed.shown(frame).as_secs_f64(),
            area: CanvasRect::new(at, size2(0.0, 0.0)),
        })
    });
    let looked = material.look.effects.iter().filter_map(|effect| {
        let sighting = material.sighting(&effect.id)?;
        let middle =
            (retimed.begin(effect).as_secs_f64() + retimed.end(effect).as_secs_f64()) / 2.0;
        let frame = retimed.frame_at(demoreel_primitives::time::Nanos::from_secs_f64(middle));
        Some(Need {
            at: retimed.begin(effect).as_secs_f64(),
            area: canvas_area(material, card.place.at(frame), &sighting.area),
        })
    });
    let mut needs: Vec<Need> = clicked.chain(looked).collect();
    needs.sort_by(|one, other| one.at.total_cmp(&other.at));
    needs
}

/// The picture goes where it covers nothing that is needed soon, and stays there: one that comes
/// back at once is more restless than one that stays.
fn changes(first: Corner, needs: &[Need], covers: impl Fn(Corner, &Need) -> bool) -> Vec<Change> {
    let mut corner = first;
    let mut changes: Vec<Change> = Vec::new();
    for (index, need) in needs.iter().enumerate() {
        if !covers(corner, need) {
            continue;
        }
        let soon = needs[index..]
            .iter()
            .take_while(|later| later.at < need.at + 6.0);
        let cost = |corner: &Corner| soon.clone().filter(|need| covers(*corner, need)).count();
        let Some(best) = others(corner).into_iter().min_by_key(cost) else {
            continue;
        };
        if covers(best, need) {
            continue;
        }
        let earliest = changes.last().map_or(0.0, |last| last.at + MOVE);
        corner = best;
        changes.push(Change {
            at: (need.at - EARLY).max(earliest),
            to: best,
        });
    }
    changes
}

/// The other corners, the one on the same height first.
fn others(corner: Corner) -> [Corner; 3] {
    use Corner::{BottomLeft, BottomRight, TopLeft, TopRight};
    match corner {
        BottomRight => [BottomLeft, TopRight, TopLeft],
        BottomLeft => [BottomRight, TopLeft, TopRight],
        TopRight => [TopLeft, BottomRight, BottomLeft],
        TopLeft => [TopRight, BottomLeft, BottomRight],
    }
}
