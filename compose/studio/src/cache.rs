//! Spoken words on disk, named by the hash of everything that shaped them. A file is whole or it
//! is not there; two renders at once synthesise a text once.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use demoreel_primitives::cancel::Cancel;
use demoreel_primitives::plan::Effect;
use demoreel_primitives::speech::{Audio, Phoneme, Speech, Word};
use demoreel_primitives::time::SAMPLE_RATE;
use demoreel_primitives::wav::Wav;
use serde::{Deserialize, Serialize};

use crate::error::VoiceError;
use crate::voice::{Utterance, Voice};

/// Changes whenever what is stored, or how speech is finished before it is stored, changes.
const FORMAT: &str = "demoreel speech 1";

/// A folder of spoken words.
pub struct Cache {
    folder: PathBuf,
}

/// What stands beside a sound.
#[derive(Serialize, Deserialize)]
struct Entry {
    /// BLAKE3 of the sound's file; none where nothing is heard.
    digest: Option<String>,
    samples: u64,
    words: Vec<Word>,
    phonemes: Vec<Phoneme>,
}

impl Cache {
    /// A folder, made if it is not there.
    pub fn open(folder: &Path) -> Result<Cache, VoiceError> {
        fs::create_dir_all(folder).map_err(|error| failed("make", folder, error))?;
        let folder = folder.to_owned();
        Ok(Cache { folder })
    }

    /// One `say` as speech, and whether it had to be spoken for that.
    pub fn speech(
        &self,
        voice: &dyn Voice,
        effect: &Effect,
        text: &str,
        cancel: &Cancel,
    ) -> Result<(Speech, bool), VoiceError> {
        let saying = |error| match error {
            VoiceError::Cancelled => VoiceError::Cancelled,
            error => VoiceError::Saying {
                effect: effect.id.clone(),
                error: Box::new(error),
            },
        };
        let key = key(voice, text);
        let (entry, fresh) = self.entry(&key, voice, text, cancel).map_err(saying)?;
        let path = self.sound(&key).display().to_string();
        let speech = Speech {
            effect: effect.id.clone(),
            audio: entry.digest.map(|digest| Audio { path, digest }),
            samples: entry.samples,
            words: entry.words,
            phonemes: entry.phonemes,
        };
        Ok((speech, fresh))
    }

    fn entry(
        &self,
        key: &str,
        voice: &dyn Voice,
        text: &str,
        cancel: &Cancel,
    ) -> Result<(Entry, bool), VoiceError> {
        if let Some(entry) = self.known(key) {
            return Ok((entry, false));
        }
        let _lock = self.lock(key)?;
        // Another render may have spoken it while this one waited for the lock.
        if let Some(entry) = self.known(key) {
            return Ok((entry, false));
        }
        let utterance = voice.speak(text, cancel)?;
        Ok((self.store(key, utterance)?, true))
    }

    /// What is stored, if all of it is there and whole.
    fn known(&self, key: &str) -> Option<Entry> {
        let entry = fs::read(self.notes(key)).ok()?;
        let entry: Entry = serde_json::from_slice(&entry).ok()?;
        if let Some(digest) = &entry.digest {
            let sound = fs::read(self.sound(key)).ok()?;
            if blake3::hash(&sound).to_hex().as_str() != digest {
                return None;
            }
        }
        Some(entry)
    }

    /// The sound first: notes without their sound would be a lie.
    fn store(&self, key: &str, utterance: Utterance) -> Result<Entry, VoiceError> {
        let audible = !utterance.sound.is_empty();
        let mut digest = None;
        if audible {
            let wav = Wav {
                rate: SAMPLE_RATE,
                channels: 1,
                samples: utterance.sound,
            };
            let bytes = wav.encode();
            digest = Some(blake3::hash(&bytes).to_hex().to_string());
            self.write(&self.sound(key), &bytes)?;
        }
        let entry = Entry {
            digest,
            samples: utterance.samples,
            words: utterance.words,
            phonemes: utterance.phonemes,
        };
        let notes = self.notes(key);
        let bytes = serde_json::to_vec(&entry)
            .map_err(|error| failed("write", &notes, io::Error::other(error)))?;
        self.write(&notes, &bytes)?;
        Ok(entry)
    }

    /// Writes beside the file, then puts it in its place.
    fn write(&self, path: &Path, bytes: &[u8]) -> Result<(), VoiceError> {
        let write = || -> io::Result<()> {
            let mut file = tempfile::NamedTempFile::new_in(&self.folder)?;
            file.write_all(bytes)?;
            file.as_file().sync_all()?;
            file.persist(path)?;
            Ok(())
        };
        write().map_err(|error| failed("write", path, error))
    }

    /// Held until the file is dropped; the system lets go of it if this process dies.
    fn lock(&self, key: &str) -> Result<File, VoiceError> {
        let path = self.folder.join(format!("{}.lock", &key[..2]));
        let lock = || -> io::Result<File> {
            let file = File::options().create(true).append(true).open(&path)?;
            file.lock()?;
            Ok(file)
        };
        lock().map_err(|error| failed("lock", &path, error))
    }

    fn sound(&self, key: &str) -> PathBuf {
        self.folder.join(format!("{key}.wav"))
    }

    fn notes(&self, key: &str) -> PathBuf {
        self.folder.join(format!("{key}.json"))
    }
}

/// The hash of everything that shapes a text's speech.
fn key(voice: &dyn Voice, text: &str) -> String {
    let mut hash = blake3::Hasher::new();
    for part in [FORMAT, &voice.fingerprint(), text] {
        hash.update(&(part.len() as u64).to_le_bytes());
        hash.update(part.as_bytes());
    }
    hash.finalize().to_hex().to_string()
}

fn failed(what: &'static str, path: &Path, error: io::Error) -> VoiceError {
    let path = path.to_owned();
    VoiceError::Cache { what, path, error }
}
