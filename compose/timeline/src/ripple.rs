//! The ring that a click leaves. It begins in the first frame that shows the click, grows and
//! fades in reel time, and stays on its place of the card while the camera moves.

use demoreel_primitives::space::SurfacePoint;
use demoreel_primitives::time::Nanos;
use demoreel_primitives::timeline::{Card, Ring, RippleLayer, Track};

use crate::layout::{canvas_from_surface, on_grid, point_on_grid};
use crate::material::Material;
use crate::pointer::presses;
use crate::retime::Retimed;

/// How long a ring is seen.
const LENGTH: Nanos = Nanos::from_millis(450);
/// The ring's radius at its beginning and end, and its stroke, in heights of the pointer.
const SMALLEST: f64 = 0.22;
const LARGEST: f64 = 0.95;
const STROKE: f64 = 0.11;
const SOLID: f64 = 0.75;

/// A ring's life: its place and the frames in which it is seen.
struct Click {
    place: SurfacePoint,
    from: u64,
    to: u64,
}

/// The rings of all clicks; none where the style has none or nothing was clicked.
pub fn layer(material: &Material<'_>, retimed: &Retimed, card: &Card) -> Option<RippleLayer> {
    let style = &material.style.pointer;
    let colour = style.ripple?;
    let clicks = clicks(material, retimed);
    if clicks.is_empty() || style.height <= 0.0 {
        return None;
    }
    let ring = Track::sample(retimed.frames, |frame| {
        let mut last = clicks.iter().rev();
        let click = last.find(|click| click.from <= frame && frame < click.to)?;
        let age = retimed.shown(frame) - retimed.shown(click.from);
        let place = card.place.at(frame);
        let height = style.height * place.size.width / card.rest_width;
        let at = point_on_grid(canvas_from_surface(material, place, click.place));
        let beside = card.window.is_some_and(|window| !window.contains(at));
        if beside {
            return None;
        }
        Some(Ring {
            at,
            ..ring(age.as_secs_f64() / LENGTH.as_secs_f64(), height)
        })
    });
    Some(RippleLayer { colour, ring })
}

/// Clicks that are seen, each until it has faded or something is cut.
fn clicks(material: &Material<'_>, retimed: &Retimed) -> Vec<Click> {
    presses(material)
        .filter_map(|press| {
            let from = retimed.frame_of(press.at)?;
            let faded = retimed.frame_at(retimed.shown(from) + LENGTH);
            let cut = (from + 1..faded).find(|frame| retimed.jumps_at(*frame));
            let place = press.place;
            Some(Click {
                place,
                from,
                to: cut.unwrap_or(faded),
            })
        })
        .collect()
}

/// A ring at a part of its life, at the origin: it grows fast at first and fades at the end.
fn ring(part: f64, height: f64) -> Ring {
    let left = 1.0 - part.clamp(0.0, 1.0);
    let grown = 1.0 - left * left * left;
    Ring {
        at: Default::default(),
        radius: on_grid(height * (SMALLEST + (LARGEST - SMALLEST) * grown)),
        stroke: on_grid(height * STROKE * (0.35 + 0.65 * left)),
        opacity: on_grid(SOLID * left * (2.0 - left)),
    }
}
