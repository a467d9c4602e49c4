//! The finished map between reel time and take time of a scene.

use demoreel_primitives::time::{Nanos, TakeTime};

/// A stretch of the reel: played where it covers take time, held where it does not.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Span {
    pub reel: Nanos,
    /// Above 0.
    pub length: Nanos,
    pub take: TakeTime,
    /// 0 for a held picture.
    pub take_length: Nanos,
}

/// Spans in order and without gaps in reel time; take time never goes back, except that a held
/// picture may be the last one before a cut.
pub struct Clock {
    spans: Vec<Span>,
}

impl Clock {
    pub fn new(spans: Vec<Span>) -> Clock {
        Clock { spans }
    }

    /// How long the scene lasts before it is rounded to whole frames.
    pub fn length(&self) -> Nanos {
        self.spans
            .last()
            .map_or(Nanos::ZERO, |span| span.reel + span.length)
    }

    /// What is shown at a time. Past the end the last picture stays.
    pub fn take_at(&self, reel: Nanos) -> TakeTime {
        let after = self.spans.partition_point(|span| span.reel <= reel);
        let Some(span) = self.spans.get(after.max(1) - 1) else {
            return TakeTime::ZERO;
        };
        let inside = (reel - span.reel).0.clamp(0, span.length.0);
        // The last nanosecond belongs to what follows, which may have been cut.
        let inside = inside as i128 * span.take_length.0 as i128 / span.length.0 as i128;
        span.take + Nanos((inside as i64).min((span.take_length.0 - 1).max(0)))
    }

    /// The first time at which a moment of the take is shown; none where it was cut.
    pub fn reel_of(&self, at: TakeTime) -> Option<Nanos> {
        self.spans
            .iter()
            .find(|span| span.take <= at && at <= span.take + span.take_length)
            .map(|span| span.reel_of(at))
    }

    /// How many times as fast as it happened a moment of the take is shown; none where it was cut.
    pub fn pace_at(&self, at: TakeTime) -> Option<f64> {
        let mut spans = self.spans.iter();
        let span = spans.find(|span| span.take <= at && at < span.take + span.take_length)?;
        Some(span.take_length.0 as f64 / span.length.0 as f64)
    }

    /// As [`Clock::reel_of`], but a moment that was cut is shown where the cut ends.
    pub fn reel_near(&self, at: TakeTime) -> Nanos {
        self.reel_of(at).unwrap_or_else(|| {
            let later = self.spans.iter().find(|span| span.take >= at);
            later.map_or(self.length(), |span| span.reel)
        })
    }

    /// Whether take time jumps between two reel times.
    pub fn cut_between(&self, before: Nanos, after: Nanos) -> bool {
        self.spans.windows(2).any(|pair| {
            let jump = pair[1].take - (pair[0].take + pair[0].take_length);
            jump > Nanos(1) && before < pair[1].reel && pair[1].reel <= after
        })
    }
}

impl Span {
    /// Rounded up, so that the moment has come by then.
    fn reel_of(&self, at: TakeTime) -> Nanos {
        if self.take_length == Nanos::ZERO {
            return self.reel;
        }
        let scaled = (at - self.take).0 as i128 * self.length.0 as i128;
        let by = self.take_length.0 as i128;
        self.reel + Nanos(((scaled + by - 1) / by) as i64)
    }
}
