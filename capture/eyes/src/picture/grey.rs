//! Grey planes: what is correlated.

/// One plane of 8-bit samples, row by row without gaps.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Grey {
    pub width: usize,
    pub height: usize,
    pub samples: Vec<u8>,
}

/// Part of a plane that is not ours.
#[derive(Clone, Copy, Debug)]
pub(crate) struct View<'a> {
    pub width: usize,
    pub height: usize,
    /// Samples from one row to the next.
    pub stride: usize,
    /// Begins at the first row's first sample.
    pub samples: &'a [u8],
}

impl Grey {
    /// All of it.
    pub fn view(&self) -> View<'_> {
        View {
            width: self.width,
            height: self.height,
            stride: self.width,
            samples: &self.samples,
        }
    }
}

impl<'a> View<'a> {
    /// The samples of a row.
    pub fn row(&self, row: usize) -> &'a [u8] {
        &self.samples[row * self.stride..][..self.width]
    }

    /// A part of it, which must be inside.
    pub fn part(&self, x: usize, y: usize, width: usize, height: usize) -> View<'a> {
        let samples = &self.samples[y * self.stride + x..];
        View {
            width,
            height,
            stride: self.stride,
            samples,
        }
    }

    /// Means of `by` times `by` samples; what does not fill a whole square is left out.
    pub fn shrunk(&self, by: usize) -> Grey {
        let (width, height) = (self.width / by, self.height / by);
        let mut samples = Vec::with_capacity(width * height);
        let mut sums = vec![0_u32; width];
        let count = (by * by) as u32;
        for row in 0..height {
            sums.fill(0);
            for line in 0..by {
                let source = &self.row(row * by + line)[..width * by];
                for (sum, square) in sums.iter_mut().zip(source.chunks_exact(by)) {
                    *sum += square.iter().map(|sample| *sample as u32).sum::<u32>();
                }
            }
            samples.extend(sums.iter().map(|sum| ((sum + count / 2) / count) as u8));
        }
        Grey {
            width,
            height,
            samples,
        }
    }
}
