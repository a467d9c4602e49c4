//! Scenes, played through on paper: composed steps are unfolded, acting steps get their ids, and
//! every effect its beginning and its end.

mod builder;
mod effects;
mod fits;
mod surfaces;

use std::cell::RefCell;
use std::collections::BTreeSet;

use demoreel_primitives::codes::language as codes;
use demoreel_primitives::diagnostic::Diagnostic;
use demoreel_primitives::plan::{ActScene, EffectKind, LookScene, Origins};

use super::head::Head;
use super::outputs::{self, SceneLook};
use crate::check::Checker;
use crate::scope::{Argument, Scope};
use crate::tree::Node;
use crate::written::Tables;
use builder::{Builder, Frame};

/// Every scene in order: its halves, and its own look keys.
#[derive(Default)]
pub(super) struct Scenes {
    pub acts: Vec<ActScene>,
    pub shown: Vec<LookScene>,
    pub looks: Vec<SceneLook>,
}

/// Plays every scene through.
pub(super) fn all(
    checker: &Checker,
    tables: &Tables,
    root: &Node,
    head: &Head,
    origins: &mut Origins,
) -> Scenes {
    let called = RefCell::new(BTreeSet::new());
    let mut names = BTreeSet::new();
    let mut scenes = Scenes::default();
    let list = root.get("scenes");
    let nodes = list.and_then(Node::as_sequence);
    for node in nodes.unwrap_or_default() {
        let mut builder = Builder::new(checker, head, &called);
        builder.play(node, tables);
        if !builder.name.is_empty() && !names.insert(builder.name.clone()) {
            checker.report(same_name(node, &builder.name));
        }
        outputs::check_look(checker, &builder.look, node);
        scenes.looks.push(SceneLook {
            name: builder.name.clone(),
            look: builder.look.clone(),
        });
        let (act, shown) = builder.finish(origins);
        scenes.acts.push(act);
        scenes.shown.push(shown);
    }
    if let Some(list) = list.filter(|_| nodes.is_some_and(<[_]>::is_empty)) {
        let error = Diagnostic::error(codes::MISSING_FIELD, "the script has no scene");
        let error = error.at(list.span.place());
        checker.report(error.hint("a scene has a name, as `scene`, and `steps`"));
    }
    check_uncalled(checker, head, &called);
    check_stills(checker, &scenes.shown, origins);
    scenes
}

/// Two stills of one name would be one file.
fn check_stills(checker: &Checker, scenes: &[LookScene], origins: &Origins) {
    let mut names = BTreeSet::new();
    for effect in scenes.iter().flat_map(|scene| &scene.effects) {
        if let EffectKind::Still { name } = &effect.kind
            && !names.insert(name)
        {
            let message = format!("two stills are called `{name}`");
            let error = Diagnostic::error(codes::DUPLICATE_NAME, message);
            let error = error.hint("each is a file of its own: give it its own name");
            checker.report(origins.locate(&effect.id.0, error));
        }
    }
}

/// Composed steps that nobody calls are checked as far as that goes without arguments.
fn check_uncalled(checker: &Checker, head: &Head, called: &RefCell<BTreeSet<String>>) {
    for entry in checker.registry.entries() {
        let name = &entry.table.name;
        let Some(definition) = &entry.composed else {
            continue;
        };
        if definition.endless || called.borrow().contains(name) {
            continue;
        }
        let names = entry.table.fields.iter().map(|field| field.name.clone());
        let scope = Scope {
            arguments: names.map(|name| (name, Argument::Unknown)).collect(),
            calls: Vec::new(),
        };
        let mut builder = Builder::new(checker, head, called);
        let frame = Frame {
            scope: &scope,
            surface: head.surfaces.names().next().map(str::to_owned),
            outer: None,
            inner: Vec::new(),
        };
        builder.steps(&definition.steps, &frame);
    }
}

fn same_name(node: &Node, name: &str) -> Diagnostic {
    let place = node.get("scene").map_or(&node.span, |it| &it.span).place();
    let message = format!("two scenes are called `{name}`");
    Diagnostic::error(codes::DUPLICATE_NAME, message)
        .at(place)
        .hint("give each its own name")
}
