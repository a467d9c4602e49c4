//! Films in memory and scenes that paint them.

use std::error::Error;
use std::sync::Arc;

use demoreel_paint::resample::Kernel;
use demoreel_paint::{Damage, Films, FrameState, Painter};
use demoreel_primitives::colour::Colour;
use demoreel_primitives::filmed::{Film, FilmedScene, PictureInfo};
use demoreel_primitives::picture::{Picture, Plane};
use demoreel_primitives::plan::{
    Anchor, Background, CaptionDress, PuppetLook, Shadow, WindowButtons, WindowKind, WindowSide,
};
use demoreel_primitives::space::{CanvasRect, CanvasSize, FilmBox, FilmSize, SurfaceSize};
use demoreel_primitives::time::{Nanos, TakeTime};
use demoreel_primitives::timeline::*;

pub const CANVAS: CanvasSize = CanvasSize::new(320, 200);

/// Films that lie in memory, by surface.
pub struct MemoryFilms<'a>(pub &'a [(String, Vec<Arc<Picture>>)]);

impl Films for MemoryFilms<'_> {
    fn picture(
        &mut self,
        surface: &str,
        number: u64,
    ) -> Result<Arc<Picture>, Box<dyn Error + Send + Sync>> {
        let film = self.0.iter().find(|(name, _)| name == surface);
        let (_, pictures) = film.ok_or("no such film")?;
        Ok(Arc::clone(&pictures[number as usize]))
    }
}

pub fn painter(_: &ReelScene, kernel: Kernel) -> Painter<'static> {
    Painter::with_kernel(CANVAS, kernel)
}

/// Paints a frame. The state borrows from values that tests keep to their end.
pub fn paint(
    painter: &mut Painter<'static>,
    scene: &'static ReelScene,
    filmed: &'static FilmedScene,
    frame: u64,
    films: &mut MemoryFilms<'_>,
) -> Damage {
    let state = FrameState::at(scene, filmed, frame).unwrap();
    painter.paint(&state, films).unwrap()
}

/// A card alone.
pub struct OneCard {
    pub scene: ReelScene,
    filmed: FilmedScene,
    pictures: Vec<(String, Vec<Arc<Picture>>)>,
}

impl OneCard {
    pub fn frame(&self, kernel: Kernel) -> Picture {
        self.frame_of(CANVAS, kernel)
    }

    pub fn frame_of(&self, canvas: CanvasSize, kernel: Kernel) -> Picture {
        let mut painter = Painter::with_kernel(canvas, kernel);
        let state = FrameState::at(&self.scene, &self.filmed, 0).unwrap();
        painter
            .paint(&state, &mut MemoryFilms(&self.pictures))
            .unwrap();
        painter.frame().clone()
    }
}

pub fn one_card(
    film: &Picture,
    background: Background,
    place: CanvasRect,
    radius: f64,
    shadow: Shadow,
) -> OneCard {
    let card = Card {
        surface: "app".to_owned(),
        pictures: Track::constant(0),
        place: Track::constant(place),
        window: None,
        radius: radius / place.width(),
        shadow,
        rest_width: place.width(),
        terminal: None,
        bar: None,
    };
    OneCard {
        scene: scene(background, vec![Layer::Card(card)], 1),
        filmed: filmed(vec![film_of("app", film.size(), vec![vec![]])]),
        pictures: vec![("app".to_owned(), vec![Arc::new(film.clone())])],
    }
}

fn scene(background: Background, layers: Vec<Layer>, frames: u64) -> ReelScene {
    ReelScene {
        name: "scene".to_owned(),
        first: 0,
        frames,
        clock: Track::constant(TakeTime(0)),
        background,
        layers,
    }
}

fn filmed(films: Vec<Film>) -> FilmedScene {
    FilmedScene {
        name: "scene".to_owned(),
        act_hash: String::new(),
        length: Nanos::from_secs(1),
        events: Vec::new(),
        films,
        casts: Vec::new(),
    }
}

fn film_of(surface: &str, size: FilmSize, damages: Vec<Vec<FilmBox>>) -> Film {
    let pictures = damages
        .into_iter()
        .enumerate()
        .map(|(number, damage)| PictureInfo {
            at: TakeTime(number as i64),
            damage,
            digest: format!("{surface} {number}"),
        });
    Film {
        surface: surface.to_owned(),
        logical: SurfaceSize::new(size.width, size.height),
        size,
        density: 1.0,
        pictures: pictures.collect(),
        missed: 0,
    }
}

