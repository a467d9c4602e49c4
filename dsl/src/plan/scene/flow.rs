//! How a scene goes on: branches, loops, and what a whole scene depends on.

use demoreel_primitives::codes::language as codes;
use demoreel_primitives::diagnostic::{Diagnostic, Related};
use demoreel_primitives::plan::{Action, Condition};
use demoreel_primitives::steps::{ConditionWords, Kind, TargetWords};
use serde_json::Value as Json;

use super::builder::{Builder, Frame};
use super::list::{self, Round};
use crate::check::{Call, Checker};
use crate::guess;
use crate::plan::target::Targets;
use crate::tree::{Key, Node};

/// What a condition comes to.
pub(super) enum Verdict {
    /// It holds, or it does not: nothing depends on it any more.
    Now(bool),
    /// While filming, or for each output.
    Later(Condition),
    /// It is wrong, or depends on a value that is not known here.
    Unknown,
}

impl Builder<'_> {
    pub(super) fn when(&mut self, call: &Call, frame: &Frame) {
        let words = serde_json::from_value(Json::Object(call.body.clone())).ok();
        let words: Option<ConditionWords> = words;
        let verdict = match words {
            Some(words) => self.verdict(&words, call, frame),
            None => Verdict::Unknown,
        };
        let branches = [(call.steps(), true), (call.inside("else"), false)];
        for (steps, wanted) in branches {
            let Some(steps) = steps else { continue };
            match &verdict {
                Verdict::Now(is) if *is == wanted => self.steps(steps, frame),
                Verdict::Now(_) => self.check_aside(steps, frame),
                Verdict::Unknown => self.steps(steps, frame),
                Verdict::Later(condition) => {
                    self.given.push(match wanted {
                        true => condition.clone(),
                        false => condition.opposite(),
                    });
                    self.steps(steps, frame);
                    self.given.pop();
                }
            }
        }
    }

    /// A branch that is not taken is checked as far as that goes without values.
    fn check_aside(&self, steps: &Node, frame: &Frame) {
        let span = &steps.span;
        let place = (span.file.name.clone(), span.pointer.to_string());
        if !self.shared.aside.borrow_mut().insert(place) {
            return;
        }
        let scope = frame.scope.in_the_dark();
        let mut aside = self.clone();
        let frame = Frame {
            scope: &scope,
            surface: frame.surface.clone(),
            outer: frame.outer.clone(),
            inner: frame.inner.clone(),
            rounds: frame.rounds.clone(),
        };
        aside.steps(steps, &frame);
    }

    fn verdict(&mut self, words: &ConditionWords, call: &Call, frame: &Frame) -> Verdict {
        let checker = self.checker.within(frame.scope);
        let is = call.inside("is");
        if let Some(name) = &words.param {
            return by_param(&checker, name, is, &call.key);
        }
        let Some(is) = yes_or_no(&checker, is, &call.key) else {
            return Verdict::Unknown;
        };
        if let Some(name) = &words.output {
            return self.by_output(&checker, name, is, &call.key);
        }
        match &words.visible {
            Some(target) => self.by_sight(words, (*target.0).clone(), is, (call, frame)),
            None => Verdict::Unknown,
        }
    }

    fn by_output(&self, checker: &Checker, name: &str, is: bool, key: &Key) -> Verdict {
        let outputs = self.head.outputs.iter().map(|output| output.name.as_str());
        // Where the outputs themselves are wrong, nobody knows their names.
        if self.head.outputs.is_empty() || outputs.clone().any(|output| output == name) {
            let name = name.to_owned();
            return Verdict::Later(Condition::Output { name, is });
        }
        let message = format!("there is no output `{name}`");
        let error = Diagnostic::error(codes::UNKNOWN_OUTPUT, message).at(key.span.place());
        checker.report(match guess::nearest(name, outputs.clone()) {
            Some(near) => error.hint(format!("did you mean `{near}`?")),
            None => {
                let names: Vec<_> = outputs.collect();
                error.hint(format!("the outputs are `{}`", names.join("`, `")))
            }
        });
        Verdict::Unknown
    }

    /// Adds the step that decides.
    fn by_sight(
        &mut self,
        words: &ConditionWords,
        target: TargetWords,
        is: bool,
        (call, frame): (&Call, &Frame),
    ) -> Verdict {
        let checker = self.checker.within(frame.scope);
        let Some(surface) = self.surface_of(call, frame, true) else {
            return Verdict::Unknown;
        };
        let targets = Targets {
            checker: &checker,
            surface: self.head.surfaces.get(&surface),
            key: &call.key,
            languages: &self.head.languages,
            names: &self.names,
            given: &self.given,
        };
        let Some(target) = targets.resolve(target) else {
            return Verdict::Unknown;
        };
        let timeout = words.timeout.0;
        self.act(Action::Decide { target, timeout }, surface, call, frame);
        match self.steps.last() {
            Some(step) => Verdict::Later(Condition::Decided {
                step: step.id.clone(),
                visible: is,
            }),
            None => Verdict::Unknown,
        }
    }

    /// What a whole scene depends on: by sight it drops itself where the condition does not hold.
    pub(super) fn scene_condition(
        &mut self,
        node: &Node,
        words: Option<&ConditionWords>,
        rounds: &[Related],
    ) {
        let (Some(words), Some((key, written))) = (words, entry(node, "when")) else {
            return;
        };
        let call = Call {
            name: "when".to_owned(),
            key,
            body: Default::default(),
            table: &self.checker.registry.target,
            written: Some(written),
        };
        let frame = self.own_frame(rounds);
        match self.verdict(words, &call, &frame) {
            Verdict::Now(is) => self.left_out = !is,
            Verdict::Unknown => {}
            Verdict::Later(condition @ Condition::Output { .. }) => {
                self.scene_given.push(condition);
            }
            Verdict::Later(condition) => {
                let surface = self.steps.last().map(|step| step.surface.clone());
                self.given.push(condition.opposite());
                let end = Action::EndScene { drop: true };
                self.act(end, surface.unwrap_or_default(), &call, &frame);
                self.given.pop();
            }
        }
    }

    pub(super) fn for_each(&mut self, name: &str, call: &Call, frame: &Frame) {
        let (Some(list), Some(steps)) = (call.inside("in"), call.steps()) else {
            return;
        };
        let checker = self.checker.within(frame.scope);
        for Round { scope, round } in list::rounds(&checker, list, name, &call.key) {
            if !self.goes_on(steps, frame) {
                return;
            }
            let rounds = frame.rounds.iter().cloned().chain(round);
            let frame = Frame {
                scope: &scope,
                surface: frame.surface.clone(),
                outer: frame.outer.clone(),
                inner: frame.inner.clone(),
                rounds: rounds.collect(),
            };
            self.steps(steps, &frame);
        }
    }
}

