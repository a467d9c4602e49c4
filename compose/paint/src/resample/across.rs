//! The pass along x: an axis' taps laid out for 16 outputs at a time.

use std::ops::Range;

use super::axis::Axis;
use super::{Kernel, portable};

/// Outputs that are computed together: four lanes of four.
pub const BLOCK: usize = 16;
/// Outputs in a lane, which share one 16-byte load for each pair of taps.
const LANE: usize = 4;
/// Bytes of a load.
const LOAD: i32 = 16;

/// The blocks that hold a range of outputs.
pub fn blocks(outputs: Range<usize>) -> Range<usize> {
    outputs.start / BLOCK..outputs.end.div_ceil(BLOCK)
}

/// One pair of taps of eight outputs, as two lanes of four.
#[derive(Clone, Copy)]
#[repr(C, align(32))]
pub struct Pair {
    /// Where each output's two samples lie in its lane's load; 0x80 makes a zero.
    pub shuffle: [u8; 32],
    /// Each output's two weights.
    pub weights: [i16; 16],
    /// First byte of each lane's load.
    pub loads: [u32; 2],
}

/// An axis, ready to run over a source's rows.
pub struct Across {
    axis: Axis,
    /// `taps / 2` for each half block; empty where loads of 16 bytes cannot do it.
    pairs: Vec<Pair>,
}

impl Across {
    pub fn new(axis: Axis, source_width: usize) -> Across {
        let pairs = lay_out(&axis, source_width as i32).unwrap_or_default();
        Across { axis, pairs }
    }

    pub fn axis(&self) -> &Axis {
        &self.axis
    }

    /// Resamples the blocks of several rows; each of `outs` begins with the first block.
    pub fn run<const ROWS: usize>(
        &self,
        kernel: Kernel,
        sources: [&[u8]; ROWS],
        blocks: Range<usize>,
        outs: [&mut [i16]; ROWS],
    ) {
        match kernel {
            #[cfg(target_arch = "x86_64")]
            Kernel::Avx2 if !self.pairs.is_empty() => {
                let each = self.axis.taps();
                let pairs = &self.pairs[blocks.start * each..blocks.end * each];
                // SAFETY: this kernel is only chosen where AVX2 was detected, and `lay_out`
                // keeps every load inside a row of this width.
                unsafe { super::avx2::across(sources, pairs, each / 2, outs) }
            }
            _ => {
                for (source, out) in sources.into_iter().zip(outs) {
                    portable::across(source, &self.axis, blocks.clone(), out);
                }
            }
        }
    }
}

/// All pairs of all half blocks, or nothing where a lane's samples do not fit into one load.
fn lay_out(axis: &Axis, width: i32) -> Option<Vec<Pair>> {
    if width < LOAD {
        return None;
    }
    let outputs = axis.range().len();
    let halves = outputs.div_ceil(BLOCK) * 2;
    let mut pairs = Vec::with_capacity(halves * axis.taps() / 2);
    for half in 0..halves {
        for tap in (0..axis.taps()).step_by(2) {
            pairs.push(pair(axis, half * 2 * LANE, tap, width)?);
        }
    }
    Some(pairs)
}

fn pair(axis: &Axis, first: usize, tap: usize, width: i32) -> Option<Pair> {
    let mut pair = Pair {
        shuffle: [0x80; 32],
        weights: [0; 16],
        loads: [0; 2],
    };
    let last = axis.range().len() - 1;
    for lane in 0..2 {
        let begin = first + lane * LANE;
        let inside = |index: i32| index.clamp(0, width - 1);
        let load = inside(axis.nth(begin.min(last)).0 + tap as i32).min(width - LOAD);
        pair.loads[lane] = load as u32;
        for output in begin..(begin + LANE).min(last + 1) {
            let (start, weights) = axis.nth(output);
            for side in 0..2 {
                let place = inside(start + (tap + side) as i32) - load;
                let slot = (output - first) * 2 + side;
                pair.weights[slot] = weights[tap + side];
                pair.shuffle[slot * 2] = u8::try_from(place).ok().filter(|at| *at < 16)?;
            }
        }
    }
    Some(pair)
}
