//! The camera: it moves the whole card over a background that stands still, as one smooth path
//! of springs. It knows every target and every click in advance.

mod home;
mod path;
mod scale;
mod shots;
mod stride;
mod view;

use demoreel_primitives::space::CanvasRect;
use demoreel_primitives::time::Nanos;
use demoreel_primitives::timeline::Track;

use crate::error::TimelineError;
use crate::layout::{Stand, area_on_grid};
use crate::material::Material;
use crate::retime::Retimed;
use path::Path;
use stride::Stride;

/// How long the camera takes until it has settled at the end of a move.
pub fn settle_time(material: &Material<'_>) -> Nanos {
    Nanos::from_secs_f64(stride(material).settles())
}

/// How long the camera takes until it stands exactly still at the end of a move.
pub fn arrive_time(material: &Material<'_>) -> Nanos {
    Nanos::from_secs_f64(stride(material).arrives())
}

fn stride(material: &Material<'_>) -> Stride {
    Stride::new(material.style.camera.spring)
}

/// Where the card is in each frame.
pub fn place(
    material: &Material<'_>,
    retimed: &Retimed,
    stand: &Stand,
) -> Result<Track<CanvasRect>, TimelineError> {
    let (first, moves) = shots::moves(material, retimed, stand)?;
    let path = Path::new(stride(material), &stand.rest, first, moves);
    Ok(Track::sample(retimed.frames, |frame| {
        area_on_grid(
            path.at(retimed.shown(frame).as_secs_f64())
                .card(&stand.rest),
        )
    }))
}

#[cfg(test)]
mod smoothness;
#[cfg(test)]
mod tests;
#[cfg(test)]
mod thrown;
