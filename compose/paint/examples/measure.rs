//! Milliseconds a frame on one core, by kind of frame: `measure [DENSITY]`, a 1080p canvas.

#![allow(clippy::print_stdout, clippy::unwrap_used, clippy::expect_used)]

use std::error::Error;
use std::sync::Arc;

use demoreel_paint::resample::Kernel;
use demoreel_paint::{Films, FrameState, Painter};
use demoreel_primitives::colour::Colour;
use demoreel_primitives::filmed::{Film, FilmedScene, PictureInfo};
use demoreel_primitives::picture::Picture;
use demoreel_primitives::plan::{Background, Shadow};
use demoreel_primitives::space::{CanvasRect, CanvasSize, FilmBox};
use demoreel_primitives::time::{Nanos, TakeTime};
use demoreel_primitives::timeline::*;

struct OneFilm(Arc<Picture>);

impl Films for OneFilm {
    fn picture(&mut self, _: &str, _: u64) -> Result<Arc<Picture>, Box<dyn Error + Send + Sync>> {
        Ok(Arc::clone(&self.0))
    }
}

const FRAMES: u64 = 120;

fn main() {
    let density: usize = std::env::args()
        .nth(1)
        .map_or(2, |word| word.parse().unwrap());
    let (width, height) = (1440 * density, 900 * density);
    let mut picture = Picture::black(width, height);
    for plane in picture.planes_mut() {
        for (at, sample) in plane.iter_mut().enumerate() {
            *sample = 40 + ((at * 7) ^ (at / width * 13)) as u8 % 180;
        }
    }
    let mut films = OneFilm(Arc::new(picture));
    let filmed = filmed(width as u32, height as u32);
    let zoom = |frame: u64, by: f64| {
        let size = euclid::size2(1555.0, 972.0) * (1.0 + by * frame as f64);
        let corner = euclid::point2(182.5 - 0.3 * frame as f64, 54.0 - 0.2 * frame as f64);
        CanvasRect::new(corner, size)
    };
    let cases: [(&str, ReelScene); 6] = [
        (
            "zoom 1.0 to 1.5",
            scene(|f| zoom(f, 0.5 / FRAMES as f64), |_| 0, |_| None),
        ),
        (
            "zoom 2.0 to 2.2",
            scene(|f| zoom(f + 600, 0.2 / 120.0), |_| 0, |_| None),
        ),
        (
            "slow creep at rest size",
            scene(|f| zoom(f, 1e-6), |_| 0, |_| None),
        ),
        (
            "pointer moves",
            scene(|_| zoom(0, 0.0), |_| 0, |f| Some(300.0 + 3.3 * f as f64)),
        ),
        (
            "200x40 px of film change",
            scene(|_| zoom(0, 0.0), |f| f, |_| None),
        ),
        ("nothing changes", scene(|_| zoom(0, 0.0), |_| 0, |_| None)),
    ];
    let portable = std::env::args().any(|word| word == "portable");
    let (from, mut to) = (vec![7_u8; 3_110_400], vec![0_u8; 3_110_400]);
    let begin = milliseconds();
    for _ in 0..100 {
        to.copy_from_slice(std::hint::black_box(&from));
        std::hint::black_box(&to);
    }
    println!(
        "copying a frame: {:.3} ms",
        (milliseconds() - begin) / 100.0
    );
    for kernel in [if portable {
        Kernel::Portable
    } else {
        Kernel::best()
    }] {
        println!("{kernel:?}, a film of {width}x{height} on 1920x1080");
        for (name, scene) in &cases {
            let mut best = f64::INFINITY;
            for _ in 0..5 {
                best = best.min(run(kernel, scene, &filmed, &mut films));
            }
            println!("  {name:26} {best:7.3} ms/frame");
        }
    }
}

fn run(kernel: Kernel, scene: &ReelScene, filmed: &FilmedScene, films: &mut OneFilm) -> f64 {
    let mut painter = Painter::with_kernel(CanvasSize::new(1920, 1080), kernel);
    let state = FrameState::at(scene, filmed, 0).unwrap();
    painter.paint(&state, films).unwrap();
    let begin = milliseconds();
    for frame in 1..FRAMES {
        let state = FrameState::at(scene, filmed, frame).unwrap();
        painter.paint(&state, films).unwrap();
    }
    (milliseconds() - begin) / (FRAMES - 1) as f64
}

/// What this thread has used of its core; other programs' work does not count.
fn milliseconds() -> f64 {
    let time = rustix::time::clock_gettime(rustix::time::ClockId::ThreadCPUTime);
    time.tv_sec as f64 * 1e3 + time.tv_nsec as f64 / 1e6
}

fn filmed(width: u32, height: u32) -> FilmedScene {
    let damage = FilmBox::new(euclid::point2(400, 300), euclid::point2(600, 340));
    let pictures = (0..FRAMES).map(|number| PictureInfo {
        at: TakeTime(number as i64),
        damage: vec![damage],
        digest: number.to_string(),
    });
    let film = Film {
        surface: "app".to_owned(),
        logical: euclid::size2(width, height),
        size: euclid::size2(width, height),
        density: 1.0,
        pictures: pictures.collect(),
        missed: 0,
    };
    FilmedScene {
        name: "scene".to_owned(),
        act_hash: String::new(),
        length: Nanos::from_secs(2),
        events: Vec::new(),
        films: vec![film],
        casts: Vec::new(),
    }
}

fn scene(
    place: impl Fn(u64) -> CanvasRect,
    picture: impl Fn(u64) -> u64,
    pointer: impl Fn(u64) -> Option<f64>,
) -> ReelScene {
    let card = Card {
        surface: "app".to_owned(),
        pictures: Track::sample(FRAMES, picture),
        place: Track::sample(FRAMES, &place),
        window: None,
        radius: 0.012,
        shadow: Shadow {
            opacity: 0.45,
            blur: 32.0,
            drop: 17.0,
        },
        rest_width: 1555.0,
        terminal: None,
        bar: None,
    };
    let pose = Track::sample(FRAMES, |frame| {
        pointer(frame).map(|x| PointerPose {
            at: euclid::point2(x, 400.0),
            height: 44.0,
            opacity: 1.0,
        })
    });
    ReelScene {
        name: "scene".to_owned(),
        first: 0,
        frames: FRAMES,
        clock: Track::constant(TakeTime(0)),
        background: Background::Linear {
            angle: 35.0,
            colours: vec![Colour::rgb(91, 61, 245), Colour::rgb(255, 143, 107)],
        },
        layers: vec![
            Layer::Card(card),
            Layer::Pointer(PointerLayer {
                shape: Track::constant(CursorShape::Arrow),
                pose,
            }),
        ],
    }
}
