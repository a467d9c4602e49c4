//! Film and speech of unequal length: the style says whether the film keeps its pace, follows the
//! words within bounds in which nobody notices, or gives up time in which nothing happens. Speech
//! itself is never changed, and neither is what a mark has sped up or slowed down. Where film is
//! still too short for its words, pictures are held as ever.

use demoreel_primitives::plan::{Effect, EffectKind, Extent, Fit};
use demoreel_primitives::time::{Nanos, TakeTime};

use super::idle;
use super::marks::Piece;
use super::moments::Moments;
use super::speaking::length_of;
use crate::material::Material;
use crate::pace;

/// How much slower and faster film may be played to last as long as its words.
const SLOWEST: f64 = 0.8;
const FASTEST: f64 = 1.5;
/// What stays of time in which nothing happens when film is trimmed.
const BEAT: Nanos = Nanos::from_millis(400);

/// A stretch of the take that lasts as long as words do.
struct Span {
    from: TakeTime,
    to: TakeTime,
    /// How long the words want it to be in the reel.
    wanted: Nanos,
}

/// The pieces as the style fits them to the words.
pub fn fitted(material: &Material<'_>, moments: &Moments, pieces: Vec<Piece>) -> Vec<Piece> {
    let change = match material.style.fit {
        Fit::Hold => return pieces,
        Fit::Stretch => stretched,
        Fit::Trim => trimmed,
    };
    let spans = spans(material, moments);
    let pieces = spans.iter().fold(pieces, |pieces, span| {
        divided(divided(pieces, span.from), span.to)
    });
    spans
        .iter()
        .fold(pieces, |pieces, span| change(material, span, pieces))
}

/// From each `say` to the end of its steps, or to the next one.
fn spans(material: &Material<'_>, moments: &Moments) -> Vec<Span> {
    let says = material.look.effects.iter();
    let says: Vec<&Effect> = says
        .filter(|effect| matches!(effect.kind, EffectKind::Say { .. }))
        .collect();
    let mut spans = Vec::new();
    for (index, effect) in says.iter().enumerate() {
        let Some(speech) = material.spoken(&effect.id) else {
            continue;
        };
        let from = moments.take(effect.from);
        let next = says.get(index + 1).map(|next| moments.take(next.from));
        let (to, pause) = match (effect.until, next) {
            (Extent::Until(until), _) if !moments.is_end(until) => {
                (moments.take(until), Nanos::ZERO)
            }
            (_, Some(next)) => (next, pace::BREATH),
            (_, None) => (material.end(), pace::SPEECH_TAIL),
        };
        let held = holds(material, moments, (from, to));
        let wanted = length_of(speech) + pause - held;
        if to > from && wanted > Nanos::ZERO {
            spans.push(Span { from, to, wanted });
        }
    }
    spans
}

/// The time that effects hold between two moments of the take.
fn holds(material: &Material<'_>, moments: &Moments, (from, to): (TakeTime, TakeTime)) -> Nanos {
    let effects = material.look.effects.iter();
    effects.fold(Nanos::ZERO, |sum, effect| match effect.until {
        Extent::Hold(length) if (from..to).contains(&moments.take(effect.from)) => sum + length,
        _ => sum,
    })
}

/// The pieces with an edge at a moment.
fn divided(pieces: Vec<Piece>, at: TakeTime) -> Vec<Piece> {
    let halves = pieces.into_iter().flat_map(|piece| {
        if piece.from < at && at < piece.to {
            vec![Piece { to: at, ..piece }, Piece { from: at, ..piece }]
        } else {
            vec![piece]
        }
    });
    halves.collect()
}

/// Reel time of what a span may change, and of what it may not.
fn lengths(span: &Span, pieces: &[Piece]) -> (Nanos, Nanos) {
    let inside = pieces.iter().filter(|piece| span.holds(piece));
    inside.fold((Nanos::ZERO, Nanos::ZERO), |(free, marked), piece| {
        let length = piece.reel_until(piece.to);
        if piece.factor == 1.0 {
            (free + length, marked)
        } else {
            (free, marked + length)
        }
    })
}

/// Plays a span slower or faster.
fn stretched(_: &Material<'_>, span: &Span, pieces: Vec<Piece>) -> Vec<Piece> {
    let (free, marked) = lengths(span, &pieces);
    let wanted = (span.wanted - marked).max(Nanos(1));
    let factor = free.as_secs_f64() / wanted.as_secs_f64();
    // Parts of a thousand say the same to every machine.
    let factor = libm::round(factor.clamp(SLOWEST, FASTEST) * 1000.0) / 1000.0;
    let play = pieces.into_iter().map(|piece| match piece.factor {
        1.0 if span.holds(&piece) => Piece { factor, ..piece },
        _ => piece,
    });
    play.collect()
}

