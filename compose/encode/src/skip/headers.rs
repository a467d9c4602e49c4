//! The few fields of a stream's parameter sets that a skipping picture must agree with.

use crate::bits::{BitReader, unescaped};
use crate::stream::units;

/// What a slice header depends on.
pub(super) struct Headers {
    /// Width of a frame number in bits.
    pub number_width: u32,
    /// Macroblocks of a picture.
    pub macroblocks: u32,
    /// Which picture parameters slices name.
    pub picture_set: u32,
    /// The quantiser that slices count from.
    pub quantiser: i32,
    /// Whether each slice says how its blocks' edges are smoothed.
    pub deblocking_said: bool,
}

/// Kinds of NAL unit.
const SEQUENCE: u8 = 7;
const PICTURE: u8 = 8;
/// Order of showing is order of decoding.
const ORDER_AS_DECODED: u32 = 2;
/// The profile that our settings ask for: its sequence parameters have chroma fields.
const HIGH: u32 = 100;

impl Headers {
    /// Reads both parameter sets, and refuses a stream that is not made as our settings say.
    pub(super) fn read(access_unit: &[u8]) -> Result<Headers, &'static str> {
        let find = |kind: u8| {
            let mut all = units(access_unit);
            let found = all.find(|unit| unit.0.first().is_some_and(|byte| byte & 31 == kind));
            found.map(|unit| unescaped(&unit.0[1..]))
        };
        let sequence = find(SEQUENCE).ok_or("it has no sequence parameters")?;
        let picture = find(PICTURE).ok_or("it has no picture parameters")?;
        let (number_width, macroblocks) = read_sequence(&mut BitReader::new(&sequence))?;
        let mut headers = read_picture(&mut BitReader::new(&picture))?;
        headers.number_width = number_width;
        headers.macroblocks = macroblocks;
        Ok(headers)
    }
}

/// Width of a frame number, and macroblocks of a picture.
fn read_sequence(reader: &mut BitReader<'_>) -> Result<(u32, u32), &'static str> {
    let profile = reader.number(8);
    let _constraints_and_level = reader.number(16);
    let _name = reader.unsigned();
    if profile != HIGH {
        return Err("its profile is not High");
    }
    let (chroma, luma_bits, chroma_bits) =
        (reader.unsigned(), reader.unsigned(), reader.unsigned());
    let (_lossless, scaling) = (reader.flag(), reader.flag());
    if (chroma, luma_bits, chroma_bits, scaling) != (1, 0, 0, false) {
        return Err("its pictures are not plain 8-bit 4:2:0");
    }
    let number_width = reader.unsigned() + 4;
    if reader.unsigned() != ORDER_AS_DECODED {
        return Err("its pictures are not shown in the order of decoding");
    }
    if reader.unsigned() != 1 {
        return Err("its pictures build on more than the one before");
    }
    let _gaps = reader.flag();
    let (columns, rows) = (reader.unsigned() + 1, reader.unsigned() + 1);
    if !reader.flag() {
        return Err("it is interlaced");
    }
    if number_width > 16 {
        return Err("its frame numbers are too wide");
    }
    Ok((number_width, columns.saturating_mul(rows)))
}

/// All but what the sequence says.
fn read_picture(reader: &mut BitReader<'_>) -> Result<Headers, &'static str> {
    let picture_set = reader.unsigned();
    let _sequence = reader.unsigned();
    let arithmetic = reader.flag();
    let _fields = reader.flag();
    let groups = reader.unsigned();
    let _references = (reader.unsigned(), reader.unsigned());
    let weighted = reader.flag();
    let _weighted_both_ways = reader.number(2);
    let quantiser = reader.signed() + 26;
    let _switching_and_chroma = (reader.signed(), reader.signed());
    let deblocking_said = reader.flag();
    let _constrained = reader.flag();
    let redundant = reader.flag();
    if !arithmetic || groups != 0 || weighted || redundant {
        return Err("its slices are not coded as the settings say");
    }
    Ok(Headers {
        number_width: 0,
        macroblocks: 0,
        picture_set,
        quantiser,
        deblocking_said,
    })
}
