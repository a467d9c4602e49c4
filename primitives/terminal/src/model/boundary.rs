//! Where a stream of terminal output may be cut: between characters and escape sequences.

const ESCAPE: u8 = 0x1b;

/// Follows a stream and knows whether it stands between two of its parts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Boundary {
    /// Between two parts.
    #[default]
    Between,
    /// In a character of which so many bytes are still to come.
    Character(u8),
    /// Behind an escape.
    Escape,
    /// In a sequence that a letter ends.
    Sequence,
    /// In a string that a bell or `ESC \` ends.
    Text,
}

impl Boundary {
    /// Goes on.
    pub fn pass(&mut self, bytes: &[u8]) {
        *self = bytes.iter().fold(*self, |state, byte| state.after(*byte));
    }

    fn after(self, byte: u8) -> Boundary {
        use Boundary::*;
        match (self, byte) {
            (_, ESCAPE) => Escape,
            (Escape | Sequence | Text, 0x18 | 0x1a) => Between,
            (Text, 0x07) => Between,
            (Text, _) => Text,
            (Escape, b'[') => Sequence,
            (Escape, b']' | b'P' | b'_' | b'^' | b'X') => Text,
            (Escape, 0x00..=0x2f) => Escape,
            (Escape, _) => Between,
            (Sequence, 0x40..=0x7e) => Between,
            (Sequence, _) => Sequence,
            (Character(left), 0x80..=0xbf) if left > 1 => Character(left - 1),
            (Character(_), 0x80..=0xbf) => Between,
            (Between | Character(_), 0xc2..=0xdf) => Character(1),
            (Between | Character(_), 0xe0..=0xef) => Character(2),
            (Between | Character(_), 0xf0..=0xf4) => Character(3),
            (Between | Character(_), _) => Between,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stream_is_whole_only_between_its_parts() {
        for (text, whole) in [
            ("plain", true),
            ("\x1b", false),
            ("\x1b[3", false),
            ("\x1b[31m", true),
            ("\x1b]2;title", false),
            ("\x1b]2;title\x07", true),
            ("\x1b]2;title\x1b\\", true),
            ("\x1b(B", true),
            ("\x1b(", false),
            ("é", true),
        ] {
            let mut boundary = Boundary::default();
            boundary.pass(text.as_bytes());
            assert_eq!(boundary == Boundary::Between, whole, "{text:?}");
        }
        let mut cut = Boundary::default();
        cut.pass(&"é".as_bytes()[..1]);
        assert_ne!(cut, Boundary::Between);
    }
}
