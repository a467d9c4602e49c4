//! Scenes, played through on paper: composed steps are unfolded, acting steps get their ids, and
//! every effect its beginning and its end.

use std::cell::RefCell;
use std::collections::BTreeSet;

use demoreel_primitives::codes::language as codes;
use demoreel_primitives::diagnostic::{Diagnostic, Place};
use demoreel_primitives::plan::{
    ActScene, ActStep, Action, Effect, EffectId, EffectKind, Extent, LookScene, Moment, Origin,
    Origins, StepId,
};
use demoreel_primitives::steps::{Step, Table};
use serde_json::{Value as Json, json};

use super::deed::{self, Deed, Lasting, Opens};
use super::head::Head;
use super::target::Targets;
use crate::check::{Call, Checker};
use crate::guess;
use crate::registry::Definition;
use crate::scope::{Argument, Scope};
use crate::tree::{Key, Node};
use crate::written::{SceneWords, Tables};

/// Deeper than any composed step is nested.
const DEEPEST: usize = 32;
/// More steps than any scene has, unfolded ones included.
const MOST_STEPS: usize = 20_000;

/// Both halves of every scene, in order.
pub(super) fn all(
    checker: &Checker,
    tables: &Tables,
    root: &Node,
    head: &Head,
    origins: &mut Origins,
) -> Vec<(ActScene, LookScene)> {
    let mut scenes = Vec::new();
    let mut names = BTreeSet::new();
    let called = RefCell::new(BTreeSet::new());
    let list = root
        .get("scenes")
        .and_then(Node::as_sequence)
        .unwrap_or_default();
    for node in list {
        let mut builder = Builder::new(checker, head, &called);
        builder.play(node, tables);
        if !builder.name.is_empty() && !names.insert(builder.name.clone()) {
            checker.report(same_name(node, &builder.name));
        }
        scenes.push(builder.finish(origins));
    }
    if list.is_empty()
        && root
            .get("scenes")
            .is_some_and(|it| it.as_sequence().is_some())
    {
        let place = root.get("scenes").map_or(&root.span, |it| &it.span).place();
        let error = Diagnostic::error(codes::MISSING_FIELD, "the script has no scene").at(place);
        checker.report(error.hint("a scene has a name, as `scene`, and `steps`"));
    }
    check_uncalled(checker, head, &called);
    check_stills(checker, &scenes, origins);
    scenes
}

/// Two stills of one name would be one file.
fn check_stills(checker: &Checker, scenes: &[(ActScene, LookScene)], origins: &Origins) {
    let mut names = BTreeSet::new();
    for effect in scenes.iter().flat_map(|(_, look)| &look.effects) {
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

/// Where a list of steps stands.
struct Frame<'a> {
    scope: &'a Scope,
    /// Where its steps are, if they do not say.
    surface: Option<String>,
    /// The call in the script that led here.
    outer: Option<Place>,
    /// The calls inside composed steps that led here, the outermost first.
    inner: Vec<Place>,
}

struct Builder<'a> {
    checker: &'a Checker<'a>,
    head: &'a Head,
    called: &'a RefCell<BTreeSet<String>>,
    name: String,
    /// The scene's own surface.
    surface: Option<String>,
    steps: Vec<ActStep>,
    effects: Vec<Effect>,
    /// Indices of effects that nothing has ended yet.
    open: Vec<(usize, Opens)>,
    /// In the order of their first use.
    surfaces: Vec<String>,
    origins: Vec<(String, Origin)>,
    /// Whether it was said already that steps need to name their surface.
    asked_for_surface: bool,
}

