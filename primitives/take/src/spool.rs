//! The spool: what a recorder writes while it films. Each picture is what changed since the one
//! before, compressed with LZ4, so that filming costs little; the film is made from it later. A
//! spool lives as long as its scene is in the making and has no format for others to read.

use std::fs::File;
use std::io::{BufReader, BufWriter, Read, Write};
use std::path::{Path, PathBuf};

use demoreel_primitives::picture::Picture;
use demoreel_primitives::space::{FilmBox, FilmSize};
use demoreel_primitives::time::TakeTime;

use crate::TakeError;

/// Bytes of a record before its boxes: time, length of its samples, the same compressed, boxes.
const HEAD: usize = 8 + 4 + 4 + 4;
const BOX: usize = 16;

/// A spool grows no further than this, so that a scene that was forgotten does not fill the disk:
/// some twenty minutes of scrolling without end at 2880x1800.
const MOST_BYTES: u64 = 32 << 30;

/// Writes a spool.
#[derive(Debug)]
pub struct SpoolWriter {
    path: PathBuf,
    file: BufWriter<File>,
    packed: Vec<u8>,
    pictures: u64,
    bytes: u64,
}

/// Reads a spool back, picture by picture.
#[derive(Debug)]
pub struct SpoolReader {
    path: PathBuf,
    file: BufReader<File>,
    left: u64,
    picture: Picture,
}

/// One picture of a spool.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// When the surface began to look like this.
    pub at: TakeTime,
    /// What differs from the picture before.
    pub damage: Vec<FilmBox>,
}

impl SpoolWriter {
    /// Begins a spool. Its first picture's damage must be all of it.
    pub fn create(path: &Path) -> Result<SpoolWriter, TakeError> {
        let file = File::create(path).map_err(|source| TakeError::writing(path, source))?;
        Ok(SpoolWriter {
            path: path.to_owned(),
            file: BufWriter::with_capacity(1 << 20, file),
            packed: Vec::new(),
            pictures: 0,
            bytes: 0,
        })
    }

    /// Adds a picture. `samples` are those of the damage, box after box, as
    /// [`Picture::copy_area`] makes them; the boxes' sides are even.
    pub fn push(&mut self, change: &Change, samples: &[u8]) -> Result<(), TakeError> {
        let most = lz4_flex::block::get_maximum_output_size(samples.len());
        if self.packed.len() < most {
            self.packed.resize(most, 0);
        }
        let packed = lz4_flex::block::compress_into(samples, &mut self.packed)
            .map_err(|error| TakeError::damaged(&self.path, error.to_string()))?;
        let mut head = Vec::with_capacity(HEAD + BOX * change.damage.len());
        head.extend(change.at.0.to_le_bytes());
        for count in [samples.len(), packed, change.damage.len()] {
            head.extend((count as u32).to_le_bytes());
        }
        for area in &change.damage {
            for side in [area.min.x, area.min.y, area.max.x, area.max.y] {
                head.extend(side.to_le_bytes());
            }
        }
        if self.bytes > MOST_BYTES {
            let source = std::io::ErrorKind::FileTooLarge.into();
            return Err(TakeError::writing(&self.path, source));
        }
        let written = self.file.write_all(&head);
        let written = written.and_then(|()| self.file.write_all(&self.packed[..packed]));
        written.map_err(|source| TakeError::writing(&self.path, source))?;
        self.pictures += 1;
        self.bytes += (head.len() + packed) as u64;
        Ok(())
    }

    /// Pictures so far.
    pub fn pictures(&self) -> u64 {
        self.pictures
    }

    /// Bytes so far.
    pub fn bytes(&self) -> u64 {
        self.bytes
    }

    /// Brings everything to the file and gives back the number of pictures.
    pub fn finish(mut self) -> Result<u64, TakeError> {
        let flushed = self.file.flush();
        flushed.map_err(|source| TakeError::writing(&self.path, source))?;
        Ok(self.pictures)
    }
}

impl SpoolReader {
    /// Opens a spool of so many pictures of this size.
    pub fn open(path: &Path, size: FilmSize, pictures: u64) -> Result<SpoolReader, TakeError> {
        let file = File::open(path).map_err(|source| TakeError::reading(path, source))?;
        Ok(SpoolReader {
            path: path.to_owned(),
            file: BufReader::with_capacity(1 << 20, file),
            left: pictures,
            picture: Picture::black(size.width as usize, size.height as usize),
        })
    }

    /// The picture as the last change left it; black before the first.
    pub fn picture(&self) -> &Picture {
        &self.picture
    }

    /// Goes on to the next picture; `None` after the last.
    pub fn advance(&mut self) -> Result<Option<Change>, TakeError> {
        if self.left == 0 {
            return Ok(None);
        }
        let mut head = [0; HEAD];
        self.fill(&mut head)?;
        let (at, counts) = head.split_at(8);
        let at = TakeTime(i64::from_le_bytes(at.try_into().unwrap_or_default()));
        let counts: Vec<usize> = words(counts).map(|word| word as usize).collect();
        let damage = self.boxes(counts[2])?;
        let mut packed = vec![0; counts[1]];
        self.fill(&mut packed)?;
        let samples = lz4_flex::block::decompress(&packed, counts[0])
            .map_err(|error| TakeError::damaged(&self.path, error.to_string()))?;
        self.paste(&damage, &samples)?;
        self.left -= 1;
        Ok(Some(Change { at, damage }))
    }

    fn boxes(&mut self, count: usize) -> Result<Vec<FilmBox>, TakeError> {
        let mut bytes = vec![0; count * BOX];
        self.fill(&mut bytes)?;
        let sides: Vec<i32> = words(&bytes).collect();
        let area = |s: &[i32]| FilmBox::new((s[0], s[1]).into(), (s[2], s[3]).into());
        Ok(sides.chunks_exact(4).map(area).collect())
    }

    fn paste(&mut self, damage: &[FilmBox], mut samples: &[u8]) -> Result<(), TakeError> {
        for area in damage {
            let taken = self.picture.paste_area(*area, samples);
            let taken = taken.ok_or_else(|| TakeError::damaged(&self.path, "too few samples"))?;
            samples = &samples[taken..];
        }
        Ok(())
    }

    fn fill(&mut self, bytes: &mut [u8]) -> Result<(), TakeError> {
        self.file
            .read_exact(bytes)
            .map_err(|source| match source.kind() {
                std::io::ErrorKind::UnexpectedEof => {
                    TakeError::cut_short(&self.path, format!("{} pictures are missing", self.left))
                }
                _ => TakeError::reading(&self.path, source),
            })
    }
}

fn words(bytes: &[u8]) -> impl Iterator<Item = i32> {
    let (words, _) = bytes.as_chunks::<4>();
    words.iter().map(|word| i32::from_le_bytes(*word))
}
