//! What resampling must be: exact on flat areas, near the true curve, the same from every kernel.

use super::*;

/// A sequence that looks random and is the same everywhere.
struct Dice(u64);

impl Dice {
    fn roll(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }

    fn part(&mut self) -> f64 {
        (self.roll() >> 11) as f64 / (1_u64 << 53) as f64
    }
}

/// Kernels to compare: where there is only the portable one, tests compare it with itself.
fn kernels() -> [Kernel; 2] {
    [Kernel::Portable, Kernel::best()]
}

fn resampled(kernel: Kernel, source: &[u8], size: (usize, usize), tables: &Tables) -> Vec<Vec<u8>> {
    let source = Source {
        samples: source,
        width: size.0,
        height: size.1,
    };
    let mut space = Workspace::default();
    let (columns, rows) = (tables.columns(), tables.rows());
    let mut resampling = Resampling::new(kernel, source, tables, &mut space, columns.clone());
    rows.map(|row| {
        let mut out = vec![0; columns.len()];
        resampling.row(row, columns.start, &mut out);
        out
    })
    .collect()
}

/// Tables that bring a source to `scale` times its size, moved by `shift`, a little cut.
fn tables(size: (usize, usize), scale: f64, shift: f64) -> Tables {
    let map = Map {
        step: 1.0 / scale,
        offset: (0.5 - shift) / scale - 0.5,
    };
    let range = |side: usize| 0..(side as f64 * scale + shift) as i32 + 2;
    Tables::new(
        Axis::new(map, range(size.0)),
        Axis::new(map, range(size.1)),
        size.0,
    )
}

const SCALES: [f64; 12] = [
    0.2, 0.24, 0.37, 0.5, 0.6, 0.93, 1.0, 1.03, 1.5, 2.2, 3.1, 4.0,
];

#[test]
fn all_kernels_give_the_same_bytes() {
    let mut dice = Dice(7);
    for scale in SCALES {
        for size in [(97, 61), (16, 16), (15, 9), (1, 1), (40, 3)] {
            let source: Vec<u8> = (0..size.0 * size.1).map(|_| dice.roll() as u8).collect();
            let tables = tables(size, scale, dice.part() * 3.0 - 1.0);
            let [one, other] = kernels().map(|kernel| resampled(kernel, &source, size, &tables));
            assert_eq!(one, other, "scale {scale}, size {size:?}");
        }
    }
}

#[test]
fn flat_areas_stay_flat_whatever_their_brightness() {
    let mut dice = Dice(3);
    for scale in SCALES {
        for value in [0, 1, 16, 127, 128, 235, 254, 255] {
            let tables = tables((70, 40), scale, dice.part());
            for kernel in kernels() {
                let rows = resampled(kernel, &vec![value; 70 * 40], (70, 40), &tables);
                let other = rows.iter().flatten().find(|sample| **sample != value);
                assert_eq!(other, None, "{value} at scale {scale} with {kernel:?}");
            }
        }
    }
}

#[test]
fn at_its_own_size_nothing_changes() {
    let mut dice = Dice(11);
    let source: Vec<u8> = (0..64 * 32).map(|_| dice.roll() as u8).collect();
    let rows = resampled(
        Kernel::best(),
        &source,
        (64, 32),
        &tables((64, 32), 1.0, 0.0),
    );
    for (row, line) in source.chunks(64).enumerate() {
        assert_eq!(rows[row][..64], *line, "row {row}");
    }
}

#[test]
fn samples_lie_on_the_true_curve() {
    let mut dice = Dice(5);
    let size = (53, 37);
    let source: Vec<u8> = (0..size.0 * size.1)
        .map(|_| 60 + dice.roll() as u8 % 130)
        .collect();
    for scale in SCALES {
        let shift = dice.part();
        let rows = resampled(Kernel::best(), &source, size, &tables(size, scale, shift));
        let mut error: f64 = 0.0;
        for (y, row) in rows.iter().enumerate() {
            for (x, sample) in row.iter().enumerate() {
                let place = |at: usize| (at as f64 + 0.5 - shift) / scale - 0.5;
                let wanted = exact(&source, size, scale, (place(x), place(y)));
                error = error.max((wanted.clamp(0.0, 255.0) - *sample as f64).abs());
            }
        }
        assert!(error < 0.6, "an error of {error} at scale {scale}");
    }
}

/// The curve in floating point, without tables.
fn exact(source: &[u8], size: (usize, usize), scale: f64, place: (f64, f64)) -> f64 {
    let stretch = (1.0 / scale).max(1.0);
    let curve = |x: f64| {
        let x = x.abs();
        match x {
            x if x < 1.0 => 1.5 * x * x * x - 2.5 * x * x + 1.0,
            x if x < 2.0 => -0.5 * x * x * x + 2.5 * x * x - 4.0 * x + 2.0,
            _ => 0.0,
        }
    };
    let near = |at: f64| at.floor() as i32 - 12..at.floor() as i32 + 14;
    let (mut sum, mut weights) = (0.0, 0.0);
    for y in near(place.1) {
        for x in near(place.0) {
            let weight =
                curve((x as f64 - place.0) / stretch) * curve((y as f64 - place.1) / stretch);
            let inside = (x.clamp(0, size.0 as i32 - 1), y.clamp(0, size.1 as i32 - 1));
            sum += weight * source[inside.1 as usize * size.0 + inside.0 as usize] as f64;
            weights += weight;
        }
    }
    sum / weights
}

#[test]
fn a_part_is_the_same_as_the_whole() {
    let mut dice = Dice(13);
    let size = (80, 50);
    let source: Vec<u8> = (0..size.0 * size.1).map(|_| dice.roll() as u8).collect();
    for scale in SCALES {
        let tables = tables(size, scale, 0.4);
        let whole = resampled(Kernel::best(), &source, size, &tables);
        let (columns, rows) = (tables.columns(), tables.rows());
        let (left, right) = (columns.end / 3, columns.end * 2 / 3);
        let plane = Source {
            samples: &source,
            width: size.0,
            height: size.1,
        };
        let mut space = Workspace::default();
        let mut part = Resampling::new(Kernel::best(), plane, &tables, &mut space, left..right);
        for row in rows.end / 3..rows.end {
            let mut out = vec![0; (right - left) as usize];
            part.row(row, left, &mut out);
            assert_eq!(
                out,
                whole[row as usize][left as usize..right as usize],
                "{scale}"
            );
        }
    }
}
