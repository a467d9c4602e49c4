//! Look targets found in a take, so that a zoom can be added without filming again. What lives
//! here: which moments are looked at and which sighting is kept. How things are found is the eyes'
//! business, how a sighting is used is the timeline's.

mod error;
mod moments;
mod reader;
mod seeker;

use demoreel_primitives::plan::{Effect, EffectKind, Look};
use demoreel_primitives::progress::Run;
use demoreel_primitives::sighting::Sighting;
use demoreel_primitives::target::Target;
use demoreel_primitives::time::Nanos;
use demoreel_take::Take;

pub use error::{LocateError, Unseen};
use seeker::{Outcome, Seeker};

/// Where the targets of all look steps are, in the order of the look. Every target is looked for
/// before an error tells of those that are not there.
pub fn locate(look: &Look, take: &Take, run: &Run) -> Result<Vec<Sighting>, LocateError> {
    let wanted = look.effects().filter_map(|(scene, effect)| {
        sought(effect).map(|(target, timeout)| (scene, effect, target, timeout))
    });
    let wanted: Vec<_> = wanted.collect();
    run.begin("locate", Some(wanted.len() as u64));
    let mut seeker = Seeker::new(take);
    let (mut sightings, mut unseen) = (Vec::new(), Vec::new());
    for (done, (scene, effect, target, timeout)) in wanted.iter().enumerate() {
        let scene = &look.scenes[*scene].name;
        match seeker.seek(scene, effect, target, *timeout, run)? {
            Outcome::Seen(sighting) => sightings.push(sighting),
            Outcome::Unseen(miss) => unseen.push(*miss),
        }
        run.advance(done as u64 + 1, Some(&effect.id.0));
    }
    run.done("locate", None);
    match unseen.is_empty() {
        true => Ok(sightings),
        false => Err(LocateError::Unseen(unseen)),
    }
}

/// The target of a look step that has one, and how long it is looked for.
fn sought(effect: &Effect) -> Option<(&Target, Nanos)> {
    match &effect.kind {
        EffectKind::Zoom {
            target, timeout, ..
        } => Some((target, *timeout)),
        _ => None,
    }
}
