//! One target through the moments of a terminal's recording, which is played to each of them.

use demoreel_eyes::{ScreenSight, Sight, Templates, look};
use demoreel_primitives::filmed::{FilmedCast, FilmedScene};
use demoreel_primitives::picture::Picture;
use demoreel_primitives::plan::Effect;
use demoreel_primitives::progress::Run;
use demoreel_primitives::target::Target;
use demoreel_primitives::time::{Nanos, TakeTime};
use demoreel_terminal::Playback;
use demoreel_terminal::cast::Cast;

use super::error::{LocateError, Unseen};
use super::moments::Window;
use super::seeker::{Outcome, Pursuit, sighting};

/// A screen that stays at least so long is looked at.
const RESTING: Nanos = Nanos::from_millis(40);
/// While screens follow each other faster, one is looked at so often.
const WHILE_MOVING: Nanos = Nanos::from_millis(100);
/// Lines of the screen that an error shows.
const SHOWN: usize = 40;

/// Looks for one effect's target.
pub(super) fn seek(
    cast: &Cast,
    scene: &FilmedScene,
    filmed: &FilmedCast,
    (effect, target): (&Effect, &Target),
    window: Window,
    templates: &mut Templates,
    run: &Run,
) -> Result<Outcome, LocateError> {
    let mut playback = Playback::new(cast);
    let nothing = Picture::black(2, 2);
    let mut pursuit = Pursuit::default();
    let mut text = String::new();
    for at in moments(cast, window) {
        if run.cancel.is_cancelled() {
            return Err(LocateError::Cancelled);
        }
        if pursuit.is_over(scene, &effect.surface, at) {
            break;
        }
        let screen = playback.screen_at(at - TakeTime::ZERO);
        let sight = Sight {
            picture: &nothing,
            density: 1.0,
            size: filmed.logical,
            page: None,
            screen: Some(ScreenSight {
                screen: &screen,
                grid: &filmed.grid,
                at_cursor: false,
            }),
            ocr: None,
        };
        if pursuit.take_in(at, look(&sight, target, templates)) {
            break;
        }
        text = screen.text();
    }
    if let Some((at, found)) = pursuit.sighting {
        return Ok(Outcome::Seen(sighting(effect, at, found)));
    }
    let Some((_, mut miss)) = pursuit.miss else {
        return Err(LocateError::NotFilmed {
            effect: effect.id.clone(),
            scene: scene.name.clone(),
            surface: effect.surface.clone(),
        });
    };
    let lines: Vec<&str> = text.lines().take(SHOWN).collect();
    let hint = miss.hint.take().unwrap_or_default();
    miss.hint = Some(format!("{hint}\nThe screen shows:\n{}", lines.join("\n")));
    Ok(Outcome::Unseen(Box::new(Unseen {
        effect: effect.id.clone(),
        from: window.from,
        looked: window.until - window.from,
        miss,
        picture: None,
    })))
}

/// The window's first moment, and those after it at which something was written and stayed.
fn moments(cast: &Cast, window: Window) -> Vec<TakeTime> {
    let times: Vec<TakeTime> = cast.output().map(|(at, _)| TakeTime(at.0)).collect();
    let mut kept = vec![window.from];
    for (index, at) in times.iter().copied().enumerate() {
        if at <= window.from || at > window.until {
            continue;
        }
        let next = times.get(index + 1);
        let stays = next.is_none_or(|next| *next - at >= RESTING);
        let last = kept.last().copied().unwrap_or(window.from);
        if stays || at - last >= WHILE_MOVING {
            kept.push(at);
        }
    }
    kept
}
