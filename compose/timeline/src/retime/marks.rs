//! Speed and cut marks: the take as pieces that are played, each at its own speed.

use demoreel_primitives::plan::{EffectKind, Extent};
use demoreel_primitives::time::{Nanos, TakeTime};

use super::moments::Moments;
use crate::material::Material;

/// A stretch of the take that is played. Half open, never empty.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Piece {
    pub from: TakeTime,
    pub to: TakeTime,
    /// Above 0; 2 plays twice as fast.
    pub factor: f64,
}

impl Piece {
    /// Reel time from its beginning to a moment inside it.
    pub fn reel_until(&self, at: TakeTime) -> Nanos {
        Nanos(libm::round((at - self.from).0 as f64 / self.factor) as i64)
    }
}

/// One mark on the take's clock; a cut has no factor.
struct Mark {
    from: TakeTime,
    to: TakeTime,
    factor: Option<f64>,
}

/// The pieces in order. Factors of marks that overlap multiply; a cut wins over all.
pub fn pieces(material: &Material<'_>, moments: &Moments) -> Vec<Piece> {
    let marks = marks(material, moments);
    let mut edges: Vec<_> = marks.iter().flat_map(|mark| [mark.from, mark.to]).collect();
    edges.extend([TakeTime::ZERO, material.end()]);
    edges.sort();
    edges.dedup();
    let spans = edges.windows(2).map(|edge| (edge[0], edge[1]));
    spans
        .filter_map(|(from, to)| {
            let over = || {
                marks
                    .iter()
                    .filter(|mark| mark.from <= from && to <= mark.to)
            };
            let factor = over().try_fold(1.0, |all, mark| Some(all * mark.factor?))?;
            Some(Piece { from, to, factor })
        })
        .collect()
}

fn marks(material: &Material<'_>, moments: &Moments) -> Vec<Mark> {
    let effects = material.look.effects.iter();
    effects
        .filter_map(|effect| {
            let factor = match effect.kind {
                EffectKind::Speed { factor } => Some(factor),
                EffectKind::Cut => None,
                _ => return None,
            };
            let Extent::Until(until) = effect.until else {
                return None;
            };
            let (from, to) = (moments.take(effect.from), moments.mark_end(until));
            (from < to).then_some(Mark { from, to, factor })
        })
        .collect()
}
