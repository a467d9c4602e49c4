//! What a step, an effect or a scene depends on, and the names that steps give to what they find.

use serde::{Deserialize, Serialize};

use super::act::StepId;

/// Something that holds or does not. What was decided while filming is in the take's log, so that
/// every later stage follows the branch that was filmed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Condition {
    /// The step of [`super::Action::Decide`] saw its target, or did not.
    Decided {
        /// Which.
        step: StepId,
        /// What it must have seen.
        visible: bool,
    },
    /// The reel is the one of this output, or is not. Never of an acting step: one take serves all
    /// outputs.
    Output {
        /// The output's name.
        name: String,
        /// Whether it must be that one.
        is: bool,
    },
}

/// The steps that gave a name to what they found, as `as` says. Of those that were performed the
/// last one counts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FoundBy {
    /// The name in the script.
    pub name: String,
    /// In the order of the scene; one or more.
    pub steps: Vec<StepId>,
}

impl Condition {
    /// Whether it cannot hold where the other one does.
    pub fn contradicts(&self, other: &Condition) -> bool {
        *self == other.opposite()
    }

    /// The condition that holds wherever this one does not.
    pub fn opposite(&self) -> Condition {
        match self.clone() {
            Condition::Decided { step, visible } => Condition::Decided {
                step,
                visible: !visible,
            },
            Condition::Output { name, is } => Condition::Output { name, is: !is },
        }
    }
}
