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
use search::{Effort, Field, Match};
use template::Sized;
pub(crate) use verify::Fault;
use verify::{fault, plane_view};

/// Other scales at which a template is tried where its own does not fit.
const SCALES: [f64; 9] = [1.0, 0.5, 0.75, 1.25, 1.5, 1.75, 2.0, 2.5, 3.0];
/// The confidence at which the limits of the second look hold as they are.
const USUAL_CONFIDENCE: f64 = 0.9;

/// At scales that nobody asked for, at least this.
const FOREIGN_CONFIDENCE: f64 = 0.95;
/// A template whose smaller side is less says nothing, in film pixels.
const SMALLEST_SCALED: u32 = 6;
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
    let area = Area::new(sight, within);
    let own = template
        .density
        .map_or(1.0, |density| sight.density / density);
    let fitting: Vec<f64> = scales(own)
        .filter(|scale| area.holds(loaded.size_at(*scale)))
        .collect();
    if fitting.is_empty() {
        return Err(Miss::too_large(sight, target, &loaded));
    }
    let mut failed: Vec<Candidate> = Vec::new();
    for scale in fitting {
        let sized = templates.sized(template, scale).map_err(bad)?;
        let trial = Trial::new(template.confidence, scale == own);
        let candidates = area.candidates(&sized, scale, &trial);
        let candidates = candidates.map_err(|why| Miss::broken(target, why.to_string()))?;
        let (good, bad): (Vec<_>, Vec<_>) = candidates.into_iter().partition(|candidate| {
            candidate.fault.is_none() && candidate.spot.score >= trial.confidence
        });
        if !good.is_empty() {
            return Ok(good.into_iter().map(|candidate| candidate.spot).collect());
        }
        failed.extend(bad.into_iter().take(3));
    }
    Err(explain(target, template, failed, loaded))
}

/// The template's own scale, then the others.
fn scales(own: f64) -> impl Iterator<Item = f64> {
    let others = SCALES
        .into_iter()
        .filter(move |scale| (scale - own).abs() > 0.01);
    std::iter::once(own).chain(others)
}

/// How a scale is tried.
struct Trial {
    effort: Effort,
    confidence: f64,
    /// By how much the limits of the second look are widened.
    slack: f64,
}

impl Trial {
    /// A scale that nobody vouches for must convince: small pictures look like many things.
    fn new(confidence: f64, own: bool) -> Trial {
        let slack = ((1.0 - confidence) / (1.0 - USUAL_CONFIDENCE)).clamp(0.1, 4.0);
        match own {
            true => Trial {
                effort: Effort::Thorough,
                confidence,
                slack,
            },
            false => Trial {
                effort: Effort::Passing,
                confidence: confidence.max(FOREIGN_CONFIDENCE),
                slack: slack.min(1.0),
            },
        }
    }
}

/// The part of a sight that is searched.
struct Area<'a> {
    sight: &'a Sight<'a>,
    film: FilmBox,
    field: Field<'a>,
}

impl<'a> Area<'a> {
    fn new(sight: &'a Sight<'a>, within: Option<SurfaceRect>) -> Area<'a> {
        let all = sight.picture.bounds();
        let part = within.map(|area| film_from_surface(area, sight.density).intersection(&all));
        let film = part.map_or(all, Option::unwrap_or_default);
        let plane = plane_view(sight.picture, Plane::Y).part(
            film.min.x as usize,
            film.min.y as usize,
            film.width() as usize,
            film.height() as usize,
        );
        Area {
            sight,
            film,
            field: Field::new(plane),
        }
    }

    /// Whether a template of this size has room here, and is large enough to be something.
    fn holds(&self, (width, height): (u32, u32)) -> bool {
        let fits = width as i32 <= self.film.width() && height as i32 <= self.film.height();
        fits && width.min(height) >= SMALLEST_SCALED
    }

    /// The best places at one scale, the best first.
    fn candidates(
        &self,
        sized: &Sized,
        scale: f64,
        trial: &Trial,
    ) -> Result<Vec<Candidate>, opencv::Error> {
        let matches = self.field.best_places(sized, trial.effort)?;
        let candidates = matches.into_iter().map(|found| {
            let found = Match {
                x: found.x + self.film.min.x as usize,
                y: found.y + self.film.min.y as usize,
                ..found
            };
            let is_worth_it = found.likeness.score > WORTH_A_SECOND_LOOK;
            let look_again = || fault(self.sight.picture, sized, &found, trial.slack);
            Candidate {
                fault: if is_worth_it { look_again() } else { None },
                spot: spot(self.sight, sized, &found, scale),
            }
        });
        Ok(candidates.collect())
    }
}

fn spot(sight: &Sight, sized: &Sized, found: &Match, scale: f64) -> Spot {
    let luma = &sized.whole().luma;
    let size = euclid::size2(luma.width as i32, luma.height as i32);
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
    let best = miss.best.clone();
    let rivals = spots.filter(|spot| {
        let apart = best
            .as_ref()
            .is_none_or(|best| !best.area.intersects(&spot.area));
        apart && spot.score > WORTH_A_SECOND_LOOK
    });
    miss.others = rivals.take(1).collect();
    miss
}
