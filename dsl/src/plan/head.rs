//! Everything of a script but its scenes.

use std::cell::RefCell;
use std::path::Path;

use demoreel_primitives::codes::language as codes;
use demoreel_primitives::diagnostic::Diagnostic;
use demoreel_primitives::plan::{Origin, Origins, Required, Requirement, Service};
use demoreel_primitives::steps::Table;
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
    /// What the script requires, and what the composed steps do that it calls.
    pub requires: RefCell<Vec<Required>>,
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
            outputs.first().map(Draft::room),
        );
        if surfaces.names().next().is_none() {
            checker.report(no_surfaces(root));
        }
        Head {
            title: words.title.unwrap_or(stem),
            surfaces,
            services: stage::services(words.services, root),
            requires: RefCell::new(required(words.requires)),
            outputs,
            languages,
        }
    }

    /// Adds what a composed step requires that is called on a surface.
    pub fn require(&self, table: &Table, surface: Option<&str>) {
        let mut all = self.requires.borrow_mut();
        for requirement in &table.requires {
            let required = Required {
                requirement: requirement.clone(),
                surface: surface.map(str::to_owned),
            };
            if !all.contains(&required) {
                all.push(required);
            }
        }
    }

    fn unknown(root: &Node, title: String) -> Head {
        Head {
            title,
            surfaces: Surfaces::unknown(root),
            services: Vec::new(),
            requires: RefCell::default(),
            outputs: Vec::new(),
            languages: Languages::first_alone(),
        }
    }
}

fn required(requires: Vec<Requirement>) -> Vec<Required> {
    let everywhere = |requirement| Required {
        requirement,
        surface: None,
    };
    requires.into_iter().map(everywhere).collect()
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

/// Where surfaces, services and required programs were written.
fn note_places(root: &Node, origins: &mut Origins) {
    let required = root.get("requires").and_then(Node::as_sequence);
    for node in required.unwrap_or_default() {
        let program = node.text().or_else(|| node.get("program")?.text());
        let origin = Origin {
            word: "requires".to_owned(),
            place: node.span.place(),
            within: Vec::new(),
            rounds: Vec::new(),
        };
        let id = format!("requires:{}", program.unwrap_or_default());
        origins.0.entry(id).or_insert(origin);
    }
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
