//! Reading a chunk's stream apart: NAL units by their start codes, access units by their
//! delimiters. What never happens here: decoding.

/// One NAL unit without its start code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Unit<'a>(pub &'a [u8]);

/// The kinds of NAL unit that matter when chunks are joined.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum UnitKind {
    /// Part of a picture that a player can begin at.
    KeySlice,
    /// Part of another picture.
    Slice,
    /// Sequence or picture parameters.
    Parameters,
    /// Begins an access unit.
    Delimiter,
    /// Remarks that decoding does not need.
    Other,
}

impl Unit<'_> {
    /// What it is.
    pub fn kind(self) -> UnitKind {
        match self.0.first().map(|byte| byte & 31) {
            Some(1) => UnitKind::Slice,
            Some(5) => UnitKind::KeySlice,
            Some(7 | 8) => UnitKind::Parameters,
            Some(9) => UnitKind::Delimiter,
            _ => UnitKind::Other,
        }
    }
}

/// The NAL units of a stream in the byte format of H.264's Annex B.
pub fn units(stream: &[u8]) -> impl Iterator<Item = Unit<'_>> {
    let mut rest = stream;
    let begin = find_start(rest).unwrap_or(rest.len());
    rest = rest.get(begin + 3..).unwrap_or_default();
    std::iter::from_fn(move || {
        if rest.is_empty() {
            return None;
        }
        let end = find_start(rest).unwrap_or(rest.len());
        let unit = &rest[..end];
        rest = rest.get(end + 3..).unwrap_or_default();
        let zeros = unit.iter().rev().take_while(|byte| **byte == 0).count();
        Some(Unit(&unit[..unit.len() - zeros]))
    })
}

/// Where the next `00 00 01` is.
fn find_start(bytes: &[u8]) -> Option<usize> {
    let mut from = 0;
    loop {
        let one = from + bytes.get(from..)?.iter().position(|byte| *byte == 1)?;
        if one >= 2 && bytes[one - 1] == 0 && bytes[one - 2] == 0 {
            return Some(one - 2);
        }
        from = one + 1;
    }
}

/// One frame of a stream.
#[derive(Debug, Default)]
pub struct AccessUnit {
    /// Its slices, each with a start code.
    pub data: Vec<u8>,
    /// Whether a player can begin here.
    pub key: bool,
}

/// A stream's frames, and its parameter sets with start codes, each once.
pub fn access_units(stream: &[u8]) -> (Vec<AccessUnit>, Vec<u8>) {
    let mut frames: Vec<AccessUnit> = Vec::new();
    let mut sets: Vec<&[u8]> = Vec::new();
    for unit in units(stream) {
        match unit.kind() {
            UnitKind::Delimiter => frames.push(AccessUnit::default()),
            UnitKind::Parameters if !sets.contains(&unit.0) => sets.push(unit.0),
            kind @ (UnitKind::Slice | UnitKind::KeySlice) => {
                if let Some(frame) = frames.last_mut() {
                    frame.key |= kind == UnitKind::KeySlice;
                    frame.data.extend([0, 0, 0, 1]);
                    frame.data.extend_from_slice(unit.0);
                }
            }
            _ => {}
        }
    }
    let sets = sets
        .iter()
        .flat_map(|set| [&[0, 0, 0, 1], *set].concat())
        .collect();
    (frames, sets)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn access_units_are_told_apart_and_parameters_are_kept_once() {
        let stream = [
            &[0, 0, 0, 1, 9, 16][..],
            &[0, 0, 0, 1, 0x67, 1, 2],
            &[0, 0, 0, 1, 0x68, 3],
            &[0, 0, 1, 6, 5, 5, 128],
            &[0, 0, 1, 0x65, 0, 0, 3, 1, 0x80],
            &[0, 0, 0, 1, 9, 48],
            &[0, 0, 0, 1, 0x67, 1, 2],
            &[0, 0, 1, 0x41, 7, 1, 1],
        ]
        .concat();
        let (frames, sets) = access_units(&stream);
        assert_eq!(sets, [0, 0, 0, 1, 0x67, 1, 2, 0, 0, 0, 1, 0x68, 3]);
        assert_eq!(frames.len(), 2);
        assert!(frames[0].key && !frames[1].key);
        assert_eq!(frames[0].data, [0, 0, 0, 1, 0x65, 0, 0, 3, 1, 0x80]);
        assert_eq!(frames[1].data, [0, 0, 0, 1, 0x41, 7, 1, 1]);
    }

    #[test]
    fn a_stream_cut_anywhere_gives_no_more_frames_than_it_has() {
        let stream = [[0, 0, 0, 1, 9, 16, 0, 0, 0, 1, 0x65, 4].as_slice(); 3].concat();
        for end in 0..stream.len() {
            let (frames, _) = access_units(&stream[..end]);
            assert!(frames.len() <= 3);
        }
    }
}
