//! What the camera looks at and when: zooms of the script become moves that are settled before
//! the first click, hold through typing, and leave after the result.

use demoreel_primitives::event::{Event, Happening};
use demoreel_primitives::plan::{Effect, EffectKind, Extent, ZoomScale};
use demoreel_primitives::sighting::Sighting;
use demoreel_primitives::space::{CanvasRect, SurfacePoint, SurfaceRect};
use demoreel_primitives::target::{Finder, Target};
use demoreel_primitives::time::{Nanos, TakeTime};

use super::home::Homes;
use super::path::{Move, slower};
use super::scale::{Room, scale};
use super::view::View;
use crate::error::TimelineError;
use crate::layout::{Stand, canvas_area};
use crate::material::Material;
use crate::pace;
use crate::retime::Retimed;

/// One zoom on the reel's clock.
#[derive(Clone, Debug)]
struct Shot {
    view: View,
    /// The camera may not set out before: a click elsewhere is still being seen.
    free: Nanos,
    /// The camera sets out.
    from: Nanos,
    /// The camera leaves.
    to: Nanos,
}

/// Where the camera begins, and its moves in order of time.
pub fn moves(
    material: &Material<'_>,
    retimed: &Retimed,
    stand: &Stand,
) -> Result<(View, Vec<Move>), TimelineError> {
    let planner = Planner {
        material,
        retimed,
        stand,
        settle: super::settle_time(material),
        arrive: super::arrive_time(material),
    };
    let mut shots = Vec::new();
    for effect in &material.look.effects {
        if let EffectKind::Zoom { target, scale, .. } = &effect.kind {
            shots.push(planner.shot(effect, target, *scale)?);
        }
    }
    let early = planner.settle + pace::SETTLED_BEFORE;
    let homes = Homes::new(material, stand, planner.deeds(), early);
    let moves = planner.join(&mut shots, &homes);
    Ok((homes.first(), moves))
}

struct Planner<'a> {
    material: &'a Material<'a>,
    retimed: &'a Retimed,
    stand: &'a Stand,
    settle: Nanos,
    arrive: Nanos,
}

