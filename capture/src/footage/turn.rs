//! How a camera was held: pictures are turned upright, as players do.

use demoreel_primitives::picture::{Picture, Plane};
use demoreel_primitives::space::FilmSize;
use ffmpeg_next as ffmpeg;

/// A quarter turn, or several, or a mirror: where the picture's rows and columns go.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Turn {
    /// Columns become rows.
    transposed: bool,
    /// After that, from right to left.
    from_right: bool,
    /// After that, from below.
    from_below: bool,
}

impl Turn {
    /// What a stream says of itself. Slanted pictures stay as they are.
    pub fn of(stream: &ffmpeg::format::stream::Stream<'_>) -> Turn {
        let mut all = stream.side_data();
        let kind = ffmpeg::codec::packet::side_data::Type::DisplayMatrix;
        let matrix = all.find(|one| one.kind() == kind);
        matrix.map_or_else(Turn::default, |one| Turn::of_matrix(one.data()))
    }

    /// Nine numbers of four bytes: the first column is where the picture's `x` goes, and so on.
    fn of_matrix(bytes: &[u8]) -> Turn {
        let numbers: Vec<i32> = bytes
            .as_chunks::<4>()
            .0
            .iter()
            .map(|four| i32::from_ne_bytes(*four))
            .collect();
        let [a, b, _, c, d, ..] = numbers[..] else {
            return Turn::default();
        };
        let transposed = b.unsigned_abs() > a.unsigned_abs();
        let (across, down) = if transposed { (c, b) } else { (a, d) };
        Turn {
            transposed,
            from_right: across < 0,
            from_below: down < 0,
        }
    }

    /// Size of a picture that has been turned.
    pub fn size(self, size: FilmSize) -> FilmSize {
        match self.transposed {
            true => FilmSize::new(size.height, size.width),
            false => size,
        }
    }

    /// The picture, upright.
    pub fn picture(self, picture: Picture) -> Picture {
        if self == Turn::default() {
            return picture;
        }
        let size = self.size(picture.size());
        let mut turned = Picture::black(size.width as usize, size.height as usize);
        for plane in Plane::ALL {
            let stride = picture.plane_size(plane).0;
            let (width, height) = turned.plane_size(plane);
            let source = picture.plane(plane);
            let target = turned.plane_mut(plane);
            for (y, row) in target.chunks_exact_mut(width).enumerate() {
                let y = if self.from_below { height - 1 - y } else { y };
                for (x, sample) in row.iter_mut().enumerate() {
                    let x = if self.from_right { width - 1 - x } else { x };
                    let (x, y) = if self.transposed { (y, x) } else { (x, y) };
                    *sample = source[y * stride + x];
                }
            }
        }
        turned
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn matrix(a: i32, b: i32, c: i32, d: i32) -> Turn {
        let numbers = [a, b, 0, c, d, 0, 0, 0, 1];
        let bytes: Vec<u8> = numbers
            .iter()
            .flat_map(|number| (number << 16).to_ne_bytes())
            .collect();
        Turn::of_matrix(&bytes)
    }

    /// Four luma samples in a row of two by two.
    fn turned(turn: Turn) -> Vec<u8> {
        let mut picture = Picture::black(4, 2);
        picture
            .plane_mut(Plane::Y)
            .copy_from_slice(&[1, 2, 3, 4, 5, 6, 7, 8]);
        turn.picture(picture).plane(Plane::Y).to_vec()
    }

    #[test]
    fn a_telephone_held_upright_gives_an_upright_picture() {
        assert_eq!(turned(matrix(1, 0, 0, 1)), [1, 2, 3, 4, 5, 6, 7, 8]);
        assert_eq!(turned(matrix(0, 1, -1, 0)), [5, 1, 6, 2, 7, 3, 8, 4]);
        assert_eq!(turned(matrix(-1, 0, 0, -1)), [8, 7, 6, 5, 4, 3, 2, 1]);
        assert_eq!(turned(matrix(0, -1, 1, 0)), [4, 8, 3, 7, 2, 6, 1, 5]);
        assert_eq!(turned(matrix(-1, 0, 0, 1)), [4, 3, 2, 1, 8, 7, 6, 5]);
    }

    #[test]
    fn what_is_no_matrix_turns_nothing() {
        assert_eq!(Turn::of_matrix(&[1, 2, 3]), Turn::default());
    }
}
