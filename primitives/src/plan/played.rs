//! A plan as it was played: the branches that were not taken, what comes after the end of a scene
//! and the scenes that were dropped are gone, and what is left depends on nothing.

use std::collections::BTreeMap;

use super::{ActScene, Action, Condition, Effect, Extent, LookScene, Moment, Plan, StepId};
use crate::event::Happening;
use crate::filmed::FilmedScene;

impl Plan {
    /// The plan along the branches that a take followed. With an output, what other outputs alone
    /// show is gone too; without one it stays. Playing a played plan changes nothing.
    pub fn as_played(&self, filmed: &[FilmedScene], output: Option<&str>) -> Plan {
        let mut plan = self.clone();
        let scenes = self.act.scenes.iter().zip(&self.look.scenes);
        let played = scenes.map(|(act, look)| {
            let film = filmed.iter().find(|film| film.name == act.name);
            match film {
                Some(film) => Course::of(act, film, output).scene(act, look),
                None => Some((act.clone(), look.clone())),
            }
        });
        let played: Vec<_> = played.collect();
        let left: Vec<bool> = played.iter().map(Option::is_some).collect();
        for output in &mut plan.look.outputs {
            output.styles = kept(&output.styles, &left);
        }
        (plan.act.scenes, plan.look.scenes) = played.into_iter().flatten().unzip();
        plan
    }
}

/// How one scene went.
struct Course<'a> {
    decided: BTreeMap<&'a StepId, bool>,
    output: Option<&'a str>,
    /// How many steps the scene has up to its end.
    steps: usize,
    /// Moments after this many steps are past the scene's end.
    last: u32,
    dropped: bool,
}

impl<'a> Course<'a> {
    fn of(act: &ActScene, film: &'a FilmedScene, output: Option<&'a str>) -> Course<'a> {
        let decisions = film.events.iter().filter_map(|event| match &event.what {
            Happening::Decided { step, visible } => Some((step, *visible)),
            _ => None,
        });
        let end = act.steps.iter().enumerate().find_map(|(index, step)| {
            let Action::EndScene { drop } = step.action else {
                return None;
            };
            film.step_times(&step.id).map(|_| (index, drop))
        });
        let whole = act.steps.len();
        let (steps, last, dropped) = match end {
            Some((index, drop)) => (index + 1, index, drop),
            None => (whole, whole, false),
        };
        Course {
            decided: decisions.collect(),
            output,
            steps,
            last: u32::try_from(last).unwrap_or(u32::MAX),
            dropped,
        }
    }

    fn scene(&self, act: &ActScene, look: &LookScene) -> Option<(ActScene, LookScene)> {
        if self.dropped || !self.hold(&look.given) {
            return None;
        }
        let steps = act.steps.iter().take(self.steps);
        let performed: Vec<bool> = steps.map(|step| self.hold(&step.given)).collect();
        let exists =
            |effect: &Effect| effect.from.after_steps <= self.last && self.hold(&effect.given);
        let count = Count {
            performed,
            shown: look.effects.iter().map(exists).collect(),
            last: self.last,
        };
        let mut act = act.clone();
        act.steps = kept(&act.steps, &count.performed);
        for step in &mut act.steps {
            self.settle(&mut step.given);
        }
        let mut look = look.clone();
        self.settle(&mut look.given);
        look.effects = kept(&look.effects, &count.shown);
        for effect in &mut look.effects {
            self.effect(effect, &count);
        }
        Some((act, look))
    }

    fn effect(&self, effect: &mut Effect, count: &Count) {
        self.settle(&mut effect.given);
        let sooner = std::mem::take(&mut effect.sooner).into_iter();
        for mut end in sooner.filter(|end| self.hold(&end.given)) {
            self.settle(&mut end.given);
            if end.given.is_empty() {
                effect.until = Extent::Until(end.at);
                break;
            }
            end.at = count.moment(end.at);
            effect.sooner.push(end);
        }
        effect.from = count.moment(effect.from);
        if let Extent::Until(moment) = effect.until {
            effect.until = Extent::Until(count.moment(moment));
        }
    }

    /// Whether none of these is known not to hold.
    fn hold(&self, given: &[Condition]) -> bool {
        given.iter().all(|one| self.holds(one) != Some(false))
    }

    /// Leaves what is not known yet.
    fn settle(&self, given: &mut Vec<Condition>) {
        given.retain(|one| self.holds(one).is_none());
    }

    fn holds(&self, condition: &Condition) -> Option<bool> {
        match condition {
            // A decision that nobody came to was in a branch that was not taken.
            Condition::Decided { step, visible } => Some(self.decided.get(step) == Some(visible)),
            Condition::Output { name, is } => {
                self.output.map(|output| (output == name.as_str()) == *is)
            }
        }
    }
}

/// Which steps and effects are left; moments count these alone.
struct Count {
    /// One for each step up to the scene's end.
    performed: Vec<bool>,
    shown: Vec<bool>,
    last: u32,
}

impl Count {
    fn moment(&self, moment: Moment) -> Moment {
        let count = |all: &[bool], first: u32| {
            let first = (first as usize).min(all.len());
            all[..first].iter().filter(|one| **one).count() as u32
        };
        // What would end after the scene's own end ends with it.
        let past = moment.after_steps > self.last;
        let effects = if past { u32::MAX } else { moment.after_effects };
        Moment {
            at_time: moment.at_time,
            after_steps: count(&self.performed, moment.after_steps),
            after_effects: count(&self.shown, effects),
        }
    }
}

fn kept<T: Clone>(all: &[T], which: &[bool]) -> Vec<T> {
    let pairs = all.iter().zip(which);
    pairs
        .filter(|(_, keep)| **keep)
        .map(|(one, _)| one.clone())
        .collect()
}

#[cfg(test)]
mod tests;
