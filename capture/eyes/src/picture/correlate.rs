//! Correlation: exact at one place, in whole numbers, and of a whole plane by OpenCV.

use opencv::boxed_ref::BoxedRef;
use opencv::core::Mat;
use opencv::imgproc::{TM_CCOEFF_NORMED, match_template};
use opencv::prelude::MatTraitConstManual;

use super::grey::{Grey, View};

/// Windows whose samples differ less than this (standard deviation, in steps of luma) have nothing
/// to correlate.
const LEAST_DEVIATION: f64 = 1.0;

/// A needle with its sums.
pub(crate) struct Needle<'a> {
    luma: &'a Grey,
    mask: Option<&'a Grey>,
    count: u64,
    sum: u64,
    squares: u64,
}

/// How one window compares.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Likeness {
    /// Normalised correlation, -1 to 1; 0 where the window is flat.
    pub score: f64,
    /// The window's contrast in the needle's.
    pub gain: f64,
    /// The window's mean less the needle's, in steps of luma.
    pub lift: f64,
}

/// The correlation of every place, row by row.
pub(crate) struct Scores {
    pub width: usize,
    pub height: usize,
    pub values: Vec<f32>,
}

impl<'a> Needle<'a> {
    /// `luma` is 0 wherever `mask` is.
    pub fn new(luma: &'a Grey, mask: Option<&'a Grey>) -> Needle<'a> {
        let squares = luma.samples.iter().map(|s| *s as u64 * *s as u64).sum();
        let count = match mask {
            Some(mask) => mask.samples.iter().filter(|sample| **sample != 0).count(),
            None => luma.samples.len(),
        };
        let sum = luma.samples.iter().map(|sample| *sample as u64).sum();
        Needle {
            luma,
            mask,
            count: count as u64,
            sum,
            squares,
        }
    }

    /// Its width and height.
    pub fn size(&self) -> (usize, usize) {
        (self.luma.width, self.luma.height)
    }

    /// Variance of its samples.
    pub fn variance(&self) -> f64 {
        variance(self.count, self.sum, self.squares)
    }

    /// Compares with the window of the needle's size whose first sample is at a place.
    pub fn at(&self, plane: View, x: usize, y: usize) -> Likeness {
        let window = plane.part(x, y, self.luma.width, self.luma.height);
        let (mut sum, mut squares, mut product) = (0_u64, 0_u64, 0_u64);
        for row in 0..self.luma.height {
            let needle = &self.luma.samples[row * self.luma.width..][..self.luma.width];
            let sums = match self.mask {
                None => row_sums(window.row(row), needle),
                Some(mask) => {
                    let mask = &mask.samples[row * mask.width..][..mask.width];
                    masked_row_sums(window.row(row), needle, mask)
                }
            };
            sum += sums[0] as u64;
            squares += sums[1] as u64;
            product += sums[2] as u64;
        }
        self.likeness(sum, squares, product)
    }

    fn likeness(&self, sum: u64, squares: u64, product: u64) -> Likeness {
        let count = self.count as f64;
        let lift = (sum as f64 - self.sum as f64) / count;
        let (own, other) = (self.variance(), variance(self.count, sum, squares));
        if other < LEAST_DEVIATION * LEAST_DEVIATION || own <= 0.0 {
            return Likeness {
                score: 0.0,
                gain: 0.0,
                lift,
            };
        }
        let common = product as f64 / count - (self.sum as f64 / count) * (sum as f64 / count);
        Likeness {
            score: common / libm::sqrt(own * other),
            gain: libm::sqrt(other / own),
            lift,
        }
    }
}

fn variance(count: u64, sum: u64, squares: u64) -> f64 {
    let scaled = count as i128 * squares as i128 - sum as i128 * sum as i128;
    scaled as f64 / (count as f64 * count as f64)
}

/// Sum, sum of squares, and sum of products with the needle. A row of 16,384 fits.
fn row_sums(window: &[u8], needle: &[u8]) -> [u32; 3] {
    let mut sums = [0_u32; 3];
    for (sample, needle) in window.iter().zip(needle) {
        let (sample, needle) = (*sample as u32, *needle as u32);
        sums[0] += sample;
        sums[1] += sample * sample;
        sums[2] += sample * needle;
    }
    sums
}

fn masked_row_sums(window: &[u8], needle: &[u8], mask: &[u8]) -> [u32; 3] {
    let mut sums = [0_u32; 3];
    for ((sample, needle), mask) in window.iter().zip(needle).zip(mask) {
        let (sample, needle) = ((sample & mask) as u32, *needle as u32);
        sums[0] += sample;
        sums[1] += sample * sample;
        sums[2] += sample * needle;
    }
    sums
}

/// Correlates at every place at once. What OpenCV cannot judge (flat windows) is 0. The needle is
/// not larger than the plane.
pub(crate) fn everywhere(
    plane: View,
    needle: &Grey,
    mask: Option<&Grey>,
) -> Result<Scores, opencv::Error> {
    let copy;
    let whole = match plane.stride == plane.width {
        true => &plane.samples[..plane.width * plane.height],
        false => {
            copy = plane.shrunk(1);
            &copy.samples
        }
    };
    let image = borrowed(whole, plane.width, plane.height)?;
    let template = borrowed(&needle.samples, needle.width, needle.height)?;
    let mut result = Mat::default();
    match mask {
        Some(mask) => {
            let mask = borrowed(&mask.samples, mask.width, mask.height)?;
            match_template(&image, &template, &mut result, TM_CCOEFF_NORMED, &mask)?;
        }
        None => {
            let none = Mat::default();
            match_template(&image, &template, &mut result, TM_CCOEFF_NORMED, &none)?;
        }
    }
    let sane = |value: &f32| {
        if value.is_finite() {
            value.clamp(-1.0, 1.0)
        } else {
            0.0
        }
    };
    Ok(Scores {
        width: plane.width - needle.width + 1,
        height: plane.height - needle.height + 1,
        values: result.data_typed::<f32>()?.iter().map(sane).collect(),
    })
}

/// Samples as OpenCV sees them, without a copy.
fn borrowed(
    samples: &[u8],
    width: usize,
    height: usize,
) -> Result<BoxedRef<'_, Mat>, opencv::Error> {
    Mat::new_rows_cols_with_bytes::<u8>(height as i32, width as i32, samples)
}
