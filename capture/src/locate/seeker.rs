//! One target through its moments: the first sighting counts, followed until it has come to rest.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::BufReader;
use std::path::PathBuf;
use std::sync::Arc;

use demoreel_eyes::{Found, Miss, Sight, Templates, look};
use demoreel_primitives::event::Happening;
use demoreel_primitives::filmed::FilmedScene;
use demoreel_primitives::page::Page;
use demoreel_primitives::picture::Picture;
use demoreel_primitives::plan::{Effect, FoundBy};
use demoreel_primitives::progress::Run;
use demoreel_primitives::sighting::Sighting;
use demoreel_primitives::space::SurfaceRect;
use demoreel_primitives::target::{Finder, Target};
use demoreel_primitives::time::{Nanos, TakeTime};
use demoreel_take::Take;
use demoreel_take::film::FilmReader;
use demoreel_terminal::cast::{Cast, CastError};

use super::error::{LocateError, Unseen};
use super::moments::{Window, first_input, moments, needs_picture, window};
use super::reader;

/// What has not moved for so long has come to rest.
const AT_REST: Nanos = Nanos::from_millis(250);
/// What still moves after so long is taken as it was then.
const LONGEST_MOVE: Nanos = Nanos::from_millis(1500);
/// Twice the same for so long is no passing state.
const AMBIGUOUS_LIMIT: Nanos = Nanos::from_millis(1000);
/// Edges that moved less, in logical pixels, have not moved.
const STILL: f64 = 1.0;

/// What came of one target.
pub enum Outcome {
    /// It was seen.
    Seen(Sighting),
    /// It was not.
    Unseen(Box<Unseen>),
}

/// Looks at one take. Scenes are read once, films opened once.
pub struct Seeker<'a> {
    take: &'a Take,
    templates: Templates,
    scenes: BTreeMap<String, Arc<FilmedScene>>,
    films: BTreeMap<(String, String), FilmReader>,
    casts: BTreeMap<PathBuf, Arc<Cast>>,
}

impl<'a> Seeker<'a> {
    /// Nothing read yet.
    pub fn new(take: &'a Take) -> Seeker<'a> {
        Seeker {
            take,
            templates: Templates::new(),
            scenes: BTreeMap::new(),
            films: BTreeMap::new(),
            casts: BTreeMap::new(),
        }
    }

    /// Looks for one effect's target.
    pub fn seek(
        &mut self,
        scene: &str,
        effect: &Effect,
        target: &Target,
        timeout: Nanos,
        run: &Run,
    ) -> Result<Outcome, LocateError> {
        let scene = self.scene(scene)?;
        if let Finder::Found(by) = &target.finder {
            return found_before(&scene, effect, by);
        }
        let placed = target.with_places(&|by| scene.found(by).map(|found| found.area));
        let target = &placed.map_err(|name| LocateError::no_place(effect, name))?;
        let window = window(&scene, effect, timeout);
        if let Some(filmed) = scene.cast(&effect.surface) {
            let cast = self.cast(&scene, &effect.surface)?;
            let sought = (effect, target);
            let templates = &mut self.templates;
            return reader::seek(&cast, &scene, filmed, sought, window, templates, run);
        }
        let film = scene
            .film(&effect.surface)
            .ok_or_else(|| LocateError::NotFilmed {
                effect: effect.id.clone(),
                scene: scene.name.clone(),
                surface: effect.surface.clone(),
            })?;
        let times = moments(&scene, film, target, window);
        let mut pursuit = Pursuit::default();
        for at in times {
            if run.cancel.is_cancelled() {
                return Err(LocateError::Cancelled);
            }
            if pursuit.is_over(&scene, &effect.surface, at) {
                break;
            }
            let outcome = self.look_at(&scene, &effect.surface, target, at)?;
            if pursuit.take_in(at, outcome) {
                break;
            }
        }
        match pursuit.sighting {
            Some((at, found)) => Ok(Outcome::Seen(sighting(effect, at, found))),
            None => self.unseen(&scene, effect, window, pursuit),
        }
    }

    fn cast(&mut self, scene: &FilmedScene, surface: &str) -> Result<Arc<Cast>, LocateError> {
        let path = self.take.cast_path(&scene.name, surface);
        if let Some(cast) = self.casts.get(&path) {
            return Ok(Arc::clone(cast));
        }
        let read = File::open(&path).map_err(CastError::from);
        let cast = read.and_then(|file| Cast::read(BufReader::new(file)))?;
        let cast = Arc::new(cast);
        self.casts.insert(path, Arc::clone(&cast));
        Ok(cast)
    }

    fn scene(&mut self, name: &str) -> Result<Arc<FilmedScene>, LocateError> {
        if let Some(scene) = self.scenes.get(name) {
            return Ok(Arc::clone(scene));
        }
        let scene = Arc::new(self.take.scene(name)?);
        self.scenes.insert(name.to_owned(), Arc::clone(&scene));
        Ok(scene)
    }

    /// One look. The film is only decoded for targets that are looked for in pixels.
    fn look_at(
        &mut self,
        scene: &FilmedScene,
        surface: &str,
        target: &Target,
        at: TakeTime,
    ) -> Result<Result<Found, Miss>, LocateError> {
        let picture = match needs_picture(target) {
            true => self.picture(scene, surface, at)?,
            false => Arc::new(Picture::black(2, 2)),
        };
        self.with_sight(scene, surface, at, &picture, |sight, templates| {
            look(sight, target, templates)
        })
    }

    fn picture(
        &mut self,
        scene: &FilmedScene,
        surface: &str,
        at: TakeTime,
    ) -> Result<Arc<Picture>, LocateError> {
        let key = (scene.name.clone(), surface.to_owned());
        if !self.films.contains_key(&key) {
            let reader = self.take.open_film(scene, surface)?;
            self.films.insert(key.clone(), reader);
        }
        let number = scene.film(surface).map_or(0, |film| film.picture_at(at));
        match self.films.get_mut(&key) {
            Some(reader) => Ok(reader.picture(number)?),
            None => Ok(Arc::new(Picture::black(2, 2))),
        }
    }

    fn with_sight<T>(
        &mut self,
        scene: &FilmedScene,
        surface: &str,
        at: TakeTime,
        picture: &Picture,
        act: impl FnOnce(&Sight, &mut Templates) -> T,
    ) -> Result<T, LocateError> {
        let film = scene.film(surface);
        let sight = Sight {
            picture,
            density: film.map_or(1.0, |film| film.density),
            size: film.map_or_else(Default::default, |film| film.logical),
            page: page_at(scene, surface, at),
            screen: None,
            ocr: None,
        };
        Ok(act(&sight, &mut self.templates))
    }

    fn unseen(
        &mut self,
        scene: &FilmedScene,
        effect: &Effect,
        window: Window,
        pursuit: Pursuit,
    ) -> Result<Outcome, LocateError> {
        let surface = &effect.surface;
        let Some((at, miss)) = pursuit.miss else {
            return Err(LocateError::NotFilmed {
                effect: effect.id.clone(),
                scene: scene.name.clone(),
                surface: surface.clone(),
            });
        };
        let picture = self.picture(scene, surface, at)?;
        let annotated = self.with_sight(scene, surface, at, &picture, |sight, _| {
            miss.annotate(sight)
        })?;
        Ok(Outcome::Unseen(Box::new(Unseen {
            effect: effect.id.clone(),
            from: window.from,
            looked: window.until - window.from,
            miss,
            picture: Some(annotated),
        })))
    }
}

/// What is known so far.
#[derive(Default)]
pub(super) struct Pursuit {
    /// Where it was when it last moved, and since when.
    pub sighting: Option<(TakeTime, Found)>,
    /// When it was seen first.
    first: Option<TakeTime>,
    /// The last miss.
    pub miss: Option<(TakeTime, Miss)>,
    /// Since when it is there more than once.
    ambiguous: Option<TakeTime>,
}

impl Pursuit {
    /// Whether a sighting need not be followed up to a moment: it was followed long enough, or
    /// from the next input on it moves because it is made to.
    pub fn is_over(&self, scene: &FilmedScene, surface: &str, at: TakeTime) -> bool {
        self.first.is_some_and(|first| {
            let input = first_input(scene, surface, first);
            at - first > LONGEST_MOVE || input.is_some_and(|input| at > input)
        })
    }

