//! What differs between two frames, as a few areas. It may be too much, never too little.

use demoreel_primitives::filmed::Film;
use demoreel_primitives::space::{CanvasRect, FilmBox};

use crate::area::Area;
use crate::ground::ShadowTables;
use crate::state::{CardState, FrameState, LayerState};

/// Areas of a frame that must be painted anew; their edges are even.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Damage {
    areas: Vec<Area>,
}

impl Damage {
    /// Everything.
    pub fn whole(canvas: Area) -> Damage {
        Damage {
            areas: vec![canvas],
        }
    }

    /// The areas; they may overlap a little.
    pub fn areas(&self) -> &[Area] {
        &self.areas
    }

    /// Whether nothing differs.
    pub fn is_empty(&self) -> bool {
        self.areas.is_empty()
    }

    /// Adds an area, joined with those that it meets where that costs little.
    fn add(&mut self, area: Option<Area>) {
        let Some(mut area) = area.filter(|area| !area.is_empty()) else {
            return;
        };
        while let Some(index) = self.areas.iter().position(|other| cheap(*other, area)) {
            area = area.join(self.areas.swap_remove(index));
        }
        self.areas.push(area);
    }
}

/// Whether painting both at once costs hardly more than one after the other.
fn cheap(one: Area, other: Area) -> bool {
    let apart = one.pixels() + other.pixels();
    one.join(other).pixels() <= apart + apart / 8 + 1024
}

/// The areas that sprites of a layer cover; the painter knows them.
pub trait Covered {
    /// What a layer's sprite may touch; nothing for a layer without one.
    fn covered(&mut self, layer: &LayerState<'_>) -> Option<Area>;
}

/// What to paint to get from one state to the other on a canvas.
pub fn between(
    old: &FrameState<'_>,
    new: &FrameState<'_>,
    canvas: Area,
    sprites: &mut dyn Covered,
) -> Damage {
    if old.background != new.background || old.layers.len() != new.layers.len() {
        return Damage::whole(canvas);
    }
    let mut damage = Damage::default();
    for (old, new) in old
        .layers
        .iter()
        .zip(&new.layers)
        .filter(|(old, new)| old != new)
    {
        match (old, new) {
            (LayerState::Card(old), LayerState::Card(new)) if old.same_pose(new) => {
                for area in picture_damage(old, new) {
                    damage.add(area.meet(canvas));
                }
            }
            _ => {
                damage.add(extent(old, sprites).and_then(|area| area.meet(canvas)));
                damage.add(extent(new, sprites).and_then(|area| area.meet(canvas)));
            }
        }
    }
    damage
}

fn extent(layer: &LayerState<'_>, sprites: &mut dyn Covered) -> Option<Area> {
    match layer {
        LayerState::Card(card) => {
            let mut rect = card.card();
            if card.shadow.opacity > 0.0 {
                rect = rect.union(&ShadowTables::reach(rect, card.shadow));
            }
            Some(Area::around(rect.inflate(3.0, 3.0)))
        }
        sprite => sprites.covered(sprite),
    }
}

/// Where the card shows what changed between two pictures of its film.
fn picture_damage(old: &CardState<'_>, new: &CardState<'_>) -> Vec<Area> {
    let (from, to) = (old.picture.min(new.picture), old.picture.max(new.picture));
    let same_film = std::ptr::eq::<Film>(old.film, new.film) || old.film == new.film;
    let changed = old.film.pictures.get(from as usize + 1..=to as usize);
    match changed.filter(|_| same_film) {
        Some(pictures) => {
            let boxes = pictures.iter().flat_map(|picture| &picture.damage);
            boxes.map(|area| on_canvas(*area, new)).collect()
        }
        None => vec![Area::around(new.window.inflate(3.0, 3.0))],
    }
}

/// Where an area of a film can be seen: itself and what the filter spreads, twice as far in
/// chroma.
fn on_canvas(area: FilmBox, card: &CardState<'_>) -> Area {
    let scale_x = card.place.width() / card.size.width as f64;
    let scale_y = card.place.height() / card.size.height as f64;
    let rect = area.to_rect().cast::<f64>();
    let rect = CanvasRect::new(
        euclid::point2(
            card.place.min_x() + rect.min_x() * scale_x,
            card.place.min_y() + rect.min_y() * scale_y,
        ),
        euclid::size2(rect.width() * scale_x, rect.height() * scale_y),
    );
    // Two taps on each side, of two luma samples each, and two more for a film whose chroma was
    // smoothed when it was made.
    let spread = |scale: f64| 6.0 * scale.max(1.0) + 2.0;
    let grown = rect.inflate(spread(scale_x), spread(scale_y));
    let within = card.window.inflate(3.0, 3.0);
    Area::around(
        grown
            .intersection(&within)
            .unwrap_or(CanvasRect::new(within.origin, euclid::size2(0.0, 0.0))),
    )
}
