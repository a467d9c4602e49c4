//! The arithmetic in plain Rust: what every other kernel must equal byte for byte.

use std::ops::Range;

use super::across::BLOCK;
use super::axis::Axis;
use super::{ROW_BITS, Rows, Tap};

/// The pass along x. Outputs past the axis' end are zero.
pub fn across(source: &[u8], axis: &Axis, blocks: Range<usize>, out: &mut [i16]) {
    let last = source.len() as i32 - 1;
    let count = axis.range().len();
    for (output, value) in (blocks.start * BLOCK..blocks.end * BLOCK).zip(out) {
        *value = 0;
        if output < count {
            let (start, weights) = axis.nth(output);
            let mut sum = 1 << (13 - ROW_BITS);
            for (offset, &weight) in weights.iter().enumerate() {
                let place = (start + offset as i32).clamp(0, last);
                sum += source[place as usize] as i32 * weight as i32;
            }
            *value = (sum >> (14 - ROW_BITS)) as i16;
        }
    }
}

/// The mix along y.
pub fn mix(rows: &Rows<'_>, taps: &[Tap], out: &mut [u8]) {
    for (column, value) in out.iter_mut().enumerate() {
        let mut sum = 0_i16;
        for tap in taps {
            let product = rows.row(tap.slot)[column] as i32 * tap.weight as i32;
            sum = sum.wrapping_add((((product >> 14) + 1) >> 1) as i16);
        }
        let rounded = sum.wrapping_add(1 << (ROW_BITS - 1)) >> ROW_BITS;
        *value = rounded.clamp(0, 255) as u8;
    }
}
