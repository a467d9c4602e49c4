//! What earlier runs have left: films by the act that they are of, and spoken words. It is only
//! looked at; whether it can be used is for the run to say.

use std::collections::BTreeMap;
use std::path::Path;

use demoreel_primitives::time::{Nanos, SAMPLE_RATE};
use serde_json::Value;

/// The scenes of a take, by name, with the hash of their act.
pub(super) struct Filmed(BTreeMap<String, String>);

impl Filmed {
    /// Reads a take's own list of its scenes; none where there is no take.
    pub fn read(take: &Path) -> Filmed {
        let about = json(&take.join("take.json")).unwrap_or_default();
        let scenes = about["scenes"].as_array().into_iter().flatten();
        let scenes = scenes.filter_map(|scene| {
            let (name, hash) = (scene["name"].as_str()?, scene["act_hash"].as_str()?);
            let whole = take.join(name).join("events.jsonl").is_file();
            whole.then(|| (name.to_owned(), hash.to_owned()))
        });
        Filmed(scenes.collect())
    }

    /// Whether a scene was filmed from this act.
    pub fn is_current(&self, scene: &str, act_hash: &str) -> bool {
        self.0.get(scene).is_some_and(|hash| hash == act_hash)
    }
}

/// Spoken texts with their lengths. One that was spoken in several ways is not known.
pub(super) struct Spoken(BTreeMap<String, Option<Nanos>>);

impl Spoken {
    /// Reads the notes beside every sound.
    pub fn read(folder: &Path) -> Spoken {
        let mut all = BTreeMap::new();
        let files = std::fs::read_dir(folder).into_iter().flatten().flatten();
        for file in files.map(|entry| entry.path()) {
            if file.extension().is_none_or(|ending| ending != "json") {
                continue;
            }
            let Some((text, length)) = json(&file).as_ref().and_then(notes) else {
                continue;
            };
            let known = all.entry(text).or_insert(Some(length));
            *known = known.filter(|known| *known == length);
        }
        Spoken(all)
    }

    /// How long a text is, if it has been spoken in one way.
    pub fn length(&self, text: &str) -> Option<Nanos> {
        let words: Vec<_> = text.split_whitespace().collect();
        *self.0.get(&words.join(" "))?
    }
}

fn notes(entry: &Value) -> Option<(String, Nanos)> {
    let words = entry["words"].as_array()?.iter();
    let words: Vec<_> = words.filter_map(|word| word["text"].as_str()).collect();
    let samples = entry["samples"].as_u64()? as f64;
    let length = Nanos::from_secs_f64(samples / f64::from(SAMPLE_RATE));
    Some((words.join(" "), length))
}

fn json(file: &Path) -> Option<Value> {
    serde_json::from_slice(&std::fs::read(file).ok()?).ok()
}
