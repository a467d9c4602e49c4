//! Scenes, played through on paper: composed steps are unfolded, acting steps get their ids, and
//! every effect its beginning and its end.

mod builder;
mod effects;
mod fits;
mod flow;
mod list;
mod surfaces;

use std::collections::BTreeSet;

use demoreel_primitives::codes::language as codes;
use demoreel_primitives::diagnostic::{Diagnostic, Related};
use demoreel_primitives::plan::{ActScene, EffectKind, LookScene, Origins, Surface, SurfaceKind};
use serde_json::Value as Json;

use super::head::Head;
use super::outputs::{self, SceneLook};
use crate::check::Checker;
use crate::scope::{Argument, Scope};
use crate::tree::{Entry, Key, Node};
use crate::written::{SceneLoopWords, Tables};
use builder::{Builder, Frame, Shared};
use list::Round;

/// More scenes than any script has.
const MOST_SCENES: usize = 1_000;

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
    let shared = Shared::default();
    let mut listing = Listing {
        tables,
        head,
        shared: &shared,
        origins,
        names: BTreeSet::new(),
        scenes: Scenes::default(),
        left_out: 0,
    };
    let list = root.get("scenes");
    if let Some(list) = list {
        listing.list(checker, list, &[]);
    }
    let Listing {
        scenes, left_out, ..
    } = listing;
    let nodes = list.and_then(Node::as_sequence);
    if let Some(list) = list.filter(|_| nodes.is_some_and(<[_]>::is_empty)) {
        let error = Diagnostic::error(codes::MISSING_FIELD, "the script has no scene");
        let error = error.at(list.span.place());
        checker.report(error.hint("a scene has a name, as `scene`, and `steps`"));
    } else if let Some(list) = list.filter(|_| scenes.acts.is_empty() && left_out > 0) {
        let message = "every scene is left out by its `when`";
        let error = Diagnostic::error(codes::MISSING_FIELD, message).at(list.span.place());
        checker.report(error.hint("give other values with `--set`, or a scene without `when`"));
    }
    check_uncalled(checker, head, &shared);
    check_stills(checker, &scenes.shown, origins);
    scenes
}

/// Scenes as they are come to, in order.
struct Listing<'a> {
    tables: &'a Tables,
    head: &'a Head,
    shared: &'a Shared,
    origins: &'a mut Origins,
    names: BTreeSet<String>,
    scenes: Scenes,
    left_out: usize,
}

impl Listing<'_> {
    fn list(&mut self, checker: &Checker, list: &Node, rounds: &[Related]) {
        for node in list.as_sequence().unwrap_or_default() {
            let mapping = node.as_mapping();
            let mut entries = mapping.into_iter().flat_map(|mapping| &mapping.entries);
            match entries.find(|entry| entry.key.text == self.tables.scene_loop.name) {
                Some(entry) => self.each(checker, node, entry, rounds),
                None => self.scene(checker, node, rounds),
            }
        }
    }

    fn scene(&mut self, checker: &Checker, node: &Node, rounds: &[Related]) {
        let mut builder = Builder::new(checker, self.head, self.shared);
        builder.play(node, self.tables, rounds);
        if builder.left_out {
            self.left_out += 1;
            return;
        }
        if !builder.name.is_empty() && !self.names.insert(builder.name.clone()) {
            checker.report(same_name(node, &builder.name, rounds));
        }
        outputs::check_look(checker, &builder.look, node);
        self.scenes.looks.push(SceneLook {
            name: builder.name.clone(),
            look: builder.look.clone(),
        });
        let (act, shown) = builder.finish(self.origins);
        self.scenes.acts.push(act);
        self.scenes.shown.push(shown);
    }

    /// The scenes of a loop, round by round.
    fn each(&mut self, checker: &Checker, node: &Node, entry: &Entry, rounds: &[Related]) {
        let Entry { key, value } = entry;
        if node.as_mapping().is_some_and(|all| all.entries.len() > 1) {
            let message = format!("`{}` stands alone, not in a scene", key.text);
            let error = Diagnostic::error(codes::MISPLACED, message).at(key.span.place());
            checker.report(error.hint("give it a `- ` of its own, and its scenes under `scenes`"));
        }
        let body = checker.body(value, &self.tables.scene_loop, key);
        let words = body.and_then(|body| serde_json::from_value(Json::Object(body)).ok());
        let words: Option<SceneLoopWords> = words;
        let (Some(words), Some(list), Some(scenes)) = (words, value.get("in"), value.get("scenes"))
        else {
            return;
        };
        for Round { scope, round } in list::rounds(checker, list, &words.r#as, key) {
            if self.scenes.acts.len() >= MOST_SCENES || self.shared.told.get() {
                self.too_many(checker, key);
                return;
            }
            let rounds: Vec<_> = rounds.iter().cloned().chain(round).collect();
            self.list(&checker.within(&scope), scenes, &rounds);
        }
    }

    fn too_many(&self, checker: &Checker, key: &Key) {
        if !self.shared.told.replace(true) {
            let message = format!("the loops make more than {MOST_SCENES} scenes");
            let error = Diagnostic::error(codes::TOO_LARGE, message).at(key.span.place());
            checker.report(error.hint("no video has so many"));
        }
    }
}

