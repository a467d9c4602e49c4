//! Music for the mix: any sound file as stereo WAV at 48 kHz, made once for each content.

use std::collections::BTreeSet;
use std::ffi::{OsStr, OsString};
use std::path::Path;

use demoreel_primitives::cancel::Cancel;
use demoreel_primitives::sounds::Tune;
use demoreel_primitives::speech::Audio;
use demoreel_primitives::time::SAMPLE_RATE;
use demoreel_primitives::wav::WavHead;

use crate::error::VoiceError;
use crate::program::Program;

/// The samples begin within so many bytes.
const HEAD: usize = 1 << 16;
/// Music is a second long at least, or it would be a buzz.
const SHORTEST: u64 = SAMPLE_RATE as u64;

/// Files of music, ready to be mixed, each once. `folder` keeps what was made; programs are looked
/// for in `path`.
pub fn tunes<'f>(
    files: impl IntoIterator<Item = &'f str>,
    folder: &Path,
    path: &OsStr,
    cancel: &Cancel,
) -> Result<Vec<Tune>, VoiceError> {
    let files: BTreeSet<&str> = files.into_iter().collect();
    let tunes = files
        .into_iter()
        .map(|file| tune(file, folder, path, cancel));
    tunes.collect()
}

fn tune(file: &str, folder: &Path, path: &OsStr, cancel: &Cancel) -> Result<Tune, VoiceError> {
    let unusable = |why: String| VoiceError::Sound {
        file: file.to_owned(),
        why,
    };
    let bytes = std::fs::read(file).map_err(|error| unusable(error.to_string()))?;
    let digest = blake3::hash(&bytes).to_hex().to_string();
    drop(bytes);
    let kept = folder.join(format!("{}.wav", &digest[..32]));
    let samples = match samples(&kept) {
        Some(samples) => samples,
        None => {
            decode(file, &kept, path, cancel)?;
            samples(&kept).unwrap_or_default()
        }
    };
    if samples < SHORTEST {
        return Err(unusable("it is shorter than a second".to_owned()));
    }
    Ok(Tune {
        file: file.to_owned(),
        audio: Audio {
            path: kept.display().to_string(),
            digest,
        },
        samples,
    })
}

/// Makes the WAV file, whole or not at all.
fn decode(file: &str, kept: &Path, path: &OsStr, cancel: &Cancel) -> Result<(), VoiceError> {
    let unusable = |why: String| VoiceError::Sound {
        file: file.to_owned(),
        why,
    };
    let folder = kept.parent().map(Path::to_owned).unwrap_or_default();
    std::fs::create_dir_all(&folder).map_err(|error| unusable(error.to_string()))?;
    let partial = tempfile::Builder::new().suffix(".wav").tempfile_in(&folder);
    let partial = partial.map_err(|error| unusable(error.to_string()))?;
    let program = Program::find("ffmpeg", path)?;
    let mut arguments: Vec<OsString> = Vec::new();
    arguments.extend(["-v", "error", "-nostdin", "-y", "-i"].map(OsString::from));
    // A name that begins with a dash is a name all the same.
    arguments.push(format!("file:{file}").into());
    let rate = SAMPLE_RATE.to_string();
    let form = [
        "-vn",
        "-ac",
        "2",
        "-ar",
        &rate,
        "-c:a",
        "pcm_s16le",
        "-f",
        "wav",
    ];
    arguments.extend(form.map(OsString::from));
    arguments.push(partial.path().into());
    match program.run(&arguments, cancel) {
        Ok(_) => {}
        Err(VoiceError::Failed { why, .. }) => return Err(unusable(why)),
        Err(error) => return Err(error),
    }
    let kept = partial.persist(kept);
    kept.map(drop)
        .map_err(|error| unusable(error.error.to_string()))
}

/// How long a WAV file is; nothing where it is not whole.
fn samples(file: &Path) -> Option<u64> {
    use std::io::Read;
    let mut first = Vec::new();
    let opened = std::fs::File::open(file).ok()?;
    let length = opened.metadata().ok()?.len();
    opened.take(HEAD as u64).read_to_end(&mut first).ok()?;
    let head = WavHead::read(&first).ok()?;
    let bytes = head.data.end.min(length).checked_sub(head.data.start)?;
    Some(bytes / head.frame_bytes())
}
