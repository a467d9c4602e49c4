//! One look: a finder brings its spots, the refiners and the rules of choice leave one.

use std::sync::Arc;

use demoreel_primitives::page::Page;
use demoreel_primitives::space::{SurfacePoint, SurfaceRect, film_from_surface};
use demoreel_primitives::target::{Finder, Target};

use crate::choose::{self, Choice};
use crate::found::{Found, Sight};
use crate::miss::{Miss, Spot};
use crate::ocr::{self, Reading};
use crate::picture::{self, Templates};
use crate::{element, screen, text};

/// The one place that a target names. Never a guess: where several places fit equally well the
/// miss says so and shows them.
pub fn look(sight: &Sight, target: &Target, templates: &mut Templates) -> Result<Found, Miss> {
    if let Finder::Any { targets } = &target.finder {
        return look_for_any(sight, target, targets, templates);
    }
    let (spots, beside) = seek(sight, target, templates)?;
    let near = anchor(sight, target.near.as_deref(), templates)?.map(|found| found.area);
    // Of those on a side, the nearest is meant, unless something else says which.
    match choose::one(spots, target, near.or(beside)) {
        Choice::One(spot) => Ok(spot.found(target.offset)),
        Choice::Several(spots) => Err(Miss::ambiguous(target, spots, templates)),
        Choice::TooFew(count) => Err(Miss::too_few(target, count)),
    }
}

/// Whether a target can be seen at all, and the likeliest of its places: what a wait asks for.
/// Several places are as good as one.
pub fn glimpse(sight: &Sight, target: &Target, templates: &mut Templates) -> Result<Found, Miss> {
    let outcome = look(sight, target, templates);
    match &outcome {
        Err(miss) if miss.why.is_ambiguous() => match miss.best.clone() {
            Some(spot) => Ok(spot.found(target.offset)),
            None => outcome,
        },
        _ => outcome,
    }
}

/// Every place that fits as well as the best, in reading order; `nth` and `near` are not asked.
pub fn look_all(
    sight: &Sight,
    target: &Target,
    templates: &mut Templates,
) -> Result<Vec<Found>, Miss> {
    if let Finder::Any { targets } = &target.finder {
        let mut all = Vec::new();
        for one in targets {
            match look_all(sight, one, templates) {
                Ok(found) => all.extend(found),
                Err(miss) if miss.why.is_final() => return Err(miss),
                Err(_) => {}
            }
        }
        return match all.is_empty() {
            true => Err(Miss::nowhere(target)),
            false => Ok(all),
        };
    }
    let (spots, _) = seek(sight, target, templates)?;
    let spots = choose::equals(spots, &target.finder);
    Ok(spots
        .into_iter()
        .map(|spot| spot.found(target.offset))
        .collect())
}

/// The first of the list that is there. One that is there twice is an error, as it would be alone.
fn look_for_any(
    sight: &Sight,
    target: &Target,
    targets: &[Target],
    templates: &mut Templates,
) -> Result<Found, Miss> {
    let mut closest: Option<Miss> = None;
    for one in targets {
        match look(sight, one, templates) {
            Ok(mut found) => {
                found.point += euclid::vec2(target.offset.0, target.offset.1);
                return Ok(found);
            }
            Err(miss) if miss.why.is_final() || miss.why.is_ambiguous() => return Err(miss),
            Err(miss)
                if closest
                    .as_ref()
                    .is_none_or(|best| miss.closeness() > best.closeness()) =>
            {
                closest = Some(miss);
            }
            Err(_) => {}
        }
    }
    Err(closest.map_or_else(|| Miss::nowhere(target), |miss| miss.on_behalf_of(target)))
}

/// Every spot of the finder inside what `inside` names and on the sides that are asked for, one or
/// more; and what the first of those sides belongs to.
fn seek(
    sight: &Sight,
    target: &Target,
    templates: &mut Templates,
) -> Result<(Vec<Spot>, Option<SurfaceRect>), Miss> {
    let mut spots = seek_inside(sight, target, templates)?;
    let mut first = None;
    for (side, other) in &target.sides {
        let found = look(sight, other, templates)?;
        first.get_or_insert(found.area);
        let elsewhere = spots.clone();
        spots = choose::beside(spots, *side, found.area);
        if spots.is_empty() {
            return Err(Miss::elsewhere(target, *side, &found, elsewhere));
        }
    }
    Ok((spots, first))
}

