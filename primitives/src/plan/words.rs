//! Words that people read or hear, in every language of the script.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// One text in each language that a reel is made in.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Words(pub BTreeMap<String, String>);

impl Words {
    /// The language of scripts that name none.
    pub const FIRST_LANGUAGE: &'static str = "en";

    /// Words of a script that names no language.
    pub fn plain(text: impl Into<String>) -> Words {
        let language = Words::FIRST_LANGUAGE.to_owned();
        Words(BTreeMap::from([(language, text.into())]))
    }

    /// The text in a language; a plan has one for the language of each of its outputs.
    pub fn in_language(&self, language: &str) -> &str {
        self.0.get(language).map_or("", String::as_str)
    }
}
