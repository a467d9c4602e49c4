//! A planar picture: 8-bit Y'CbCr 4:2:0, BT.709, limited range. Films, the painter and the
//! encoder all speak it; nothing converts whole frames to RGB and back.

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