/// Every spot of the finder inside what `inside` names; one or more.
fn seek_inside(
    sight: &Sight,
    target: &Target,
    templates: &mut Templates,
) -> Result<Vec<Spot>, Miss> {
    let within = anchor(sight, target.inside.as_deref(), templates)?;
    let spots = match &target.finder {
        Finder::Text { text } => match (&sight.screen, read(sight, target, &within)?) {
            (Some(screen), _) => screen::find_words(screen, text, target.part),
            (None, Some(reading)) => words_of(&reading, target, text)?,
            (None, None) => text::find_words(page(sight, target)?, text, target.part),
        },
        Finder::Matches { pattern } => {
            let pattern = text::compile(pattern).map_err(|why| Miss::wrong_words(target, why))?;
            match (&sight.screen, read(sight, target, &within)?) {
                (Some(screen), _) => screen::find_pattern(screen, &pattern, target.part),
                (None, Some(reading)) => text::find_pattern(&reading.page, &pattern, target.part),
                (None, None) => text::find_pattern(page(sight, target)?, &pattern, target.part),
            }
        }
        Finder::Css { selector } => {
            element::by_selector(page(sight, target)?, selector, target.part)
                .map_err(|why| Miss::wrong_words(target, why))?
        }
        Finder::Role { role, text } => {
            element::by_role(page(sight, target)?, role, text.as_deref(), target.part)
        }
        Finder::Image(template) => {
            return picture::find(
                sight,
                target,
                template,
                within.map(|found| found.area),
                templates,
            );
        }
        Finder::Point { point } => place(sight, target, point_area(*point))?,
        Finder::Region { region } => place(sight, target, *region)?,
        // Whoever knows where it was found has put the place in.
        Finder::Any { .. } | Finder::Found(_) => Vec::new(),
    };
    let kept = match &within {
        None => spots,
        Some(found) => choose::inside(spots, found.area),
    };
    match kept.is_empty() {
        true => Err(Miss::absent(sight, target, within.as_ref())),
        false => Ok(kept),
    }
}

/// What can be read in the part of a picture that is asked for; nothing where text is known without
/// reading.
fn read(
    sight: &Sight,
    target: &Target,
    within: &Option<Found>,
) -> Result<Option<Arc<Reading>>, Miss> {
    let Some(ocr) = sight
        .ocr
        .filter(|_| sight.page.is_none() && sight.screen.is_none())
    else {
        return Ok(None);
    };
    let whole = sight.picture.bounds();
    let part = within
        .as_ref()
        .map_or(whole, |found| film_from_surface(found.area, sight.density));
    let reading = ocr.read(sight.picture, sight.density, part);
    reading
        .map(Some)
        .map_err(|fault| Miss::unreadable(target, &fault))
}

/// Words in what was read: as they are, or else what may well be them.
fn words_of(reading: &Reading, target: &Target, words: &str) -> Result<Vec<Spot>, Miss> {
    let mut spots = text::find_words(&reading.page, words, target.part);
    if spots.is_empty() {
        spots = ocr::find_alike(reading, words, target.part);
    }
    match spots.is_empty() {
        true => Err(Miss::unread(target, reading)),
        false => Ok(spots),
    }
}

/// What a refiner speaks of.
fn anchor(
    sight: &Sight,
    target: Option<&Target>,
    templates: &mut Templates,
) -> Result<Option<Found>, Miss> {
    target
        .map(|target| look(sight, target, templates))
        .transpose()
}

fn page<'a>(sight: &Sight<'a>, target: &Target) -> Result<&'a Page, Miss> {
    sight.page.ok_or_else(|| Miss::no_page(target))
}

/// A place that needs no looking, cut to the surface.
fn place(sight: &Sight, target: &Target, area: SurfaceRect) -> Result<Vec<Spot>, Miss> {
    match area.intersection(&sight.bounds()) {
        Some(area) => Ok(vec![Spot::certain(area, target.describe())]),
        None => Err(Miss::off_surface(sight, target)),
    }
}

/// One logical pixel around a point, so that whatever divides by an area's size can.
fn point_area(point: SurfacePoint) -> SurfaceRect {
    SurfaceRect::new(point - euclid::vec2(0.5, 0.5), euclid::size2(1.0, 1.0))
}
