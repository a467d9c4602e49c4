//! The languages that reels are made in, and every word of the look in each of them. Words stand
//! in the script by language, or in a side file that translates those of the first language.

use std::collections::BTreeMap;
use std::path::Path;
use std::rc::Rc;

use demoreel_primitives::codes::look as codes;
use demoreel_primitives::diagnostic::{Diagnostic, Place};
use demoreel_primitives::plan::Words;
use demoreel_primitives::steps::{Phrase, is_language, listed};

use crate::check::Checker;
use crate::guess;
use crate::reader;
use crate::tree::{File, Node, shortened};
use crate::written::ScriptWords;

/// More than any translation has.
const MOST_BYTES: u64 = 4 << 20;

/// The script's languages, the first being that of its plain words.
pub(super) struct Languages {
    pub all: Vec<String>,
    /// From words of the first language to those of another.
    translations: BTreeMap<String, BTreeMap<String, String>>,
    /// Files of translations, as the script names them.
    files: BTreeMap<String, String>,
}

impl Languages {
    /// One language; what a script has that names none.
    pub fn first_alone() -> Languages {
        Languages {
            all: vec![Words::FIRST_LANGUAGE.to_owned()],
            translations: BTreeMap::new(),
            files: BTreeMap::new(),
        }
    }

    pub fn read(checker: &Checker, root: &Node, words: &ScriptWords) -> Languages {
        let named = root.get("languages").and_then(Node::as_sequence);
        let mut languages = Languages::first_alone();
        if let Some(named) = named.filter(|named| !named.is_empty()) {
            languages.all.clear();
            for node in named {
                languages.name(checker, node);
            }
        }
        for (language, file) in &words.translations {
            let node = root.get("translations").and_then(|all| all.get(language));
            let node = node.unwrap_or(root);
            if !languages.all.contains(language) {
                checker.report(languages.unknown(language, node.span.place()));
            }
            let read = translation(checker, node, Path::new(file));
            languages.translations.insert(language.clone(), read);
            let name = node.text().unwrap_or(file).to_owned();
            languages.files.insert(language.clone(), name);
        }
        languages
    }

    fn name(&mut self, checker: &Checker, node: &Node) {
        let word = node.text().unwrap_or_default();
        if !is_language(word) {
            let message = format!("'{word}' is no language");
            let error = Diagnostic::error(codes::UNKNOWN_LANGUAGE, message).at(node.span.place());
            let hint = "languages have codes such as `en`, `de` or `pt-BR`";
            checker.report(error.hint(hint));
        }
        if !self.all.iter().any(|one| one == word) {
            self.all.push(word.to_owned());
        }
    }

    /// A phrase in every language; what is missing is reported at `place`.
    pub fn words(&self, checker: &Checker, phrase: &Phrase, place: &Place) -> Words {
        let first = self.all.first().map_or("", String::as_str);
        let plain;
        let given = match phrase {
            Phrase::Each(given) => given,
            Phrase::Plain(text) => {
                plain = BTreeMap::from([(first.to_owned(), text.clone())]);
                &plain
            }
        };
        for language in given.keys().filter(|one| !self.all.contains(one)) {
            checker.report(self.unknown(language, place.clone()));
        }
        let mut words = BTreeMap::new();
        for language in &self.all {
            let translated = || self.translations.get(language)?.get(given.get(first)?);
            match given.get(language).or_else(translated) {
                Some(text) => _ = words.insert(language.clone(), text.clone()),
                None => checker.report(self.missing(language, given, place)),
            }
        }
        Words(words)
    }

    fn missing(
        &self,
        language: &str,
        given: &BTreeMap<String, String>,
        place: &Place,
    ) -> Diagnostic {
        let text = given.values().next().map_or("", String::as_str);
        let message = format!("'{}' has no words in `{language}`", shortened(text));
        let error = Diagnostic::error(codes::NOT_TRANSLATED, message).at(place.clone());
        error.hint(match self.files.get(language) {
            Some(file) => format!("add a line for it to '{file}'"),
            None => format!(
                "give words for {}",
                listed(self.all.iter().map(String::as_str))
            ),
        })
    }

    fn unknown(&self, language: &str, place: Place) -> Diagnostic {
        let message = format!("the script is not made in `{language}`");
        let error = Diagnostic::error(codes::UNKNOWN_LANGUAGE, message).at(place);
        let known = self.all.iter().map(String::as_str);
        error.hint(match guess::nearest(language, known.clone()) {
            Some(near) => format!("did you mean `{near}`?"),
            None => format!("its `languages` are {}", listed(known)),
        })
    }
}

/// A file of translations: a map from words to words.
fn translation(checker: &Checker, node: &Node, path: &Path) -> BTreeMap<String, String> {
    let wrong = |why: String| {
        let error = Diagnostic::error(codes::NOT_A_TRANSLATION, why).at(node.span.place());
        let hint =
            "each line of it has words of the first language, a colon, and their translation";
        checker.report(error.hint(hint));
        BTreeMap::new()
    };
    let name = node.text().unwrap_or_default();
    let bytes = match checker.files.world.read(path, MOST_BYTES) {
        Ok(bytes) => bytes,
        Err(error) => return wrong(format!("'{name}' cannot be read: {error}")),
    };
    let folder = path.parent().unwrap_or(Path::new("/")).to_owned();
    let file = File {
        name: name.to_owned(),
        folder,
    };
    let reading = reader::read(&Rc::new(file), &bytes);
    checker.findings.extend(reading.diagnostics);
    let root = reading.root;
    let Some(mapping) = root.as_ref().and_then(Node::as_mapping) else {
        return wrong(format!("'{name}' is no map from words to words"));
    };
    let entries = mapping.entries.iter();
    let pairs = entries.filter_map(|entry| {
        let text = entry.value.text()?;
        Some((entry.key.text.clone(), text.trim_end().to_owned()))
    });
    pairs.collect()
}
