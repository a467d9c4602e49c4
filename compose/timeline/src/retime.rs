//! Retiming: the map between the take's clock and a scene's frames. Marks shorten and stretch,
//! idle time is shortened where the style says so,
//! `for:` holds, speech makes room by holding still pictures where nothing moves. Speech itself
//! is never retimed.

mod clock;
mod fit;
mod idle;
mod marks;
mod moments;
mod room;
mod speaking;
mod stillness;

use demoreel_primitives::plan::{Effect, EffectId, Extent, Moment};
use demoreel_primitives::time::{FrameRate, Nanos, TakeTime};
use demoreel_primitives::timeline::Track;

use crate::error::TimelineError;
use crate::material::Material;
use clock::Clock;
use moments::Moments;
use room::{Order, Room};

/// A scene on the reel's clock. Frames and reel times count from the scene's first frame.
pub struct Retimed {
    /// How many frames the scene has; 1 or more.
    pub frames: u64,
    /// Every `say`, in order; they never overlap.
    pub said: Vec<Said>,
    rate: FrameRate,
    clock: Clock,
    moments: Moments,
    room: Room,
}

/// When one `say` is heard.
#[derive(Clone, Debug, PartialEq)]
pub struct Said {
    /// Which.
    pub effect: EffectId,
    /// The frame that its first sample belongs to.
    pub frame: u64,
}

/// The first pass.
pub fn retime(material: &Material<'_>) -> Result<Retimed, TimelineError> {
    let moments = Moments::of(material)?;
    let pieces = idle::shorten(material, marks::pieces(material, &moments));
    let pieces = fit::fitted(material, &moments, pieces);
    let (room, said) = speaking::make(material, &moments, pieces)?;
    let rate = material.output.rate;
    let clock = room.clock();
    Ok(Retimed {
        frames: rate.frames_covering(clock.length()).max(1),
        said,
        rate,
        clock,
        moments,
        room,
    })
}

impl Retimed {
    /// The moment of the take that a frame shows.
    pub fn take_at(&self, frame: u64) -> TakeTime {
        self.clock.take_at(self.rate.time_of(frame))
    }

    /// The first frame that shows the take as it is at this moment or later; none where the
    /// moment was cut.
    pub fn frame_of(&self, at: TakeTime) -> Option<u64> {
        let reel = self.clock.reel_of(at)?;
        Some(self.rate.frames_covering(reel).min(self.frames - 1))
    }

    /// As [`Retimed::frame_of`]; the end of the cut where the moment was cut.
    pub fn time_of(&self, at: TakeTime) -> Nanos {
        self.clock.reel_near(at)
    }

    /// When a moment of the take is shown, however it falls between frames, and how many times as
    /// fast as it happened; none where it was cut.
    pub fn heard_at(&self, at: TakeTime) -> Option<(Nanos, f64)> {
        Some((self.clock.reel_of(at)?, self.clock.pace_at(at)?))
    }

    /// When a frame is shown.
    pub fn shown(&self, frame: u64) -> Nanos {
        self.rate.time_of(frame)
    }

    /// How long the scene lasts.
    pub fn length(&self) -> Nanos {
        self.rate.time_of(self.frames)
    }

    /// The first frame at or after a time, within the scene.
    pub fn frame_at(&self, time: Nanos) -> u64 {
        self.rate.frames_covering(time).min(self.frames - 1)
    }

    /// Whether the frame does not follow from the one before: something was cut between them.
    pub fn jumps_at(&self, frame: u64) -> bool {
        frame > 0
            && self
                .clock
                .cut_between(self.rate.time_of(frame - 1), self.rate.time_of(frame))
    }

    /// When an effect begins.
    pub fn begin(&self, effect: &Effect) -> Nanos {
        self.room.reel(&self.moments, Order::begin(effect.from))
    }

    /// When an effect ends; the scene's end where it says nothing else.
    pub fn end(&self, effect: &Effect) -> Nanos {
        match effect.until {
            Extent::Hold(_) => self.room.reel(&self.moments, Order::held(effect.from)),
            Extent::Until(moment) if !self.moments.is_end(moment) => {
                self.room.reel(&self.moments, Order::begin(moment))
            }
            Extent::Until(_) | Extent::Words | Extent::Instant => self.length(),
        }
    }

    /// Whether an effect lasts until the scene's end.
    pub fn lasts(&self, effect: &Effect) -> bool {
        !matches!(effect.until, Extent::Hold(_)) && self.end(effect) >= self.length()
    }

    /// The moment of the take at which so many steps are done.
    pub fn step_end(&self, moment: Moment) -> TakeTime {
        self.moments.take(moment)
    }

    /// Take time of each frame.
    pub fn clock_track(&self) -> Track<TakeTime> {
        Track::sample(self.frames, |frame| self.take_at(frame))
    }
}

#[cfg(test)]
mod tests;
