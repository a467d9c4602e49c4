//! Words that people read or hear, as scripts write them: in one language, or in several.

use std::borrow::Cow;
use std::collections::BTreeMap;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Serialize};

/// Words, or a map from languages to words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Phrase {
    /// In the script's first language.
    Plain(String),
    /// By language.
    Each(BTreeMap<String, String>),
}

/// The languages that a script can name, by their codes. A country may follow, as in `pt-BR`.
/// Codes that are also words of the language, such as `as` and `to`, are left out.
pub const LANGUAGES: &[&str] = &[
    "af", "ar", "az", "be", "bg", "bn", "bs", "ca", "cs", "cy", "da", "de", "el", "en", "es", "et",
    "eu", "fa", "fi", "fr", "ga", "gl", "gu", "he", "hi", "hr", "hu", "hy", "id", "is", "it", "ja",
    "ka", "kk", "km", "kn", "ko", "lt", "lv", "mk", "ml", "mn", "mr", "ms", "mt", "my", "nb", "ne",
    "nl", "nn", "no", "pa", "pl", "pt", "ro", "ru", "si", "sk", "sl", "sq", "sr", "sv", "sw", "ta",
    "te", "th", "tr", "uk", "ur", "uz", "vi", "zh", "zu",
];

/// Whether a word names a language.
pub fn is_language(word: &str) -> bool {
    let (language, country) = word.split_once('-').unwrap_or((word, "XX"));
    let upper = country.bytes().all(|byte| byte.is_ascii_uppercase());
    LANGUAGES.contains(&language) && country.len() == 2 && upper
}

impl JsonSchema for Phrase {
    fn schema_name() -> Cow<'static, str> {
        "phrase".into()
    }
    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "x-kind": "phrase" })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_language_is_told_from_a_field() {
        let yes = ["en", "pt-BR", "zh-CN", "no"];
        assert!(yes.iter().all(|word| is_language(word)));
        let no = ["for", "to", "as", "en_US", "en-us", "english", "EN", "en-"];
        assert!(!no.iter().any(|word| is_language(word)));
    }
}
