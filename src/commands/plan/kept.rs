//! What earlier runs have left: films by the act that they are of, and spoken words. It is only
//! looked at; whether it can be used is for the run to say.

use std::collections::BTreeMap;
use std::path::Path;

use demoreel_primitives::plan::Voice;
use demoreel_primitives::time::{Nanos, SAMPLE_RATE};
use demoreel_store::{Store, key};
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

/// Spoken texts with their lengths, by who spoke them. One that was spoken in several ways is not
/// known.
pub(super) struct Spoken {
    store: Store,
    lengths: BTreeMap<(String, String), Option<Nanos>>,
}

impl Spoken {
    /// Looks through the store.
    pub fn read(folder: &Path) -> Spoken {
        let store = Store::at(folder);
        let mut lengths = BTreeMap::new();
        for kept in store.entries().into_iter().filter(|kept| kept.whole) {
            let samples = kept.samples as f64;
            let length = Nanos::from_secs_f64(samples / f64::from(SAMPLE_RATE));
            let known = lengths
                .entry((kept.about.voice, kept.about.text))
                .or_insert(Some(length));
            *known = known.filter(|known| *known == length);
        }
        Spoken { store, lengths }
    }

    /// How long a text is, if this voice has spoken it in one way.
    pub fn length(&self, text: &str, voice: &Voice) -> Option<Nanos> {
        *self.lengths.get(&(voice.label(), text.to_owned()))?
    }

    /// What a text would still cost, in credits.
    pub fn credits(&self, text: &str, voice: &Voice) -> f64 {
        match voice {
            Voice::ElevenLabs(paid) if self.store.has(&key(&[&paid.fingerprint(), text])) => 0.0,
            voice => voice.credits(text),
        }
    }
}

fn json(file: &Path) -> Option<Value> {
    serde_json::from_slice(&std::fs::read(file).ok()?).ok()
}
