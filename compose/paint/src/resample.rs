//! Separable resampling of one 8-bit plane at any sub-pixel scale and place: Catmull-Rom when it
//! grows, the same curve stretched (and so anti-aliased) when it shrinks. Each row of the source
//! is resampled once along x into 16-bit rows, which are then mixed along y. What never happens
//! here: blending, or a decision about where a plane goes.
//!
//! Weights have 14 bits and sums 32, so nothing can saturate and flat white stays flat white. The
//! portable and the AVX2 code compute the same integers.

mod across;
#[cfg(target_arch = "x86_64")]
mod avx2;
mod axis;
mod portable;

use std::ops::Range;

pub use axis::{Axis, Map};

use across::Across;

/// Which code does the arithmetic. Both give the same bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kernel {
    /// Plain Rust.
    Portable,
    /// 32 bytes at a time.
    #[cfg(target_arch = "x86_64")]
    Avx2,
}

impl Kernel {
    /// The fastest that this machine can run.
    pub fn best() -> Kernel {
        #[cfg(target_arch = "x86_64")]
        if is_x86_feature_detected!("avx2") {
            return Kernel::Avx2;
        }
        Kernel::Portable
    }
}

/// A plane to read: samples row by row without gaps.
#[derive(Clone, Copy)]
pub struct Source<'a> {
    /// Its samples.
    pub samples: &'a [u8],
    /// Samples in a row.
    pub width: usize,
    /// Rows.
    pub height: usize,
}

/// Fraction bits of a row between the two passes.
const ROW_BITS: i32 = 6;
/// Samples that rows are padded to, so that kernels never need a tail.
const PAD: usize = 32;

/// Rows that are resampled together along x.
const AHEAD: usize = 4;

/// The tables of one plane's placement, good for any part of it.
pub struct Tables {
    across: Across,
    down: Axis,
}

impl Tables {
    /// Tables for a source of this size: where its columns and rows fall in the destination.
    pub fn new(across: Axis, down: Axis, source_width: usize) -> Tables {
        Tables {
            across: Across::new(across, source_width),
            down,
        }
    }

    /// The destination's columns that the plane covers.
    pub fn columns(&self) -> Range<i32> {
        self.across.axis().range()
    }

    /// The destination's rows that the plane covers.
    pub fn rows(&self) -> Range<i32> {
        self.down.range()
    }
}

/// The rows between the two passes, kept from one call to the next to save allocations.
#[derive(Default)]
pub struct Workspace {
    rows: Vec<i16>,
    held: Vec<Option<i32>>,
    stride: usize,
}

impl Workspace {
    fn prepare(&mut self, stride: usize, rows: usize) {
        let rows = (rows + AHEAD).next_multiple_of(AHEAD);
        self.stride = stride;
        self.rows.resize(stride * rows, 0);
        self.held.clear();
        self.held.resize(rows, None);
    }

    /// The slot that a source's row has or would have.
    fn slot(&self, row: i32) -> usize {
        row as usize % self.held.len()
    }

    /// The slot of a source's row, if it holds that row.
    fn find(&self, row: i32) -> Option<usize> {
        let slot = self.slot(row);
        (self.held[slot] == Some(row)).then_some(slot)
    }

    /// Makes room for rows from `first` on. Any window of as many rows as there are slots has a
    /// slot for each, so these never take the place of a row that the same output needs.
    fn claim<const ROWS: usize>(&mut self, first: i32) -> [&mut [i16]; ROWS] {
        let slots: [usize; ROWS] = std::array::from_fn(|row| self.slot(first + row as i32));
        for (row, slot) in slots.iter().enumerate() {
            self.held[*slot] = Some(first + row as i32);
        }
        let mut lines: Vec<Option<&mut [i16]>> =
            self.rows.chunks_exact_mut(self.stride).map(Some).collect();
        slots.map(|slot| lines[slot].take().unwrap_or_default())
    }
}