/// A picture of one colour.
pub fn flat(width: usize, height: usize, colour: Colour) -> Picture {
    let mut picture = Picture::black(width, height);
    let yuv = colour.to_yuv();
    picture.plane_mut(Plane::Y).fill(yuv.y.round() as u8);
    picture.plane_mut(Plane::U).fill(yuv.u.round() as u8);
    picture.plane_mut(Plane::V).fill(yuv.v.round() as u8);
    picture
}

/// The right half in another colour. Chroma is left-cosited, so the sample on the border belongs
/// to the right half.
pub fn paint_right_half(picture: &mut Picture, colour: Colour) {
    let other = flat(picture.width(), picture.height(), colour);
    for plane in Plane::ALL {
        let (width, _) = picture.plane_size(plane);
        let rows = picture.plane_mut(plane).chunks_exact_mut(width);
        for (row, source) in rows.zip(other.plane(plane).chunks_exact(width)) {
            row[width / 2..].copy_from_slice(&source[width / 2..]);
            if plane != Plane::Y {
                // The border sample sees a quarter of white at its left.
                row[width / 2] = ((3 * source[width / 2] as u32 + row[0] as u32) / 4) as u8;
            }
        }
    }
}

/// Bright at the left, black at the right, with a soft step in the middle.
pub fn step(width: usize, height: usize) -> Picture {
    let mut picture = Picture::black(width, height);
    for (index, sample) in picture.plane_mut(Plane::Y).iter_mut().enumerate() {
        let x = (index % width) as f64 + 0.5 - width as f64 / 2.0;
        *sample = 16 + (100.0 * (1.0 - libm::erf(x / 1.5))).round() as u8;
    }
    picture
}

/// Where a row's bright part ends.
pub fn bright_until(frame: &Picture, row: usize) -> f64 {
    let line = &frame.plane(Plane::Y)[row * frame.width()..(row + 1) * frame.width()];
    line.iter()
        .map(|sample| (*sample as f64 - 16.0) / 200.0)
        .sum()
}

pub fn assert_close(got: [u8; 3], wanted: [u8; 3]) {
    let near = got
        .iter()
        .zip(wanted)
        .all(|(got, wanted)| got.abs_diff(wanted) <= 3);
    assert!(near, "{got:?} for {wanted:?}");
}

pub fn first_difference(one: &Picture, other: &Picture) -> String {
    for plane in Plane::ALL {
        let pairs = one.plane(plane).iter().zip(other.plane(plane));
        let differing: Vec<_> = pairs.enumerate().filter(|(_, (a, b))| a != b).collect();
        if let Some((at, (a, b))) = differing.first() {
            let width = one.plane_size(plane).0;
            let count = differing.len();
            return format!(
                "{plane:?} at {},{}: {a} for {b}, {count} in all",
                at % width,
                at / width
            );
        }
    }
    "none".to_owned()
}

/// A sequence that looks random and is the same everywhere.
pub struct Dice(u64);

impl Dice {
    fn roll(&mut self, below: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 8) % below
    }

    fn between(&mut self, low: f64, high: f64) -> f64 {
        low + (high - low) * self.roll(1 << 20) as f64 / (1 << 20) as f64
    }

    fn colour(&mut self) -> Colour {
        let mut part = || self.roll(256) as u8;
        Colour {
            red: part(),
            green: part(),
            blue: part(),
            alpha: 100 + part() / 2,
        }
    }
}

type Scenery = (
    &'static FilmedScene,
    Vec<(String, Vec<Arc<Picture>>)>,
    &'static ReelScene,
);