/// Two stills of one name would be one file.
fn check_stills(checker: &Checker, scenes: &[LookScene], origins: &Origins) {
    let mut names = BTreeSet::new();
    for effect in scenes.iter().flat_map(|scene| &scene.effects) {
        if let EffectKind::Still { name, .. } = &effect.kind
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
fn check_uncalled(checker: &Checker, head: &Head, shared: &Shared) {
    for entry in checker.registry.entries() {
        let name = &entry.table.name;
        let Some(definition) = &entry.composed else {
            continue;
        };
        if definition.endless || shared.called.borrow().contains(name) {
            continue;
        }
        let mut surfaces = head.surfaces.names();
        let needs = entry.table.needs.as_deref();
        let surface = surfaces.find(|name| suits(head.surfaces.get(name), needs));
        // On a script without the right surface nobody can call it.
        if surface.is_none() && needs.is_some() {
            continue;
        }
        let fields = entry.table.fields.iter();
        let unknown = fields.map(|field| {
            let argument = Argument::unknown(field.kind.clone());
            (field.name.clone(), argument)
        });
        let scope = Scope {
            arguments: unknown.collect(),
            traces: Vec::new(),
            plain: false,
        };
        let mut builder = Builder::new(checker, head, shared);
        let frame = Frame {
            scope: &scope,
            surface: surface.map(str::to_owned),
            outer: None,
            inner: Vec::new(),
            rounds: Vec::new(),
        };
        builder.steps(&definition.steps, &frame);
    }
}

/// Whether a surface is what a composed step needs; one that is itself wrong may be.
fn suits(surface: Option<&Surface>, needs: Option<&str>) -> bool {
    let kind = surface.map(|surface| &surface.kind);
    match (needs, kind) {
        (None, _) | (_, None) => true,
        (Some(needs), Some(SurfaceKind::Browser(_))) => needs == "browser",
        (Some(needs), Some(SurfaceKind::Terminal(_))) => needs == "terminal",
        (Some(needs), Some(SurfaceKind::Desktop(_))) => needs == "desktop",
        (Some(_), Some(SurfaceKind::Footage(_))) => false,
    }
}

fn same_name(node: &Node, name: &str, rounds: &[Related]) -> Diagnostic {
    let place = node.get("scene").map_or(&node.span, |it| &it.span).place();
    let message = format!("two scenes are called `{name}`");
    Diagnostic::error(codes::DUPLICATE_NAME, message)
        .at(place)
        .hint(match rounds {
            [] => "give each its own name",
            _ => "put the item into the name, such as `scene: tour_${page}`; `| slug` makes a name of any words",
        })
}