/// One resampling: a plane, its tables, and the columns that are wanted.
pub struct Resampling<'a> {
    kernel: Kernel,
    source: Source<'a>,
    tables: &'a Tables,
    space: &'a mut Workspace,
    /// First column that the space's rows hold.
    origin: i32,
    blocks: Range<usize>,
}

impl<'a> Resampling<'a> {
    /// Prepares to give rows of `columns` (inside [`Tables::columns`]) in ascending order.
    pub fn new(
        kernel: Kernel,
        source: Source<'a>,
        tables: &'a Tables,
        space: &'a mut Workspace,
        columns: Range<i32>,
    ) -> Resampling<'a> {
        let first = tables.columns().start;
        let blocks =
            across::blocks((columns.start - first) as usize..(columns.end - first) as usize);
        let stride = (blocks.len() * across::BLOCK).next_multiple_of(PAD) + PAD;
        space.prepare(stride, tables.down.taps());
        let origin = first + (blocks.start * across::BLOCK) as i32;
        Resampling {
            kernel,
            source,
            tables,
            space,
            origin,
            blocks,
        }
    }

    /// Writes `out.len()` samples of one of the destination's rows, from column `from` on.
    pub fn row(&mut self, row: i32, from: i32, out: &mut [u8]) {
        let (start, weights) = self.tables.down.at(row);
        let last = self.source.height as i32 - 1;
        let mut taps = [Tap::default(); axis::MOST_TAPS];
        let mut count = 0;
        for (offset, &weight) in weights.iter().enumerate() {
            if weight != 0 {
                let source_row = (start + offset as i32).clamp(0, last);
                taps[count] = Tap {
                    slot: self.resampled(source_row),
                    weight: doubled(weight),
                };
                count += 1;
            }
        }
        let rows = Rows {
            samples: &self.space.rows,
            stride: self.space.stride,
            from: (from - self.origin) as usize,
        };
        match self.kernel {
            Kernel::Portable => portable::mix(&rows, &taps[..count], out),
            #[cfg(target_arch = "x86_64")]
            // SAFETY: this kernel is only chosen where AVX2 was detected.
            Kernel::Avx2 => unsafe { avx2::mix(&rows, &taps[..count], out) },
        }
    }

    /// The slot that holds a source's row, resampled along x. Rows that follow are resampled with
    /// it, because they are wanted next.
    fn resampled(&mut self, row: i32) -> usize {
        if let Some(slot) = self.space.find(row) {
            return slot;
        }
        if row + AHEAD as i32 <= self.source.height as i32 {
            self.resample::<AHEAD>(row);
        } else {
            self.resample::<1>(row);
        }
        self.space.slot(row)
    }

    fn resample<const ROWS: usize>(&mut self, first: i32) {
        let width = self.source.width;
        let sources: [&[u8]; ROWS] = std::array::from_fn(|row| {
            let begin = (first as usize + row) * width;
            &self.source.samples[begin..begin + width]
        });
        let outs = self.space.claim::<ROWS>(first);
        self.tables
            .across
            .run(self.kernel, sources, self.blocks.clone(), outs);
    }
}

/// One row's part in a mix along y.
#[derive(Clone, Copy, Default)]
struct Tap {
    slot: usize,
    /// 15 fraction bits.
    weight: i16,
}

/// The space's rows as the mix reads them, from some column on.
struct Rows<'a> {
    samples: &'a [i16],
    stride: usize,
    from: usize,
}

impl Rows<'_> {
    fn row(&self, slot: usize) -> &[i16] {
        &self.samples[slot * self.stride + self.from..(slot + 1) * self.stride]
    }
}

/// From 14 fraction bits to 15. One whole does not fit and loses 1/32768, which rounding mends.
fn doubled(weight: i16) -> i16 {
    weight.saturating_mul(2)
}

#[cfg(test)]
mod tests;