/// A scene of a few frames in which everything may change at any moment.
pub fn random_scene(seed: u64) -> Scenery {
    let mut dice = Dice(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1);
    let frames = 2 + dice.roll(7);
    let cards = 1 + dice.roll(2);
    let mut pictures = Vec::new();
    let mut films = Vec::new();
    let mut layers = Vec::new();
    for number in 0..cards {
        let surface = format!("surface {number}");
        let (film, shots) = random_film(&mut dice, &surface, frames);
        films.push(film);
        layers.push(Layer::Card(random_card(&mut dice, &surface, frames)));
        pictures.push((surface, shots));
    }
    layers.push(Layer::Ripple(random_ring(&mut dice, frames)));
    layers.push(Layer::Pointer(random_pointer(&mut dice, frames)));
    layers.push(Layer::Presenter(random_presenter(&mut dice, frames)));
    layers.push(Layer::Caption(random_caption(&mut dice, frames)));
    let background = match dice.roll(2) {
        0 => Background::Solid(dice.colour()),
        _ => Background::Linear {
            angle: dice.between(0.0, 360.0),
            colours: (0..2 + dice.roll(2)).map(|_| dice.colour()).collect(),
        },
    };
    // Tests are short-lived; leaking spares them lifetimes.
    let scene = Box::leak(Box::new(scene(background, layers, frames)));
    (Box::leak(Box::new(filmed(films))), pictures, scene)
}

fn random_film(dice: &mut Dice, surface: &str, frames: u64) -> (Film, Vec<Arc<Picture>>) {
    let (width, height) = (
        2 * (5 + dice.roll(120)) as usize,
        2 * (5 + dice.roll(80)) as usize,
    );
    let mut picture = Picture::black(width, height);
    for plane in picture.planes_mut() {
        plane
            .iter_mut()
            .for_each(|sample| *sample = dice.roll(256) as u8);
    }
    let whole = picture.bounds();
    let (mut shots, mut damages) = (vec![Arc::new(picture.clone())], vec![vec![whole]]);
    for _ in 1..frames {
        let mut damage = Vec::new();
        for _ in 0..dice.roll(3) {
            let (x, y) = (
                dice.roll(width as u64 - 2) as i32,
                dice.roll(height as u64 - 2) as i32,
            );
            let area = FilmBox::new(euclid::point2(x, y), euclid::point2(x + 9, y + 7));
            let area = picture.even(area);
            for plane in Plane::ALL {
                for row in picture.rows(plane, area) {
                    let line = &mut picture.plane_mut(plane)[row];
                    line.iter_mut()
                        .for_each(|sample| *sample = dice.roll(256) as u8);
                }
            }
            damage.push(area);
        }
        shots.push(Arc::new(picture.clone()));
        damages.push(damage);
    }
    (
        film_of(surface, FilmSize::new(width as u32, height as u32), damages),
        shots,
    )
}

fn random_card(dice: &mut Dice, surface: &str, frames: u64) -> Card {
    let mut place = random_place(dice);
    Card {
        surface: surface.to_owned(),
        pictures: Track::sample(frames, |frame| dice.roll(frame + 1)),
        place: Track::sample(frames, |_| {
            match dice.roll(4) {
                0 => place = random_place(dice),
                1 => place = place.translate(euclid::vec2(dice.between(-1.0, 1.0), 0.3)),
                _ => {}
            }
            place
        }),
        window: (dice.roll(3) == 0).then(|| random_place(dice)),
        radius: dice.between(0.0, 0.12),
        shadow: Shadow {
            opacity: [0.0, 0.4][dice.roll(2) as usize],
            blur: dice.between(0.0, 14.0),
            drop: dice.between(0.0, 10.0),
        },
        rest_width: 200.0,
        terminal: None,
        bar: (dice.roll(3) == 0).then(|| Box::new(random_bar(dice, frames))),
    }
}

fn random_bar(dice: &mut Dice, frames: u64) -> Bar {
    let kinds = [
        WindowKind::Macos,
        WindowKind::Windows,
        WindowKind::Browser,
        WindowKind::Terminal,
    ];
    let own = (dice.colour(), dice.colour());
    Bar {
        look: BarLook {
            kind: kinds[dice.roll(4) as usize],
            dark: dice.roll(2) == 0,
            own: (dice.roll(2) == 0).then_some(own),
            buttons: WindowButtons::Colourful,
            side: WindowSide::Left,
            height: dice.between(0.02, 0.2),
        },
        texts: vec!["one".to_owned(), "a & <b>".to_owned()],
        says: Track::sample(frames, |_| dice.roll(2) as u32),
        largest: dice.between(100.0, 400.0),
    }
}

