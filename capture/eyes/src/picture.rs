//! Pictures found in pictures: the sizes that are tried, and what becomes of the places that the
//! search brings. Knows nothing of pages and texts.

mod correlate;
mod grey;
mod planes;
mod search;
mod template;
mod verify;

use demoreel_primitives::picture::Plane;
use demoreel_primitives::space::{FilmBox, SurfaceRect, film_from_surface, surface_from_film};
use demoreel_primitives::target::{ImageTemplate, Target};

pub(crate) use planes::{picture_from, read_pixels};
pub use template::{Template, TemplateFault, Templates};

use crate::found::Sight;
use crate::miss::{Miss, Spot};
use search::{Match, best_places};
use template::Sized;
pub(crate) use verify::Fault;
use verify::{fault, plane_view};

/// Other scales at which a template is tried where its own does not fit.
const SCALES: [f64; 9] = [1.0, 0.5, 0.75, 1.25, 1.5, 1.75, 2.0, 2.5, 3.0];
/// The confidence at which the limits of the second look hold as they are.
const USUAL_CONFIDENCE: f64 = 0.9;

/// Worse places are not compared any further.
const WORTH_A_SECOND_LOOK: f64 = 0.5;

/// One place of a search: what fits there, at which scale, and what is wrong with it.
struct Candidate {
    spot: Spot,
    fault: Option<Fault>,
}

/// Every place where the template fits; one or more. Its own scale is tried first, and others
/// only where that finds nothing.
pub(crate) fn find(
    sight: &Sight,
    target: &Target,
    template: &ImageTemplate,
    within: Option<SurfaceRect>,
    templates: &mut Templates,
) -> Result<Vec<Spot>, Miss> {
    let bad = |fault: TemplateFault| Miss::bad_template(target, &fault);
    let loaded = templates.get(template).map_err(bad)?;
    let area = searched(sight, within);
    let own = template.density.map_or(1.0, |density| sight.density / density);
    let others = SCALES.into_iter().filter(|scale| (scale - own).abs() > 0.01);
    let mut failed: Vec<Candidate> = Vec::new();
    let mut fits = false;
    for scale in std::iter::once(own).chain(others) {
        let (width, height) = loaded.size_at(scale);
        if width as i32 > area.width() || height as i32 > area.height() || width.min(height) < 6 {
            continue;
        }
        fits = true;
        let sized = templates.sized(template, scale).map_err(bad)?;
        let candidates = candidates(sight, &sized, area, scale, template.confidence)
            .map_err(|why| Miss::broken(target, why.to_string()))?;
        let (good, bad): (Vec<_>, Vec<_>) = candidates.into_iter().partition(|candidate| {
            candidate.fault.is_none() && candidate.spot.score >= template.confidence
        });
        if !good.is_empty() {
            return Ok(good.into_iter().map(|candidate| candidate.spot).collect());
        }
        failed.extend(bad.into_iter().take(3));
    }
    match fits {
        true => Err(explain(target, template, failed, loaded)),
        false => Err(Miss::too_large(sight, target, &loaded)),
    }
}

/// The film's pixels that are searched.
fn searched(sight: &Sight, within: Option<SurfaceRect>) -> FilmBox {
    let all = sight.picture.bounds();
    match within {
        Some(area) => film_from_surface(area, sight.density).intersection(&all).unwrap_or_default(),
        None => all,
    }
}

/// The best places at one scale, the best first.
fn candidates(
    sight: &Sight,
    sized: &Sized,
    area: FilmBox,
    scale: f64,
    confidence: f64,
) -> Result<Vec<Candidate>, opencv::Error> {
    let (left, top) = (area.min.x as usize, area.min.y as usize);
    let (width, height) = (area.width() as usize, area.height() as usize);
    let plane = plane_view(sight.picture, Plane::Y).part(left, top, width, height);
    let slack = ((1.0 - confidence) / (1.0 - USUAL_CONFIDENCE)).clamp(0.1, 4.0);
    let matches = best_places(plane, sized)?.into_iter().map(|found| Match {
        x: found.x + left,
        y: found.y + top,
        ..found
    });
    Ok(matches
        .map(|found| Candidate {
            fault: (found.likeness.score > WORTH_A_SECOND_LOOK)
                .then(|| fault(sight.picture, sized, &found, slack))
                .flatten(),
            spot: spot(sight, sized, &found, scale),
        })
        .collect())
}

fn spot(sight: &Sight, sized: &Sized, found: &Match, scale: f64) -> Spot {
    let size = euclid::size2(sized.luma.width as i32, sized.luma.height as i32);
    let place = euclid::point2(found.x as i32, found.y as i32);
    let area = surface_from_film(FilmBox::from_origin_and_size(place, size), sight.density);
    let area = area.intersection(&sight.bounds()).unwrap_or(area);
    Spot {
        score: found.likeness.score,
        scale,
        ..Spot::certain(area, "the picture".to_owned())
    }
}

/// What the best of the places that do not fit says about why.
fn explain(
    target: &Target,
    template: &ImageTemplate,
    mut failed: Vec<Candidate>,
    loaded: std::sync::Arc<Template>,
) -> Miss {
    failed.sort_by(|a, b| b.spot.score.total_cmp(&a.spot.score));
    let mut miss = Miss::no_match(target, loaded);
    let best = failed.first();
    miss.say_why(template, best.map(|best| (&best.spot, best.fault)));
    let mut spots = failed.into_iter().map(|candidate| candidate.spot);
    miss.best = spots.next();
    let first = miss.best.as_ref().map(|spot| spot.area);
    miss.others = spots.filter(|spot| Some(spot.area) != first).take(1).collect();
    miss
}
