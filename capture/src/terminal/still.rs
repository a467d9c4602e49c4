//! Since when nothing has moved on a terminal. The cursor does not count: it blinks.

use std::ops::RangeInclusive;

use demoreel_primitives::plan::CellGrid;
use demoreel_primitives::space::SurfaceRect;
use demoreel_primitives::time::Nanos;
use demoreel_terminal::Screen;

use crate::clock::MachineTime;

/// The screen is compared no more often than this while it changes.
const APART: Nanos = Nanos::from_millis(16);

/// When each cell last changed, as far as anybody could see.
pub struct Stillness {
    begun: MachineTime,
    last: Option<Screen>,
    /// Row by row.
    changed: Vec<MachineTime>,
    seen: MachineTime,
    /// When something was written that has not been looked at.
    news: Option<MachineTime>,
}

impl Stillness {
    /// Nothing has ever moved.
    pub fn new(now: MachineTime) -> Stillness {
        Stillness {
            begun: now,
            last: None,
            changed: Vec::new(),
            seen: now,
            news: None,
        }
    }

    /// Something was written.
    pub fn note(&mut self, now: MachineTime) {
        self.news = Some(now);
    }

    /// Whether something was written since the screen was last looked at.
    pub fn is_behind(&self) -> bool {
        self.news.is_some()
    }

    /// Whether it is time for a look.
    pub fn is_due(&self, now: MachineTime) -> bool {
        self.is_behind() && now.since(self.seen) >= APART
    }

    /// Takes in the screen of now.
    pub fn see(&mut self, now: MachineTime, screen: Screen) {
        let when = self.news.take().unwrap_or(now);
        self.seen = now;
        let cells = usize::from(screen.columns) * screen.rows.len();
        match &self.last {
            Some(last) if self.changed.len() == cells && last.columns == screen.columns => {
                let columns = usize::from(screen.columns);
                for (row, (new, old)) in screen.rows.iter().zip(&last.rows).enumerate() {
                    let pairs = new.cells.iter().zip(&old.cells).enumerate();
                    for (column, _) in pairs.filter(|(_, (new, old))| new != old) {
                        self.changed[row * columns + column] = when;
                    }
                }
            }
            _ => self.changed = vec![when; cells],
        }
        self.last = Some(screen);
    }

    /// Since when an area has not changed; the whole screen where none is named.
    pub fn since(&self, grid: &CellGrid, area: Option<SurfaceRect>) -> MachineTime {
        let Some(last) = &self.last else {
            return self.begun;
        };
        let (rows, columns) = cells(grid, area);
        let width = usize::from(last.columns);
        let places = self.changed.iter().enumerate();
        let inside = places.filter(|(at, _)| {
            rows.contains(&((at / width) as u16)) && columns.contains(&((at % width) as u16))
        });
        let latest = inside.map(|(_, when)| *when).max();
        latest.unwrap_or(self.begun)
    }
}

fn cells(grid: &CellGrid, area: Option<SurfaceRect>) -> (RangeInclusive<u16>, RangeInclusive<u16>) {
    let Some(area) = area else {
        return (0..=u16::MAX, 0..=u16::MAX);
    };
    let first = grid.cell_at(area.origin);
    let last = grid.cell_at(area.max() - euclid::vec2(0.01, 0.01));
    (first.0..=last.0, first.1..=last.1)
}
