//! Every dress of captions over light, dark and busy pictures, wide and upright, as raw 4:2:0 files
//! to be looked at: `captions FOLDER BUSY.ppm`. `scripts/look-at-captions` makes PNG files of them.

#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::error::Error;
use std::path::Path;
use std::sync::Arc;

use demoreel_paint::{Films, FrameState, Painter};
use demoreel_primitives::colour::Colour;
use demoreel_primitives::filmed::{Film, FilmedScene, PictureInfo};
use demoreel_primitives::picture::{Picture, Plane};
use demoreel_primitives::plan::{Anchor, Background, CaptionDress, Shadow};
use demoreel_primitives::space::{CanvasPoint, CanvasRect, CanvasSize, SurfaceSize};
use demoreel_primitives::time::{Nanos, TakeTime};
use demoreel_primitives::timeline::*;

/// Lines of words, the word that is heard, and the language.
const TEXTS: [(&str, &[&str], u32, &str); 5] = [
    (
        "latin",
        &[
            "Then ask for what you want,",
            "and watch it go live in seconds.",
        ],
        7,
        "en",
    ),
    ("short", &["Watch it", "go live!"], 2, "en"),
    (
        "chinese",
        &["点 击 部 署 按 钮，", "它 就 上 线 了 🎉"],
        3,
        "zh",
    ),
    (
        "arabic",
        &["اضغط على زر النشر", "وشاهد الخدمة تعمل"],
        1,
        "ar",
    ),
    (
        "emoji",
        &["Ship it 🚀 with 👩‍💻 and 👍🏽", "in 3 steps ✅"],
        2,
        "en",
    ),
];

/// One picture for all.
struct Still(Arc<Picture>);

impl Films for Still {
    fn picture(&mut self, _: &str, _: u64) -> Result<Arc<Picture>, Box<dyn Error + Send + Sync>> {
        Ok(Arc::clone(&self.0))
    }
}

fn main() {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let folder = Path::new(&words[0]);
    let grounds = [
        ("light", flat([250, 250, 252])),
        ("dark", flat([14, 17, 22])),
        ("busy", read(Path::new(&words[1]))),
    ];
    let canvases = [
        ("wide", CanvasSize::new(1920, 1080)),
        ("tall", CanvasSize::new(1080, 1920)),
    ];
    let dresses = [
        CaptionDress::Boxed,
        CaptionDress::Clean,
        CaptionDress::Karaoke,
        CaptionDress::Big,
    ];
    for (shape, canvas) in canvases {
        for (ground, film) in &grounds {
            for dress in dresses {
                for (name, lines, word, language) in TEXTS {
                    let layer = captions(canvas, dress, (lines, word, language));
                    let picture = paint(canvas, film, layer);
                    let file = format!("{shape}-{ground}-{dress:?}-{name}.yuv").to_lowercase();
                    write(&picture, &folder.join(file));
                }
            }
        }
    }
}

fn captions(
    canvas: CanvasSize,
    dress: CaptionDress,
    (lines, word, language): (&[&str], u32, &str),
) -> CaptionLayer {
    let short = f64::from(canvas.width.min(canvas.height));
    let upright = canvas.height > canvas.width;
    let part = match (dress, upright) {
        (CaptionDress::Big, true) => 0.084,
        (CaptionDress::Big, false) => 0.064,
        (CaptionDress::Clean, true) => 0.056,
        (CaptionDress::Clean, false) => 0.037,
        (_, true) => 0.05,
        (_, false) => 0.033,
    };
    let lines = lines
        .iter()
        .map(|line| line.split(' ').map(str::to_owned).collect());
    let margin = if upright { 0.42 } else { 0.075 } * short;
    CaptionLayer {
        look: CaptionLook {
            dress,
            size: part * short,
            colour: Colour::rgb(255, 255, 255),
            plate: Colour {
                red: 0x0b,
                green: 0x0f,
                blue: 0x1a,
                alpha: 0xd9,
            },
            highlight: match dress {
                CaptionDress::Big => Colour::rgb(0xff, 0xd9, 0x3d),
                _ => Colour::rgb(0x63, 0x66, 0xf1),
            },
            language: language.to_owned(),
        },
        texts: vec![CaptionText {
            lines: lines.collect(),
            anchor: Anchor::Bottom,
            at: CanvasPoint::new(
                f64::from(canvas.width) / 2.0,
                f64::from(canvas.height) - margin,
            ),
        }],
        shown: Track::constant(Some(CaptionPose {
            text: 0,
            word: dress.marks_words().then_some(word),
            scale: 1.0,
            opacity: 1.0,
        })),
    }
}

