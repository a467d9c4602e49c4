//! A value for every frame, kept as the frames at which it changes.

use serde::{Deserialize, Serialize};

/// A step function of the frame's number. The first entry stands at frame 0; entries are in
/// order of frames, and neighbours differ.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Track<T>(Vec<(u64, T)>);

impl<T: Clone + PartialEq> Track<T> {
    /// The same value at every frame.
    pub fn constant(value: T) -> Track<T> {
        Track(vec![(0, value)])
    }

    /// Samples a function at each of `frames` frames (at least one).
    pub fn sample(frames: u64, mut value: impl FnMut(u64) -> T) -> Track<T> {
        let mut track = Track::constant(value(0));
        for frame in 1..frames {
            track.set(frame, value(frame));
        }
        track
    }

    /// From `frame` on the value is this one. Frames are set in ascending order: what was set
    /// later than `frame` is dropped.
    pub fn set(&mut self, frame: u64, value: T) {
        let keep = self.0.partition_point(|(start, _)| *start < frame).max(1);
        if frame == 0 {
            self.0.clear();
        } else {
            self.0.truncate(keep);
        }
        if self.0.last().is_none_or(|(_, last)| *last != value) {
            self.0.push((frame, value));
        }
    }

    /// The value at a frame.
    pub fn at(&self, frame: u64) -> &T {
        let after = self.0.partition_point(|(start, _)| *start <= frame);
        &self.0[after.max(1) - 1].1
    }

    /// The frames at which the value changes, with the new value; the first is frame 0.
    pub fn changes(&self) -> &[(u64, T)] {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use super::Track;

    #[test]
    fn a_track_gives_back_what_was_sampled_and_keeps_changes_only() {
        let track = Track::sample(10, |frame| frame / 4);
        assert_eq!(
            (0..10).map(|f| *track.at(f)).collect::<Vec<_>>(),
            [0, 0, 0, 0, 1, 1, 1, 1, 2, 2]
        );
        assert_eq!(track.changes(), [(0, 0), (4, 1), (8, 2)]);
        assert_eq!(*track.at(1000), 2);
    }

    #[test]
    fn setting_an_earlier_frame_drops_what_came_later() {
        let mut track = Track::sample(10, |frame| frame);
        track.set(3, 99);
        assert_eq!(*track.at(9), 99);
        track.set(0, 7);
        assert_eq!(track.changes(), [(0, 7)]);
    }
}
