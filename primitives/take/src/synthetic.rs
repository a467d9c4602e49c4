//! Takes that nobody filmed: a page-like surface drawn by arithmetic, with clicks, typing and
//! scrolls at known times. Food for tests and benchmarks; the same description gives the same
//! pictures, digests and events on every machine, without a display.
//!
//! ```no_run
//! # fn main() -> Result<(), demoreel_take::TakeError> {
//! use demoreel_primitives::{space::SurfaceSize, time::Nanos};
//! use demoreel_take::synthetic::{Scene, write_take};
//! let scene = Scene::demo("deploy", 7, Nanos::from_secs(12), SurfaceSize::new(1440, 900), 2.0);
//! let filmed = scene.filmed(); // events, damage and digests, without a film
//! let take = write_take("take".as_ref(), &[scene])?; // the whole folder
//! # Ok(()) }
//! ```

mod draw;
mod happenings;
mod page;

use std::collections::HashSet;

use demoreel_primitives::event::Event;
use demoreel_primitives::filmed::{Film, FilmedScene, PictureInfo};
use demoreel_primitives::picture::Picture;
use demoreel_primitives::plan::StepId;
use demoreel_primitives::space::{
    FilmBox, SurfacePoint, SurfaceRect, SurfaceSize, film_from_surface, film_size,
};
use demoreel_primitives::time::{FrameRate, Nanos, TakeTime};

use crate::{Digester, SurfaceFacts};
use page::PageState;

/// The name of the only surface of a synthetic scene.
pub const SURFACE: &str = "app";

/// The pace at which the drawn page paints.
const PACE: FrameRate = FrameRate::whole(60);

/// How long the hand takes to each place that it clicks.
const REACH: Nanos = Nanos::from_millis(700);

/// Time between two typed letters.
const KEY_PACE: Nanos = Nanos::from_millis(90);

/// A scene as it is described. Times count from the scene's first moment.
#[derive(Clone, Debug, PartialEq)]
pub struct Scene {
    name: String,
    act_hash: String,
    seed: u64,
    logical: SurfaceSize,
    density: f64,
    length: Nanos,
    beats: Vec<Beat>,
}

/// One thing that happens.
#[derive(Clone, Debug, PartialEq)]
struct Beat {
    /// For a click, when the button goes down.
    at: TakeTime,
    what: Act,
}

#[derive(Clone, Debug, PartialEq)]
enum Act {
    Click { on: SurfacePoint },
    Type { text: String },
    Scroll { down: f64, length: Nanos },
    Flash { length: Nanos },
    Spin { length: Nanos },
}

/// A picture that the page paints.
#[derive(Clone, Debug, PartialEq)]
pub struct Drawn {
    /// When it is seen first.
    pub at: TakeTime,
    /// Where it may differ from the one before.
    pub damage: Vec<FilmBox>,
    /// The pixels.
    pub picture: Picture,
}

impl Scene {
    /// A scene in which nothing happens yet: a header, a side bar, cards with lines like text.
    pub fn new(name: &str, length: Nanos, logical: SurfaceSize, density: f64) -> Scene {
        Scene {
            name: name.to_owned(),
            act_hash: format!("synthetic-{name}"),
            seed: 1,
            logical,
            density,
            length,
            beats: Vec::new(),
        }
    }

    /// A scene with a bit of everything, spread over its length (8 s or more): a click that
    /// opens a panel, typing, a scroll, a wait with a spinner, a white flash.
    pub fn demo(name: &str, seed: u64, length: Nanos, logical: SurfaceSize, density: f64) -> Scene {
        let at = |part: i64| Nanos(length.0 * part / 100);
        let scene = Scene::new(name, length, logical, density).seed(seed);
        let button = scene.button().center();
        let field = scene.field().center();
        scene
            .click(at(12), button)
            .click(at(24), field)
            .type_text(at(26), "guestbook")
            .scroll(at(42), 900.0, at(12))
            .spin(at(60), at(20))
            .flash(at(82), Nanos::from_millis(300))
            .scroll(at(88), -400.0, at(6))
    }

    /// Another seed gives cards of other colours and lines.
    pub fn seed(mut self, seed: u64) -> Scene {
        self.seed = seed;
        self
    }

