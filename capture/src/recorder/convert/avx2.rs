//! Sixteen pixels of two rows at a time.

use std::arch::x86_64::*;

use super::{BLUE, CHROMA_BIAS, LUMA, LUMA_BIAS, RED, RowPair, Weights};

/// Pixels in one step.
const STEP: usize = 16;

/// Converts as many whole steps as there are, and says how many pixels that was.
#[target_feature(enable = "avx2")]
pub(super) fn convert(rows: &mut RowPair<'_>) -> usize {
    let width = rows.luma[0].len();
    let whole = width - width % STEP;
    for column in (0..whole).step_by(STEP) {
        let upper = Pixels::load(&rows.pixels[0][column * 4..]);
        let lower = Pixels::load(&rows.pixels[1][column * 4..]);
        store(upper.luma(), &mut rows.luma[0][column..]);
        store(lower.luma(), &mut rows.luma[1][column..]);
        let sums = upper.sums(&lower);
        let chroma = chroma(sums, BLUE, RED);
        store_half(chroma, &mut rows.blue[column / 2..]);
        let red = _mm_unpackhi_epi64(chroma, chroma);
        store_half(red, &mut rows.red[column / 2..]);
    }
    whole
}

/// Sixteen pixels as 16-bit numbers, four in each register, in order.
struct Pixels([__m256i; 4]);

impl Pixels {
    #[inline]
    #[target_feature(enable = "avx2")]
    fn load(bytes: &[u8]) -> Pixels {
        let quarter = |index: usize| {
            let bytes = &bytes[index * 16..index * 16 + 16];
            // SAFETY: the slice has the 16 bytes that are read; any alignment will do.
            let packed = unsafe { _mm_loadu_si128(bytes.as_ptr().cast()) };
            _mm256_cvtepu8_epi16(packed)
        };
        Pixels([quarter(0), quarter(1), quarter(2), quarter(3)])
    }

    #[inline]
    #[target_feature(enable = "avx2")]
    fn luma(&self) -> __m128i {
        let weights = spread(LUMA);
        let bias = _mm256_set1_epi32(LUMA_BIAS);
        let [a, b, c, d] = self.0;
        let first = weighed::<15>(a, b, weights, weights, bias);
        let second = weighed::<15>(c, d, weights, weights, bias);
        in_order(_mm256_packs_epi32(first, second))
    }

    /// Sums of each four pixels that share their chroma: two registers of four sums, of which
    /// the first holds the 1st, 3rd, 2nd and 4th.
    #[inline]
    #[target_feature(enable = "avx2")]
    fn sums(&self, below: &Pixels) -> [__m256i; 2] {
        let column = |index: usize| _mm256_add_epi16(self.0[index], below.0[index]);
        let pair = |a: __m256i, b: __m256i| {
            _mm256_add_epi16(_mm256_unpacklo_epi64(a, b), _mm256_unpackhi_epi64(a, b))
        };
        [pair(column(0), column(1)), pair(column(2), column(3))]
    }
}

/// Eight samples of blue difference, then eight of red.
#[inline]
#[target_feature(enable = "avx2")]
fn chroma(sums: [__m256i; 2], blue: Weights, red: Weights) -> __m128i {
    let bias = _mm256_set1_epi32(CHROMA_BIAS);
    let (blue, red) = (spread(blue), spread(red));
    // In each: blue of the 1st and 3rd, red of the same; then of the 2nd and 4th.
    let first = weighed::<17>(sums[0], sums[0], blue, red, bias);
    let second = weighed::<17>(sums[1], sums[1], blue, red, bias);
    let words = _mm256_packs_epi32(first, second);
    let bytes = _mm_packus_epi16(
        _mm256_castsi256_si128(words),
        _mm256_extracti128_si256::<1>(words),
    );
    // Blue 1 3, red 1 3, blue 5 7, red 5 7, blue 2 4, red 2 4, blue 6 8, red 6 8.
    let order = _mm_setr_epi8(0, 8, 1, 9, 4, 12, 5, 13, 2, 10, 3, 11, 6, 14, 7, 15);
    _mm_shuffle_epi8(bytes, order)
}

/// Weighs two registers of four pixels each, adds the bias and shifts. In the result the two
/// halves of each register are interleaved: a's first two, b's first two, a's last two, b's.
#[inline]
#[target_feature(enable = "avx2")]
fn weighed<const SHIFT: i32>(
    a: __m256i,
    b: __m256i,
    weights_a: __m256i,
    weights_b: __m256i,
    bias: __m256i,
) -> __m256i {
    let a = _mm256_madd_epi16(a, weights_a);
    let b = _mm256_madd_epi16(b, weights_b);
    _mm256_srai_epi32::<SHIFT>(_mm256_add_epi32(_mm256_hadd_epi32(a, b), bias))
}

/// The words of two interleaved results as bytes in the pixels' order.
#[inline]
#[target_feature(enable = "avx2")]
fn in_order(words: __m256i) -> __m128i {
    let bytes = _mm_packus_epi16(
        _mm256_castsi256_si128(words),
        _mm256_extracti128_si256::<1>(words),
    );
    // a1 a2 b1 b2 c1 c2 d1 d2, then a3 a4 b3 b4 c3 c4 d3 d4.
    let order = _mm_setr_epi8(0, 1, 8, 9, 2, 3, 10, 11, 4, 5, 12, 13, 6, 7, 14, 15);
    _mm_shuffle_epi8(bytes, order)
}

/// The weights of blue, green, red and the unused byte, four times.
#[inline]
#[target_feature(enable = "avx2")]
fn spread(weights: Weights) -> __m256i {
    let Weights([blue, green, red]) = weights;
    let [blue, green, red] = [blue, green, red].map(|weight| weight as u16 as u64);
    _mm256_set1_epi64x((blue | green << 16 | red << 32) as i64)
}

#[inline]
#[target_feature(enable = "avx2")]
fn store(samples: __m128i, bytes: &mut [u8]) {
    let bytes = &mut bytes[..16];
    // SAFETY: the slice has the 16 bytes that are written; any alignment will do.
    unsafe { _mm_storeu_si128(bytes.as_mut_ptr().cast(), samples) };
}

#[inline]
#[target_feature(enable = "avx2")]
fn store_half(samples: __m128i, bytes: &mut [u8]) {
    bytes[..8].copy_from_slice(&_mm_cvtsi128_si64(samples).to_le_bytes());
}
