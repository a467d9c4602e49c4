//! Room for speech and holds: walks through a scene's moments in order and holds the picture
//! wherever the act would run ahead of the words.

use demoreel_primitives::event::Happening;
use demoreel_primitives::plan::{Effect, EffectKind, Extent};
use demoreel_primitives::speech::Speech;
use demoreel_primitives::time::{Nanos, SAMPLE_RATE, TakeTime};

use super::Said;
use super::marks::Piece;
use super::moments::Moments;
use super::room::{Hold, Order, Room};
use super::stillness::settle;
use crate::camera;
use crate::error::TimelineError;
use crate::material::Material;
use crate::pace;

/// The scene's room and when each `say` is heard.
pub fn make(
    material: &Material<'_>,
    moments: &Moments,
    pieces: Vec<Piece>,
) -> Result<(Room, Vec<Said>), TimelineError> {
    let mut walk = Walk {
        material,
        moments,
        room: Room::new(pieces),
        said: Vec::new(),
        silent_from: Nanos::ZERO,
    };
    let mut demands = demands(material, moments);
    demands.sort_by_key(|demand| demand.0);
    walk.lead_in();
    for (order, demand) in demands {
        walk.meet(order, demand)?;
    }
    walk.tail();
    Ok((walk.room, walk.said))
}

/// What has to be seen to at a place.
#[derive(Clone, Copy)]
enum Demand<'a> {
    /// A sentence begins.
    Say(&'a Effect),
    /// The words and the steps of a sentence end together.
    Unsay,
    /// Everything holds for so long, over a target that may only appear later.
    Hold(&'a Effect, Nanos),
    /// The first step may begin.
    Act,
}

fn demands<'a>(material: &Material<'a>, moments: &Moments) -> Vec<(Order, Demand<'a>)> {
    let mut all = vec![(Order::first_step(), Demand::Act)];
    for effect in &material.look.effects {
        let says = matches!(effect.kind, EffectKind::Say { .. });
        if says {
            all.push((Order::waiting(effect.from), Demand::Say(effect)));
        }
        match effect.until {
            Extent::Hold(length) => {
                all.push((Order::holding(effect.from), Demand::Hold(effect, length)));
            }
            Extent::Until(moment) if says && !moments.is_end(moment) => {
                all.push((Order::ending(moment), Demand::Unsay));
            }
            _ => {}
        }
    }
    all
}

/// The walk through a scene's moments.
struct Walk<'a> {
    material: &'a Material<'a>,
    moments: &'a Moments,
    room: Room,
    said: Vec<Said>,
    /// When the last sentence so far has ended.
    silent_from: Nanos,
}

