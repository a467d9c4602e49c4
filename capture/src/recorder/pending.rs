//! Damage that has been reported and not yet looked at.

use demoreel_primitives::space::FilmBox;
use demoreel_primitives::time::Nanos;

use super::merge::merged;
use crate::clock::MachineTime;

/// Reports that come this close together are parts of one picture. Pages paint at most every
/// 16.7 ms, and the reports of one painting come within a millisecond or two.
const TOGETHER: Nanos = Nanos::from_millis(4);

/// Areas are merged when there are so many, so that a wild client costs no memory.
const MANY: usize = 256;

/// What was damaged, and by how many pictures.
#[derive(Debug, Default)]
pub(super) struct Pending {
    areas: Vec<FilmBox>,
    pictures: u64,
    /// When the last of the pictures began.
    began: MachineTime,
}

impl Pending {
    /// Adds a report.
    pub(super) fn add(&mut self, area: FilmBox, at: MachineTime) {
        if self.pictures == 0 || at.since(self.began) > TOGETHER {
            self.pictures += 1;
            self.began = at;
        }
        self.areas.push(area);
        if self.areas.len() >= MANY {
            self.areas = merged(std::mem::take(&mut self.areas));
        }
    }

    /// When the last of the pictures began, if there is any.
    pub(super) fn began(&self) -> Option<MachineTime> {
        (self.pictures > 0).then_some(self.began)
    }

    /// How many pictures there were.
    pub(super) fn pictures(&self) -> u64 {
        self.pictures
    }

    /// Takes the areas, merged, and forgets everything.
    pub(super) fn take(&mut self) -> Vec<FilmBox> {
        let areas = std::mem::take(&mut self.areas);
        *self = Pending::default();
        merged(areas)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reports_of_one_moment_are_one_picture() {
        let area = |x: i32| FilmBox::new((x, 0).into(), (x + 10, 10).into());
        let at = |millis: i64| MachineTime(millis * 1_000_000);
        let mut pending = Pending::default();
        assert_eq!(pending.began(), None);
        for (x, millis) in [(0, 100), (500, 102), (900, 104)] {
            pending.add(area(x), at(millis));
        }
        assert_eq!((pending.pictures(), pending.began()), (1, Some(at(100))));
        pending.add(area(0), at(117));
        assert_eq!((pending.pictures(), pending.began()), (2, Some(at(117))));
        assert_eq!(pending.take().len(), 3);
        assert_eq!((pending.pictures(), pending.began()), (0, None));
    }
}
