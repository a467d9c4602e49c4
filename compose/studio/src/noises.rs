//! Our own small sounds, which are part of the program: keys of a quiet keyboard, clicks of a
//! mouse. They are written to files, as everything is that the mix reads.

use std::path::Path;

use demoreel_primitives::sounds::{Noise, NoiseKind};
use demoreel_primitives::speech::Audio;
use demoreel_primitives::wav::Wav;

use crate::error::VoiceError;

macro_rules! sounds {
    ($($kind:ident $file:literal)*) => {
        [$((
            NoiseKind::$kind,
            $file,
            include_bytes!(concat!("../../../assets/sounds/", $file)).as_slice(),
        )),*]
    };
}

const SOUNDS: [(NoiseKind, &str, &[u8]); 10] = sounds! {
    Letter "key-1.wav"
    Letter "key-2.wav"
    Letter "key-3.wav"
    Letter "key-4.wav"
    Letter "key-5.wav"
    Letter "key-6.wav"
    Space "key-space.wav"
    Enter "key-enter.wav"
    Down "click-down.wav"
    Up "click-up.wav"
};

/// All of them, as files in a folder that is made if need be.
pub fn noises(folder: &Path) -> Result<Vec<Noise>, VoiceError> {
    let unwritable = |error: std::io::Error| VoiceError::Sound {
        file: folder.display().to_string(),
        why: error.to_string(),
    };
    std::fs::create_dir_all(folder).map_err(unwritable)?;
    let noise = |(kind, name, bytes): &(NoiseKind, &str, &[u8])| {
        let file = folder.join(name);
        if std::fs::read(&file).ok().as_deref() != Some(*bytes) {
            let partial = tempfile::NamedTempFile::new_in(folder).map_err(unwritable)?;
            std::fs::write(partial.path(), bytes).map_err(unwritable)?;
            let kept = partial.persist(&file);
            kept.map_err(|error| unwritable(error.error))?;
        }
        let samples = Wav::decode(bytes).map_or(0, |wav| wav.samples.len() as u64);
        Ok(Noise {
            kind: *kind,
            audio: Audio {
                path: file.display().to_string(),
                digest: blake3::hash(bytes).to_hex().to_string(),
            },
            samples,
        })
    };
    SOUNDS.iter().map(noise).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_noise_is_short_clean_and_there_twice_as_once() {
        let folder = tempfile::tempdir().expect("a folder");
        let noises = noises(folder.path()).expect("the folder can be written");
        for noise in &noises {
            let bytes = std::fs::read(&noise.audio.path).expect("the file is there");
            let wav = Wav::decode(&bytes).expect("it is a WAV file");
            assert_eq!((wav.rate, wav.channels), (48_000, 1));
            assert_eq!(wav.samples.len() as u64, noise.samples);
            assert!(
                noise.samples < 9_600,
                "{noise:?} is a fifth of a second at most"
            );
            let ends = [wav.samples[0], wav.samples[wav.samples.len() - 1]];
            assert!(ends.iter().all(|end| end.abs() < 1e-3), "{noise:?} clicks");
            let peak = wav
                .samples
                .iter()
                .fold(0.0_f32, |most, at| most.max(at.abs()));
            assert!((0.2..0.7).contains(&peak), "{noise:?}: {peak}");
        }
        assert_eq!(super::noises(folder.path()).expect("again"), noises);
    }
}
