//! The presenter: where its picture is, and how the puppet holds itself while it speaks, listens
//! and looks at what happens. All of it follows from the speech, the hand and the scene's name.

mod bearing;
mod corner;
mod mouth;
mod sounds;

use demoreel_primitives::plan::{Layout, Presenter};
use demoreel_primitives::space::CanvasRect;
use demoreel_primitives::time::{Nanos, SAMPLE_RATE};
use demoreel_primitives::timeline::{Card, PresenterCut, PresenterLayer, PuppetPose, Track};

use crate::layout::{Stand, area_on_grid};
use crate::material::Material;
use crate::retime::Retimed;
use bearing::Bearing;
use mouth::Lips;

/// Poses a second. Drawn figures move on twos: faster is not smoother to the eye, and costs.
const BEATS: f64 = 30.0;

/// Something that is said, on the scene's clock in seconds.
#[derive(Clone, Debug, PartialEq)]
struct Spoken {
    from: f64,
    to: f64,
    /// Each word's beginning, with its number of letters.
    words: Vec<(f64, usize)>,
}

/// The presenter's layer; none where the layout has no place for it.
pub fn layer(
    material: &Material<'_>,
    retimed: &Retimed,
    stand: &Stand,
    card: &Card,
) -> Option<PresenterLayer> {
    let Presenter::Puppet { look, accent } = material.style.presenter;
    let (cut, place) = match (material.style.layout, stand.presenter) {
        (Layout::Pip { round, .. }, _) => {
            let place = corner::place(material, retimed, card)?;
            (PresenterCut::Plate { corner: round }, place)
        }
        (_, Some(area)) => (PresenterCut::Figure, Track::constant(Some(figure(area)))),
        (_, None) => return None,
    };
    Some(PresenterLayer {
        look,
        accent,
        cut,
        place,
        pose: poses(material, retimed, &away(stand, &material.style.layout)),
    })
}

/// The largest square that stands on an area's lower edge, a little taller than wide areas are.
fn figure(area: CanvasRect) -> CanvasRect {
    let side = area.height().min(area.width() * 1.06);
    let left = area.center().x - side / 2.0;
    area_on_grid(CanvasRect::new(
        euclid::point2(left, area.max_y() - side),
        euclid::size2(side, side),
    ))
}

/// Where the screen is from the presenter: to the right and down, each -1 to 1.
fn away(stand: &Stand, layout: &Layout) -> (f64, f64) {
    match (layout, stand.presenter) {
        (Layout::Pip { corner, .. }, _) => corner::inward(*corner),
        (_, Some(presenter)) => {
            let way = stand.within.center() - presenter.center();
            let unit = |part: f64, side: f64| (part / side).clamp(-1.0, 1.0);
            (
                unit(way.x, presenter.width()),
                unit(way.y, presenter.height()),
            )
        }
        _ => (0.0, 0.0),
    }
}

fn poses(material: &Material<'_>, retimed: &Retimed, away: &(f64, f64)) -> Track<PuppetPose> {
    let spoken = spoken(material, retimed);
    let lips = Lips::new(sounds(material, retimed));
    let seen = crate::pointer::presses(material).filter_map(|press| {
        let frame = retimed.frame_of(press.at)?;
        Some(retimed.shown(frame).as_secs_f64())
    });
    let bearing = Bearing::new(&material.act.name, &spoken, seen.collect(), *away);
    Track::sample(retimed.frames, |frame| {
        let beat = libm::floor(retimed.shown(frame).as_secs_f64() * BEATS + 1e-6) / BEATS;
        PuppetPose {
            mouth: lips.at(beat),
            ..bearing.at(beat)
        }
    })
}

/// What is said in the scene.
fn spoken(material: &Material<'_>, retimed: &Retimed) -> Vec<Spoken> {
    let said = retimed.said.iter().filter_map(|said| {
        let speech = material.spoken(&said.effect)?;
        let begin = retimed.shown(said.frame);
        let words = speech.words.iter();
        Some(Spoken {
            from: seconds(begin, 0),
            to: seconds(begin, speech.samples),
            words: words
                .map(|word| (seconds(begin, word.from), word.text.chars().count()))
                .collect(),
        })
    });
    said.collect()
}

/// All sounds of the scene.
fn sounds(material: &Material<'_>, retimed: &Retimed) -> Vec<sounds::Sound> {
    let said = retimed.said.iter().filter_map(|said| {
        let speech = material.spoken(&said.effect)?;
        let begin = retimed.shown(said.frame);
        Some(sounds::of(speech, |sample| seconds(begin, sample)))
    });
    said.flatten().collect()
}

fn seconds(begin: Nanos, sample: u64) -> f64 {
    begin.as_secs_f64() + sample as f64 / f64::from(SAMPLE_RATE)
}

#[cfg(test)]
mod tests;
