//! Films: lossless H.264 in Matroska, 8-bit 4:2:0, BT.709, limited range. A picture's number is
//! all that its time stamp says (at 25 pictures a second, so that a player shows something);
//! when it was seen stands in the index.

mod reader;
mod writer;

use std::path::Path;
use std::sync::Once;

use demoreel_primitives::filmed::Film;
use demoreel_primitives::progress::Run;
use ffmpeg_next as ffmpeg;

use crate::spool::SpoolReader;
use crate::{SurfaceFacts, TakeError};

pub use reader::FilmReader;
pub use writer::FilmWriter;

/// Every so many pictures one stands on its own, so that reaching any of them costs at most so
/// many decoded pictures.
pub const KEY_EVERY: u64 = 30;

/// Pictures for a second of a film's own, meaningless time.
const RATE: i32 = 25;

/// What a recorder's spool holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spooled {
    /// Pictures in the spool; one or more.
    pub pictures: u64,
    /// Changes that the recorder saw but could not keep.
    pub missed: u64,
}

/// Makes the film of a spool and removes the spool. Advances the current stage by one for each
/// picture.
pub fn develop(
    spool: &Path,
    spooled: &Spooled,
    surface: &SurfaceFacts,
    film: &Path,
    run: &Run<'_>,
) -> Result<Film, TakeError> {
    let mut reader = SpoolReader::open(spool, surface.size, spooled.pictures)?;
    let mut writer = FilmWriter::create(film, surface)?;
    let mut done = 0;
    while let Some(change) = reader.advance()? {
        if run.cancel.is_cancelled() {
            return Err(TakeError::Cancelled {
                path: film.to_owned(),
            });
        }
        writer.push(change.at, change.damage, reader.picture())?;
        done += 1;
        run.advance(done, Some(&surface.name));
    }
    let film = writer.finish(spooled.missed)?;
    std::fs::remove_file(spool).map_err(|source| TakeError::writing(spool, source))?;
    Ok(film)
}

/// FFmpeg talks on standard error unless it is told not to; that is a setting of the process.
fn quiet() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        ffmpeg::util::log::set_level(ffmpeg::util::log::Level::Quiet);
    });
}

/// What FFmpeg's word for a failure means for a file that is written.
fn failed_writing(path: &Path, error: ffmpeg::Error) -> TakeError {
    match error {
        ffmpeg::Error::Other { errno } => {
            TakeError::writing(path, std::io::Error::from_raw_os_error(errno))
        }
        other => codec(path, other),
    }
}

/// What FFmpeg's word for a failure means for a file that is read.
fn failed_reading(path: &Path, error: ffmpeg::Error) -> TakeError {
    match error {
        ffmpeg::Error::Other { errno } => {
            TakeError::reading(path, std::io::Error::from_raw_os_error(errno))
        }
        ffmpeg::Error::InvalidData => TakeError::damaged(path, "it cannot be decoded"),
        other => codec(path, other),
    }
}

fn codec(path: &Path, error: ffmpeg::Error) -> TakeError {
    TakeError::Codec {
        path: path.to_owned(),
        what: error.to_string(),
    }
}
