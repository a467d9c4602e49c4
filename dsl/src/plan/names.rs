//! Names that steps give to what they find, as far as a scene has been played. A name that may
//! stand for nothing is refused where it is used, not when it is too late.

use demoreel_primitives::codes::language as codes;
use demoreel_primitives::diagnostic::{Diagnostic, Place};
use demoreel_primitives::plan::{Condition, FoundBy, StepId};

use crate::guess;

/// More branches than any name is given in.
const MOST_BRANCHES: usize = 64;

/// In the order in which the names were given.
#[derive(Clone, Default)]
pub(super) struct Names(Vec<Named>);

/// One step that names what it finds.
#[derive(Clone)]
pub(super) struct Named {
    pub name: String,
    pub step: StepId,
    pub surface: String,
    /// What the step depends on.
    pub given: Vec<Condition>,
    /// An optional step may find nothing.
    pub optional: bool,
    pub place: Place,
}

/// What a name stands for.
pub(super) struct NameFound {
    pub by: FoundBy,
    pub surface: String,
}

impl Names {
    pub fn give(&mut self, named: Named) {
        self.0.push(named);
    }

    /// How many were given; see [`Names::forget`].
    pub fn count(&self) -> usize {
        self.0.len()
    }

    /// Forgets all that were given after so many: those of a composed step are its own.
    pub fn forget(&mut self, count: usize) {
        self.0.truncate(count);
    }

    pub fn knows(&self, name: &str) -> bool {
        self.0.iter().any(|named| named.name == name)
    }

    /// What a name stands for in a place that depends on these.
    pub fn find(&self, name: &str, given: &[Condition]) -> Result<NameFound, Box<Diagnostic>> {
        let same = || self.0.iter().rev().filter(|named| named.name == name);
        let here = same().filter(|named| !contradict(&named.given, given));
        let mut steps = Vec::new();
        let mut branches = Vec::new();
        let mut surface = None;
        for named in here.take(MOST_BRANCHES) {
            steps.push(named.step.clone());
            surface.get_or_insert(&named.surface);
            if !named.optional {
                let rest = named.given.iter().filter(|one| !given.contains(one));
                branches.push(rest.cloned().collect());
            }
            if are_all(&mut branches) {
                break;
            }
        }
        let latest = same().next().ok_or_else(|| Box::new(self.unknown(name)))?;
        let Some(surface) = surface.filter(|_| are_all(&mut branches)) else {
            return Err(Box::new(unsure(latest)));
        };
        steps.reverse();
        Ok(NameFound {
            by: FoundBy {
                name: name.to_owned(),
                steps,
            },
            surface: surface.clone(),
        })
    }

    fn unknown(&self, name: &str) -> Diagnostic {
        let message = format!("no step before this one names what it finds `{name}`");
        let error = Diagnostic::error(codes::UNKNOWN_PLACE, message);
        let names = self.0.iter().map(|named| named.name.as_str());
        match guess::nearest(name, names) {
            Some(near) => error.hint(format!("did you mean `{near}`?")),
            None => error.hint(format!(
                "give the step that finds it `as: {name}`; names are those of the scene"
            )),
        }
    }
}

fn unsure(named: &Named) -> Diagnostic {
    let name = &named.name;
    let message = format!("`{name}` may stand for nothing here");
    let hint = match named.optional {
        true => format!("an optional step may find nothing: use `{name}` inside a `when` instead"),
        false => {
            "it is named in a branch of `when` alone: use it there, or name it in the other branch \
                  too"
            .to_owned()
        }
    };
    Diagnostic::error(codes::PLACE_UNSURE, message)
        .related("it is named here", named.place.clone())
        .hint(hint)
}

/// Whether two places can never be in one take.
pub(super) fn contradict(some: &[Condition], others: &[Condition]) -> bool {
    let against = |one: &Condition| others.iter().any(|other| one.contradicts(other));
    some.iter().any(against)
}

/// Whether one of these branches is taken in any case. Two that differ in one decision alone are
/// one branch without it.
fn are_all(branches: &mut Vec<Vec<Condition>>) -> bool {
    let mut at = 0;
    while at < branches.len() && branches.len() < MOST_BRANCHES {
        for other in 0..at {
            let joined = joined(&branches[at], &branches[other]);
            if let Some(joined) = joined.filter(|joined| !branches.contains(joined)) {
                branches.push(joined);
            }
        }
        at += 1;
    }
    branches.iter().any(Vec::is_empty)
}

fn joined(one: &[Condition], other: &[Condition]) -> Option<Vec<Condition>> {
    let differ = one.iter().find(|it| other.contains(&it.opposite()))?;
    let without = |all: &[Condition], it: &Condition| -> Vec<Condition> {
        all.iter().filter(|one| *one != it).cloned().collect()
    };
    let (rest, others) = (without(one, differ), without(other, &differ.opposite()));
    let same = rest.len() == others.len() && rest.iter().all(|one| others.contains(one));
    same.then_some(rest)
}
