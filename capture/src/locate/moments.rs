//! The moments of a scene that are worth a look: where an effect begins, and wherever the page or
//! the picture has changed after that.

use demoreel_primitives::event::Happening;
use demoreel_primitives::filmed::{Film, FilmedScene};
use demoreel_primitives::plan::{Effect, Extent, Moment};
use demoreel_primitives::target::{Finder, Target};
use demoreel_primitives::time::{Nanos, TakeTime};

/// A picture that stays at least so long is looked at.
const RESTING: Nanos = Nanos::from_millis(40);
/// While pictures follow each other faster, one is looked at so often.
const WHILE_MOVING: Nanos = Nanos::from_millis(100);

/// From when to when a target is looked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Window {
    /// The first moment.
    pub from: TakeTime,
    /// The last moment.
    pub until: TakeTime,
}

/// When an effect's target is looked for: from where the effect begins until it ends or time is
/// up. What holds its first picture may be seen later than it begins, so only its timeout counts.
pub fn window(scene: &FilmedScene, effect: &Effect, timeout: Nanos) -> Window {
    let end = TakeTime::ZERO + scene.length;
    let from = time_of(scene, effect.from).min(end);
    let limit = (from + timeout).min(end);
    let until = match effect.until {
        Extent::Until(moment) => limit.min(time_of(scene, moment).max(from)),
        Extent::Hold(_) | Extent::Words | Extent::Instant => limit,
    };
    Window { from, until }
}

/// When so many of the steps that were performed were done; in a recording, the time it names.
fn time_of(scene: &FilmedScene, moment: Moment) -> TakeTime {
    if let Some(at) = moment.at_time {
        return TakeTime::ZERO + at;
    }
    let events = scene.events.iter();
    let ends = events.filter(|event| matches!(event.what, Happening::StepEnd { .. }));
    let done = ends.take(moment.after_steps as usize).last();
    done.map_or_else(Default::default, |event| event.at)
}

/// The moments to look at, in order; the first is the window's.
pub fn moments(scene: &FilmedScene, film: &Film, target: &Target, window: Window) -> Vec<TakeTime> {
    let inside = |at: &TakeTime| *at > window.from && *at <= window.until;
    let mut all = vec![window.from];
    all.extend(pages(scene, &film.surface).filter(inside));
    if needs_picture(target) {
        all.extend(resting_pictures(film, window).into_iter().filter(inside));
    }
    all.sort();
    all.dedup();
    all
}

/// When the page of a surface changed.
fn pages<'a>(scene: &'a FilmedScene, wanted: &'a str) -> impl Iterator<Item = TakeTime> + 'a {
    let changed = move |what: &Happening| matches!(what, Happening::Page { surface, .. } if surface == wanted);
    scene
        .events
        .iter()
        .filter(move |event| changed(&event.what))
        .map(|event| event.at)
}

/// Pictures that stay a while, and some of those that do not.
fn resting_pictures(film: &Film, window: Window) -> Vec<TakeTime> {
    let times: Vec<TakeTime> = film.pictures.iter().map(|picture| picture.at).collect();
    let mut kept: Vec<TakeTime> = Vec::new();
    for (index, at) in times.iter().copied().enumerate() {
        let stays = times
            .get(index + 1)
            .is_none_or(|next| *next - at >= RESTING);
        let last = kept.last().copied().unwrap_or(window.from);
        if stays || at - last >= WHILE_MOVING {
            kept.push(at);
        }
    }
    kept
}

/// When somebody first acts on the surface after a moment: from then on things move because they
/// are made to.
pub fn first_input(scene: &FilmedScene, surface: &str, after: TakeTime) -> Option<TakeTime> {
    let acts = |what: &Happening| match what {
        Happening::Button { surface: on, .. }
        | Happening::Key { surface: on, .. }
        | Happening::Typing { surface: on, .. }
        | Happening::Wheel { surface: on, .. } => on == surface,
        _ => false,
    };
    let later = scene.events.iter().filter(|event| event.at > after);
    later
        .filter(|event| acts(&event.what))
        .map(|event| event.at)
        .next()
}

/// Whether a target is looked for in pixels.
pub fn needs_picture(target: &Target) -> bool {
    let own = match &target.finder {
        Finder::Image(_) => true,
        Finder::Any { targets } => targets.iter().any(needs_picture),
        _ => false,
    };
    own || target.refiners().any(needs_picture)
}
