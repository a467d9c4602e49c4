//! A planar picture: 8-bit Y'CbCr 4:2:0, BT.709, limited range. Films, the painter and the
//! encoder all speak it; nothing converts whole frames to RGB and back.

use std::ops::Range;

use crate::space::{FilmBox, FilmSize};

/// Three tightly packed planes; chroma has half the width and half the height.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Picture {
    width: usize,
    height: usize,
    planes: [Vec<u8>; 3],
}

/// Which plane of a picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Plane {
    /// Luma, full size.
    Y = 0,
    /// Blue difference, half size.
    U = 1,
    /// Red difference, half size.
    V = 2,
}

impl Plane {
    /// In the order in which they are stored.
    pub const ALL: [Plane; 3] = [Plane::Y, Plane::U, Plane::V];
}

impl Picture {
    /// A black picture. Odd sides are grown to even ones.
    pub fn black(width: usize, height: usize) -> Picture {
        let (width, height) = (width.next_multiple_of(2), height.next_multiple_of(2));
        let chroma = width / 2 * (height / 2);
        let planes = [
            vec![16; width * height],
            vec![128; chroma],
            vec![128; chroma],
        ];
        Picture {
            width,
            height,
            planes,
        }
    }

    /// Luma samples in a row; even.
    pub fn width(&self) -> usize {
        self.width
    }

    /// Luma rows; even.
    pub fn height(&self) -> usize {
        self.height
    }

    /// A plane's width and height.
    pub fn plane_size(&self, plane: Plane) -> (usize, usize) {
        match plane {
            Plane::Y => (self.width, self.height),
            Plane::U | Plane::V => (self.width / 2, self.height / 2),
        }
    }

    /// A plane's samples, row by row without gaps.
    pub fn plane(&self, plane: Plane) -> &[u8] {
        &self.planes[plane as usize]
    }

    /// A plane's samples, to be changed.
    pub fn plane_mut(&mut self, plane: Plane) -> &mut [u8] {
        &mut self.planes[plane as usize]
    }

    /// All three planes at once, to be changed.
    pub fn planes_mut(&mut self) -> [&mut [u8]; 3] {
        let [y, u, v] = &mut self.planes;
        [y, u, v]
    }

    /// The picture's size as a film's.
    pub fn size(&self) -> FilmSize {
        FilmSize::new(self.width as u32, self.height as u32)
    }

    /// All of it.
    pub fn bounds(&self) -> FilmBox {
        FilmBox::from_size(self.size().cast())
    }

    /// The rows of an area in a plane, as ranges of [`Picture::plane`]. The area is grown to even
    /// pixels and clipped to the picture first, so that the three planes show the same place.
    pub fn rows(&self, plane: Plane, area: FilmBox) -> impl Iterator<Item = Range<usize>> + use<> {
        let (width, _) = self.plane_size(plane);
        let half = usize::from(plane != Plane::Y);
        let area = self.even(area);
        let side = |value: i32| value as usize >> half;
        let (left, right) = (side(area.min.x), side(area.max.x));
        (side(area.min.y)..side(area.max.y)).map(move |row| row * width + left..row * width + right)
    }

    /// An area grown to even pixels and clipped to the picture; empty where it is outside.
    pub fn even(&self, area: FilmBox) -> FilmBox {
        let grow = |value: i32| value.saturating_add(value & 1);
        let grown = FilmBox::new(
            (area.min.x & !1, area.min.y & !1).into(),
            (grow(area.max.x), grow(area.max.y)).into(),
        );
        grown.intersection(&self.bounds()).unwrap_or_default()
    }

    /// Appends an area's samples: the rows of Y, then of U, then of V.
    pub fn copy_area(&self, area: FilmBox, samples: &mut Vec<u8>) {
        for plane in Plane::ALL {
            for row in self.rows(plane, area) {
                samples.extend_from_slice(&self.plane(plane)[row]);
            }
        }
    }

