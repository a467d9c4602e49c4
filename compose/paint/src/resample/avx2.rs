//! The arithmetic with AVX2. Only loads and stores are unsafe here; their bounds are argued at
//! each function.

use std::arch::x86_64::*;

use super::across::{BLOCK, Pair};
use super::{ROW_BITS, Rows, Tap};

/// The pass along x over whole blocks of several rows at once, so that tables are read once for
/// all of them: `pairs` holds `each` for every eight outputs.
///
/// # Safety
/// The machine has AVX2, and every load named by `pairs` lies inside each source.
#[target_feature(enable = "avx2")]
pub unsafe fn across<const ROWS: usize>(
    sources: [&[u8]; ROWS],
    pairs: &[Pair],
    each: usize,
    outs: [&mut [i16]; ROWS],
) {
    for (block, pairs) in pairs.chunks_exact(2 * each).enumerate() {
        let (left, right) = pairs.split_at(each);
        // SAFETY: the caller vouches for the loads.
        let (left, right) = unsafe { (eight(&sources, left), eight(&sources, right)) };
        for row in 0..ROWS {
            let packed = _mm256_packs_epi32(left[row], right[row]);
            let ordered = _mm256_permute4x64_epi64::<0b11_01_10_00>(packed);
            let out = &mut outs[row][block * BLOCK..(block + 1) * BLOCK];
            // SAFETY: `out` was just cut to 16 samples.
            unsafe { _mm256_storeu_si256(out.as_mut_ptr().cast(), ordered) };
        }
    }
}

/// Eight outputs of each row as 32-bit sums, shifted down to rows' precision.
#[target_feature(enable = "avx2")]
#[inline]
unsafe fn eight<const ROWS: usize>(sources: &[&[u8]; ROWS], pairs: &[Pair]) -> [__m256i; ROWS] {
    let mut sums = [_mm256_set1_epi32(1 << (13 - ROW_BITS)); ROWS];
    for pair in pairs {
        // SAFETY: a pair is aligned to 32 bytes.
        let (shuffle, weights) = unsafe {
            (
                _mm256_load_si256(pair.shuffle.as_ptr().cast()),
                _mm256_load_si256(pair.weights.as_ptr().cast()),
            )
        };
        for (sum, source) in sums.iter_mut().zip(sources) {
            // SAFETY: both loads of 16 bytes lie inside `source` by the caller's word.
            let samples = unsafe {
                let at = |lane: usize| source.as_ptr().add(pair.loads[lane] as usize).cast();
                let low = _mm256_castsi128_si256(_mm_loadu_si128(at(0)));
                _mm256_inserti128_si256::<1>(low, _mm_loadu_si128(at(1)))
            };
            let spread = _mm256_shuffle_epi8(samples, shuffle);
            *sum = _mm256_add_epi32(*sum, _mm256_madd_epi16(spread, weights));
        }
    }
    sums.map(|sum| _mm256_srai_epi32::<{ 14 - ROW_BITS }>(sum))
}

/// The mix along y.
///
/// # Safety
/// The machine has AVX2. Rows reach 32 samples past the last one wanted, which their padding
/// makes true.
#[target_feature(enable = "avx2")]
pub unsafe fn mix(rows: &Rows<'_>, taps: &[Tap], out: &mut [u8]) {
    let mut column = 0;
    let mut chunks = out.chunks_exact_mut(32);
    for chunk in &mut chunks {
        // SAFETY: `chunk` has 32 bytes.
        unsafe { _mm256_storeu_si256(chunk.as_mut_ptr().cast(), thirty_two(rows, taps, column)) };
        column += 32;
    }
    let tail = chunks.into_remainder();
    if !tail.is_empty() {
        let mut whole = [0_u8; 32];
        // SAFETY: `whole` has 32 bytes.
        unsafe { _mm256_storeu_si256(whole.as_mut_ptr().cast(), thirty_two(rows, taps, column)) };
        tail.copy_from_slice(&whole[..tail.len()]);
    }
}

#[target_feature(enable = "avx2")]
unsafe fn thirty_two(rows: &Rows<'_>, taps: &[Tap], column: usize) -> __m256i {
    let mut low = _mm256_setzero_si256();
    let mut high = _mm256_setzero_si256();
    for tap in taps {
        let row = &rows.row(tap.slot)[column..column + 32];
        let weight = _mm256_set1_epi16(tap.weight);
        // SAFETY: `row` was just cut to 32 samples.
        unsafe {
            let first = _mm256_loadu_si256(row.as_ptr().cast());
            let second = _mm256_loadu_si256(row.as_ptr().add(16).cast());
            low = _mm256_add_epi16(low, _mm256_mulhrs_epi16(first, weight));
            high = _mm256_add_epi16(high, _mm256_mulhrs_epi16(second, weight));
        }
    }
    let half = _mm256_set1_epi16(1 << (ROW_BITS - 1));
    let low = _mm256_srai_epi16::<ROW_BITS>(_mm256_add_epi16(low, half));
    let high = _mm256_srai_epi16::<ROW_BITS>(_mm256_add_epi16(high, half));
    _mm256_permute4x64_epi64::<0b11_01_10_00>(_mm256_packus_epi16(low, high))
}
