//! The words of a miss that a picture made.

use std::sync::Arc;

use demoreel_primitives::target::{ImageTemplate, Target};

use super::{Miss, Spot, Why};
use crate::found::Sight;
use crate::picture::{Fault, Template};

/// Scores from here on mean that something much like it is there.
const MUCH_ALIKE: f64 = 0.6;

impl Miss {
    /// The picture is nowhere.
    pub(crate) fn no_match(target: &Target, template: Arc<Template>) -> Miss {
        let mut miss = Miss::nowhere(target);
        miss.template = Some(template);
        miss
    }

    /// The picture is larger than where it is looked for.
    pub(crate) fn too_large(sight: &Sight, target: &Target, template: &Arc<Template>) -> Miss {
        let (width, height) = template.pixels.dimensions();
        let mut miss = Miss::no_match(target, Arc::clone(template));
        miss.why = Why::TemplateTooLarge;
        miss.message = format!(
            "{} is larger than where it is looked for",
            target.describe()
        );
        miss.cause = Some(format!(
            "it is {width}x{height} pixels, the surface {}x{} at density {}",
            sight.size.width, sight.size.height, sight.density
        ));
        miss.hint = Some("cut out the thing itself, such as a button or an icon".to_owned());
        miss
    }

    /// The likely cause and the way out, from the best place that does not fit.
    pub(crate) fn say_why(&mut self, wanted: &ImageTemplate, best: Option<(&Spot, Option<Fault>)>) {
        let Some((spot, fault)) = best else {
            self.cause = Some("nothing on the surface is even remotely like it".to_owned());
            self.hint = Some("check that the step before leads here".to_owned());
            return;
        };
        let place = format!(
            "the best place is {} with a score of {:.2} at scale {} (needed: {:.2})",
            spot.whereabouts(),
            spot.score,
            spot.scale,
            wanted.confidence
        );
        let (cause, hint) = match fault {
            Some(Fault::Shade) if spot.score >= MUCH_ALIKE => (
                "its shape is there, but darker or paler: disabled, or another theme",
                "wait until it is enabled, or make the picture again from this state",
            ),
            Some(Fault::Tint) if spot.score >= MUCH_ALIKE => (
                "its shape is there in another colour: another state or another theme",
                "make the picture again from this state",
            ),
            Some(Fault::Part) if spot.score >= MUCH_ALIKE => (
                "most of it is there, but a part differs: other words, or something in front of it",
                "look at the boxed place; make the picture again, or uncover it",
            ),
            _ if spot.score >= MUCH_ALIKE => (
                "something like it is there: perhaps in another size, font or state",
                "make the picture again on this surface, or give a lower 'confidence'",
            ),
            _ => (
                "nothing like it is there, or not yet",
                "check that the step before leads here, or give it a longer 'timeout'",
            ),
        };
        self.cause = Some(format!("{place}; {cause}"));
        self.hint = Some(hint.to_owned());
    }
}
