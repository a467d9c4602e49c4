//! Plays one scene through on paper.

use std::cell::RefCell;
use std::collections::BTreeSet;

use demoreel_primitives::codes::language as codes;
use demoreel_primitives::diagnostic::{Diagnostic, Place};
use demoreel_primitives::plan::{
    ActScene, ActStep, Action, Effect, EffectKind, LookScene, Moment, Origin, Origins, StepId,
};
use demoreel_primitives::steps::{Step, Table};
use serde_json::{Value as Json, json};

use super::fits;
use super::surfaces::needs_surface;
use crate::check::{Call, Checker};
use crate::plan::deed::{self, Deed, Lasting, Opens};
use crate::plan::head::Head;
use crate::plan::target::Targets;
use crate::registry::Definition;
use crate::scope::{Argument, Scope};
use crate::tree::Node;
use crate::written::{LookWords, SceneWords, Tables};

/// Deeper than any composed step is nested.
const DEEPEST: usize = 32;
/// More lists of steps than any scene unfolds to; without it, ten steps that call each other ten
/// times would go on for ever.
const MOST_LISTS: usize = 20_000;

/// Where a list of steps stands.
pub(super) struct Frame<'a> {
    pub scope: &'a Scope,
    /// Where its steps are, if they do not say.
    pub surface: Option<String>,
    /// The call in the script that led here.
    pub outer: Option<Place>,
    /// The calls inside composed steps that led here, the outermost first.
    pub inner: Vec<Place>,
}

/// One scene as far as it has been played.
pub(super) struct Builder<'a> {
    pub checker: &'a Checker<'a>,
    pub head: &'a Head,
    pub called: &'a RefCell<BTreeSet<String>>,
    pub name: String,
    /// The scene's own look keys.
    pub look: LookWords,
    /// The scene's own surface.
    pub surface: Option<String>,
    pub steps: Vec<ActStep>,
    pub effects: Vec<Effect>,
    /// Indices of effects that nothing has ended yet.
    pub open: Vec<(usize, Opens)>,
    /// In the order of their first use.
    pub surfaces: Vec<String>,
    pub origins: Vec<(String, Origin)>,
    /// Whether it was said already that steps need to name their surface.
    pub asked_for_surface: bool,
    /// Lists of steps that were played, those of composed steps included.
    pub lists: usize,
}

