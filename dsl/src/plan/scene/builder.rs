//! Plays one scene through on paper.

use std::cell::{Cell, RefCell};
use std::collections::BTreeSet;

use demoreel_primitives::codes::language as codes;
use demoreel_primitives::diagnostic::{Diagnostic, Place, Related};
use demoreel_primitives::plan::{
    ActScene, ActStep, Action, Condition, Effect, EffectKind, LookScene, Moment, Origin, Origins,
    StepId,
};
use demoreel_primitives::steps::{Step, Table};
use demoreel_primitives::time::Nanos;
use serde_json::{Value as Json, json};

use super::fits;
use super::surfaces::needs_surface;
use crate::check::{Call, Checker, is_identifier};
use crate::plan::deed::{self, Deed, Lasting, Opens};
use crate::plan::head::Head;
use crate::plan::names::{Named, Names};
use crate::plan::target::Targets;
use crate::registry::Definition;
use crate::scope::{Argument, Scope, Trace};
use crate::tree::{Entry, Key, Node};
use crate::written::{LookWords, SceneWords, Tables};

/// How long an optional step looks for its target where it does not say: a film does not stand
/// still for long over what may never come.
const OPTIONAL_TIMEOUT: Nanos = Nanos::from_secs(2);
/// Deeper than any composed step is nested.
const DEEPEST: usize = 32;
/// More steps, and lists of them, than any script unfolds to; without it, ten steps that call each
/// other ten times, or ten loops inside each other, would go on for ever.
const MOST_PLAYED: usize = 50_000;

/// Where a list of steps stands.
pub(super) struct Frame<'a> {
    pub scope: &'a Scope,
    /// Where its steps are, if they do not say.
    pub surface: Option<String>,
    /// The call in the script that led here.
    pub outer: Option<Place>,
    /// The calls inside composed steps that led here, the outermost first.
    pub inner: Vec<Place>,
    /// The rounds of loops that led here, the outermost first.
    pub rounds: Vec<Related>,
}

/// One scene as far as it has been played.
#[derive(Clone)]
pub(super) struct Builder<'a> {
    pub checker: &'a Checker<'a>,
    pub head: &'a Head,
    pub shared: &'a Shared,
    pub name: String,
    /// The scene's own look keys.
    pub look: LookWords,
    /// The scene's own surface.
    pub surface: Option<String>,
    pub steps: Vec<ActStep>,
    pub effects: Vec<Effect>,
    /// The moment of footage that the last step named.
    pub at_time: Option<Nanos>,
    /// Indices of effects that nothing has ended yet.
    pub open: Vec<(usize, Opens)>,
    /// In the order of their first use.
    pub surfaces: Vec<String>,
    pub origins: Vec<(String, Origin)>,
    /// Whether it was said already that steps need to name their surface.
    pub asked_for_surface: bool,
    /// What the steps that are played now depend on.
    pub given: Vec<Condition>,
    /// What steps have found so far.
    pub names: Names,
    /// What the whole scene depends on.
    pub scene_given: Vec<Condition>,
    /// Whether a parameter leaves the whole scene out.
    pub left_out: bool,
}

/// What all scenes of a script share.
#[derive(Default)]
pub(super) struct Shared {
    /// Composed steps that somebody calls.
    pub called: RefCell<BTreeSet<String>>,
    /// Branches that are not taken and were checked all the same, by their places.
    pub aside: RefCell<BTreeSet<(String, String)>>,
    /// Lists of steps, and steps, that were played so far.
    pub played: Cell<usize>,
    /// Whether it was said already that there are too many.
    pub told: Cell<bool>,
}

