//! Pictures that say "as before": a slice in which every macroblock is skipped. A frame that
//! equals the one before costs its player next to nothing and its encoder nothing at all. They are
//! references like all others, so the frame numbers of the encoder's own pictures are counted
//! anew. What never lives here: files, and the encoder.

mod cabac;
mod headers;

use crate::bits::{self, BitReader, BitWriter};
use crate::stream::{Unit, UnitKind, units};
use cabac::skipped_macroblocks;
use headers::Headers;

/// Weaves pictures that repeat the one before into a stream that has none.
pub(crate) struct Weaver {
    headers: Headers,
    /// A skipping picture's bits after its frame number.
    tail: Tail,
    /// The frame number of the next picture.
    next: u32,
}

/// What follows the frame number in a skipping picture's header, and its macroblocks.
struct Tail {
    quantiser: i32,
    macroblocks: Vec<u8>,
}

/// The reference level of a picture that others build on.
const REFERENCE: u8 = 0x60;
/// A slice of a picture that players cannot begin at.
const SLICE: u8 = 1;
/// The slice type that says that all slices of the picture predict from one list.
const ALL_PREDICTED: u32 = 5;
/// The start of an access unit with intra and predicted slices; alone it is a frame that has no
/// picture of its own.
pub(crate) const DELIMITER: [u8; 6] = [0, 0, 0, 1, 9, 0x30];

impl Weaver {
    /// From a stream's first access unit, which holds its parameter sets; or what is unexpected.
    pub(crate) fn new(first: &[u8]) -> Result<Weaver, &'static str> {
        let headers = Headers::read(first)?;
        let (quantiser, macroblocks) = skipped_macroblocks(&headers);
        Ok(Weaver {
            headers,
            tail: Tail {
                quantiser,
                macroblocks,
            },
            next: 0,
        })
    }

    /// Copies an encoder's access unit, with its frame number counted anew.
    pub(crate) fn encoded(&mut self, access_unit: &[u8], out: &mut Vec<u8>) {
        let mut counted = false;
        for unit in units(access_unit) {
            out.extend([0, 0, 0, 1]);
            match unit.kind() {
                UnitKind::KeySlice if !counted => self.next = 0,
                UnitKind::Slice => {
                    self.renumber(unit, out);
                    counted = true;
                    continue;
                }
                _ => {}
            }
            counted |= unit.kind() == UnitKind::KeySlice;
            out.extend_from_slice(unit.0);
        }
        self.count();
    }

    /// Adds a picture that equals the one before.
    pub(crate) fn same(&mut self, out: &mut Vec<u8>) {
        let mut body = BitWriter::default();
        body.unsigned(0);
        body.unsigned(ALL_PREDICTED);
        body.unsigned(self.headers.picture_set);
        body.number(self.next, self.headers.number_width);
        // One reference, the picture before; its list as it is; no marking of references.
        body.flag(true);
        body.unsigned(0);
        body.flag(false);
        body.flag(false);
        body.unsigned(0);
        body.signed(self.tail.quantiser);
        if self.headers.deblocking_said {
            body.unsigned(1);
        }
        body.align_with_ones();
        let mut bytes = body.into_bytes();
        bytes.extend_from_slice(&self.tail.macroblocks);
        out.extend(DELIMITER);
        out.extend([0, 0, 0, 1, REFERENCE | SLICE]);
        bits::escape(&bytes, out);
        self.count();
    }

    fn count(&mut self) {
        self.next = (self.next + 1) % (1 << self.headers.number_width);
    }

    /// Copies a slice with another frame number: a field of fixed width near its beginning.
    fn renumber(&self, slice: Unit<'_>, out: &mut Vec<u8>) {
        let mut body = bits::unescaped(&slice.0[1..]);
        let mut reader = BitReader::new(&body);
        for _first_type_and_set in 0..3 {
            reader.unsigned();
        }
        let (begin, width) = (reader.position(), self.headers.number_width as usize);
        for (index, at) in (begin..begin + width).enumerate() {
            let bit = (self.next >> (width - 1 - index) & 1) as u8;
            if let Some(byte) = body.get_mut(at / 8) {
                let place = 7 - at % 8;
                *byte = *byte & !(1 << place) | bit << place;
            }
        }
        out.push(slice.0[0]);
        bits::escape(&body, out);
    }
}
