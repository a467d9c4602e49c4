//! The camera: it moves the whole card over a background that stands still, as one smooth path
//! of springs. It knows every target and every click in advance.

mod path;
mod scale;
mod shots;
mod view;

use demoreel_primitives::space::CanvasRect;
use demoreel_primitives::time::Nanos;
use demoreel_primitives::timeline::Track;

use crate::error::TimelineError;
use crate::layout::area_on_grid;
use crate::material::Material;
use crate::pace;
use crate::retime::Retimed;
use path::Path;

/// How long the camera takes until it has settled at the end of a move.
pub fn settle_time(material: &Material<'_>) -> Nanos {
    let spring = path::without_swing(material.output.style.camera.spring);
    Nanos::from_secs_f64(spring.settles_in(pace::SETTLED))
}

/// Where the card is in each frame.
pub fn place(
    material: &Material<'_>,
    retimed: &Retimed,
    rest: &CanvasRect,
) -> Result<Track<CanvasRect>, TimelineError> {
    let moves = shots::moves(material, retimed, rest)?;
    let path = Path::new(material.output.style.camera.spring, rest, moves);
    Ok(Track::sample(retimed.frames, |frame| {
        area_on_grid(path.at(retimed.shown(frame).as_secs_f64()).card(rest))
    }))
}

#[cfg(test)]
mod tests;
