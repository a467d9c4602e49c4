//! The pace of a reel: the pauses that people need around what they see and hear. All in reel
//! time. Recorders with automatic pacing were the starting point; the sum of an ending and an
//! opening is what separates two scenes.

use demoreel_primitives::time::Nanos;

/// From a scene's first frame to its first spoken word.
pub const SPEECH_LEAD: Nanos = Nanos::from_millis(250);
/// From a scene's first frame to its first movement.
pub const ACTION_LEAD: Nanos = Nanos::from_millis(500);
/// Between two sentences.
pub const BREATH: Nanos = Nanos::from_millis(300);
/// From the last action to a scene's end.
pub const ACTION_TAIL: Nanos = Nanos::from_millis(800);
/// From the last spoken word to a scene's end.
pub const SPEECH_TAIL: Nanos = Nanos::from_millis(450);
/// A camera that has gone back to rest stands still this long before the scene ends. Every scene
/// begins and ends at rest: a cut never falls into a move, and never changes how close it is.
pub const REST_TAIL: Nanos = Nanos::from_millis(100);

/// A picture counts as still when nothing has changed for this long.
pub const STILL_FOR: Nanos = Nanos::from_millis(120);
/// How far past a step's end a still picture is looked for.
pub const STILL_WITHIN: Nanos = Nanos::from_millis(900);
/// A page that answers a click within this time is answering that click.
pub const ANSWER_WITHIN: Nanos = Nanos::from_millis(350);

/// A camera has settled when this part of its way is left.
pub const SETTLED: f64 = 0.02;
/// From a settled camera to the click that it was moved for. The last of a zoom's way covers more
/// pixels than the first; by the click 2 % of them are left as well.
pub const SETTLED_BEFORE: Nanos = Nanos::from_millis(100);
/// From a click to a camera that turns away from it.
pub const CLICK_SEEN: Nanos = Nanos::from_millis(120);
/// From the last input inside a zoom to the camera's leaving.
pub const RESULT_SEEN: Nanos = Nanos::from_millis(900);
/// Two zooms closer than this are one move with a pan.
pub const MERGE_WITHIN: Nanos = Nanos::from_millis(2500);

/// The least time that any caption is shown, unless the next one needs its place.
pub const CAPTION_LEAST: Nanos = Nanos::from_millis(800);

/// How long written words must be shown to be read: 170 a minute, and a moment to notice them.
pub fn reading_time(text: &str) -> Nanos {
    let words = text.split_whitespace().count() as i64;
    Nanos::from_millis((700 + words * 350).clamp(1500, 7000))
}
