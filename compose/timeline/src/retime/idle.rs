//! Idle time: stretches of the take in which nothing visibly changes, the hand rests, and nobody
//! asked for a pause. The style says whether they stay, are left out, or are played faster.

use demoreel_primitives::plan::{Action, Waiting};
use demoreel_primitives::time::{Nanos, TakeTime};

use super::marks::Piece;
use super::stillness::changes;
use crate::material::Material;

/// The pieces with idle time shortened. What a mark has sped up or slowed down is left as its
/// author wanted it.
pub fn shorten(material: &Material<'_>, pieces: Vec<Piece>) -> Vec<Piece> {
    let (over, factor) = match material.style.waiting {
        Waiting::Keep => return pieces,
        Waiting::Cut { over } => (over, None),
        Waiting::Speedup { over, factor } => (over, Some(factor)),
    };
    let busy = busy(material);
    let shortened = pieces.into_iter().flat_map(|piece| match piece.factor {
        1.0 => shorter(piece, &busy, over, factor),
        _ => vec![piece],
    });
    shortened.collect()
}

/// One piece as what is played of it. Half of what stays is seen after the last thing that
/// happened, half before the next.
fn shorter(
    piece: Piece,
    busy: &[(TakeTime, TakeTime)],
    over: Nanos,
    factor: Option<f64>,
) -> Vec<Piece> {
    let mut all = Vec::new();
    let mut from = piece.from;
    for (last, next) in idle(piece, busy) {
        if next - last <= over {
            continue;
        }
        let (begin, end) = (last + Nanos(over.0 / 2), next - Nanos(over.0 - over.0 / 2));
        all.push(Piece {
            from,
            to: begin,
            factor: piece.factor,
        });
        all.extend(factor.map(|factor| Piece {
            from: begin,
            to: end,
            factor,
        }));
        from = end;
    }
    all.push(Piece { from, ..piece });
    all.retain(|piece| piece.from < piece.to);
    all
}

/// The gaps between what happens in a piece.
pub fn idle(piece: Piece, busy: &[(TakeTime, TakeTime)]) -> Vec<(TakeTime, TakeTime)> {
    let mut gaps = Vec::new();
    let mut last = piece.from;
    for (from, to) in busy {
        if *to <= piece.from || *from >= piece.to {
            continue;
        }
        if *from > last {
            gaps.push((last, *from));
        }
        last = last.max(*to);
    }
    if last < piece.to {
        gaps.push((last, piece.to));
    }
    gaps
}

/// When something happens, in order: the picture changes, the hand moves, the script waits.
pub fn busy(material: &Material<'_>) -> Vec<(TakeTime, TakeTime)> {
    let seen = changes(material.film, TakeTime::ZERO, material.end());
    let hand = material.inputs().map(|event| event.at);
    let mut busy: Vec<_> = seen.into_iter().chain(hand).map(|at| (at, at)).collect();
    let waits = material.act.steps.iter();
    let waits = waits.filter(|step| matches!(step.action, Action::Wait { .. }));
    busy.extend(waits.filter_map(|step| material.filmed.step_times(&step.id)));
    busy.sort();
    busy
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::*;
    use demoreel_primitives::plan::{EffectKind, Extent};

    /// Ten seconds in which the page changes at two and at nine.
    fn stage(waiting: Waiting) -> Stage {
        let mut stage = Stage::new(10_000, &[2000, 9000, 10_000]);
        stage.changes = vec![2000, 9000];
        stage.output.styles[0].waiting = waiting;
        stage
    }

    fn played(stage: &Stage, waits: bool) -> Vec<(i64, i64, f64)> {
        let action = |index: usize| match (index, waits) {
            (1, true) => Action::Wait {
                length: Nanos::ZERO,
            },
            _ => Action::Press {
                chords: Vec::new(),
                pace: None,
            },
        };
        stage.examine_doing(action, |material| {
            let moments = super::super::moments::Moments::of(material).expect("all is filmed");
            let pieces = shorten(material, super::super::marks::pieces(material, &moments));
            let millis = |at: TakeTime| Nanos(at.0).as_millis();
            pieces
                .iter()
                .map(|piece| (millis(piece.from), millis(piece.to), piece.factor))
                .collect()
        })
    }

    const TWO: Nanos = Nanos::from_secs(2);

    #[test]
    fn what_is_idle_for_longer_is_left_out() {
        let stage = stage(Waiting::Cut { over: TWO });
        assert_eq!(played(&stage, false), [(0, 3000, 1.0), (8000, 10_000, 1.0)]);
    }

    #[test]
    fn or_played_faster_between_two_halves_that_stay() {
        let factor = 4.0;
        let stage = stage(Waiting::Speedup { over: TWO, factor });
        let all = [(0, 3000, 1.0), (3000, 8000, 4.0), (8000, 10_000, 1.0)];
        assert_eq!(played(&stage, false), all);
    }

    #[test]
    fn it_stays_where_nobody_asks() {
        assert_eq!(played(&stage(Waiting::Keep), false), [(0, 10_000, 1.0)]);
    }

    #[test]
    fn a_wait_of_the_script_is_no_idle_time() {
        let stage = stage(Waiting::Cut { over: TWO });
        assert_eq!(played(&stage, true), [(0, 10_000, 1.0)]);
    }

    #[test]
    fn a_hand_that_moves_is_not_idle_and_a_caret_that_blinks_is() {
        let mut moved = stage(Waiting::Cut { over: TWO });
        moved.events = vec![pointer(5500, 1.0, 1.0)];
        let all = [(0, 3000, 1.0), (4500, 6500, 1.0), (8000, 10_000, 1.0)];
        assert_eq!(played(&moved, false), all);
        let mut blinks = stage(Waiting::Cut { over: TWO });
        blinks.blinks = vec![5500];
        assert_eq!(
            played(&blinks, false),
            [(0, 3000, 1.0), (8000, 10_000, 1.0)]
        );
    }

    #[test]
    fn a_mark_holds_over_it() {
        let mut stage = stage(Waiting::Cut { over: TWO });
        let until = Extent::Until(moment(2, 1));
        stage.effects = vec![(moment(1, 0), until, EffectKind::Speed { factor: 2.0 })];
        let all = [(0, 2000, 1.0), (2000, 9000, 2.0), (9000, 10_000, 1.0)];
        assert_eq!(played(&stage, false), all);
    }
}
