//! Entries: a sound, and beside it the times of its words and what it is.

use std::fs;
use std::io;
use std::path::PathBuf;

use demoreel_primitives::speech::{Phoneme, Word};
use demoreel_primitives::time::SAMPLE_RATE;
use demoreel_primitives::wav::Wav;
use serde::{Deserialize, Serialize};

use crate::{Store, StoreError};

/// Spoken words to be kept.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Made {
    /// One channel at 48 kHz; empty where nothing is heard.
    pub sound: Vec<f32>,
    /// Its length in samples, heard or not.
    pub samples: u64,
    /// The words in order.
    pub words: Vec<Word>,
    /// The phonemes in order, where they are known.
    pub phonemes: Vec<Phoneme>,
    /// What it is, for people.
    pub about: About,
}

/// What an entry is, for people who look through the store.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct About {
    /// Who spoke, such as `elevenlabs, Rachel`.
    pub voice: String,
    /// The words.
    pub text: String,
    /// What it cost; 0 where it was free.
    pub credits: f64,
}

/// What stands beside a sound.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Entry {
    /// BLAKE3 of the sound's file; none where nothing is heard.
    pub digest: Option<String>,
    /// Its length in samples, heard or not.
    pub samples: u64,
    /// The words in order.
    pub words: Vec<Word>,
    /// The phonemes in order, where they are known.
    pub phonemes: Vec<Phoneme>,
    /// What it is, for people.
    pub about: About,
}

/// An entry as it lies in the store.
#[derive(Clone, Debug, Serialize)]
pub struct Kept {
    /// Its name.
    pub key: String,
    /// What it is.
    pub about: About,
    /// Its length in samples.
    pub samples: u64,
    /// Bytes of its files.
    pub bytes: u64,
    /// Whether its sound is the one that was stored.
    pub whole: bool,
}

impl Store {
    /// What is stored, if all of it is there and whole.
    pub fn get(&self, key: &str) -> Option<Entry> {
        let entry = self.notes(key)?;
        self.is_whole(key, &entry).then_some(entry)
    }

    /// Whether there is an entry; whether it is whole is not looked at.
    pub fn has(&self, key: &str) -> bool {
        self.file(key, "json").is_file()
    }

    /// Where an entry's sound is.
    pub fn sound(&self, key: &str) -> PathBuf {
        self.file(key, "wav")
    }

    /// Keeps an entry. The sound goes first: notes without their sound would be a lie.
    pub fn put(&self, key: &str, made: Made) -> Result<Entry, StoreError> {
        let mut digest = None;
        if !made.sound.is_empty() {
            let wav = Wav {
                rate: SAMPLE_RATE,
                channels: 1,
                samples: made.sound,
            };
            let bytes = wav.encode();
            digest = Some(blake3::hash(&bytes).to_hex().to_string());
            self.write(&self.sound(key), &bytes)?;
        }
        let entry = Entry {
            digest,
            samples: made.samples,
            words: made.words,
            phonemes: made.phonemes,
            about: made.about,
        };
        let notes = self.file(key, "json");
        let bytes = serde_json::to_vec(&entry)
            .map_err(|error| StoreError::new("write", &notes, io::Error::other(error)))?;
        self.write(&notes, &bytes)?;
        Ok(entry)
    }

    /// Every entry, in the order of their names.
    pub fn entries(&self) -> Vec<Kept> {
        let mut all: Vec<Kept> = self
            .keys("json")
            .into_iter()
            .filter_map(|key| self.kept(key))
            .collect();
        all.sort_by(|a, b| a.key.cmp(&b.key));
        all
    }

    /// Takes an entry away, and the answer that it was made from. The ledger keeps what it cost.
    pub fn remove(&self, key: &str) -> Result<(), StoreError> {
        for ending in ["json", "wav", "answer", "intent"] {
            let path = self.file(key, ending);
            match fs::remove_file(&path) {
                Err(error) if error.kind() != io::ErrorKind::NotFound => {
                    return Err(StoreError::new("remove", &path, error));
                }
                _ => {}
            }
        }
        Ok(())
    }

    /// Names of the files with an ending.
    pub(crate) fn keys(&self, ending: &str) -> Vec<String> {
        let files = fs::read_dir(&self.folder).into_iter().flatten().flatten();
        let name = |file: fs::DirEntry| {
            let name = file.file_name().into_string().ok()?;
            let key = name.strip_suffix(ending)?.strip_suffix('.')?;
            Some(key.to_owned()).filter(|key| key.len() == 64)
        };
        files.filter_map(name).collect()
    }

    fn kept(&self, key: String) -> Option<Kept> {
        let size = |ending: &str| fs::metadata(self.file(&key, ending)).map_or(0, |it| it.len());
        let entry = self.notes(&key);
        let whole = entry.as_ref().is_some_and(|it| self.is_whole(&key, it));
        let bytes = size("json") + size("wav");
        let (about, samples) = entry.map_or_else(Default::default, |it| (it.about, it.samples));
        Some(Kept {
            key,
            about,
            samples,
            bytes,
            whole,
        })
    }

    fn notes(&self, key: &str) -> Option<Entry> {
        let notes = fs::read(self.file(key, "json")).ok()?;
        serde_json::from_slice(&notes).ok()
    }

    fn is_whole(&self, key: &str, entry: &Entry) -> bool {
        let Some(digest) = &entry.digest else {
            return true;
        };
        let sound = fs::read(self.sound(key));
        sound.is_ok_and(|sound| blake3::hash(&sound).to_hex().as_str() == digest)
    }
}