fn paint(canvas: CanvasSize, film: &Arc<Picture>, captions: CaptionLayer) -> Picture {
    let size = film.size();
    let (width, height) = (f64::from(size.width), f64::from(size.height));
    let scale = f64::max(
        f64::from(canvas.width) / width,
        f64::from(canvas.height) / height,
    );
    let place = CanvasRect::new(
        euclid::point2(
            (f64::from(canvas.width) - width * scale) / 2.0,
            (f64::from(canvas.height) - height * scale) / 2.0,
        ),
        euclid::size2(width * scale, height * scale),
    );
    let card = Card {
        surface: "app".to_owned(),
        pictures: Track::constant(0),
        place: Track::constant(place),
        window: None,
        bar: None,
        radius: 0.0,
        shadow: Shadow {
            opacity: 0.0,
            blur: 0.0,
            drop: 0.0,
        },
        rest_width: place.width(),
        terminal: None,
    };
    let scene = ReelScene {
        name: "one".to_owned(),
        first: 0,
        frames: 1,
        clock: Track::constant(TakeTime(0)),
        background: Background::Solid(Colour::rgb(0, 0, 0)),
        layers: vec![Layer::Card(card), Layer::Caption(captions)],
    };
    let filmed = filmed(film);
    let state = FrameState::at(&scene, &filmed, 0).unwrap();
    let mut painter = Painter::new(canvas);
    painter.paint(&state, &mut Still(Arc::clone(film))).unwrap();
    painter.frame().clone()
}

fn filmed(film: &Picture) -> FilmedScene {
    let size = film.size();
    FilmedScene {
        name: "one".to_owned(),
        act_hash: String::new(),
        length: Nanos::from_secs(1),
        events: Vec::new(),
        films: vec![Film {
            surface: "app".to_owned(),
            logical: SurfaceSize::new(size.width, size.height),
            size,
            density: 1.0,
            pictures: vec![PictureInfo {
                at: TakeTime(0),
                damage: Vec::new(),
                digest: "one".to_owned(),
            }],
            missed: 0,
        }],
        casts: Vec::new(),
    }
}

fn flat(rgb: [u8; 3]) -> Arc<Picture> {
    Arc::new(from_rgb(64, 64, |_, _| rgb))
}

fn write(picture: &Picture, file: &Path) {
    let planes = Plane::ALL.map(|plane| picture.plane(plane));
    std::fs::write(file, planes.concat()).unwrap();
}

/// A binary PPM file without comments.
fn read(file: &Path) -> Arc<Picture> {
    let bytes = std::fs::read(file).unwrap();
    let mut words = bytes.split(|byte| byte.is_ascii_whitespace()).skip(1);
    let mut number = || -> usize {
        std::str::from_utf8(words.next().unwrap())
            .unwrap()
            .parse()
            .unwrap()
    };
    let (width, height) = (number(), number());
    let pixels = &bytes[bytes.len() - width * height * 3..];
    Arc::new(from_rgb(width, height, |x, y| {
        let at = (y * width + x) * 3;
        [pixels[at], pixels[at + 1], pixels[at + 2]]
    }))
}

fn from_rgb(width: usize, height: usize, at: impl Fn(usize, usize) -> [u8; 3]) -> Picture {
    let mut picture = Picture::black(width, height);
    let (width, height) = (picture.width(), picture.height());
    let at = |x: usize, y: usize| {
        let [red, green, blue] = at(x.min(width - 1), y.min(height - 1)).map(f64::from);
        demoreel_primitives::colour::yuv_from_rgb(red, green, blue)
    };
    for y in 0..height {
        for x in 0..width {
            picture.plane_mut(Plane::Y)[y * width + x] = at(x, y).y as u8;
        }
    }
    for y in 0..height / 2 {
        for x in 0..width / 2 {
            let yuv = at(2 * x, 2 * y);
            picture.plane_mut(Plane::U)[y * (width / 2) + x] = yuv.u as u8;
            picture.plane_mut(Plane::V)[y * (width / 2) + x] = yuv.v as u8;
        }
    }
    picture
}
