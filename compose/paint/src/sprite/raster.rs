//! A small RGBA picture before it becomes a sprite.

/// Half the width of the tent that reduces, in pixels of the result: narrow enough to be crisp, wide
/// enough for every source pixel to weigh almost the same.
const REACH: f64 = 0.8;

/// Red, green, blue, alpha from 0 to 1; colours are multiplied by alpha.
#[derive(Clone, Debug)]
pub struct Raster {
    /// Pixels in a row.
    pub width: usize,
    /// Rows.
    pub height: usize,
    /// Row by row without gaps.
    pub pixels: Vec<[f32; 4]>,
}

impl Raster {
    /// A clear raster.
    pub fn clear(width: usize, height: usize) -> Raster {
        Raster {
            width,
            height,
            pixels: vec![[0.0; 4]; width * height],
        }
    }

    /// From 8-bit RGBA whose colours are multiplied by alpha.
    pub fn from_rgba(width: usize, height: usize, bytes: &[u8]) -> Raster {
        let scale = |value: &u8| *value as f32 / 255.0;
        let pixels = bytes.chunks_exact(4);
        let pixels = pixels.map(|p| [scale(&p[0]), scale(&p[1]), scale(&p[2]), scale(&p[3])]);
        Raster {
            width,
            height,
            pixels: pixels.collect(),
        }
    }

    /// One pixel; clear outside.
    pub fn at(&self, column: i32, row: i32) -> [f32; 4] {
        let inside =
            (0..self.width as i32).contains(&column) && (0..self.height as i32).contains(&row);
        if inside {
            self.pixels[row as usize * self.width + column as usize]
        } else {
            [0.0; 4]
        }
    }

    /// Lays a pixel over another.
    pub fn over(&mut self, column: i32, row: i32, pixel: [f32; 4]) {
        let inside =
            (0..self.width as i32).contains(&column) && (0..self.height as i32).contains(&row);
        if inside {
            let under = &mut self.pixels[row as usize * self.width + column as usize];
            for (under, value) in under.iter_mut().zip(pixel) {
                *under = value + *under * (1.0 - pixel[3]);
            }
        }
    }

    /// The raster made smaller by `scale` (at most 1) and moved by a part of a pixel: the pixel
    /// `(x, y)` of the result is centred at `((x + 0.5 - shift) / scale)` of this one. A tent
    /// takes away what would alias.
    pub fn reduced(&self, scale: f64, shift: (f64, f64), size: (usize, usize)) -> Raster {
        let mut lines = Raster::clear(size.0, self.height);
        let across = tents(scale, shift.0, size.0, self.width);
        for row in 0..self.height {
            let source = &self.pixels[row * self.width..(row + 1) * self.width];
            let target = &mut lines.pixels[row * size.0..(row + 1) * size.0];
            for (pixel, (start, weights)) in target.iter_mut().zip(&across) {
                *pixel = weighed(source[*start..].iter(), weights);
            }
        }
        let mut result = Raster::clear(size.0, size.1);
        for (row, (start, weights)) in tents(scale, shift.1, size.1, self.height)
            .iter()
            .enumerate()
        {
            for column in 0..size.0 {
                let source = lines.pixels[start * size.0 + column..]
                    .iter()
                    .step_by(size.0);
                result.pixels[row * size.0 + column] = weighed(source, weights);
            }
        }
        result
    }
}

fn weighed<'a>(pixels: impl Iterator<Item = &'a [f32; 4]>, weights: &[f32]) -> [f32; 4] {
    let mut sum = [0.0; 4];
    for (pixel, weight) in pixels.zip(weights) {
        for (sum, value) in sum.iter_mut().zip(pixel) {
            *sum += value * weight;
        }
    }
    sum
}

/// For each result: its first source pixel and the weights from there on. What lies outside the
/// source is clear and weighs nothing.
fn tents(scale: f64, shift: f64, count: usize, source: usize) -> Vec<(usize, Vec<f32>)> {
    let reach = REACH / scale.min(REACH);
    let tent = |distance: f64| (1.0 - libm::fabs(distance) / reach).max(0.0);
    let one = |index: usize| {
        let place = (index as f64 + 0.5 - shift) / scale - 0.5;
        let first = libm::floor(place - reach) as i64 + 1;
        let last = libm::ceil(place + reach) as i64 - 1;
        let whole: f64 = (first..=last).map(|at| tent(at as f64 - place)).sum();
        let from = first.clamp(0, source as i64);
        let to = (last + 1).clamp(from, source as i64);
        let weights = (from..to).map(|at| (tent(at as f64 - place) / whole) as f32);
        let weights = weights.collect();
        (from.min(source as i64 - 1) as usize, weights)
    };
    (0..count).map(one).collect()
}
