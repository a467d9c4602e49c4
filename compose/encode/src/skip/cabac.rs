//! The arithmetic code of a picture whose macroblocks are all skipped (ITU-T H.264, 9.3.4): one
//! decision that always goes the likely way, and "more follows" after each but the last.

use super::headers::Headers;
use crate::bits::BitWriter;

/// The slice's quantiser, which here decides nothing but how sure the code is to begin with.
const QUANTISER: i32 = 51;
/// How the decision "is skipped" begins in predicted slices (table 9-13, context 11, first set).
const SLOPE: i32 = 23;
const OFFSET: i32 = 33;
/// The likeliest state; the code stays there.
const SUREST: usize = 62;
/// Where the table below begins: the state that slope, offset and quantiser give.
const FIRST: usize = 42;
/// What the unlikely way takes of the range, by state from [`FIRST`] and by quarter of the range
/// (table 9-44).
const UNLIKELY: [[u32; 4]; SUREST - FIRST + 1] = [
    [16, 20, 23, 27],
    [15, 19, 22, 25],
    [14, 18, 21, 24],
    [14, 17, 20, 23],
    [13, 16, 19, 22],
    [12, 15, 18, 21],
    [12, 14, 17, 20],
    [11, 14, 16, 19],
    [11, 13, 15, 18],
    [10, 12, 15, 17],
    [10, 12, 14, 16],
    [9, 11, 13, 15],
    [9, 11, 12, 14],
    [8, 10, 12, 14],
    [8, 9, 11, 13],
    [7, 9, 11, 12],
    [7, 9, 10, 12],
    [7, 8, 10, 11],
    [6, 8, 9, 11],
    [6, 7, 9, 10],
    [6, 7, 8, 9],
];

/// What the slice adds to the stream's quantiser, and its macroblocks with the bit that ends it.
pub(super) fn skipped_macroblocks(headers: &Headers) -> (i32, Vec<u8>) {
    debug_assert_eq!(((SLOPE * QUANTISER) >> 4) + OFFSET - 64, FIRST as i32);
    let mut coder = Coder::default();
    let mut state = FIRST;
    for rest in (0..headers.macroblocks).rev() {
        coder.likely(UNLIKELY[state - FIRST]);
        state = (state + 1).min(SUREST);
        coder.end_of_slice(rest == 0);
    }
    (QUANTISER - headers.quantiser, coder.out.into_bytes())
}

/// The arithmetic coder.
struct Coder {
    low: u32,
    range: u32,
    outstanding: u32,
    first: bool,
    out: BitWriter,
}

impl Default for Coder {
    fn default() -> Coder {
        Coder {
            low: 0,
            range: 510,
            outstanding: 0,
            first: true,
            out: BitWriter::default(),
        }
    }
}

impl Coder {
    /// A decision that goes the likely way.
    fn likely(&mut self, unlikely: [u32; 4]) {
        self.range -= unlikely[(self.range >> 6 & 3) as usize];
        self.renormalise();
    }

    /// Whether the slice ends here. Its end writes what is left, and the unit's stop bit.
    fn end_of_slice(&mut self, ends: bool) {
        self.range -= 2;
        if !ends {
            self.renormalise();
            return;
        }
        self.low += self.range;
        self.range = 2;
        self.renormalise();
        self.put(self.low >> 9 & 1 == 1);
        self.out.number(self.low >> 7 & 3 | 1, 2);
    }

    fn renormalise(&mut self) {
        while self.range < 256 {
            if self.low < 256 {
                self.put(false);
            } else if self.low >= 512 {
                self.low -= 512;
                self.put(true);
            } else {
                self.low -= 256;
                self.outstanding += 1;
            }
            self.range <<= 1;
            self.low <<= 1;
        }
    }

    fn put(&mut self, bit: bool) {
        if self.first {
            self.first = false;
        } else {
            self.out.flag(bit);
        }
        for _ in 0..std::mem::take(&mut self.outstanding) {
            self.out.flag(!bit);
        }
    }
}