    /// Puts samples as [`Picture::copy_area`] made them into an area. Gives back how many it
    /// took, or none, with the picture untouched, where there are too few.
    pub fn paste_area(&mut self, area: FilmBox, samples: &[u8]) -> Option<usize> {
        let area = self.even(area);
        let needed = area.area() as usize * 3 / 2;
        let mut rest = samples.get(..needed)?;
        for plane in Plane::ALL {
            for row in self.rows(plane, area) {
                let (head, tail) = rest.split_at(row.len());
                self.plane_mut(plane)[row].copy_from_slice(head);
                rest = tail;
            }
        }
        Some(needed)
    }

    /// The picture as packed RGB, three bytes a pixel, for PNG files. Chroma is repeated.
    pub fn to_rgb(&self) -> Vec<u8> {
        let mut rgb = Vec::with_capacity(self.width * self.height * 3);
        for row in 0..self.height {
            for column in 0..self.width {
                rgb.extend(self.rgb_at(column, row));
            }
        }
        rgb
    }

    /// The colour of one pixel; its place must be inside the picture.
    pub fn rgb_at(&self, column: usize, row: usize) -> [u8; 3] {
        let chroma = row / 2 * (self.width / 2) + column / 2;
        let luma = (self.planes[0][row * self.width + column] as f64 - 16.0) * (255.0 / 219.0);
        let blue = (self.planes[1][chroma] as f64 - 128.0) * (255.0 / 224.0);
        let red = (self.planes[2][chroma] as f64 - 128.0) * (255.0 / 224.0);
        [
            (luma + 1.5748 * red).round().clamp(0.0, 255.0) as u8,
            (luma - 0.1873 * blue - 0.4681 * red)
                .round()
                .clamp(0.0, 255.0) as u8,
            (luma + 1.8556 * blue).round().clamp(0.0, 255.0) as u8,
        ]
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::colour::Colour;

    #[test]
    fn an_area_that_is_copied_and_pasted_shows_the_same_in_all_planes() {
        let mut source = Picture::black(10, 8);
        for plane in Plane::ALL {
            for (index, sample) in source.plane_mut(plane).iter_mut().enumerate() {
                *sample = index as u8;
            }
        }
        let area = FilmBox::new((3, 1).into(), (7, 20).into());
        let mut samples = Vec::new();
        source.copy_area(area, &mut samples);
        let mut copy = Picture::black(10, 8);
        assert_eq!(copy.paste_area(area, &samples[1..]), None);
        assert_eq!(copy, Picture::black(10, 8));
        assert_eq!(copy.paste_area(area, &samples), Some(samples.len()));
        for plane in Plane::ALL {
            let inside: Vec<usize> = copy.rows(plane, area).flatten().collect();
            for (index, sample) in copy.plane(plane).iter().enumerate() {
                let black = Picture::black(2, 2).plane(plane)[0];
                let wanted = if inside.contains(&index) {
                    index as u8
                } else {
                    black
                };
                assert_eq!(*sample, wanted, "{plane:?} {index}");
            }
        }
        assert_eq!(copy.even(area), FilmBox::new((2, 0).into(), (8, 8).into()));
    }

    #[test]
    fn colours_survive_the_way_to_planes_and_back_within_two_steps() {
        for (red, green, blue) in [(255, 255, 255), (0, 0, 0), (220, 30, 60), (10, 200, 90)] {
            let yuv = Colour::rgb(red, green, blue).to_yuv();
            let mut picture = Picture::black(2, 2);
            picture.plane_mut(Plane::Y).fill(yuv.y.round() as u8);
            picture.plane_mut(Plane::U).fill(yuv.u.round() as u8);
            picture.plane_mut(Plane::V).fill(yuv.v.round() as u8);
            for (got, wanted) in picture.rgb_at(0, 0).into_iter().zip([red, green, blue]) {
                assert!(got.abs_diff(wanted) <= 2, "{got} for {wanted}");
            }
        }
    }
}