    /// Takes in a look; true when nothing that follows can change the answer.
    pub fn take_in(&mut self, at: TakeTime, outcome: Result<Found, Miss>) -> bool {
        match (outcome, &self.sighting) {
            (Ok(found), Some((since, last))) => {
                let moved = has_moved(last.area, found.area);
                let rested = at - *since >= AT_REST;
                if moved && !rested {
                    self.sighting = Some((at, found));
                }
                rested
            }
            (Ok(found), None) => {
                self.first = Some(at);
                self.sighting = Some((at, found));
                false
            }
            (Err(_), Some(_)) => true,
            (Err(miss), None) => self.miss_at(at, miss),
        }
    }

    fn miss_at(&mut self, at: TakeTime, miss: Miss) -> bool {
        let since = match miss.why.is_ambiguous() {
            true => Some(*self.ambiguous.get_or_insert(at)),
            false => None,
        };
        self.ambiguous = since;
        let over = since.is_some_and(|since| at - since >= AMBIGUOUS_LIMIT);
        let is_final = miss.why.is_final();
        self.miss = Some((at, miss));
        over || is_final
    }
}

/// What a step of the act has found already.
fn found_before(
    scene: &FilmedScene,
    effect: &Effect,
    by: &FoundBy,
) -> Result<Outcome, LocateError> {
    let found = scene.found(by);
    let found = found.ok_or_else(|| LocateError::no_place(effect, by.name.clone()))?;
    Ok(Outcome::Seen(Sighting {
        effect: effect.id.clone(),
        surface: effect.surface.clone(),
        area: found.area,
        text_height: found.text_height,
        at: found.at,
    }))
}

fn has_moved(last: SurfaceRect, now: SurfaceRect) -> bool {
    let (last, now) = (last.to_box2d(), now.to_box2d());
    let corners = [(last.min, now.min), (last.max, now.max)];
    corners
        .iter()
        .any(|(a, b)| (a.x - b.x).abs() > STILL || (a.y - b.y).abs() > STILL)
}

pub(super) fn sighting(effect: &Effect, at: TakeTime, found: Found) -> Sighting {
    Sighting {
        effect: effect.id.clone(),
        surface: effect.surface.clone(),
        area: found.area,
        text_height: found.text_height,
        at,
    }
}

/// The page as it was last noted.
fn page_at<'a>(scene: &'a FilmedScene, wanted: &str, at: TakeTime) -> Option<&'a Page> {
    let past = scene.events.iter().take_while(|event| event.at <= at);
    past.filter_map(|event| match &event.what {
        Happening::Page { surface, page } if surface == wanted => Some(page),
        _ => None,
    })
    .last()
}
