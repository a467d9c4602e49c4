//! The dither's fixed pattern: a tile of blue noise, made by void and cluster (Ulichney 1993).
//! Neighbouring thresholds are as unlike as can be, so rounding leaves no step and no texture.

use super::FINE_BITS;

/// Side of the tile; a power of two.
const SIDE: usize = 32;
const CELLS: usize = SIDE * SIDE;
/// Width of the bell that says how crowded a place is.
const SIGMA: f64 = 1.5;

/// Thresholds of 0 to just below one 8-bit step, repeated over the canvas.
pub struct Noise {
    /// As long as any row of the canvas, whatever column it is read from.
    rows: Vec<Vec<i16>>,
}

impl Noise {
    /// Makes the tile, always the same one, and lays it out for rows of this width.
    pub fn new(width: usize) -> Noise {
        let ranks = void_and_cluster();
        let threshold = |cell: usize| ((ranks[cell] << FINE_BITS) / CELLS) as i16;
        let line = |row: usize| (0..width + SIDE).map(move |column| row * SIDE + column % SIDE);
        Noise {
            rows: (0..SIDE)
                .map(|row| line(row).map(threshold).collect())
                .collect(),
        }
    }

    /// The thresholds of a row from some column on, at least as many as the canvas has columns.
    pub fn row(&self, row: usize, column: usize) -> &[i16] {
        &self.rows[row % SIDE][column % SIDE..]
    }
}

/// How crowded each cell is, updated as points come and go.
struct Crowd {
    bell: Vec<f64>,
    energy: Vec<f64>,
    taken: Vec<bool>,
}

impl Crowd {
    fn new() -> Crowd {
        let distance = |cell: usize| cell.min(SIDE - cell) as f64;
        let bell = (0..CELLS).map(|cell| {
            let (x, y) = (distance(cell % SIDE), distance(cell / SIDE));
            libm::exp(-(x * x + y * y) / (2.0 * SIGMA * SIGMA))
        });
        Crowd {
            bell: bell.collect(),
            energy: vec![0.0; CELLS],
            taken: vec![false; CELLS],
        }
    }

    fn put(&mut self, cell: usize, taken: bool) {
        self.taken[cell] = taken;
        let sign = if taken { 1.0 } else { -1.0 };
        let (column, row) = (cell % SIDE, cell / SIDE);
        for other in 0..CELLS {
            let x = (other % SIDE + SIDE - column) % SIDE;
            let y = (other / SIDE + SIDE - row) % SIDE;
            self.energy[other] += sign * self.bell[y * SIDE + x];
        }
    }

    /// The taken cell with the most neighbours.
    fn cluster(&self) -> usize {
        self.best(true, |energy| energy)
    }

    /// The free cell with the fewest neighbours.
    fn void(&self) -> usize {
        self.best(false, |energy| -energy)
    }

    fn best(&self, taken: bool, score: impl Fn(f64) -> f64) -> usize {
        let mut best = (f64::NEG_INFINITY, 0);
        for cell in (0..CELLS).filter(|cell| self.taken[*cell] == taken) {
            if score(self.energy[cell]) > best.0 {
                best = (score(self.energy[cell]), cell);
            }
        }
        best.1
    }
}

/// The rank of each cell: the order in which a finer and finer even pattern takes them.
fn void_and_cluster() -> Vec<usize> {
    let mut crowd = first_pattern();
    let points = crowd.taken.iter().filter(|taken| **taken).count();
    let mut ranks = vec![0; CELLS];
    let start = crowd.taken.clone();
    for rank in (0..points).rev() {
        let cell = crowd.cluster();
        crowd.put(cell, false);
        ranks[cell] = rank;
    }
    for (cell, _) in start.iter().enumerate().filter(|(_, taken)| **taken) {
        crowd.put(cell, true);
    }
    for rank in points..CELLS {
        let cell = crowd.void();
        crowd.put(cell, true);
        ranks[cell] = rank;
    }
    ranks
}

/// An even pattern of a tenth of the cells: scattered ones, moved from clusters to voids.
fn first_pattern() -> Crowd {
    let mut crowd = Crowd::new();
    let mut state = 1_u32;
    while crowd.taken.iter().filter(|taken| **taken).count() < CELLS / 10 {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        let cell = (state >> 16) as usize % CELLS;
        if !crowd.taken[cell] {
            crowd.put(cell, true);
        }
    }
    loop {
        let cluster = crowd.cluster();
        crowd.put(cluster, false);
        let void = crowd.void();
        crowd.put(void, true);
        if void == cluster {
            return crowd;
        }
    }
}
