//! Where a picture can be held without looking frozen: where nothing moves anyway.

use demoreel_primitives::event::{Event, Happening};
use demoreel_primitives::filmed::Film;
use demoreel_primitives::time::{Nanos, TakeTime};

use crate::material::Material;
use crate::pace::{ANSWER_WITHIN, STILL_FOR, STILL_WITHIN};

/// A change of less than this part of the picture, such as a blinking caret, is no movement.
const BLINK: f64 = 0.0005;

/// The best moment to hold the picture that a step leaves behind at `from`; never past `limit`.
/// A page's answer to a click is let come in before the picture stops, even if the hand is
/// already setting out again.
pub fn settle(material: &Material<'_>, from: TakeTime, limit: TakeTime) -> TakeTime {
    let within = limit.min(from + STILL_WITHIN);
    let hand_rests = next_input(material, from).unwrap_or(limit).min(within);
    let changes = changes(material.film, from, within + STILL_FOR);
    let still = first_still(from, hand_rests, &changes);
    if still.is_some_and(|at| !answer_is_due(material, at, &changes)) {
        return still.unwrap_or(from);
    }
    let answered = first_still(from, within.min(from + ANSWER_WITHIN), &changes)
        .filter(|at| !answer_is_due(material, *at, &changes));
    answered.or(still).unwrap_or(from)
}

/// The first moment from which no change comes for a while.
fn first_still(from: TakeTime, limit: TakeTime, changes: &[TakeTime]) -> Option<TakeTime> {
    let candidates = std::iter::once(from).chain(changes.iter().copied());
    candidates.filter(|at| *at <= limit).find(|at| {
        let next = changes.iter().find(|change| *change > at);
        next.is_none_or(|change| *change - *at > STILL_FOR)
    })
}

/// Whether a click just before is answered only after this moment.
fn answer_is_due(material: &Material<'_>, at: TakeTime, changes: &[TakeTime]) -> bool {
    let clicked = material.inputs().any(|event| {
        let ago = at - event.at;
        is_press(event) && ago >= Nanos::ZERO && ago <= ANSWER_WITHIN
    });
    clicked
        && changes
            .iter()
            .any(|change| *change > at && *change - at <= ANSWER_WITHIN)
}

fn is_press(event: &Event) -> bool {
    match event.what {
        Happening::Button { down, .. } => down,
        Happening::Key { .. } => true,
        _ => false,
    }
}

fn next_input(material: &Material<'_>, after: TakeTime) -> Option<TakeTime> {
    let mut later = material.inputs().map(|event| event.at);
    later.find(|at| *at > after)
}

/// When the picture visibly changes between two moments.
pub fn changes(film: &Film, from: TakeTime, to: TakeTime) -> Vec<TakeTime> {
    let whole = film.size.to_f64().area();
    let pictures = film.pictures.iter();
    pictures
        .filter(|picture| picture.at > from && picture.at <= to)
        .filter(|picture| {
            let changed: f64 = picture.damage.iter().map(|area| area.to_f64().area()).sum();
            changed > whole * BLINK
        })
        .map(|picture| picture.at)
        .collect()
}