    /// The hash of the act that it claims to be filmed from.
    pub fn act_hash(mut self, act_hash: &str) -> Scene {
        self.act_hash = act_hash.to_owned();
        self
    }

    /// Moves the pointer there and clicks; the button goes down at `at`. A click on
    /// [`Scene::button`] opens or shuts the panel in the first painting after that.
    pub fn click(self, at: Nanos, on: SurfacePoint) -> Scene {
        self.with(at, Act::Click { on })
    }

    /// Types into the field, a letter every 90 ms.
    pub fn type_text(self, at: Nanos, text: &str) -> Scene {
        let text = text.to_owned();
        self.with(at, Act::Type { text })
    }

    /// Scrolls the cards by logical pixels, every painting during `length` another place.
    pub fn scroll(self, at: Nanos, down: f64, length: Nanos) -> Scene {
        self.with(at, Act::Scroll { down, length })
    }

    /// Makes the flash panel (the middle half of the surface) white for a while.
    pub fn flash(self, at: Nanos, length: Nanos) -> Scene {
        self.with(at, Act::Flash { length })
    }

    /// Shows a spinner in the header for a while: a small change in every painting.
    pub fn spin(self, at: Nanos, length: Nanos) -> Scene {
        self.with(at, Act::Spin { length })
    }

    fn with(mut self, at: Nanos, what: Act) -> Scene {
        let at = TakeTime::ZERO + at;
        self.beats.push(Beat { at, what });
        self.beats.sort_by_key(|beat| beat.at);
        self
    }

    /// The button in the header; its text is `Deploy`.
    pub fn button(&self) -> SurfaceRect {
        page::button(self.logical)
    }

    /// The field that is typed into; its `id` is `name`.
    pub fn field(&self) -> SurfaceRect {
        page::field()
    }

    /// What a flash makes white.
    pub fn flash_area(&self) -> SurfaceRect {
        page::flash(self.logical)
    }

    /// The stable name of the scene's step of this number, from 1 in the order of time.
    pub fn step(&self, number: usize) -> StepId {
        StepId(format!("{}/{number}", self.name))
    }

    /// The surface that it is filmed on.
    pub fn surface(&self) -> SurfaceFacts {
        SurfaceFacts {
            name: SURFACE.to_owned(),
            logical: self.logical,
            size: film_size(self.logical, self.density),
            density: self.density,
        }
    }

    /// What happens, in order of time.
    pub fn events(&self) -> Vec<Event> {
        happenings::events(self)
    }

    /// Draws the pictures, one for each painting that differs from the one before.
    pub fn pictures(&self) -> impl Iterator<Item = Drawn> {
        let mut before: Option<Vec<draw::Patch>> = None;
        self.states().map(move |(at, state)| {
            let patches = page::patches(self, &state);
            let picture = draw::picture(self.surface().size, self.density, &patches);
            let damage = match &before {
                Some(before) => self.damage(before, &patches),
                None => vec![picture.bounds()],
            };
            before = Some(patches);
            Drawn {
                at,
                damage,
                picture,
            }
        })
    }

    /// The whole scene without its film.
    pub fn filmed(&self) -> FilmedScene {
        let surface = self.surface();
        let mut digester = Digester::new(surface.size);
        let info = |drawn: Drawn| PictureInfo {
            at: drawn.at,
            digest: digester.digest(&drawn.picture, &drawn.damage),
            damage: drawn.damage,
        };
        let film = Film {
            surface: surface.name,
            logical: surface.logical,
            size: surface.size,
            density: surface.density,
            pictures: self.pictures().map(info).collect(),
            missed: 0,
        };
        FilmedScene {
            name: self.name.clone(),
            act_hash: self.act_hash.clone(),
            length: self.length,
            events: self.events(),
            films: vec![film],
            casts: Vec::new(),
        }
    }

    /// The paintings that differ from the one before, and when they are seen.
    fn states(&self) -> impl Iterator<Item = (TakeTime, PageState)> {
        let mut before = None;
        (0..PACE.frames_covering(self.length).max(1)).filter_map(move |tick| {
            let at = TakeTime::ZERO + PACE.time_of(tick);
            let state = page::state(self, at);
            if before.as_ref() == Some(&state) {
                return None;
            }
            before = Some(state.clone());
            Some((at, state))
        })
    }

