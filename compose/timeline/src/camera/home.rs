//! Where the camera is while nothing is zoomed to. A card that is seen whole stays where it is; of
//! one that is larger than its window the camera shows the part where something is done, and goes
//! along when the hand goes elsewhere.

use demoreel_primitives::space::CanvasRect;
use demoreel_primitives::time::Nanos;

use super::view::View;
use crate::layout::Stand;
use crate::material::Material;

/// The hand may go so far from the middle of the window, as a part of it, before the camera
/// follows: small ways are not worth a move.
const EASY: f64 = 0.30;

/// The camera's places at rest, in order of time.
pub struct Homes {
    first: View,
    /// When the camera sets out for another.
    later: Vec<(Nanos, View)>,
}

impl Homes {
    /// The homes for a hand that is at these places of the resting canvas at these times. The
    /// camera takes `early` to be settled.
    pub fn new(
        material: &Material<'_>,
        stand: &Stand,
        deeds: impl Iterator<Item = (Nanos, CanvasRect)>,
        early: Nanos,
    ) -> Homes {
        let mut deeds = deeds.peekable();
        if stand.window.is_none() {
            return Homes {
                first: View::REST,
                later: Vec::new(),
            };
        }
        let home = |place| View::centred(place, 1.0, &stand.rest, &stand.within, stand.padding);
        let first = match deeds.peek() {
            Some((_, place)) => place.origin,
            None => quiet(material, stand),
        };
        let mut homes = Homes {
            first: home(first),
            later: Vec::new(),
        };
        for (time, place) in deeds {
            let place = place.origin;
            let next = home(place);
            let shown = homes.last().shown(place);
            let from_middle = shown - stand.within.center();
            let far = from_middle.x.abs() > EASY * stand.within.width()
                || from_middle.y.abs() > EASY * stand.within.height();
            if far && next != homes.last() {
                homes.later.push((time - early, next));
            }
        }
        homes
    }

    /// Where a scene begins.
    pub fn first(&self) -> View {
        self.first
    }

    /// Where the camera is at rest at a time.
    pub fn at(&self, time: Nanos) -> View {
        let gone = self.later.iter().rev().find(|(from, _)| *from <= time);
        gone.map_or(self.first, |(_, view)| *view)
    }

    /// When it moves from one to the next.
    pub fn moves(&self) -> impl Iterator<Item = Nanos> {
        self.later.iter().map(|(time, _)| *time)
    }

    fn last(&self) -> View {
        self.later.last().map_or(self.first, |(_, view)| *view)
    }
}

/// What is looked at where the hand does nothing: the beginning of a terminal's lines, the middle
/// of anything else.
fn quiet(material: &Material<'_>, stand: &Stand) -> demoreel_primitives::space::CanvasPoint {
    let middle = stand.rest.center();
    match material.filmed.cast(&material.film.surface) {
        Some(_) => euclid::point2(stand.rest.min_x(), middle.y),
        None => middle,
    }
}
