//! A timeline over a synthetic scene with a bit of everything: zooms, pointer, ring, caption.

use demoreel_primitives::colour::Colour;
use demoreel_primitives::event::Happening;
use demoreel_primitives::filmed::FilmedScene;
use demoreel_primitives::motion::Spring;
use demoreel_primitives::plan::{Anchor, Background, CaptionDress, Shadow};
use demoreel_primitives::space::{CanvasPoint, CanvasRect, CanvasSize, SurfacePoint};
use demoreel_primitives::time::{FrameRate, TakeTime};
use demoreel_primitives::timeline::*;

/// What differs between demos.
pub struct Demo {
    pub canvas: CanvasSize,
    pub rate: FrameRate,
    pub background: Background,
    pub captions: Vec<Vec<String>>,
    /// Seconds of a zoom's beginning and end, its middle as parts of the film, its scale.
    pub zooms: Vec<(f64, f64, (f64, f64), f64)>,
}

impl Demo {
    pub fn full_hd() -> Demo {
        Demo {
            canvas: CanvasSize::new(1920, 1080),
            rate: FrameRate::whole(60),
            background: Background::Linear {
                angle: 35.0,
                colours: vec![
                    Colour::rgb(0x5b, 0x3d, 0xf5),
                    Colour::rgb(0xb0, 0x4c, 0xe6),
                    Colour::rgb(0xff, 0x8f, 0x6b),
                ],
            },
            captions: vec![
                vec!["Open the panel and name your service.".to_owned()],
                vec![
                    "It is built from your repository,".to_owned(),
                    "and live in seconds.".to_owned(),
                ],
            ],
            zooms: vec![(0.8, 3.4, (0.8, 0.1), 1.8), (5.0, 7.2, (0.3, 0.6), 2.2)],
        }
    }

    pub fn timeline(&self, scenes: &[FilmedScene]) -> Timeline {
        let mut first = 0;
        let scenes = scenes.iter().map(|filmed| {
            let scene = self.scene(filmed, first);
            first += scene.frames;
            scene
        });
        Timeline {
            output: "main".to_owned(),
            canvas: self.canvas,
            rate: self.rate,
            scenes: scenes.collect(),
            sound: Default::default(),
            cues: Vec::new(),
            chapters: vec![Chapter {
                title: "Begin".to_owned(),
                frame: 0,
            }],
            stills: Vec::new(),
        }
    }

    fn scene(&self, filmed: &FilmedScene, first: u64) -> ReelScene {
        let frames = self.rate.frames_in(filmed.length);
        let film = &filmed.films[0];
        let time = |frame: u64| TakeTime(self.rate.time_of(frame).0);
        let rest = self.rest(film.size.width as f64 / film.size.height as f64);
        let short = self.canvas.width.min(self.canvas.height) as f64;
        let place = Track::sample(frames, |frame| self.place(rest, frame));
        let pointer = PointerLayer {
            shape: Track::sample(frames, |frame| match frame / 120 % 3 {
                0 => CursorShape::Arrow,
                1 => CursorShape::Hand,
                _ => CursorShape::Text,
            }),
            pose: Track::sample(frames, |frame| {
                let at = pointer_at(filmed, time(frame))?;
                let at = on_canvas(*place.at(frame), at, film.logical.width as f64);
                let grown = place.at(frame).width() / rest.width();
                Some(PointerPose {
                    at,
                    height: short * 0.04 * grown,
                    opacity: 1.0,
                })
            }),
        };
        let ring = Track::sample(frames, |frame| {
            let (click, spot) = last_click(filmed, time(frame))?;
            let age = (time(frame).0 - click.0) as f64 / 1e9 / 0.5;
            (age < 1.0).then(|| Ring {
                at: on_canvas(*place.at(frame), spot, film.logical.width as f64),
                radius: short * 0.012 + short * 0.03 * (1.0 - (1.0 - age) * (1.0 - age)),
                stroke: short * 0.004,
                opacity: (1.0 - age) * 0.9,
            })
        });
        let texts = self.captions.iter().map(|lines| CaptionText {
            lines: lines
                .iter()
                .map(|line| line.split(' ').map(str::to_owned).collect())
                .collect(),
            anchor: Anchor::Bottom,
            at: CanvasPoint::new(f64::from(self.canvas.width) / 2.0, short * 0.945),
        });
        let caption = CaptionLayer {
            look: CaptionLook {
                dress: CaptionDress::Boxed,
                size: short * 0.036,
                colour: Colour::rgb(255, 255, 255),
                plate: Colour {
                    red: 12,
                    green: 12,
                    blue: 18,
                    alpha: 205,
                },
                highlight: Colour::rgb(255, 255, 255),
                language: "en".to_owned(),
            },
            texts: texts.collect(),
            shown: Track::sample(frames, |frame| self.caption(frame)),
        };
        ReelScene {
            name: filmed.name.clone(),
            first,
            frames,
            clock: Track::sample(frames, time),
            background: self.background.clone(),
            layers: vec![
                Layer::Card(Card {
                    surface: film.surface.clone(),
                    pictures: Track::sample(frames, |frame| film.picture_at(time(frame))),
                    place: place.clone(),
                    window: None,
                    radius: short * 0.016 / rest.width(),
                    shadow: Shadow {
                        opacity: 0.45,
                        blur: short * 0.03,
                        drop: short * 0.016,
                    },
                    rest_width: rest.width(),
                    terminal: None,
                    bar: None,
                }),
                Layer::Ripple(RippleLayer {
                    colour: Colour::rgb(70, 120, 255),
                    ring,
                }),
                Layer::Pointer(pointer),
                Layer::Caption(caption),
            ],
        }
    }

