//! The way through a scene: what was decided, what has a name, whether it has ended. Which steps
//! are performed follows from it; how, is not known here.

use std::collections::BTreeMap;

use demoreel_primitives::plan::{ActStep, Condition, FoundBy, StepId};
use demoreel_primitives::space::SurfaceRect;

use super::failure::StepFailure;

/// One scene's way so far.
#[derive(Debug, Default)]
pub struct Course {
    decided: BTreeMap<StepId, bool>,
    /// Where steps found what they looked for, in the order of finding.
    places: Vec<(StepId, SurfaceRect)>,
    ended: bool,
}

impl Course {
    /// Whether a step is on the way.
    pub fn comes_to(&self, step: &ActStep) -> bool {
        !self.ended && step.given.iter().all(|condition| self.holds(condition))
    }

    fn holds(&self, condition: &Condition) -> bool {
        match condition {
            Condition::Decided { step, visible } => self.decided.get(step) == Some(visible),
            // One take serves all outputs, so that nothing that happens depends on one.
            Condition::Output { .. } => true,
        }
    }

    /// The step with places put in for the names of what was found before.
    pub fn placed(&self, step: &ActStep) -> Result<ActStep, StepFailure> {
        let mut step = step.clone();
        for target in step.action.targets_mut() {
            *target = target
                .with_places(&|by| self.place(by))
                .map_err(|name| StepFailure::NoPlace { name })?;
        }
        Ok(step)
    }

    fn place(&self, by: &FoundBy) -> Option<SurfaceRect> {
        let mut latest = self.places.iter().rev();
        let found = latest.find(|(step, _)| by.steps.contains(step))?;
        Some(found.1)
    }

    /// A step found its target.
    pub(super) fn find(&mut self, step: &StepId, area: SurfaceRect) {
        self.places.push((step.clone(), area));
    }

    /// A step saw its target, or did not.
    pub(super) fn decide(&mut self, step: &StepId, visible: bool) {
        self.decided.insert(step.clone(), visible);
    }

    /// Nothing comes after this.
    pub(super) fn end(&mut self) {
        self.ended = true;
    }
}