impl Planner<'_> {
    fn shot(
        &self,
        effect: &Effect,
        target: &Target,
        wanted: ZoomScale,
    ) -> Result<Shot, TimelineError> {
        let sighting = self.sighting(effect, target)?;
        let view = self.view(&sighting, wanted);
        let (begin, end) = (self.retimed.begin(effect), self.retimed.end(effect));
        let from = self.set_out(effect, begin, end, sighting.at);
        let to = self.leave(effect, end, &view);
        let free = self.free(begin);
        Ok(Shot {
            view,
            free,
            from,
            to,
        })
    }

    /// Where the target is; a place that the script names needs no looking for.
    fn sighting(&self, effect: &Effect, target: &Target) -> Result<Sighting, TimelineError> {
        let area = match (self.material.sighting(&effect.id), &target.finder) {
            (Some(sighting), _) => return Ok(sighting.clone()),
            (None, Finder::Region { region }) => *region,
            (None, Finder::Point { point }) => SurfaceRect::new(*point, Default::default()),
            (None, _) => return Err(TimelineError::NotSighted(effect.id.clone())),
        };
        Ok(Sighting {
            effect: effect.id.clone(),
            surface: effect.surface.clone(),
            area,
            text_height: None,
            at: self.retimed.step_end(effect.from),
        })
    }

    fn view(&self, sighting: &Sighting, wanted: ZoomScale) -> View {
        let stand = self.stand;
        let target = canvas_area(self.material, &stand.rest, &sighting.area);
        let surface = self.material.film.logical.to_f64();
        let text = sighting
            .text_height
            .map(|height| height * stand.rest.size.height / surface.height);
        let most = self.material.style.camera.max_scale;
        let room = Room {
            within: stand.within.size,
            canvas: self.material.output.size,
            closeness: stand.closeness(),
        };
        let scale = scale(wanted, &target, text, &room, most);
        View::centred(
            target.center(),
            scale,
            &stand.rest,
            &stand.within,
            stand.padding,
        )
    }

    /// Early enough to be settled at the first click inside, and not so early that the camera
    /// looks at a place where nothing is yet.
    fn set_out(&self, effect: &Effect, begin: Nanos, end: Nanos, seen: TakeTime) -> Nanos {
        let appears = self.retimed.time_of(seen) - self.settle;
        let mut from = begin.max(appears).min(end);
        if !matches!(effect.until, Extent::Hold(_)) {
            let clicks = self.presses().map(|(time, _)| time);
            let first = clicks.filter(|time| *time >= begin && *time <= end).min();
            if let Some(first) = first {
                from = from.min(first - self.settle - pace::SETTLED_BEFORE);
            }
        }
        from.max(self.free(begin))
    }

    /// The earliest time at which a zoom that is written at `begin` may set out: a click before
    /// it is not part of it and is seen first.
    fn free(&self, begin: Nanos) -> Nanos {
        let clicks = self.presses().map(|(time, _)| time + pace::CLICK_SEEN);
        let before = clicks.filter(|time| *time <= begin + pace::CLICK_SEEN);
        before.max().unwrap_or_default().min(begin)
    }

    /// After the result of the last input inside has been seen, but in time for a click that
    /// this view does not show, and for the scene's end.
    fn leave(&self, effect: &Effect, end: Nanos, view: &View) -> Nanos {
        if matches!(effect.until, Extent::Hold(_)) {
            return end;
        }
        let settle = self.settle + pace::SETTLED_BEFORE;
        let scene_end = self.retimed.length() - self.arrive - pace::REST_TAIL;
        if self.retimed.lasts(effect) {
            return scene_end;
        }
        let inputs = self.material.inputs().filter(|event| is_input(event));
        let times = inputs.filter_map(|event| self.retimed.frame_of(event.at));
        let last = times
            .map(|frame| self.retimed.shown(frame))
            .filter(|time| *time <= end)
            .max();
        let result = last.map_or(end, |last| last + pace::RESULT_SEEN);
        let away = self
            .presses()
            .filter(|(time, place)| *time > end && !self.shows(view, place));
        let away = away.map(|(time, _)| time - settle).min();
        let leave = result.min(away.unwrap_or(result)).max(end);
        leave.min(scene_end.max(end))
    }

    /// What the hand did and where, on the canvas at rest.
    fn deeds(&self) -> impl Iterator<Item = (Nanos, CanvasRect)> {
        let deeds = crate::pointer::deeds(self.material).into_iter();
        deeds.filter_map(|(at, place)| self.at_rest(at, place))
    }

    /// A moment and a place of the surface in the reel and on the canvas at rest.
    fn at_rest(&self, at: TakeTime, place: SurfacePoint) -> Option<(Nanos, CanvasRect)> {
        let frame = self.retimed.frame_of(at)?;
        let place = SurfaceRect::new(place, Default::default());
        let place = canvas_area(self.material, &self.stand.rest, &place);
        Some((self.retimed.shown(frame), place))
    }

    /// Clicks with where they are on the canvas at rest.
    fn presses(&self) -> impl Iterator<Item = (Nanos, CanvasRect)> {
        let presses = crate::pointer::presses(self.material);
        presses.filter_map(|press| self.at_rest(press.at, press.place))
    }

    /// Whether a place at rest is comfortably inside the picture in this view.
    fn shows(&self, view: &View, place: &CanvasRect) -> bool {
        let shown = view.shown(place.origin);
        let within = self.stand.within;
        let margin = 0.04 * within.width().min(within.height());
        within.inflate(-margin, -margin).contains(shown)
    }

    /// One move for each change of what is looked at. Between two zooms that are close the camera
    /// pans instead of going out and in; a long pan sets out earlier, because it takes longer.
    fn join(&self, shots: &mut [Shot], homes: &Homes) -> Vec<Move> {
        shots.sort_by_key(|shot| shot.from);
        let edges = shots.iter().flat_map(|shot| [shot.from, shot.to]);
        let mut edges: Vec<Nanos> = edges.chain(homes.moves()).collect();
        edges.sort();
        edges.dedup();
        let mut moves: Vec<Move> = Vec::new();
        for time in edges {
            let before = moves.last().map_or(homes.first(), |last| last.to);
            let (to, free) = match active(shots, time) {
                Some(shot) => (shot.view, shot.free),
                None if soon(shots, time) => continue,
                None => (homes.at(time), time),
            };
            if to == before {
                continue;
            }
            let longer = slower(&before, &to, &self.stand.rest) - 1.0;
            let earlier = Nanos::from_secs_f64(self.settle.as_secs_f64() * longer);
            let at = (time - earlier).max(free).min(time).as_secs_f64();
            let at = moves.last().map_or(at, |last| at.max(last.at));
            moves.push(Move { at, to });
        }
        moves
    }
}

fn is_input(event: &Event) -> bool {
    !matches!(event.what, Happening::Pointer { .. })
}

/// The zoom that is looked at: of those that are open the one that began last.
fn active(shots: &[Shot], time: Nanos) -> Option<&Shot> {
    let mut open = shots
        .iter()
        .rev()
        .filter(|shot| shot.from <= time && time < shot.to);
    open.next()
}

/// Whether a zoom begins so soon after a time that the camera need not go back to rest.
fn soon(shots: &[Shot], time: Nanos) -> bool {
    let mut later = shots.iter().map(|shot| shot.from - time);
    later.any(|wait| wait > Nanos::ZERO && wait < pace::MERGE_WITHIN)
}