impl Walk<'_> {
    fn meet(&mut self, order: Order, demand: Demand<'_>) -> Result<(), TimelineError> {
        match demand {
            Demand::Say(effect) => self.say(order, effect)?,
            Demand::Unsay => self.wait_until(order, self.silent_from),
            Demand::Hold(effect, length) => self.hold(order, effect, length),
            Demand::Act => self.act(order),
        }
        Ok(())
    }

    /// The first frames show the scene before anything is said or done.
    fn lead_in(&mut self) {
        self.room.hold(Hold {
            order: Order::ending(Default::default()),
            at: TakeTime::ZERO,
            length: pace::SPEECH_LEAD,
        });
    }

    fn say(&mut self, order: Order, effect: &Effect) -> Result<(), TimelineError> {
        let length = length_of(self.material.speech(effect)?);
        if !self.said.is_empty() {
            self.wait_until(order, self.silent_from + pace::BREATH);
        }
        let rate = self.material.output.rate;
        let begin = self.room.reel(self.moments, Order::begin(effect.from));
        let frame = rate.frames_covering(begin);
        self.silent_from = rate.time_of(frame) + length;
        self.said.push(Said {
            effect: effect.id.clone(),
            frame,
        });
        Ok(())
    }

    /// Holds a still picture where the act would be earlier than `time`.
    fn wait_until(&mut self, order: Order, time: Nanos) {
        let at = self.room.take(self.moments, order);
        if self.room.reel_at(at, order) >= time {
            return;
        }
        let at = settle(self.material, at, self.room.cut_after(at));
        let length = time - self.room.reel_at(at, order);
        // A hold of one nanosecond still marks the place that everything after it starts from.
        let length = length.max(Nanos(1));
        self.room.hold(Hold { order, at, length });
    }

    fn hold(&mut self, order: Order, effect: &Effect, length: Nanos) {
        let spoken = match effect.kind {
            EffectKind::Say { .. } => self.silent_from - self.room.reel(self.moments, order),
            _ => Nanos::ZERO,
        };
        let seen = self
            .material
            .sighting(&effect.id)
            .map(|sighting| sighting.at);
        let at = self
            .room
            .take(self.moments, order)
            .max(seen.unwrap_or_default());
        let at = settle(self.material, at, self.room.cut_after(at));
        let length = length.max(spoken);
        self.room.hold(Hold { order, at, length });
    }

    /// Nothing moves in the very first frames.
    fn act(&mut self, order: Order) {
        let Some(first) = first_movement(self.material) else {
            return;
        };
        let at = self.room.take(self.moments, order);
        let length = pace::ACTION_LEAD - self.room.reel_at(first.max(at), order);
        self.room.hold(Hold { order, at, length });
    }

    /// A scene ends when its steps, its words and its camera have come to rest.
    fn tail(&mut self) {
        let order = Order::last();
        let acted = self
            .room
            .reel_at(self.room.take(self.moments, order), order);
        let mut end = self.room.reel_at(self.material.end(), order);
        end = end.max(acted + pace::ACTION_TAIL);
        if let Some(last) = self.said.last() {
            let shown = self.material.output.rate.time_of(last.frame) + pace::CAPTION_LEAST;
            end = end.max(self.silent_from + pace::SPEECH_TAIL).max(shown);
        }
        for effect in &self.material.look.effects {
            end = end.max(self.needs(effect, acted));
        }
        let at = self.material.end().max(self.room.take(self.moments, order));
        let length = end - self.room.reel_at(at, order);
        self.room.hold(Hold { order, at, length });
    }

    /// The earliest end of the scene that an effect allows.
    fn needs(&self, effect: &Effect, acted: Nanos) -> Nanos {
        let begin = self.room.reel(self.moments, Order::begin(effect.from));
        match (&effect.kind, effect.until) {
            (EffectKind::Caption { text }, Extent::Words | Extent::Instant) => {
                begin + pace::reading_time(self.material.words(text))
            }
            (EffectKind::Zoom { .. }, Extent::Until(moment)) if !self.moments.is_end(moment) => {
                self.room.reel(self.moments, Order::begin(moment)) + self.way_back()
            }
            (EffectKind::Zoom { .. }, Extent::Hold(_)) => {
                self.room.reel(self.moments, Order::held(effect.from)) + self.way_back()
            }
            (EffectKind::Zoom { .. }, _) => {
                let seen = self.close_at(effect, begin) + pace::RESULT_SEEN;
                seen.max(acted + pace::ACTION_TAIL) + self.way_back()
            }
            _ => Nanos::ZERO,
        }
    }

    /// When a zoom that begins then is close to its target, which may only appear later.
    fn close_at(&self, effect: &Effect, begin: Nanos) -> Nanos {
        let sighting = self.material.sighting(&effect.id);
        let appears = sighting.map(|seen| self.room.reel_at(seen.at, Order::last()));
        (begin + camera::settle_time(self.material)).max(appears.unwrap_or_default())
    }

    fn way_back(&self) -> Nanos {
        camera::arrive_time(self.material) + pace::REST_TAIL
    }
}

/// How long a sentence lasts, rounded up.
pub fn length_of(speech: &Speech) -> Nanos {
    let nanos = speech.samples as i128 * 1_000_000_000;
    Nanos(((nanos + SAMPLE_RATE as i128 - 1) / SAMPLE_RATE as i128) as i64)
}

/// When the hand first does something.
fn first_movement(material: &Material<'_>) -> Option<TakeTime> {
    let mut rests = None;
    let mut inputs = material.inputs();
    inputs
        .find(|event| match event.what {
            Happening::Pointer { at, .. } => *rests.get_or_insert(at) != at,
            _ => true,
        })
        .map(|event| event.at)
}