impl<'a> Builder<'a> {
    fn new(
        checker: &'a Checker<'a>,
        head: &'a Head,
        called: &'a RefCell<BTreeSet<String>>,
    ) -> Builder<'a> {
        Builder {
            checker,
            head,
            called,
            name: String::new(),
            surface: None,
            steps: Vec::new(),
            effects: Vec::new(),
            open: Vec::new(),
            surfaces: Vec::new(),
            origins: Vec::new(),
            asked_for_surface: false,
        }
    }

    /// The scene's own words, then its steps.
    fn play(&mut self, node: &Node, tables: &Tables) {
        let body = self.checker.whole(node, &tables.scene);
        let words = body.and_then(|body| serde_json::from_value(Json::Object(body)).ok());
        let words: Option<SceneWords> = words;
        if let Some(words) = words {
            self.name = words.scene.clone();
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

    fn scene_surface(&mut self, node: &Node, name: Option<&str>) {
        let Some(name) = name else { return };
        if self.head.surfaces.names().any(|one| one == name) {
            self.surface = Some(name.to_owned());
            self.surfaces.push(name.to_owned());
        } else {
            let place = node
                .get("surface")
                .map_or(&node.span, |it| &it.span)
                .place();
            self.checker.report(self.unknown_surface(name, place));
        }
    }

    /// `chapter`, `caption` and `say` of a scene mean "as first step".
    fn first_steps(&mut self, node: &Node, words: SceneWords) {
        let shown = [
            (
                "chapter",
                words
                    .chapter
                    .map(|title| (EffectKind::Chapter { title }, Lasting::Instant)),
            ),
            (
                "caption",
                words
                    .caption
                    .map(|text| (EffectKind::Caption { text }, Lasting::Open)),
            ),
            (
                "say",
                words
                    .say
                    .map(|text| (EffectKind::Say { text }, Lasting::Words)),
            ),
        ];
        for (word, shown) in shown {
            let Some((kind, lasting)) = shown else {
                continue;
            };
            let place = node.get(word).map_or(&node.span, |it| &it.span).place();
            let surface = self
                .surface
                .clone()
                .or(self.first_surface())
                .unwrap_or_default();
            let index = self.begin(kind, surface, word, (place, Vec::new()));
            self.last(index, lasting);
        }
    }

    fn steps(&mut self, list: &Node, frame: &Frame) {
        let whole_scene = self.steps.len() + self.effects.len();
        if frame.inner.len() > DEEPEST || whole_scene > MOST_STEPS {
            let message = "the composed steps here unfold to more than any scene needs";
            let error = Diagnostic::error(codes::TOO_LARGE, message).at(list.span.place());
            self.checker.within(frame.scope).report(error);
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
        };
        match deed::of(step, &targets) {
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

    fn show(
        &mut self,
        kind: EffectKind,
        lasting: Lasting,
        surface: String,
        call: &Call,
        frame: &Frame,
    ) {
        let index = self.begin(kind, surface, &call.name, places(call, frame));
        match call.steps {
            Some(inside) => {
                self.steps(inside, frame);
                self.effects[index].until = Extent::Until(self.now());
            }
            None => self.last(index, lasting),
        }
    }

    /// Adds an effect that begins now; when it ends is not known yet.
    fn begin(
        &mut self,
        kind: EffectKind,
        surface: String,
        word: &str,
        (place, within): (Place, Vec<Place>),
    ) -> usize {
        let from = self.now();
        let index = self.effects.len();
        // Only one caption is seen at a time.
        if matches!(kind, EffectKind::Caption { .. }) {
            self.close(|one| one == Opens::Caption);
        }
        let id = format!("{}/look/{}", self.name, index + 1);
        self.note(id.clone(), word, place, within);
        let until = Extent::Instant;
        self.effects.push(Effect {
            id: EffectId(id),
            surface,
            from,
            until,
            kind,
        });
        index
    }

    /// Says how long the last effect lasts.
    fn last(&mut self, index: usize, lasting: Lasting) {
        let extent = match lasting {
            Lasting::Hold(length) => Extent::Hold(length),
            Lasting::Words => Extent::Words,
            Lasting::Instant => Extent::Instant,
            Lasting::Open => {
                self.supersede(index);
                // Its end is set by what ends it.
                Extent::Until(self.effects[index].from)
            }
        };
        self.effects[index].until = extent;
    }

    /// An open effect takes the place of an open one of its own kind.
    fn supersede(&mut self, index: usize) {
        let Some(opens) = deed::opens(&self.effects[index].kind) else {
            return;
        };
        let like = std::mem::discriminant(&self.effects[index].kind);
        let from = self.effects[index].from;
        let effects = &mut self.effects;
        self.open.retain(|(other, _)| {
            let same = std::mem::discriminant(&effects[*other].kind) == like;
            if same {
                effects[*other].until = Extent::Until(from);
            }
            !same
        });
        self.open.push((index, opens));
    }

    fn end(&mut self, opens: Opens, call: &Call, frame: &Frame) {
        let any = self.close(|one| one == opens);
        if !any {
            let what = match opens {
                Opens::Zoom => "no zoom is open",
                _ => "no speedup or cut is open",
            };
            let message = format!("`{}` ends nothing: {what} here", call.key.text);
            let warning = Diagnostic::warning(codes::NOTHING_TO_END, message);
            let warning = warning.at(call.key.span.place());
            let hint = "effects with `for` or `steps` end by themselves, and none crosses a scene";
            self.checker.within(frame.scope).report(warning.hint(hint));
        }
    }

    /// Ends open effects now; tells whether there were any.
    fn close(&mut self, which: impl Fn(Opens) -> bool) -> bool {
        let now = self.now();
        let before = self.open.len();
        let effects = &mut self.effects;
        self.open.retain(|(index, opens)| {
            if which(*opens) {
                effects[*index].until = Extent::Until(now);
            }
            !which(*opens)
        });
        self.open.len() < before
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

    /// On which surface a step is; `None` where that is wrong or not said.
    fn surface_of(&mut self, call: &Call, frame: &Frame, needed: bool) -> Option<String> {
        let checker = self.checker.within(frame.scope);
        if let Some(name) = call.body.get("surface").and_then(Json::as_str) {
            let known = self.head.surfaces.names().any(|one| one == name);
            if !known {
                checker.report(self.unknown_surface(name, call.key.span.place()));
            }
            return known.then(|| name.to_owned());
        }
        if let Some(name) = &frame.surface {
            return Some(name.clone());
        }
        let several = self.head.surfaces.names().nth(1).is_some();
        if several && needed {
            if !self.asked_for_surface {
                checker.report(self.which_surface(&call.key));
            }
            self.asked_for_surface = true;
            return None;
        }
        self.first_surface()
    }

    fn first_surface(&self) -> Option<String> {
        self.head.surfaces.names().next().map(str::to_owned)
    }

    fn unknown_surface(&self, name: &str, place: Place) -> Diagnostic {
        let message = format!("there is no surface `{name}`");
        let error = Diagnostic::error(codes::UNKNOWN_SURFACE, message).at(place);
        match guess::nearest(name, self.head.surfaces.names()) {
            Some(near) => error.hint(format!("did you mean `{near}`?")),
            None => error.hint(format!(
                "the script has {}",
                guess::listed(self.head.surfaces.names())
            )),
        }
    }

    fn which_surface(&self, key: &Key) -> Diagnostic {
        let message = format!("`{}` does not say on which surface", key.text);
        let names = guess::listed(self.head.surfaces.names());
        Diagnostic::error(codes::SURFACE_NOT_SAID, message)
            .at(key.span.place())
            .hint(format!("give the scene, or the step, a `surface`: {names}"))
    }

    fn now(&self) -> Moment {
        Moment {
            after_steps: u32::try_from(self.steps.len()).unwrap_or(u32::MAX),
            after_effects: u32::try_from(self.effects.len()).unwrap_or(u32::MAX),
        }
    }

    fn note(&mut self, id: String, word: &str, place: Place, within: Vec<Place>) {
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
    fn finish(mut self, origins: &mut Origins) -> (ActScene, LookScene) {
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
fn places(call: &Call, frame: &Frame) -> (Place, Vec<Place>) {
    let own = call.key.span.place();
    match &frame.outer {
        None => (own, Vec::new()),
        Some(outer) => {
            let within = frame.inner.iter().cloned().chain([own]);
            (outer.clone(), within.collect())
        }
    }
}

/// Whether a step is about one surface and no other.
fn needs_surface(step: &Step) -> bool {
    !matches!(
        step,
        Step::Wait(_)
            | Step::Say(_)
            | Step::Caption(_)
            | Step::Chapter(_)
            | Step::Still(_)
            | Step::ZoomOut(_)
            | Step::MarkSpeedup(_)
            | Step::MarkNormal(_)
            | Step::MarkCut(_)
    )
}
