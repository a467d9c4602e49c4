//! Shadows. A blurred upright rectangle is the product of two blurred edges, so a shadow is one
//! table along x and one along y. Darkening works on signed samples counted from black; where
//! there is no shadow it changes nothing, not even by rounding.

use demoreel_primitives::picture::Plane;
use demoreel_primitives::plan::Shadow;
use demoreel_primitives::space::CanvasRect;

use super::{Brush, FINE_BITS};
use crate::area::Area;
use crate::resample::Kernel;

/// How many standard deviations a shadow reaches; past them it is under 1/500 of a step.
const REACH: f64 = 3.6;
/// Entries of the bell's table for one standard deviation.
const FINENESS: f64 = 256.0;

/// The integral of the normal distribution, tabled.
pub struct Bell(Vec<f64>);

impl Bell {
    /// Makes the table.
    pub fn new() -> Bell {
        let last = (2.0 * REACH * FINENESS) as usize;
        let entry = |index: usize| {
            let place = index as f64 / FINENESS - REACH;
            0.5 * (1.0 + libm::erf(place * std::f64::consts::FRAC_1_SQRT_2))
        };
        let (low, high) = (entry(0), entry(last));
        // Stretched to end at 0 and 1 exactly, so that a shadow ends without an edge.
        Bell(
            (0..=last)
                .map(|index| (entry(index) - low) / (high - low))
                .collect(),
        )
    }

    /// From 0 at minus infinity to 1; `place` in standard deviations.
    fn at(&self, place: f64) -> f64 {
        let place = (place + REACH) * FINENESS;
        if place <= 0.0 {
            return 0.0;
        }
        let index = place as usize;
        match self.0.get(index..index + 2) {
            Some(pair) => pair[0] + (pair[1] - pair[0]) * (place - index as f64),
            None => 1.0,
        }
    }
}

/// A shadow's two tables for each kind of plane, with 15 fraction bits.
pub struct ShadowTables {
    across: [Vec<i16>; 2],
    down: [Vec<i16>; 2],
}

impl ShadowTables {
    /// The shadow of a card on a canvas of this size.
    pub fn new(bell: &Bell, card: CanvasRect, shadow: Shadow, canvas: Area) -> ShadowTables {
        let sigma = shadow.blur.max(0.3);
        let edge = |from: f64, to: f64, place: f64| {
            bell.at((place - from) / sigma) - bell.at((place - to) / sigma)
        };
        let across = |column: f64| edge(card.min_x(), card.max_x(), column);
        let top = card.min_y() + shadow.drop;
        let down = |row: f64| shadow.opacity * edge(top, top + card.height(), row);
        let (width, height) = (canvas.width() as usize, canvas.height() as usize);
        ShadowTables {
            across: [
                table(width, |x| across(x + 0.5)),
                table(width / 2, |x| across(2.0 * x + 0.5)),
            ],
            down: [
                table(height, |y| down(y + 0.5)),
                table(height / 2, |y| down(2.0 * y + 1.0)),
            ],
        }
    }

    /// Where a card's shadow can be seen.
    pub fn reach(card: CanvasRect, shadow: Shadow) -> CanvasRect {
        let far = REACH * shadow.blur.max(0.3);
        card.translate(euclid::vec2(0.0, shadow.drop))
            .inflate(far, far)
    }
}

fn table(len: usize, value: impl Fn(f64) -> f64) -> Vec<i16> {
    let fixed = |index: usize| (value(index as f64).clamp(0.0, 1.0) * 32767.0 + 0.5) as i16;
    (0..len).map(fixed).collect()
}

/// What a row is made from.
#[derive(Clone, Copy)]
pub enum Under<'a> {
    /// The ground's fine samples, one for each of the row's.
    Fine(&'a [i16]),
    /// What is in the row already.
    Painted,
}

/// Shades part of one row, which begins at `column`.
pub fn row(brush: &Brush<'_>, row: i32, column: i32, under: Under<'_>, out: &mut [u8]) {
    let kind = usize::from(brush.plane != Plane::Y);
    // The planes' dithers are shifted against each other, so that their errors do not add up.
    let shift = brush.plane as usize;
    let noise = brush
        .noise
        .row(row as usize + 11 * shift, column as usize + 7 * shift);
    let black = if kind == 0 { 16 } else { 128 };
    let shadow = brush.shadow.map(|tables| {
        let begin = column as usize;
        let across = &tables.across[kind][begin..begin + out.len()];
        (across, tables.down[kind][row as usize])
    });
    let shadow = shadow.filter(|(_, strength)| *strength != 0);
    let stroke = Stroke {
        noise,
        black,
        shadow,
    };
    match brush.kernel {
        Kernel::Portable => stroke.run(under, out),
        #[cfg(target_arch = "x86_64")]
        // SAFETY: this kernel is only chosen where AVX2 was detected.
        Kernel::Avx2 => unsafe { stroke.run_avx2(under, out) },
    }
}

/// One row's constants.
struct Stroke<'a> {
    noise: &'a [i16],
    black: i16,
    shadow: Option<(&'a [i16], i16)>,
}

impl Stroke<'_> {
    /// The same code as [`Stroke::run`], compiled for AVX2.
    #[cfg(target_arch = "x86_64")]
    #[target_feature(enable = "avx2")]
    fn run_avx2(&self, under: Under<'_>, out: &mut [u8]) {
        self.run(under, out);
    }

    #[inline(always)]
    fn run(&self, under: Under<'_>, out: &mut [u8]) {
        let black = self.black;
        let whole = |fine: i16, noise: i16| ((fine + noise) >> FINE_BITS).wrapping_add(black) as u8;
        let noise = self.noise;
        match (under, self.shadow) {
            (Under::Fine(fine), None) => {
                for ((out, fine), noise) in out.iter_mut().zip(fine).zip(noise) {
                    *out = whole(*fine, *noise);
                }
            }
            (Under::Fine(fine), Some((across, strength))) => {
                let samples = fine.iter().zip(across);
                for ((out, (fine, across)), noise) in out.iter_mut().zip(samples).zip(noise) {
                    *out = whole(shaded(*fine, *across, strength), *noise);
                }
            }
            (Under::Painted, Some((across, strength))) => {
                for ((out, across), noise) in out.iter_mut().zip(across).zip(noise) {
                    let fine = (*out as i16 - black) << FINE_BITS;
                    *out = whole(shaded(fine, *across, strength), *noise);
                }
            }
            // Without a shadow it stays as it is, dither or not.
            (Under::Painted, None) => {}
        }
    }
}

#[inline(always)]
fn shaded(fine: i16, across: i16, strength: i16) -> i16 {
    fine - scaled(fine, scaled(across, strength))
}

/// A product of which one factor has 15 fraction bits, rounded.
#[inline(always)]
fn scaled(value: i16, factor: i16) -> i16 {
    ((((value as i32 * factor as i32) >> 14) + 1) >> 1) as i16
}
