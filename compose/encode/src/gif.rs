//! GIF files: one palette for each scene, colours between its own mixed by a fixed pattern, and
//! pixels that did not change left out. The pattern depends on a pixel's place alone, so what
//! stands still does not swarm. What never lives here: which frames there are.

mod colours;
mod palette;

use std::borrow::Cow;
use std::io::{BufWriter, Write};
use std::ops::Range;
use std::path::Path;

use demoreel_primitives::picture::Picture;
use demoreel_primitives::space::CanvasSize;
use demoreel_primitives::time::FrameRate;
use tempfile::NamedTempFile;

use crate::error::EncodeError;
use crate::partial;
pub use palette::{Palette, PaletteMaker};

/// Columns of a part of a row: what is compared, converted and mixed at once. Even.
const PART: usize = 16;
/// Players show nothing for a shorter time than this, in hundredths of a second.
const SHORTEST: u64 = 2;
/// The longest time that a frame's field can hold.
const LONGEST: u64 = 65_535;

/// Writes one GIF, which loops for ever.
pub struct GifWriter {
    encoder: gif::Encoder<BufWriter<NamedTempFile>>,
    rate: FrameRate,
    size: (usize, usize),
    palette: Palette,
    /// Whether the palette is the file's own, which its frames need not repeat.
    shared: bool,
    /// The colours of the frame that is written next.
    rgb: Vec<u8>,
    /// The picture that these are of.
    seen: Option<Picture>,
    /// What players show now: the palette's colour of each pixel.
    shown: Vec<[u8; 3]>,
    /// The parts of rows that may differ from what is shown, row by row.
    stale: Vec<bool>,
    /// The colours' numbers in the frame that is made, or the one that says "as before".
    indices: Vec<u8>,
    /// The frame that waits until it is known how long it is seen.
    waiting: Option<Waiting>,
}

/// A frame without its length.
struct Waiting {
    /// In hundredths of a second from the beginning.
    from: u64,
    frame: gif::Frame<'static>,
}

impl GifWriter {
    /// Begins a GIF beside the file that it becomes. The palette is that of the first scene.
    pub fn create(
        out: &Path,
        canvas: CanvasSize,
        rate: FrameRate,
        palette: Palette,
    ) -> Result<GifWriter, EncodeError> {
        let folder = out.parent().filter(|folder| !folder.as_os_str().is_empty());
        let file = partial::create(folder.unwrap_or(Path::new(".")), ".reel-", ".gif")?;
        let size = (canvas.width as usize, canvas.height as usize);
        let side = |side: u32| u16::try_from(side).map_err(|_| too_large(out));
        let (width, height) = (side(canvas.width)?, side(canvas.height)?);
        let writing = |error| EncodeError::writing(out, plain(error));
        let mut encoder = gif::Encoder::new(BufWriter::new(file), width, height, palette.bytes())
            .map_err(writing)?;
        encoder.set_repeat(gif::Repeat::Infinite).map_err(writing)?;
        Ok(GifWriter {
            encoder,
            rate,
            size,
            palette,
            shared: true,
            rgb: vec![0; size.0 * size.1 * 3],
            seen: None,
            shown: Vec::new(),
            stale: vec![true; size.0.div_ceil(PART) * size.1],
            indices: vec![0; size.0 * size.1],
            waiting: None,
        })
    }

    /// Takes another palette from the next frame on.
    pub fn begin_scene(&mut self, palette: Palette) {
        self.shared = false;
        self.stale.fill(true);
        self.palette = palette;
    }

    /// Adds a frame that differs from the one before in the rows of `changed` only. A frame that
    /// comes too soon for players is left out, and what changed in it comes with the next.
    pub fn push(
        &mut self,
        number: u64,
        picture: &Picture,
        changed: Range<usize>,
    ) -> Result<(), EncodeError> {
        self.take_in(picture, changed);
        let from = self.hundredths(number);
        let too_soon = |waiting: &Waiting| from < waiting.from + SHORTEST;
        if self.waiting.as_ref().is_some_and(too_soon) {
            return Ok(());
        }
        let Some(frame) = self.frame() else {
            return Ok(());
        };
        self.release(from)?;
        self.waiting = Some(Waiting { from, frame });
        Ok(())
    }

    /// Ends the GIF after so many frames and puts it in its place.
    pub fn finish(mut self, frames: u64, out: &Path) -> Result<(), EncodeError> {
        let end = self.hundredths(frames);
        let last = self.waiting.as_ref().map_or(0, |waiting| waiting.from);
        // What came too soon and was never followed is the end's picture.
        if let Some(frame) = self.frame() {
            let from = end.saturating_sub(SHORTEST).max(last + SHORTEST);
            self.release(from)?;
            self.waiting = Some(Waiting { from, frame });
        }
        let from = self.waiting.as_ref().map_or(0, |waiting| waiting.from);
        self.release(end.max(from + SHORTEST))?;
        let writing = |source| EncodeError::writing(out, source);
        let writer = self.encoder.into_inner();
        let writer = writer.map_err(|error| writing(plain(error)))?;
        let mut file = writer
            .into_inner()
            .map_err(|error| writing(error.into_error()))?;
        file.flush().map_err(writing)?;
        partial::keep(file, out)
    }