impl<'a> Builder<'a> {
    pub(super) fn new(
        checker: &'a Checker<'a>,
        head: &'a Head,
        called: &'a RefCell<BTreeSet<String>>,
    ) -> Builder<'a> {
        Builder {
            checker,
            head,
            called,
            name: String::new(),
            look: LookWords::default(),
            surface: None,
            steps: Vec::new(),
            effects: Vec::new(),
            open: Vec::new(),
            surfaces: Vec::new(),
            origins: Vec::new(),
            asked_for_surface: false,
            lists: 0,
        }
    }

    /// The scene's own words, then its steps.
    pub(super) fn play(&mut self, node: &Node, tables: &Tables) {
        let body = self.checker.whole(node, &tables.scene);
        let words = body.and_then(|body| serde_json::from_value(Json::Object(body)).ok());
        let words: Option<SceneWords> = words;
        if let Some(words) = words {
            self.name = words.scene.clone();
            self.look = words.look.clone();
            self.note(
                format!("scene:{}", self.name),
                "scene",
                node.span.place(),
                Vec::new(),
            );
            self.scene_surface(node, words.surface.as_deref());
            self.first_steps(node, words);
        }
        let frame = Frame {
            scope: self.checker.scope,
            surface: self.surface.clone(),
            outer: None,
            inner: Vec::new(),
        };
        if let Some(steps) = node.get("steps") {
            self.steps(steps, &frame);
        }
    }

    /// `chapter`, `caption` and `say` of a scene mean "as first step".
    fn first_steps(&mut self, node: &Node, words: SceneWords) {
        let shown = [
            ("chapter", words.chapter),
            ("caption", words.caption),
            ("say", words.say),
        ];
        for (word, phrase) in shown {
            let Some(phrase) = phrase else {
                continue;
            };
            let place = node.get(word).map_or(&node.span, |it| &it.span).place();
            let text = self.head.languages.words(self.checker, &phrase, &place);
            let (kind, lasting) = match word {
                "chapter" => (EffectKind::Chapter { title: text }, Lasting::Instant),
                "caption" => (EffectKind::Caption { text }, Lasting::Open),
                _ => (EffectKind::Say { text }, Lasting::Words),
            };
            let surface = self
                .surface
                .clone()
                .or(self.first_surface())
                .unwrap_or_default();
            let index = self.begin(kind, surface, word, (place, Vec::new()));
            self.last(index, lasting);
        }
    }

    pub(super) fn steps(&mut self, list: &Node, frame: &Frame) {
        self.lists += 1;
        if frame.inner.len() > DEEPEST || self.lists > MOST_LISTS {
            // Once is enough; the lists around this one come to the same end.
            if self.lists < usize::MAX / 2 {
                let message = "the composed steps here unfold to more than any scene needs";
                let error = Diagnostic::error(codes::TOO_LARGE, message).at(list.span.place());
                self.checker.within(frame.scope).report(error);
            }
            self.lists = usize::MAX / 2;
            return;
        }
        for node in list.as_sequence().unwrap_or_default() {
            self.step(node, frame);
        }
    }

    fn step(&mut self, node: &Node, frame: &Frame) {
        let checker = self.checker.within(frame.scope);
        let Some(call) = checker.step(node) else {
            // It is wrong, or its arguments are unknown; what stands inside it is still checked.
            if let Some(inside) = checker.steps_inside(node) {
                self.steps(inside, frame);
            }
            return;
        };
        let Some(entry) = checker.registry.get(&call.name) else {
            return;
        };
        if let Some(definition) = entry.composed.clone() {
            self.called.borrow_mut().insert(call.name.clone());
            self.unfold(&call, &entry.table, &definition, frame);
            return;
        }
        let step = serde_json::from_value::<Step>(json!({ call.name.as_str(): call.body }));
        // The tables are made from the same types, so that what they let through is a step.
        let Ok(step) = step else { return };
        self.perform(step, &call, frame);
    }

    fn perform(&mut self, step: Step, call: &Call, frame: &Frame) {
        let checker = self.checker.within(frame.scope);
        let Some(surface) = self.surface_of(call, frame, needs_surface(&step)) else {
            if let Some(inside) = call.steps {
                self.steps(inside, frame);
            }
            return;
        };
        let targets = Targets {
            checker: &checker,
            surface: self.head.surfaces.get(&surface),
            key: &call.key,
            languages: &self.head.languages,
        };
        let deed = deed::of(step, &targets);
        if let (Some(deed), Some(on)) = (&deed, targets.surface)
            // A composed step that nobody calls is for no surface in particular.
            && !self.name.is_empty()
            && let Some(misfit) = fits::misfit(deed, on, &call.key)
        {
            checker.report(misfit);
            return;
        }
        match deed {
            Some(Deed::Act(action)) => self.act(action, surface, call, frame),
            Some(Deed::Show(kind, lasting)) => self.show(kind, lasting, surface, call, frame),
            Some(Deed::End(opens)) => self.end(opens, call, frame),
            None => {}
        }
    }

    fn act(&mut self, action: Action, surface: String, call: &Call, frame: &Frame) {
        let id = format!("{}/{}", self.name, self.steps.len() + 1);
        let (place, within) = places(call, frame);
        self.note(id.clone(), &call.name, place, within);
        if !self.surfaces.contains(&surface) {
            self.surfaces.push(surface.clone());
        }
        self.steps.push(ActStep {
            id: StepId(id),
            surface,
            action,
        });
    }

    /// Plays a composed step's own steps in its place.
    fn unfold(&mut self, call: &Call, table: &Table, definition: &Definition, frame: &Frame) {
        if definition.endless {
            return;
        }
        let explicit = call.body.contains_key("surface");
        let surface = match explicit {
            true => self.surface_of(call, frame, true),
            false => frame.surface.clone(),
        };
        let argument = |name: &str, default: Option<&Json>| {
            let value = call.body.get(name).or(default);
            value.map_or(Argument::Unknown, |value| Argument::Known(value.clone()))
        };
        let fields = table.fields.iter().filter(|field| field.name != "surface");
        let arguments = fields.map(|field| {
            (
                field.name.clone(),
                argument(&field.name, field.default.as_ref()),
            )
        });
        let here = call.key.span.place();
        let calls = frame.scope.calls.iter().cloned().chain([here.clone()]);
        let scope = Scope {
            arguments: arguments.collect(),
            calls: calls.collect(),
        };
        let mut inner = frame.inner.clone();
        if frame.outer.is_some() {
            inner.push(here.clone());
        }
        let outer = frame.outer.clone().or(Some(here));
        self.steps(
            &definition.steps,
            &Frame {
                scope: &scope,
                surface,
                outer,
                inner,
            },
        );
    }

    pub(super) fn now(&self) -> Moment {
        Moment {
            after_steps: u32::try_from(self.steps.len()).unwrap_or(u32::MAX),
            after_effects: u32::try_from(self.effects.len()).unwrap_or(u32::MAX),
        }
    }

    pub(super) fn note(&mut self, id: String, word: &str, place: Place, within: Vec<Place>) {
        self.origins.push((
            id,
            Origin {
                word: word.to_owned(),
                place,
                within,
            },
        ));
    }

    /// Both halves of the scene; what is still open ends with it.
    pub(super) fn finish(mut self, origins: &mut Origins) -> (ActScene, LookScene) {
        self.close(|_| true);
        if self.surfaces.is_empty() {
            self.surfaces.extend(self.first_surface());
        }
        origins.0.extend(self.origins);
        let act = ActScene {
            name: self.name.clone(),
            steps: self.steps,
            surfaces: self.surfaces,
        };
        (
            act,
            LookScene {
                name: self.name,
                effects: self.effects,
            },
        )
    }
}

/// Where the script says a step, and where it stands inside composed steps.
pub(super) fn places(call: &Call, frame: &Frame) -> (Place, Vec<Place>) {
    let own = call.key.span.place();
    match &frame.outer {
        None => (own, Vec::new()),
        Some(outer) => {
            let within = frame.inner.iter().cloned().chain([own]);
            (outer.clone(), within.collect())
        }
    }
}
