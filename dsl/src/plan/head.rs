//! Everything of a script but its scenes.

use std::path::Path;

use demoreel_primitives::codes::language as codes;
use demoreel_primitives::diagnostic::Diagnostic;
use demoreel_primitives::plan::{Origin, Origins, Service};
use serde_json::Value as Json;

use super::brand;
use super::languages::Languages;
use super::outputs::{self, Draft};
use super::stage::{self, Surfaces};
use crate::check::Checker;
use crate::tree::Node;
use crate::written::{ScriptWords, Tables};

/// What holds for all scenes. Where a part is wrong it holds what can be said all the same, so
/// that the scenes can be checked.
pub(super) struct Head {
    pub title: String,
    pub surfaces: Surfaces,
    pub services: Vec<Service>,
    pub outputs: Vec<Draft>,
    pub languages: Languages,
}

impl Head {
    pub fn read(
        checker: &Checker,
        tables: &Tables,
        root: &Node,
        script: &Path,
        origins: &mut Origins,
    ) -> Head {
        note_places(root, origins);
        let stem = script
            .file_stem()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned();
        let body = checker.whole(root, &tables.script);
        let words = body.and_then(|body| serde_json::from_value(Json::Object(body)).ok());
        let Some(words): Option<ScriptWords> = words else {
            return Head::unknown(root, stem);
        };
        let under = brand::layer(checker, tables, root, words.brand.as_deref());
        let languages = Languages::read(checker, root, &words);
        let outputs = outputs::drafts(checker, root, &words, &under, &stem);
        let surfaces = stage::surfaces(
            checker,
            root,
            words.surfaces,
            outputs.first().map(|draft| draft.size),
        );
        if surfaces.names().next().is_none() {
            checker.report(no_surfaces(root));
        }
        Head {
            title: words.title.unwrap_or(stem),
            surfaces,
            services: stage::services(words.services, root),
            outputs,
            languages,
        }
    }

    fn unknown(root: &Node, title: String) -> Head {
        Head {
            title,
            surfaces: Surfaces::unknown(root),
            services: Vec::new(),
            outputs: Vec::new(),
            languages: Languages::first_alone(),
        }
    }
}

fn no_surfaces(root: &Node) -> Diagnostic {
    let place = root
        .get("surfaces")
        .map_or(&root.span, |node| &node.span)
        .place();
    Diagnostic::error(codes::MISSING_FIELD, "the script has no surface")
        .at(place)
        .hint("name one, such as:\nsurfaces:\n  app:\n    browser: https://example.com")
}

/// Where surfaces and services were written.
fn note_places(root: &Node, origins: &mut Origins) {
    for (list, word) in [("surfaces", "surface"), ("services", "service")] {
        let mapping = root.get(list).and_then(Node::as_mapping);
        for entry in mapping.into_iter().flat_map(|mapping| &mapping.entries) {
            let origin = Origin {
                word: word.to_owned(),
                place: entry.key.span.place(),
                within: Vec::new(),
                rounds: Vec::new(),
            };
            origins
                .0
                .insert(format!("{word}:{}", entry.key.text), origin);
        }
    }
}