impl<'a> Builder<'a> {
    pub(super) fn new(checker: &'a Checker<'a>, head: &'a Head, shared: &'a Shared) -> Builder<'a> {
        Builder {
            checker,
            head,
            shared,
            name: String::new(),
            look: LookWords::default(),
            surface: None,
            steps: Vec::new(),
            effects: Vec::new(),
            at_time: None,
            open: Vec::new(),
            surfaces: Vec::new(),
            origins: Vec::new(),
            asked_for_surface: false,
            given: Vec::new(),
            names: Names::default(),
            scene_given: Vec::new(),
            left_out: false,
        }
    }

    /// The scene's own words, then its steps.
    pub(super) fn play(&mut self, node: &Node, tables: &Tables, rounds: &[Related]) {
        let body = self.checker.whole(node, &tables.scene);
        let words = body.and_then(|body| serde_json::from_value(Json::Object(body)).ok());
        let words: Option<SceneWords> = words;
        if let Some(words) = words {
            self.name = words.scene.clone();
            self.look = words.look.clone();
            self.note(
                format!("scene:{}", self.name),
                "scene",
                (node.span.place(), Vec::new(), rounds.to_vec()),
            );
            self.scene_surface(node, words.surface.as_deref());
            self.scene_condition(node, words.when.as_ref(), rounds);
            self.first_steps(node, words);
        }
        let frame = self.own_frame(rounds);
        if let Some(steps) = node.get("steps") {
            self.steps(steps, &frame);
        }
    }

    /// Where the scene's own steps stand.
    pub(super) fn own_frame(&self, rounds: &[Related]) -> Frame<'a> {
        Frame {
            scope: self.checker.scope,
            surface: self.surface.clone(),
            outer: None,
            inner: Vec::new(),
            rounds: rounds.to_vec(),
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
            let index = self.begin(kind, surface, word, (place, Vec::new(), Vec::new()));
            self.last(index, lasting);
        }
    }

    pub(super) fn steps(&mut self, list: &Node, frame: &Frame) {
        for node in list.as_sequence().unwrap_or_default() {
            if !self.goes_on(list, frame) {
                return;
            }
            self.step(node, frame);
        }
    }

    /// Counts a step, and tells whether there may be more.
    pub(super) fn goes_on(&self, list: &Node, frame: &Frame) -> bool {
        let played = self.shared.played.get() + 1;
        self.shared.played.set(played);
        if frame.inner.len() <= DEEPEST && played <= MOST_PLAYED {
            return true;
        }
        self.shared.played.set(MOST_PLAYED);
        // Once is enough; the lists around this one come to the same end.
        if !self.shared.told.replace(true) {
            let message = "the loops and composed steps here unfold to more than any script needs";
            let error = Diagnostic::error(codes::TOO_LARGE, message).at(list.span.place());
            self.checker.within(frame.scope).report(error);
        }
        false
    }

    fn step(&mut self, node: &Node, frame: &Frame) {
        let checker = self.checker.within(frame.scope);
        let Some(call) = checker.step(node) else {
            self.steps_inside(node, frame);
            return;
        };
        let Some(entry) = checker.registry.get(&call.name) else {
            return;
        };
        if let Some(definition) = entry.composed.clone() {
            self.shared.called.borrow_mut().insert(call.name.clone());
            self.unfold(&call, &entry.table, &definition, frame);
            return;
        }
        let step = serde_json::from_value::<Step>(json!({ call.name.as_str(): call.body }));
        // The tables are made from the same types, so that what they let through is a step.
        let Ok(step) = step else { return };
        match step {
            Step::When(_) => self.when(&call, frame),
            Step::ForEach(it) => self.for_each(&it.r#as, &call, frame),
            step => self.perform(step, &call, frame),
        }
    }

    /// What stands inside a step that is wrong, or whose arguments are unknown, is still checked. In
    /// a loop its item is known by name alone, and nothing where the name is wrong.
    fn steps_inside(&mut self, node: &Node, frame: &Frame) {
        let checker = self.checker.within(frame.scope);
        let named = |entry: &Entry| entry.key.text == "for_each" || entry.value.get("in").is_some();
        let mut entries = node.as_mapping().into_iter().flat_map(|it| &it.entries);
        let scope = match entries.find(|entry| named(entry)) {
            None => frame.scope.clone(),
            Some(entry) => match entry.value.get("as").and_then(Node::text) {
                Some(name) if is_identifier(name) => frame.scope.with_unknown(name),
                _ => return,
            },
        };
        let frame = Frame {
            scope: &scope,
            surface: frame.surface.clone(),
            outer: frame.outer.clone(),
            inner: frame.inner.clone(),
            rounds: frame.rounds.clone(),
        };
        for inside in checker.steps_inside(node) {
            self.steps(inside, &frame);
        }
    }

    fn perform(&mut self, step: Step, call: &Call, frame: &Frame) {
        let checker = self.checker.within(frame.scope);
        let Some(surface) = self.surface_of(call, frame, needs_surface(&step)) else {
            if let Some(inside) = call.steps() {
                self.steps(inside, frame);
            }
            return;
        };
        let on = self.head.surfaces.get(&surface);
        if let Some(on) = on
            && let Some(error) = self.name_time(call, on)
        {
            checker.report(error);
        }
        let targets = Targets {
            checker: &checker,
            surface: on,
            key: &call.key,
            languages: &self.head.languages,
            names: &self.names,
            given: &self.given,
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

    pub(super) fn act(&mut self, mut action: Action, surface: String, call: &Call, frame: &Frame) {
        if self
            .given
            .iter()
            .any(|one| matches!(one, Condition::Output { .. }))
        {
            let error = acts_for_an_output(&call.key);
            self.checker.within(frame.scope).report(error);
        }
        let optional = call.body.get("optional") == Some(&Json::Bool(true));
        if optional && !call.body.contains_key("timeout") {
            action.look_for_at_most(OPTIONAL_TIMEOUT);
        }
        let id = StepId(format!("{}/{}", self.name, self.steps.len() + 1));
        let places = places(call, frame);
        if let Some(name) = call.body.get("as").and_then(Json::as_str) {
            self.names.give(Named {
                name: name.to_owned(),
                step: id.clone(),
                surface: surface.clone(),
                given: self.given.clone(),
                optional,
                place: call.key.span.place(),
            });
        }
        self.note(id.0.clone(), &call.name, places);
        if !self.surfaces.contains(&surface) {
            self.surfaces.push(surface.clone());
        }
        self.steps.push(ActStep {
            id,
            surface,
            action,
            given: self.given.clone(),
            optional,
        });
    }

    /// Plays a composed step's own steps in its place.
    fn unfold(&mut self, call: &Call, table: &Table, definition: &Definition, frame: &Frame) {
        if definition.endless {
            return;
        }
        self.require(call, table, frame);
        let explicit = call.body.contains_key("surface");
        let surface = match explicit {
            true => self.surface_of(call, frame, true),
            false => frame.surface.clone(),
        };
        let fields = table.fields.iter().filter(|field| field.name != "surface");
        let arguments = fields.map(|field| {
            let value = call.body.get(&field.name).or(field.default.as_ref());
            let argument = Argument::of_json(field.kind.clone(), value, &call.key.span);
            (field.name.clone(), argument)
        });
        let here = call.key.span.place();
        let trace = Trace {
            what: "called here".to_owned(),
            place: here.clone(),
        };
        let scope = Scope {
            arguments: arguments.collect(),
            traces: frame.scope.traces.iter().cloned().chain([trace]).collect(),
            plain: false,
        };
        let mut inner = frame.inner.clone();
        if frame.outer.is_some() {
            inner.push(here.clone());
        }
        let outer = frame.outer.clone().or(Some(here));
        let named = self.names.count();
        self.steps(
            &definition.steps,
            &Frame {
                scope: &scope,
                surface,
                outer,
                inner,
                rounds: frame.rounds.clone(),
            },
        );
        self.names.forget(named);
    }

    /// A step that is only checked, outside of any scene, requires nothing.
    fn require(&mut self, call: &Call, table: &Table, frame: &Frame) {
        if self.name.is_empty() {
            return;
        }
        let named = call.body.get("surface").and_then(Json::as_str);
        let surface = named.map(str::to_owned).or(frame.surface.clone());
        let surface = surface.or_else(|| self.first_surface());
        self.head.require(table, surface.as_deref());
        let places = places(call, frame);
        for requirement in &table.requires {
            let id = format!("requires:{}", requirement.program);
            self.note(id, &call.name, places.clone());
        }
    }

    pub(super) fn now(&self) -> Moment {
        Moment {
            at_time: self.at_time,
            after_steps: u32::try_from(self.steps.len()).unwrap_or(u32::MAX),
            after_effects: u32::try_from(self.effects.len()).unwrap_or(u32::MAX),
        }
    }

    pub(super) fn note(&mut self, id: String, word: &str, places: Places) {
        let (place, within, rounds) = places;
        let origin = Origin {
            word: word.to_owned(),
            place,
            within,
            rounds,
        };
        self.origins.push((id, origin));
    }

    /// Both halves of the scene; what is still open ends with it.
    pub(super) fn finish(mut self, origins: &mut Origins) -> (ActScene, LookScene) {
        self.at_time = None;
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
                given: self.scene_given,
            },
        )
    }
}

/// Where the script says a step, where it stands inside composed steps, and the rounds of loops.
pub(super) type Places = (Place, Vec<Place>, Vec<Related>);

pub(super) fn places(call: &Call, frame: &Frame) -> Places {
    let own = call.key.span.place();
    let rounds = frame.rounds.clone();
    match &frame.outer {
        None => (own, Vec::new(), rounds),
        Some(outer) => {
            let within = frame.inner.iter().cloned().chain([own]);
            (outer.clone(), within.collect(), rounds)
        }
    }
}

fn acts_for_an_output(key: &Key) -> Diagnostic {
    let message = format!("`{}` acts, and so cannot depend on an output", key.text);
    Diagnostic::error(codes::ACTS_FOR_AN_OUTPUT, message)
        .at(key.span.place())
        .hint("all outputs are made of one take: only steps that show can differ between them")
}
