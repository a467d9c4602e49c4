//! Where the steps of a plan were written.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::diagnostic::{Diagnostic, Place, Related};

/// Places of steps, effects, surfaces, services, scenes and required programs, by their id or by
/// `surface:NAME`, `service:NAME`, `scene:NAME`, `requires:PROGRAM`.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Origins(pub BTreeMap<String, Origin>);

/// Where one thing was written.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Origin {
    /// What the script calls it, such as `click`.
    pub word: String,
    /// Where the script says it.
    pub place: Place,
    /// Inside composed steps: their own places, the outermost first.
    pub within: Vec<Place>,
    /// Inside loops: the items of the rounds, the outermost first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub rounds: Vec<Related>,
}

impl Origins {
    /// Adds the place of `id` to a diagnostic, and of the composed steps that it came from.
    pub fn locate(&self, id: &str, diagnostic: Diagnostic) -> Diagnostic {
        let Some(origin) = self.0.get(id) else {
            return diagnostic;
        };
        let located = diagnostic.at(origin.place.clone());
        let located = origin.within.iter().fold(located, |diagnostic, place| {
            diagnostic.related("inside the composed step", place.clone())
        });
        origin.rounds.iter().fold(located, |diagnostic, round| {
            diagnostic.related(round.message.clone(), round.place.clone())
        })
    }
}
