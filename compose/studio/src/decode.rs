//! Sound files of any kind as one channel at 48 kHz, and the silence at their ends taken off. WAV
//! is read here; other kinds by the program ffmpeg.

use std::ffi::OsString;
use std::path::Path;

use demoreel_primitives::cancel::Cancel;
use demoreel_primitives::speech::{Phoneme, Word};
use demoreel_primitives::time::SAMPLE_RATE;
use demoreel_primitives::wav::Wav;

use crate::error::VoiceError;
use crate::estimate;
use crate::job::VoiceJob;
use crate::polish;
use crate::program::Program;
use crate::resample::to_reel_rate;
use crate::voice::Utterance;

/// Samples kept before the first sound and after the last: breath and decay.
const BEFORE: u64 = SAMPLE_RATE as u64 * 20 / 1000;
const AFTER: u64 = SAMPLE_RATE as u64 * 80 / 1000;

/// A sound file that lies on disk.
pub fn file(path: &Path, job: &VoiceJob, cancel: &Cancel) -> Result<Vec<f32>, VoiceError> {
    let name = path.display().to_string();
    let bytes = std::fs::read(path).map_err(|error| failed(&name, error))?;
    if let Ok(wav) = Wav::decode(&bytes) {
        return Ok(to_reel_rate(&wav.mono(), wav.rate));
    }
    let out = tempfile::Builder::new()
        .suffix(".wav")
        .tempfile_in(&job.cache)
        .map_err(|error| failed(&name, error))?;
    let program = Program::find("ffmpeg", &job.path)?;
    let mut arguments: Vec<OsString> = Vec::new();
    arguments.extend(["-v", "error", "-nostdin", "-y", "-i"].map(OsString::from));
    // A name that begins with a dash is a name all the same.
    arguments.push(format!("file:{name}").into());
    let form = [
        "-vn",
        "-ac",
        "1",
        "-ar",
        "48000",
        "-c:a",
        "pcm_f32le",
        "-f",
        "wav",
    ];
    arguments.extend(form.map(OsString::from));
    arguments.push(out.path().into());
    program.run(&arguments, cancel)?;
    let bytes = std::fs::read(out.path()).map_err(|error| failed(&name, error))?;
    let wav = Wav::decode(&bytes).map_err(|error| failed(&name, error))?;
    Ok(to_reel_rate(&wav.mono(), wav.rate))
}

/// A sound file in memory.
pub fn bytes(bytes: &[u8], job: &VoiceJob, cancel: &Cancel) -> Result<Vec<f32>, VoiceError> {
    if let Ok(wav) = Wav::decode(bytes) {
        return Ok(to_reel_rate(&wav.mono(), wav.rate));
    }
    let held = tempfile::NamedTempFile::new_in(&job.cache);
    let held = held.and_then(|held| std::fs::write(held.path(), bytes).map(|()| held));
    let held = held.map_err(|error| failed("the answer", error))?;
    file(held.path(), job, cancel)
}

/// Little-endian 16-bit samples of one channel without a header; none where they are not whole.
pub fn pcm(bytes: &[u8], rate: u32) -> Option<Vec<f32>> {
    if bytes.is_empty() || !bytes.len().is_multiple_of(2) {
        return None;
    }
    let samples = bytes.chunks_exact(2);
    let samples = samples.map(|pair| f32::from(i16::from_le_bytes([pair[0], pair[1]])) / 32_768.0);
    Some(to_reel_rate(&samples.collect::<Vec<f32>>(), rate))
}

/// A sound with its words as speech: no silence at its ends, no rumble, no click.
pub fn finish(sound: &[f32], words: Vec<Word>, phonemes: Vec<Phoneme>) -> Utterance {
    let spans = estimate::heard(sound);
    let end = sound.len() as u64;
    let first = spans.first().map_or(0, |span| span.0);
    let last = spans.last().map_or(end, |span| span.1);
    let from = first.saturating_sub(BEFORE);
    let to = (last + AFTER).min(end).max(from);
    let inside = |at: u64| at.clamp(from, to) - from;
    let mut cut = sound[from as usize..to as usize].to_vec();
    polish::finish(&mut cut);
    Utterance {
        samples: cut.len() as u64,
        sound: cut,
        words: words
            .into_iter()
            .map(|word| Word {
                from: inside(word.from),
                to: inside(word.to),
                ..word
            })
            .collect(),
        phonemes: phonemes
            .into_iter()
            .map(|phoneme| Phoneme {
                from: inside(phoneme.from),
                to: inside(phoneme.to),
                ..phoneme
            })
            .filter(|phoneme| phoneme.from < phoneme.to)
            .collect(),
        credits: 0.0,
        bought: Vec::new(),
    }
}

/// Whether nothing can be heard of a sound.
pub fn is_silent(sound: &[f32]) -> bool {
    sound.iter().all(|at| at.abs() < 1e-3)
}

fn failed(name: &str, why: impl ToString) -> VoiceError {
    VoiceError::Answer {
        program: name.to_owned(),
        why: why.to_string(),
        key: None,
    }
}
