//! The drawn pointer: exactly where the take's pointer was, on the card as the camera moves it.
//! It dips when it presses. It is there from a scene's first frame, also before it first moves.

use demoreel_primitives::event::Happening;
use demoreel_primitives::space::SurfacePoint;
use demoreel_primitives::time::{Nanos, TakeTime};
use demoreel_primitives::timeline::{Card, CursorShape, PointerLayer, PointerPose, Track};

use crate::layout::{canvas_from_surface, on_grid, point_on_grid};
use crate::material::Material;
use crate::retime::Retimed;

/// Two places further apart in time are not joined: the pointer rested in between.
const RESTED: Nanos = Nanos::from_millis(70);
/// A pointer that rests so long has come to where it was going.
const STOPPED: Nanos = Nanos::from_millis(300);
/// A shape that is shown for less than this was only passed over.
const PASSED_OVER: Nanos = Nanos::from_millis(100);
/// How small a pressed pointer is, how fast it gets there, and how fast it comes back.
const DIP: f64 = 0.15;
const DOWN: Nanos = Nanos::from_millis(80);
const UP: Nanos = Nanos::from_millis(130);

/// The pointer's layer; none where the take has no pointer or the style hides it.
pub fn layer(material: &Material<'_>, retimed: &Retimed, card: &Card) -> Option<PointerLayer> {
    let height = material.style.pointer.height;
    let way = Way::of(material);
    if height <= 0.0 || way.0.is_empty() {
        return None;
    }
    let dips = dips(material, retimed);
    let pose = Track::sample(retimed.frames, |frame| {
        let place = card.place.at(frame);
        let at = way.at(retimed.take_at(frame));
        let closer = place.size.width / card.rest_width;
        let at = point_on_grid(canvas_from_surface(material, place, at));
        // A window shows no pointer that is beside it.
        if card.window.is_some_and(|window| !window.contains(at)) {
            return None;
        }
        Some(PointerPose {
            at,
            height: on_grid(height * closer * (1.0 - DIP * dip(&dips, retimed.shown(frame)))),
            opacity: 1.0,
        })
    });
    let shape = shapes(material, retimed);
    Some(PointerLayer { shape, pose })
}

/// A press of a button.
pub struct Press {
    pub at: TakeTime,
    /// When the button was let go; the scene's end where it was not.
    pub until: TakeTime,
    pub place: SurfacePoint,
}

/// Every press on the surface that is shown.
pub fn presses<'a>(material: &'a Material<'_>) -> impl Iterator<Item = Press> + 'a {
    let way = Way::of(material);
    material.inputs().filter_map(move |event| {
        let Happening::Button {
            button, down: true, ..
        } = event.what
        else {
            return None;
        };
        let up = material.inputs().find(|later| {
            let released = matches!(later.what,
                Happening::Button { button: other, down: false, .. } if other == button);
            released && later.at >= event.at
        });
        Some(Press {
            at: event.at,
            until: up.map_or(material.end(), |up| up.at),
            place: way.at(event.at),
        })
    })
}

/// Where the hand has done something: every press, and every place at which the pointer rested
/// after a way, in order of time.
pub fn deeds(material: &Material<'_>) -> Vec<(TakeTime, SurfacePoint)> {
    let way = Way::of(material).0;
    let ways = way.windows(2).enumerate();
    let rests = ways.filter(|(index, pair)| *index > 0 && pair[1].0 - pair[0].0 > STOPPED);
    let last = way.last().filter(|_| way.len() > 1);
    let rests = rests.map(|(_, pair)| pair[0]).chain(last.copied());
    let pressed = presses(material).map(|press| (press.at, press.place));
    let mut deeds: Vec<_> = rests.chain(pressed).collect();
    deeds.sort_by_key(|(at, _)| *at);
    deeds
}

/// The pointer's places in order of time.
struct Way(Vec<(TakeTime, SurfacePoint)>);

impl Way {
    fn of(material: &Material<'_>) -> Way {
        let places = material.inputs().filter_map(|event| match event.what {
            Happening::Pointer { at, .. } => Some((event.at, at)),
            _ => None,
        });
        Way(places.collect())
    }

    /// Between two places that follow closely it moves evenly; otherwise it rests.
    fn at(&self, time: TakeTime) -> SurfacePoint {
        let after = self.0.partition_point(|(at, _)| *at <= time);
        let Some((since, place)) = self.0.get(after.max(1) - 1).copied() else {
            return SurfacePoint::zero();
        };
        match self.0.get(after) {
            Some((until, next)) if after > 0 && *until - since <= RESTED => {
                let part = (time - since).0 as f64 / (*until - since).0 as f64;
                place.lerp(*next, part)
            }
            _ => place,
        }
    }
}

/// Presses on the reel's clock: from and until.
fn dips(material: &Material<'_>, retimed: &Retimed) -> Vec<(Nanos, Nanos)> {
    presses(material)
        .filter_map(|press| {
            let from = retimed.shown(retimed.frame_of(press.at)?);
            Some((from, retimed.time_of(press.until).max(from + DOWN)))
        })
        .collect()
}

/// How far the pointer is pressed at a time: 0 is not at all, 1 is wholly.
fn dip(dips: &[(Nanos, Nanos)], time: Nanos) -> f64 {
    let one = |(from, until): &(Nanos, Nanos)| {
        let down = smooth(time - *from, DOWN);
        let up = smooth(time - *until, UP);
        down - up
    };
    dips.iter().map(one).fold(0.0, f64::max)
}

/// From 0 to 1 over a length, at rest at both ends.
fn smooth(since: Nanos, length: Nanos) -> f64 {
    let part = (since.as_secs_f64() / length.as_secs_f64()).clamp(0.0, 1.0);
    part * part * (3.0 - 2.0 * part)
}

/// The cursor's shapes, without those that were only passed over. What a take notes before its
/// first step is how everything stood when the scene began.
fn shapes(material: &Material<'_>, retimed: &Retimed) -> Track<CursorShape> {
    let mut changes = vec![(0, CursorShape::Arrow)];
    let mut begun = false;
    for event in &material.filmed.events {
        begun |= matches!(event.what, Happening::StepBegin { .. });
        let Happening::Cursor { surface, shape } = &event.what else {
            continue;
        };
        if *surface == material.film.surface {
            let time = retimed.time_of(event.at);
            let frame = if begun { retimed.frame_at(time) } else { 0 };
            changes.push((frame, shape_named(shape)));
        }
    }
    let mut track = Track::constant(CursorShape::Arrow);
    for (index, (frame, shape)) in changes.iter().enumerate() {
        let next = changes.get(index + 1).map_or(retimed.frames, |next| next.0);
        let shown = retimed.shown(next) - retimed.shown(*frame);
        if shown >= PASSED_OVER || next == retimed.frames {
            track.set(*frame, *shape);
        }
    }
    track
}

/// Our cursor for an X11 or CSS cursor's name; the arrow for all that we do not draw.
fn shape_named(name: &str) -> CursorShape {
    match name {
        "hand" | "hand1" | "hand2" | "pointer" | "pointing_hand" | "openhand" => CursorShape::Hand,
        "text" | "xterm" | "ibeam" | "vertical-text" => CursorShape::Text,
        _ => CursorShape::Arrow,
    }
}

#[cfg(test)]
mod tests;