    /// Converts the parts of a picture that are not as they were, and says that they are stale.
    fn take_in(&mut self, picture: &Picture, changed: Range<usize>) {
        let (width, height) = self.size;
        // Colour is spread over the rows at both sides.
        let rows = changed.start.saturating_sub(2)..(changed.end + 2).min(height);
        let parts = width.div_ceil(PART);
        for row in rows {
            for part in 0..parts {
                let columns = part * PART..((part + 1) * PART).min(width);
                let known = self.seen.as_ref();
                if known.is_some_and(|known| colours::same(known, picture, row, columns.clone())) {
                    continue;
                }
                colours::convert(picture, row, columns, &mut self.rgb);
                self.stale[row * parts + part] = true;
            }
        }
        match &mut self.seen {
            Some(seen) => seen.clone_from(picture),
            None => self.seen = Some(picture.clone()),
        }
    }

    /// What must be drawn over what players show, as a frame; nothing where that is nothing.
    fn frame(&mut self) -> Option<gif::Frame<'static>> {
        let (width, height) = self.size;
        let first = self.shown.is_empty();
        if first {
            self.shown = vec![[0; 3]; width * height];
        }
        let clear = self.palette.clear();
        let parts = width.div_ceil(PART);
        let mut bounds = Bounds::default();
        self.indices.fill(clear);
        for (part, stale) in self.stale.iter_mut().enumerate() {
            if !std::mem::take(stale) {
                continue;
            }
            let (row, left) = (part / parts, part % parts * PART);
            for column in left..(left + PART).min(width) {
                let at = row * width + column;
                let pixel = [self.rgb[3 * at], self.rgb[3 * at + 1], self.rgb[3 * at + 2]];
                let chosen = self.palette.dithered(pixel, column, row);
                let colour = self.palette.colour(chosen);
                if first || self.shown[at] != colour {
                    self.shown[at] = colour;
                    self.indices[at] = chosen;
                    bounds.add(column, row);
                }
            }
        }
        let (columns, rows) = bounds.ranges()?;
        let mut buffer = Vec::with_capacity(columns.len() * rows.len());
        for row in rows.clone() {
            let part = row * width + columns.start..row * width + columns.end;
            buffer.extend_from_slice(&self.indices[part]);
        }
        Some(gif::Frame {
            left: columns.start as u16,
            top: rows.start as u16,
            width: columns.len() as u16,
            height: rows.len() as u16,
            buffer: Cow::Owned(buffer),
            transparent: Some(clear),
            dispose: gif::DisposalMethod::Keep,
            palette: (!self.shared).then(|| self.palette.bytes().to_vec()),
            ..gif::Frame::default()
        })
    }

    /// Writes the waiting frame, now that it is known when the next one comes.
    fn release(&mut self, until: u64) -> Result<(), EncodeError> {
        let Some(Waiting { from, mut frame }) = self.waiting.take() else {
            return Ok(());
        };
        frame.delay = (until - from).min(LONGEST) as u16;
        let written = self.encoder.write_frame(&frame);
        written.map_err(|error| {
            let path = self.encoder.get_ref().get_ref().path();
            EncodeError::writing(path, plain(error))
        })
    }

    /// The exact time of a frame, to the nearest hundredth: lengths never add up to a delay.
    fn hundredths(&self, frame: u64) -> u64 {
        let (num, den) = (u64::from(self.rate.num), u64::from(self.rate.den));
        (frame * den * 100 + num / 2) / num
    }
}

/// The error of the disk, where it is one.
fn plain(error: gif::EncodingError) -> std::io::Error {
    match error {
        gif::EncodingError::Io(source) => source,
        other => std::io::Error::other(other),
    }
}

fn too_large(out: &Path) -> EncodeError {
    let why = "a GIF's sides are at most 65535 pixels";
    EncodeError::writing(
        out,
        std::io::Error::new(std::io::ErrorKind::InvalidInput, why),
    )
}

/// The smallest rectangle around some pixels.
#[derive(Default)]
struct Bounds(Option<(usize, usize, usize, usize)>);

impl Bounds {
    fn add(&mut self, column: usize, row: usize) {
        let (left, top, right, bottom) = self.0.unwrap_or((column, row, column, row));
        self.0 = Some((
            left.min(column),
            top.min(row),
            right.max(column),
            bottom.max(row),
        ));
    }

    fn ranges(&self) -> Option<(Range<usize>, Range<usize>)> {
        let (left, top, right, bottom) = self.0?;
        Some((left..right + 1, top..bottom + 1))
    }
}