/// Leaves out of a span what is idle, the longest first, until it is as long as its words.
fn trimmed(material: &Material<'_>, span: &Span, pieces: Vec<Piece>) -> Vec<Piece> {
    let (free, marked) = lengths(span, &pieces);
    let mut over = free + marked - span.wanted;
    let busy = idle::busy(material);
    let free = pieces
        .iter()
        .filter(|piece| span.holds(piece) && piece.factor == 1.0);
    let mut gaps: Vec<_> = free.flat_map(|piece| idle::idle(*piece, &busy)).collect();
    gaps.sort_by_key(|(last, next)| (*last - *next, *last));
    let mut cuts = Vec::new();
    for (last, next) in gaps {
        let cut = (next - last - BEAT).min(over);
        if cut > Nanos::ZERO {
            cuts.push((next - Nanos(BEAT.0 / 2) - cut, next - Nanos(BEAT.0 / 2)));
            over = over - cut;
        }
    }
    cuts.iter().fold(pieces, |pieces, (from, to)| {
        let mut pieces = divided(divided(pieces, *from), *to);
        pieces.retain(|piece| piece.to <= *from || *to <= piece.from);
        pieces
    })
}

impl Span {
    fn holds(&self, piece: &Piece) -> bool {
        self.from <= piece.from && piece.to <= self.to
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::*;
    use demoreel_primitives::timeline::Timeline;

    /// Twelve seconds in which the page changes at one, at four and at eleven, and somebody speaks
    /// for so long from the beginning.
    fn stage(fit: Fit, seconds: f64) -> Stage {
        let mut stage = Stage::new(12_000, &[1000, 4000, 11_000]);
        stage.changes = vec![1000, 4000, 11_000];
        stage.effects = vec![say(moment(0, 0), "Some words about it.")];
        stage.spoken = vec![seconds];
        stage.output.styles[0].fit = fit;
        stage
    }

    fn seconds(timeline: &Timeline) -> f64 {
        scene(timeline).frames as f64 / 60.0
    }

    /// Frames in which the film moves by so many milliseconds of the take.
    fn steps(timeline: &Timeline, millis: std::ops::Range<f64>) -> usize {
        let scene = scene(timeline);
        let step = |frame: u64| {
            let moved = scene.clock.at(frame).0 - scene.clock.at(frame - 1).0;
            moved as f64 / 1e6
        };
        let steps = (1..scene.frames).map(step);
        steps.filter(|step| millis.contains(step)).count()
    }

    #[test]
    fn film_that_is_held_keeps_its_pace_whatever_is_said() {
        for spoken in [4.0, 20.0] {
            let timeline = stage(Fit::Hold, spoken).build();
            let moving = steps(&timeline, 0.1..1000.0);
            assert_eq!(moving, steps(&timeline, 16.0..17.4), "{spoken}");
        }
    }

    #[test]
    fn film_that_is_stretched_lasts_as_long_as_its_words() {
        let wanted = |spoken: f64| 0.25 + spoken + 0.45;
        for spoken in [9.0, 11.0, 14.0] {
            let length = seconds(&stage(Fit::Stretch, spoken).build());
            assert!((length - wanted(spoken)).abs() < 0.06, "{spoken}: {length}");
        }
    }

    #[test]
    fn it_is_never_played_faster_than_half_as_fast_again_or_slower_than_four_fifths() {
        let fast = seconds(&stage(Fit::Stretch, 2.0).build());
        // The last step has ended at eleven seconds, and its result is seen for a while.
        assert!((fast - 0.25 - 11.0 / 1.5 - 0.8).abs() < 0.05, "{fast}");
        let slow = stage(Fit::Stretch, 30.0).build();
        assert!(
            steps(&slow, 13.0..13.7) > 880,
            "{}",
            steps(&slow, 13.0..13.7)
        );
        assert_eq!(steps(&slow, 14.0..100.0), 0);
        assert!(
            (seconds(&slow) - 30.7).abs() < 0.1,
            "pictures are held for the rest"
        );
    }

    #[test]
    fn what_a_mark_has_sped_up_stays_as_it_is() {
        let mut stage = stage(Fit::Stretch, 6.0);
        let until = Extent::Until(moment(3, 2));
        stage
            .effects
            .push((moment(2, 1), until, EffectKind::Speed { factor: 7.0 }));
        let timeline = stage.build();
        let marked = steps(&timeline, 115.0..118.0);
        // From four seconds to the end.
        assert!((67..=69).contains(&marked), "{marked} frames");
    }

    #[test]
    fn film_that_is_trimmed_loses_idle_time_alone_and_the_longest_first() {
        let mut stage = stage(Fit::Trim, 9.0);
        // Whatever the script itself waits for is not idle.
        stage.steps.truncate(1);
        let timeline = stage.build();
        assert!(
            (seconds(&timeline) - 9.7).abs() < 0.1,
            "{}",
            seconds(&timeline)
        );
        // Between the changes at four and at eleven seconds.
        let cut = (1..scene(&timeline).frames).find(|frame| {
            let clock = &scene(&timeline).clock;
            clock.at(*frame).0 - clock.at(frame - 1).0 > 1_000_000_000
        });
        let cut = scene(&timeline).clock.at(cut.unwrap()).0 as f64 / 1e9;
        assert!((4.0..11.0).contains(&cut), "{cut}");
        assert_eq!(steps(&timeline, 1000.0..9000.0), 1);
    }

    #[test]
    fn film_in_which_all_moves_cannot_be_trimmed() {
        let mut stage = stage(Fit::Trim, 3.0);
        stage.steps.truncate(1);
        stage.changes = (0..120).map(|index| index * 100).collect();
        assert!(seconds(&stage.build()) > 12.0);
    }
}
