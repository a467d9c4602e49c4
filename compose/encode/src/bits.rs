//! Bits of an H.264 stream: reading and writing fixed-width and Exp-Golomb numbers, and the bytes
//! that keep start codes out of a unit's body. What never lives here: what the numbers mean.

/// Reads a unit's body from its first bit. Past the end there are zeros: a damaged unit gives
/// wrong numbers, which its reader judges, never a panic.
pub(crate) struct BitReader<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl<'a> BitReader<'a> {
    /// Begins at the first bit.
    pub(crate) fn new(bytes: &'a [u8]) -> BitReader<'a> {
        BitReader { bytes, at: 0 }
    }

    /// How many bits were read.
    pub(crate) fn position(&self) -> usize {
        self.at
    }

    /// The next bit.
    pub(crate) fn flag(&mut self) -> bool {
        let byte = self.bytes.get(self.at / 8).copied().unwrap_or_default();
        let bit = byte >> (7 - self.at % 8) & 1;
        self.at += 1;
        bit == 1
    }

    /// So many bits as a number, 32 at most.
    pub(crate) fn number(&mut self, width: u32) -> u32 {
        (0..width).fold(0, |number, _| number << 1 | u32::from(self.flag()))
    }

    /// An unsigned Exp-Golomb number.
    pub(crate) fn unsigned(&mut self) -> u32 {
        let mut zeros = 0;
        while !self.flag() {
            zeros += 1;
            if zeros > 31 {
                return 0;
            }
        }
        (1 << zeros) - 1 + self.number(zeros)
    }

    /// A signed Exp-Golomb number.
    pub(crate) fn signed(&mut self) -> i32 {
        let coded = self.unsigned() as i32;
        if coded % 2 == 0 {
            -(coded / 2)
        } else {
            coded / 2 + 1
        }
    }
}

/// Writes a unit's body bit by bit.
#[derive(Default)]
pub(crate) struct BitWriter {
    bytes: Vec<u8>,
    used: usize,
}

impl BitWriter {
    /// One bit.
    pub(crate) fn flag(&mut self, bit: bool) {
        if self.used.is_multiple_of(8) {
            self.bytes.push(0);
        }
        if let Some(last) = self.bytes.last_mut() {
            *last |= u8::from(bit) << (7 - self.used % 8);
        }
        self.used += 1;
    }

    /// The lowest `width` bits of a number, the highest first.
    pub(crate) fn number(&mut self, value: u32, width: u32) {
        (0..width)
            .rev()
            .for_each(|bit| self.flag(value >> bit & 1 == 1));
    }

    /// An unsigned Exp-Golomb number.
    pub(crate) fn unsigned(&mut self, value: u32) {
        let width = 32 - (value + 1).leading_zeros();
        self.number(0, width - 1);
        self.number(value + 1, width);
    }

    /// A signed Exp-Golomb number.
    pub(crate) fn signed(&mut self, value: i32) {
        let coded = value.unsigned_abs() * 2;
        self.unsigned(if value > 0 { coded - 1 } else { coded });
    }

    /// Ones up to the next whole byte.
    pub(crate) fn align_with_ones(&mut self) {
        while !self.used.is_multiple_of(8) {
            self.flag(true);
        }
    }

    /// The bytes; bits that are missing in the last one are zero.
    pub(crate) fn into_bytes(self) -> Vec<u8> {
        self.bytes
    }
}

/// A unit's body without the bytes that keep start codes out of it.
pub(crate) fn unescaped(unit: &[u8]) -> Vec<u8> {
    let mut body = Vec::with_capacity(unit.len());
    let mut zeros = 0;
    for &byte in unit {
        if zeros >= 2 && byte == 3 {
            zeros = 0;
            continue;
        }
        zeros = if byte == 0 { zeros + 1 } else { 0 };
        body.push(byte);
    }
    body
}

/// A body with the bytes that keep start codes out of it, behind what `unit` holds already.
pub(crate) fn escape(body: &[u8], unit: &mut Vec<u8>) {
    let mut zeros = 0;
    for &byte in body {
        if zeros >= 2 && byte <= 3 {
            unit.push(3);
            zeros = 0;
        }
        zeros = if byte == 0 { zeros + 1 } else { 0 };
        unit.push(byte);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read() {
        let numbers = [0, 1, 2, 3, 7, 8, 254, 255, 65_534];
        let signed = [0, 1, -1, 2, -2, 51, -51, 4_000];
        let mut writer = BitWriter::default();
        writer.flag(true);
        numbers.iter().for_each(|number| writer.unsigned(*number));
        signed.iter().for_each(|number| writer.signed(*number));
        writer.number(0b1011, 4);
        let bytes = writer.into_bytes();
        let mut reader = BitReader::new(&bytes);
        assert!(reader.flag());
        assert_eq!(numbers, numbers.map(|_| reader.unsigned()));
        assert_eq!(signed, signed.map(|_| reader.signed()));
        assert_eq!(reader.number(4), 0b1011);
    }

    #[test]
    fn no_start_code_survives_and_the_body_comes_back() {
        let mut body = vec![0, 0, 0, 0, 1, 0, 0, 2, 0, 0, 3, 0, 0, 4];
        body.extend((0..2_000_u32).map(|n| (n * n % 7 / 3) as u8));
        let mut unit = vec![0x41];
        escape(&body, &mut unit);
        let mut triples = unit.windows(3);
        assert!(triples.all(|bytes| bytes[..2] != [0, 0] || bytes[2] > 2));
        assert_eq!(unescaped(&unit)[1..], body);
    }

    #[test]
    fn a_body_that_ends_too_early_gives_numbers_all_the_same() {
        let mut reader = BitReader::new(&[0]);
        assert_eq!((reader.unsigned(), reader.number(9)), (0, 0));
    }
}
