//! All sentences in one WAV file, with a mark where each scene begins. Sentences are read one at a
//! time, so that an hour takes no more memory than a minute.

use std::io::{self, BufWriter, Write};
use std::path::Path;

use demoreel_compose::studio::Spoken;
use demoreel_primitives::codes::command;
use demoreel_primitives::diagnostic::Diagnostic;
use demoreel_primitives::time::SAMPLE_RATE;
use demoreel_primitives::wav::{Mark, Wav, marked_header, marked_trailer};

use crate::Staged;

/// Silence between two sentences, in samples.
const PAUSE: u64 = SAMPLE_RATE as u64 / 2;

/// Writes the file, whole or not at all.
pub fn write(spoken: &[(String, Spoken)], file: &Path) -> Staged<()> {
    let write = || -> io::Result<()> {
        let folder = file.parent().unwrap_or(Path::new("."));
        let mut partial = tempfile::NamedTempFile::new_in(folder)?;
        write_all(spoken, &mut BufWriter::new(partial.as_file_mut()))?;
        partial.as_file().sync_all()?;
        partial.persist(file)?;
        Ok(())
    };
    write().map_err(|error| {
        let message = format!("{} cannot be written: {error}", file.display());
        vec![Diagnostic::error(command::FOLDER_NOT_WRITABLE, message)]
    })
}

fn write_all(spoken: &[(String, Spoken)], out: &mut impl Write) -> io::Result<()> {
    let mut marks: Vec<Mark> = Vec::new();
    let mut at = 0;
    let several = spoken.iter().any(|(output, _)| *output != spoken[0].0);
    for (output, one) in spoken {
        let name = match several {
            true => format!("{output}: {}", one.scene),
            false => one.scene.clone(),
        };
        if marks.last().is_none_or(|mark| mark.name != name) {
            let sample = at as u32;
            marks.push(Mark { sample, name });
        }
        at += one.speech.samples + PAUSE;
    }
    let trailer = marked_trailer(&marks);
    out.write_all(&marked_header(at, trailer.len()))?;
    for (_, one) in spoken {
        let samples = match &one.speech.audio {
            None => vec![0.0; one.speech.samples as usize],
            Some(audio) => {
                let wav = Wav::decode(&std::fs::read(&audio.path)?);
                wav.map_err(io::Error::other)?.samples
            }
        };
        for sample in samples.iter().chain(&[0.0; PAUSE as usize]) {
            let integer = (sample.clamp(-1.0, 1.0) * 32_767.0).round() as i16;
            out.write_all(&integer.to_le_bytes())?;
        }
    }
    out.write_all(&trailer)?;
    out.flush()
}
