//! A palette from the colours of some frames: boxes of colours are cut where they spread most,
//! then the colours wander to the middle of what is nearest to them. Colours that cover much are
//! met exactly; what lies between two is mixed by a pattern.

/// Colours of a palette; one more place is kept for "nothing changes here".
const MOST: usize = 255;
/// Bits of each component by which colours are counted.
const BITS: usize = 5;
/// Bits of each component by which the nearest colour is remembered.
const NEAR_BITS: usize = 6;
/// How often the colours wander.
const ROUNDS: usize = 4;
/// A colour that is missed by less than this, squared, is not mixed: flat areas stay flat.
const CLOSE: i32 = 18;

/// Counts the colours of frames.
pub struct PaletteMaker {
    buckets: Vec<Bucket>,
}

/// Colours that are alike.
#[derive(Clone, Copy, Default)]
struct Bucket {
    count: u64,
    sums: [u64; 3],
}

/// Colours for one scene's frames.
pub struct Palette {
    colours: Vec<[u8; 3]>,
    bytes: Vec<u8>,
    /// The nearest colour by the upper bits of the components; 255 is not yet known.
    near: Vec<u8>,
}

/// A colour that was counted, and how much it matters.
#[derive(Clone, Copy)]
struct Weighed {
    colour: [f64; 3],
    weight: f64,
}

impl Default for PaletteMaker {
    fn default() -> PaletteMaker {
        PaletteMaker {
            buckets: vec![Bucket::default(); 1 << (3 * BITS)],
        }
    }
}

impl PaletteMaker {
    /// Counts the colours of a frame.
    pub fn add(&mut self, picture: &demoreel_primitives::picture::Picture) {
        let mut rgb = vec![0; picture.width() * picture.height() * 3];
        for row in 0..picture.height() {
            super::colours::convert(picture, row, 0..picture.width(), &mut rgb);
        }
        for pixel in rgb.chunks_exact(3) {
            let key = pixel.iter().fold(0, |key, part| {
                key << BITS | usize::from(*part) >> (8 - BITS)
            });
            let bucket = &mut self.buckets[key];
            bucket.count += 1;
            for (sum, part) in bucket.sums.iter_mut().zip(pixel) {
                *sum += u64::from(*part);
            }
        }
    }

    /// The palette that fits best.
    pub fn finish(&self) -> Palette {
        let counted = self.buckets.iter().filter(|bucket| bucket.count > 0);
        let counted: Vec<Weighed> = counted.map(weighed).collect();
        let mut colours = cut(counted.clone());
        for _ in 0..ROUNDS {
            wander(&counted, &mut colours);
        }
        Palette::new(&colours)
    }
}

/// Much counts for more than little, but not in proportion: small bright letters matter.
fn weighed(bucket: &Bucket) -> Weighed {
    let count = bucket.count as f64;
    Weighed {
        colour: bucket.sums.map(|sum| sum as f64 / count),
        weight: libm::pow(count, 0.6),
    }
}

/// Cuts all colours into boxes, always the one that spreads most, and gives their means.
fn cut(all: Vec<Weighed>) -> Vec<[f64; 3]> {
    let mut boxes = vec![all];
    while boxes.len() < MOST {
        let spreads = boxes.iter().map(|one| widest(one).1);
        let most = spreads.enumerate().fold(
            (0, 0.0),
            |best, next| if next.1 > best.1 { next } else { best },
        );
        if most.1 <= 0.0 {
            break;
        }
        let mut chosen = boxes.swap_remove(most.0);
        let axis = widest(&chosen).0;
        chosen.sort_by(|one, other| one.colour[axis].total_cmp(&other.colour[axis]));
        let middle = mean(&chosen)[axis];
        let at = chosen.partition_point(|one| one.colour[axis] < middle);
        let rest = chosen.split_off(at.clamp(1, chosen.len() - 1));
        boxes.extend([chosen, rest]);
    }
    boxes.iter().map(|one| mean(one)).collect()
}

fn mean(colours: &[Weighed]) -> [f64; 3] {
    let whole: f64 = colours.iter().map(|one| one.weight).sum();
    let part = |axis: usize| {
        let sum: f64 = colours
            .iter()
            .map(|one| one.colour[axis] * one.weight)
            .sum();
        sum / whole.max(1e-9)
    };
    [part(0), part(1), part(2)]
}

/// The component that spreads most, and by how much, weighed. A box of one colour does not.
fn widest(colours: &[Weighed]) -> (usize, f64) {
    if colours.len() < 2 {
        return (0, 0.0);
    }
    let mean = mean(colours);
    let spread = |axis: usize| -> f64 {
        let off = colours.iter().map(|one| {
            (one.colour[axis] - mean[axis]) * (one.colour[axis] - mean[axis]) * one.weight
        });
        off.sum()
    };
    let spreads = [spread(0), spread(1), spread(2)];
    let axis = (0..3).fold(0, |best, axis| {
        if spreads[axis] > spreads[best] {
            axis
        } else {
            best
        }
    });
    (axis, spreads[axis])
}