    /// What is painted in only one of two paintings.
    fn damage(&self, before: &[draw::Patch], after: &[draw::Patch]) -> Vec<FilmBox> {
        let bounds = FilmBox::from_size(self.surface().size.cast());
        let one_sided = |these: &[draw::Patch], those: &[draw::Patch]| {
            let known: HashSet<_> = those.iter().map(draw::Patch::key).collect();
            let fresh = these.iter().filter(|patch| !known.contains(&patch.key()));
            fresh.map(|patch| patch.area).reduce(|a, b| a.union(&b))
        };
        let areas = [one_sided(before, after), one_sided(after, before)];
        let union = areas.into_iter().flatten().reduce(|a, b| a.union(&b));
        let area = union.and_then(|area| even_film_box(area, self.density, bounds));
        area.into_iter().collect()
    }
}

/// An area in film pixels, grown to even ones, because chroma is halved.
fn even_film_box(area: SurfaceRect, density: f64, bounds: FilmBox) -> Option<FilmBox> {
    let film = film_from_surface(area, density);
    let even = FilmBox::new(
        (film.min.x & !1, film.min.y & !1).into(),
        (film.max.x + (film.max.x & 1), film.max.y + (film.max.y & 1)).into(),
    );
    even.intersection(&bounds)
}

/// Writes a whole take of these scenes and opens it. What was in the folder stays if it is of
/// other scenes.
#[cfg(feature = "film")]
pub fn write_take(
    folder: &std::path::Path,
    scenes: &[Scene],
) -> Result<crate::Take, crate::TakeError> {
    let facts = crate::Manifest {
        surfaces: scenes.iter().take(1).map(Scene::surface).collect(),
        programs: [("synthetic".to_owned(), "1".to_owned())].into(),
        scenes: Vec::new(),
    };
    let mut take = crate::TakeWriter::prepare(folder, facts)?;
    for scene in scenes {
        let mut writer = take.begin_scene(&scene.name, &scene.act_hash)?;
        for event in scene.events() {
            writer.log(event.at, event.what);
        }
        let path = writer.film_path(SURFACE);
        let mut film = crate::film::FilmWriter::create(&path, &scene.surface())?;
        for drawn in scene.pictures() {
            film.push(drawn.at, drawn.damage, &drawn.picture)?;
        }
        writer.add_film(film.finish(0)?)?;
        take.keep_scene(writer, scene.length)?;
    }
    crate::Take::open(folder)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn small() -> Scene {
        let size = SurfaceSize::new(480, 300);
        Scene::demo("small", 3, Nanos::from_secs(8), size, 1.0)
    }

    #[test]
    fn the_same_description_gives_the_same_scene_and_another_seed_another() {
        assert_eq!(small().filmed(), small().filmed());
        let digest = |scene: Scene| scene.filmed().films[0].pictures[0].digest.clone();
        assert_ne!(digest(small()), digest(small().seed(4)));
    }

    #[test]
    fn damage_covers_every_difference() {
        let all: Vec<_> = small().pictures().collect();
        assert!(all.len() > 100, "{}", all.len());
        for pair in all.windows(2) {
            let mut patched = pair[0].picture.clone();
            for area in &pair[1].damage {
                let mut samples = Vec::new();
                pair[1].picture.copy_area(*area, &mut samples);
                patched.paste_area(*area, &samples);
            }
            assert_eq!(patched, pair[1].picture, "at {:?}", pair[1].at);
            assert_ne!(pair[0].picture, pair[1].picture, "at {:?}", pair[1].at);
        }
    }

    #[test]
    fn a_flash_is_white_exactly_while_it_lasts() {
        let scene = Scene::new("s", Nanos::from_secs(2), SurfaceSize::new(480, 300), 2.0)
            .flash(Nanos::from_secs(1), Nanos::from_millis(500));
        let middle = scene.flash_area().center();
        let whites: Vec<_> = scene
            .pictures()
            .map(|drawn| {
                let (x, y) = ((middle.x * 2.0) as usize, (middle.y * 2.0) as usize);
                (drawn.at, drawn.picture.rgb_at(x, y) == [255, 255, 255])
            })
            .collect();
        let second = 1_000_000_000;
        assert_eq!(
            whites,
            [
                (TakeTime(0), false),
                (TakeTime(second), true),
                (TakeTime(second * 3 / 2), false)
            ]
        );
    }
}