fn random_place(dice: &mut Dice) -> CanvasRect {
    let size = euclid::size2(dice.between(20.0, 500.0), dice.between(15.0, 340.0));
    CanvasRect::new(
        euclid::point2(dice.between(-250.0, 330.0), dice.between(-180.0, 210.0)),
        size,
    )
}

fn random_ring(dice: &mut Dice, frames: u64) -> RippleLayer {
    let colour = dice.colour();
    let ring = Track::sample(frames, |_| {
        (dice.roll(2) == 0).then(|| Ring {
            at: euclid::point2(dice.between(-20.0, 340.0), dice.between(-20.0, 220.0)),
            radius: dice.between(0.5, 30.0),
            stroke: dice.between(0.2, 6.0),
            opacity: dice.between(0.0, 1.0),
        })
    });
    RippleLayer { colour, ring }
}

fn random_pointer(dice: &mut Dice, frames: u64) -> PointerLayer {
    let shapes = [CursorShape::Arrow, CursorShape::Hand, CursorShape::Text];
    let mut pose = None;
    PointerLayer {
        shape: Track::sample(frames, |_| shapes[dice.roll(3) as usize]),
        pose: Track::sample(frames, |_| {
            if dice.roll(3) == 0 {
                pose = (dice.roll(4) > 0).then(|| PointerPose {
                    at: euclid::point2(dice.between(-20.0, 340.0), dice.between(-20.0, 220.0)),
                    height: dice.between(4.0, 40.0),
                    opacity: dice.between(0.0, 1.0),
                });
            }
            pose
        }),
    }
}

fn random_presenter(dice: &mut Dice, frames: u64) -> PresenterLayer {
    let looks = [PuppetLook::Nova, PuppetLook::Sol, PuppetLook::Bit];
    let (mut place, mut pose) = (None, PuppetPose::default());
    PresenterLayer {
        look: looks[dice.roll(3) as usize],
        accent: dice.colour(),
        cut: match dice.roll(2) {
            0 => PresenterCut::Figure,
            _ => PresenterCut::Plate {
                corner: dice.between(0.0, 0.5),
            },
        },
        place: Track::sample(frames, |_| {
            if dice.roll(3) == 0 {
                let side = dice.between(20.0, 90.0);
                let at = euclid::point2(dice.between(-40.0, 330.0), dice.between(-40.0, 210.0));
                place = (dice.roll(4) > 0).then(|| CanvasRect::new(at, euclid::size2(side, side)));
            }
            place
        }),
        pose: Track::sample(frames, |_| {
            pose.mouth.open = dice.roll(3) as i8 * 16;
            pose.lids = dice.roll(2) as u8 * 16;
            pose.tilt = dice.roll(30) as i16 - 15;
            pose
        }),
    }
}

fn random_caption(dice: &mut Dice, frames: u64) -> CaptionLayer {
    let dresses = [
        CaptionDress::Boxed,
        CaptionDress::Clean,
        CaptionDress::Karaoke,
        CaptionDress::Big,
    ];
    let anchors = [Anchor::Bottom, Anchor::TopLeft, Anchor::Center];
    let texts: [&[&[&str]]; 2] = [
        &[&["One", "line"]],
        &[&["Two"], &["lines,", "déjà", "vu 🎉"]],
    ];
    let texts = texts.map(|lines| CaptionText {
        lines: lines
            .iter()
            .map(|line| line.iter().map(|word| (*word).to_owned()).collect())
            .collect(),
        anchor: anchors[dice.roll(3) as usize],
        at: euclid::point2(dice.between(-20.0, 340.0), dice.between(-20.0, 220.0)),
    });
    CaptionLayer {
        look: CaptionLook {
            dress: dresses[dice.roll(4) as usize],
            size: dice.between(8.0, 20.0),
            colour: dice.colour(),
            plate: dice.colour(),
            highlight: dice.colour(),
            language: "en".to_owned(),
        },
        texts: texts.into(),
        shown: Track::sample(frames, |_| {
            (dice.roll(2) == 0).then(|| CaptionPose {
                text: dice.roll(2) as u32,
                word: [None, Some(0), Some(1)][dice.roll(3) as usize],
                scale: [1.0, 0.875][dice.roll(2) as usize],
                opacity: [0.0, 0.5, 1.0][dice.roll(3) as usize],
            })
        }),
    }
}