/// Moves each colour to the middle of those that are nearest to it.
fn wander(counted: &[Weighed], colours: &mut [[f64; 3]]) {
    let mut nearest: Vec<Vec<Weighed>> = vec![Vec::new(); colours.len()];
    for one in counted {
        let distance = |colour: &[f64; 3]| -> f64 {
            let off = colour.iter().zip(one.colour);
            off.map(|(a, b)| (a - b) * (a - b)).sum()
        };
        let best = (1..colours.len()).fold(0, |best, index| {
            if distance(&colours[index]) < distance(&colours[best]) {
                index
            } else {
                best
            }
        });
        nearest[best].push(*one);
    }
    for (colour, near) in colours.iter_mut().zip(&nearest) {
        if !near.is_empty() {
            *colour = mean(near);
        }
    }
}

impl Palette {
    fn new(colours: &[[f64; 3]]) -> Palette {
        let byte = |part: f64| libm::rint(part.clamp(0.0, 255.0)) as u8;
        let mut colours: Vec<[u8; 3]> = colours.iter().map(|one| one.map(byte)).collect();
        colours.sort_unstable();
        colours.dedup();
        let mut bytes: Vec<u8> = colours.concat();
        // The place of "nothing changes here" has a colour too, which nobody sees.
        bytes.extend([0; 3]);
        Palette {
            colours,
            bytes,
            near: vec![u8::MAX; 1 << (3 * NEAR_BITS)],
        }
    }

    /// The file's form: three bytes for each colour.
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// The index that leaves a pixel as it is.
    pub fn clear(&self) -> u8 {
        self.colours.len() as u8
    }

    /// The colour of an index.
    pub fn colour(&self, index: u8) -> [u8; 3] {
        self.colours
            .get(usize::from(index))
            .copied()
            .unwrap_or_default()
    }

    /// The index for a pixel at its place: the nearest colour, or of two that it lies between the
    /// one that the pattern says.
    pub fn dithered(&mut self, pixel: [u8; 3], column: usize, row: usize) -> u8 {
        let first = self.nearest(pixel.map(i32::from));
        let colour = self.colour(first).map(i32::from);
        let off = [0, 1, 2].map(|axis| i32::from(pixel[axis]) - colour[axis]);
        if squared(off) <= CLOSE {
            return first;
        }
        // What lies as far on the other side of the pixel.
        let beyond = [0, 1, 2].map(|axis| i32::from(pixel[axis]) + off[axis]);
        let second = self.nearest(beyond);
        if second == first {
            return first;
        }
        let other = self.colour(second).map(i32::from);
        let way = [0, 1, 2].map(|axis| other[axis] - colour[axis]);
        let along: i32 = (0..3).map(|axis| way[axis] * off[axis]).sum();
        let threshold = i32::from(PATTERN[row % 8][column % 8]) * 2 + 1;
        // Of the way from the first to the second the pixel has gone along / squared(way).
        match along * 128 > threshold * squared(way) {
            true => second,
            false => first,
        }
    }

    fn nearest(&mut self, pixel: [i32; 3]) -> u8 {
        let pixel = pixel.map(|part| part.clamp(0, 255));
        let key = pixel.iter().fold(0, |key, part| {
            key << NEAR_BITS | (*part as usize) >> (8 - NEAR_BITS)
        });
        if self.near[key] == u8::MAX {
            let half = 1 << (7 - NEAR_BITS);
            let middle = pixel.map(|part| (part >> (8 - NEAR_BITS) << (8 - NEAR_BITS)) + half);
            self.near[key] = self.search(middle);
        }
        self.near[key]
    }

    fn search(&self, pixel: [i32; 3]) -> u8 {
        let distance =
            |colour: &[u8; 3]| squared([0, 1, 2].map(|axis| i32::from(colour[axis]) - pixel[axis]));
        let best = (1..self.colours.len()).fold(0, |best, index| {
            if distance(&self.colours[index]) < distance(&self.colours[best]) {
                index
            } else {
                best
            }
        });
        best as u8
    }
}

/// How far apart two colours are, green weighed most, as eyes do.
fn squared([red, green, blue]: [i32; 3]) -> i32 {
    (2 * red * red + 4 * green * green + blue * blue) / 4
}

/// The eighth-order ordered pattern: each threshold once, neighbours far apart.
const PATTERN: [[u8; 8]; 8] = [
    [0, 32, 8, 40, 2, 34, 10, 42],
    [48, 16, 56, 24, 50, 18, 58, 26],
    [12, 44, 4, 36, 14, 46, 6, 38],
    [60, 28, 52, 20, 62, 30, 54, 22],
    [3, 35, 11, 43, 1, 33, 9, 41],
    [51, 19, 59, 27, 49, 17, 57, 25],
    [15, 47, 7, 39, 13, 45, 5, 37],
    [63, 31, 55, 23, 61, 29, 53, 21],
];