/// A key of a map and what is behind it.
fn entry<'n>(node: &'n Node, name: &str) -> Option<(Key, &'n Node)> {
    let mapping = node.as_mapping()?;
    let mut entries = mapping.entries.iter();
    let entry = entries.find(|entry| entry.key.text == name)?;
    Some((entry.key.clone(), &entry.value))
}

/// What `is` says of something that is or is not; it is if nothing is said.
fn yes_or_no(checker: &Checker, is: Option<&Node>, key: &Key) -> Option<bool> {
    let Some(is) = is else { return Some(true) };
    let key = Key {
        text: "is".to_owned(),
        span: key.span.clone(),
    };
    checker.value(is, &key, &Kind::Boolean)?.as_bool()
}

fn by_param(checker: &Checker, path: &str, is: Option<&Node>, key: &Key) -> Verdict {
    let Some((kind, value)) = list::named(checker, path, key) else {
        return Verdict::Unknown;
    };
    let plain = matches!(kind, Kind::Boolean)
        || matches!(&value, Some(node) if matches!(node.text(), Some("true" | "false")));
    let Some(is) = is else {
        if let (false, Some(value)) = (plain, &value) {
            checker.report(needs_is(path, value, key));
            return Verdict::Unknown;
        }
        let holds = value.and_then(|node| node.text().map(|text| text == "true"));
        return holds.map_or(Verdict::Unknown, Verdict::Now);
    };
    let is_key = Key {
        text: "is".to_owned(),
        span: is.span.clone(),
    };
    let (Some(wanted), Some(value)) = (checker.value(is, &is_key, &kind), value) else {
        return Verdict::Unknown;
    };
    let same = match kind {
        // A word of no declared kind is what is written.
        Kind::Anything => match checker.scope.resolve_whole(is, checker.findings) {
            Some(is) => is.to_text_json() == value.to_text_json(),
            None => return Verdict::Unknown,
        },
        _ => checker.value(&value, &is_key, &kind).as_ref() == Some(&wanted),
    };
    Verdict::Now(same)
}

fn needs_is(path: &str, value: &Node, key: &Key) -> Diagnostic {
    let message = format!("`{path}` is {}, not true or false", value.in_words());
    let hint = format!(
        "say what it must be, such as `is: {}`",
        value.text().unwrap_or("...")
    );
    Diagnostic::error(codes::MISSING_FIELD, message)
        .at(key.span.place())
        .hint(hint)
}