    fn rest(&self, aspect: f64) -> CanvasRect {
        let (width, height) = (self.canvas.width as f64, self.canvas.height as f64);
        let padding = width.min(height) * 0.05;
        let fit = ((width - 2.0 * padding) / aspect).min(height - 2.0 * padding);
        let size = euclid::size2((fit * aspect).round(), fit.round());
        let corner = euclid::point2(
            ((width - size.width) / 2.0).round(),
            ((height - size.height) / 2.0).round(),
        );
        CanvasRect::new(corner, size)
    }

    fn place(&self, rest: CanvasRect, frame: u64) -> CanvasRect {
        let seconds = frame as f64 / self.rate.per_second();
        let mut place = rest;
        for &(from, until, spot, scale) in &self.zooms {
            let part = Spring::BALANCED.progress(seconds - from)
                - Spring::BALANCED.progress(seconds - until);
            if part.abs() < 1e-4 {
                continue;
            }
            let grown = libm::pow(scale, part);
            let size = rest.size * grown;
            let middle = (
                self.canvas.width as f64 / 2.0,
                self.canvas.height as f64 / 2.0,
            );
            let aim = |rest_corner: f64, rest_side: f64, spot: f64, middle: f64| {
                let held = rest_corner + rest_side * spot;
                let wanted = held + (middle - held) * part;
                wanted - rest_side * grown * spot
            };
            let corner = euclid::point2(
                aim(rest.min_x(), rest.width(), spot.0, middle.0),
                aim(rest.min_y(), rest.height(), spot.1, middle.1),
            );
            place = CanvasRect::new(corner, size);
        }
        place
    }

    fn caption(&self, frame: u64) -> Option<CaptionPose> {
        let seconds = frame as f64 / self.rate.per_second();
        let text = (seconds / 4.0) as usize;
        let inside = seconds - text as f64 * 4.0;
        let opacity = (inside / 0.15).min((3.2 - inside) / 0.15).clamp(0.0, 1.0);
        (text < self.captions.len() && opacity > 0.0).then_some(CaptionPose {
            text: text as u32,
            word: None,
            scale: 1.0,
            opacity,
        })
    }
}

fn on_canvas(place: CanvasRect, at: SurfacePoint, width: f64) -> CanvasPoint {
    let scale = place.width() / width;
    CanvasPoint::new(place.min_x() + at.x * scale, place.min_y() + at.y * scale)
}

fn pointer_at(filmed: &FilmedScene, time: TakeTime) -> Option<SurfacePoint> {
    let before = filmed.events.iter().take_while(|event| event.at <= time);
    before
        .filter_map(|event| match &event.what {
            Happening::Pointer { at, .. } => Some(*at),
            _ => None,
        })
        .last()
}

fn last_click(filmed: &FilmedScene, time: TakeTime) -> Option<(TakeTime, SurfacePoint)> {
    let before = filmed.events.iter().take_while(|event| event.at <= time);
    let down = before
        .filter(|event| matches!(event.what, Happening::Button { down: true, .. }))
        .last()?;
    Some((down.at, pointer_at(filmed, down.at)?))
}
