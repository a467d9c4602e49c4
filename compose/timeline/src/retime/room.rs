//! Room in a scene: the pieces that are played and the pictures that are held between them.

use demoreel_primitives::plan::Moment;
use demoreel_primitives::time::{Nanos, TakeTime};

use super::clock::{Clock, Span};
use super::marks::Piece;
use super::moments::Moments;

/// Where a hold stands among the scene's moments. At one moment, what ends there is waited for
/// first, then speech that is still heard; then effects begin; then those that hold do so.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Order(Moment, Rank);

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Rank {
    Ending,
    Waiting,
    Beginning,
    Holding,
    Held,
}

impl Order {
    pub fn ending(moment: Moment) -> Order {
        Order(moment, Rank::Ending)
    }
    pub fn waiting(moment: Moment) -> Order {
        Order(moment, Rank::Waiting)
    }
    pub fn begin(moment: Moment) -> Order {
        Order(moment, Rank::Beginning)
    }
    pub fn holding(moment: Moment) -> Order {
        Order(moment, Rank::Holding)
    }
    pub fn held(moment: Moment) -> Order {
        Order(moment, Rank::Held)
    }
    /// After every effect that begins before the first step.
    pub fn first_step() -> Order {
        Order::after_effects_of(0, None)
    }
    /// After everything, whatever time that names.
    pub fn last() -> Order {
        Order::after_effects_of(u32::MAX, Some(Nanos(i64::MAX)))
    }
    fn after_effects_of(after_steps: u32, at_time: Option<Nanos>) -> Order {
        let after_effects = u32::MAX;
        Order(
            Moment {
                at_time,
                after_steps,
                after_effects,
            },
            Rank::Ending,
        )
    }
    pub fn moment(self) -> Moment {
        self.0
    }
}

/// A picture that is held.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Hold {
    pub order: Order,
    /// Where it is put in.
    pub at: TakeTime,
    pub length: Nanos,
}

/// What a scene's reel consists of. Holds are added in their order, at take times that do not go
/// back.
pub struct Room {
    pieces: Vec<Piece>,
    holds: Vec<Hold>,
}

impl Room {
    pub fn new(pieces: Vec<Piece>) -> Room {
        let holds = Vec::new();
        Room { pieces, holds }
    }

    /// Puts a hold behind all others; one without length is none.
    pub fn hold(&mut self, hold: Hold) {
        if hold.length > Nanos::ZERO {
            self.holds.push(hold);
        }
    }

    /// The take time of a place: its moment's, unless something before it held later.
    pub fn take(&self, moments: &Moments, order: Order) -> TakeTime {
        let held = self.before(order).map(|hold| hold.at).max();
        moments.take(order.moment()).max(held.unwrap_or_default())
    }

    /// The reel time of a place.
    pub fn reel(&self, moments: &Moments, order: Order) -> Nanos {
        self.reel_at(self.take(moments, order), order)
    }

    /// The reel time of a moment of the take that stands at a place.
    pub fn reel_at(&self, at: TakeTime, order: Order) -> Nanos {
        let holds = self.before(order);
        holds.fold(self.played(at), |sum, hold| sum + hold.length)
    }

    /// The first moment at or after this one that is cut away; the take's end where none is.
    pub fn cut_after(&self, at: TakeTime) -> TakeTime {
        let mut end = at;
        for piece in &self.pieces {
            if piece.from <= end && end < piece.to {
                end = piece.to;
            }
        }
        end
    }

    /// The finished map.
    pub fn clock(&self) -> Clock {
        let mut spans = Spans::default();
        let mut holds = self.holds.iter().peekable();
        for piece in &self.pieces {
            let mut from = piece.from;
            while let Some(hold) = holds.next_if(|hold| hold.at < piece.to) {
                let at = hold.at.max(from);
                spans.play(piece, from, at);
                spans.hold(self.shown_at(hold.at), hold.length);
                from = at;
            }
            spans.play(piece, from, piece.to);
        }
        for hold in holds {
            spans.hold(self.shown_at(hold.at), hold.length);
        }
        Clock::new(spans.all)
    }

    fn before(&self, order: Order) -> impl Iterator<Item = &Hold> {
        self.holds.iter().filter(move |hold| hold.order < order)
    }

    fn played(&self, until: TakeTime) -> Nanos {
        let begun = self.pieces.iter().filter(|piece| piece.from < until);
        begun.fold(Nanos::ZERO, |sum, piece| {
            sum + piece.reel_until(until.min(piece.to))
        })
    }

    /// What a hold shows: never what was cut. Where a cut begins it is the last picture before.
    fn shown_at(&self, at: TakeTime) -> TakeTime {
        let pieces = || self.pieces.iter();
        if pieces().any(|piece| piece.from <= at && at < piece.to) {
            return at;
        }
        let before = pieces()
            .any(|piece| piece.to == at)
            .then_some(at - Nanos(1));
        let after = || {
            pieces()
                .find(|piece| piece.from > at)
                .map(|piece| piece.from)
        };
        let last = || pieces().last().map(|piece| piece.to - Nanos(1));
        before.or_else(after).or_else(last).unwrap_or(at)
    }
}

/// Spans as they are put one after another.
#[derive(Default)]
struct Spans {
    all: Vec<Span>,
    reel: Nanos,
}

impl Spans {
    fn play(&mut self, piece: &Piece, from: TakeTime, to: TakeTime) {
        let length = piece.reel_until(to) - piece.reel_until(from);
        self.push(from, to - from, length);
    }

    fn hold(&mut self, at: TakeTime, length: Nanos) {
        self.push(at, Nanos::ZERO, length);
    }

    fn push(&mut self, take: TakeTime, take_length: Nanos, length: Nanos) {
        if length > Nanos::ZERO {
            let reel = self.reel;
            self.all.push(Span {
                reel,
                length,
                take,
                take_length,
            });
            self.reel += length;
        }
    }
}
