//! From the screen's pixels to the film's: BGRX to 4:2:0, BT.709, limited range, each sample
//! rounded to the nearest, chroma from the mean of its four pixels. Two ways that give equal
//! bytes: one with AVX2, one for every machine.

#[cfg(target_arch = "x86_64")]
mod avx2;

/// Fixed-point weights of blue, green and red, in units of 2^-15.
#[derive(Clone, Copy, Debug)]
struct Weights([i16; 3]);

const LUMA: Weights = Weights([2032, 20127, 5983]);
const BLUE: Weights = Weights([14392, -11094, -3298]);
const RED: Weights = Weights([-1320, -13072, 14392]);

/// Luma is offset by 16, chroma by 128; both are rounded.
const LUMA_BIAS: i32 = (16 << 15) + (1 << 14);
const CHROMA_BIAS: i32 = (128 << 17) + (1 << 16);

/// Two rows of pixels, four bytes each, and where their samples go. All of one even width.
#[derive(Debug)]
pub(super) struct RowPair<'a> {
    /// The upper and the lower row.
    pub pixels: [&'a [u8]; 2],
    /// Their luma.
    pub luma: [&'a mut [u8]; 2],
    /// Blue difference, half as many.
    pub blue: &'a mut [u8],
    /// Red difference, half as many.
    pub red: &'a mut [u8],
}

/// A way to convert, chosen once.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Converter {
    /// Works everywhere.
    Portable,
    /// For processors with AVX2.
    #[cfg(target_arch = "x86_64")]
    Avx2,
}

impl Converter {
    /// The fastest that this machine can run.
    pub(super) fn best() -> Converter {
        #[cfg(target_arch = "x86_64")]
        if std::arch::is_x86_feature_detected!("avx2") {
            return Converter::Avx2;
        }
        Converter::Portable
    }

    /// Converts two rows.
    pub(super) fn convert(self, rows: &mut RowPair<'_>) {
        let done = match self {
            Converter::Portable => 0,
            // SAFETY: `best` gives this only where the processor has AVX2.
            #[cfg(target_arch = "x86_64")]
            Converter::Avx2 => unsafe { avx2::convert(rows) },
        };
        convert_from(done, rows);
    }
}

/// Converts the pixels from this column on; even.
fn convert_from(first: usize, rows: &mut RowPair<'_>) {
    let width = rows.luma[0].len();
    for column in (first..width).step_by(2) {
        let mut sum = [0; 3];
        for row in 0..2 {
            for x in [column, column + 1] {
                let pixel = &rows.pixels[row][x * 4..x * 4 + 3];
                let pixel = [pixel[0], pixel[1], pixel[2]].map(i32::from);
                rows.luma[row][x] = ((LUMA.of(pixel) + LUMA_BIAS) >> 15) as u8;
                sum = [sum[0] + pixel[0], sum[1] + pixel[1], sum[2] + pixel[2]];
            }
        }
        rows.blue[column / 2] = ((BLUE.of(sum) + CHROMA_BIAS) >> 17) as u8;
        rows.red[column / 2] = ((RED.of(sum) + CHROMA_BIAS) >> 17) as u8;
    }
}

impl Weights {
    fn of(self, [blue, green, red]: [i32; 3]) -> i32 {
        let Weights(weights) = self;
        let [b, g, r] = weights.map(i32::from);
        blue * b + green * g + red * r
    }
}

#[cfg(test)]
mod tests {
    use demoreel_primitives::colour::yuv_from_rgb;

    use super::*;

    fn converted(converter: Converter, pixels: [&[u8]; 2]) -> [Vec<u8>; 4] {
        let width = pixels[0].len() / 4;
        let mut out = [width, width, width / 2, width / 2].map(|length| vec![0; length]);
        let [upper, lower, blue, red] = &mut out;
        converter.convert(&mut RowPair {
            pixels,
            luma: [upper, lower],
            blue,
            red,
        });
        out
    }

    /// Bytes without a pattern.
    fn noise(length: usize, seed: u32) -> Vec<u8> {
        let mut state = seed;
        let mut next = || {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (state >> 24) as u8
        };
        (0..length).map(|_| next()).collect()
    }

    #[test]
    fn both_ways_give_equal_bytes_at_every_width() {
        for width in (2..140).step_by(2) {
            let (upper, lower) = (noise(width * 4, 7), noise(width * 4, 99));
            let pixels = [upper.as_slice(), lower.as_slice()];
            assert_eq!(
                converted(Converter::best(), pixels),
                converted(Converter::Portable, pixels),
                "width {width}"
            );
        }
    }

    #[test]
    fn samples_are_the_nearest_to_the_exact_ones() {
        for step in 0..4096_u32 {
            let colour = [step & 15, step >> 4 & 15, step >> 8].map(|part| part as u8 * 17);
            let pixel = [colour[0], colour[1], colour[2], 0xff];
            let row = [pixel, pixel].concat();
            let [luma, _, blue, red] = converted(Converter::Portable, [&row, &row]);
            let [b, g, r] = colour.map(f64::from);
            let exact = yuv_from_rgb(r, g, b);
            for (got, exact) in [(luma[0], exact.y), (blue[0], exact.u), (red[0], exact.v)] {
                let error = (f64::from(got) - exact).abs();
                assert!(error < 0.52, "{colour:?}: {got} for {exact}");
            }
        }
    }

    #[test]
    fn chroma_is_the_mean_of_four_pixels() {
        let (black, blue) = ([0, 0, 0, 0], [255, 0, 0, 0]);
        let upper = [black, blue].concat();
        let lower = [black, black].concat();
        let [_, _, sample, _] = converted(Converter::best(), [&upper, &lower]);
        let exact = yuv_from_rgb(0.0, 0.0, 255.0 / 4.0).u;
        assert!((f64::from(sample[0]) - exact).abs() < 0.52);
    }
}
