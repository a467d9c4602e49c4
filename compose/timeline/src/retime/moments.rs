//! Moments of the plan on the take's clock.

use demoreel_primitives::plan::Moment;
use demoreel_primitives::time::TakeTime;

use crate::error::TimelineError;
use crate::material::Material;

/// When each count of steps was done: the scene's first moment, then the end of every step.
pub struct Moments {
    ends: Vec<TakeTime>,
    effects: u32,
    end: TakeTime,
}

impl Moments {
    pub fn of(material: &Material<'_>) -> Result<Moments, TimelineError> {
        let mut ends = vec![TakeTime::ZERO];
        for step in &material.act.steps {
            let (_, end) = material
                .filmed
                .step_times(&step.id)
                .ok_or_else(|| TimelineError::StepNotInTake(step.id.clone()))?;
            ends.push(end);
        }
        Ok(Moments {
            ends,
            effects: material.look.effects.len() as u32,
            end: material.end(),
        })
    }

    /// The end of the last step before it; in a recording, the time that it names.
    pub fn take(&self, moment: Moment) -> TakeTime {
        let named = moment.at_time.map(|at| TakeTime::ZERO + at);
        if let Some(at) = named.filter(|at| *at <= self.end) {
            return at;
        }
        let done = (moment.after_steps as usize).min(self.ends.len() - 1);
        self.ends[done]
    }

    /// Whether nothing of the scene comes after it.
    pub fn is_end(&self, moment: Moment) -> bool {
        moment.at_time.is_none()
            && moment.after_steps as usize >= self.ends.len() - 1
            && moment.after_effects >= self.effects
    }

    /// As [`Moments::take`], but what ends with the scene ends with its film: a cut of the last
    /// steps leaves nothing of them.
    pub fn mark_end(&self, moment: Moment) -> TakeTime {
        if self.is_end(moment) {
            self.end
        } else {
            self.take(moment)
        }
    }
}
